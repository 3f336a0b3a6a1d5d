"""Read plain text: every character of it."""

from __future__ import annotations

import hashlib
import re

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document, Heading, Origin, Paragraph, Source, SourceFacts, Text
from stages.read.decode import decode


@stage("read-text", media_types=("text/plain", "text/markdown"))
def read_text(source: Source, context: Context) -> Document:
    """Read plain text and Markdown."""
    text, encoding = decode(source.data, declared=source.charset)[:2]
    blocks = []
    spans = []
    for match in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        start, end = match.span()
        origin = Origin(line=text.count("\n", 0, start) + 1)
        mark = re.match(r"(#{1,6}) ", match[0])
        if mark:
            start += mark.end()
            blocks.append(Heading(level=len(mark[1]), inlines=(Text(text[start:end]),), origin=origin))
        else:
            blocks.append(Paragraph(inlines=(Text(text[start:end]),), origin=origin))
        spans.append((start, end))
    context.delivers(text, spans)
    facts = SourceFacts(source.name, source.media_type or "text/plain",
                        hashlib.sha256(source.data).hexdigest(), encoding, len(source.data))
    return Document(facts, blocks=tuple(blocks))
