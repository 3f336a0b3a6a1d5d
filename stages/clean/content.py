"""Remove page chrome on the record, and type what is plainly no body text."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document


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
    from stages.clean.selection.page import Page
    from stages.clean.selection.rules import RULES
    from stages.read.html_layout import Layout

    layout = document.layout
    if chrome == "off" or not isinstance(layout, Layout):
        return document
    page = Page(document, layout)
    for name, rule in RULES:
        if name not in without:
            rule(page)
    blocks = []
    for item in page.items:
        if item.drop is None:
            block = item.block
            blocks.append(block if item.role == block.role else replace(block, role=item.role))
        else:
            context.because(item.drop, item.why, item.block)
    return replace(document, blocks=tuple(blocks))
