"""Turn press releases into clean copy and account for every character on the way."""

from __future__ import annotations

from pipeline.account import Account, Operation
from pipeline.context import Context, Limits, Reason
from pipeline.convert import Converted
from pipeline.edit import Edit
from pipeline.errors import WirecopyError
from pipeline.stage import stage
from pipeline.text import block_text, body_text, document_text
from pipeline.tree import (
    Block,
    Document,
    Heading,
    Inline,
    Link,
    List,
    Metadatum,
    Origin,
    Paragraph,
    Quote,
    Release,
    Rendition,
    Source,
    SourceFacts,
    Table,
    Text,
)

__all__ = [
    "Account",
    "Block",
    "Context",
    "Converted",
    "Document",
    "Edit",
    "Heading",
    "Inline",
    "Limits",
    "Link",
    "List",
    "Metadatum",
    "Operation",
    "Origin",
    "Paragraph",
    "Quote",
    "Reason",
    "Release",
    "Rendition",
    "Source",
    "SourceFacts",
    "Table",
    "Text",
    "WirecopyError",
    "block_text",
    "body_text",
    "document_text",
    "stage",
]
