"""Blocks in the making: what the reader took from which characters, and why it left others out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.edit import Edit
from pipeline.tree import Block, Heading, Inlines, Origin, Paragraph
from stages.read.text_inline import MEANT, Dropped, inlines_of
from stages.read.text_lines import Line

_INDENT = "the line is set in, which says nothing once the lines are joined"
_LINE_END = "the file ends its lines in its own way"


class Draft(NamedTuple):
    """A block, the characters of the source it stands for, and how they became its text."""

    block: Block
    start: int
    end: int
    edits: tuple[Edit, ...] = ()
    """In characters of the source, not of the span."""


class Piece(NamedTuple):
    """A stretch of the source that stands in a block, and what stands before it there."""

    start: int
    end: int
    before: str
    """Nothing, a soft or structural newline, or MEANT for a line end the author meant."""


def pieces_of(lines: Sequence[Line], meant: Sequence[bool] = ()) -> list[Piece]:
    """Return lines as pieces; `meant` says of each line whether its end is meant.

    One space that begins a line belongs to it where the line before ends in `=`: e-mail in
    quoted-printable form may break its lines before a space.
    """
    pieces = [Piece(lines[0].start, lines[0].end, "")]
    for k, (above, line) in enumerate(pairwise(lines)):
        before = MEANT if k < len(meant) and meant[k] else "\n"
        spaced = line.indent == 1 and above.words[-1:] == "="
        pieces.append(Piece(line.start - spaced, line.end, before))
    return pieces


def compose(
    source: str, pieces: Sequence[Piece], *, markdown: bool = False
) -> tuple[Inlines, tuple[Edit, ...]]:
    """Return the inlines of pieces, and the edits that made their text of the source."""
    first, last = pieces[0].start, pieces[-1].end
    if len(pieces) == 1:
        inlines, dropped = inlines_of(source[first:last], markdown=markdown)
        return inlines, tuple(_drop(d, first) for d in dropped)
    text = "".join(piece.before + source[piece.start : piece.end] for piece in pieces)
    inlines, dropped = inlines_of(text, markdown=markdown)
    edits = list(gaps(source, pieces))
    if dropped:
        at = 0
        starts: list[int] = []
        for piece in pieces:
            at += len(piece.before)
            starts.append(at)
            at += piece.end - piece.start
        for drop in dropped:
            k = bisect_right(starts, drop.start) - 1
            edits.append(_drop(drop, pieces[k].start - starts[k]))
        edits.sort(key=lambda edit: (edit.start, edit.end))
    return inlines, tuple(edits)


def _drop(drop: Dropped, shift: int) -> Edit:
    return Edit(drop.start + shift, drop.end + shift, "", drop.rule, drop.why)


def gaps(source: str, pieces: Sequence[Piece]) -> list[Edit]:
    """Return the edits between pieces: what lies between them becomes one newline."""
    edits: list[Edit] = []
    end = pieces[0].end
    for start, stop, _ in pieces[1:]:
        between = source[end:start]
        if between != "\n":
            edits.append(_gap(between, end))
        end = stop
    return edits


def _gap(between: str, at: int) -> Edit:
    """Keep the newline that is there; without one, all of it becomes a newline."""
    stop = at + len(between)
    if between[:1] == "\n":
        return Edit(at + 1, stop, "", "indent", _INDENT)
    if between[-1:] == "\n":
        return Edit(at, stop - 1, "", "line-end", _LINE_END)
    return Edit(at, stop, "\n", "line-end", _LINE_END)


def paragraph(
    source: str, lines: Sequence[Line], meant: Sequence[bool] = (), *, markdown: bool = False
) -> Draft:
    """Return lines as one paragraph."""
    inlines, edits = compose(source, pieces_of(lines, meant), markdown=markdown)
    block = Paragraph(inlines=inlines, origin=origin_of(lines[0]))
    return Draft(block, lines[0].start, lines[-1].end, edits)


def heading(source: str, lines: Sequence[Line], level: int, *, markdown: bool = False) -> Draft:
    """Return lines as a heading."""
    inlines, edits = compose(source, pieces_of(lines), markdown=markdown)
    block = Heading(level=level, inlines=inlines, origin=origin_of(lines[0]))
    return Draft(block, lines[0].start, lines[-1].end, edits)


def origin_of(line: Line) -> Origin:
    """Return where a line stands; pages are told only where the text has form feeds."""
    return Origin(line=line.number, page=line.page if line.page > 1 else None)
