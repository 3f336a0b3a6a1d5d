"""Repair lost signs that have a witness."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("repair-signs")
def repair_signs(document: Document, context: Context) -> Document:
    """Repair lost signs that have a witness."""
    return document
