"""A copy given back: which stages run on it again, and the books taken up where they were left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from pipeline.account import Account, Operation
from pipeline.audit import Row
from pipeline.pieces import Gone, Piece, Why
from pipeline.plan import DEFAULT, Pipeline, Step
from pipeline.stage import Made
from pipeline.text import BETWEEN_BLOCKS, block_text
from pipeline.tree import Document, Release

_NO_WHY = Why("engine", "", "")


def due(pipeline: Pipeline, made_by: Sequence[Made]) -> list[Step]:
    """Return the stages of a pipeline that a restored copy has not been through.

    `made_by` says what ran. A stage is due when another version of it ran, when a pipeline of the
    user's gives it other options, and when such a pipeline names it and it did not run. Nothing is
    due on a copy that does not say what made it.
    """
    if not made_by:
        return []
    ran = {made.name: made for made in made_by}
    steps: list[Step] = []
    for step in pipeline.transforms:
        before, now = ran.get(step.stage.name), step.made
        named = pipeline.name != DEFAULT
        if before is None:
            other = named
        else:
            other = before.version != now.version or (named and before.options != now.options)
        if other:
            steps.append(step)
    return steps


def made_by_both(before: Sequence[Made], again: Iterable[Step]) -> tuple[Made, ...]:
    """Return what made a copy, with the stages that ran again as they are now."""
    table = {made.name: made for made in before}
    table.update((step.stage.name, step.made) for step in again)
    return tuple(table.values())


def rows_of(document: Document, account: Account) -> list[Row]:
    """Return the blocks of a restored document with the source characters they come from.

    Cost: proportional to operations and blocks.
    """
    placed = sorted(
        ((o.output, _piece(o, o.output)) for o in account.operations if o.output is not None),
        key=lambda entry: entry[0],
    )
    starts = [start for (start, _), _ in placed]
    rows: list[Row] = []
    at = 0
    for block in document.blocks:
        text = block_text(block)
        if not text:
            rows.append(Row(block, text, ()))
            continue
        stop = at + len(text)
        first = max(bisect_left(starts, at + 1) - 1, 0)
        last = bisect_left(starts, stop)
        rows.append(Row(block, text, tuple(_cut(placed[first:last], at, stop))))
        at = stop + len(BETWEEN_BLOCKS)
    return rows


def gone_of(account: Account) -> list[Gone]:
    """Return the source characters that are not in the text, and why."""
    return [Gone(*o.source, _why(o)) for o in account.operations if o.source and o.output is None]


def mover_of(account: Account) -> Why | None:
    """Return who set blocks in another order, if anyone did."""
    moves = (o for o in account.operations if o.op == "move" and o.output is not None)
    return next((_why(operation) for operation in moves), None)


def with_facts_of(before: Release, after: Release) -> Release:
    """Return facts read again, with those kept whose words left the copy when first read."""
    kept = {
        name: value
        for name in before.__struct_fields__
        if (value := getattr(before, name)) and not getattr(after, name)
    }
    return replace(after, **kept) if kept else after


def _piece(operation: Operation, output: tuple[int, int]) -> Piece:
    start, end = operation.source or (-1, -1)
    why = None if operation.op in {"keep", "move"} else _why(operation)
    return Piece(output[1] - output[0], start, end, why)


def _why(operation: Operation) -> Why:
    if operation.stage is None:
        return _NO_WHY
    return Why(operation.stage, operation.rule or "", operation.why or "")


def _cut(placed: Sequence[tuple[tuple[int, int], Piece]], start: int, stop: int) -> Iterator[Piece]:
    """Yield what lies between two places of the copy's text; pieces on its edges are cut."""
    for (at, end), whole in placed:
        if end <= start:
            continue
        piece = whole
        if at < start:
            _, piece = piece.cut(start - at)
        if end > stop:
            piece, _ = piece.cut(stop - max(at, start))
        yield piece
