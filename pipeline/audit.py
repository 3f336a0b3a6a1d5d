"""One comparison of the blocks before and after a stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import NamedTuple

from msgspec import Struct

from pipeline.align import align
from pipeline.context import Context, Reason
from pipeline.edit import Edit, apply_edits
from pipeline.pieces import BETWEEN, Gone, Piece, compose, split
from pipeline.reasons import ReasonFinder, edit_opcodes
from pipeline.text import BETWEEN_BLOCKS, block_text
from pipeline.tree import Block

_SHORTEST_MOVE = 8
_MOST_MOVE_TRIES = 200


class Row(NamedTuple):
    """One block of the current document, its text and where its characters come from."""

    block: Block
    text: str
    pieces: tuple[Piece, ...]


class Audited(Struct, frozen=True):
    """The blocks after a stage, what went, and whether the stage set blocks in another order."""

    rows: list[Row]
    gone: list[Gone]
    moved: bool


def audit(
    rows: Sequence[Row], blocks: Sequence[Block], source_text: str, context: Context
) -> Audited:
    """Compare the blocks before (rows) and after a stage, with what the stage told in context."""
    comparison = _Comparison(rows, blocks, source_text, context)
    comparison.same_objects()
    comparison.told_edits()
    comparison.told_joins()
    comparison.equal_texts()
    comparison.aligned_runs()
    comparison.lost_blocks()
    comparison.moved_pieces()
    order = [i for i in comparison.came_from if i is not None]
    moved = comparison.moved or order != sorted(order)
    new = [row for row in comparison.new if row is not None]
    return Audited(new, comparison.lost, moved)


class _Comparison:
    """The state of one comparison; `new[j]` is filled as block j finds where it came from."""

    def __init__(
        self, rows: Sequence[Row], blocks: Sequence[Block], source_text: str, context: Context
    ) -> None:
        self.rows = rows
        self.blocks = blocks
        self.source_text = source_text
        self.context = context
        self.new: list[Row | None] = [None] * len(blocks)
        self.came_from: list[int | None] = [None] * len(blocks)
        self.texts: dict[int, str] = {}
        self.used: set[int] = set()
        self.left: Sequence[int] = range(len(rows))
        """Numbers of the old blocks that did not stay the same object, used up or not."""
        self.right: Sequence[int] = range(len(blocks))
        """Numbers of the new blocks that were not there before."""
        self.lost: list[Gone] = []
        self.fresh: list[int] = []
        self.moved = False

    # --- the ways a new block is matched, surest first -----------------------

    def same_objects(self) -> None:
        """Match what stayed where it was, then what stayed at another place."""
        if len(self.rows) == len(self.blocks):
            for j, (row, block) in enumerate(zip(self.rows, self.blocks, strict=True)):
                if row.block is block:
                    self.new[j], self.came_from[j] = row, j
                    self.used.add(j)
        places: dict[int, list[int]] = {}
        for i in reversed(self.free()):
            places.setdefault(id(self.rows[i].block), []).append(i)
        for j, block in self.open():
            old = places.get(id(block))
            if old:
                i = old.pop()
                self.take(j, self.rows[i], i)
        self.left, self.right = self.free(), [j for j, _ in self.open()]

    def told_edits(self) -> None:
        if not self.context.edits:
            return
        places = {id(self.rows[i].block): i for i in self.free()}
        for j, block in self.open():
            chain: list[tuple[Edit, ...]] = []
            at = block
            while id(at) in self.context.edits and id(at) not in places:
                at, _, edits = self.context.edits[id(at)]
                chain.append(edits)
            i = places.get(id(at))
            if not chain or i is None or i in self.used:
                continue
            text, pieces = self.rows[i].text, self.rows[i].pieces
            gone: list[Gone] = []
            for edits in reversed(chain):
                done = apply_edits(text, edits)
                codes, told = edit_opcodes(text, edits)
                finder = self.why([block])
                finder.told = iter(told)
                pieces, more = compose(pieces, codes, finder, text, done)
                gone.extend(more)
                text = done
            if text == self.text(j):
                self.lost.extend(gone)
                self.take(j, Row(block, text, pieces), i)

    def told_joins(self) -> None:
        for olds, news in self.context.became_pairs:
            old = {id(block) for block in olds}
            new = {id(block) for block in news}
            left = [i for i in self.free() if id(self.rows[i].block) in old]
            right = [j for j, block in self.open() if id(block) in new]
            if left and right:
                self.align_run(left, right)

    def equal_texts(self) -> None:
        waiting: dict[str, list[int]] = {}
        for i in reversed(self.free()):
            waiting.setdefault(self.rows[i].text, []).append(i)
        for j, block in self.open():
            text = self.text(j)
            if waiting.get(text):
                i = waiting[text].pop()
                self.take(j, Row(block, text, self.rows[i].pieces), i)

    def aligned_runs(self) -> None:
        if not self.open():
            return
        free = self.free()
        position = 0
        size = len(self.blocks)
        following: list[int] = [len(self.rows)] * (size + 1)
        for j in range(size - 1, -1, -1):
            came = self.came_from[j]
            following[j] = following[j + 1] if came is None else came
        for is_open, group in groupby(range(size), key=lambda j: self.new[j] is None):
            run = list(group)
            if not is_open:
                continue
            right = following[run[-1] + 1]
            left = self.came_from[run[0] - 1] if run[0] else -1
            while position < len(free) and free[position] <= (left if left is not None else -1):
                position += 1
            old: list[int] = []
            while position < len(free) and free[position] < right:
                old.append(free[position])
                position += 1
            if len(old) == len(run):
                for i, j in zip(old, run, strict=True):
                    self.align_run([i], [j])
            else:
                self.align_run(old, run)

    def align_run(self, old: Sequence[int], run: Sequence[int]) -> None:
        """Align the text of old blocks as one with the text of new blocks as one."""
        pieces: list[Piece] = []
        for i in old:
            if pieces and self.rows[i].text:
                pieces.append(Piece(len(BETWEEN_BLOCKS), -1, -1, BETWEEN))
            pieces.extend(self.rows[i].pieces)
            self.used.add(i)
        before = BETWEEN_BLOCKS.join(self.rows[i].text for i in old if self.rows[i].text)
        after = BETWEEN_BLOCKS.join(self.text(j) for j in run if self.text(j))
        blocks = [self.blocks[j] for j in run] + [self.rows[i].block for i in old]
        composed, gone = compose(pieces, align(before, after), self.why(blocks), before, after)
        self.lost.extend(gone)
        rest = list(composed)
        started = False
        for j in run:
            text = self.text(j)
            if text and started:
                _, rest, more = split(rest, len(BETWEEN_BLOCKS))
                self.lost.extend(more)
            mine, rest, _ = split(rest, len(text))
            started = started or bool(text)
            self.take(j, Row(self.blocks[j], text, tuple(mine)), old[0] if old else None)
            self.fresh.append(j)

    def lost_blocks(self) -> None:
        for i in self.free():
            row = self.rows[i]
            find = self.why([row.block])
            at = 0
            for piece in row.pieces:
                text = row.text[at : at + piece.length]
                at += piece.length
                if piece.start >= 0:
                    self.lost.append(Gone(piece.start, piece.end, find(text, "")))

    def moved_pieces(self) -> None:
        """Find text that a stage took out in one place and put in at another."""
        candidates = [g for g in self.lost if g.end - g.start >= _SHORTEST_MOVE]
        if not candidates or len(candidates) > _MOST_MOVE_TRIES:
            return
        source = self.source_text
        for j in self.fresh:
            row = self.new[j]
            if row is None or all(piece.start >= 0 for piece in row.pieces):
                continue
            done: list[Piece] = []
            at = 0
            for piece in row.pieces:
                text = row.text[at : at + piece.length]
                at += piece.length
                done.extend(self.from_lost(piece, text, candidates, source))
            self.new[j] = row._replace(pieces=tuple(done))

    def from_lost(
        self, piece: Piece, text: str, candidates: list[Gone], source: str
    ) -> Iterator[Piece]:
        tries = [w for w in (text, text.strip()) if len(w.strip()) >= _SHORTEST_MOVE]
        if piece.start >= 0 or not tries:
            yield piece
            return
        for wanted, gone in product(tries, candidates):
            at = source.find(wanted, gone.start, gone.end)
            if at < 0:
                continue
            end = at + len(wanted)
            self.moved = True
            self.lost.remove(gone)
            candidates.remove(gone)
            for start, stop in ((gone.start, at), (end, gone.end)):
                if stop > start:
                    self.lost.append(Gone(start, stop, gone.why))
                    candidates.append(self.lost[-1])
            lead = text.index(wanted)
            if lead:
                yield piece._replace(length=lead)
            yield Piece(len(wanted), at, end)
            tail = len(text) - lead - len(wanted)
            if tail:
                yield piece._replace(length=tail)
            return
        yield piece

    # --- small things -------------------------------------------------------

    def free(self) -> list[int]:
        """Return the old blocks that no new one came from yet."""
        return [i for i in self.left if i not in self.used]

    def open(self) -> list[tuple[int, Block]]:
        """Return the new blocks that are not known to come from an old one yet."""
        return [(j, self.blocks[j]) for j in self.right if self.new[j] is None]

    def text(self, j: int) -> str:
        if j not in self.texts:
            self.texts[j] = block_text(self.blocks[j])
        return self.texts[j]

    def take(self, j: int, row: Row, i: int | None) -> None:
        self.new[j] = row
        self.came_from[j] = i
        if i is not None:
            self.used.add(i)

    def why(self, blocks: Iterable[Block]) -> ReasonFinder:
        reasons: list[Reason] = []
        for block in blocks:
            reasons.extend(self.context.reasons.get(id(block), ()))
        return ReasonFinder(self.context, reasons)
