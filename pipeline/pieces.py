"""Pieces of output text and the source characters they come from; composing a change onto them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from pipeline.align import Opcode


class Why(Struct, frozen=True):
    """Which stage did something, by which rule, and why in one sentence."""

    stage: str
    rule: str
    why: str


BETWEEN = Why("engine", "between-blocks", "a blank line between two blocks")
"""Why characters that divide blocks stand in the copy."""


class Piece(NamedTuple):
    """`length` output characters that come from source[start:end].

    Without `why` they are those very characters. With it they were changed, or inserted where
    `start` is -1.
    """

    length: int
    start: int
    end: int
    why: Why | None = None

    def cut(self, length: int) -> tuple[Piece, Piece]:
        """Return the first `length` characters and the rest; the first keeps a changed source."""
        if self.why is None and self.start >= 0:
            middle = self.start + length
            return Piece(length, self.start, middle), Piece(self.length - length, middle, self.end)
        return self._replace(length=length), Piece(self.length - length, -1, -1, self.why)


class Gone(NamedTuple):
    """source[start:end] is no longer in the text, and why."""

    start: int
    end: int
    why: Why


FindWhy = Callable[[str, str], Why]


class _Taker:
    """Hands out old pieces from the left."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = list(reversed(pieces))

    def take(self, length: int) -> list[Piece]:
        taken: list[Piece] = []
        while length and self.pieces:
            piece = self.pieces.pop()
            if piece.length > length:
                piece, rest = piece.cut(length)
                self.pieces.append(rest)
            taken.append(piece)
            length -= piece.length
        return taken


def compose(
    pieces: Sequence[Piece], codes: Iterable[Opcode], find_why: FindWhy, old: str, new: str
) -> tuple[tuple[Piece, ...], list[Gone]]:
    """Return the pieces of `new` after opcodes turned `old` into it, and what went.

    A changed piece of which only a part stays keeps its whole source with the first part that
    stays. Insertions that go leave no trace.
    """
    taker = _Taker(pieces)
    done: list[Piece] = []
    gone: list[Gone] = []
    for tag, i1, i2, j1, j2 in codes:
        taken = taker.take(i2 - i1)
        if tag == "equal":
            done.extend(taken)
            continue
        why = find_why(old[i1:i2], new[j1:j2])
        if tag == "insert":
            done.append(Piece(j2 - j1, -1, -1, why))
        elif tag == "delete":
            gone.extend(Gone(p.start, p.end, why) for p in taken if p.start >= 0)
        else:
            first, rest = _run(p for p in taken if p.start >= 0)
            done.append(Piece(j2 - j1, *first, why))
            gone.extend(Gone(start, end, why) for start, end in rest)
    return tuple(done), gone


def _run(pieces: Iterable[Piece]) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """Return the first contiguous source span of pieces and the spans left over."""
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        if spans and spans[-1][1] == piece.start:
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((piece.start, piece.end))
    if not spans:
        return (-1, -1), []
    return spans[0], spans[1:]


def split(pieces: Sequence[Piece], length: int) -> tuple[list[Piece], list[Piece], list[Gone]]:
    """Return the first `length` output characters, the rest, and sources of a cut-off separator."""
    first: list[Piece] = []
    for number, piece in enumerate(pieces):
        if length == 0:
            return first, list(pieces[number:]), _sources(first)
        if piece.length <= length:
            first.append(piece)
            length -= piece.length
            continue
        head, tail = piece.cut(length)
        return [*first, head], [tail, *pieces[number + 1 :]], _sources([*first, head])
    return first, [], _sources(first)


def _sources(pieces: Iterable[Piece]) -> list[Gone]:
    why = Why("", "space", "white space between blocks")
    return [Gone(p.start, p.end, p.why or why) for p in pieces if p.start >= 0]
