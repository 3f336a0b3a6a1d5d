"""Tables without a grid of rules: rows whose cells stand in common columns."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

from msgspec import Struct, field

from stages.read.layout.cells import (
    PERIOD,
    CellLine,
    VisualRow,
    is_amount,
    visual_rows,
)
from stages.read.layout.shapes import Line, Page, Rule

_FARTHEST_ROW = 4.6
"""Distance of two rows, in sizes, over which a table goes on."""
_SAME_ROW = 0.85
"""Share of the usual distance of rows under which two lines of cells are one row."""
_WRAP = 1.4
"""Distance of two lines of one cell, in sizes."""
_REACH_ABOVE = 14
_HEAD_STEP = 2.2
"""Distance, in sizes, of the rows that name the columns."""
_FIGURES = 0.6
_MOST_ROWS = 300
"""Rows of one table on one page."""
_LONG_CELL = 70
_ALIKE = 0.1
"""How far the gaps of a justified line differ, in sizes."""
_TEXT_WORDS = 4
"""Words of a line of running text, at least on average, in the narrowest column."""
_MOST_HEADS = 4


class TableRow(Struct):
    """One row on its way to the tree: the lines of each cell by column."""

    cells: dict[int, list[CellLine]]
    spans: dict[int, int]
    y: float
    bottom: float


class Found(Struct):
    """A table found on a page."""

    rows: list[TableRow]
    columns: list[tuple[float, float]]
    lines: set[int]
    """Numbers of the page's lines that it takes."""
    ruled: bool = False
    header: int = 0
    """Rows that name the columns."""
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Column and row span of a cell by row and column, where it is not one."""
    caption: list[Line] = field(default_factory=list)
    """Lines that the file calls its caption."""


def find_tables(page: Page) -> list[Found]:
    """Return the tables of a page that have no grid, in the order of the file."""
    rows = visual_rows(page)
    found: list[Found] = []
    group: list[VisualRow] = []
    for row in rows:
        if group and _joins(group, row):
            group.append(row)
            continue
        found.extend(_table(group, rows, page))
        group = [row] if len(row.cells) > 1 else []
    found.extend(_table(group, rows, page))
    return found


def _joins(group: list[VisualRow], row: VisualRow) -> bool:
    """Tell whether a row may belong to the rows of a table before it."""
    if len(group) >= _MOST_ROWS:
        return False
    last = group[-1]
    many = [one for one in group if len(one.cells) > 1]
    drop = many[-1].y - row.y
    if drop <= 0 and len(row.cells) == 1:
        return -drop < many[0].size and row.x0 > group[0].x0 and row.y < group[0].y
    if not -0.8 * row.size < last.y - row.y < _FARTHEST_ROW * row.size or drop <= 0:
        return False
    if abs(row.size - many[-1].size) > 0.25 * row.size:
        return False
    left = min(one.x0 for one in many)
    right = max(one.x1 for one in many)
    if row.x1 <= left or row.x0 >= right:
        return False
    if len(row.cells) > 1:
        return True
    return row.x0 >= left - row.size and row.x1 <= left + 0.62 * (right - left)


def _table(group: list[VisualRow], rows: list[VisualRow], page: Page) -> list[Found]:
    while group and len(group[-1].cells) == 1 and not _wraps(group):
        group.pop()
    many = [row for row in group if len(row.cells) > 1]
    if len(many) < 2:  # noqa: PLR2004 (one row is no table)
        return []
    columns = _columns(many)
    if len(columns) < 2 or not _is_table(many, columns, page):  # noqa: PLR2004 (one column neither)
        return []
    before = _lines_above(group, rows, columns)
    levels = _levels(many, page)
    table_rows = _rows([*before, *group], columns, levels)
    lines = {number for row in (*before, *group) for number in row.lines}
    found = Found(table_rows, columns, lines)
    found.header = count_heads(table_rows)
    return [found]


def _wraps(group: list[VisualRow]) -> bool:
    """Tell whether the last line, a cell alone, goes on a cell of the row above."""
    last, above = group[-1], group[-2]
    return above.y - last.y <= _WRAP * last.size


def _columns(many: list[VisualRow]) -> list[tuple[float, float]]:
    """Return the columns that most rows agree on; a cell over several columns is left aside."""
    cells = sorted(
        ((cell.x0, cell.x1) for row in many for cell in row.cells),
        key=lambda edge: edge[1] - edge[0],
    )
    most = max(len(row.cells) for row in many)
    columns: list[tuple[float, float]] = []
    for x0, x1 in cells:
        hit = [c for c in columns if min(c[1], x1) - max(c[0], x0) > 0]
        if len(hit) > 1 and len(columns) <= most:
            continue
        if hit:
            columns = [c for c in columns if c not in hit]
            x0, x1 = min(x0, *(c[0] for c in hit)), max(x1, *(c[1] for c in hit))  # noqa: PLW2901 (grown)
        columns.append((x0, x1))
    return sorted(columns)


def _is_table(many: list[VisualRow], columns: list[tuple[float, float]], page: Page) -> bool:
    """Tell a table from text that only looks like one.

    Figures in the columns, or three columns that keep their edges over three rows, or rules; two
    columns of words are a letterhead or contacts side by side.
    """
    if len({len(row.cells) for row in many}) > 1 and all(map(_is_spread, many)):
        return False
    cells = [cell for row in many for cell in row.cells[1:]]
    texts = [cell.text() for cell in cells]
    if sum(len(text) > _LONG_CELL for text in texts) * 3 > len(texts):
        return False
    figures = sum(is_amount(text) for text in texts)
    if figures >= _FIGURES * len(texts) and figures >= 2:  # noqa: PLR2004 (one figure is chance)
        return True
    if len(_levels(many, page)) < 2 and _is_running_text(many, columns):  # noqa: PLR2004 (see below)
        return False
    if len(_levels(many, page)) >= 2:  # noqa: PLR2004 (above and below)
        return True
    kept = _keeps_edges(many, columns)
    full = sum(len(row.cells) >= 3 for row in many)  # noqa: PLR2004 (three columns)
    return len(columns) >= 3 and full >= 3 and kept >= 0.75  # noqa: PLR2004 (most of them)


def _is_spread(row: VisualRow) -> bool:
    """Tell whether a row is a line of text justified in a narrow column: its gaps are all alike."""
    if len(row.cells) < 3 or any(len(cell.words) > 1 for cell in row.cells):  # noqa: PLR2004 (two gaps)
        return False
    gaps = [two.x0 - one.x1 for one, two in pairwise(row.cells)]
    return max(gaps) - min(gaps) < _ALIKE * row.size


def _is_running_text(many: list[VisualRow], columns: list[tuple[float, float]]) -> bool:
    """Tell whether every column holds lines of text: columns of a page are no table."""
    for x0, x1 in columns:
        words = [
            len(cell.words)
            for row in many
            for cell in row.cells
            if min(x1, cell.x1) - max(x0, cell.x0) > 0
        ]
        if sum(words) < _TEXT_WORDS * len(words):
            return False
    return True


def _keeps_edges(many: list[VisualRow], columns: list[tuple[float, float]]) -> float:
    """Return the share of cells that stand at the left or right edge of most in their column."""
    good = count = 0
    for x0, x1 in columns:
        mine = [
            cell for row in many for cell in row.cells if min(x1, cell.x1) - max(x0, cell.x0) > 0
        ]
        count += len(mine)
        good += max(
            sum(abs(cell.x0 - median(c.x0 for c in mine)) < 2 for cell in mine),  # noqa: PLR2004
            sum(abs(cell.x1 - median(c.x1 for c in mine)) < 2 for cell in mine),  # noqa: PLR2004
            sum(abs(cell.x0 + cell.x1 - median(c.x0 + c.x1 for c in mine)) < 4 for cell in mine),  # noqa: PLR2004 (twice two points)
        )
    return good / count if count else 0.0


def _levels(many: list[VisualRow], page: Page) -> list[float]:
    """Return the heights of the rules across a table, from the top."""
    left, right = min(row.x0 for row in many), max(row.x1 for row in many)
    top, bottom = many[0].y + 2 * many[0].size, many[-1].y - 1.5 * many[-1].size
    heights = {round(rule.y0) for rule in page.rules if _across(rule, left, right, top, bottom)}
    return [float(height) for height in sorted(heights, reverse=True) if height - 1 not in heights]


def _across(rule: Rule, left: float, right: float, top: float, bottom: float) -> bool:
    return (
        rule.x1 - rule.x0 > rule.y1 - rule.y0
        and rule.x0 <= left + 6
        and rule.x1 >= right - 6
        and bottom <= rule.y0 <= top
    )


def _lines_above(
    group: list[VisualRow], rows: list[VisualRow], columns: list[tuple[float, float]]
) -> list[VisualRow]:
    """Return rows above the first that name its columns or are upper lines of its cells.

    They stand over the columns of figures, or inside one column, and near the row below them.
    """
    first = group[0]
    place = next(i for i, row in enumerate(rows) if row is first)
    near = sorted(
        (row for row in rows[max(place - _REACH_ABOVE, 0) : place] if row.y > first.y),
        key=lambda row: row.y,
    )
    above: list[VisualRow] = []
    at = first
    for row in near:
        step = row.y - at.y
        if step > _HEAD_STEP * at.size or abs(row.size - first.size) > 0.25 * first.size:
            break
        inside = (
            len(row.cells) == 1
            and step <= _WRAP * at.size
            and any(x0 - 1 <= row.x0 and row.x1 <= x1 + 0.5 * row.size for x0, x1 in columns)
        )
        over = row.x0 >= columns[0][1] and row.x1 <= columns[-1][1] + 3 * row.size
        periods = len(row.cells) > 1 and all(PERIOD.fullmatch(c.text()) for c in row.cells[1:])
        label = (
            len(row.cells) == 1
            and abs(row.x0 - columns[0][0]) < row.size
            and row.cells[0].text().endswith(":")
        )
        if not (inside or over or periods or label):
            break
        above.insert(0, row)
        at = row
    return above


def _rows(
    group: list[VisualRow], columns: list[tuple[float, float]], levels: list[float]
) -> list[TableRow]:
    """Gather visual rows into rows of the table: a cell may have several lines.

    `levels` are the heights of rules across the table, which part its rows where there are many.
    """
    if len(levels) > 2:  # noqa: PLR2004 (more than a rule below the head)
        bands = _between_rules(group, levels)
        if not any(_holds_rows(band, len(columns)) for band in bands):
            return [_row(band, columns) for band in bands]
    many = sorted((row for row in group if len(row.cells) > 1), key=lambda row: -row.y)
    drops = sorted(one.y - two.y for one, two in pairwise(many))
    usual = drops[len(drops) // 2] if drops else 0.0
    homes: dict[int, list[VisualRow]] = {}
    leader = many[0]
    for above, row in pairwise([many[0], *many]):
        if row is not above and above.y - row.y < _SAME_ROW * usual:
            homes[id(leader)].append(row)
        else:
            leader = row
            homes[id(row)] = [row]
    waiting = [row for row in group if len(row.cells) == 1]
    while waiting:
        placed = [(row, home) for row in waiting if (home := _home(row, group, homes, usual))]
        if not placed:
            break
        for row, home in placed:
            homes[id(home)].append(row)
            waiting.remove(row)
    homes.update({id(row): [row] for row in waiting})
    heads = sorted((row for row in group if id(row) in homes), key=lambda row: -row.y)
    return [_row(sorted(homes[id(row)], key=lambda r: -r.y), columns) for row in heads]


def _between_rules(group: list[VisualRow], levels: list[float]) -> list[list[VisualRow]]:
    bands: dict[int, list[VisualRow]] = {}
    for row in sorted(group, key=lambda row: -row.y):
        bands.setdefault(sum(level > row.y for level in levels), []).append(row)
    return [bands[number] for number in sorted(bands)]


def _holds_rows(band: list[VisualRow], columns: int) -> bool:
    """Tell whether the lines between two rules are rows of their own, as those of a body are.

    Every line fills the columns, and either there are many, or one column has a figure on each; the
    lines of one wrapped cell leave other columns empty.
    """
    many = [row for row in band if len(row.cells) > 1]
    if len(many) < 2 or len(many) < len(band):  # noqa: PLR2004 (one line is one row)
        return False
    if any(len(row.cells) < columns for row in many):
        return False
    figures = any(
        all(is_amount(row.cells[column].text()) for row in many) for column in range(columns)
    )
    return figures or len(many) > 2  # noqa: PLR2004 (two lines may be one row)


def _home(
    row: VisualRow, group: list[VisualRow], homes: dict[int, list[VisualRow]], usual: float
) -> VisualRow | None:
    """Return the row of several cells that a lone cell belongs to, if it does."""
    best: tuple[float, VisualRow] | None = None
    for other in group:
        if id(other) not in homes or len(other.cells) == 1:
            continue
        for line in homes[id(other)]:
            distance = abs(line.y - row.y)
            if best is None or distance < best[0]:
                best = (distance, other)
    if best is None:
        return None
    step, other = best
    tight = step <= _WRAP * row.size and (not usual or step < 0.92 * usual)
    if tight:
        return other
    lower = row.cells[0].text()
    below = next((r for r in group if r.y < row.y and len(r.cells) > 1), None)
    if below is not None and step <= _WRAP * row.size and not lower.endswith(":"):
        first = below.cells[0]
        if first.x0 < row.x1 and first.text()[:1].islower():
            return below
    return None


def _row(parts: list[VisualRow], columns: list[tuple[float, float]]) -> TableRow:
    cells: dict[int, list[CellLine]] = {}
    spans: dict[int, int] = {}
    for part in parts:
        for cell in part.cells:
            hit = [
                number
                for number, (x0, x1) in enumerate(columns)
                if min(x1, cell.x1) - max(x0, cell.x0) > min(1.0, (x1 - x0) / 2)
            ]
            if not hit:
                middle = (cell.x0 + cell.x1) / 2
                hit = [min(range(len(columns)), key=lambda n: _away(columns[n], middle))]
            place = hit[0]
            if len(parts) == 1 or len(hit) > 1:
                spans[place] = max(spans.get(place, 1), len(hit))
            cells.setdefault(place, []).append(cell)
    return TableRow(cells, spans, parts[0].y, parts[-1].y)


def _away(column: tuple[float, float], x: float) -> float:
    return max(column[0] - x, x - column[1], 0.0)


def count_heads(rows: list[TableRow]) -> int:
    """Return how many rows at the top name the columns."""
    count = 0
    body = [cell for row in rows[1:] for cell in _beyond_first(row)]
    figures = sum(is_amount(text) for text in body)
    for row in rows[:_MOST_HEADS]:
        texts = list(_beyond_first(row))
        bold = all(w.style.bold for cs in row.cells.values() for c in cs for w in c.words)
        later_bold = any(
            w.style.bold
            for r in rows[count + 1 :]
            for cs in r.cells.values()
            for c in cs
            for w in c.words
        )
        names = bool(texts) and not any(is_amount(text) for text in texts)
        if (names and figures * 2 >= len(body)) or (bold and not later_bold):
            count += 1
            continue
        break
    return count if count < len(rows) else 0


def _beyond_first(row: TableRow) -> list[str]:
    return [" ".join(cell.text() for cell in cells) for n, cells in row.cells.items() if n]
