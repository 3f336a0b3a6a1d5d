"""Repair lost signs that have a witness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document
from stages.clean import lost_letters, lost_signs
from stages.clean.repairs import (
    Mode,
    address_spans,
    code_spans,
    in_order,
    is_ocr,
    outside,
    repair,
    shown,
    tell,
)
from stages.clean.witnesses import Seen, balanced

_RULES = (*lost_signs.RULES, *lost_letters.RULES)
_WANTED = lazily('[“”"?™€œâ¢¦˜¡-¿]')
_ODD = lazily(r"[^\W\d_][.,;:|^~*\\][^\W\d_]{2}|[^\W\d_]\d[^\W\d_]|[|^~\\]{2}")
_MAYBE_ODD = lazily(r"[.,;:|^~*\\\d](?:(?<=[^\W\d_].)(?=[^\W\d_])|(?<=[|^~\\])(?=[|^~\\]))")
"""The signs of `_ODD` and a few more, found at a fifth of the cost."""
_POINTS = lazily(r"[.,;:!?。、，]")
_OCR_SHARE = 0.02
_OCR_SAMPLE = 4000
_PUNCTUATION_FREE = 500
_DOUBTED = lazily(r" (?<=[\w/)\]] )[“”\"] (?=\w)|\?(?<=[^\W\d_]\?)(?=[a-z])| \?[A-Za-z]")


def _wanted(text: str) -> bool:
    """Tell whether a text holds a sign that may be what is left of another."""
    if '"' in text or "?" in text:
        return True
    return not text.isascii() and _WANTED.search(text) is not None


@stage("repair-signs")
def repair_signs(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Put back dashes, apostrophes and letters that left another sign behind.

    UTF-8 read as windows-1252 and then stripped leaves one sign of three, or of two: a quotation
    mark for a dash, a copyright sign for an accented letter. The slot of a dateline is a witness by
    itself; elsewhere it takes a second one in the document: the same words intact, the same damage
    proven in the dateline, the balance of the other quotation marks, the language. Without a
    witness the sign stays and is reported. Recognised (OCR) text is left alone, reported, and no
    witness for what stands beside it.
    """
    if mode == "off":
        return document
    texts = [block_text(block) for block in document.blocks]
    if not any(map(_wanted, texts)):
        _blanked(texts, context)
        return document
    trusted = [block for block in document.blocks if not is_ocr(block)]
    told = texts if len(trusted) == len(texts) else [block_text(block) for block in trusted]
    seen = Seen(trusted, told)
    guessed = _reads_like_ocr(told)

    def find(block: Block, text: str) -> Iterable[Edit]:
        if guessed or is_ocr(block):
            return ()
        present = frozenset(text)
        rules = [rule for signs, rule in _RULES if not signs.isdisjoint(present)]
        found = in_order(*(rule(block, text, seen) for rule in rules))
        spans = [*code_spans(block), *address_spans(block)] if found else ()
        return [edit for edit in found if outside(spans, edit.start, edit.end)]

    done = repair(document, context, mode, find, wanted=_wanted)
    if mode == "auto":
        texts = [text for text in map(block_text, done.blocks) if _wanted(text)]
        places = [place for text in texts for place in _doubts(text)]
        tell(context, "sign-doubtful", "may hold a sign that was lost, without a witness", places)
    return done


def _doubts(text: str) -> Iterator[str]:
    """Yield places of signs that cannot stand there on purpose."""
    matches = list(_DOUBTED.finditer(text))
    if not matches:
        return
    odd = {
        '"': text.count('"') % 2 == 1,
        "?": "://" not in text,
        "“": not balanced(text),
        "”": not balanced(text),
    }
    for match in matches:
        if odd[match[0].strip()[:1]]:
            yield shown(text, *match.span())


def _reads_like_ocr(texts: Iterable[str]) -> bool:
    sample = " ".join(texts)[:_OCR_SAMPLE]
    most = max(sample.count(" ") * _OCR_SHARE, 8)
    return len(_MAYBE_ODD.findall(sample)) > most and len(_ODD.findall(sample)) > most


def _blanked(texts: list[str], context: Context) -> None:
    """Report a text that lost all its punctuation; nobody can put it back."""
    letters = sum(map(len, texts))
    if letters > _PUNCTUATION_FREE and not any(_POINTS.search(text) for text in texts):
        context.report(
            "punctuation-lost", "The text has no punctuation at all; it was left as received."
        )
