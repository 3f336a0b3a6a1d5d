"""Figures split over cells come together, without a lost character, and only they."""

from __future__ import annotations

import pytest

from pipeline.context import Context
from pipeline.text import block_text, blocks_text
from pipeline.tree import Document, Source, Table
from stages.clean.cells import join_cells
from stages.read.html import read_html


def read(rows: str) -> Document:
    markup = f"<table><caption>Cost</caption>{rows}</table>"
    document: Document = read_html(Source("page.html", markup.encode()), Context("read-html"))
    return document


def joined(rows: str) -> list[list[str]]:
    (table,) = join_cells(read(rows), Context("join-cells")).blocks
    assert isinstance(table, Table)
    return [[blocks_text(cell.blocks) for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("<td>a<td>(1.2<td>)", ["a", "(1.2)"]),
        ("<td>a<td>$<td>1,234", ["a", "$1,234"]),
        ("<td>a<td>$<td>(5<td>)", ["a", "$(5)"]),
        ("<td>a<td>3.4<td>%", ["a", "3.4%"]),
        ("<td>a<td>(3.4<td>)%", ["a", "(3.4)%"]),
        ("<td>a<td>€<td>—", ["a", "€—"]),
        ("<td>a<td>1<td>2", ["a", "1", "2"]),
        ("<td>a<td>(1<td>2)", ["a", "(1", "2)"]),
        ("<td>a<td>5<td>)", ["a", "5", ")"]),
    ],
)
def test_parts_of_one_figure_become_one_cell(row: str, cells: list[str]) -> None:
    """Sign, figure, closing parenthesis and per cent sign join; two figures never do."""
    assert joined(f"<tr><td>x<td>y<td>z</tr><tr>{row}</tr>")[1] == cells


def test_no_character_is_lost() -> None:
    """Only the tabs between the joined cells go."""
    rows = "<tr><td>x<td>y</tr><tr><td>Loss<td>$<td>(1.2<td>)<td>&nbsp;<td>3<td>%</tr>"
    before = read(rows)
    after = join_cells(before, Context("join-cells"))
    letters = ["".join(block_text(d.blocks[0]).split()) for d in (before, after)]
    assert letters[0] == letters[1]


def test_tables_of_words_stay_the_same_object() -> None:
    """A table without split figures is not touched."""
    document = read("<tr><th>a<th>b</tr><tr><td>one<td>two</tr>")
    assert join_cells(document, Context("join-cells")).blocks[0] is document.blocks[0]


def test_ask_reports_and_keeps() -> None:
    """With `ask` the table stays and the split figures are reported."""
    document = read("<tr><td>a<td>b</tr><tr><td>a<td>(1<td>)</tr>")
    context = Context("join-cells")
    assert join_cells(document, context, cells="ask").blocks[0] is document.blocks[0]
    assert [problem.code for problem in context.problems] == ["split-cells"]
