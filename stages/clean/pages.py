"""Join paragraphs cut by a page."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("join-pages")
def join_pages(document: Document, context: Context) -> Document:
    """Join paragraphs cut by a page."""
    return document
