"""Find the headline among the blocks of a page."""

from __future__ import annotations

from pipeline.tree import Heading
from stages.clean.selection.page import Item, Page, folded

_SHORT = 8
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
    best: tuple[float, Item] | None = None
    for item in page.items:
        heading = item.block.level if isinstance(item.block, Heading) else 9
        least = shortest if heading == 9 else 1  # noqa: PLR2004 (a shorter line cannot be a title)
        if not least <= item.size < _LONG:
            continue
        words = folded(item.text)
        score = 0.0
        if len(words) >= _SHORT:
            for title in titles:
                if words == title:
                    score = max(score, 3.0)
                elif words in title or (title in words and len(title) > len(words) // 2):
                    score = max(
                        score, 2.0 * min(len(words), len(title)) / max(len(words), len(title))
                    )
        if heading == 9 and score < 2:  # noqa: PLR2004 (a plain line must be the title itself)
            continue
        score += {1: 1.0, 2: 0.4, 3: 0.2}.get(heading, 0.0)
        if item.hidden:
            score -= 2
        if item.linked > 0.5:  # noqa: PLR2004 (a link to another page)
            score -= 0.5
        if score >= 1 and (best is None or score > best[0] + 0.001):
            best = (score, item)
    if best is not None:
        page.headline = best[1]
        page.headline.role = "headline"
