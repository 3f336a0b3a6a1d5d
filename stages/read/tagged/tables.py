"""Tables that the structure tree states, where the page shows rows and columns of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct, field

from stages.read.layout.cells import CellLine, is_amount
from stages.read.layout.shapes import Line, Page, Word
from stages.read.layout.tables import Found, TableRow, count_heads
from stages.read.tagged.elements import Element, Tags
from stages.read.tagged.lines import part_lines

_LONG_CELL = 300
"""Characters of a cell from which on it is a column of text."""
_MOST_LONG = 0.25
_SHORT_CELL = 60
_OVERLAP = 2.0
"""Points by which cells may reach into each other."""
_MOST_COLUMNS = 60
_MOST_TABLES = 40
"""Tables of one page."""


class _Cell(Struct):
    element: Element
    lines: dict[int, list[Word]] = field(default_factory=dict)
    """Words by number of their line."""
    column: int = 0
    wide: int = 0
    """Columns it covers where it says so or stands over them; 0 before that is known."""

    def text(self) -> str:
        return " ".join(word.text for words in self.lines.values() for word in words)

    def x0(self) -> float:
        return min(word.x0 for words in self.lines.values() for word in words)

    def x1(self) -> float:
        return max(word.x1 for words in self.lines.values() for word in words)

    def ys(self) -> list[float]:
        return [word.y for words in self.lines.values() for word in words]


def find_told_tables(page: Page) -> list[Found]:
    """Return the tables of a page that its tree states and that stand as tables on the page.

    A table is believed when its rows lie below each other and its cells side by side in columns,
    when no table is inside it, and when it holds figures, names its columns, or has three rows and
    three columns: many programs lay letterheads and whole pages out as tables.
    """
    tags = page.tags
    if tags is None or not any(element.kind == "Table" for element in tags.elements):
        return []
    inside = _insides(tags)
    for numbers in inside.values():
        part_lines(page, numbers)
    found = (_found(page, tags, numbers) for numbers in inside.values())
    return [table for table in found if table is not None]


def _insides(tags: Tags) -> dict[Element, set[int]]:
    """Return the numbers of the elements inside each table that has no table inside."""
    inside: dict[Element, set[int]] = {}
    for element in tags.elements:
        above: Element | None = element
        tables: list[Element] = []
        while above is not None:
            if above.kind == "Table":
                tables.append(above)
            above = above.parent
        if tables:
            inside.setdefault(tables[0], set()).add(element.number)
            for outer in tables[1:]:
                inside[outer] = set()
    found = [(table, numbers) for table, numbers in inside.items() if numbers]
    return dict(found[:_MOST_TABLES])


def _found(page: Page, tags: Tags, numbers: set[int]) -> Found | None:
    cells: dict[Element, _Cell] = {}
    captions: list[Line] = []
    taken: set[int] = set()
    for index, line in enumerate(page.lines):
        words = [word for word in line.words if word.tag in numbers]
        if not words or line.edge:
            continue
        taken.add(index)
        if line.mark is not None and line.mark_typed:
            words = [_mark(line), *words]
        for word in words:
            element = tags.elements[word.tag - 1]
            if element.cell is not None:
                cell = cells.setdefault(element.cell, _Cell(element.cell))
                cell.lines.setdefault(index, []).append(word)
            elif element.block is not None and element.block.kind == "Caption":
                if not captions or captions[-1] is not line:
                    captions.append(line)
            else:
                return None
    rows: dict[Element, list[_Cell]] = {}
    for cell in cells.values():
        row = cell.element.parent
        if row is None or row.kind != "TR":
            return None
        rows.setdefault(row, []).append(cell)
    ordered = [
        sorted(rows[row], key=lambda cell: cell.element.number)
        for row in sorted(rows, key=lambda row: row.number)
    ]
    ordered, lone = _without_titles(ordered)
    columns = _columns(ordered)
    if not columns or not _is_table(ordered, columns):
        return None
    taken -= {number for cell in lone for number in cell.lines}
    return _made(ordered, columns, taken, captions)


def _without_titles(rows: list[list[_Cell]]) -> tuple[list[list[_Cell]], list[_Cell]]:
    """Return the rows without titles above and notes below them, and the cells of these.

    They are rows of one cell that stands over no group of columns; spreadsheets are printed so.
    """
    wide = max((sum(cell.element.spans[0] for cell in row) for row in rows), default=0)
    whole = [
        number
        for number, row in enumerate(rows)
        if len(row) > 1 or 1 < row[0].element.spans[0] < wide
    ]
    if not whole:
        return [], []
    first, last = whole[0], whole[-1] + 1
    while last < len(rows) and len(rows[last][0].text()) <= _SHORT_CELL:
        last += 1
    lone = [row[0] for row in (*rows[:first], *rows[last:])]
    return rows[first:last], lone


def _mark(line: Line) -> Word:
    """Return the mark that was taken for that of a list item as a word of the cell again."""
    first = line.words[0]
    return Word(
        line.mark or "",
        line.mark_x,
        first.x0,
        line.y,
        first.style,
        first.at,
        space=True,
        tag=first.tag,
    )


def _columns(rows: list[list[_Cell]]) -> list[tuple[float, float]]:
    """Return the edges of the columns, and give each cell its column; nothing where none fit.

    Rows with every cell count the columns; the cells of other rows (empty ones leave no trace on
    the page, those under a span none in the tree) go where they stand.
    """
    width = max((sum(cell.element.spans[0] for cell in row) for row in rows), default=0)
    if not 2 <= width <= _MOST_COLUMNS:  # noqa: PLR2004 (one column is no table)
        return []
    edges: list[tuple[float, float] | None] = [None] * width
    loose: list[_Cell] = []
    for row in rows:
        if sum(cell.element.spans[0] for cell in row) < width:
            loose.extend(row)
            continue
        at = 0
        for cell in row:
            cell.column = at
            if cell.element.spans[0] == 1:
                edges[at] = _wider(edges[at], cell)
            at += cell.element.spans[0]
    known = [edge for edge in edges if edge is not None]
    if len(known) < width or any(two[0] < one[1] - _OVERLAP for one, two in pairwise(known)):
        return []
    for cell in loose:
        _put(cell, known)
    return known


def _put(cell: _Cell, columns: list[tuple[float, float]]) -> None:
    """Give a cell the columns that it stands over."""
    x0, x1 = cell.x0(), cell.x1()
    shared = [min(edge[1], x1) - max(edge[0], x0) for edge in columns]
    wide = cell.element.spans[0]
    hit = [number for number, share in enumerate(shared) if share > _OVERLAP]
    if not hit or (wide == 1 and len(hit) == 1):
        cell.column = max(range(len(columns)), key=lambda n: shared[n])
        return
    cell.wide = max(wide, len(hit))
    cell.column = min(hit[0], len(columns) - cell.wide)


def _wider(edge: tuple[float, float] | None, cell: _Cell) -> tuple[float, float]:
    if edge is None:
        return cell.x0(), cell.x1()
    return min(edge[0], cell.x0()), max(edge[1], cell.x1())


def _is_table(rows: list[list[_Cell]], columns: list[tuple[float, float]]) -> bool:
    if len(rows) < 2 or any(len({cell.column for cell in row}) < len(row) for row in rows):  # noqa: PLR2004 (one row is no table)
        return False
    tops = [max(y for cell in row for y in cell.ys()) for row in rows]
    if any(two >= one for one, two in pairwise(tops)):
        return False
    cells = [cell for row in rows for cell in row]
    texts = [cell.text() for cell in cells]
    if sum(len(text) > _LONG_CELL for text in texts) > _MOST_LONG * len(texts):
        return False
    beyond = [cell.text() for cell in cells if cell.column]
    figures = sum(is_amount(text) for text in beyond)
    if figures * 2 >= len(beyond) or _names_columns(rows):
        return True
    return len(rows) > 2 and len(columns) > 2  # noqa: PLR2004 (three of each)


def _names_columns(rows: list[list[_Cell]]) -> bool:
    """Tell whether a row of several cells is all heads, over a row that is not."""
    heads = [all(cell.element.kind == "TH" for cell in row) and len(row) > 1 for row in rows]
    return any(heads) and not all(heads)


def _made(
    rows: list[list[_Cell]],
    columns: list[tuple[float, float]],
    taken: set[int],
    captions: list[Line],
) -> Found:
    found = Found([], columns, taken, ruled=True)
    found.caption = captions
    heading = True
    for number, row in enumerate(rows):
        ys = [y for cell in row for y in cell.ys()]
        lines = {cell.column: list(_cell_lines(cell)) for cell in row}
        found.rows.append(TableRow(lines, {}, max(ys), min(ys)))
        heading = heading and all(cell.element.kind == "TH" for cell in row)
        found.header += heading
        for cell in row:
            wide, high = cell.wide or cell.element.spans[0], cell.element.spans[1]
            wide, high = min(wide, len(columns) - cell.column), min(high, len(rows) - number)
            if (wide, high) != (1, 1) and _is_free(rows, number, cell, wide, high):
                found.spans[number, cell.column] = (wide, high)
    if found.header == len(rows):
        found.header = 1
    if not found.header:
        found.header = count_heads(found.rows)
    return found


def _is_free(rows: list[list[_Cell]], number: int, cell: _Cell, wide: int, high: int) -> bool:
    """Tell whether no other cell stands where a span says that it covers."""
    covered = range(cell.column, cell.column + wide)
    return not any(
        other is not cell and other.column in covered
        for row in rows[number : number + high]
        for other in row
    )


def _cell_lines(cell: _Cell) -> Iterable[CellLine]:
    for words in cell.lines.values():
        sizes = sorted(word.style.size for word in words)
        y = min(word.y for word in words)
        yield CellLine(words, words[0].x0, words[-1].x1, y, sizes[len(sizes) // 2])
