"""Dashes, quotation marks, apostrophes and bullets that left another sign behind."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.tree import Block
from stages.clean.residues import DASHES
from stages.clean.witnesses import APOSTROPHE, FEWEST, Seen, balanced, without_spaced, word_around

_SPACED = lazily(r"(?P<sign>[“”])(?<=[\w%)\]][ \u00a0].)(?=[ \u00a0][\w(])")
_LABEL = lazily(
    r"(?P<left>\b[^\W\d_]{1,30}[ \u00a0][^\W\d_]{1,30})[ \u00a0]“"
    r"(?P<right>[^\W\d_]{1,30} ?[^\W\d_]{0,30})"
)
_EURO = lazily(r"(?<=[^\s\d„])([ \u00a0])€(?P<sign>[“”])(?=[ \u00a0])")
_EURO_APOSTROPHE = lazily(r"(?<=[^\W\d_])€™(?=[^\W\d_])")
_EURO_OPENS = lazily(r"(?<![^\s(])€œ(?=\w)")
_EURO_CLOSES = lazily(r"(?<=[\w.,!?])€(?=[\s.,;:)]|$)")
_HAT_DASH = lazily(r"(?<=\w)[ \u00a0]â[ \u00a0](?=\w)")
_HAT_OPENS = lazily(r"(?<![^\s(])â(?=[A-Z])")
_HAT_CLOSES = lazily(r"(?<=[a-z.,!?])â(?=[\s.,;:)]|$)")
_BULLET = lazily(r"(?:â¢|â€¢|¢)[ \u00a0]?(?=\S)")
_DOTS = lazily(r"(?<=[^\W\d_])¦(?=\s|$)")
_BEFORE_DASH = ",:;.!?–—-“„(["


def _dateline(block: Block, _text: str, seen: Seen) -> Iterator[Edit]:
    if id(block) in seen.slots:
        yield seen.slots[id(block)]


def _sentence_dash(block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if not seen.proven or not _SPACED.search(text):
        return
    slot = seen.slots.get(id(block))
    others = text if slot is None else text[: slot.start] + text[slot.end :]
    alone = {sign for sign in DASHES if balanced(without_spaced(others, sign))}
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
    if not APOSTROPHE.search(text) or seen.language != "en":
        return
    for match in APOSTROPHE.finditer(text):
        sign, at = match["sign"], match.start()
        word = word_around(text, at)
        intact = any(word.replace(sign, mark).lower() in seen.words for mark in "'’")
        if sign == "â" or intact or seen.contracted >= FEWEST:
            witness = (
                "the word stands intact elsewhere" if intact else "it stands where those stand"
            )
            why = f"the sign stands for an apostrophe: {witness}"
            yield Edit(at, at + 1, "’", "apostrophe", why)


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
    if "¦" not in text or not (seen.proven or seen.joined.count("¦") >= FEWEST):
        return
    for match in _DOTS.finditer(text):
        why = "what is left of an ellipsis: it follows a word more than once"
        yield Edit(*match.span(), "…", "ellipsis", why)


RULES = (
    (frozenset("“”?€"), _dateline),
    (frozenset("“”"), _sentence_dash),
    (frozenset("“"), _label_dash),
    (frozenset("€"), _euro),
    (frozenset("?â™"), _apostrophe),
    (frozenset("â"), _hat),
    (frozenset("¢"), _bullets),
    (frozenset("¦"), _dots),
)
"""The rules in their order, each with the signs of which one must stand in the text."""
