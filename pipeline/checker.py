"""The checker of accounts: what is wrong with one, a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct, to_builtins

from pipeline.account import Account, Operation, count, resolve
from pipeline.align import digits
from pipeline.tree import Release

ENGINE = "engine"
"""What the engine itself books: blank lines between blocks, copies."""


def faults(
    account: Account, release: Release | None = None, stages: Collection[str] | None = None
) -> list[str]:
    """Return what is wrong with an account; an honest one has no faults.

    Checked: both partitions, the texts of every entry against the two texts, the totals, that no
    change alters digits, that moved characters stand where the entry says, that a move inside the
    text is out of order, and that every entry but a keep says why and names a stage (one of
    `stages`, where given).
    """
    found: list[str] = []
    fields = {"release": to_builtins(release)} if release is not None else None
    for number, operation in enumerate(account.operations):
        seen = _Seen(
            operation,
            account.source_text[slice(*operation.source)] if operation.source else None,
            account.output_text[slice(*operation.output)] if operation.output else None,
            fields,
        )
        entry = (*_signature(operation, stages), *_CHECKS[operation.op](seen))
        found.extend(f"operation {number}: {fault}" for fault in entry)
    found.extend(_partition("source", account.source_text, (o.source for o in account.operations)))
    found.extend(_partition("output", account.output_text, (o.output for o in account.operations)))
    totals = count(account.operations)
    told = (account.kept, account.changed, account.moved, account.removed, account.inserted)
    if told != tuple(totals.values()) or account.characters != len(account.source_text):
        found.append("the totals are not those of the operations")
    found.extend(_order(account.operations))
    return found


class _Seen(Struct, frozen=True):
    """An operation, the characters at its spans, and the release it may point into."""

    operation: Operation
    source: str | None
    output: str | None
    fields: Mapping[str, Any] | None


def _signature(operation: Operation, stages: Collection[str] | None) -> Iterator[str]:
    if operation.op == "keep":
        return
    if not operation.stage or not operation.why:
        yield "does not say which stage or why"
    elif stages is not None and operation.stage not in {*stages, ENGINE}:
        yield f"names a stage {operation.stage!r} that did not run"


def _keep(seen: _Seen) -> Iterator[str]:
    if not seen.source or seen.source != seen.output:
        yield "keeps characters that differ"


def _change(seen: _Seen) -> Iterator[str]:
    if not seen.source or not seen.output or seen.source == seen.output:
        yield "a change without two texts that differ"
        return
    if (seen.operation.before, seen.operation.after) != (seen.source, seen.output):
        yield "a change with texts that are not those of its spans"
    if digits(seen.source) != digits(seen.output):
        yield "a change alters digits"


def _remove(seen: _Seen) -> Iterator[str]:
    if not seen.source or seen.output is not None or seen.operation.before != seen.source:
        yield "a removal that does not fit the source"


def _insert(seen: _Seen) -> Iterator[str]:
    if seen.source is not None or not seen.output or seen.operation.after != seen.output:
        yield "an insertion that does not fit the output"


def _move(seen: _Seen) -> Iterator[str]:
    operation = seen.operation
    if not seen.source:
        yield "a move of no characters"
    elif seen.output is not None:
        if seen.source != seen.output:
            yield "a move that alters characters"
    elif operation.before != seen.source:
        yield "a move with a text that is not that of its span"
    elif not operation.to:
        yield "a move out of the text without a target"
    elif seen.fields is not None:
        target = resolve(seen.fields, operation.to)
        if not isinstance(target, str) or seen.source.strip() not in target:
            yield f"moved characters do not stand at {operation.to}"


_CHECKS: Mapping[str, Callable[[_Seen], Iterator[str]]] = {
    "keep": _keep,
    "change": _change,
    "move": _move,
    "remove": _remove,
    "insert": _insert,
}


def _partition(name: str, text: str, spans: Iterable[tuple[int, int] | None]) -> Iterator[str]:
    at = 0
    for span in sorted(span for span in spans if span is not None):
        if span[0] != at or span[1] <= span[0]:
            yield f"the {name} spans leave a gap or overlap at {min(at, span[0])}"
            return
        at = span[1]
    if at != len(text):
        yield f"the {name} spans end at {at} of {len(text)}"


def _order(operations: Sequence[Operation]) -> Iterator[str]:
    """Kept entries stand in the order of the source; a move inside the text does not."""
    both = sorted((o.output, o.source[0], o.op) for o in operations if o.source and o.output)
    kept = [start for _, start, op in both if op == "keep"]
    if any(one >= two for one, two in pairwise(kept)):
        yield "kept characters are out of order"
    behind = max((start for _, start, _ in both), default=0) + 1
    lowest_after = [behind] * (len(both) + 1)
    for k in range(len(both) - 1, -1, -1):
        _, start, op = both[k]
        lowest_after[k] = min(lowest_after[k + 1], start if op == "keep" else behind)
    highest = -1
    for k, (_, start, op) in enumerate(both):
        if op == "move" and highest < start < lowest_after[k + 1]:
            yield "a move inside the text that is in order"
        if op == "keep":
            highest = max(highest, start)
