"""Recognise the parts of a release."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


@stage("recognise-release")
def recognise_release(document: Document, context: Context) -> Document:
    """Recognise the parts of a release."""
    return document
