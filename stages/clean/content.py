"""Remove page chrome on the record."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("select-content")
def select_content(document: Document, context: Context) -> Document:
    """Remove page chrome on the record."""
    return document
