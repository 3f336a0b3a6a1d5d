"""Closing the books: from pieces and removals to an account that partitions both texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import to_builtins

from pipeline.account import Account, Operation, make_account
from pipeline.align import digits, increasing
from pipeline.pieces import Gone, Piece, Why
from pipeline.text import BETWEEN_BLOCKS
from pipeline.tree import Document, Release

if TYPE_CHECKING:
    from pipeline.ledger import Ledger

_SHORTEST_VALUE = 2
_LONGEST_FIELD_LINE = 400
_SPACE = Why("", "space", "white space between blocks is set anew")
_BETWEEN = Why("", "between-blocks", "a blank line between two blocks")


class _Placed(NamedTuple):
    """A piece at its place in the output text."""

    at: int
    piece: Piece


def close_books(ledger: Ledger, document: Document) -> Account:
    """Return the account of a finished document, every character of both texts in one entry."""
    source = ledger.source_text
    reader = ledger.reader
    output, placed = _place(ledger)
    placed, gone = _without_overlaps(placed, ledger.gone)
    placed, white = _join_gaps(placed, gone, source, output, reader)
    gone.extend(white)
    gone.extend(_left_out(ledger, placed, gone))
    operations = [*_of_pieces(placed, source, output), *_of_gone(gone, source, document.release)]
    return make_account(source, output, _in_order(operations))


def _place(ledger: Ledger) -> tuple[str, list[_Placed]]:
    placed: list[_Placed] = []
    texts: list[str] = []
    at = 0
    for row in ledger.rows:
        if not row.text:
            continue
        if texts:
            placed.append(_Placed(at, Piece(len(BETWEEN_BLOCKS), -1, -1, _BETWEEN)))
            at += len(BETWEEN_BLOCKS)
        texts.append(row.text)
        for piece in row.pieces:
            placed.append(_Placed(at, piece))
            at += piece.length
    return BETWEEN_BLOCKS.join(texts), placed


def _without_overlaps(
    placed: list[_Placed], gone: Sequence[Gone]
) -> tuple[list[_Placed], list[Gone]]:
    """Let no source character be claimed twice; the first claim in the source's order holds."""
    order = sorted(
        (k for k in range(len(placed)) if placed[k].piece.start >= 0),
        key=lambda k: placed[k].piece.start,
    )
    at = 0
    for k in order:
        piece = placed[k].piece
        if piece.start < at:
            why = piece.why or Why("", "copied", "the text stands in the copy more than once")
            placed[k] = _Placed(placed[k].at, Piece(piece.length, -1, -1, why))
        else:
            at = piece.end
    claims = [(placed[k].piece.start, placed[k].piece.end) for k in order
              if placed[k].piece.start >= 0]
    return placed, list(_minus(sorted(gone), claims))


def _minus(gone: Iterable[Gone], claims: Sequence[tuple[int, int]]) -> Iterator[Gone]:
    """Yield removals without what is claimed by the text or by an earlier removal."""
    k, at = 0, 0
    for start, end, why in gone:
        start = max(start, at)  # noqa: PLW2901 (clipped)
        while k < len(claims) and claims[k][1] <= start:
            k += 1
        here = k
        while start < end:
            if here < len(claims) and claims[here][0] <= start:
                start = max(start, claims[here][1])  # noqa: PLW2901 (clipped)
                here += 1
                continue
            stop = min(end, claims[here][0]) if here < len(claims) else end
            yield Gone(start, stop, why)
            start = stop  # noqa: PLW2901 (clipped)
        at = max(at, end)


