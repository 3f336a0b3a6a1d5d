"""Runs of text in a block: where each stands in the block's text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.text import BETWEEN_CELLS, BETWEEN_ITEMS, block_text, inline_text
from pipeline.tree import (
    Block,
    Blocks,
    Code,
    Figure,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Table,
    Text,
)


class Run(Struct, frozen=True):
    """`text` begins at character `start` of the block's text; `within` is the outermost inline."""

    start: int
    text: str
    within: type
    """`Link`, `Code`, `Preformatted`, else `Text`."""


def text_runs(block: Block) -> Iterator[Run]:
    """Yield every run of text of a block in order; line breaks and structure are not among them."""
    yield from _block(block, 0)


def _block(block: Block, at: int) -> Iterator[Run]:
    if isinstance(block, Paragraph | Heading):
        yield from _inlines(block.inlines, at, Text)
    elif isinstance(block, Preformatted):
        yield Run(at, block.text, Preformatted)
    elif isinstance(block, List):
        for item in block.items:
            yield from _blocks(item, at)
            at += _length(item) + len(BETWEEN_ITEMS)
    elif isinstance(block, Quote):
        yield from _blocks(block.blocks, at)
    elif isinstance(block, Figure):
        yield from _inlines(block.caption, at, Text)
    elif isinstance(block, Table):
        if block.caption:
            yield from _inlines(block.caption, at, Text)
            at += len(inline_text(block.caption)) + len(BETWEEN_ITEMS)
        for row in block.rows:
            for cell in row.cells:
                yield from _blocks(cell.blocks, at)
                at += _length(cell.blocks) + len(BETWEEN_CELLS)
            if not row.cells:
                at += len(BETWEEN_ITEMS)


def _blocks(blocks: Blocks, at: int) -> Iterator[Run]:
    for block in blocks:
        size = len(block_text(block))
        yield from _block(block, at)
        if size:
            at += size + len(BETWEEN_ITEMS)


def _length(blocks: Blocks) -> int:
    sizes = [size for size in (len(block_text(block)) for block in blocks) if size]
    return sum(sizes) + len(BETWEEN_ITEMS) * max(len(sizes) - 1, 0)


def _inlines(inlines: Inlines, at: int, within: type) -> Iterator[Run]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield Run(at, inline.text, within)
            at += len(inline.text)
        elif isinstance(inline, LineBreak):
            at += 1
        elif not isinstance(inline, Image):
            inner = type(inline) if isinstance(inline, Link | Code) and within is Text else within
            yield from _inlines(inline.inlines, at, inner)
            at += len(inline_text(inline.inlines))
