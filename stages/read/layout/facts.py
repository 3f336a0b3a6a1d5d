"""What the pages of a PDF said that its text does not, kept for later stages."""

from __future__ import annotations

from msgspec import Struct

from stages.read.layout.shapes import Box


class BlockFacts(Struct, frozen=True):
    """What the page said about a block that its text does not."""

    page: int
    size: float
    bold: bool
    indented: bool
    """The first line is indented as that of a paragraph."""
    room: float
    """Points left free on the last line."""
    first: float
    """Width of the first word."""
    lines: int
    column_start: bool
    """It stands first in its column, the running head not counted."""
    column_end: bool
    edge: str
    """`head`, `foot` or `folio` where it is furniture of the page."""
    left: float
    """Left edge of its first line."""
    told: int = 0
    """Number of its element in the structure tree of the page; 0 where none is believed."""
    note: bool = False
    """It is a footnote at the foot of its column."""


class PdfLayout(Struct, frozen=True):
    """What later stages of the PDF door need of the pages."""

    pages: tuple[Box, ...]
    """Box of each page in points."""
    body: float
    """Size of most characters."""
    gaps: bool
    """Paragraphs are set apart by space rather than by an indent."""
    justified: bool
    """Full lines end at the right edge exactly."""
    blocks: tuple[BlockFacts, ...]
    """By `Origin.node`."""
