"""Put figures of tables together that were split over cells for the eye: `$` `(1.2` `)`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import blocks_text
from pipeline.tree import Block, Cell, Document, Inline, LineBreak, Paragraph, Row, Table, Text

_BEFORE = lazily(r"\s*(?:[$€£¥₹]|US\$|C\$|A\$|HK\$|R\$|CHF|EUR|USD|GBP)?\s*\(?\s*")
"""What a figure's sign or opening parenthesis alone in a cell looks like."""
_AFTER = lazily(r"\s*\)?\s*%?\s*(?:\(\w\)|\*+)?\s*")
_FIGURE = lazily(r"\s*(?:[$€£¥₹]\s*)?\(?\s*[-−–]?\.?\d[\d.,\u00a0\u202f' ]*|\s*[-—–]+\s*")
_ANY_DIGIT = lazily(r"\d")


@stage("join-cells")
def join_cells(
    document: Document, context: Context, *, cells: Literal["auto", "ask", "off"] = "auto"
) -> Document:
    """Join figures that a table splits over cells, and drop columns that only make room.

    Filings set the currency sign, the figure and the closing parenthesis of a negative in cells of
    their own. They become one cell; no character is lost. Columns without any text go.
    """
    if cells == "off" or not any(isinstance(block, Table) for block in document.blocks):
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        new = _joined(block) if isinstance(block, Table) else block
        if new is not block and cells == "ask":
            context.report("split-cells", "A table has figures split over several cells.")
            new = block
        if new is not block:
            context.became([block], [new])
            context.because(
                "cells.joined",
                "A figure's sign or parenthesis stood in a cell of its own, or a column was empty.",
                new,
            )
        blocks.append(new)
    return replace(document, blocks=tuple(blocks))


def _joined(table: Table) -> Table:
    signs = _sign_columns(table)
    rows = [_row(row, signs) for row in table.rows]
    rows = _without_empty_columns(rows)
    if all(new is old for new, old in zip(rows, table.rows, strict=False)) and len(rows) == len(
        table.rows
    ):
        return table
    return replace(table, rows=tuple(rows))


def _sign_columns(table: Table) -> set[int]:
    """Return the columns in which nothing but signs of figures stands below the first row."""
    found: dict[int, bool] = {}
    for row in table.rows[1:]:
        at = 0
        for cell in row.cells:
            text = blocks_text(cell.blocks, " ").strip()
            if text:
                found[at] = found.get(at, True) and bool(_BEFORE.fullmatch(text))
            at += cell.colspan
    return {column for column, only in found.items() if only}


def _row(row: Row, signs: set[int]) -> Row:
    """Return a row with the parts of a figure in one cell, which covers all their columns.

    Where other rows have a sign and this one has an empty cell, the figure takes that too.
    """
    texts = [blocks_text(cell.blocks, " ") for cell in row.cells]
    column = 0
    for number, cell in enumerate(row.cells):
        if column in signs and not texts[number]:
            texts[number] = " "
        column += cell.colspan
    done: list[Cell] = []
    at = 0
    while at < len(row.cells):
        end = _end_of_figure(texts, row.cells, at)
        parts = row.cells[at:end]
        done.append(parts[0] if len(parts) == 1 else _one_cell(parts))
        at = end
    return row if len(done) == len(row.cells) else replace(row, cells=tuple(done))


def _end_of_figure(texts: Sequence[str], cells: Sequence[Cell], at: int) -> int:
    """Return where the cells of a figure end that begins at a cell; the next cell if none does."""
    figure = at
    if texts[at] and _BEFORE.fullmatch(texts[at]):
        figure = at + 1
    if figure >= len(texts) or not _FIGURE.fullmatch(texts[figure]):
        return at + 1
    if any(cell.rowspan > 1 for cell in cells[at : figure + 1]):
        return at + 1
    end = figure + 1
    opened = "(" in texts[at] + texts[figure]
    if end < len(texts) and texts[end].strip() and _AFTER.fullmatch(texts[end]):
        closes = ")" in texts[end]
        if closes == opened:
            end += 1
    return end


def _one_cell(cells: Sequence[Cell]) -> Cell:
    inlines: list[Inline] = []
    for cell in cells:
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                inlines.extend(block.inlines)
            else:
                inlines.append(Text(blocks_text([block], " ")))
    kept = tuple(inline for inline in inlines if not isinstance(inline, LineBreak))
    origin = next((b.origin for cell in cells for b in cell.blocks), None)
    paragraph = Paragraph(inlines=kept, origin=origin)
    return Cell((paragraph,), sum(cell.colspan for cell in cells), cells[0].rowspan)


def _without_empty_columns(rows: list[Row]) -> list[Row]:
    """Return rows without columns that no row has text in; spans shrink with them."""
    if any(cell.rowspan > 1 for row in rows for cell in row.cells):
        return rows
    used: set[int] = set()
    width = 0
    for row in rows:
        at = 0
        for cell in row.cells:
            if cell.blocks:
                used.add(at)
            at += cell.colspan
        width = max(width, at)
    edges = sorted(used)
    if not edges or len(edges) == width or not _ANY_DIGIT.search(_text(rows)):
        return rows
    return [_narrowed(row, edges) for row in rows]


def _narrowed(row: Row, starts: list[int]) -> Row:
    """Return a row whose cells span only the columns in which some row's text begins."""
    cells: list[Cell] = []
    at = 0
    for cell in row.cells:
        covered = sum(at <= start < at + cell.colspan for start in starts)
        if covered:
            cells.append(cell if covered == cell.colspan else replace(cell, colspan=covered))
        at += cell.colspan
    same = len(cells) == len(row.cells) and all(
        one is other for one, other in zip(cells, row.cells, strict=True)
    )
    return row if same else replace(row, cells=tuple(cells))


def _text(rows: Sequence[Row]) -> str:
    return " ".join(blocks_text(cell.blocks, " ") for row in rows for cell in row.cells)
