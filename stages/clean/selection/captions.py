"""Give pictures their captions and take credits out of the text."""

from __future__ import annotations

from itertools import islice

from pipeline.tree import Figure, List, Paragraph
from stages.clean.selection.names import is_caption
from stages.clean.selection.page import Item, Page
from stages.clean.selection.words import CREDIT, CREDIT_END, SOURCE

_LINE = 220
_LONG = 500
_FEW = 4


def drop_captions(page: Page) -> None:
    """Take captions and credits that stand as paragraphs out of the body."""
    for item in page.live():
        block = item.block
        if not isinstance(block, Paragraph | List) or item.role is not None or item.size > _LONG:
            continue
        near = [n for n in islice(page.layout.around(item.element), 3) if page.counts[n] <= _FEW]
        tags = {page.elements[n].tag for n in near}
        text = item.label
        if (
            "figcaption" in tags
            or any(is_caption(page.elements[n].names) for n in near)
            or (text and CREDIT.fullmatch(text))
            or (text and SOURCE.fullmatch(text) and _is_below_picture(page, item))
            or (
                item.size <= _LINE
                and CREDIT_END.search(item.text)
                and not item.text.rstrip().endswith(".")
            )
        ):
            picture = _picture_of(page, item)
            if picture is not None:
                picture.caption = item
            page.drop(
                [item],
                "chrome.caption",
                "It is the caption or credit of a picture that is not in the copy.",
            )


def _is_below_picture(page: Page, item: Item) -> bool:
    """Tell whether a picture or its caption stands right above a block."""
    above = page.items[item.index - 1] if item.index else None
    return above is not None and (isinstance(above.block, Figure) or above.drop == "chrome.caption")


def _picture_of(page: Page, item: Item) -> Item | None:
    """Return the picture without words beside a caption, in the same box of the page."""
    for number in (item.index - 1, item.index + 1, item.index - 2):
        if not 0 <= number < len(page.items):
            continue
        other = page.items[number]
        if (
            other.live
            and isinstance(other.block, Figure)
            and not other.block.caption
            and other.caption is None
            and isinstance(item.block, Paragraph)
            and page.are_near(other, item)
        ):
            return other
    return None
