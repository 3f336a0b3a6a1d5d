"""Vowel signs of right-to-left text that the file holds apart from their letters."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from unicodedata import category

from stages.read.layout.characters import Characters
from stages.read.layout.shapes import Word

_LINE = 1.2
"""How far from the baseline of its letter a sign may stand, in sizes."""


def take_marks(words: list[Word], characters: Characters) -> tuple[list[Word], dict[int, str]]:
    """Return the words without those of signs alone, and the signs by the letter they belong to.

    A letter is named by its number among the characters of the page. pdfium gives a sign that is
    set by a position of its own before the line it stands in, or behind it.
    """
    loose = [word for word in words if _is_loose(word)]
    if not loose:
        return words, {}
    hosts = sorted((w for w in words if not _is_loose(w)), key=lambda word: word.y)
    levels = [word.y for word in hosts]
    marks: dict[int, str] = {}
    kept = set(map(id, words))
    for mark in loose:
        middle = (mark.x0 + mark.x1) / 2
        reach = _LINE * mark.style.size
        first, last = bisect_left(levels, mark.y - reach), bisect_right(levels, mark.y + reach / 3)
        near = [word for word in hosts[first:last] if word.x0 - 1 <= middle <= word.x1 + 1]
        if not near:
            continue
        host = min(near, key=lambda word: abs(mark.y - word.y))
        at = min(
            range(host.at, host.at + len(host.text)),
            key=lambda index: abs(sum(characters.upright(characters.box(index))[::2]) / 2 - middle),
        )
        marks[at] = marks.get(at, "") + mark.text
        kept.discard(id(mark))
    return [word for word in words if id(word) in kept], marks


def _is_loose(word: Word) -> bool:
    return category(word.text[0]) == "Mn" and all(category(sign) == "Mn" for sign in word.text)
