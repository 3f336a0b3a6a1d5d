"""Tables found on a page become tables of the tree."""

from __future__ import annotations

from pipeline.tree import Cell, Paragraph, Row, Table
from stages.read.layout.cells import CellLine, cell_line
from stages.read.layout.inlines import make_inlines
from stages.read.layout.paragraphs import Part
from stages.read.layout.shapes import Line, Page
from stages.read.layout.tables import Found, TableRow


def take_tables(page: Page, tables: list[Found]) -> list[tuple[int, Part]]:
    """Take the lines of tables off a page; return the tables with the place of their first line."""
    taken: set[int] = set()
    parts: list[tuple[Line, Part]] = []
    for found in tables:
        if found.lines & taken or not found.lines:
            continue
        taken |= found.lines
        lines = [page.lines[number] for number in sorted(found.lines)]
        part = Part(lines[:1], page.number, kind="table", content=make_table(found, page.number))
        part.box = (
            min(line.x0 for line in lines),
            min(line.y - 0.25 * line.size for line in lines),
            max(line.x1 for line in lines),
            max(line.y + 0.8 * line.size for line in lines),
        )
        part.size = lines[0].size
        parts.append((lines[0], part))
    before: list[tuple[int, Part]] = []
    kept: list[Line] = []
    starts = {id(line): part for line, part in parts}
    for number, line in enumerate(page.lines):
        if id(line) in starts:
            before.append((len(kept), starts[id(line)]))
        if number not in taken:
            kept.append(line)
    page.lines = kept
    return before


def make_table(found: Found, page: int) -> Table:
    """Return the table of the tree."""
    rows: list[Row] = []
    width = len(found.columns)
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(found.rows):
        header = number < found.header
        cells: list[Cell] = []
        column = 0
        while column < width:
            if (number, column) in covered:
                column += 1
                continue
            wide, high = _spans(found, row, number, column, width)
            covered.update(
                (number + r, column + c) for r in range(high) for c in range(wide) if r or c
            )
            cells.append(Cell(_blocks(row.cells.get(column, []), page, header=header), wide, high))
            column += 1
        rows.append(Row(header, tuple(cells)))
    caption = make_inlines(found.caption) if found.caption else None
    return Table(caption=caption, rows=tuple(rows))


def _spans(found: Found, row: TableRow, number: int, column: int, width: int) -> tuple[int, int]:
    if found.ruled:
        return found.spans.get((number, column), (1, 1))
    wide = min(row.spans.get(column, 1), width - column)
    while wide > 1 and any(other in row.cells for other in range(column + 1, column + wide)):
        wide -= 1
    return wide, 1


def _blocks(cells: list[CellLine], page: int, *, header: bool) -> tuple[Paragraph, ...]:
    if not cells:
        return ()
    lines = [cell_line(cell, page) for cell in sorted(cells, key=lambda cell: (-cell.y, cell.x0))]
    return (Paragraph(inlines=make_inlines(lines, plain_bold=header)),)
