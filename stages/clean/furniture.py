"""Remove running heads, feet and folios."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("drop-furniture")
def drop_furniture(document: Document, context: Context) -> Document:
    """Remove running heads, feet and folios."""
    return document
