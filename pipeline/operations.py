"""From pieces and removals to the operations of an account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import to_builtins

from pipeline.account import Op, Operation
from pipeline.align import digits, increasing
from pipeline.pieces import Gone, Piece, Why
from pipeline.tree import Release

_SHORTEST_VALUE = 2
_LONGEST_FIELD_LINE = 400
_LIST_SEPARATOR = re.compile(r"([,;|、，；·])")
_FIELD_SEPARATORS = (": ", "\t", "： ", ":", "：")


class Placed(NamedTuple):
    """A piece at its place in the text of the copy."""

    at: int
    piece: Piece


class _Entry(NamedTuple):
    op: Op
    source: tuple[int, int] | None
    output: tuple[int, int]
    why: Why | None


def of_pieces(
    placed: Iterable[Placed], source: str, output: str, mover: Why
) -> Iterator[Operation]:
    """Yield what became of the characters that stand in the copy.

    Kept characters that stand in another order than in the source are moves, as few of them as
    can be (heaviest increasing subsequence); `mover` says who set them in another order.
    """
    entries = [entry for place in placed for entry in _entries(place, source, output)]
    keeps = [k for k, entry in enumerate(entries) if entry.op == "keep"]
    starts = [entry.source[0] for entry in entries if entry.op == "keep" and entry.source]
    weights = [entries[k].output[1] - entries[k].output[0] for k in keeps]
    fixed = {keeps[n] for n in increasing(starts, weights)} if keeps else set[int]()
    for k, (op, here, there, told) in enumerate(entries):
        if op == "keep" and k in fixed:
            yield Operation("keep", here, there)
        elif op == "keep":
            yield _operation("move", here, there, None, None, mover)
        elif op == "change" and here is not None and told is not None:
            yield _operation(op, here, there, source[slice(*here)], output[slice(*there)], told)
        elif op == "insert" and told is not None:
            yield _operation(op, None, there, None, output[slice(*there)], told)
        elif here is not None and told is not None:
            yield _operation("remove", here, None, source[slice(*here)], None, told)


def _entries(place: Placed, source: str, output: str) -> Iterator[_Entry]:
    piece = place.piece
    there = (place.at, place.at + piece.length)
    here = (piece.start, piece.end) if piece.start >= 0 else None
    if here is None:
        if piece.length:
            yield _Entry("insert", None, there, piece.why)
        return
    before, after = source[slice(*here)], output[slice(*there)]
    if before == after:
        yield _Entry("keep", here, there, None)
    elif digits(before) == digits(after) and after:
        yield _Entry("change", here, there, piece.why)
    else:
        yield _Entry("remove", here, there, piece.why)
        if after:
            yield _Entry("insert", None, there, piece.why)


def _operation(  # noqa: PLR0917 (the columns of the account in their order)
    op: Op,
    source: tuple[int, int] | None,
    output: tuple[int, int] | None,
    before: str | None,
    after: str | None,
    why: Why,
    to: str | None = None,
) -> Operation:
    return Operation(
        op, source, output, before, after, to, why.stage or "engine", why.rule or None, why.why
    )


def of_gone(gone: Iterable[Gone], source: str, release: Release) -> Iterator[Operation]:
    """Yield removals, and moves for lines whose words a field of the release took over."""
    fields = dict(_values(to_builtins(release), "/release"))
    for entry in _joined(gone):
        at = entry.start
        for start, end, pointer in _in_fields(source, entry, fields):
            if start > at:
                yield _removal(source, at, start, entry.why)
            text = source[start:end]
            yield _operation("move", (start, end), None, text, None, entry.why, pointer)
            at = end
        if at < entry.end:
            yield _removal(source, at, entry.end, entry.why)


def _removal(source: str, start: int, end: int, why: Why) -> Operation:
    return _operation("remove", (start, end), None, source[start:end], None, why)


def _joined(gone: Iterable[Gone]) -> Iterator[Gone]:
    """Yield removals in order, those side by side with one reason as one."""
    last: Gone | None = None
    for entry in sorted(gone):
        if entry.end <= entry.start:
            continue
        if last is not None and last.end == entry.start and last.why == entry.why:
            last = Gone(last.start, entry.end, entry.why)
            continue
        if last is not None:
            yield last
        last = entry
    if last is not None:
        yield last


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


def _in_fields(source: str, entry: Gone, fields: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of a removal that stand in the release, each field used once."""
    if not fields:
        return
    text = source[entry.start : entry.end]
    words = text.strip()
    if not words:
        return
    if words in fields:
        start = entry.start + text.index(words)
        yield start, start + len(words), fields.pop(words)
        return
    at = entry.start
    for line in text.splitlines(keepends=True):
        for start, value in _in_line(line, fields):
            yield at + start, at + start + len(value), fields.pop(value)
        at += len(line)


def _in_line(line: str, fields: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield (place, value) of a line, of the value behind its label, or of the values listed."""
    words = line.strip()
    if not words or len(words) > _LONGEST_FIELD_LINE:
        return
    if words in fields:
        yield line.index(words), words
        return
    for separator in _FIELD_SEPARATORS:
        label, found, _ = line.partition(separator)
        listed = list(_listed(line, len(label) + len(separator), fields)) if found else []
        if listed:
            yield from listed
            return


def _listed(line: str, at: int, fields: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    value = line[at:].strip()
    if value in fields:
        yield line.index(value, at), value
        return
    seen: set[str] = set()
    for part in _LIST_SEPARATOR.split(line[at:]):
        value = part.strip()
        if value in fields and value not in seen:
            seen.add(value)
            yield line.index(value, at), value
        at += len(part)


def in_order(operations: Iterable[Operation]) -> list[Operation]:
    """Sort by place in the source; an insertion stands where the copy has it."""
    listed = list(operations)
    anchor: dict[int, int] = {}
    at = 0
    for operation in sorted(
        (o for o in listed if o.output is not None), key=lambda o: o.output or (0, 0)
    ):
        if operation.source is not None:
            at = operation.source[1]
        else:
            anchor[id(operation)] = at
    listed.sort(
        key=lambda o: (
            o.source[0] if o.source else anchor[id(o)],
            0 if o.source is None else 1,
            o.output or (0, 0),
        )
    )
    return _merged(listed)


def _merged(operations: Sequence[Operation]) -> list[Operation]:
    """Join keeps that stand side by side in both texts."""
    done: list[Operation] = []
    for operation in operations:
        last = done[-1] if done else None
        if (
            last is not None
            and operation.op == last.op == "keep"
            and last.source
            and last.output
            and operation.source
            and operation.output
            and last.source[1] == operation.source[0]
            and last.output[1] == operation.output[0]
        ):
            done[-1] = Operation(
                "keep",
                (last.source[0], operation.source[1]),
                (last.output[0], operation.output[1]),
            )
        else:
            done.append(operation)
    return done
