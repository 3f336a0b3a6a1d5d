"""Drop what stands between and after the paragraphs of a release and is none of it."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from pipeline.text import block_inlines, walk_inlines
from pipeline.tree import Heading, Link, List, Paragraph, Preformatted, Table
from stages.clean.selection.page import Item, Page, words_of
from stages.clean.selection.words import (
    COMMENTS,
    CONTACT,
    LEADS_AWAY,
    MAILING,
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
_ENDS = (".", "!", "?", "。")
_LONG = 400
_HALF = 0.5
_MOSTLY = 0.8
_WHOLLY = 0.9
_MACHINE = lazily(r"\d{4}-\d\d-\d\dT\S+|https?://\S+|\d{1,4}")
_FILE = lazily(
    r"\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|jpe?g|png|tiff?|mp4|ics)(?:[?#]|$)", re.IGNORECASE
)
_SITE = lazily(r"https?://([^/?#]+)")
_COMMAND = lazily(r"#use \w+::")
_FILED = lazily(r"EX-\d\S*\s+\d+\s+\S+\.(?:html?|txt|pdf)\b.{0,80}")
_EXHIBIT = lazily(r"(?:EXHIBIT|EX\.?)[\s-]+99(?:\.\d+)?", re.IGNORECASE)
_FILING = 4


def drop_labels(page: Page) -> None:
    """Drop rows of buttons and labels: share, print, comment, advertisement, close."""
    for item in page.live():
        if not isinstance(item.block, Paragraph | Heading | List) or item is page.headline:
            continue
        label = item.label
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
        label = item.label
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
    """Drop paragraphs that are one link to another page, and lists of such links.

    A list that the line before it announces with a colon is the text's own where it leads to
    files or to other sites.
    """
    before: Item | None = None
    for item in page.live():
        last, before = before, item
        if item is page.headline or item.role is not None:
            continue
        block = item.block
        if isinstance(block, Paragraph) and item.text and item.size <= _LINE:
            label = item.label
            leads = item.linked >= _HALF and ":" in item.text[:40] and LEADS_AWAY.match(label)
            if item.linked < _WHOLLY and not leads:
                continue
            if not label.startswith(("http://", "https://", "www.")) and not CONTACT.search(
                item.text
            ):
                page.drop([item], "chrome.related", "The paragraph is one link to another page.")
        elif (
            isinstance(block, List)
            and item.linked >= _WHOLLY
            and len(block.items) > 1
            and not _announced(page, item, last)
        ):
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
        mails = item.size <= _TEASER and (item.linked > 0 or "mail" in item.text)
        if (mails and MAILING.search(item.text)) or (
            item.size <= _LINE
            and (item.linked > 0 or isinstance(item.block, Heading) or item.size <= _LABEL)
            and NEWSLETTER.search(item.text)
        ):
            page.drop([item], "chrome.newsletter", "It asks the reader to subscribe.")


def drop_repeats(page: Page) -> None:
    """Drop short blocks that repeat the headline."""
    if page.headline is None:
        return
    title = words_of(page.headline)
    for item in page.live():
        if item is page.headline or item.size > _LONG or item.size < len(title):
            continue
        if words_of(item) == title:
            page.drop([item], "chrome.repeat", "It repeats the headline.")


def _announced(page: Page, item: Item, last: Item | None) -> bool:
    """Tell whether a list that leads out of the site stands right below a line with a colon."""
    site = _site(page.layout.url or "")
    urls = [one.url for one in walk_inlines(block_inlines(item.block)) if isinstance(one, Link)]
    out = [url for url in urls if _FILE.search(url) or _site(url) not in {"", site}]
    return (
        2 * len(out) >= len(urls)
        and last is not None
        and last.parent == item.parent
        and isinstance(last.block, Paragraph)
        and last.linked == 0
        and last.text.rstrip().endswith((":", "："))
        and not RELATED.fullmatch(last.label)
    )


def _site(url: str) -> str:
    found = _SITE.match(url)
    return found[1].lower() if found else ""


def _level(item: Item) -> int:
    return item.block.level if isinstance(item.block, Heading) else 7
