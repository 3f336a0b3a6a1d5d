"""Visual rows of a page: lines on one baseline, cut into cells at wide gaps."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from pipeline.pattern import lazily
from stages.read.layout.lines import line_of
from stages.read.layout.shapes import Line, Page, Word

_WIDE = 0.9
"""Gap between two cells, in sizes; the space between words is a quarter to a third."""
_NARROW = 0.42
"""Gap from which on two figures side by side are two cells."""
_TYPED_SPACE = 0.38
"""Gap up to which a space between a figure and its sign is one that was typed: `9,5 %`."""
_COLUMN_LINES, _COLUMN_WORDS, _COLUMN_STEP = 5, 4.0, 5.0
"""Lines of a column of text, words of one on average, and their distance in sizes."""
_COLUMN_GAP, _SAME_EDGE = 0.5, 1.0
"""Least gap between columns in sizes, and points by which edges of one column differ."""
_FEWEST_GAPS, _UNEVEN = 3, 1.6
"""How many gaps of a justified line are alike, and how far the widest is from the narrowest."""
_LEVEL = 0.35
_REACH = 12
"""Rows back in the file to which a line on the same baseline may belong."""
_OPENS = lazily(r"(?:US|C|A|NZ|HK)?[$€£¥₹(]{1,2}|(?:USD|EUR|GBP|CHF|RMB|Rs\.?)")
_CLOSING = frozenset(")%pb")
"""First characters of what closes a figure, `x` aside."""
_CLOSES = lazily(r"[)%]{1,2}|pts?\.?|bps|x")
AMOUNT = lazily(
    r"[(\[]?\s*(?:US|C|A)?[-–−+±~<>]?\s*[$€£¥₹]?\s*[(\-–−+]?\s*\d[\d.,' \u00a0\u202f]*\s*[)%\]]*\s*"
    r"(?:%|x|bps|pts?|million|billion|mn|bn|m|k|€|EUR|USD|CHF)?\s*[)*†¹²³]*|[-–—]+|n/?[am]\.?|\$?\s*[-–—]\s*%?",
    re.IGNORECASE,
)
PERIOD = lazily(
    r"(?:FY|[QH][1-4]|[1-4]Q)?\s*'?(?:19|20)\d\d[A-Z]?|[\w.]+ \d{1,2},? ?(?:(?:19|20)\d\d)?",
    re.IGNORECASE,
)


class CellLine(Struct):
    """Words of one cell on one baseline."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float

    def text(self) -> str:
        """Return the words with spaces."""
        return text_of_words(self.words)


class VisualRow(Struct):
    """Everything on one baseline that the file holds close together."""

    cells: list[CellLine]
    y: float
    size: float
    lines: list[int]
    """Numbers of the page's lines it is made of."""

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.cells[-1].x1


def text_of_words(words: list[Word]) -> str:
    """Return words with the spaces between them."""
    return "".join(word.text + (" " if word.space else "") for word in words).strip()


def is_amount(text: str) -> bool:
    """Tell whether a cell holds a figure; a year or quarter is none."""
    return AMOUNT.fullmatch(text) is not None and PERIOD.fullmatch(text) is None


def visual_rows(page: Page) -> list[VisualRow]:
    """Return the rows of a page in the order in which they begin in the file."""
    rows: list[VisualRow] = []
    columns = _in_columns(page.lines)
    for number, line in enumerate(page.lines):
        if line.edge or line.words[0].style.turned:
            continue
        cells = _cells(line)
        level = _LEVEL * line.size
        home = next(
            (
                row
                for row in reversed(rows[-_REACH:])
                if abs(row.y - line.y) <= level
                and abs(row.y - line.y) <= _LEVEL * row.size
                and line.x0 >= row.x1 + 0.3 * line.size
                and (
                    not (number in columns or row.lines[-1] in columns)
                    or columns.get(number) == columns.get(row.lines[-1])
                    or is_amount(line.words[0].text)
                )
            ),
            None,
        )
        if home is None:
            rows.append(VisualRow(cells, line.y, line.size, [number]))
        else:
            home.cells.extend(cells)
            home.lines.append(number)
    _settle_edges(rows)
    for row in rows:
        row.cells = _signs_joined(row.cells)
    return rows


def _settle_edges(rows: list[VisualRow]) -> None:
    """Cut cells where the row above or below has the edge of a column, down the page and up.

    A long cell leaves less room to the next column than the widest space of a line has; that the
    next word begins, or the words end, where they do in the row beside it is no chance.
    """
    for way in (rows, rows[::-1]):
        for one, two in pairwise(way):
            near = abs(one.y - two.y) < _COLUMN_STEP * max(one.size, two.size)
            if len(one.cells) > 1 and near:
                lefts = [cell.x0 for cell in one.cells[1:]]
                rights = [cell.x1 for cell in one.cells[1:]]
                two.cells = [part for cell in two.cells for part in _cut(cell, lefts, rights)]


