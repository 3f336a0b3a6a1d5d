"""Read a PDF: its characters, set out as the paragraphs, lists, tables and headings they are."""

from __future__ import annotations

import hashlib

from pipeline.context import Context
from pipeline.errors import RejectedError
from pipeline.stage import stage
from pipeline.tree import Document, Source, SourceFacts
from stages.read.layout import engine
from stages.read.layout.blocks import build
from stages.read.layout.document import Reading, read_pages
from stages.read.layout.edges import find_edges
from stages.read.layout.grids import find_grids
from stages.read.layout.headings import find_headings
from stages.read.layout.lists import settle_marks
from stages.read.layout.marks import attach_marks
from stages.read.layout.measure import measure
from stages.read.layout.order import in_reading_order
from stages.read.layout.paragraphs import make_parts
from stages.read.layout.table_blocks import take_tables
from stages.read.layout.tables import find_tables


@stage("read-pdf", media_types=("application/pdf",))
def read_pdf(source: Source, context: Context, *, password: str = "") -> Document:
    """Read a PDF with its paragraphs, headings, lists, tables and links.

    `password` opens an encrypted file. Raises RejectedError where a password is needed, ReadError
    for a file that nothing can be read from.
    """
    secret = context.password or password or None
    with engine.opened(source.data, secret, source.name) as handle:
        reading = read_pages(handle)
    return _document(source, context, reading)


def _document(source: Source, context: Context, reading: Reading) -> Document:
    pages = reading.pages
    find_edges(pages)
    for page in pages:
        attach_marks(page)
    tables = [take_tables(page, [*find_grids(page), *find_tables(page)]) for page in pages]
    usual = measure(pages)
    parts_by_page = [
        in_reading_order(make_parts(page.lines, usual, own))
        for page, own in zip(pages, tables, strict=True)
    ]
    flat = [part for parts in parts_by_page for part in parts]
    settle_marks(flat)
    find_headings(flat, usual)
    built = build(pages, parts_by_page, usual)
    context.delivers(built.source, built.spans)
    facts = SourceFacts(
        source.name,
        "application/pdf",
        hashlib.sha256(source.data).hexdigest(),
        None,
        len(source.data),
    )
    return Document(facts, blocks=tuple(built.blocks), layout=built.layout)


__all__ = ["RejectedError", "read_pdf"]
