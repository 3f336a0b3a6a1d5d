"""Set signs as the house wants them."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("house-style")
def house_style(document: Document, context: Context) -> Document:
    """Set signs as the house wants them."""
    return document
