"""Headings that the outline of a PDF names, and their levels."""

from __future__ import annotations

from collections.abc import Sequence

from stages.read.layout.headings import text_of
from stages.read.layout.measure import Usual
from stages.read.layout.paragraphs import Part
from stages.read.pdf_outline import Entry

_MOST_LINES = 4
_LONGEST = 200
_FEWEST_LETTERS = 3
_LEVELS = 6
_ENDS = (",", ";")


def heed_outline(parts: list[Part], usual: Usual, outline: Sequence[Entry]) -> None:
    """Make headings of the paragraphs that bookmarks name word for word on the page they lead to.

    Bookmarks that name nothing on their page (`Slide 3`, the name of a file that was merged in)
    have no effect, so the outline needs no other test. Its depths are the levels where no believed
    tree gives them, and where larger outline headings are not deeper than smaller ones; a headline
    that it leaves out stays above them.
    """
    if not outline:
        return
    places: dict[tuple[str, int], list[Entry]] = {}
    for entry in outline:
        places.setdefault((_letters(entry.title), entry.page), []).append(entry)
    named: list[tuple[Part, Entry]] = []
    for part in parts:
        if part.edge or part.kind not in {"paragraph", "heading"} or len(part.lines) > _MOST_LINES:
            continue
        text = text_of(part)
        if len(text) > _LONGEST or text.endswith(_ENDS):
            continue
        key = _letters(text)
        waiting = places.get((key, part.page))
        if waiting and len(key) >= _FEWEST_LETTERS:
            named.append((part, waiting.pop(0)))
    for part, _ in named:
        part.kind = "heading"
    if named and not usual.claims.headings:
        _set_levels(parts, named)


def _set_levels(parts: list[Part], named: list[tuple[Part, Entry]]) -> None:
    """Give the headings of an outline its depths, moved up so that the highest is 1.

    Where a heading that it leaves out is larger than all of them, that one is level 1.
    """
    sizes: dict[int, float] = {}
    for part, entry in named:
        sizes[entry.depth] = max(sizes.get(entry.depth, 0.0), part.size)
    ordered = [sizes[depth] for depth in sorted(sizes)]
    if ordered != sorted(ordered, reverse=True):
        for part, _ in named:
            part.level = part.level or len(ordered) + 1
        return
    ours = {id(part) for part, _ in named}
    others = [part for part in parts if part.kind == "heading" and id(part) not in ours]
    above = any(part.size > ordered[0] for part in others)
    first = min(sizes) - 1 - above
    for part, entry in named:
        part.level = min(entry.depth - first, _LEVELS)
    for part in others:
        larger = [level for level, size in sizes.items() if size >= part.size]
        part.level = min(max(part.level, max(larger, default=first) - first), _LEVELS)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
