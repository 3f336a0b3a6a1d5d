"""What a document says about its own damage: the witnesses of repairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.tree import Block
from stages.clean.residues import DASHES, LETTERS
from stages.clean.tongue import tongue_of

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
_CONTRACTED = r"(?:s|t|re|ve|ll|d|m)\b"
APOSTROPHE = lazily(rf"(?P<sign>[?â™])(?<=[^\W\d_].)(?={_CONTRACTED})")
LETTER = lazily("[" + re.escape("".join(LETTERS)) + "](?<=[^\\W\\d_].)(?=[^\\W\\d_])")
FEWEST = 2
_WORD = lazily(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


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
        return sum(len(LETTER.findall(text)) for text in self.texts)

    @cached_property
    def contracted(self) -> int:
        """Signs that stand where apostrophes stand."""
        return sum(len(APOSTROPHE.findall(text)) for text in self.texts)


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
    elif not balanced(without_spaced(rest, sign)):
        return None
    else:
        new = DASHES[sign]
    why = "the dash of the dateline; the sign that stands there is what is left of it"
    return Edit(*match.span("sign"), new, "dateline-dash", why)


def without_spaced(text: str, sign: str) -> str:
    """Leave out the same sign wherever it stands between two words; a pair keeps its other half."""
    return re.sub(rf"(?<=[\w%)\]])[ \u00a0]{sign}[ \u00a0](?=[\w(])", "  ", text)


def balanced(text: str) -> bool:
    """Tell whether the double quotation marks of a text pair."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and "„" not in text


def word_around(text: str, at: int) -> str:
    """Return the letters around one character, and the character."""
    start, end = at, at + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]
