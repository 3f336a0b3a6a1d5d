"""Tables come out regular, with every cell they came in with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.tree import Cell, Row, Table
from stages.render.grid import grid_of
from tests.stages.render.documents import cell

CELLS = st.builds(cell, st.text("ab1", max_size=3), st.integers(0, 5), st.integers(0, 4))
ROWS = st.builds(
    lambda header, cells: Row(header=header, cells=tuple(cells)),
    st.booleans(),
    st.lists(CELLS, max_size=5),
)


def area(table: Table) -> dict[tuple[int, int], int]:
    """Return how many cells cover each place of the grid."""
    covered: dict[tuple[int, int], int] = {}
    for at, (_, places) in enumerate(grid_of(table).rows):
        for place in places:
            for row in range(at, at + place.rowspan):
                for column in range(place.column, place.column + place.colspan):
                    covered[row, column] = covered.get((row, column), 0) + 1
    return covered


@given(st.lists(ROWS, max_size=6))
def test_every_place_is_covered_once(rows: list[Row]) -> None:
    """No hole, no overlap, no span beyond the table, whatever spans were told."""
    table = Table(caption=None, rows=tuple(rows))
    grid = grid_of(table)
    wanted = {(r, c): 1 for r in range(len(grid.rows)) for c in range(grid.columns)}
    assert area(table) == wanted


@given(st.lists(ROWS, max_size=6))
def test_every_cell_stays_in_order(rows: list[Row]) -> None:
    """The cells are the same, in the same order."""
    table = Table(caption=None, rows=tuple(rows))
    before = [cell for row in rows for cell in row.cells]
    after = [p.cell for _, places in grid_of(table).rows for p in places if p.cell is not None]
    assert after == before


@given(st.lists(ROWS, max_size=6))
def test_something_begins_in_every_row_and_column(rows: list[Row]) -> None:
    """No row and no column is there only because spans cross it."""
    grid = grid_of(Table(caption=None, rows=tuple(rows)))
    assert all(places for _, places in grid.rows)
    assert {place.column for _, places in grid.rows for place in places} == set(range(grid.columns))


def test_a_head_keeps_its_spans_to_itself() -> None:
    """A header cell that says it reaches into the body is cut at the head's foot."""
    rows = (
        Row(header=True, cells=(cell("a", 1, 3), cell("b"))),
        Row(header=False, cells=(Cell((), 1, 1), cell("2"))),
    )
    grid = grid_of(Table(caption=None, rows=rows))
    assert grid.heads == 1
    assert [place.rowspan for place in grid.rows[0][1]] == [1, 1]
