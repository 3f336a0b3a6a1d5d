"""Turn press releases into clean copy and account for every character on the way."""

from __future__ import annotations

from pipeline.account import Account, Operation
from pipeline.context import Context, Limits, Reason
from pipeline.convert import Converted
from pipeline.edit import Edit
from pipeline.errors import WirecopyError
from pipeline.stage import stage
from pipeline.text import block_text, body_text, document_text
from pipeline.tree import Document, Release, Rendition, Source

__all__ = [
    "Account",
    "Context",
    "Converted",
    "Document",
    "Edit",
    "Limits",
    "Operation",
    "Reason",
    "Release",
    "Rendition",
    "Source",
    "WirecopyError",
    "block_text",
    "body_text",
    "document_text",
    "stage",
]
