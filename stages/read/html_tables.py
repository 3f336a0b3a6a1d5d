"""Tell tables of figures or words from tables that only place things on the page."""

from __future__ import annotations

from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree

from pipeline.pattern import lazily

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
_LONG_PARAGRAPH = 250
_MOST_PARAGRAPHS = 2
_LONGEST_CELL = 2000
_LONG_CELL = 600
_MOST = 0.7
"""Of the text of a table; more in one cell is the text of a page with its menus beside it."""
_POINT = lazily(r"[•·●▪■◦○\uf0b7\uf0a7*–—-]")
_SPAN_LIMIT = 1000
Kind: TypeAlias = Literal["data", "layout", "points"]


class _Seen(NamedTuple):
    """What a look at a table found: cells with words row by row."""

    rows: list[list[str]]
    longest: int
    total: int
    headed: bool


def kind_of(table: etree._Element) -> Kind:
    """Tell whether a table holds data, only places words, or sets points before paragraphs.

    Placing it is with a table that says so, holds another table, has one row or one column of
    cells with words, or has cells as long as a page's text, or one that holds most of its text.
    A caption or header cells make it a table of data.
    """
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return "layout"
    seen = _seen(table)
    if seen is None:
        return "layout"
    filled = [row for row in seen.rows if row]
    wide = max(map(len, filled), default=0)
    if wide <= 1:
        return "layout"
    if seen.headed:
        return "data"
    if wide == 2 and all(len(row) == 2 and _POINT.fullmatch(row[0]) for row in filled):  # noqa: PLR2004 (a point and its text)
        return "points"
    long = seen.longest > _LONG_CELL and seen.longest > _MOST * seen.total
    return "layout" if len(filled) == 1 or long or seen.longest > _LONGEST_CELL else "data"


def is_point_mark(cell: etree._Element) -> bool:
    """Tell whether a cell holds a point of a list and nothing else, or nothing."""
    return _POINT.fullmatch(_text(cell)) is not None or not _text(cell)


def _seen(table: etree._Element) -> _Seen | None:
    """Return what a table holds, None where it holds parts of a page."""
    rows: list[list[str]] = []
    paragraphs = longest = total = 0
    headed = False
    for element in islice(table.iter(), 1, _LOOKED_AT):
        tag = element.tag
        if tag == "tr":
            rows.append([])
        elif tag in {"td", "th"}:
            headed |= tag == "th"
            cell = _text(element)
            longest = max(longest, len(cell))
            total += len(cell)
            if rows and cell:
                rows[-1].append(cell)
        elif tag == "caption":
            headed = True
        elif tag == "p":
            paragraphs += len(_text(element)) > _LONG_PARAGRAPH
        elif tag == "table" or tag in _BLOCKS:
            return None
    return None if paragraphs > _MOST_PARAGRAPHS else _Seen(rows, longest, total, headed)


def span(element: etree._Element, name: str) -> int:
    """Return how many rows or columns a cell covers: 1 to 1,000, as HTML limits it."""
    try:
        return min(max(int(element.get(name) or 1), 1), _SPAN_LIMIT)
    except ValueError:
        return 1


def _text(element: etree._Element) -> str:
    return "".join(map(str, islice(element.itertext(), 200))).strip()
