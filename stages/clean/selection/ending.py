"""Find the end of the text, and what stands there once more."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from pipeline.pattern import lazily
from pipeline.tree import Divider, Figure, Heading, List, Paragraph, Quote, Table
from stages.clean.selection.names import kind_of
from stages.clean.selection.page import Item, Page, folded, words_of
from stages.clean.selection.words import CONTACT, END_MARK

_ORGANISATION = lazily(
    r"&|\b(?:inc|ltd|llc|llp|plc|corp|corporation|company|co|gmbh|ag|se|kg|e\.\s?v|s\.?a|sas|sarl|s\.?p\.?a|srl"
    r"|b\.?v|n\.?v|ab|oy|group|trust|foundation|stiftung|university|universität|institute|association"
    r"|verband|press|team|news(?:room|wire)?|office)\b",
    re.IGNORECASE,
)
"""Words of the names of organisations."""
_LABEL = 80
_LAST = 4
_NOTE = 700
_COPY = 0.25
_LEAST_RUN = 3
_MOST_LINES = 5
_LOOKED_AT = 100


def drop_tail(page: Page) -> None:
    """Drop what follows the last paragraph of text in other elements of the page.

    Contacts, end marks and whatever stands in the same element as that paragraph stay, and with
    it the heading right above it.
    """
    items = list(page.live())
    last = next((i for i in range(len(items) - 1, -1, -1) if _is_text(items[i])), None)
    if last is None:
        return
    heading: Item | None = None
    for item in items[last + 1 :]:
        if item is page.headline or isinstance(item.block, Divider):
            continue
        stays = _stays(page, item, items[last])
        if heading is not None and not stays:
            page.drop([heading], "chrome.tail", "It follows the end of the text.")
        heading = None
        if not stays and isinstance(item.block, Heading) and _at_home(page, item, items[last]):
            heading = item
        elif not stays:
            page.drop([item], "chrome.tail", "It follows the end of the text.")
    if heading is not None:
        page.drop([heading], "chrome.tail", "It follows the end of the text.")


def _stays(page: Page, item: Item, last: Item) -> bool:
    """Tell whether a block after the last line of text belongs to the text all the same."""
    if CONTACT.search(item.text) or END_MARK.fullmatch(item.text):
        return True
    if isinstance(item.block, Heading):
        return False
    if item.linked < 0.5 and _at_home(page, item, last):  # noqa: PLR2004 (half)
        return True
    return isinstance(item.block, Table | Quote | Figure)


def _at_home(page: Page, item: Item, last: Item) -> bool:
    """Tell whether a block stands where the last line of text does, or in a like element."""
    home = last.parent
    if home in {item.parent, item.element} or last.element in {item.parent, item.element}:
        return True
    if item.parent < 0 or home < 0:
        return False
    one, other = page.elements[item.parent], page.elements[home]
    if one.parent == other.parent and one.tag == other.tag and one.names == other.names:
        return True
    article = _article_of(page, item)
    return article >= 0 and not item.linked and article == _article_of(page, last)


def _article_of(page: Page, item: Item) -> int:
    """Return the article element that holds a block, or the box it stands in; -1 for none."""
    around = list(islice(page.layout.around(item.element), 3))
    for number in around:
        element = page.elements[number]
        if element.tag == "article":
            return number
        if kind_of(element.tag, element.names) is not None:
            break
    return -1


def type_author_note(page: Page) -> None:
    """Type a note about the author at the end of the text: it opens with the author's name.

    The name is the one that the page's metadata states, of two words or more; an organisation that
    signs as author opens its own boilerplate, which is no such note.
    """
    stated = page.said("author", "article:author", "creator")
    names = {name for name in stated if " " in name and not _ORGANISATION.search(name)}
    last = [item for item in page.live() if item.text][-_LAST:]
    for item in last:
        if item.role is None and isinstance(item.block, Paragraph) and item.size <= _NOTE:
            opens = any(item.text.startswith(f"{name} ") for name in names)
            if opens and not item.text.endswith(("”", '"')):
                item.role = "byline"


def drop_copies(page: Page) -> None:
    """Drop the second of two copies of the text: three lines or more in the same order.

    The second copy may also be one block that holds a quarter of all text.
    """
    prose = [item for item in page.live() if item.is_prose and item.role is None]
    total = sum(item.size for item in page.live())
    openings = [folded(item.text[: 2 * _LABEL])[:_LABEL] for item in prose]
    often = Counter(openings)
    first: dict[str, int] = {}
    run: list[Item] = []
    before = -2
    for number, item in enumerate(prose):
        earlier = number
        if often[openings[number]] > 1:
            earlier = first.setdefault(words_of(item), number)
        if earlier < number and earlier == before + 1:
            run.append(item)
        else:
            _drop_run(page, run)
            run = [item] if earlier < number else []
        before = earlier if earlier < number else -2
        if item.size > _COPY * total:
            lines = list(dict.fromkeys(openings[:number]))[:_LOOKED_AT]
            if sum(line in words_of(item) for line in lines) >= _MOST_LINES:
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
