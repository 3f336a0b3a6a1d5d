"""The account of one document: what became of every character, and a checker of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, to_builtins

from pipeline.align import digits
from pipeline.tree import Release

Op = Literal["keep", "change", "move", "remove", "insert"]


class Operation(Struct, frozen=True, omit_defaults=True):
    """One entry; spans are half open, in code points."""

    op: Op
    source: tuple[int, int] | None
    output: tuple[int, int] | None
    before: str | None = None
    after: str | None = None
    to: str | None = None
    """JSON Pointer of the release field that holds moved characters."""
    stage: str | None = None
    rule: str | None = None
    why: str | None = None


class Account(Struct, frozen=True):
    """The books of one document; kept + changed + moved + removed = characters."""

    characters: int
    kept: int
    changed: int
    moved: int
    removed: int
    inserted: int
    source_text: str
    output_text: str
    operations: tuple[Operation, ...]

    def counters(self) -> dict[str, int]:
        """Return the six totals of the JSON."""
        return {
            "characters": self.characters,
            "kept": self.kept,
            "changed": self.changed,
            "moved": self.moved,
            "removed": self.removed,
            "inserted": self.inserted,
        }


def make_account(
    source_text: str, output_text: str, operations: Sequence[Operation]
) -> Account:
    """Return the account with its totals counted."""
    totals = count(operations)
    return Account(
        characters=len(source_text),
        kept=totals["keep"],
        changed=totals["change"],
        moved=totals["move"],
        removed=totals["remove"],
        inserted=totals["insert"],
        source_text=source_text,
        output_text=output_text,
        operations=tuple(operations),
    )


def count(operations: Iterable[Operation]) -> dict[str, int]:
    """Return source characters per kind of operation; for insertions output characters."""
    totals = {"keep": 0, "change": 0, "move": 0, "remove": 0, "insert": 0}
    for operation in operations:
        span = operation.output if operation.op == "insert" else operation.source
        if span is not None:
            totals[operation.op] += span[1] - span[0]
    return totals


def forward(account: Account) -> str:
    """Return the output text, rebuilt from the source text and the operations alone."""
    parts: list[tuple[int, str]] = []
    for operation in account.operations:
        if operation.output is None:
            continue
        if operation.op in {"keep", "move"} and operation.source is not None:
            text = account.source_text[slice(*operation.source)]
        else:
            text = operation.after or ""
        parts.append((operation.output[0], text))
    return "".join(text for _, text in sorted(parts, key=lambda part: part[0]))


def backward(account: Account, release: Release | None = None) -> str:
    """Return the source text, rebuilt from the output text, the operations and the release."""
    fields = to_builtins(release) if release is not None else {}
    parts: list[tuple[int, str]] = []
    for operation in account.operations:
        if operation.source is None:
            continue
        if operation.op in {"keep", "move"} and operation.output is not None:
            text = account.output_text[slice(*operation.output)]
        elif operation.op == "move":
            text = operation.before or str(resolve({"release": fields}, operation.to or ""))
        else:
            text = operation.before or ""
        parts.append((operation.source[0], text))
    return "".join(text for _, text in sorted(parts, key=lambda part: part[0]))


def resolve(value: Any, pointer: str) -> Any:
    """Return what stands at a JSON Pointer (RFC 6901), or None."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, Sequence) and not isinstance(value, str) and key.isdecimal():
            value = value[int(key)] if int(key) < len(value) else None
        else:
            return None
    return value


def faults(
    account: Account, release: Release | None = None, stages: Collection[str] | None = None
) -> list[str]:
    """Return what is wrong with an account, a sentence each; an honest one has no faults.

    Checked: both partitions, the texts of every entry against the two texts, the totals, that no
    change alters digits, that moved characters stand where the entry says, that a move inside the
    text is out of order, and that every entry but a keep names a stage (one of `stages`, where
    given) and says why.
    """
    found: list[str] = []
    fields = {"release": to_builtins(release)} if release is not None else None
    source, output = account.source_text, account.output_text
    for number, operation in enumerate(account.operations):
        found.extend(
            f"operation {number}: {fault}"
            for fault in _entry_faults(operation, source, output, fields, stages)
        )
    for name, size, spans in (
        ("source", len(source), [o.source for o in account.operations]),
        ("output", len(output), [o.output for o in account.operations]),
    ):
        found.extend(_partition_faults(name, size, spans))
    totals = count(account.operations)
    told = (account.kept, account.changed, account.moved, account.removed, account.inserted)
    if told != tuple(totals.values()) or account.characters != len(source):
        found.append("the totals are not those of the operations")
    found.extend(_order_faults(account.operations))
    return found


def _entry_faults(
    operation: Operation,
    source: str,
    output: str,
    fields: Mapping[str, Any] | None,
    stages: Collection[str] | None,
) -> Iterable[str]:
    before = source[slice(*operation.source)] if operation.source else None
    after = output[slice(*operation.output)] if operation.output else None
    if operation.op != "keep":
        if not operation.stage or not operation.why:
            yield "does not say which stage or why"
        elif stages is not None and operation.stage not in stages:
            yield f"names a stage {operation.stage!r} that did not run"
    if operation.op == "keep":
        if before is None or before != after:
            yield "keeps characters that differ"
    elif operation.op == "change":
        if not before or not after or before == after:
            yield "a change without two texts that differ"
        elif (operation.before, operation.after) != (before, after):
            yield "a change with texts that are not those of its spans"
        elif digits(before) != digits(after):
            yield "a change alters digits"
    elif operation.op == "remove":
        if not before or after is not None or operation.before != before:
            yield "a removal that does not fit the source"
    elif operation.op == "insert":
        if before is not None or not after or operation.after != after:
            yield "an insertion that does not fit the output"
    elif after is not None:
        if before != after:
            yield "a move that alters characters"
    elif fields is not None:
        target = resolve(fields, operation.to or "")
        if not before or not isinstance(target, str) or before.strip() not in target:
            yield f"moved characters do not stand at {operation.to}"
    elif not operation.to:
        yield "a move out of the text without a target"


def _partition_faults(
    name: str, size: int, spans: Iterable[tuple[int, int] | None]
) -> Iterable[str]:
    at = 0
    for span in sorted(span for span in spans if span is not None):
        if span[0] != at or span[1] <= span[0]:
            yield f"the {name} spans leave a gap or overlap at {min(at, span[0])}"
            return
        at = span[1]
    if at != size:
        yield f"the {name} spans end at {at} of {size}"


def _order_faults(operations: Sequence[Operation]) -> Iterable[str]:
    """Kept entries stand in the order of the source; a move inside the text does not."""
    both = sorted(
        (o for o in operations if o.source is not None and o.output is not None),
        key=lambda o: o.output or (0, 0),
    )
    fixed = [o.source[0] for o in both if o.op == "keep" and o.source is not None]
    if any(one >= two for one, two in zip(fixed, fixed[1:], strict=False)):
        yield "kept characters are out of order"
    highest = -1
    lowest_after: list[int] = [1 << 62] * (len(both) + 1)
    for k in range(len(both) - 1, -1, -1):
        start = both[k].source
        keep = both[k].op == "keep" and start is not None
        lowest_after[k] = min(lowest_after[k + 1], start[0]) if keep and start else lowest_after[k + 1]
    for k, operation in enumerate(both):
        if operation.source is None:
            continue
        if operation.op == "move" and highest < operation.source[0] < lowest_after[k + 1]:
            yield "a move inside the text that is in order"
        if operation.op == "keep":
            highest = max(highest, operation.source[0])
