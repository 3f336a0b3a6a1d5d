"""The pages of a PDF, each read and closed at once."""

from __future__ import annotations

import ctypes

from msgspec import Struct, field

from pipeline.tree import Metadatum
from stages.read.layout import engine
from stages.read.layout.characters import Characters, Fonts, turn_box
from stages.read.layout.direction import set_direction
from stages.read.layout.graphics import Graphics
from stages.read.layout.lines import make_lines
from stages.read.layout.links import mark_links
from stages.read.layout.pictures import take_pictures
from stages.read.layout.shapes import Page
from stages.read.pdf_outline import Entry
from stages.read.tagged.elements import read_tags
from stages.read.tagged.words import is_unreadable, tag_words

MOST_PAGES = 1000
"""Pages read of one document."""
_SCAN_SHARE = 0.5
"""Share of a page whose picture over invisible text makes it a scan with its text layer."""
MOST_CHARACTERS = 4_000_000
"""Characters read of one document."""


class Reading(Struct):
    """What pdfium gave of a document."""

    pages: list[Page]
    count: int = 0
    """Pages the file says it has."""
    unread: list[int] = field(default_factory=list)
    """Numbers of pages that could not be read."""
    restricted: bool = False
    """The owner does not want the text to be copied."""
    release: bytes | None = None
    """The embedded JSON of a PDF of our own."""
    cut: bool = False
    """A limit ended the reading."""
    outline: tuple[Entry, ...] = ()
    """What its bookmarks say."""
    facts: list[Metadatum] | None = None
    """What the file states about itself, where pdfium can tell."""
    attached: tuple[str, ...] = ()
    """Names of the files inside it, its own JSON aside."""


def read_pages(document: int, *, pictures: bool = True) -> Reading:
    """Return the pages of an open document."""
    reading = Reading([], max(engine.count_pages(document), 0))
    fonts = Fonts()
    characters = 0
    for index in range(reading.count):
        if index >= MOST_PAGES or characters > MOST_CHARACTERS:
            reading.cut = True
            break
        page = read_page(document, index, fonts, pictures=pictures)
        if page is None:
            reading.unread.append(index + 1)
        else:
            reading.pages.append(page)
            characters += page.characters
    return reading


def read_page(document: int, index: int, fonts: Fonts, *, pictures: bool = True) -> Page | None:
    """Return one page, or None where pdfium cannot load it."""
    handle = engine.load_page(document, index)
    if not handle:
        return None
    try:
        text = engine.load_text(handle)
        if not text:
            return None
        try:
            return _read_page(document, handle, text, index, fonts, pictures=pictures)
        finally:
            engine.close_text(text)
    finally:
        engine.close_page(handle)


def _read_page(
    document: int, handle: int, text: int, index: int, fonts: Fonts, *, pictures: bool
) -> Page:
    characters = Characters(text, fonts)
    words = characters.words()
    box = (ctypes.c_float * 4)()
    engine.page_box(handle, ctypes.addressof(box))
    left, top, right, bottom = box
    x0, y0, x1, y1 = turn_box((left, min(top, bottom), right, max(top, bottom)), characters.turn)
    count = sum(len(word.text) for word in words)
    page = Page(index + 1, x1, y1, left=x0, bottom=y0, characters=count)
    graphics = Graphics(page, handle, characters.turn)
    if engine.is_tagged(document):
        page.tags = read_tags(handle, actual=is_unreadable(characters.text))
    if page.tags is not None:
        graphics.marked = {}
    graphics.read()
    if page.tags is not None and graphics.marked:
        words = tag_words(text, words, graphics.marked, page.tags)
    page.image_share = _covered(graphics, page)
    hidden = sum(len(word.text) for word in words if word.style.hidden)
    page.ocr = hidden * 10 >= count * 9 and page.image_share >= _SCAN_SHARE and count > 0
    page.words = mark_links(document, handle, characters, words)
    if pictures:
        take_pictures(page, graphics, handle)
    set_direction(page, characters)
    make_lines(page)
    return page


def _covered(graphics: Graphics, page: Page) -> float:
    """Return the share of a page that its images cover, counted without overlaps being known."""
    area = (page.right - page.left) * (page.top - page.bottom)
    if area <= 0:
        return 0.0
    return sum((box[2] - box[0]) * (box[3] - box[1]) for _, box in graphics.images) / area
