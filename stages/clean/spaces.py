"""Set white space right."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("tidy-spaces")
def tidy_spaces(document: Document, context: Context) -> Document:
    """Set white space right."""
    return document
