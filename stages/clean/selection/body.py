"""Drop what stands between and after the paragraphs of a release and is none of it."""

from __future__ import annotations

import re

from pipeline.tree import Divider, Figure, Heading, List, Paragraph, Preformatted, Quote, Table
from stages.clean.selection.page import Item, Page, folded
from stages.clean.selection.words import (
    COMMENTS,
    CONTACT,
    CREDIT,
    CREDIT_END,
    END_MARK,
    LEADS_AWAY,
    NEWSLETTER,
    PROMOTION,
    RELATED,
    SHARE,
)

_LABEL = 80
"""Characters that a label or heading has at most."""
_LINE = 220
_TEASER = 400
_LIST_PAGE = 0.33
_FEW = 4
_ENDS = (".", "!", "?", "。")
_LONG = 400
_COPY = 0.25
_LEAST_RUN = 3
_MOST_LINES = 5
_LOOKED_AT = 100
_MOSTLY = 0.8
_CAPTION = re.compile(
    r"caption|gallery|slide-?show|(?:photo|image|picture|img|media)-?_*(?:credit|source)|\bcredit"
    r"|bildunter|bildtext"
)
_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT\S+|https?://\S+|\d{1,4}")
_COMMAND = re.compile(r"#use \w+::")
_FILED = re.compile(r"EX-\d\S*\s+\d+\s+\S+\.(?:html?|txt|pdf)\b.{0,80}")
_EXHIBIT = re.compile(r"(?:EXHIBIT|EX\.?)[\s-]+99(?:\.\d+)?", re.IGNORECASE)
_FILING = 4
_SPACE = re.compile(r"\s+")


def label_of(item: Item) -> str:
    """Return a short block's text on one line without the signs at its ends."""
    return (
        _SPACE.sub(" ", item.text).strip(" \xa0:.…|·•-–—>»›[]()▼▲+↓→") if item.size <= _LINE else ""
    )


def drop_labels(page: Page) -> None:
    """Drop rows of buttons and labels: share, print, comment, advertisement, close."""
    for item in page.live():
        if not isinstance(item.block, Paragraph | Heading | List) or item is page.headline:
            continue
        label = label_of(item)
        if not label or len(label) > _LABEL:
            continue
        if SHARE.fullmatch(label):
            page.drop([item], "chrome.share", "It is a row of links for sharing or printing.")
        elif PROMOTION.fullmatch(label):
            page.drop([item], "chrome.promotion", "It is a label of the page, not of the text.")
        elif COMMENTS.fullmatch(label):
            page.drop([item], "chrome.comments", "It belongs to the readers' comments.")


def drop_machine_text(page: Page) -> None:
    """Drop what is there for machines: times and addresses in boxes, commands, filing headers."""
    for item in page.live():
        boxed = item.tag in {"div", "span", "meta"} and page.names(item)
        if boxed and _MACHINE.fullmatch(item.text):
            page.drop([item], "chrome.metadata", "It is data for machines, not text.")
        elif _COMMAND.match(item.text):
            page.drop(
                [item], "chrome.metadata", "It is a command to the program that makes the page."
            )
        elif item.index < _FILING and _EXHIBIT.fullmatch(item.text):
            item.role = "kicker"
        elif item.index < _FILING and _FILED.fullmatch(item.text):
            page.drop([item], "chrome.metadata", "It is the header of the filing system.")


def drop_related(page: Page) -> None:
    """Drop lists of other pages with the heading that opens them.

    After such a heading, what is mostly links, or has no sentence, goes until text comes again.
    """
    items = list(page.live())
    for at, item in enumerate(items):
        if not item.live or item is page.headline:
            continue
        label = label_of(item)
        if not label or len(label) > _LABEL or item.is_prose or not RELATED.fullmatch(label):
            continue
        following: list[Item] = []
        for other in items[at + 1 :]:
            if other.is_prose or (isinstance(other.block, Table | Preformatted)):
                break
            if (
                isinstance(other.block, Heading)
                and other.linked < _MOSTLY
                and _level(other) <= _level(item)
            ):
                break
            if other.linked < _MOSTLY and other.text.rstrip().endswith(_ENDS):
                break
            if other.linked < 0.4 and other.size > _LABEL:  # noqa: PLR2004 (text, not links)
                break
            following.append(other)
        linked = sum(other.linked * len(other.text) for other in following)
        length = sum(len(other.text) for other in following)
        if item.linked < _MOSTLY and length and linked < 0.5 * length:
            continue
        page.drop([item, *following], "chrome.related", "It leads to other pages of the site.")


def drop_link_lines(page: Page) -> None:
    """Drop paragraphs that are one link to another page, and lists of such links."""
    for item in page.live():
        if item is page.headline or item.role is not None:
            continue
        block = item.block
        if isinstance(block, Paragraph) and item.text and item.size <= _LINE:
            label = label_of(item)
            leads = bool(LEADS_AWAY.match(label))
            if CONTACT.search(item.text) or re.match(r"(?:https?://|www\.)", label):
                continue
            if item.linked >= 0.9 or (leads and item.linked >= 0.5 and ":" in item.text[:40]):  # noqa: PLR2004 (whole, half)
                page.drop([item], "chrome.related", "The paragraph is one link to another page.")
        elif isinstance(block, List) and item.linked >= 0.9 and len(block.items) > 1:  # noqa: PLR2004 (whole)
            page.drop([item], "chrome.related", "It is a list of links to other pages.")


