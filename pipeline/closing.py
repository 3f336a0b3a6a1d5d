"""Closing the books: every character of the source and of the copy in exactly one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from pipeline.account import Account, make_account
from pipeline.audit import Row
from pipeline.context import Reason
from pipeline.operations import Placed, in_order, of_gone, of_pieces
from pipeline.pieces import BETWEEN, Gone, Piece, Why
from pipeline.text import BETWEEN_BLOCKS
from pipeline.tree import Release

_COPIED = Why("engine", "copied", "the text stands in the copy more than once")
_SPACE = "white space between blocks is set anew"
_LEFT_OUT = "a mark of the format, not of the text"


class Books(Struct, frozen=True):
    """The books of one document when its last stage is done."""

    source_text: str
    reader: str
    rows: Sequence[Row]
    gone: Sequence[Gone]
    left_out: Sequence[tuple[int, int, Reason]]
    """What the reader left out of its blocks, and why."""
    mover: Why
    """Who last set blocks in another order."""


def close_books(books: Books, release: Release) -> Account:
    """Return the account of a finished document, every character of both texts in one entry."""
    source = books.source_text
    output, placed = _place(books.rows)
    gone = _without_overlaps(placed, books.gone)
    gone.extend(_paired_gaps(placed, gone, source, output, books.reader))
    placed = _runs(placed)
    gone.extend(_left_out(books, placed, gone))
    operations = [
        *of_pieces(placed, source, output, books.mover),
        *of_gone(gone, source, release),
    ]
    return make_account(source, output, in_order(operations))


def _place(rows: Sequence[Row]) -> tuple[str, list[Placed]]:
    """Return the text of the copy and its pieces, with those between blocks."""
    placed: list[Placed] = []
    texts: list[str] = []
    at = 0
    for row in rows:
        if not row.text:
            continue
        if texts:
            placed.append(Placed(at, Piece(len(BETWEEN_BLOCKS), -1, -1, BETWEEN)))
            at += len(BETWEEN_BLOCKS)
        texts.append(row.text)
        for piece in row.pieces:
            placed.append(Placed(at, piece))
            at += piece.length
    return BETWEEN_BLOCKS.join(texts), placed


def _runs(placed: Iterable[Placed]) -> list[Placed]:
    """Join unchanged pieces that stand side by side in both texts."""
    runs: list[Placed] = []
    for place in placed:
        at, piece = place
        if runs and piece.start >= 0 and piece.why is None:
            first, last = runs[-1]
            if last.why is None and last.end == piece.start and first + last.length == at:
                whole = Piece(last.length + piece.length, last.start, piece.end)
                runs[-1] = Placed(first, whole)
                continue
        runs.append(place)
    return runs


def _without_overlaps(placed: list[Placed], gone: Iterable[Gone]) -> list[Gone]:
    """Let no source character be claimed twice; the first claim in the source's order holds."""
    claims: list[tuple[int, int]] = []
    at = 0
    for k in sorted(_sourced(placed), key=lambda k: placed[k].piece.start):
        piece = placed[k].piece
        if piece.start < at:
            copy = Piece(piece.length, -1, -1, piece.why or _COPIED)
            placed[k] = Placed(placed[k].at, copy)
        else:
            at = piece.end
            claims.append((piece.start, piece.end))
    return list(_minus(sorted(gone), claims))


def _sourced(placed: Sequence[Placed]) -> Iterator[int]:
    return (k for k, place in enumerate(placed) if place.piece.start >= 0)


def _minus(gone: Iterable[Gone], claims: Sequence[tuple[int, int]]) -> Iterator[Gone]:
    """Yield removals without what is claimed by the text or by an earlier removal."""
    k, done = 0, 0
    for entry in gone:
        start, end = max(entry.start, done), entry.end
        while k < len(claims) and claims[k][1] <= start:
            k += 1
        here = k
        while start < end:
            if here < len(claims) and claims[here][0] <= start:
                start = max(start, claims[here][1])
                here += 1
                continue
            stop = min(end, claims[here][0]) if here < len(claims) else end
            yield Gone(start, stop, entry.why)
            start = stop
        done = max(done, end)


def _gaps(placed: Sequence[Placed], gone: Iterable[Gone], size: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source that neither the text nor a removal accounts for."""
    spans = [(placed[k].piece.start, placed[k].piece.end) for k in _sourced(placed)]
    spans.extend((entry.start, entry.end) for entry in gone)
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < size:
        yield at, size


def _paired_gaps(
    placed: list[Placed], gone: Sequence[Gone], source: str, output: str, reader: str
) -> list[Gone]:
    """Pair white space that the source has between blocks with what the copy has there.

    `placed` gets the pairs; returned is the white space that has no partner.
    """
    after = {placed[k].piece.end: k + 1 for k in _sourced(placed)}
    before_gone = {entry.end: entry.start for entry in gone}
    why = Why(reader, "space", _SPACE)
    left: list[Gone] = []
    for start, end in list(_gaps(placed, gone, len(source))):
        text = source[start:end]
        blank = len(text) - len(text.lstrip())
        if not blank:
            continue
        here = start
        while here not in after and here in before_gone:
            here = before_gone[here]
        k = after.pop(here, len(placed))
        piece = placed[k].piece if k < len(placed) else None
        new = output[placed[k].at : placed[k].at + piece.length] if piece else ""
        if piece is None or piece.start >= 0 or not new.isspace():
            left.append(Gone(start, start + blank, why))
            continue
        found = text.find(new, 0, blank)
        if found < 0:
            placed[k] = Placed(placed[k].at, Piece(len(new), start, start + blank, piece.why))
            continue
        first, last = start + found, start + found + len(new)
        placed[k] = Placed(placed[k].at, Piece(len(new), first, last))
        if first > start:
            left.append(Gone(start, first, why))
        if start + blank > last:
            left.append(Gone(last, start + blank, why))
    return left


def _left_out(books: Books, placed: Sequence[Placed], gone: Sequence[Gone]) -> list[Gone]:
    """Book what no block and no stage accounts for: what the reader left out of its blocks."""
    default = Why(books.reader, "left-out", _LEFT_OUT)
    told = sorted(books.left_out, key=lambda entry: entry[:2])
    rest: list[Gone] = []
    k = 0
    for start, end in _gaps(placed, gone, len(books.source_text)):
        at = start
        while k < len(told) and told[k][1] <= start:
            k += 1
        here = k
        while here < len(told) and told[here][0] < end:
            begin, stop, reason = told[here]
            here += 1
            if stop <= at:
                continue
            if begin > at:
                rest.append(Gone(at, begin, default))
            cut = min(stop, end)
            rest.append(Gone(max(at, begin), cut, Why(books.reader, reason.rule, reason.why)))
            at = cut
        if at < end:
            rest.append(Gone(at, end, default))
    return rest
