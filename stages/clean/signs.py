"""Repair lost signs that have a witness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document
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
from stages.clean.residues import ALPHABETS, DASHES, ENDINGS, LETTERS, QUOTE_LETTER
from stages.clean.tongue import tongue_of

_WANTED = lazily('[“”"?™€œâ¢¦˜¡-¿]')
_SLOT = lazily(
    r"(?P<lead>[^“”\"„«»\n]{2,140}?(?:/[A-Z][\w .-]{2,40}/|\([A-Za-z][\w .,-]{2,40}\)"
    r"|\b(?:19|20)\d\d|\b\d{1,2}(?:st|nd|rd|th)?|\b[A-Z]{4,}),?)[ \u00a0](?P<sign>[“”?]|€“|€”)"
    r"[ \u00a0](?=[A-Z\u00c0-\u00de0-9])"
)
"""A dateline: a place that begins with a capital, a date or the mark of a wire, then the sign."""
_SLOT_SIGN = lazily("[“”?€](?<=[ \u00a0].)")
_MONTH_OR_MARK = lazily(
    r"/[A-Z][\w .-]{2,40}/|\([A-Za-z][\w .,-]{2,40}\)|\b(?:19|20)\d\d|\b\d{1,2}[. ]|\d{1,2}$"
)
_SPACED = lazily(r"(?P<sign>[“”])(?<=[\w%)\]][ \u00a0].)(?=[ \u00a0][\w(])")
_LABEL = lazily(
    r"(?P<left>\b[^\W\d_]{1,30}[ \u00a0][^\W\d_]{1,30})[ \u00a0]“"
    r"(?P<right>[^\W\d_]{1,30} ?[^\W\d_]{0,30})"
)
_EURO = lazily(r"(?<=[^\s\d„])([ \u00a0])€(?P<sign>[“”])(?=[ \u00a0])")
_EURO_APOSTROPHE = lazily(r"(?<=[^\W\d_])€™(?=[^\W\d_])")
_EURO_OPENS = lazily(r"(?<![^\s(])€œ(?=\w)")
_EURO_CLOSES = lazily(r"(?<=[\w.,!?])€(?=[\s.,;:)]|$)")
_CONTRACTED = r"(?:s|t|re|ve|ll|d|m)\b"
_APOSTROPHE = lazily(rf"(?P<sign>[?â™])(?<=[^\W\d_].)(?={_CONTRACTED})")
_HAT_DASH = lazily(r"(?<=\w)[ \u00a0]â[ \u00a0](?=\w)")
_HAT_OPENS = lazily(r"(?<![^\s(])â(?=[A-Z])")
_HAT_CLOSES = lazily(r"(?<=[a-z.,!?])â(?=[\s.,;:)]|$)")
_BULLET = lazily(r"(?:â¢|â€¢|¢)[ \u00a0]?(?=\S)")
_DOTS = lazily(r"(?<=[^\W\d_])¦(?=\s|$)")
_LONE_QUOTE = lazily(r"(?<=[^\W\d_])[ \u00a0](?P<sign>[\"¨])[ \u00a0](?P<next>[^\W\d_]+)")
_AFTER_E = "un una uno il la lo stato stata in di anche già nato nata"
_IT_AFTER_E = frozenset(_AFTER_E.split())
_LETTER = lazily("[" + re.escape("".join(LETTERS)) + "](?<=[^\\W\\d_].)(?=[^\\W\\d_])")
_END_AFTER_LOSS = lazily(r"[^\W\d_][©§±¼¶¤¨][^\W\d_]{1,12}(?P<last>[©§±¼¶¤¨])(?!\w)")
_LAST_LETTER = lazily(r"\b[^\W\d_]+[¹²¬]")
_LAST_SIGN = lazily(r"[¹²¬]")
_NOT_INSIDE = frozenset("\u00a0²³¹®ªº·«»°")
_ODD = lazily(r"[^\W\d_][.,;:|^~*\\][^\W\d_]{2}|[^\W\d_]\d[^\W\d_]|[|^~\\]{2}")
_MAYBE_ODD = lazily(r"[.,;:|^~*\\\d](?:(?<=[^\W\d_].)(?=[^\W\d_])|(?<=[|^~\\])(?=[|^~\\]))")
"""The signs of `_ODD` and a few more, found at a fifth of the cost."""
_BEFORE_DASH = ",:;.!?–—-“„(["
_FEWEST = 2
_WORD = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POINTS = lazily(r"[.,;:!?。、，]")
_INTACT = "the word stands intact elsewhere"
_OCR_SHARE = 0.02
_OCR_SAMPLE = 4000
_PUNCTUATION_FREE = 500
_DOUBTED = lazily(r" (?<=\w )[“”\"] (?=\w)|\?(?<=[^\W\d_]\?)(?=[a-z])| \?[A-Za-z]")


class Seen:
    """What the whole document says about its damage, each thing looked at when asked for."""

    def __init__(self, blocks: Sequence[Block], texts: Sequence[str]) -> None:
        """Look for datelines; the rest waits."""
        self.texts = texts
        self.slots: dict[int, Edit] = {}
        """Signs in the slot of a dateline, by the identity of their block."""
        for block, text in zip(blocks, texts, strict=True):
            edit = _slot(text)
            if edit is not None:
                self.slots[id(block)] = edit
        self.proven = bool(self.slots)
        """A sign in the slot of a dateline proves how this document was damaged."""

    @cached_property
    def joined(self) -> str:
        """All text in small letters."""
        return " ".join("\n".join(self.texts).lower().split())

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text in small letters, apostrophes inside them included."""
        return frozenset(_WORD.findall(self.joined))

    @cached_property
    def language(self) -> str | None:
        """The language of the text."""
        return tongue_of(self.texts)

    @cached_property
    def letters(self) -> int:
        """Signs that stand inside words as residues of letters do."""
        return sum(len(_LETTER.findall(text)) for text in self.texts)

    @cached_property
    def contracted(self) -> int:
        """Signs that stand where apostrophes stand."""
        return sum(len(_APOSTROPHE.findall(text)) for text in self.texts)


