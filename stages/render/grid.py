"""Make a table regular: rows of one width, no span that leaves its part or overlaps."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.pattern import lazily
from pipeline.text import inline_text
from pipeline.tree import Blocks, Cell, Paragraph, Row, Table

MOST_COLUMNS = 200
"""Columns of a table that is laid out; WeasyPrint's cost grows with the spans told."""
LONGEST_FIGURE = 32
"""Characters of a cell that is read as a figure."""
_FIGURES = lazily(
    r"(?:[€$£¥]|[A-Z]{3} )?\s?[(\[]?[+\-−–±~<>≈]?\s?(?:[€$£¥]|[A-Z]{3} )?\s?[+\-−–]?"
    r"\d[\d.,'’\s\u00a0\u202f]*(?:%|‰|[€$£¥]|[A-Za-z]{1,3})?[)\]]?\s?[%*†‡¹²³]?|[-–—]|n/?a"
)
"""A cell of figures: a number with sign, currency, unit, or the dash that stands for none."""


class Place(NamedTuple):
    """A cell, or a gap (None), with the spans it really has."""

    cell: Cell | None
    colspan: int
    rowspan: int
    column: int = 0


class Grid(NamedTuple):
    """Rows of places; the first `heads` rows name the columns."""

    rows: list[tuple[bool, list[Place]]]
    heads: int
    columns: int


def grid_of(table: Table) -> Grid:
    """Return the table as a grid that HTML, EPUB and PDF checkers call regular.

    Spans are cut where they would leave the head or the table or overlap another cell; short rows
    are filled with gaps; columns and rows that no cell begins in are closed. No cell is lost.
    """
    heads = 0
    for row in table.rows:
        if not row.header:
            break
        heads += 1
    if heads == len(table.rows):
        heads = 0
    placed = [*_place(table.rows[:heads], 0), *_place(table.rows[heads:], heads)]
    width = max((column + place.colspan for _, column, place in placed), default=0)
    placed, width = _close_columns(placed, width)
    rows: list[tuple[bool, list[Place]]] = []
    by_row: dict[int, list[tuple[int, Place]]] = {}
    for at, column, place in placed:
        by_row.setdefault(at, []).append((column, place))
    closed = [at for at in range(len(table.rows)) if at not in by_row]
    reach: dict[int, int] = {}
    for at in range(len(table.rows)):
        if at in closed:
            continue
        line: list[Place] = []
        cells = dict(by_row[at])
        column = 0
        while column < width:
            if column in cells:
                place = cells[column]
                shut = sum(1 for other in closed if at < other < at + place.rowspan)
                for covered in range(column, column + place.colspan):
                    reach[covered] = at + place.rowspan
                line.append(place._replace(rowspan=place.rowspan - shut, column=column))
                column += place.colspan
                continue
            if reach.get(column, 0) <= at:
                line.append(Place(None, 1, 1, column))
            column += 1
        rows.append((table.rows[at].header, line))
    heads -= sum(1 for at in closed if at < heads)
    return Grid(rows, heads, width)


def _place(rows: tuple[Row, ...], first: int) -> list[tuple[int, int, Place]]:
    """Put the cells of one row group where HTML puts them, spans cut to what is free."""
    free_from: dict[int, int] = {}
    placed: list[tuple[int, int, Place]] = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while free_from.get(column, 0) > at:
                column += 1
            span = 1
            wanted = max(1, min(cell.colspan, MOST_COLUMNS - column))
            while span < wanted and free_from.get(column + span, 0) <= at:
                span += 1
            rowspan = max(1, min(cell.rowspan or len(rows), len(rows) - at))
            for covered in range(column, column + span):
                free_from[covered] = at + rowspan
            placed.append((first + at, column, Place(cell, span, rowspan)))
            column += span
    return placed


def _close_columns(
    placed: list[tuple[int, int, Place]], width: int
) -> tuple[list[tuple[int, int, Place]], int]:
    """Take out the columns in which no cell begins."""
    begun = {column for _, column, _ in placed}
    if len(begun) == width:
        return placed, width
    number = [0] * (width + 1)
    for column in range(width):
        number[column + 1] = number[column] + (column in begun)
    closed = [
        (
            at,
            number[column],
            place._replace(colspan=number[column + place.colspan] - number[column]),
        )
        for at, column, place in placed
    ]
    return closed, number[width]


def figure_columns(grid: Grid) -> frozenset[int]:
    """Return the columns that hold figures: numbers, units, dashes."""
    seen: dict[int, list[bool]] = {}
    for _, places in grid.rows[grid.heads :]:
        for place in places:
            words = words_of(place.cell.blocks) if place.cell is not None else ""
            if words and place.colspan == 1:
                is_figure = len(words) <= LONGEST_FIGURE and bool(_FIGURES.fullmatch(words))
                seen.setdefault(place.column, []).append(is_figure)
    return frozenset(column for column, told in seen.items() if all(told))


def words_of(blocks: Blocks) -> str:
    """Return the words of the paragraphs of a cell."""
    return "".join(inline_text(b.inlines) for b in blocks if isinstance(b, Paragraph)).strip()
