"""What all repairs share: where they may act, and how a doubt is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.text import block_text
from pipeline.tree import Block, Code, Document, Heading, Link, Paragraph, Preformatted
from stages.clean.runs import text_runs

Mode = Literal["auto", "ask", "off"]
"""`auto` repairs, `ask` leaves the text alone and reports, `off` does nothing."""

Find = Callable[[Block, str], Iterable[Edit]]
"""Returns the edits of one block, sorted and apart from each other."""

_ADDRESS = lazily(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_STRUCTURE = lazily(r"[\n\t]")
_MOST_SHOWN = 5
_AROUND = 20


def repair(
    document: Document,
    context: Context,
    mode: Mode,
    find: Find,
    *,
    wanted: Callable[[str], object] | None = None,
) -> Document:
    """Apply the edits that `find` returns to every block, or report them.

    Blocks whose text is not `wanted` are not looked at. An edit that reaches into the
    structure of a list or table is left out.
    """
    if mode == "off":
        return document
    blocks = list(document.blocks)
    asked: dict[str, list[str]] = {}
    changed = False
    for i, block in enumerate(blocks):
        text = block_text(block)
        if not text or (wanted is not None and not wanted(text)):
            continue
        edits = allowed(block, text, find(block, text))
        if not edits:
            continue
        if mode == "ask":
            for edit in edits:
                asked.setdefault(edit.rule, []).append(shown(text, edit.start, edit.end))
            continue
        blocks[i] = context.edit(block, edits)
        changed = True
    for rule, places in asked.items():
        tell(context, rule, "may be damage and was left as it is", places)
    return replace(document, blocks=tuple(blocks)) if changed else document


def allowed(block: Block, text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return edits that change something and stay inside the runs of a list or table."""
    kept: list[Edit] = []
    plain = isinstance(block, Paragraph | Heading | Preformatted)
    inside: list[tuple[int, int]] = []
    for edit in edits:
        old = text[edit.start : edit.end]
        if old == edit.new or (kept and edit.start < kept[-1].end):
            continue
        if not plain and _STRUCTURE.search(old):
            inside = inside or [(run.start, run.start + len(run.text)) for run in text_runs(block)]
            if not any(first <= edit.start and edit.end <= last for first, last in inside):
                continue
        kept.append(edit)
    return kept


def code_spans(block: Block) -> list[tuple[int, int]]:
    """Return where code stands in a block's text; repairs of wording keep out of it."""
    if isinstance(block, Preformatted):
        return [(0, len(block.text))]
    if isinstance(block, Paragraph | Heading) and len(block.inlines) == 1:
        return []
    return [
        (run.start, run.start + len(run.text)) for run in text_runs(block) if run.within is Code
    ]


def address_spans(block: Block) -> list[tuple[int, int]]:
    """Return where linked words that are themselves an address stand in a block's text."""
    if isinstance(block, Paragraph | Heading) and len(block.inlines) == 1:
        return []
    return [
        (run.start, run.start + len(run.text))
        for run in text_runs(block)
        if run.within is Link and _ADDRESS.match(run.text)
    ]


def outside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether [start, end) touches none of the spans."""
    return not any(first < end and start < last for first, last in spans)


def shown(text: str, start: int, end: int) -> str:
    """Return a place of a text with a few words around it."""
    words = text[max(0, start - _AROUND) : end + _AROUND]
    return " ".join(words.split())


def tell(context: Context, code: str, what: str, places: Sequence[str]) -> None:
    """Report places of one kind as one problem."""
    if not places:
        return
    listed = ", ".join(f"“{place}”" for place in places[:_MOST_SHOWN])
    more = f" and {len(places) - _MOST_SHOWN} more" if len(places) > _MOST_SHOWN else ""
    context.report(code, f"This {what}: {listed}{more}.")


def in_order(*edits: Iterable[Edit]) -> list[Edit]:
    """Return edits of several rules in order; of two that overlap the first rule's stays."""
    kept: list[Edit] = []
    for number, edit in sorted(enumerate(chain(*edits)), key=lambda e: (e[1].start, e[0])):
        _ = number
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def is_ocr(block: Block) -> bool:
    """Tell whether the letters of a block were recognised from a picture: they prove nothing."""
    return block.origin is not None and block.origin.ocr
