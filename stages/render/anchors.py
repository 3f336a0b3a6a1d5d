"""Links inside the copy: from a footnote's mark to the note, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote

from pipeline.text import block_inlines, inline_text, walk_inlines
from pipeline.tree import Block, Link, Span

ANCHOR = "anchor:"
"""Begins the role of a span that a link to `#id` leads to; the id follows."""
_LONGEST_MARK = 4
"""Signs of a footnote's mark: `[12]`, `*`, `↩`."""
_NOTE = ("footnote", "doc-footnote")
_REFERENCE = ("noteref", "doc-noteref")
_BACK = ("backlink", "doc-backlink")
_NOTHING = ("", "")


class Place(NamedTuple):
    """An id of the rendition, and what stands or leads there, as `epub:type` and ARIA role."""

    id: str
    meaning: tuple[str, str]


class Anchors:
    """The places of a document that its own links lead to.

    A short link forward is a footnote's mark, and where it leads the footnote; a short link from a
    footnote to a place before it is the way back. What no place answers is not linked.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Look at every inline once, in reading order."""
        self.ids: dict[str, str] = {}
        self.spans: dict[int, str] = {}
        notes: set[str] = set()
        marks: set[int] = set()
        for inline in walk_inlines(each for block in blocks for each in block_inlines(block)):
            if isinstance(inline, Span) and self.is_anchor(inline):
                name = (inline.role or "").removeprefix(ANCHOR)
                if name not in self.ids:
                    self.ids[name] = f"n-{len(self.ids) + 1}"
                    self.spans[id(inline)] = name
            elif isinstance(inline, Link) and inline.url[:1] == "#":
                name = unquote(inline.url[1:])
                is_mark = len(inline_text(inline.inlines).strip()) <= _LONGEST_MARK
                forward = name not in self.ids
                if is_mark:
                    marks.add(id(inline))
                    notes |= {name} if forward else set()
        self.notes = frozenset(notes)
        self.marks = frozenset(marks)

    @staticmethod
    def is_anchor(inline: Span) -> bool:
        """Tell whether a span marks a place."""
        return (inline.role or "").startswith(ANCHOR)

    def place(self, span: Span) -> Place | None:
        """Return the place a span marks, None where it marks none or one marked before."""
        name = self.spans.get(id(span))
        if name is None:
            return None
        return Place(self.ids[name], _NOTE if name in self.notes else _NOTHING)

    def link(self, link: Link) -> Place | None:
        """Return the place in the copy that a link leads to, None where it leads to none."""
        name = unquote(link.url[1:]) if link.url[:1] == "#" else ""
        if name not in self.ids or not inline_text(link.inlines).strip():
            return None
        meaning = _NOTHING
        if id(link) in self.marks:
            meaning = _REFERENCE if name in self.notes else _BACK
        return Place(self.ids[name], meaning)
