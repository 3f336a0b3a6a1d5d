"""Repair single characters."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("repair-characters")
def repair_characters(document: Document, context: Context) -> Document:
    """Repair single characters."""
    return document
