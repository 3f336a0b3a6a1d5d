"""Keep the words about the issuer that stand in a box of their own after the text."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.pattern import lazily
from pipeline.tree import Heading
from stages.clean.selection.page import Item, Page

_LABEL = lazily(
    r"(?:about|über|à propos (?:de |du |d['’])|a propos (?:de |du )|acerca de|sobre|informazioni su"
    r"|chi è|over|om|tietoa|o spółce|o firmie|关于|關於)\s?"
    r"(?!us\b|me\b|you\b|this\b|our\b|it\b|the (?:authors?|writers?|site|blog|show|editors?)\b"
    r"|uns\b|mich\b|de(?:n|r|n) (?:autor|verfasser)|nosotros|mí\b|el autor|nós\b|mim\b|o autor"
    r"|noi\b|me\b|ons\b|de auteur|oss\b|我们|我們)\S.{1,70}|会社概要|企業情報",
    re.IGNORECASE,
)
_BOX = lazily(
    r"boiler-?_*plate|about-?_*(?:the-?_*)?(?:company|issuer|publisher)|company-?_*profile"
)
_BOX_PARTS = ("boiler", "about", "company")
_DROPPED = frozenset({"chrome.outside", "chrome.tail"})
_LONGEST = 2500
_MOST_BLOCKS = 6


def keep_boilerplate(page: Page) -> None:
    """Take back what tells of the issuer: a label that names it and the text below, or its box."""
    if page.headline is None:
        return
    boxes = _boxes(page)
    for at, item in enumerate(page.items[page.headline.index + 1 :], page.headline.index + 1):
        if item.drop not in _DROPPED or item.element < 0:
            continue
        if item.is_prose and item.linked < 0.3 and boxes[item.element]:  # noqa: PLR2004 (hardly a link)
            item.drop = None
        elif len(item.label) > 4 and _LABEL.fullmatch(item.label):  # noqa: PLR2004 (a word and a name)
            group = _below(page, at)
            if len(group) > 1:
                for one in group:
                    one.drop = None


def _below(page: Page, at: int) -> list[Item]:
    """Return a label and the paragraphs of text right below it in the same box."""
    opening = page.items[at]
    group = [opening]
    for item in page.items[at + 1 : at + 1 + _MOST_BLOCKS]:
        if (
            item.drop not in _DROPPED
            or isinstance(item.block, Heading)
            or not item.is_prose
            or item.size > _LONGEST
            or not page.are_near(opening, item)
        ):
            break
        group.append(item)
    return group


def _boxes(page: Page) -> list[bool]:
    """Return for every element whether its names, or those of one round it, say boilerplate."""
    found: list[bool] = []
    for element in page.elements:
        above = element.parent >= 0 and found[element.parent]
        found.append(above or (element.names != "" and _is_box(element.names)))
    return found


@lru_cache(maxsize=8192)
def _is_box(names: str) -> bool:
    return any(part in names for part in _BOX_PARTS) and bool(_BOX.search(names))
