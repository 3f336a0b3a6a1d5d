"""The account of one document: what became of every character, and replaying it both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, to_builtins

from pipeline.tree import Release

Op = Literal["keep", "change", "move", "remove", "insert"]


class Operation(Struct, frozen=True, gc=False, omit_defaults=True):
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


def make_account(source_text: str, output_text: str, operations: Sequence[Operation]) -> Account:
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
