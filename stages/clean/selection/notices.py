"""Keep what ends a release below its text: the end mark, notices, notes to editors."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.clean.selection.page import Item, Page
from stages.clean.selection.words import END_MARK

_BOX = lazily(
    r"(?:^|[\s_-])(?:doc-)?notices?(?:$|\s)|disclaimer|forward-?_*looking|safe-?_*harbou?r|end-?_*mark"
    r"|(?:^|[\s_-])embargo|editors?-?_*notes?|notes?-?_*(?:to|for)-?_*editors?"
)
"""Names of boxes that hold such words."""
_LABEL = lazily(
    r"(?:forward[- ]looking statements?|cautionary (?:note|statement)|safe harbou?r|disclaimer"
    r"|notes? (?:to|for) editors?|editors?['’]? notes?"
    r"|hinweise? (?:an|für) (?:die )?redaktion(?:en)?|zukunftsgerichtete aussagen"
    r"|haftungsausschluss"
    r"|note(?:s)? (?:aux|à la|pour les) rédactions?|déclarations? prospectives?|avertissement"
    r"|notas? (?:para|a) (?:los |os )?(?:editores|redactores)|declaraciones prospectivas"
    r"|nota (?:per (?:i|la) )?(?:redattori|redazione)|dichiarazioni previsionali"
    r"|noot voor de redactie|toekomstgerichte verklaringen)\b.{0,40}",
    re.IGNORECASE,
)
_DROPPED = frozenset({"chrome.outside", "chrome.tail"})
_LINKED = 0.3
_LONGEST = 6000
_LABEL_SIZE = 90
_MOST_BLOCKS = 6


def keep_notices(page: Page) -> None:
    """Take back the end mark, boxes named a notice and what a label opens as one."""
    first = page.headline.index if page.headline is not None else -1
    home = _article_of(page)
    for at, item in enumerate(page.items[first + 1 :], first + 1):
        if item.drop not in _DROPPED or item.linked >= _LINKED or not item.text:
            continue
        at_home = home >= 0 and home in page.layout.around(item.element)
        if END_MARK.fullmatch(item.text):
            item.drop = None if at_home else item.drop
        elif item.size <= _LONGEST and (item.is_prose or at_home) and _in_box(page, item):
            item.drop = None
        elif item.size <= _LABEL_SIZE and _LABEL.fullmatch(item.label):
            _keep_below(page, at)


def _keep_below(page: Page, at: int) -> None:
    opening = page.items[at]
    group = [opening]
    for item in page.items[at + 1 : at + 1 + _MOST_BLOCKS]:
        if item.drop not in _DROPPED or item.linked >= _LINKED or item.size <= _LABEL_SIZE:
            break
        if not page.are_near(opening, item):
            break
        group.append(item)
    if len(group) > 1:
        for one in group:
            one.drop = None


def _article_of(page: Page) -> int:
    """Return the article or main element round the text, or -1."""
    for number in page.layout.around(page.scope):
        if page.elements[number].tag in {"article", "main"}:
            return number
    return -1


def _in_box(page: Page, item: Item) -> bool:
    return any(_BOX.search(page.elements[n].names) for n in page.layout.around(item.element))
