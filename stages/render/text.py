"""Render the document as plain text, wrapped or one line a paragraph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.text import inline_text
from pipeline.tree import (
    Block,
    Blocks,
    Divider,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Rendition,
    Table,
)

_INDENT = "  "
_WIDE = frozenset("WF")


@stage("text")
def render_text(
    document: Document, context: Context, *, columns: int = 72, wrap: bool = True
) -> Rendition:
    """Render plain text in UTF-8, a blank line between blocks.

    `columns` is the longest line (a longer word stands alone); `wrap: false` sets a paragraph on
    one line. List items have `-` or their number, table cells a tab between them.
    """
    width = max(20, columns) if wrap else None
    parts = ["\n".join(_lines(block, width)) for block in document.blocks]
    return Rendition(
        "text/plain", ".txt", ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8", "replace")
    )


def _lines(block: Block, width: int | None) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield from wrapped(inline_text(block.inlines), width)
    elif isinstance(block, List):
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}. " if block.ordered else "- "
            yield from _hung(_inner(item, width, len(mark)), mark)
    elif isinstance(block, Table):
        if block.caption:
            yield from wrapped(inline_text(block.caption), width)
        for row in block.rows:
            yield "\t".join(" ".join(_inner(cell.blocks, None, 0)) for cell in row.cells)
    elif isinstance(block, Quote):
        for line in _inner(block.blocks, width, len(_INDENT)):
            yield f"{_INDENT}{line}".rstrip()
    elif isinstance(block, Figure):
        yield from wrapped(inline_text(block.caption), width)
    elif isinstance(block, Preformatted):
        yield block.text
    elif isinstance(block, Divider):
        yield "* * *"


def _inner(blocks: Blocks, width: int | None, taken: int) -> Iterator[str]:
    narrower = None if width is None else max(20, width - taken)
    for block in blocks:
        yield from _lines(block, narrower)


def _hung(lines: Iterator[str], mark: str) -> Iterator[str]:
    lead = mark
    for line in lines:
        yield f"{lead}{line}".rstrip()
        lead = " " * len(mark)


def wrapped(text: str, width: int | None) -> list[str]:
    """Break text at spaces, and between wide signs, into lines of at most `width` columns.

    Line breaks that the author meant are kept; a sign of East Asia takes two columns.
    """
    return [line for told in text.split("\n") for line in _broken(told, width)]


def _broken(text: str, width: int | None) -> list[str]:
    if width is None:
        return [" ".join(text.split())] if text.strip() else []
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for number, piece in enumerate(_pieces(word)):
            gap = " " if line and number == 0 else ""
            columns = _columns(piece)
            if line and used + len(gap) + columns > width:
                lines.append(line)
                line, used, gap = "", 0, ""
            line += gap + piece
            used += len(gap) + columns
    return [*lines, line] if line else lines


def _pieces(word: str) -> Iterator[str]:
    """Yield the parts of a word that may stand on lines of their own."""
    start = 0
    for at in range(1, len(word)):
        if (
            unicodedata.east_asian_width(word[at]) in _WIDE
            and unicodedata.category(word[at]) == "Lo"
        ):
            yield word[start:at]
            start = at
    yield word[start:]


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(sign) in _WIDE) for sign in text)
