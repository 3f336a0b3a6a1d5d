"""Find the headline among the blocks of a page."""

from __future__ import annotations

from pipeline.tree import Heading
from stages.clean.selection.page import Item, Page, folded, words_of

_SHORT = 8
_OPENING = 40
"""Characters in which the first letters of any title stand."""
_LEVELS = {1: 1.0, 2: 0.4, 3: 0.2}
_LONG = 401
"""Characters of a paragraph: no headline is as long."""


def find_headline(page: Page) -> None:
    """Take the heading that the page's metadata repeats, else the first of the highest level.

    Titles carry the site's name at their end or start, so a heading inside the title counts.
    """
    titles = [
        folded(value)
        for value in page.said("headline", "pagetitle", "og:title", "twitter:title", "title")
    ]
    titles = [title for title in titles if len(title) >= _SHORT]
    shortest = min(map(len, titles), default=_LONG)
    starts = {title[:_SHORT] for title in titles}
    best: tuple[float, Item] | None = None
    for item in page.items:
        level = item.block.level if isinstance(item.block, Heading) else 0
        if not (1 if level else shortest) <= item.size < _LONG:
            continue
        if not level and folded(item.text[:_OPENING])[:_SHORT] not in starts:
            continue
        score = _likeness(words_of(item), titles)
        if not level and score < 2:  # noqa: PLR2004 (a plain line must be the title itself)
            continue
        score += _LEVELS.get(level, 0.0)
        if item.hidden:
            score -= 2
        if item.linked > 0.5:  # noqa: PLR2004 (a link to another page)
            score -= 0.5
        if score >= 1 and (best is None or score > best[0] + 0.001):
            best = (score, item)
    if best is not None:
        page.headline = best[1]
        page.headline.role = "headline"


def _likeness(words: str, titles: list[str]) -> float:
    """Return 3 for a title itself, up to 2 for a part of one or what holds one."""
    score = 0.0
    if len(words) < _SHORT:
        return score
    for title in titles:
        if words == title:
            return 3.0
        if words in title or (title in words and len(title) > len(words) // 2):
            score = max(score, 2.0 * min(len(words), len(title)) / max(len(words), len(title)))
    return score
