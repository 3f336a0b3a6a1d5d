"""Running heads, feet and folios: lines at the edges of pages that return from page to page."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.pattern import lazily
from stages.read.layout.shapes import Line, Page

_ZONE = 0.2
"""Share of a page's height at its head and foot where furniture stands."""
_FOLIO_ZONE = 0.12
_SAME_PLACE = 5.0
"""Points by which a running line may wander."""
_MOST_LINES = 8
_SMALLER = 0.92
_MARGIN = 60.0
"""Points from the top of the page within which a head stands that no other page repeats."""
_APART = 1.8
_OUTER_MARGIN = 40.0
_LONGEST_NAMED = 120
_MANY_ROWS = 4

_WORD = (
    r"(?:page|pages|pg|p|seite|s|página|pagina|pág|pag|blz|sida|side|sivu|strana|str|strona|oldal"
    r"|sayfa|стр|страница|σελίδα|halaman|trang)"
)
_OF = r"(?:of|von|van|de|di|do|sur|av|af|z|ze|из|från|/|\||-)"
_FOLIO = lazily(
    rf"[-–—|•·.\s\[(]*(?:{_WORD}\.?\s*)?(?P<n>\d{{1,4}})(?:\s*{_OF}\s*\d{{1,4}})?(?:\s*[|•·]?\s*{_WORD})?"
    rf"[-–—|•·.\s\])]*|第\s*(?P<m>\d{{1,4}})\s*[页頁ページ]*",
    re.IGNORECASE,
)
_NAMED = lazily(
    rf"(?:^|[\s|•·–—-])(?:{_WORD}\.?\s*(?P<n>\d{{1,4}})(?:\s*{_OF}\s*\d{{1,4}})?"
    rf"|(?P<m>\d{{1,4}})\s*(?:of|von|van|de|di|/)\s*\d{{1,4}})\s*[|•·–—-]*\s*$",
    re.IGNORECASE,
)
_DIGITS = lazily(r"\d+")
_SPACE = lazily(r"\s+")


def line_text(line: Line) -> str:
    """Return the words of a line as they are printed."""
    parts: list[str] = [line.mark + " "] if line.mark and line.mark_typed else []
    for word in line.words:
        parts.append(word.text)
        if word.space:
            parts.append(" ")
    return "".join(parts).strip()


def find_edges(pages: list[Page]) -> None:
    """Name the furniture among the lines of all pages: `head`, `foot` or `folio` in `Line.edge`."""
    heads = [_from_edge(page, head=True) for page in pages]
    feet = [_from_edge(page, head=False) for page in pages]
    for lines_by_page, name in ((heads, "head"), (feet, "foot")):
        _find_folios(pages, lines_by_page)
        _find_running(pages, lines_by_page, name)
        _find_folios(pages, lines_by_page)
    if len(pages) == 1:
        _find_lonely_head(pages[0], heads[0])


