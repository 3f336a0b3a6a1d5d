"""Why a change was made: the reason a stage gave, found for each change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        self.edits: tuple[Edit, ...] = ()
        self.at = 0

    def __call__(self, before: str, after: str) -> Why:
        """Return why these characters became those, in the order they stand in the text."""
        stage = self.context.stage
        while self.at < len(self.edits):
            edit = self.edits[self.at]
            self.at += 1
            if edit.new == after and (len(before) == edit.end - edit.start):
                if edit.why:
                    return Why(stage, edit.rule, edit.why)
                break
        for reason in self.reasons:
            if reason.before is not None and reason.before in {before, before.strip()}:
                return Why(stage, reason.rule, reason.why)
        for reason in (*self.reasons, *self.context.general):
            if reason.before is None:
                return Why(stage, reason.rule, reason.why)
        return Why(stage, "", f"done by the stage {stage}, which gave no reason")


def edit_opcodes(text: str, edits: Sequence[Edit]) -> Iterator[Opcode]:
    """Yield the opcodes that told edits stand for, equal ends of an edit trimmed off."""
    i = j = 0
    for edit in edits:
        if edit.start > i:
            yield Opcode("equal", i, edit.start, j, j + edit.start - i)
            j += edit.start - i
        i = edit.start
        old = text[edit.start : edit.end]
        for code in align(old, edit.new) if old and edit.new else _plain(old, edit.new):
            yield Opcode(code.tag, code.i1 + i, code.i2 + i, code.j1 + j, code.j2 + j)
        i, j = edit.end, j + len(edit.new)
    if i < len(text):
        yield Opcode("equal", i, len(text), j, j + len(text) - i)


def _plain(old: str, new: str) -> Iterator[Opcode]:
    if old:
        yield Opcode("delete", 0, len(old), 0, 0)
    elif new:
        yield Opcode("insert", 0, 0, 0, len(new))
