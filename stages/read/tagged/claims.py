"""Which claims of a structure tree are believed in one document."""

from __future__ import annotations

from msgspec import Struct


class Claims(Struct):
    """Nothing is believed until it is tested."""

    joins: bool = False
    """Lines of one element are one paragraph."""
    splits: bool = False
    """Lines of two elements are two paragraphs."""
    headings: bool = False
    """What it calls a heading is one, and what it calls a paragraph is none where that is open."""
