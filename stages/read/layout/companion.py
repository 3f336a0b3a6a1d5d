"""Signs of TeX's companion fonts set as bitmaps, which the file names by nothing but their code."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from pipeline.pattern import lazily
from stages.read.layout import engine

if TYPE_CHECKING:
    from stages.read.layout.characters import Characters

_TS1 = {
    "\x84": "†",
    "\x85": "‡",
    "\x87": "‰",
    "\x88": "•",
    "\x97": "™",
    "\x9b": "№",
    "\x9d": "℮",
    "¿": "€",
}
"""The text companion encoding TS1 (LaTeX, `ts1enc.def`), where Latin-1 has another sign there."""
_CODE = lazily("[" + "".join(_TS1) + "]")


def name_companions(characters: Characters) -> str:
    """Return the text of a page, signs of a companion font read by TS1: `•` and `€` above all.

    Such a font is known by having no name, as fonts made of bitmaps (Type 3) have none, and by no
    letter of the page being set in it: what is read by its code there is no text.
    """
    text = characters.text
    if _CODE.search(text) is None:
        return text
    named: dict[int, bool] = {}
    places = [
        (found.start(), font)
        for found in _CODE.finditer(text)
        if (font := _font(characters.page, found.start())) and not _is_named(font, named)
    ]
    if not places:
        return text
    lettered = {_font(characters.page, place) for place, sign in enumerate(text) if sign.isalpha()}
    signs = list(text)
    for place, font in places:
        if font not in lettered:
            signs[place] = _TS1[signs[place]]
    return "".join(signs)


def _font(page: int, place: int) -> int:
    thing = engine.char_object(page, place)
    return engine.object_font(thing) or 0 if thing else 0


def _is_named(font: int, known: dict[int, bool]) -> bool:
    if font not in known:
        name = ctypes.create_string_buffer(8)
        known[font] = engine.font_name(font, ctypes.addressof(name), 8) > 1
    return known[font]
