"""Repair text decoded wrongly."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("repair-encoding")
def repair_encoding(document: Document, context: Context) -> Document:
    """Repair text decoded wrongly."""
    return document
