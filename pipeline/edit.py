"""Edits of a block's text that keep its inline structure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pipeline.text import BETWEEN_CELLS, BETWEEN_ITEMS, block_text, inline_text
from pipeline.tree import (
    Block,
    Blocks,
    Cell,
    Figure,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Table,
    Text,
)


class Edit(NamedTuple):
    """Characters [start, end) of `block_text(block)` become `new`; why is one sentence."""

    start: int
    end: int
    new: str
    rule: str = ""
    why: str = ""


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return text with the edits done; they are sorted and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts.append(text[at : edit.start])
        parts.append(edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def edit_block(block: Block, edits: Sequence[Edit]) -> Block:
    """Return the block with edits done on its text, links and emphasis kept.

    Line breaks and inlines whose characters are all removed go. The characters between items, rows
    and cells are structure and cannot be edited. Raises ValueError where edits overlap, are out of
    order, leave the text, touch structure, or would stand where a block has no text at all.
    """
    if not edits:
        return block
    size = len(block_text(block))
    if any(one.end > two.start for one, two in pairwise(edits)) or any(
        not 0 <= edit.start <= edit.end <= size for edit in edits
    ):
        msg = "edits must be sorted, apart from each other and inside the text"
        raise ValueError(msg)
    editor = _Editor(edits)
    edited = editor.block(block)
    if any(edit.new and id(edit) not in editor.placed for edit in edits):
        msg = "an edit has no text to stand in"
        raise ValueError(msg)
    return edited


class _Editor:
    """Walks a block once and hands each edit to the run of text it starts in."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.starts = [edit.start for edit in edits]
        self.at = 0
        self.placed: set[int] = set()

    def block(self, block: Block) -> Block:
        if isinstance(block, Paragraph | Heading):
            return replace(block, inlines=self.inlines(block.inlines))
        if isinstance(block, List):
            items = tuple(
                self.children(item, BETWEEN_ITEMS, last=index == len(block.items) - 1)
                for index, item in enumerate(block.items)
            )
            return replace(block, items=items)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Quote):
            return replace(block, blocks=self.children(block.blocks, "", last=True))
        if isinstance(block, Figure):
            return replace(block, caption=self.inlines(block.caption))
        if isinstance(block, Preformatted):
            return replace(block, text=self.run(block.text))
        return block

    def children(self, blocks: Blocks, after: str, *, last: bool) -> Blocks:
        done: list[Block] = []
        seen = False
        for block in blocks:
            if not block_text(block):
                done.append(block)  # no text for an edit to stand in
                continue
            if seen:
                self.structure(len(BETWEEN_ITEMS))
            seen = True
            done.append(self.block(block))
        if not last:
            self.structure(len(after))
        return tuple(done)

    def table(self, table: Table) -> Table:
        caption = table.caption
        if caption:
            caption = self.inlines(caption)
            if table.rows:
                self.structure(len(BETWEEN_ITEMS))
        rows: list[Row] = []
        for number, row in enumerate(table.rows):
            cells = tuple(
                replace(
                    cell,
                    blocks=self.children(
                        cell.blocks, BETWEEN_CELLS, last=index == len(row.cells) - 1
                    ),
                )
                for index, cell in enumerate(row.cells)
            )
            rows.append(replace(row, cells=tuple[Cell, ...](cells)))
            if number < len(table.rows) - 1:
                self.structure(len(BETWEEN_ITEMS))
        return replace(table, caption=caption, rows=tuple(rows))

    def structure(self, length: int) -> None:
        """Step over characters that belong to no run."""
        end = self.at + length
        for edit in self.touching(self.at, end):
            if edit.start < end and edit.end > self.at:
                msg = "an edit touches the structure between items or cells"
                raise ValueError(msg)
        self.at = end

    def touching(self, start: int, end: int) -> Sequence[Edit]:
        first = max(bisect_right(self.starts, start) - 1, 0)
        while first and self.edits[first - 1].end >= start:
            first -= 1
        last = bisect_right(self.starts, end)
        return self.edits[first:last]

    def inlines(self, inlines: Inlines) -> Inlines:
        done: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Text):
                text = self.run(inline.text)
                if text or not inline.text:
                    done.append(Text(text))
            elif isinstance(inline, LineBreak):
                kept = self.run("\n")
                if kept == "\n":
                    done.append(inline)
                elif kept:
                    done.append(Text(kept))
            elif isinstance(inline, Image):
                done.append(inline)
            else:
                had = inline_text(inline.inlines)
                changed = self.inlines(inline.inlines)
                if changed or not had:
                    done.append(replace(inline, inlines=changed))
        return tuple(done)

    def run(self, text: str) -> str:
        """Return one run of text with its share of the edits done."""
        start, end = self.at, self.at + len(text)
        self.at = end
        parts: list[str] = []
        at = start
        for edit in self.touching(start, end):
            if edit.end < start or edit.start > end:
                continue
            inside = start <= edit.start < end or (edit.start == edit.end == end)
            if edit.end <= start and not inside:
                continue
            if inside and id(edit) not in self.placed:
                parts.append(text[at - start : edit.start - start])
                parts.append(edit.new)
                self.placed.add(id(edit))
                at = max(at, min(edit.end, end))
            elif edit.start < start:
                at = max(at, min(edit.end, end))
        parts.append(text[at - start :])
        return "".join(parts)
