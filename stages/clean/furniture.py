"""Remove running heads, feet and folios."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document, Metadatum
from stages.read.layout.facts import BlockFacts, PdfLayout

_RULES = {
    "head": ("running-head", "the line stands at the head of one page after another"),
    "foot": ("running-foot", "the line stands at the foot of one page after another"),
    "folio": ("folio", "the number of the page, at its edge"),
    "label": ("drawing-label", "a label inside a drawing, which a clean copy cannot show"),
}


@stage("drop-furniture")
def drop_furniture(
    document: Document, context: Context, *, furniture: Literal["auto", "ask", "off"] = "auto"
) -> Document:
    """Remove running heads, running feet, page numbers and labels of drawings of a PDF.

    What is removed is kept as metadata under `furniture`, since a running head may be the only
    place that tells date or sender. `ask` leaves it in the copy and reports it, `off` leaves it.
    """
    layout = document.layout
    if not isinstance(layout, PdfLayout) or furniture == "off":
        return document
    found = [(block, facts.edge) for block in document.blocks if (facts := _edge(block, layout))]
    if not found:
        return document
    if furniture == "ask":
        for block, edge in found:
            context.report(
                _RULES[edge][0], f"This looks like page furniture: “{block_text(block)}”."
            )
        return document
    facts_told: dict[tuple[str, str], Metadatum] = {}
    for block, edge in found:
        rule, why = _RULES[edge]
        context.because(rule, why, block)
        text = block_text(block)
        if edge not in {"folio", "label"}:
            facts_told.setdefault((rule, text), Metadatum("furniture", rule, text))
    gone = {id(block) for block, _ in found}
    return replace(
        document,
        blocks=tuple(block for block in document.blocks if id(block) not in gone),
        metadata=(*document.metadata, *facts_told.values()),
    )


def _edge(block: Block, layout: PdfLayout) -> BlockFacts | None:
    node = block.origin.node if block.origin else None
    if node is None or not 0 <= node < len(layout.blocks) or not layout.blocks[node].edge:
        return None
    return layout.blocks[node]
