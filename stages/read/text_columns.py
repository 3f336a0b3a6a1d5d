"""Two blocks of text side by side: found by the gutter between them, read one after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from pipeline.context import Reason
from pipeline.pattern import lazily
from pipeline.reading import Part
from stages.read.text_lines import Line
from stages.read.text_sides import parted_label, read_downwards

_BLANKS = " \t\u00a0\u2002\u2003\u3000"
_GAP = lazily(f"[{_BLANKS}]{{2,}}|\t")
_TAB = 8
_GUTTER = 3
"""Display columns of a gap that can part two columns."""
_APART = 2
"""Display columns that a line leaves free before the next column."""
_NEAR = 1
"""Display columns by which lines of one column may begin apart."""
_NEAR_RIGHT = 2
"""Display columns by which lines set to the right may end apart: a full-width sign."""
_FAR = 6
"""Display columns between a label and a date that are set to either edge of one line."""
_HEAD_LINES = 15
_MOST_BESIDE = 40
"""Lines of one column that may have none beside them."""
_DRAWN = ("|", "+", ">", "<", "`")
SIDE_BY_SIDE = Reason("columns", "blocks of text stand side by side; each is read downwards")
_GUTTER_WHY = "the space between two columns became the end of a line"
_PARTED_WHY = "blocks that stand side by side are blocks of their own"


class Cell(NamedTuple):
    """Words of a line between gaps; `left` and `right` in display columns."""

    start: int
    end: int
    left: int
    right: int


class Region(Struct, frozen=True):
    """Lines [first, last] of a text whose cells stand in columns; rows have a cell or None."""

    first: int
    last: int
    rows: list[list[Cell | None]]


def columns_apart(text: str, lines: Sequence[Line]) -> list[Part]:
    """Return the text in the order it is read in, or no parts where nothing stands side by side.

    A full-width sign takes two display columns, a tab goes on to the next eighth. Cost: linear.
    """
    found = list(_regions(text, lines))
    if not found:
        return []
    parts: list[Part] = []
    at = 0
    for region in found:
        start = _line_start(text, lines[region.first].start)
        end = lines[region.last].end
        parts.append(Part(at, start))
        if region.first and lines[region.first - 1].words:
            parts.append(_parted(start))
        parts.extend(_downwards(text, lines, region))
        if region.last + 1 < len(lines) and lines[region.last + 1].words:
            parts.append(_parted(end))
        at = end
    parts.append(Part(at, len(text)))
    return parts


def _parted(at: int, new: str = "\n") -> Part:
    return Part(at, at, new, "columns", _PARTED_WHY)


def _downwards(text: str, lines: Sequence[Line], region: Region) -> Iterator[Part]:
    """Yield the cells of each column, a line each; spaces to the right of a cell end its line."""
    last = lines[region.last].end
    for number in range(len(region.rows[0])):
        if number:
            yield _parted(last, "\n\n")
        empty = False
        begun = False
        for row in region.rows:
            cell = row[number]
            if cell is None:
                empty = begun
                continue
            if begun and empty:
                yield _parted(cell.start)
            empty, begun = False, True
            yield Part(cell.start, cell.end)
            after = min((c.start for c in row if c and c.start > cell.start), default=None)
            if after is not None:
                yield Part(cell.end, after, "\n", "gutter", _GUTTER_WHY)
            elif cell.end < last:
                stop = _line_end(text, cell.end)
                yield Part(stop, stop + 1)
            else:
                yield _parted(last)


def _line_start(text: str, at: int) -> int:
    while at and text[at - 1] in _BLANKS:
        at -= 1
    return at


def _line_end(text: str, at: int) -> int:
    while text[at] in _BLANKS or text[at] == "\ufeff":
        at += 1
    return at + 1 if text[at : at + 2] == "\r\n" else at


# --- where columns stand --------------------------------------------------------


def _regions(text: str, lines: Sequence[Line]) -> Iterator[Region]:
    at = 0
    taken = 0
    seen = 0
    table = False
    while at < len(lines):
        words = lines[at].words
        seen += bool(words)
        table = words[:7].upper() == "<TABLE>" or (table and words[:8].upper() != "</TABLE>")
        wide = "   " in words or "\t" in words or "\u3000" in words or "\u2003" in words
        if table or not wide or words.startswith(_DRAWN):
            at += 1
            continue
        cells = _cells(text, lines[at], _GUTTER)
        if len(cells) < 2:  # noqa: PLR2004 (columns are two at least)
            at += 1
            continue
        region = _grown(text, lines, at, cells, taken)
        if _proven(text, region, at_head=seen <= _HEAD_LINES):
            yield region
            taken = region.last + 1
        at = region.last + 1


def _proven(text: str, region: Region, *, at_head: bool) -> bool:
    if len(region.rows) == 1:
        cells = [cell for cell in region.rows[0] if cell is not None]
        if not at_head or len(cells) != 2 or cells[1].left - cells[0].right < _FAR:  # noqa: PLR2004 (label and date)
            return False
        one, other = (text[cell.start : cell.end] for cell in cells)
        return parted_label(one, other)
    sides = [
        [text[cell.start : cell.end] if cell else "" for cell in side]
        for side in zip(*region.rows, strict=True)
    ]
    return read_downwards(sides, at_head=at_head)


def _cells(text: str, line: Line, gutter: int = _APART) -> list[Cell]:
    """Return the words of a line between gaps as wide as a gutter."""
    cells: list[Cell] = []
    first = _line_start(text, line.start)
    left = _shown(text[first : line.start], 0)
    at = line.start
    column = left
    for match in _GAP.finditer(text, line.start, line.end):
        right = _shown(text[at : match.start()], column)
        after = _shown(match[0], right)
        if after - right < gutter and "\t" not in match[0]:
            continue
        cells.append(Cell(at, match.start(), left, right))
        at, left, column = match.end(), after, after
    cells.append(Cell(at, line.end, left, _shown(text[at : line.end], column)))
    return cells


def _shown(words: str, column: int) -> int:
    """Return the display column after words that begin at a column."""
    if words.isascii() and "\t" not in words:
        return column + len(words)
    for sign in words:
        if sign == "\t":
            column += _TAB - column % _TAB
        elif unicodedata.east_asian_width(sign) in "WF":
            column += 2
        elif not unicodedata.combining(sign):
            column += 1
    return column


def _grown(text: str, lines: Sequence[Line], at: int, cells: Sequence[Cell], taken: int) -> Region:
    """Return the lines around line `at` that stand in the columns of its cells.

    Below a blank line, lines must come to stand in a further column than the first again; lines
    above `taken` belong to another region.
    """
    rows: list[list[Cell | None]] = [list(cells)]
    waiting: list[list[Cell | None]] = []
    last = at
    blank = 0
    for here in range(at + 1, len(lines)):
        if not lines[here].words:
            if blank:
                break
            rows, waiting, last = [*rows, *waiting], [], last + len(waiting)
            blank = here
            continue
        row = _placed(_cells(text, lines[here]), cells)
        if row is None:
            waiting = []
            break
        if not any(map(str.isalnum, lines[here].words)):
            break
        if len(waiting) == _MOST_BESIDE:
            waiting = []
            break
        waiting.append(row)
        if any(row[1:]):
            gap: list[list[Cell | None]] = [[None] * len(cells)] if blank else []
            rows, waiting, last, blank = [*rows, *gap, *waiting], [], here, 0
    if waiting and not blank:
        rows, last = [*rows, *waiting], last + len(waiting)
    above: list[list[Cell | None]] = []
    for here in range(at - 1, max(taken, at - _MOST_BESIDE) - 1, -1):
        row = _placed(_cells(text, lines[here]), cells) if lines[here].words else None
        if row is None:
            if lines[here].words:
                above = [row for row in above if not row[0]] if all(not r[0] for r in above) else []
            break
        above.append(row)
    return Region(at - len(above), last, [*reversed(above), *rows])


def _placed(row: Sequence[Cell], columns: Sequence[Cell]) -> list[Cell | None] | None:
    """Put the cells of a line into columns; None where one stands across two.

    A cell that begins in no column goes on the one before it.
    """
    placed: list[Cell | None] = [None] * len(columns)
    here = 0
    for cell in row:
        number = max((k for k in range(1, len(columns)) if _stands_in(cell, columns, k)), default=0)
        here = max(here, number)
        mine = placed[here]
        placed[here] = mine._replace(end=cell.end, right=cell.right) if mine else cell
    for number, told in enumerate(placed[:-1]):
        if told is not None and told.right > columns[number + 1].left - _APART:
            return None
    return placed


def _stands_in(cell: Cell, columns: Sequence[Cell], k: int) -> bool:
    if abs(cell.left - columns[k].left) <= _NEAR:
        return True
    set_right = abs(cell.right - columns[k].right) <= _NEAR_RIGHT
    return set_right and cell.left > columns[k - 1].left
