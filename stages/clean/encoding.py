"""Repair text that was decoded wrongly."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document
from stages.clean.mojibake import Whole, fixed_spaces, is_suspect, mojibake
from stages.clean.quoted_printable import is_quoted, quoted_signs
from stages.clean.repairs import Mode, code_spans, in_order, is_ocr, outside, repair
from stages.clean.wrong_page import read_again, wrong_page


@stage("repair-encoding")
def repair_encoding(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Give back letters and signs that came through a wrong decoding.

    UTF-8 read as windows-1252, Latin-1, Mac Roman and others, once or twice (ftfy); a whole text
    read in the wrong one of the older encodings; quoted-printable left in the text. What would put
    signs of a script foreign to all writing there (Braille, private use) is left alone.
    """
    if mode == "off":
        return document
    texts = [block_text(block) for block in document.blocks]
    if all(map(str.isascii, texts)) and not any("=" in text for text in texts):
        return document
    quoted = any(is_quoted(text) for text in texts if "=" in text)
    page = None if any(map(is_ocr, document.blocks)) else wrong_page(texts)

    whole = Whole(texts)

    def find(block: Block, text: str) -> Iterable[Edit]:
        if is_ocr(block):
            return ()
        if page is not None:
            return read_again(text, page)
        return _edits(block, text, whole, quoted=quoted)

    return repair(document, context, mode, find, wanted=_wanted)


def _wanted(text: str) -> bool:
    return not text.isascii() or "=" in text


def _edits(block: Block, text: str, whole: Whole, *, quoted: bool) -> list[Edit]:
    found = list(quoted_signs(text)) if quoted and "=" in text else []
    if not found and is_suspect(text):
        found = in_order(mojibake(text, whole), fixed_spaces(text, whole))
    code = code_spans(block) if found else []
    return [edit for edit in found if outside(code, edit.start, edit.end)]