def _find_lonely_head(page: Page, lines: list[Line]) -> None:
    """One page has nothing to return on: a small line in the top margin over a counted page.

    The foot must count the pages, the line must be smaller than most text, stand in the margin
    and well apart from what follows.
    """
    counted = any(line.edge == "folio" and not line_text(line).isdigit() for line in page.lines)
    if not counted or not lines:
        return
    sizes = sorted(line.size for line in page.lines for _ in line.words)
    usual = sizes[len(sizes) // 2]
    first = lines[0]
    if first.edge or first.size > _SMALLER * usual or page.top - first.y > _MARGIN:
        return
    row = [line for line in lines if abs(line.y - first.y) <= 0.5 * line.size]
    below = max((line.y for line in page.lines if line not in row), default=page.bottom)
    if first.y - below > _APART * usual:
        for line in row:
            line.edge = "head"


def _from_edge(page: Page, *, head: bool) -> list[Line]:
    """Return the lines in the zone of one edge, the outermost first."""
    height = page.top - page.bottom
    if head:
        near = [line for line in page.lines if line.y > page.top - _ZONE * height]
        near.sort(key=lambda line: -line.y)
    else:
        near = [line for line in page.lines if line.y < page.bottom + _ZONE * height]
        near.sort(key=lambda line: line.y)
    return near[:_MOST_LINES]


def _key(line: Line) -> str:
    return _SPACE.sub(" ", _DIGITS.sub("0", line_text(line))).casefold()


def _find_running(pages: list[Page], lines_by_page: list[list[Line]], name: str) -> None:
    """Name lines that return on another page; all lines further out must be furniture too."""
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, lines in enumerate(lines_by_page):
        for line in lines:
            places[_key(line)].append((number, line))
    returning: set[int] = set()
    for key, found in places.items():
        if _are_signs(key) or _are_rows(key, found, pages):
            continue
        for number, line in found:
            outer = line is lines_by_page[number][0] and len(key) >= _TELLING
            reach = _NEAR_PLACE if outer else _SAME_PLACE
            if any(other != number and abs(line.y - twin.y) <= reach for other, twin in found):
                returning.add(id(line))
    for lines in lines_by_page:
        for index, line in enumerate(lines):
            if line.edge:
                continue
            if id(line) not in returning and not _beside_returning(lines, index, returning):
                break
            if id(line) in returning:
                line.edge = name


def _are_signs(key: str) -> bool:
    return len(key) > 1 and not any(character.isalnum() for character in key)


def _are_rows(key: str, found: list[tuple[int, Line]], pages: list[Page]) -> bool:
    """Tell whether lines alike but for their figures are rows of a table that a page breaks.

    Their like stand down a page, as furniture does not.
    """
    if "0" not in key or len({line_text(line) for _, line in found}) == 1:
        return False
    page = pages[found[0][0]]
    return len({round(line.y) for line in page.lines if _key(line) == key}) >= _MANY_ROWS


def _beside_returning(lines: list[Line], index: int, returning: set[int]) -> bool:
    """Tell whether a line stands on the same baseline as a returning one."""
    line = lines[index]
    return any(
        id(other) in returning and abs(other.y - line.y) < 0.5 * line.size
        for other in lines[index + 1 : index + 3]
    )


def _find_folios(pages: list[Page], lines_by_page: list[list[Line]]) -> None:
    """Name outermost lines that are page numbers and count with the pages."""
    candidates: list[tuple[Page, Line, int, bool]] = []
    for page, lines in zip(pages, lines_by_page, strict=True):
        height = page.top - page.bottom
        free = [line for line in lines if not line.edge]
        for line in free[:2]:
            if abs(line.y - free[0].y) > 0.5 * line.size:
                break
            near = min(page.top - line.y, line.y - page.bottom) <= _FOLIO_ZONE * height
            text = line_text(line)
            whole = _FOLIO.fullmatch(text)
            named = _NAMED.search(text) if len(text) <= _LONGEST_NAMED else None
            found = whole or named
            if found is None or not near:
                continue
            number = int(found["n"] or found["m"] or 0)
            candidates.append((page, line, number, _DIGITS.sub("", text).strip(" -–—|") == ""))
    offsets: dict[int, int] = defaultdict(int)
    for page, _, number, _ in candidates:
        offsets[number - page.number] += 1
    for page, line, number, bare in candidates:
        offset = number - page.number
        if offset == 0 or offsets[offset] > 1:
            if bare and len(pages) == 1 and not _alone(page, line):
                continue
            alone = _FOLIO.fullmatch(line_text(line)) is not None
            if not bare and not alone and page.number == 1 and not _in_margin(page, line):
                continue
            line.edge = "folio"


def _in_margin(page: Page, line: Line) -> bool:
    """Tell whether a small line stands in the outermost margin, where only machines print."""
    sizes = sorted(other.size for other in page.lines)
    far = min(page.top - line.y, line.y - page.bottom)
    return far < _OUTER_MARGIN and line.size < _SMALLER * sizes[len(sizes) // 2]


def _alone(page: Page, line: Line) -> bool:
    """Tell whether a line stands well apart from the rest of its page."""
    return all(
        other is line or abs(other.y - line.y) > 2 * max(other.size, line.size)
        for other in page.lines
    )


_NEAR_PLACE, _TELLING = 40.0, 12
"""Points by which the outermost lines of pages may differ, where so many signs are the same: a
first page may have a margin of its own."""
