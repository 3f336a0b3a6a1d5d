"""Accents that a file sets apart from their letters, as TeX does, put on those letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.pattern import lazily
from stages.read.layout import engine
from stages.read.layout.shapes import Box

if TYPE_CHECKING:
    from stages.read.layout.characters import Characters

GONE = "\ufdd0"
"""Stands where an accent was, so that the places of the other characters stay (a noncharacter)."""

_ABOVE = {
    "`": "\u0300",
    "´": "\u0301",
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "¯": "\u0304",
    "ˉ": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
}
_BELOW = {"¸": "\u0327", "˛": "\u0328"}
_ACCENT = lazily("[`´^ˆ~˜¯ˉ˘˙¨˚˝ˇ¸˛]")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_WHITE = " \t\r\n"
_FARTHEST = 120
"""Characters looked through for the letter: pdfium tells the accent of a capital after its word."""
_MOST = 5000
"""Accents looked at on one page."""
_ASIDE, _OFF = 0.35, 0.45
"""How far the middles of accent and letter, and their near edges, may be apart, in letter sizes."""
_WORD_GAP = 0.15
"""Space from which on two words stand apart, in heights of a capital and its accent."""


def compose_accents(characters: Characters) -> str:
    """Return the text of a page, each accent that stands over or under a letter joined to it.

    What counts is the ink alone: the acute of `Peter´s` stands between two letters and stays. The
    text stays as long as it was; GONE stands for the accents, and for the spaces that pdfium saw
    only because an accent stood in their way.
    """
    text = characters.text
    if _ACCENT.search(text) is None:
        return text
    signs = list(text)
    for found in islice(_ACCENT.finditer(text), _MOST):
        at = found.start()
        box = characters.box(at)
        for place in _near(text, at):
            joined = _joined(signs[place], text[at])
            if joined and _is_at(box, characters.box(place), below=text[at] in _BELOW):
                signs[place], signs[at] = joined, GONE
                _close(characters, signs, at, place)
                break
    return "".join(signs)


def _near(text: str, at: int) -> Iterator[int]:
    """Yield the places of letters about an accent, the nearest first; TeX sets the accent first."""
    last = len(text)
    for step in range(1, _FARTHEST):
        for place in (at + step, at - step):
            if 0 <= place < last and text[place].isalpha():
                yield place


def _joined(letter: str, accent: str) -> str:
    """Return the one character that letter and accent make, nothing where there is none."""
    mark = _ABOVE.get(accent) or _BELOW[accent]
    joined = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + mark)
    return joined if len(joined) == 1 and joined != letter else ""


def _is_at(accent: Box, letter: Box, *, below: bool) -> bool:
    """Tell whether the ink of an accent stands right over a letter, or right under it."""
    wide, high = letter[2] - letter[0], letter[3] - letter[1]
    if wide <= 0 or high <= 0 or accent[2] - accent[0] > 2 * max(wide, 0.5 * high):
        return False
    if min(accent[2], letter[2]) <= max(accent[0], letter[0]):
        return False
    apart = abs((accent[0] + accent[2]) - (letter[0] + letter[2])) / 2
    if apart > _ASIDE * max(wide, high):
        return False
    if below:
        return accent[1] < letter[1] and abs(accent[3] - letter[1]) <= _OFF * high
    return accent[3] > letter[3] and abs(accent[1] - letter[3]) <= _OFF * high


def _close(characters: Characters, signs: list[str], at: int, place: int) -> None:
    """Take out the spaces between accent and letter, and one behind them that is none."""
    step = 1 if place > at else -1
    between = range(at + step, place, step)
    if any(signs[i] not in _WHITE and signs[i] != GONE for i in between):
        return
    for i in between:
        signs[i] = GONE
    space, beyond = at - step, at - 2 * step
    if 0 <= beyond < len(signs) and signs[space] == " " and signs[beyond] not in _WHITE:
        letter, other = characters.box(place), characters.box(beyond)
        gap = other[0] - letter[2] if step < 0 else letter[0] - other[2]
        generated = engine.is_generated(characters.page, space) == 1
        if generated and gap < _WORD_GAP * (letter[3] - letter[1]) / 0.7:
            signs[space] = GONE