def _cut(cell: CellLine, lefts: list[float], rights: list[float]) -> list[CellLine]:
    done: list[CellLine] = []
    words = cell.words
    start = 0
    for place, (one, two) in enumerate(pairwise(words), 1):
        if two.x0 - one.x1 < _COLUMN_GAP * cell.size:
            continue
        at_left = any(abs(two.x0 - edge) < _SAME_EDGE for edge in lefts)
        end = next(
            (a for a, b in pairwise(words[place:]) if b.x0 - a.x1 >= _COLUMN_GAP * cell.size),
            words[-1],
        )
        figure = is_amount(text_of_words(words[place : words.index(end) + 1]))
        at_right = figure and any(abs(end.x1 - edge) < _SAME_EDGE for edge in rights)
        if at_left or at_right:
            part = words[start:place]
            done.append(CellLine(part, part[0].x0, part[-1].x1, cell.y, cell.size))
            start = place
    part = words[start:]
    return [*done, CellLine(part, part[0].x0, part[-1].x1, cell.y, cell.size)]


def _in_columns(lines: list[Line]) -> dict[int, int]:
    """Return the lines that run down a column of text, each with the number of its column.

    Such lines follow each other in the file, one under the other; what stands beside them is
    another column and none of their cells. The cells of a row follow each other on one baseline.
    """
    found: dict[int, int] = {}
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and _runs_down(lines[number - 1], lines[number]):
            continue
        count = number - first
        if count >= _COLUMN_LINES:
            words = sum(len(line.words) for line in lines[first:number])
            if words >= _COLUMN_WORDS * count:
                beside = (
                    first and abs(lines[first - 1].y - lines[first].y) < _LEVEL * lines[first].size
                )
                found.update(dict.fromkeys(range(first + bool(beside), number), first))
        first = number
    return found


def _runs_down(one: Line, two: Line) -> bool:
    drop = one.y - two.y
    if not 0.3 * min(one.size, two.size) < drop < _COLUMN_STEP * max(one.size, two.size):
        return False
    return min(one.x1, two.x1) > max(one.x0, two.x0)


def _cells(line: Line) -> list[CellLine]:
    runs: list[list[Word]] = []
    words = line.words
    if line.mark is not None and line.mark_typed:
        first = words[0]
        gap = first.x0 - line.mark_x
        mark = Word(
            line.mark,
            line.mark_x,
            line.mark_x + min(gap, 0.6 * line.size * len(line.mark)),
            line.y,
            first.style,
            first.at,
            space=True,
        )
        words = [mark, *words]
    narrow = _NARROW * line.size
    if all(two.x0 - one.x1 <= narrow for one, two in pairwise(words)) or _is_spread(words):
        runs.append([*words])
    else:
        runs.append([words[0]])
        for last, word in pairwise(words):
            gap = word.x0 - last.x1
            if gap <= narrow or not _divides(runs[-1], word, gap, line.size):
                runs[-1].append(word)
            else:
                runs.append([word])
    for run in runs:
        for one, two in pairwise(run):
            if two.text[:1] in _CLOSING and one.text[-1:].isdigit() and _CLOSES.fullmatch(two.text):
                typed = one.space and two.x0 - one.x1 < _TYPED_SPACE * line.size
                one.space, two.x0 = typed and two.text[:1] != ")", one.x1
    return [_cell(run, line) for run in runs]


def _is_spread(words: list[Word]) -> bool:
    """Tell whether words stand far apart only because the line was justified: all gaps are alike.

    The gaps in a row of a table differ, between the words of a cell and between cells.
    """
    gaps = [two.x0 - one.x1 for one, two in pairwise(words) if one.space or two.x0 > one.x1]
    if len(gaps) < _FEWEST_GAPS or max(gaps) > _UNEVEN * min(gaps):
        return False
    figures = sum(is_amount(word.text) or word.text[:1].isdigit() for word in words)
    return figures * 2 < len(words)


def _divides(words: list[Word], word: Word, gap: float, size: float) -> bool:
    """Tell whether a gap stands between two cells: a wide one, or one between two figures."""
    if gap > _WIDE * size:
        return True
    return is_amount(words[-1].text) and is_amount(word.text)


def _cell(words: list[Word], line: Line) -> CellLine:
    return CellLine(words, words[0].x0, words[-1].x1, line.y, line.size)


def _signs_joined(cells: list[CellLine]) -> list[CellLine]:
    """Join a currency sign or bracket that stands alone with the figure beside it."""
    if len(cells) < 2:  # noqa: PLR2004 (nothing is beside it)
        return cells
    done: list[CellLine] = []
    opened = False
    for cell in cells:
        text = cell.text()
        closes = bool(done) and _CLOSES.fullmatch(text) is not None and text != "x"
        if opened or closes:
            last = done[-1]
            last.words[-1].space = False
            cell.words[0].x0 = last.words[-1].x1
            last.words = [*last.words, *cell.words]
            last.x1 = cell.x1
        else:
            done.append(cell)
        opened = _OPENS.fullmatch(text) is not None
    return done


def cell_line(cell: CellLine, page: int) -> Line:
    """Return a cell's words as a line."""
    line = line_of(cell.words, page)
    line.left, line.right = cell.x0, cell.x1
    return line
