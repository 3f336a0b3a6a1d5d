"""Join what the end of a column or page cut in two: paragraphs, lists, tables."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text, blocks_text
from pipeline.tree import Block, Document, Inlines, List, Paragraph, Row, Table, Text
from stages.read.layout.facts import BlockFacts, PdfLayout

_ENDS_IN_ADDRESS = lazily(r"(?:^|\n)[^\s@]{1,99}@[^\s@]{1,99}$")
"""The last line of a contact: nothing goes on behind it."""
_ENDS = ".!?:…。！？؟।"
_CLOSERS = "\"'”’»›)]}」』*"
_FLUSH = 1.0
"""Points that the last line of a justified paragraph leaves free only by chance."""
_OPENERS = ("“", "„", "«", '"', "‘")


@stage("join-pages")
def join_pages(document: Document, context: Context) -> Document:
    """Join paragraphs, lists and tables of a PDF that go on in the next column or on the next page.

    A paragraph goes on when its last line is full and ends no sentence, when the next one begins
    in the middle of a sentence, or when the structure tree has both in one element.
    """
    layout = document.layout
    if not isinstance(layout, PdfLayout):
        return document
    blocks: list[Block] = []
    parts: list[list[Block]] = []
    for block in document.blocks:
        place = _before_notes(blocks, layout)
        if place >= 0:
            joined = _joined(blocks[place], parts[place][-1], block, layout)
            if joined is not None:
                blocks[place] = joined
                parts[place].append(block)
                continue
        blocks.append(block)
        parts.append([block])
    changed = False
    for block, olds in zip(blocks, parts, strict=True):
        if len(olds) > 1:
            changed = True
            context.became(olds, [block])
            context.because("page-end", "the end of a column or page had cut it in two", block)
    return replace(document, blocks=tuple(blocks)) if changed else document


def _before_notes(blocks: list[Block], layout: PdfLayout) -> int:
    """Return the number of the last block that is no footnote, -1 where there is none."""
    place = len(blocks) - 1
    while place >= 0 and (facts := facts_of(blocks[place], layout)) is not None and facts.note:
        place -= 1
    return place


def facts_of(block: Block, layout: PdfLayout) -> BlockFacts | None:
    """Return what the page said about a block."""
    node = block.origin.node if block.origin else None
    if node is None or not 0 <= node < len(layout.blocks):
        return None
    return layout.blocks[node]


def _joined(whole: Block, last: Block, block: Block, layout: PdfLayout) -> Block | None:
    """Return both as one block, or None where each stands for itself."""
    one, two = facts_of(last, layout), facts_of(block, layout)
    if one is None or two is None or one.edge or two.edge:
        return None
    if (
        isinstance(whole, Paragraph)
        and isinstance(block, Paragraph)
        and _is_one_element(last, block, one, two)
    ):
        return replace(whole, inlines=_glued(whole.inlines, block.inlines))
    if not (one.column_end and two.column_start):
        return None
    if abs(one.size - two.size) > 0.06 * one.size:
        return None
    if isinstance(whole, Paragraph) and isinstance(block, Paragraph):
        return _paragraphs(whole, block, one, two, justified=layout.justified)
    if isinstance(whole, List):
        if isinstance(block, List):
            return _lists(whole, block, one, two)
        if isinstance(block, Paragraph):
            return _item_goes_on(whole, block, one, two)
    if isinstance(whole, Table) and isinstance(block, Table):
        return _tables(whole, block)
    return None


def _is_one_element(last: Block, block: Block, one: BlockFacts, two: BlockFacts) -> bool:
    """Tell whether the structure tree has two blocks in one element that goes up to a new column.

    Below each other they were parted for what the page shows between them.
    """
    if not one.told or one.told != two.told or one.page != two.page:
        return False
    above, below = last.origin, block.origin
    return bool(above and above.box and below and below.box and below.box[3] > above.box[1])


def _is_full(one: BlockFacts, two: BlockFacts) -> bool:
    """Tell whether the first word of the next block would not have fitted on the last line."""
    return one.room <= two.first + 0.45 * one.size


def _ends_sentence(text: str) -> bool:
    return text.rstrip().rstrip(_CLOSERS)[-1:] in _ENDS


def _begins_inside(text: str) -> bool:
    """Tell whether a text begins in lower case, as no paragraph does."""
    first = text.lstrip("\"'“‘«„( ")[:1]
    return first.islower() or first in ",;"


def _paragraphs(
    whole: Paragraph, block: Paragraph, one: BlockFacts, two: BlockFacts, *, justified: bool
) -> Paragraph | None:
    before, after = block_text(whole), block_text(block)
    if not before or not after or one.bold != two.bold:
        return None
    if two.indented and not _begins_inside(after):
        return None
    inside, full = _begins_inside(after), _is_full(one, two)
    if not inside and _ENDS_IN_ADDRESS.search(before):
        return None
    if _ends_sentence(before):
        flush = justified and one.room < _FLUSH and one.lines > 1
        if not full or not (inside or (flush and not after.startswith(_OPENERS))):
            return None
    elif not (full or inside):
        return None
    return replace(whole, inlines=_glued(whole.inlines, block.inlines))


def _glued(one: Inlines, two: Inlines) -> Inlines:
    if one and two and isinstance(one[-1], Text) and isinstance(two[0], Text):
        return (*one[:-1], Text(f"{one[-1].text}\n{two[0].text}"), *two[1:])
    return (*one, Text("\n"), *two)


def _lists(whole: List, block: List, one: BlockFacts, two: BlockFacts) -> List | None:
    if whole.ordered != block.ordered:
        return None
    if whole.ordered and block.start != whole.start + len(whole.items):
        return None
    return replace(whole, items=(*whole.items, *block.items))


def _item_goes_on(whole: List, block: Paragraph, one: BlockFacts, two: BlockFacts) -> List | None:
    """Return the list with a paragraph that goes on its last item's text."""
    item = whole.items[-1]
    last = item[-1]
    if not isinstance(last, Paragraph):
        return None
    before = block_text(last)
    if _ends_sentence(before) or not (_is_full(one, two) or _begins_inside(block_text(block))):
        return None
    joined = replace(last, inlines=_glued(last.inlines, block.inlines))
    return replace(whole, items=(*whole.items[:-1], (*item[:-1], joined)))


def _tables(whole: Table, block: Table) -> Table | None:
    """Return both as one where they have as many columns, a head that is said again only once."""
    if not whole.rows or not block.rows or block.caption:
        return None
    if _columns(whole) != _columns(block):
        return None
    again = 0
    for old, new in zip(whole.rows, block.rows, strict=False):
        if not old.header or _row_text(old) != _row_text(new):
            break
        again += 1
    return replace(whole, rows=(*whole.rows, *block.rows[again:]))


def _row_text(row: Row) -> str:
    return "\t".join(blocks_text(cell.blocks, " ") for cell in row.cells)


def _columns(table: Table) -> int:
    return max(sum(cell.colspan for cell in row.cells) for row in table.rows)
