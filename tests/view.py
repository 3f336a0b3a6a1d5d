"""A document as lines that a person reads: one tag line a block, then its text."""

from __future__ import annotations

from pipeline.text import block_text
from pipeline.tree import Document, Heading, List


def view(document: Document) -> str:
    """Return `<type level role>` and the text of every block, a blank line between blocks."""
    parts: list[str] = []
    for block in document.blocks:
        words = [str(type(block).__struct_config__.tag)]
        if isinstance(block, Heading):
            words.append(str(block.level))
        if isinstance(block, List) and block.ordered:
            words.append(f"from-{block.start}")
        if block.role not in {None, "body"}:
            words.append(str(block.role))
        text = block_text(block)
        parts.append(f"<{' '.join(words)}>" + (f"\n{text}" if text else ""))
    return "\n\n".join(parts) + "\n"
