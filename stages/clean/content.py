"""Remove page chrome on the record, and type what is plainly no body text."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Block, Document, Figure, Heading, Paragraph
from stages.clean.selection.page import Item

_READ = {"contact", "notice"}
"""Roles that the reader of an e-mail gave: the signature, the words on confidentiality."""


@stage("select-content")
def select_content(
    document: Document,
    context: Context,
    *,
    chrome: Literal["auto", "ask", "off"] = "auto",
    without: tuple[str, ...] = (),
) -> Document:
    """Select the release from a web page: what is the site's goes, each block for a reason.

    The headline, standfirst, byline, contacts, About and notices are typed and kept. Documents
    that are no web pages stay as they are. `chrome: ask` names what would go and keeps it;
    `without` names rules that are not to run.
    """
    from stages.read.html_layout import Layout  # noqa: PLC0415 (only for web pages)

    layout = document.layout
    if chrome == "off" or not isinstance(layout, Layout):
        return document
    from stages.clean.selection.page import Page  # noqa: PLC0415 (not for texts and PDFs)
    from stages.clean.selection.permalinks import without_permalink  # noqa: PLC0415 (see above)
    from stages.clean.selection.rules import (  # noqa: PLC0415 (not for texts and PDFs)
        apply,
        misnamed_kinds,
    )
    from stages.clean.selection.sections import sections_of  # noqa: PLC0415 (see above)

    page = Page(document, layout)
    apply(page, without)
    misnamed = misnamed_kinds(page)
    if misnamed:
        page = Page(document, layout)
        page.spared = misnamed
        apply(page, without)
    if chrome == "ask":
        for item in page.items:
            if item.drop is not None and item.text:
                context.report(item.drop, f"{item.why} {item.text[:60]!r} was kept.")
        return document
    blocks: list[Block] = []
    captions = {id(item.caption) for item in page.items if item.live and item.caption is not None}
    for item in page.items:
        block = item.block
        if item.drop is not None and block.role not in _READ:
            if id(item) not in captions:
                context.because(item.drop, item.why, block)
            continue
        if item.caption is not None and isinstance(block, Figure):
            block = _captioned(context, item, block)
        if isinstance(block, Heading):
            block = without_permalink(block, context, layout.url)
        blocks.append(block if item.role == block.role else replace(block, role=item.role))
    told = sections_of(page) if "sections" not in without else ()
    return replace(document, blocks=tuple(blocks), metadata=(*document.metadata, *told))


def _captioned(context: Context, item: Item, figure: Figure) -> Figure:
    """Return a picture with the caption that stood beside it as a paragraph."""
    caption = item.caption
    if caption is None or not isinstance(caption.block, Paragraph):
        return figure
    new = replace(figure, caption=caption.block.inlines)
    pair = sorted((item, caption), key=lambda one: one.index)
    context.became([one.block for one in pair], [new])
    context.because("caption", "The line beside the picture is its caption.", new)
    return new
