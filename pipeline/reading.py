"""A source text as a reader reads it: in another order, without the signs of its transport."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from pipeline.pieces import Gone, Piece, Why


class Part(NamedTuple):
    """Characters [start, end) of a text as read so far, and what is read instead of them.

    Without `new` these very characters; `new` where nothing stands (start = end) is inserted. With
    nothing as `new` they are passed over for the reason given.
    """

    start: int
    end: int
    new: str | None = None
    rule: str = ""
    why: str = ""


class Reading(Struct, frozen=True):
    """A text as read, and the characters of the source that each stretch of it comes from."""

    text: str
    pieces: tuple[Piece, ...]
    ends: tuple[int, ...]
    """Where each piece ends in the text."""
    gone: tuple[Gone, ...] = ()
    """What of the source is passed over, and why."""

    def spans(self, start: int, end: int) -> list[Piece]:
        """Return the pieces of text[start:end]; a changed piece that is cut keeps its source."""
        if end <= start:
            return []
        found: list[Piece] = []
        k = bisect_right(self.ends, start)
        while k < len(self.pieces):
            piece = self.pieces[k]
            begins = self.ends[k] - piece.length
            if begins >= end:
                break
            if begins < start:
                piece = piece.cut(start - begins)[1]
                begins = start
            if begins + piece.length > end:
                piece = piece.cut(end - begins)[0]
            found.append(piece)
            k += 1
        return found

    def place(self, at: int) -> int:
        """Return where in the source the character `at` comes from, or the next that has one."""
        k = bisect_right(self.ends, at)
        while k < len(self.pieces):
            piece = self.pieces[k]
            if piece.start >= 0:
                inside = at - (self.ends[k] - piece.length)
                return piece.start + (max(inside, 0) if piece.why is None else 0)
            k += 1
        return max((piece.end for piece in self.pieces), default=0)


def as_received(text: str) -> Reading:
    """Return a text read from its first character to its last."""
    size = len(text)
    return Reading(text, (Piece(size, 0, size),), (size,)) if size else Reading("", (), ())


def read_anew(reading: Reading, parts: Iterable[Part], stage: str) -> Reading:
    """Return a reading in which the parts, in the order given, are all there is to read.

    Parts may stand in any order and must not overlap; what is in none of them is not read. Cost:
    proportional to the parts and to the pieces they touch.
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    gone = list(reading.gone)
    for part in parts:
        taken = reading.spans(part.start, part.end)
        if part.new is None:
            texts.append(reading.text[part.start : part.end])
            for piece in taken:
                _add(pieces, piece)
            continue
        texts.append(part.new)
        sourced = [piece for piece in taken if piece.start >= 0]
        why = Why(stage, part.rule, part.why)
        if not part.new:
            gone.extend(Gone(piece.start, piece.end, why) for piece in sourced)
        else:
            start, end = _one_span(sourced)
            pieces.append(Piece(len(part.new), start, end, why))
    ends = accumulate(piece.length for piece in pieces)
    return Reading("".join(texts), tuple(pieces), tuple(ends), tuple(gone))


def _add(pieces: list[Piece], piece: Piece) -> None:
    last = pieces[-1] if pieces else None
    goes_on = last is not None and last.why is None and piece.why is None
    if last is not None and goes_on and last.start >= 0 and last.end == piece.start:
        pieces[-1] = Piece(last.length + piece.length, last.start, piece.end)
    else:
        pieces.append(piece)


def _one_span(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return the first stretch of the source without a gap; what follows it is not read."""
    if not pieces:
        return -1, -1
    start, end = pieces[0].start, pieces[0].end
    for piece in pieces[1:]:
        if piece.start != end:
            break
        end = piece.end
    return start, end
