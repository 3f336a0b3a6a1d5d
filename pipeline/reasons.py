"""Why a change was made: the reason a stage gave, found for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.align import Opcode, align
from pipeline.context import Context, Reason
from pipeline.edit import Edit
from pipeline.pieces import Why


class ReasonFinder:
    """Finds the reason a stage gave for one change."""

    def __init__(self, context: Context, reasons: list[Reason]) -> None:
        """Keep the reasons told for the blocks at hand, those for all blocks come after them."""
        self.context = context
        self.reasons = reasons
        self.told: Iterator[Edit] = iter(())
        """The told edit behind each change, in the order they stand in the text."""

    def __call__(self, before: str, _after: str) -> Why:
        """Return why these characters became those, in the order they stand in the text."""
        stage = self.context.stage
        edit = next(self.told, None)
        if edit is not None and edit.why:
            return Why(stage, edit.rule, edit.why)
        for reason in self.reasons:
            if reason.before is not None and reason.before in {before, before.strip()}:
                return Why(stage, reason.rule, reason.why)
        for reason in (*self.reasons, *self.context.general):
            if reason.before is None:
                return Why(stage, reason.rule, reason.why)
        return Why(stage, "", f"done by the stage {stage}, which gave no reason")


def edit_opcodes(text: str, edits: Sequence[Edit]) -> tuple[list[Opcode], list[Edit]]:
    """Return the opcodes that told edits stand for, and for each change the edit behind it.

    Equal ends of an edit are trimmed off, so one edit may be several opcodes.
    """
    codes: list[Opcode] = []
    told: list[Edit] = []
    i = j = 0
    for edit in edits:
        if edit.start > i:
            codes.append(Opcode("equal", i, edit.start, j, j + edit.start - i))
            j += edit.start - i
        i = edit.start
        old = text[edit.start : edit.end]
        for code in _shifted(_short(old, edit.new) or align(old, edit.new), i, j):
            codes.append(code)
            if code.tag != "equal":
                told.append(edit)
        i, j = edit.end, j + len(edit.new)
    if i < len(text):
        codes.append(Opcode("equal", i, len(text), j, j + len(text) - i))
    return codes, told


def _short(old: str, new: str) -> list[Opcode]:
    """Return the opcodes of an edit that needs no aligning, or nothing."""
    if not new:
        return [Opcode("delete", 0, len(old), 0, 0)] if old else []
    if not old:
        return [Opcode("insert", 0, 0, 0, len(new))]
    if len(old) == len(new) == 1 and old != new and not (old.isdecimal() or new.isdecimal()):
        return [Opcode("replace", 0, 1, 0, 1)]
    return []


def _shifted(codes: Iterable[Opcode], i: int, j: int) -> Iterator[Opcode]:
    for tag, i1, i2, j1, j2 in codes:
        yield Opcode(tag, i1 + i, i2 + i, j1 + j, j2 + j)
