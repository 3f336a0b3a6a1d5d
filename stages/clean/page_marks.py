"""Remove marks of page breaks in text."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("drop-page-marks")
def drop_page_marks(document: Document, context: Context) -> Document:
    """Remove marks of page breaks in text."""
    return document
