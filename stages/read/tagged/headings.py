"""Headings and their levels, where a tree whose headings are believed names them."""

from __future__ import annotations

from stages.read.layout.measure import Usual
from stages.read.layout.paragraphs import Part
from stages.read.tagged.elements import HEADINGS, Element

_SENTENCE_ENDS = (".", ":", "?", "!", "”", '"', ";", ",")
_MOST_LINES = 3


def element_of(part: Part) -> Element | None:
    """Return the one element that all lines of a part are in."""
    told = part.lines[0].told if part.lines else None
    return told if all(line.told is told for line in part.lines) else None


def said_heading(part: Part, usual: Usual) -> bool | None:
    """Say whether the tree calls a part a heading; None where it leaves the page to judge.

    A bold line that the tree calls a paragraph may be a heading all the same: many writers make
    them so. One that ends like a sentence, or has more lines than headings do, is none.
    """
    if not usual.claims.headings:
        return None
    told = element_of(part)
    if told is None:
        return None
    if told.kind in HEADINGS:
        return True
    last = part.lines[-1].words[-1].text
    if len(part.lines) > _MOST_LINES or (len(part.lines) > 1 and last.endswith(_SENTENCE_ENDS)):
        return False
    return None


def set_said_levels(headings: list[Part], usual: Usual) -> None:
    """Give headings that the tree names the level it states, moved up so that the highest is 1.

    Headings that only the page shows stay below those of the tree that are set no smaller.
    """
    if not usual.claims.headings:
        return
    said = [
        (part, level)
        for part in headings
        if (told := element_of(part)) is not None and (level := HEADINGS.get(told.kind, 0))
    ]
    if not said:
        return
    above = min(level for _, level in said) - 1
    for part, level in said:
        part.level = level - above
    named = {id(part) for part, _ in said}
    deepest: dict[float, int] = {}
    for part, level in said:
        deepest[part.size] = max(deepest.get(part.size, 0), level - above)
    for part in headings:
        if id(part) not in named:
            larger = [level for size, level in deepest.items() if size >= part.size]
            part.level = min(max(part.level, max(larger, default=0) + (not part.bold)), 6)
