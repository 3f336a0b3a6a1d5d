"""Tables drawn with a grid of rules: cells, and spans where a rule is missing."""

from __future__ import annotations

import itertools
from collections import defaultdict

from stages.read.layout.cells import CellLine
from stages.read.layout.lines import line_of
from stages.read.layout.shapes import Page, Rule, Word
from stages.read.layout.tables import Found, TableRow

_TOUCH = 3.0
"""Points by which rules that meet may miss each other."""
_MOST_RULES = 3000
_MOST_CELLS = 2000
_COVER = 0.6


def find_grids(page: Page) -> list[Found]:
    """Return the tables of a page that are drawn with rules on all sides of their cells."""
    if len(page.rules) > _MOST_RULES:
        return []
    found: list[Found] = []
    for rules in _meeting(page.rules):
        table = _grid(rules, page)
        if table is not None:
            found.append(table)
    return found


def _meeting(rules: list[Rule]) -> list[list[Rule]]:
    """Return the groups of rules that touch one another."""
    level = [rule for rule in rules if rule.x1 - rule.x0 >= rule.y1 - rule.y0]
    upright = [rule for rule in rules if rule.x1 - rule.x0 < rule.y1 - rule.y0]
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, one in enumerate(level):
        for j, two in enumerate(upright):
            if (
                one.x0 - _TOUCH <= two.x1
                and two.x0 <= one.x1 + _TOUCH
                and two.y0 - _TOUCH <= one.y1
                and one.y0 <= two.y1 + _TOUCH
            ):
                parent[root(i)] = root(len(level) + j)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate([*level, *upright]):
        groups[root(index)].append(rule)
    return [group for group in groups.values() if len(group) > 4]  # noqa: PLR2004 (a box has four)


def _places(values: list[float]) -> list[float]:
    """Return distinct positions; those nearer than a rule's touch are one."""
    done: list[float] = []
    for value in sorted(values):
        if not done or value - done[-1] > _TOUCH:
            done.append(value)
    return done


def _grid(rules: list[Rule], page: Page) -> Found | None:
    level = [rule for rule in rules if rule.x1 - rule.x0 >= rule.y1 - rule.y0]
    upright = [rule for rule in rules if rule.x1 - rule.x0 < rule.y1 - rule.y0]
    xs = _places([(rule.x0 + rule.x1) / 2 for rule in upright])
    ys = _places([(rule.y0 + rule.y1) / 2 for rule in level])[::-1]
    if (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    if len(xs) < 3 or len(ys) < 3:  # noqa: PLR2004 (two columns and two rows at least)
        return None
    cells, lines = _words_in(page, xs, ys)
    if not cells or len({column for _, column in cells}) < 2:  # noqa: PLR2004 (one column is a box)
        return None
    rows: list[TableRow] = []
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        kept: dict[int, list[CellLine]] = {}
        for column in range(len(xs) - 1):
            if (row, column) in covered:
                continue
            wide, high = _span(row, column, xs, ys, level, upright, covered)
            if (wide, high) != (1, 1):
                spans[row, column] = (wide, high)
            words: list[Word] = []
            for r in range(row, row + high):
                for c in range(column, column + wide):
                    covered.add((r, c))
                    words.extend(cells.get((r, c), []))
            kept[column] = _cell_lines(words, page.number)
        rows.append(TableRow(kept, {}, ys[row], ys[row + 1]))
    columns = list(itertools.pairwise(xs))
    found = Found(rows, columns, lines, ruled=True, spans=spans)
    found.header = _header(found)
    return found


def _words_in(
    page: Page, xs: list[float], ys: list[float]
) -> tuple[dict[tuple[int, int], list[Word]], set[int]]:
    """Return the words by row and column, and the numbers of the lines they stand in.

    A line that stands partly outside the grid is left whole where it is.
    """
    cells: dict[tuple[int, int], list[Word]] = defaultdict(list)
    lines: set[int] = set()
    for number, line in enumerate(page.lines):
        middle = line.y + 0.3 * line.size
        if not (ys[-1] < middle < ys[0] and line.x0 > xs[0] - _TOUCH and line.x1 < xs[-1] + _TOUCH):
            continue
        lines.add(number)
        row = next(i for i in range(len(ys) - 1) if ys[i + 1] <= middle)
        words = line.words
        if line.mark is not None and line.mark_typed:
            first = words[0]
            mark = Word(line.mark, line.mark_x, first.x0, line.y, first.style, first.at, space=True)
            words = [mark, *words]
        for word in words:
            x = (word.x0 + word.x1) / 2
            column = next((i for i in range(len(xs) - 1) if x < xs[i + 1]), len(xs) - 2)
            cells[row, column].append(word)
    return cells, lines


def _span(  # noqa: PLR0917 (the grid and a place in it)
    row: int,
    column: int,
    xs: list[float],
    ys: list[float],
    level: list[Rule],
    upright: list[Rule],
    covered: set[tuple[int, int]],
) -> tuple[int, int]:
    """Return over how many columns and rows the cell that begins here goes."""
    wide = 1
    while column + wide < len(xs) - 1 and (row, column + wide) not in covered:
        x = xs[column + wide]
        if _divided(
            [(r.y0, r.y1) for r in upright if abs((r.x0 + r.x1) / 2 - x) <= _TOUCH],
            ys[row + 1],
            ys[row],
        ):
            break
        wide += 1
    high = 1
    while row + high < len(ys) - 1:
        y = ys[row + high]
        if _divided(
            [(r.x0, r.x1) for r in level if abs((r.y0 + r.y1) / 2 - y) <= _TOUCH],
            xs[column],
            xs[column + wide],
        ):
            break
        high += 1
    return wide, high


def _divided(pieces: list[tuple[float, float]], start: float, end: float) -> bool:
    """Tell whether pieces of a rule cover most of a stretch."""
    covered = sum(max(0.0, min(b, end) - max(a, start)) for a, b in set(pieces))
    return covered >= _COVER * (end - start)


def _cell_lines(words: list[Word], page: int) -> list[CellLine]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and abs(lines[-1][-1].y - word.y) <= 0.35 * word.style.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    done: list[CellLine] = []
    for run in lines:
        line = line_of(run, page)
        done.append(CellLine(run, line.x0, line.x1, line.y, line.size))
    return done


def _header(found: Found) -> int:
    """Return 1 where the first row alone is bold and so names the columns."""

    def bold(row: TableRow) -> bool:
        words = [w for cells in row.cells.values() for cell in cells for w in cell.words]
        return bool(words) and all(word.style.bold for word in words)

    if bold(found.rows[0]) and not all(bold(row) for row in found.rows):
        return 1
    return 0
