"""Marked paragraphs become lists, nested and numbered."""

from __future__ import annotations

from pipeline.tree import Block, List, Origin, Paragraph
from stages.read.layout.inlines import make_inlines
from stages.read.layout.marks import WEAK, number_of, put_back
from stages.read.layout.paragraphs import Part, finish
from stages.read.layout.shapes import Line
from stages.read.tagged.items import is_deeper

_DEEPER = 0.7
"""How much further right the marks of a nested list stand, in sizes."""
_DEEPEST = 8


def settle_marks(parts: list[Part]) -> None:
    """Keep a mark as that of a list item where others like it follow; else it is text again.

    Numbers must go on by one. A dash or a letter alone is no list.
    """
    for part in parts:
        if part.kind == "paragraph" and part.lines[0].item is not None:
            part.kind = "item"
    marked = [part for part in parts if part.kind == "paragraph" and part.lines[0].mark is not None]
    places = {id(part): place for place, part in enumerate(parts)}
    for index, part in enumerate(marked):
        mark = part.lines[0].mark or ""
        number = number_of(mark)
        alone = not _has_fellow(marked, index, number)
        weak = number is not None or mark in WEAK
        if (alone and weak) or (number is not None and _is_numbered_heading(part, parts, places)):
            put_back(part.lines[0])
            finish(part)
        else:
            part.kind = "item"


def _is_numbered_heading(part: Part, parts: list[Part], places: dict[int, int]) -> bool:
    """Tell whether a bold numbered line stands over text that is not bold."""
    if not part.bold or len(part.lines) > 2:  # noqa: PLR2004 (a heading is short)
        return False
    following = parts[places[id(part)] + 1] if places[id(part)] + 1 < len(parts) else None
    if following is None or following.kind != "paragraph":
        return False
    return following.lines[0].mark is None and not following.bold


def _has_fellow(marked: list[Part], index: int, number: int | None) -> bool:
    mine = marked[index].lines[0]
    near = marked[max(index - 12, 0) : index] + marked[index + 1 : index + 13]
    for part in near:
        line = part.lines[0]
        if line.mark is None or not _same_kind(mine.mark or "", line.mark):
            continue
        other = number_of(line.mark)
        if number is None and other is None:
            return True
        if number is not None and other is not None and abs(number - other) == 1:
            return True
    return False


def _same_kind(one: str, two: str) -> bool:
    first, second = number_of(one), number_of(two)
    if first is None or second is None:
        return one == two
    shape = one[0] == "(", one[-1]
    return (
        shape == (two[0] == "(", two[-1])
        and one.strip("(.)").isdigit() == two.strip("(.)").isdigit()
    )


def make_list(items: list[Part], *, ocr: bool = False) -> tuple[List, str]:
    """Return the list of neighbouring items, and what stood on the page: marks and all.

    `ocr` where the words were recognised from a picture.
    """
    block, source, _ = _level(items, 0, 0, ocr=ocr)
    return block, source


def _level(items: list[Part], start: int, depth: int, *, ocr: bool) -> tuple[List, str, int]:
    """Return the list that begins at an item, its source, and the number of the item after it.

    A column may begin inside a nested list, so at depth 0 items further left belong to it too.
    """
    first = items[start].lines[0]
    number = number_of(first.mark or "")
    done: list[tuple[Block, ...]] = []
    source: list[str] = []
    index = start
    now = None
    while index < len(items):
        line = items[index].lines[0]
        block = item_paragraph(items[index], ocr=ocr)
        if line.item is not None and line.item is now:
            done[-1] = (*done[-1], block)
            source.append(_text(block))
            index += 1
            continue
        if done and depth < _DEEPEST and _is_nested(first, line):
            inner, told, index = _level(items, index, depth + 1, ocr=ocr)
            done[-1] = (*done[-1], inner)
            source.append(told)
            continue
        if depth and index > start and _is_nested(line, first):
            break
        now = line.item
        done.append((block,))
        mark = f"{line.mark} " if line.mark_typed else ""
        source.append(mark + _text(block))
        index += 1
    block_list = List(ordered=number is not None, start=number or 1, items=tuple(done))
    return block_list, "\n".join(source), index


def _is_nested(one: Line, two: Line) -> bool:
    """Tell whether the item of the second line stands in a list inside that of the first."""
    said = is_deeper(one, two)
    return two.mark_x > one.mark_x + _DEEPER * one.size if said is None else said


def item_paragraph(part: Part, *, ocr: bool = False) -> Paragraph:
    """Return the paragraph of one item."""
    return Paragraph(
        inlines=make_inlines(part.lines, part.breaks),
        origin=Origin(page=part.page, box=part.box, size=part.size, ocr=ocr),
    )


def _text(block: Paragraph) -> str:
    from pipeline.text import inline_text  # noqa: PLC0415 (only here)

    return inline_text(block.inlines)