def drop_cards(page: Page) -> None:
    """Drop boxes that hold a linked heading and little text: teasers of other pages.

    Where such boxes hold a third of the text or more, the page is a list and they are its text.
    """
    weights = page.weights()
    boxes: set[int] = set()
    for item in page.live():
        if not isinstance(item.block, Heading) or item.linked < _MOSTLY or item is page.headline:
            continue
        box = -1
        for number in page.layout.around(item.element):
            if number == page.scope or weights[number] > _TEASER:
                break
            box = number
        if box >= 0 and box != item.element:
            boxes.add(box)
    inside = [False] * len(page.elements)
    for number, element in enumerate(page.elements):
        inside[number] = number in boxes or (element.parent >= 0 and inside[element.parent])
    teasers = [item for item in page.live() if item.element >= 0 and inside[item.element]]
    weight = sum(item.weight for item in teasers)
    if weight < _LIST_PAGE * sum(item.weight for item in page.live()):
        page.drop(teasers, "chrome.related", "It is a teaser of another page.")


def drop_calls(page: Page) -> None:
    """Drop lines that ask the reader to subscribe, follow or download an app."""
    for item in page.live():
        if item is page.headline or not isinstance(item.block, Paragraph | Heading | List):
            continue
        if (
            item.size <= _LINE
            and NEWSLETTER.search(item.text)
            and (item.linked > 0 or isinstance(item.block, Heading) or item.size <= _LABEL)
        ):
            page.drop([item], "chrome.newsletter", "It asks the reader to subscribe.")


def drop_captions(page: Page) -> None:
    """Take captions and credits that stand as paragraphs out of the body."""
    for item in page.live():
        block = item.block
        if not isinstance(block, Paragraph | List) or item.role is not None or item.size > _LONG:
            continue
        near = [n for n in list(page.layout.around(item.element))[:3] if page.counts[n] <= _FEW]
        names = "".join(page.elements[n].names for n in near)
        tags = {page.elements[n].tag for n in near}
        text = label_of(item)
        if (
            "figcaption" in tags
            or _CAPTION.search(names)
            or (text and CREDIT.fullmatch(text))
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


def drop_tail(page: Page) -> None:
    """Drop what follows the last paragraph of text in other elements of the page.

    Contacts, end marks and whatever stands in the same element as that paragraph stay.
    """
    items = list(page.live())
    last = next((i for i in range(len(items) - 1, -1, -1) if _is_text(items[i])), None)
    if last is None:
        return
    for item in items[last + 1 :]:
        if item is page.headline or isinstance(item.block, Divider):
            continue
        if CONTACT.search(item.text) or END_MARK.fullmatch(item.text):
            continue
        if item.linked < 0.5 and _at_home(page, item, items[last]):  # noqa: PLR2004 (half)
            continue
        if isinstance(item.block, Table | Quote | Figure):
            continue
        page.drop([item], "chrome.tail", "It follows the end of the text.")


def _at_home(page: Page, item: Item, last: Item) -> bool:
    """Tell whether a block stands where the last line of text does, in the same or a like element."""
    if isinstance(item.block, Heading):
        return False
    home = last.parent
    if home in {item.parent, item.element} or last.element in {item.parent, item.element}:
        return True
    if item.parent < 0 or home < 0:
        return False
    one, other = page.elements[item.parent], page.elements[home]
    return one.parent == other.parent and one.tag == other.tag and one.names == other.names


def drop_repeats(page: Page) -> None:
    """Drop short blocks that repeat the headline."""
    if page.headline is None:
        return
    title = folded(page.headline.text)
    for item in page.live():
        if item is not page.headline and item.size <= _LONG and folded(item.text) == title:
            page.drop([item], "chrome.repeat", "It repeats the headline.")


def drop_copies(page: Page) -> None:
    """Drop the second of two copies of the text: three lines or more in the same order.

    The second copy may also be one block that holds a quarter of all text.
    """
    prose = [item for item in page.live() if item.is_prose and item.role is None]
    total = sum(item.size for item in page.live())
    first: dict[str, int] = {}
    run: list[Item] = []
    before = -2
    for number, item in enumerate(prose):
        words = folded(item.text)
        earlier = first.setdefault(words, number)
        if earlier < number and earlier == before + 1:
            run.append(item)
        else:
            _drop_run(page, run)
            run = [item] if earlier < number else []
        before = earlier if earlier < number else -2
        if item.size > _COPY * total:
            lines = list(first)[: min(number, _LOOKED_AT)]
            if sum(line[:_LABEL] in words for line in lines) >= _MOST_LINES:
                page.drop([item], "chrome.repeat", "The page has this text twice.")
    _drop_run(page, run)


def _drop_run(page: Page, run: list[Item]) -> None:
    if len(run) >= _LEAST_RUN:
        page.drop(run, "chrome.repeat", "The page has this text twice.")


def _is_text(item: Item) -> bool:
    if item.is_prose:
        return True
    if isinstance(item.block, List):
        return item.size > 200 and item.linked < 0.3  # noqa: PLR2004 (points, not links)
    return isinstance(item.block, Table) and item.linked < 0.3  # noqa: PLR2004 (figures, not links)


def _level(item: Item) -> int:
    return item.block.level if isinstance(item.block, Heading) else 7