def _gaps(spans: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in sorted(spans):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < size:
        yield at, size


def _join_gaps(
    placed: list[_Placed], gone: Sequence[Gone], source: str, output: str, reader: str
) -> tuple[list[_Placed], list[Gone]]:
    """Pair white space that the source has between blocks with what the output has there."""
    ends = {p.piece.end: k for k, p in enumerate(placed) if p.piece.start >= 0}
    spans = [(p.piece.start, p.piece.end) for p in placed if p.piece.start >= 0]
    spans.extend((g.start, g.end) for g in gone)
    white: list[Gone] = []
    paired: dict[int, list[Piece]] = {}
    space = Why(reader, _SPACE.rule, _SPACE.why)
    for start, end in _gaps(spans, len(source)):
        text = source[start:end]
        if not text.isspace():
            continue
        k = ends.get(start, -1) + 1
        inserted = placed[k] if 0 < k < len(placed) else None
        if inserted is None or inserted.piece.start >= 0 or k in paired:
            white.append(Gone(start, end, space))
            continue
        new = output[inserted.at : inserted.at + inserted.piece.length]
        if not new.isspace():
            white.append(Gone(start, end, space))
            continue
        found = text.find(new)
        if found < 0:
            paired[k] = [Piece(len(new), start, end, inserted.piece.why)]
            continue
        paired[k] = [Piece(len(new), start + found, start + found + len(new))]
        white.extend(
            Gone(a, b, space)
            for a, b in ((start, start + found), (start + found + len(new), end))
            if b > a
        )
    done: list[_Placed] = []
    for k, p in enumerate(placed):
        done.append(_Placed(p.at, paired[k][0]) if k in paired else p)
    return done, white


def _left_out(ledger: Ledger, placed: Sequence[_Placed], gone: Sequence[Gone]) -> list[Gone]:
    """Book what no block and no stage accounts for: what the reader left out of its blocks."""
    spans = [(p.piece.start, p.piece.end) for p in placed if p.piece.start >= 0]
    spans.extend((g.start, g.end) for g in gone)
    default = Why(ledger.reader, "left-out", "a mark of the format, not of the text")
    rest: list[Gone] = []
    told = sorted(ledger.left_out, key=lambda entry: entry[:2])
    for start, end in _gaps(spans, len(ledger.source_text)):
        at = start
        for begin, stop, reason in told:
            if stop <= at or begin >= end:
                continue
            if begin > at:
                rest.append(Gone(at, begin, default))
            cut = min(stop, end)
            rest.append(Gone(max(at, begin), cut, Why(ledger.reader, reason.rule, reason.why)))
            at = cut
        if at < end:
            rest.append(Gone(at, end, default))
    return rest


def _of_pieces(placed: Sequence[_Placed], source: str, output: str) -> Iterator[Operation]:
    entries: list[tuple[str, tuple[int, int] | None, tuple[int, int], Why]] = []
    for at, piece in placed:
        span = (at, at + piece.length)
        if piece.length == 0:
            continue
        why = piece.why or _SPACE
        if piece.start < 0:
            entries.append(("insert", None, span, why))
            continue
        here = (piece.start, piece.end)
        before, after = source[slice(*here)], output[slice(*span)]
        if before == after:
            entries.append(("keep", here, span, why))
        elif digits(before) != digits(after):
            entries.append(("remove", here, span, why))
            entries.append(("insert", None, span, why))
        else:
            entries.append(("change", here, span, why))
    keeps = [k for k, entry in enumerate(entries) if entry[0] == "keep"]
    starts = [entries[k][1][0] for k in keeps]  # type: ignore[index]
    weights = [entries[k][2][1] - entries[k][2][0] for k in keeps]
    fixed = {keeps[n] for n in increasing(starts, weights)} if keeps else set()
    for k, (op, here, span, why) in enumerate(entries):
        stage, rule, text = why.stage or "engine", why.rule or None, why.why
        if op == "keep" and k in fixed:
            yield Operation("keep", here, span)
        elif op == "keep":
            moved = "the text stands at another place in the copy"
            yield Operation("move", here, span, stage=stage, rule="moved", why=moved)
        elif op == "change" and here:
            yield Operation("change", here, span, source[slice(*here)], output[slice(*span)],
                            stage=stage, rule=rule, why=text)
        elif op == "insert":
            yield Operation("insert", None, span, after=output[slice(*span)],
                            stage=stage, rule=rule, why=text)
        elif here:
            yield Operation("remove", here, None, source[slice(*here)],
                            stage=stage, rule=rule, why=text)


def _of_gone(gone: Sequence[Gone], source: str, release: Release) -> Iterator[Operation]:
    """Yield removals, and moves for lines whose words a field of the release took over."""
    fields = dict(_values(to_builtins(release), "/release"))
    merged: list[Gone] = []
    for entry in sorted(gone):
        if merged and merged[-1].end == entry.start and merged[-1].why == entry.why:
            merged[-1] = Gone(merged[-1].start, entry.end, entry.why)
        elif entry.end > entry.start:
            merged.append(entry)
    for entry in merged:
        at = entry.start
        for start, end, pointer in _in_fields(source, entry, fields):
            if start > at:
                yield _removal(source, at, start, entry.why)
            yield Operation("move", (start, end), None, source[start:end], to=pointer,
                            stage=entry.why.stage or "engine", rule=entry.why.rule or None,
                            why=entry.why.why)
            at = end
        if at < entry.end:
            yield _removal(source, at, entry.end, entry.why)


def _removal(source: str, start: int, end: int, why: Why) -> Operation:
    return Operation("remove", (start, end), None, source[start:end],
                     stage=why.stage or "engine", rule=why.rule or None, why=why.why)


def _values(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Yield (text, JSON Pointer) of every text in the release."""
    if isinstance(value, str):
        if len(value) >= _SHORTEST_VALUE:
            yield value, pointer
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _values(item, f"{pointer}/{key}")
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _values(item, f"{pointer}/{number}")


def _in_fields(
    source: str, entry: Gone, fields: dict[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of a removal that stand in the release, each field used once."""
    if not fields:
        return
    text = source[entry.start : entry.end]
    if text.strip() in fields:
        start = entry.start + len(text) - len(text.lstrip())
        yield start, start + len(text.strip()), fields.pop(text.strip())
        return
    at = entry.start
    for line in text.splitlines(keepends=True):
        found = _in_line(line, fields)
        if found is not None:
            start, value = found
            yield at + start, at + start + len(value), fields.pop(value)
        at += len(line)


def _in_line(line: str, fields: dict[str, str]) -> tuple[int, str] | None:
    words = line.strip()
    if not words or len(words) > _LONGEST_FIELD_LINE:
        return None
    if words in fields:
        return line.index(words), words
    for separator in (": ", "\t", "： ", ":", "："):
        _, found, value = words.partition(separator)
        if found and value.strip() in fields:
            return line.index(value.strip(), line.index(separator)), value.strip()
    return None


def _in_order(operations: Iterable[Operation]) -> list[Operation]:
    """Sort by place in the source; an insertion stands where the output has it."""
    listed = list(operations)
    by_output = sorted(
        (o for o in listed if o.output is not None), key=lambda o: o.output or (0, 0)
    )
    anchor: dict[int, int] = {}
    at = 0
    for operation in by_output:
        if operation.source is not None:
            at = operation.source[1]
        anchor[id(operation)] = operation.source[0] if operation.source else at
    listed.sort(
        key=lambda o: (
            o.source[0] if o.source else anchor[id(o)],
            0 if o.source is None else 1,
            o.output or (0, 0),
        )
    )
    return _merge(listed)


def _merge(operations: Sequence[Operation]) -> list[Operation]:
    """Join keeps that stand side by side in both texts."""
    done: list[Operation] = []
    for operation in operations:
        last = done[-1] if done else None
        if (
            last is not None
            and operation.op == last.op == "keep"
            and last.source and last.output and operation.source and operation.output
            and last.source[1] == operation.source[0]
            and last.output[1] == operation.output[0]
        ):
            done[-1] = Operation("keep", (last.source[0], operation.source[1]),
                                 (last.output[0], operation.output[1]))
        else:
            done.append(operation)
    return done
