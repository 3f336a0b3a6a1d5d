"""From the pages as read to the blocks of the document: the steps in their order."""

from __future__ import annotations

from collections.abc import Sequence

from stages.read.layout.blocks import Built, build
from stages.read.layout.captions import give_captions
from stages.read.layout.drop_caps import take_in_initials
from stages.read.layout.edges import find_edges
from stages.read.layout.grids import find_grids
from stages.read.layout.headings import find_headings
from stages.read.layout.labels import find_labels
from stages.read.layout.lists import settle_marks
from stages.read.layout.marks import attach_marks
from stages.read.layout.measure import Usual, measure
from stages.read.layout.order import in_reading_order
from stages.read.layout.paragraphs import Part, make_parts
from stages.read.layout.pictures import make_figures
from stages.read.layout.shapes import Page
from stages.read.layout.split import split_lines
from stages.read.layout.table_blocks import take_tables
from stages.read.layout.tables import find_tables
from stages.read.pdf_bookmarks import heed_outline
from stages.read.pdf_outline import Entry
from stages.read.tagged.items import tell_items
from stages.read.tagged.languages import tell_languages
from stages.read.tagged.lines import find_left_out, in_tree_order, take_labels, tell_lines
from stages.read.tagged.tables import find_told_tables
from stages.read.tagged.trust import judge


def compose(pages: list[Page], outline: Sequence[Entry] = ()) -> Built:
    """Return the blocks of all pages, their source text, and what later stages ask about them."""
    tell_languages(pages)
    find_edges(pages)
    find_left_out(pages)
    find_labels(pages)
    take_in_initials(pages)
    for page in pages:
        take_labels(page)
        attach_marks(page)
        split_lines(page)
        tell_lines(page)
        in_tree_order(page)
    tell_items(pages)
    tables = [
        take_tables(page, [*find_told_tables(page), *find_grids(page), *find_tables(page)])
        for page in pages
    ]
    usual = measure(pages)
    usual.claims = judge(pages, usual)
    parts_by_page = [
        give_captions(_ordered(page, make_parts(page.lines, usual, own), figures, usual), usual)
        for page, own, figures in zip(pages, tables, make_figures(pages), strict=True)
    ]
    flat = [part for parts in parts_by_page for part in parts]
    settle_marks(flat)
    find_headings(flat, usual)
    heed_outline(flat, usual, outline)
    return build(pages, parts_by_page, usual)


def _ordered(page: Page, parts: list[Part], figures: list[Part], usual: Usual) -> list[Part]:
    """Return the parts of a page in reading order: the tree's where all of it is believed."""
    believed = usual.claims.joins and usual.claims.splits
    if page.ordered and believed and not figures:
        return parts
    return in_reading_order([*parts, *figures])
