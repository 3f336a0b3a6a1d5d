"""What a page is made of before it is paragraphs: words, lines, rules, marks, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:  # the text chain knows these shapes too, and must not load the PDF library
    from stages.read.tagged.elements import Element, Tags

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the lower left corner of the page as it is read."""


class Style(Struct, frozen=True):
    """How characters are set; equal styles are the same object."""

    size: float
    """Points, to a tenth."""
    bold: bool = False
    italic: bool = False
    font: str = ""
    """Family without subset tag and weight."""
    turned: bool = False
    """Not along the page's reading direction."""
    hidden: bool = False
    """Drawn without ink, as the text layer over a scan is."""


class Word(Struct, gc=False):
    """Characters without white space in one style on one baseline."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline."""
    style: Style
    at: int
    """Index of its first character in the page's characters."""
    space: bool = False
    """White space follows on the same line."""
    link: str | None = None
    tag: int = 0
    """Number of its element in the structure tree of the page; 0 where no element has it."""
    language: str = ""
    """Language the file states for it, where that is not the language of the document."""


class Line(Struct):
    """Words on one baseline that follow each other."""

    words: list[Word]
    x0: float
    x1: float
    y: float
    size: float
    """Size of most of its characters."""
    page: int = 0
    mark: str | None = None
    """A bullet that was drawn or set apart, as a character."""
    mark_x: float = 0.0
    mark_typed: bool = False
    """The mark is a character of the page, not a drawing."""
    mark_gap: float = 0.0
    """Space between mark and text."""
    bold: bool = False
    edge: str = ""
    """`head`, `foot`, `folio` where it is furniture of the page, `label` inside a drawing."""
    right: float = 0.0
    """Right edge of the column that the line stands in."""
    left: float = 0.0
    told: Element | None = None
    """The paragraph, heading or cell that the structure tree puts it in."""
    item: Element | None = None
    """The list item of the structure tree that it belongs to, where the list is believed."""


class Rule(Struct, frozen=True):
    """A thin straight stroke or box: horizontal when it is wider than high."""

    x0: float
    y0: float
    x1: float
    y1: float


class Picture(Struct):
    """An embedded image and where it stands."""

    box: Box
    data: bytes
    media_type: str
    alt: str = ""


class Page(Struct):
    """One page as read, not yet interpreted."""

    number: int
    """From 1."""
    right: float
    top: float
    left: float = 0.0
    bottom: float = 0.0
    """Edges of the page in points."""
    words: list[Word] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    """Small filled shapes that may be bullets."""
    drawings: list[Box] = field(default_factory=list)
    """Shapes of many strokes: curves of charts, logos."""
    pictures: list[Picture] = field(default_factory=list)
    pictures_left: int = 0
    """Pictures worth a figure that are too large to be taken, or that cannot be read."""
    characters: int = 0
    """Characters pdfium reported, generated ones not counted."""
    shapes: int = 0
    """Drawn paths."""
    ocr: bool = False
    """Its words were recognised from a picture, here or by whoever made the file."""
    mirrored: bool = False
    """Its text runs to the left, and it was mirrored to be read like any other."""
    image_share: float = 0.0
    """Share of the page that its images cover."""
    tags: Tags | None = None
    """The structure tree of the page, where the file is tagged."""
    ordered: bool = False
    """Its lines are in the order of the tree, and none climbs its column."""
