"""The books the engine keeps around every stage: which output characters come from which source."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.account import Account
from pipeline.again import gone_of, mover_of, rows_of
from pipeline.align import Opcode, align
from pipeline.audit import Row, audit
from pipeline.closing import Books, close_books
from pipeline.context import Context, Delivery, Reason
from pipeline.edit import Edit, apply_edits
from pipeline.errors import StageFailedError
from pipeline.pieces import FindWhy, Gone, Piece, Why, compose
from pipeline.reasons import edit_opcodes
from pipeline.text import BETWEEN_BLOCKS, block_text
from pipeline.tree import Document

_MOVED = "the text stands at another place in the copy"


class Ledger:
    """The books of one document from reading to the clean copy.

    Cost: proportional to what a stage changed. Blocks that stay the same object only shift; edits
    told by `Context.edit` are booked as told; the rest is aligned block by block.
    """

    def __init__(self, document: Document, reader: str, delivery: Delivery | None = None) -> None:
        """Open the books on what the reader delivered."""
        texts = [block_text(block) for block in document.blocks]
        if delivery is not None and len(delivery.spans) != len(texts):
            spans_told = f"it told {len(delivery.spans)} spans for {len(texts)} blocks"
            raise StageFailedError(reader, ValueError(spans_told))
        if delivery is None:
            self.source_text = BETWEEN_BLOCKS.join(filter(None, texts))
            spans = _one_after_another(texts)
            self.left_out: tuple[tuple[int, int, Reason], ...] = ()
        else:
            self.source_text = delivery.source_text
            spans = list(delivery.spans)
            self.left_out = delivery.reasons
        self.reader = reader
        self.gone: list[Gone] = []
        self.stages: list[str] = [reader]
        moved = delivery.moved if delivery is not None else None
        self.mover = Why(reader, moved.rule, moved.why) if moved else Why(reader, "moved", _MOVED)
        """Who last set blocks in another order."""
        why = Why(reader, "read", "set as the reader of this format sets it")
        self.rows: list[Row] = []
        edits = delivery.edits if delivery is not None else {}
        reading = delivery.reading if delivery is not None else None
        as_read = self.source_text
        if reading is not None:
            as_read = reading.text
            self.gone.extend(reading.gone)
        for number, block in enumerate(document.blocks):
            text, (start, end) = texts[number], spans[number]
            told = as_read[start:end]
            whole: tuple[Piece, ...] = (Piece(end - start, start, end),) if end > start else ()
            if reading is not None:
                whole = tuple(reading.spans(start, end))
            pieces = whole
            if told != text:
                codes, find_why = _reading(told, text, edits.get(number, ()), why)
                pieces, gone = compose(whole, codes, find_why, told, text)
                self.gone.extend(gone)
            self.rows.append(Row(block, text, pieces))

    @classmethod
    def reopened(cls, document: Document, reader: str, account: Account) -> Ledger:
        """Return the books of a copy given back, as they were when they were closed.

        What stages do from here on is composed onto the account, so that it goes on from the
        characters first received.
        """
        ledger = cls(replace(document, blocks=()), reader, Delivery(account.source_text, ()))
        ledger.rows = rows_of(document, account)
        ledger.gone = gone_of(account)
        ledger.mover = mover_of(account) or ledger.mover
        return ledger

    def audit(self, after: Document, context: Context) -> None:
        """Book what one stage did, from the blocks it left and the reasons it gave."""
        name = context.stage
        if name not in self.stages:
            self.stages.append(name)
        if len(after.blocks) == len(self.rows) and all(
            row.block is block for row, block in zip(self.rows, after.blocks, strict=True)
        ):
            return
        done = audit(self.rows, after.blocks, self.source_text, context)
        self.rows = done.rows
        self.gone.extend(done.gone)
        if done.moved:
            self.mover = Why(name, "moved", _MOVED)

    def close(self, document: Document) -> Account:
        """Return the account of the finished document."""
        books = Books(
            self.source_text, self.reader, self.rows, self.gone, self.left_out, self.mover
        )
        return close_books(books, document.release)


def _reading(
    told: str, text: str, edits: Sequence[Edit], why: Why
) -> tuple[Sequence[Opcode], FindWhy]:
    """Return how a block's source became its text: as the reader told, else by alignment."""
    if edits and apply_edits(told, edits) == text:
        codes, behind = edit_opcodes(told, edits)
        reasons = iter([Why(why.stage, edit.rule, edit.why) for edit in behind])
        return codes, lambda _before, _after: next(reasons, why)
    return align(told, text), lambda _before, _after: why


def _one_after_another(texts: Sequence[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for text in texts:
        if text and at:
            at += len(BETWEEN_BLOCKS)
        spans.append((at, at + len(text)))
        at += len(text)
    return spans
