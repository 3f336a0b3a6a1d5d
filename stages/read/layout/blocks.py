"""Parts become the blocks of the tree, with what later stages ask about them kept beside."""

from __future__ import annotations

from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from pipeline.text import BETWEEN_BLOCKS, block_text
from pipeline.tree import Block, Figure, Heading, List, Origin, Paragraph, Table
from stages.read.layout.direction import is_right, mirrored
from stages.read.layout.facts import BlockFacts, PdfLayout
from stages.read.layout.inlines import make_inlines
from stages.read.layout.lists import make_list
from stages.read.layout.measure import Usual
from stages.read.layout.paragraphs import Part
from stages.read.layout.shapes import Page
from stages.read.tagged.headings import element_of
from stages.read.tagged.items import goes_on

_NOTE = 0.93
"""Share of the body's size from which on down a paragraph may be a footnote."""
_NOTE_MARKS = frozenset("0123456789*†‡§[¹²³")


class Built(Struct):
    """The blocks of a document, their source text and spans, and the facts about them."""

    blocks: list[Block]
    source: str
    spans: list[tuple[int, int]]
    layout: PdfLayout


def build(pages: list[Page], parts_by_page: list[list[Part]], usual: Usual) -> Built:
    """Return the blocks of all pages in order."""
    blocks: list[Block] = []
    sources: list[str] = []
    facts: list[BlockFacts] = []
    recognised = {page.number for page in pages if page.ocr}
    turned = {page.number: page for page in pages if page.mirrored}
    for parts in parts_by_page:
        units = _units(parts)
        notes = _notes(units, usual)
        for index, unit in enumerate(units):
            block, source = _block(unit, len(facts), recognised)
            block = _directed(block, turned.get(unit[0].page))
            above = next((u[-1] for u in reversed(units[:index]) if not u[0].edge), None)
            below = next(
                (u[0] for i, u in enumerate(units[index + 1 :], index + 1) if _counts(u, i, notes)),
                None,
            )
            blocks.append(block)
            sources.append(source)
            facts.append(replace(_facts(unit, above, below, usual), note=index in notes))
    spans: list[tuple[int, int]] = []
    at = 0
    for source in sources:
        if source and at:
            at += len(BETWEEN_BLOCKS)
        spans.append((at, at + len(source)))
        at += len(source)
    layout = PdfLayout(
        tuple((page.left, page.bottom, page.right, page.top) for page in pages),
        usual.body,
        usual.gaps,
        usual.justified,
        tuple(facts),
    )
    return Built(blocks, BETWEEN_BLOCKS.join(filter(None, sources)), spans, layout)


def _units(parts: list[Part]) -> list[list[Part]]:
    """Return neighbouring items together and everything else alone."""
    units: list[list[Part]] = []
    for kind, group in groupby(parts, key=lambda part: part.kind):
        if kind != "item":
            units.extend([part] for part in group)
            continue
        for part in group:
            if units and units[-1][-1].kind == "item" and _goes_on(units[-1][-1], part):
                units[-1].append(part)
            else:
                units.append([part])
    return units


def _counts(unit: list[Part], index: int, notes: set[int]) -> bool:
    return not unit[0].edge and index not in notes


def _notes(units: list[list[Part]], usual: Usual) -> set[int]:
    """Return the numbers of the footnotes: small, marked, and last of their column."""
    found: set[int] = set()
    below: tuple[int, list[Part]] | None = None
    for index in range(len(units) - 1, -1, -1):
        unit = units[index]
        part = unit[0]
        if part.edge:
            continue
        last = below is None or below[0] in found or below[1][0].box[1] > part.box[1]
        small = part.kind == "paragraph" and part.size < _NOTE * usual.body
        if last and small and part.lines[0].words[0].text[:1] in _NOTE_MARKS:
            found.add(index)
        below = (index, unit)
    return found


def _goes_on(one: Part, two: Part) -> bool:
    """Tell whether an item stands below the one before, in the same column."""
    said = goes_on(one.lines[0], two.lines[0])
    if said is not None:
        return said
    return two.box[1] < one.box[1] and min(one.box[2], two.box[2]) > max(one.box[0], two.box[0])


def _facts(unit: list[Part], above: Part | None, below: Part | None, usual: Usual) -> BlockFacts:
    first, last = unit[0], unit[-1]
    told = element_of(first) if usual.claims.joins and len(unit) == 1 else None
    return BlockFacts(
        page=first.page,
        size=first.size,
        bold=first.bold,
        indented=first.indented,
        room=last.room,
        first=first.first,
        lines=sum(len(part.lines) for part in unit),
        column_start=above is None or above.box[1] < first.box[1],
        column_end=below is None or below.box[1] > last.box[1],
        edge=first.edge,
        left=first.lines[0].x0 if first.lines else first.box[0],
        told=told.number if told is not None else 0,
    )


def _block(unit: list[Part], node: int, recognised: set[int]) -> tuple[Block, str]:
    part = unit[0]
    box = (
        min(p.box[0] for p in unit),
        min(p.box[1] for p in unit),
        max(p.box[2] for p in unit),
        max(p.box[3] for p in unit),
    )
    rounded = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
    ocr = part.page in recognised
    origin = Origin(page=part.page, box=rounded, node=node, size=part.size, ocr=ocr)
    block: Block
    if part.kind == "item":
        listed, source = make_list(unit, ocr=ocr)
        return _at(listed, origin), source
    if isinstance(part.content, Figure):
        caption = make_inlines(part.lines, part.breaks) if part.lines else ()
        block = Figure(image=part.content.image, caption=caption, origin=origin)
        return block, block_text(block)
    if isinstance(part.content, Table):
        block = _at(part.content, origin)
        return block, block_text(block)
    language = _language_of(part)
    inlines = make_inlines(part.lines, part.breaks, plain_bold=part.kind == "heading")
    if part.kind == "heading":
        block = Heading(level=part.level, inlines=inlines, origin=origin, language=language)
    else:
        block = Paragraph(inlines=inlines, origin=origin, language=language)
    return block, block_text(block)


def _language_of(part: Part) -> str | None:
    """Return the language that all words of a part have, taken off the words."""
    language = part.lines[0].words[0].language
    words = [word for line in part.lines for word in line.words]
    if not language or any(word.language != language for word in words):
        return None
    for word in words:
        word.language = ""
    return language


def _directed(block: Block, page: Page | None) -> Block:
    """Return a block with its direction, and its box where it stood before the mirror."""
    if page is not None and block.origin is not None and block.origin.box is not None:
        x0, y0, x1, y1 = mirrored(block.origin.box, page)
        box = (round(x0, 1), y0, round(x1, 1), y1)
        block = replace(block, origin=replace(block.origin, box=box))
    if isinstance(block, Paragraph | Heading | List | Table) and is_right(block_text(block)):
        return replace(block, direction="rtl")
    return block


def _at(block: Block, origin: Origin) -> Block:
    return replace(block, origin=origin)
