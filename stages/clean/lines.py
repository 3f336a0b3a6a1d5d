"""Join the lines of a paragraph."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("rejoin-lines")
def rejoin_lines(document: Document, context: Context) -> Document:
    """Join the lines of a paragraph."""
    return document
