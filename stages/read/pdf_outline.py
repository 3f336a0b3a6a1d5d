"""The outline of a PDF: its bookmarks as titles with depth and page.

Read by pdfium, which has the file open: a few microseconds an entry, where a second parser costs
ten milliseconds a file.
"""

from __future__ import annotations

import ctypes

from msgspec import Struct

from stages.read.layout import engine

MOST_ENTRIES = 1000
_DEEPEST = 12
_LONGEST = 1024
"""Bytes of a title."""


class Entry(Struct, frozen=True):
    """One bookmark."""

    title: str
    depth: int
    """From 1."""
    page: int
    """From 1; 0 where it leads nowhere in the file."""


def read_outline(document: int) -> tuple[Entry, ...]:
    """Return the bookmarks of an open PDF in order; circles end where they close."""
    found: list[Entry] = []
    seen: set[int] = set()
    buffer = ctypes.create_string_buffer(_LONGEST)
    waiting: list[tuple[int, int]] = [(engine.first_bookmark(document, None) or 0, 1)]
    while waiting and len(found) < MOST_ENTRIES:
        bookmark, depth = waiting.pop()
        if not bookmark or bookmark in seen:
            continue
        seen.add(bookmark)
        size = engine.bookmark_title(bookmark, ctypes.addressof(buffer), _LONGEST)
        told = 2 < size <= _LONGEST  # noqa: PLR2004 (an end sign alone)
        title = buffer.raw[: size - 2].decode("utf-16-le", "replace") if told else ""
        place = engine.bookmark_place(document, bookmark)
        page = engine.place_page(document, place) + 1 if place else 0
        if title.strip():
            found.append(Entry(" ".join(title.split()), depth, max(page, 0)))
        waiting.append((engine.next_bookmark(document, bookmark) or 0, depth))
        if depth < _DEEPEST:
            waiting.append((engine.first_bookmark(document, bookmark) or 0, depth + 1))
    return tuple(found)