@stage("repair-signs")
def repair_signs(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Put back dashes, apostrophes and letters that left another sign behind.

    UTF-8 read as windows-1252 and then stripped leaves one sign of three, or of two: a quotation
    mark for a dash, a copyright sign for an accented letter. The slot of a dateline is a witness by
    itself; elsewhere it takes a second one in the document: the same words intact, the same damage
    proven in the dateline, the balance of the other quotation marks, the language. Without a
    witness the sign stays and is reported. Recognised (OCR) text is left alone.
    """
    if mode == "off":
        return document
    texts = [block_text(block) for block in document.blocks]
    if not any(map(_wanted, texts)):
        _blanked(texts, context)
        return document
    if _reads_like_ocr(texts) or any(map(is_ocr, document.blocks)):
        return document
    seen = Seen(document.blocks, texts)

    def find(block: Block, text: str) -> Iterable[Edit]:
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


def _wanted(text: str) -> bool:
    """Tell whether a text holds a sign that may be what is left of another."""
    if '"' in text or "?" in text:
        return True
    return not text.isascii() and _WANTED.search(text) is not None


def _slot(text: str) -> Edit | None:
    if not _SLOT_SIGN.search(text, 0, 200):
        return None
    match = _SLOT.match(text)
    if match is None or not text[:1].isupper() or not _MONTH_OR_MARK.search(match["lead"]):
        return None
    sign = match["sign"]
    rest = text[match.end("sign") :]
    if sign == "?" or "€" in sign:
        new = DASHES.get(sign[-1], "–")
    elif not _balanced(_without_spaced(rest, sign)):
        return None
    else:
        new = DASHES[sign]
    why = "the dash of the dateline; the sign that stands there is what is left of it"
    return Edit(*match.span("sign"), new, "dateline-dash", why)


def _without_spaced(text: str, sign: str) -> str:
    """Leave out the same sign wherever it stands between two words; a pair keeps its other half."""
    return re.sub(rf"(?<=[\w%)\]])[ \u00a0]{sign}[ \u00a0](?=[\w(])", "  ", text)


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and "„" not in text


def _dateline(block: Block, _text: str, seen: Seen) -> Iterator[Edit]:
    if id(block) in seen.slots:
        yield seen.slots[id(block)]


def _sentence_dash(block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if not seen.proven or not _SPACED.search(text):
        return
    slot = seen.slots.get(id(block))
    others = text if slot is None else text[: slot.start] + text[slot.end :]
    alone = {sign for sign in DASHES if _balanced(_without_spaced(others, sign))}
    for match in _SPACED.finditer(text):
        at = match.start("sign")
        if slot is not None and at == slot.start:
            continue
        if match["sign"] not in alone or text[at - 2] in _BEFORE_DASH:
            continue
        why = (
            "it has no partner, the other quotation marks of the paragraph have theirs, and the"
            " dateline lost its dash in the same way"
        )
        yield Edit(*match.span("sign"), DASHES[match["sign"]], "sentence-dash", why)


def _label_dash(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if text.count("“") != text.count("”") + 1:
        return
    for match in _LABEL.finditer(text):
        left, right = match["left"].lower(), match["right"].strip().lower()
        for dash in "-–—":
            if f"{left} {dash} {right}" in seen.joined:
                at = match.end("left") + 1
                why = f"the same words stand with a dash elsewhere in the document ({dash})"
                yield Edit(at, at + 1, "– ", "known-dash", why)
                return


def _euro(_block: Block, text: str, _seen: Seen) -> Iterator[Edit]:
    if "€" not in text:
        return
    why = "the euro sign before it is the middle of a sign of three bytes"
    if "„" not in text:
        for match in _EURO.finditer(text):
            new = DASHES[match["sign"]]
            yield Edit(match.end(1), match.end(), new, "three-byte-sign", why)
    for match in _EURO_APOSTROPHE.finditer(text):
        yield Edit(*match.span(), "’", "three-byte-sign", why)
    opens, closes = list(_EURO_OPENS.finditer(text)), list(_EURO_CLOSES.finditer(text))
    for match in opens:
        yield Edit(*match.span(), "“", "three-byte-sign", why)
    if opens and len(opens) == len(closes):
        for match in closes:
            yield Edit(*match.span(), "”", "three-byte-sign", why)


def _apostrophe(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if not _APOSTROPHE.search(text) or seen.language != "en":
        return
    for match in _APOSTROPHE.finditer(text):
        sign, at = match["sign"], match.start()
        word = _word_around(text, at)
        intact = any(word.replace(sign, mark).lower() in seen.words for mark in "'’")
        if sign == "â" or intact or seen.contracted >= _FEWEST:
            witness = (
                "the word stands intact elsewhere" if intact else "it stands where those stand"
            )
            why = f"the sign stands for an apostrophe: {witness}"
            yield Edit(at, at + 1, "’", "apostrophe", why)


def _word_around(text: str, at: int) -> str:
    start, end = at, at + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def _hat(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if "â" not in text or seen.language not in {"en", "de", "it", "es", "nl", "pl"}:
        return
    why = "a lone â is the first byte of a lost sign; the language has no such letter"
    for match in _HAT_DASH.finditer(text):
        yield Edit(match.start() + 1, match.end() - 1, "–", "first-byte", why)
    opens, closes = list(_HAT_OPENS.finditer(text)), list(_HAT_CLOSES.finditer(text))
    if opens and len(opens) == len(closes):
        for match in opens:
            yield Edit(*match.span(), "“", "first-byte", why)
        for match in closes:
            yield Edit(*match.span(), "”", "first-byte", why)


def _bullets(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    match = _BULLET.match(text)
    if match is None or (match[0][0] == "¢" and not match[0].endswith((" ", "\u00a0"))):
        return
    gap = "" if match[0].endswith((" ", "\u00a0")) else " "
    size = len(match[0].rstrip(" \u00a0"))
    why = "what is left of a bullet, at the beginning of a paragraph"
    yield Edit(0, size, f"•{gap}", "bullet", why)


def _dots(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if "¦" not in text or not (seen.proven or seen.joined.count("¦") >= _FEWEST):
        return
    for match in _DOTS.finditer(text):
        why = "what is left of an ellipsis: it follows a word more than once"
        yield Edit(*match.span(), "…", "ellipsis", why)


def _quote_letter(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    """Find `"` for è in Italian: alone in its paragraph, before a word that follows `è`."""
    if text.count('"') != 1 and "¨" not in text:
        return
    if tongue_of([text]) != "it":
        return
    for match in _LONE_QUOTE.finditer(text):
        if match["next"].lower() not in _IT_AFTER_E:
            continue
        if match["sign"] == "¨" or seen.proven:
            why = (
                f"alone in its paragraph, and Italian says “{QUOTE_LETTER} {match['next']}”; the"
                " document lost other signs in the same way"
            )
            yield Edit(*match.span("sign"), QUOTE_LETTER, "lost-letter", why)


def _letters(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if not _LETTER.search(text) and not _LAST_SIGN.search(text):
        return
    alphabet = ALPHABETS.get(seen.language or "", "")
    if not alphabet:
        return
    for match in _LETTER.finditer(text):
        sign = match[0]
        letter = LETTERS[sign].lower()
        if sign in _NOT_INSIDE or letter not in alphabet:
            continue
        before, after = text[match.start() - 1], text[match.end()]
        if not (before.islower() or match.start() == 1 or text[match.start() - 2].isspace()):
            continue
        word = _word_around(text, match.start())
        intact = word.replace(sign, letter).lower() in seen.words
        if after.islower() and (intact or seen.letters >= _FEWEST):
            witness = (
                _INTACT
                if intact
                else "signs stand inside several words as they do where letters were lost"
            )
            why = f"no word has this sign inside: {witness}"
            yield Edit(*match.span(), letter, "lost-letter", why)
    for match in _END_AFTER_LOSS.finditer(text):
        sign = match["last"]
        letter = LETTERS[sign].lower()
        if letter in alphabet and sign not in _NOT_INSIDE:
            why = "no word has this sign inside, and this one lost two letters so"
            yield Edit(*match.span("last"), letter, "lost-letter", why)
    endings = ENDINGS.get(seen.language or "", frozenset())
    for match in _LAST_LETTER.finditer(text):
        if match[0].lower() in endings:
            why = "the word is known, and ends with a letter of which this sign is left"
            yield Edit(match.end() - 1, match.end(), LETTERS[match[0][-1]], "lost-letter", why)


def _doubts(text: str) -> Iterator[str]:
    """Yield places of signs that cannot stand there on purpose."""
    matches = list(_DOUBTED.finditer(text))
    if not matches:
        return
    odd = {
        '"': text.count('"') % 2 == 1,
        "?": "://" not in text,
        "“": not _balanced(text),
        "”": not _balanced(text),
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
    if letters > _PUNCTUATION_FREE and not any(
        re.search(r"[.,;:!?。、，]", text) for text in texts
    ):
        context.report(
            "punctuation-lost", "The text has no punctuation at all; it was left as received."
        )


_RULES = (
    (frozenset("“”?€"), _dateline),
    (frozenset("“”"), _sentence_dash),
    (frozenset("“"), _label_dash),
    (frozenset("€"), _euro),
    (frozenset("?â™"), _apostrophe),
    (frozenset("â"), _hat),
    (frozenset("¢"), _bullets),
    (frozenset("¦"), _dots),
    (frozenset('"¨'), _quote_letter),
    (frozenset(LETTERS), _letters),
)
"""The rules in their order, each with the signs of which one must stand in the text."""
