"""Tell tables of figures or words from tables that only place things on the page."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

_LOOKED_AT = 4000
_BLOCKS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "form",
        "article",
        "section",
        "main",
        "nav",
        "aside",
        "header",
        "footer",
        "iframe",
        "hr",
    ]
)
_LONG_CELL = 500
_MARKER = re.compile(
    r"[\s\xa0]*(?:[•·●▪■◦○*†‡§o–—-]|\(?\w{1,3}[).]|\(\w{1,3}\)|[¹²³⁴⁵⁶⁷⁸⁹])[\s\xa0]*"
)
_SPAN_LIMIT = 1000


def is_layout(table: etree._Element) -> bool:
    """Tell whether a table is there for placing only: its cells then become paragraphs.

    So it is with a table that says so, holds another table, has one row or one column of cells
    with words, sets marks before paragraphs, or has cells as long as a page's text. A caption or
    header cells make it a table of data.
    """
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    rows: list[list[str]] = []
    paragraphs = 0
    blocks = longest = 0
    marked = False
    cell = ""
    inside = iter(table.iter())
    next(inside)
    for element in islice(inside, _LOOKED_AT):
        tag = element.tag
        if tag == "table":
            return True
        if tag == "tr":
            rows.append([])
        elif tag in {"td", "th"}:
            marked |= tag == "th"
            cell = _text(element)
            longest = max(longest, len(cell))
            if rows and cell:
                rows[-1].append(cell)
        elif tag == "caption":
            marked = True
        elif tag == "p":
            paragraphs += len(_text(element)) > _LONG_CELL // 2
        elif tag in _BLOCKS:
            blocks += 1
    if blocks or paragraphs > 2:  # noqa: PLR2004 (two long paragraphs a table may have)
        return True
    filled = [row for row in rows if row]
    wide = max(map(len, filled), default=0)
    if wide <= 1:
        return True
    if marked:
        return False
    if len(filled) == 1 or longest > 4 * _LONG_CELL:
        return True
    return all(_MARKER.fullmatch(row[0]) for row in filled if len(row) > 1) and wide == 2  # noqa: PLR2004 (a mark and its text)


def span(element: etree._Element, name: str) -> int:
    """Return how many rows or columns a cell covers: 1 to 1,000, as HTML limits it."""
    try:
        return min(max(int(element.get(name) or 1), 1), _SPAN_LIMIT)
    except ValueError:
        return 1


def _text(element: etree._Element) -> str:
    return "".join(islice(element.itertext(), 200)).strip()
