"""The text of a document: one definition, used by the books and by every rendition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.tree import (
    Block,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Table,
    Text,
)

BETWEEN_BLOCKS = "\n\n"
BETWEEN_ITEMS = "\n"
BETWEEN_CELLS = "\t"
_RUNNING = (Paragraph, Heading)
_WITHOUT_INLINES = (Text, LineBreak, Image)


def inline_text(inlines: Iterable[Inline]) -> str:
    """Return the characters of inlines; a line break is a newline, an image has none."""
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append("\n")
        elif not isinstance(inline, Image):
            parts.append(inline_text(inline.inlines))
    return "".join(parts)


def block_text(block: Block) -> str:
    """Return the characters of one block: items and rows a line each, cells divided by tabs."""
    if isinstance(block, _RUNNING):
        inlines = block.inlines
        if len(inlines) == 1 and isinstance(only := inlines[0], Text):
            return only.text
        return inline_text(inlines)
    if isinstance(block, List):
        return BETWEEN_ITEMS.join(blocks_text(item, BETWEEN_ITEMS) for item in block.items)
    if isinstance(block, Table):
        lines = [inline_text(block.caption)] if block.caption else []
        lines.extend(
            BETWEEN_CELLS.join(blocks_text(cell.blocks, BETWEEN_ITEMS) for cell in row.cells)
            for row in block.rows
        )
        return BETWEEN_ITEMS.join(lines)
    if isinstance(block, Quote):
        return blocks_text(block.blocks, BETWEEN_ITEMS)
    if isinstance(block, Figure):
        return inline_text(block.caption)
    if isinstance(block, Preformatted):
        return block.text
    return ""


def blocks_text(blocks: Iterable[Block], between: str = BETWEEN_BLOCKS) -> str:
    """Return the text of blocks in order; blocks without text leave no gap."""
    return between.join(filter(None, map(block_text, blocks)))


def document_text(document: Document) -> str:
    """Return the text of the whole copy."""
    return blocks_text(document.blocks)


def body_text(document: Document) -> str:
    """Return the text of the blocks with role `body`; a picture's caption is not running text."""
    return blocks_text(
        block
        for block in document.blocks
        if block.role in {"body", None} and not isinstance(block, Figure)
    )


def outline(document: Document) -> list[str]:
    """Return the subheads of the body, in order."""
    return [
        inline_text(block.inlines)
        for block in document.blocks
        if isinstance(block, Heading) and block.role in {"body", None}
    ]


def block_inlines(block: Block) -> Iterator[Inline]:
    """Yield the inlines of a block in reading order, those inside others not unfolded."""
    if isinstance(block, _RUNNING):
        yield from block.inlines
    elif isinstance(block, List):
        for item in block.items:
            for child in item:
                yield from block_inlines(child)
    elif isinstance(block, Table):
        yield from block.caption or ()
        for row in block.rows:
            for cell in row.cells:
                for child in cell.blocks:
                    yield from block_inlines(child)
    elif isinstance(block, Quote):
        for child in block.blocks:
            yield from block_inlines(child)
    elif isinstance(block, Figure):
        yield from block.caption


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inlines and the inlines inside them, outer before inner."""
    for inline in inlines:
        yield inline
        if not isinstance(inline, _WITHOUT_INLINES):
            yield from walk_inlines(inline.inlines)


def links_in(block: Block) -> list[Link]:
    """Return the links of a block in order."""
    if isinstance(block, _RUNNING) and all(isinstance(one, Text) for one in block.inlines):
        return []
    return [one for one in walk_inlines(block_inlines(block)) if isinstance(one, Link)]


def links(document: Document) -> Iterator[Link]:
    """Yield every link of the copy in order."""
    for block in document.blocks:
        yield from links_in(block)
