"""The books the engine keeps around every stage: which output characters come from which source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.account import Account
from pipeline.align import Opcode, align
from pipeline.closing import close_books
from pipeline.context import Context, Delivery, Reason
from pipeline.edit import Edit, apply_edits
from pipeline.pieces import Gone, Piece, Why, compose
from pipeline.text import BETWEEN_BLOCKS, block_text
from pipeline.tree import Block, Document

_SHORTEST_MOVE = 8
_MOST_MOVE_TRIES = 200


class _Row(NamedTuple):
    """One block of the current document, its text and where its characters come from."""

    block: Block
    text: str
    pieces: tuple[Piece, ...]


class Ledger:
    """The books of one document from reading to the clean copy.

    Cost: proportional to what a stage changed. Blocks that stay the same object only shift; edits
    told by `Context.edit` are booked as told; the rest is aligned block by block.
    """

    def __init__(self, document: Document, reader: str, delivery: Delivery | None = None) -> None:
        """Open the books on what the reader delivered."""
        texts = [block_text(block) for block in document.blocks]
        if delivery is None or len(delivery.spans) != len(texts):
            self.source_text = BETWEEN_BLOCKS.join(filter(None, texts))
            spans = _spans_in_order(texts)
            self.left_out: tuple[tuple[int, int, Reason], ...] = ()
        else:
            self.source_text = delivery.source_text
            spans = list(delivery.spans)
            self.left_out = delivery.reasons
        self.reader = reader
        self.gone: list[Gone] = []
        self.stages: list[str] = [reader]
        why = Why(reader, "read", "set as the reader of this format sets it")
        self.rows: list[_Row] = []
        for block, text, (start, end) in zip(document.blocks, texts, spans, strict=True):
            told = self.source_text[start:end]
            pieces: tuple[Piece, ...] = (Piece(len(text), start, end),) if text else ()
            if told != text:
                whole = (Piece(end - start, start, end),) if end > start else ()
                pieces, gone = compose(whole, align(told, text), lambda _b, _a: why, told, text)
                self.gone.extend(gone)
            self.rows.append(_Row(block, text, pieces))

    def audit(self, after: Document, context: Context) -> None:
        """Book what one stage did, from the blocks it left and the reasons it gave."""
        name = context.stage
        if name not in self.stages:
            self.stages.append(name)
        if len(after.blocks) == len(self.rows) and all(
            row.block is block for row, block in zip(self.rows, after.blocks, strict=True)
        ):
            return
        _Audit(self, after, context).run()

    def close(self, document: Document) -> Account:
        """Return the account of the finished document."""
        return close_books(self, document)


def _spans_in_order(texts: Sequence[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        if text and at:
            at += len(BETWEEN_BLOCKS)
        spans.append((at, at + len(text)))
        at += len(text)
    return spans


class _Audit:
    """One comparison of the blocks before and after a stage."""

    def __init__(self, ledger: Ledger, after: Document, context: Context) -> None:
        self.ledger = ledger
        self.rows = ledger.rows
        self.blocks = after.blocks
        self.context = context
        self.new: list[_Row | None] = [None] * len(after.blocks)
        self.came_from: list[int | None] = [None] * len(after.blocks)
        self.texts: dict[int, str] = {}
        self.free: dict[int, int] = {}
        self.used: set[int] = set()
        self.lost: list[Gone] = []
        self.fresh: list[int] = []

    def run(self) -> None:
        self.same_objects()
        self.told_edits()
        self.told_joins()
        self.equal_texts()
        self.aligned_runs()
        self.lost_blocks()
        self.moved_pieces()
        self.ledger.gone.extend(self.lost)
        self.ledger.rows = [row for row in self.new if row is not None]

    # --- the ways a new block is matched, surest first -----------------------

    def same_objects(self) -> None:
        places: dict[int, list[int]] = {}
        for i in range(len(self.rows) - 1, -1, -1):
            places.setdefault(id(self.rows[i].block), []).append(i)
        for j, block in enumerate(self.blocks):
            old = places.get(id(block))
            if old:
                i = old.pop()
                self.take(j, self.rows[i], i)

    def told_edits(self) -> None:
        if not self.context.edits:
            return
        places = {id(row.block): i for i, row in enumerate(self.rows) if i not in self.used}
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
                codes = edit_opcodes(text, edits)
                pieces, more = compose(pieces, codes, self.why_edit(edits, block), text, done)
                gone.extend(more)
                text = done
            if text == self.text(j):
                self.lost.extend(gone)
                self.take(j, _Row(block, text, pieces), i)

    def told_joins(self) -> None:
        for olds, news in self.context.became_pairs:
            old = {id(block) for block in olds}
            new = {id(block) for block in news}
            left = [i for i, row in enumerate(self.rows) if i not in self.used and id(row.block) in old]
            right = [j for j, block in self.open() if id(block) in new]
            if left and right:
                self.align_run(left, right)

    def equal_texts(self) -> None:
        waiting: dict[str, list[int]] = {}
        for i in range(len(self.rows) - 1, -1, -1):
            if i not in self.used:
                waiting.setdefault(self.rows[i].text, []).append(i)
        for j, block in self.open():
            text = self.text(j)
            if waiting.get(text):
                i = waiting[text].pop()
                self.take(j, _Row(block, text, self.rows[i].pieces), i)

    def aligned_runs(self) -> None:
        free = [i for i in range(len(self.rows)) if i not in self.used]
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
                pieces.append(Piece(len(BETWEEN_BLOCKS), -1, -1))
            pieces.extend(self.rows[i].pieces)
            self.used.add(i)
        before = BETWEEN_BLOCKS.join(self.rows[i].text for i in old if self.rows[i].text)
        after = BETWEEN_BLOCKS.join(self.text(j) for j in run if self.text(j))
        blocks = [self.blocks[j] for j in run] + [self.rows[i].block for i in old]
        composed, gone = compose(
            pieces, align(before, after), self.why(blocks), before, after
        )
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
            self.take(j, _Row(self.blocks[j], text, tuple(mine)), old[0] if old else None)
            self.fresh.append(j)

    def lost_blocks(self) -> None:
        for i, row in enumerate(self.rows):
            if i in self.used:
                continue
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
        source = self.ledger.source_text
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
        wanted = text.strip()
        if piece.start >= 0 or len(wanted) < _SHORTEST_MOVE:
            yield piece
            return
        for gone in candidates:
            at = source.find(wanted, gone.start, gone.end)
            if at < 0:
                continue
            end = at + len(wanted)
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

    def open(self) -> Iterator[tuple[int, Block]]:
        for j, block in enumerate(self.blocks):
            if self.new[j] is None:
                yield j, block

    def text(self, j: int) -> str:
        if j not in self.texts:
            self.texts[j] = block_text(self.blocks[j])
        return self.texts[j]

    def take(self, j: int, row: _Row, i: int | None) -> None:
        self.new[j] = row
        self.came_from[j] = i
        if i is not None:
            self.used.add(i)

    def why(self, blocks: Iterable[Block]) -> ReasonFinder:
        reasons: list[Reason] = []
        for block in blocks:
            reasons.extend(self.context.reasons.get(id(block), ()))
        return ReasonFinder(self.context, reasons)

    def why_edit(self, edits: Sequence[Edit], block: Block) -> ReasonFinder:
        told = [Reason(e.rule, e.why, None) for e in edits if e.why]
        finder = self.why([block])
        if len({(reason.rule, reason.why) for reason in told}) == 1:
            finder.reasons.insert(0, told[0])
        finder.edits = tuple(edits)
        return finder


class ReasonFinder:
    """Finds the reason a stage gave for one change."""

    def __init__(self, context: Context, reasons: list[Reason]) -> None:
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


def split(pieces: Sequence[Piece], length: int) -> tuple[list[Piece], list[Piece], list[Gone]]:
    """Return the first `length` output characters, the rest, and sources of a cut-off separator."""
    first: list[Piece] = []
    for number, piece in enumerate(pieces):
        if length == 0:
            return first, list(pieces[number:]), _sources(first)
        if piece.length <= length:
            first.append(piece)
            length -= piece.length
            continue
        head, tail = piece.cut(length)
        return [*first, head], [tail, *pieces[number + 1 :]], _sources([*first, head])
    return first, [], _sources(first)


def _sources(pieces: Iterable[Piece]) -> list[Gone]:
    why = Why("", "space", "white space between blocks")
    return [Gone(p.start, p.end, p.why or why) for p in pieces if p.start >= 0]
