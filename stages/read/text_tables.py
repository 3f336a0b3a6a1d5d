"""Tables in text: columns set with spaces, with strokes, or with the marks of EDGAR."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.tree import Cell, Paragraph, Row, Table
from stages.read.text_build import Draft, Piece, compose, origin_of, pieces_of
from stages.read.text_lines import Line

_GAP = lazily(r" {2,}|\t+")
_STROKE = lazily(r"(?<!\\)\|")
_RULE_SIGNS = frozenset(" \t|+:=_─-")
_TAGS = lazily(r"(?:<(?:S|C|CAPTION|/?TABLE|FN)>\s*)+$", re.IGNORECASE)
_FIGURE = lazily(r"[$€£¥(+-]*\d[\d.,' ]*[)%]*$|[-–—]$|n/?a$", re.IGNORECASE)
_FEWEST_ROWS = 3
_FIGURES = 0.5
_WHY = "the spaces and strokes between columns became cells"

Spans = list[tuple[int, int]]


def piped(source: str, lines: Sequence[Line], *, markdown: bool = False) -> Draft | None:
    """Return lines with strokes between cells as a table, or None."""
    rows: list[Spans] = []
    header = False
    for line in lines:
        if _drawn(line):
            header = header or len(rows) == 1
            continue
        rows.append(_cells_by_stroke(line))
    if len(rows) < 2 or not header or len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:  # noqa: PLR2004 (a head and a row, two columns)
        return None
    return _table(source, lines, rows, header=True, markdown=markdown)


def _cells_by_stroke(line: Line) -> Spans:
    spans: Spans = []
    at = line.start
    for part in _STROKE.split(line.words):
        lead = len(part) - len(part.lstrip())
        spans.append((at + lead, at + lead + len(part.strip())))
        at += len(part) + 1
    if line.words.startswith("|"):
        spans = spans[1:]
    if line.words.endswith("|"):
        spans = spans[:-1]
    return spans


def spaced(source: str, lines: Sequence[Line], *, told: bool = False) -> Draft | None:
    """Return lines whose columns are set with spaces as a table, or None.

    Without `told` (marks of EDGAR around them) three rows must hold figures in the same columns.
    """
    rows: list[list[Line]] = [_split(line) for line in lines if not _is_rule(line)]
    rows = [row for row in rows if row]
    above = next((k for k, row in enumerate(rows) if len(row) > 1), 0) if told else 0
    caption, rows = [row[0] for row in rows[:above]], rows[above:]
    width = max((len(row) for row in rows), default=0)
    full = [row for row in rows if len(row) == width]
    if width < 2 or len(rows) < (2 if told else _FEWEST_ROWS):  # noqa: PLR2004 (two columns)
        return None
    if len(full) < (1 if told else max(_FEWEST_ROWS, len(rows) * 0.6)):
        return None
    if not told and not _has_figures(full):
        return None
    edges = _edges(full)
    placed: list[Spans] = []
    for row in rows:
        cells = _place(row, edges)
        if cells is None:
            return None
        placed.append(cells)
    header = len(rows[0]) > 1 and not any(_FIGURE.match(cell.words) for cell in rows[0])
    header = header and len(rows) > 1
    return _table(source, lines, placed, header=header, caption=caption)


def _drawn(line: Line) -> bool:
    signs = set(line.words)
    return signs <= _RULE_SIGNS and not signs.isdisjoint("=_─-") and len(line.words) > 1


def _is_rule(line: Line) -> bool:
    return _drawn(line) or _TAGS.match(line.words) is not None


def _split(line: Line) -> list[Line]:
    """Return the cells of a line, each with the column it begins in as its indent."""
    cells: list[Line] = []
    at = 0
    for gap in [*_GAP.finditer(line.words), None]:
        stop = gap.start() if gap else len(line.words)
        if stop > at:
            words = line.words[at:stop]
            column = line.indent + len(line.words[:at].expandtabs())
            cells.append(Line(line.number, line.start + at, line.start + stop, column, words, 1))
        at = gap.end() if gap else stop
    return cells


def _has_figures(rows: Sequence[Sequence[Line]]) -> bool:
    cells = [cell for row in rows for cell in row[1:]]
    return sum(_FIGURE.match(cell.words) is not None for cell in cells) >= _FIGURES * len(cells)


def _edges(rows: Sequence[Sequence[Line]]) -> list[tuple[int, int]]:
    """Return for each column where its cells begin and end at the outermost."""
    columns = zip(*rows, strict=True)
    return [
        (min(c.indent for c in column), max(c.indent + len(c.words) for c in column))
        for column in columns
    ]


def _place(row: Sequence[Line], edges: Sequence[tuple[int, int]]) -> Spans | None:
    """Put the cells of a row into columns by where they stand; empty columns get empty cells."""
    if len(row) == len(edges):
        return [(cell.start, cell.end) for cell in row]
    spans: list[tuple[int, int] | None] = [None] * len(edges)
    at = 0
    for cell in row:
        best = max(range(len(edges)), key=lambda k: _overlap(cell, edges[k]))
        if best < at:
            return None
        spans[best] = (cell.start, cell.end)
        at = best + 1
    filled: Spans = []
    place = row[0].start
    for span in spans:
        filled.append(span or (place, place))
        place = filled[-1][1]
    return filled


def _overlap(cell: Line, edge: tuple[int, int]) -> int:
    return min(cell.indent + len(cell.words), edge[1]) - max(cell.indent, edge[0])


def _table(
    source: str,
    lines: Sequence[Line],
    rows: Sequence[Spans],
    *,
    header: bool,
    markdown: bool = False,
    caption: Sequence[Line] = (),
) -> Draft | None:
    start, end = lines[0].start, lines[-1].end
    edits: list[Edit] = []
    made: list[Row] = []
    at = start
    over = None
    if caption:
        over, told = compose(source, pieces_of(caption))
        edits.extend(_separator(source, start, caption[0].start, ""))
        edits.extend(told)
        at = caption[-1].end
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for k, (first, last) in enumerate(row):
            sep = "\t" if k else ("\n" if number or caption else "")
            edits.extend(_separator(source, at, first, sep))
            if last > first:
                inlines, mine = compose(source, [Piece(first, last, "")], markdown=markdown)
                edits.extend(mine)
                cells.append(Cell((Paragraph(inlines=inlines),), 1, 1))
            else:
                cells.append(Cell((), 1, 1))
            at = last
        made.append(Row(header and number == 0, tuple(cells)))
    if end > at:
        edits.append(Edit(at, end, "", "table-rule", _WHY))
    block = Table(caption=over, rows=tuple(made), origin=origin_of(lines[0]))
    return Draft(block, start, end, tuple(edits))


def _separator(source: str, start: int, end: int, sep: str) -> list[Edit]:
    """Turn the characters between two cells into the separator, keeping it where it stands."""
    between = source[start:end]
    if between == sep:
        return []
    at = between.find(sep) if sep else -1
    if at < 0:
        return [Edit(start, end, sep, "table-column", _WHY)]
    edits = [Edit(start, start + at, "", "table-column", _WHY)] if at else []
    if start + at + 1 < end:
        edits.append(Edit(start + at + 1, end, "", "table-column", _WHY))
    return edits
