"""Type what stands between headline and text: standfirst, byline, date, kicker."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.pattern import lazily
from pipeline.tree import Figure, Heading, List, Paragraph
from stages.clean.selection.page import Item, Page, words_of

_BYLINE = lazily(
    r"by-?line|author|(?:post|entry|article|news)-?_*(?:meta|info|date|details)|\bmeta\b"
    r"|dateline|datum|\bdate|publish|posted|timestamp|\btime\b|updated|writer|autor"
    r"|reading-?time|read-?time|contributor|signature|created"
)
_STANDFIRST = lazily(
    r"stand-?first|sub-?(?:head|title|line|deck)|\bdeck?\b|\bdek\b|lead(?:-text)?\b|\bintro"
    r"|summary|excerpt|teaser|abstract|article-?_*desc|vorspann|chapeau|sottotitolo|bajada"
    r"|entradilla|\bstrapline"
)
_FEW = 3
_HALF = 0.5
_LEAST = 30
_SHORT = 20
_DATE_LINE = 80
_LABEL = 120
_BY_LINE = 160
_LINE = 200
_LONG = 600
_KICKER = lazily(
    r"kicker|eyebrow|category|section|topic|\btags?\b|label|rubri|overline|dachzeile"
    r"|pre-?title|occhiello"
)
_DATE = lazily(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:h]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|\b\d+\s*(?:min(?:ute)?s?|hours?|days?|weeks?|months?)\b(?: ago| read)?",
    re.IGNORECASE,
)
_BY = lazily(
    r"\b(?:by|von|par|por|di|da|door|av|af|written by|posted|published|updated|last updated"
    r"|modified|reviewed|medically reviewed|fact[- ]checked|edited|author|veröffentlicht"
    r"|publié|publicado|pubblicato|aktualisiert|stand)\b[\s:]",
    re.IGNORECASE,
)


def type_head(page: Page) -> None:
    """Give the blocks before the first paragraph of text their roles; drop the site's labels.

    A line that the page's metadata gives as its description, or that is named as such, is the
    standfirst; lines with a name or date are the byline; short lines are the kicker before the
    headline and labels after it.
    """
    items = list(page.live())
    first = next(
        (
            n
            for n, i in enumerate(items)
            if i.opens and not _named(page, i, _STANDFIRST) and not _described(page, i)
        ),
        len(items),
    )
    headline = page.headline
    at = items.index(headline) if headline is not None and headline in items else -1
    if first == len(items):  # a text of one paragraph, whatever its name, is the text
        lone = (n for n, i in enumerate(items) if n > at and i.opens and not _described(page, i))
        first = next(lone, first)
    stop = max(first, at + 1)
    for number, item in enumerate(items[:stop]):
        if item is headline or isinstance(item.block, Figure):
            continue
        if number < at:
            _before(page, item, near=at - number <= _FEW)
        elif number > at >= 0:
            _after(page, item)
        elif _is_byline(page, item):
            item.role = "byline"


def settle_body(page: Page) -> None:
    """Say where the body begins: from the first line of text on, what has no other role is body."""
    begun = False
    for item in page.live():
        begun = begun or (item.role is None and item.opens)
        if begun and item.role is None:
            item.role = "body"


def type_bylines(page: Page) -> None:
    """Type short lines inside the text whose element says that they are a byline or date."""
    for item in page.live():
        if (
            item.role is None
            and isinstance(item.block, Paragraph | List)
            and item.size <= _LINE
            and _named(page, item, _BYLINE)
            and not item.is_prose
        ):
            item.role = "byline"


def _before(page: Page, item: Item, *, near: bool) -> None:
    if _is_byline(page, item):
        item.role = "byline"
    elif (
        near
        and item.size <= _LABEL
        and isinstance(item.block, Paragraph | Heading | List)
        and (_named(page, item, _KICKER) or item.linked < _HALF)
    ):
        item.role = "kicker"
    elif item.size > 0 and not item.is_prose:
        page.drop([item], "chrome.navigation", "It stands before the headline.")


def _after(page: Page, item: Item) -> None:
    if _described(page, item) or (_named(page, item, _STANDFIRST) and item.size > _LEAST):
        second = isinstance(item.block, Heading) or not item.text.rstrip().endswith(_ENDS)
        item.role = "subheadline" if second and item.size <= _MOST_SUB else "summary"
    elif _is_byline(page, item):
        item.role = "byline"
    elif (
        isinstance(item.block, Heading)
        and page.headline is not None
        and item.parent == page.headline.parent
        and item.index == page.headline.index + 1
        and item.size > _LEAST
    ):
        item.role = "subheadline"
    elif (
        isinstance(item.block, Paragraph | List)
        and item.size < _LINE
        and (item.linked > _HALF or (item.text and not words_of(item)))
    ):
        page.drop([item], "chrome.navigation", "It is a row of links or signs before the text.")


_ENDS = (".", "!", "?", "…", ":", "。", "”", "“", '"', "»")
"""How a sentence ends; what ends so under the headline is text, not a second headline."""
_MOST_SUB = 200


def _described(page: Page, item: Item) -> bool:
    if item.size > _LONG or item.size < _SHORT:
        return False
    return bool(page.described) and words_of(item) in page.described


def _is_byline(page: Page, item: Item) -> bool:
    if item.size > _BY_LINE or not isinstance(item.block, Paragraph | Heading | List):
        return False
    if item.is_prose and not _named(page, item, _BYLINE):
        return False
    dated = _DATE.search(item.text)
    return bool(
        _BY.match(item.text.lstrip())
        or (dated and _BY.search(item.text))
        or _named(page, item, _BYLINE)
        or (dated and item.size <= _DATE_LINE)
    )


def _named(page: Page, item: Item, pattern: re.Pattern[str]) -> bool:
    """Tell whether the element of a block, or one round it with few blocks, has such a name."""
    most = 1 if pattern is _STANDFIRST else _FEW
    return any(
        pattern.search(page.elements[n].names) and (step == 0 or page.counts[n] <= most)
        for step, n in enumerate(islice(page.layout.around(item.element), 3))
    )


def head_lines(page: Page, within: list[bool]) -> set[int]:
    """Return the numbers of the blocks that belong to the headline though outside the scope.

    Standfirst, byline and date between headline and scope; kicker and date right above.
    """
    headline = page.headline
    if headline is None:
        return set()
    first = next(
        (i.index for i in page.live() if i.element >= 0 and within[i.element]), len(page.items)
    )
    found: set[int] = set()
    for item in page.items[headline.index + 1 : first]:
        if not item.live or not item.text or item.size > _LONG or item.linked > _HALF:
            continue
        beside = item.parent == headline.parent and not isinstance(item.block, List)
        if (
            beside
            or _described(page, item)
            or _is_byline(page, item)
            or (_named(page, item, _STANDFIRST) and item.size > _LEAST)
        ):
            found.add(item.index)
    for item in page.items[max(headline.index - 3, 0) : headline.index]:
        if (
            item.live
            and item.text
            and item.linked < _HALF
            and item.size <= _LABEL
            and (headline.parent in {item.parent, item.element})
        ):
            found.add(item.index)
    return found
