"""Lists in text: marks, numbers, continued lines, lists inside items."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.text import inline_text
from pipeline.tree import Block, List, Paragraph
from stages.read.text_build import Draft, compose, origin_of, pieces_of
from stages.read.text_lines import Line
from stages.read.text_wrap import End, is_lettered, line_ends

_MARK = lazily(
    r"(?P<bullet>[*•·▪▫◦‣●■□○◆►➢✓✔\uf0a7\uf0b7\uf0d8\uf0fc+–—-]|o(?=[ \t]{1,4}\S))"
    r"(?:[ \t\u00a0]+|$)"
    r"|(?P<number>\d{1,3})(?P<dot>[.)])[ \t\u00a0]+(?=\S)"
    r"|\((?P<inner>\d{1,2})\)[ \t\u00a0]+(?=\S)"
)
_MARKED_LINE = lazily(r"[-*•–—]\s.*\s[-*•–—]$")
"""`- more -`, `* * *`: a mark at either end is no list."""
_WEAK = frozenset("-–—+o")
FOOTNOTE = lazily(r"\*(?<=\w\*)(?=[\s.,;:)]|$)", re.MULTILINE)
"""A word that carries a star."""
_WHY = "the mark of a list item became a list item"
_EMPTY = "the marks of a list stand without words"
_NESTING = 4


class Mark(Struct, frozen=True):
    """The mark of a list item; `width` characters with the space after it."""

    kind: str
    number: int | None
    width: int


class Item(Struct, frozen=True):
    """One item: the line of its mark, the lines of its words, the list inside it."""

    mark: Mark
    first: Line
    lines: list[Line]
    inner: list[Item]


def mark_of(line: Line) -> Mark | None:
    """Return the list mark a line begins with, if any."""
    match = _MARK.match(line.words)
    if match is None or _MARKED_LINE.match(line.words):
        return None
    if match["bullet"]:
        return Mark(match["bullet"], None, match.end())
    if match["inner"]:
        return Mark("()", int(match["inner"]), match.end())
    return Mark(match["dot"], int(match["number"]), match.end())


def read_list(
    source: str,
    lines: Sequence[Line],
    at: int,
    width: int | None,
    is_start: Callable[[int], bool],
    *,
    markdown: bool,
    footnotes: bool = False,
) -> tuple[Draft, int] | None:
    """Return the list that begins at line `at` and the line after it, or None for no list.

    `is_start` tells lines that begin another kind of block; with `footnotes`, words of the text
    carry a star, so that one starred line alone is a note.
    """
    mark = mark_of(lines[at])
    if mark is None or (mark.number is not None and mark.number > 1):
        return None
    items, after = _items(lines, at, width, is_start, 0)
    if not _plausible(items, markdown=markdown, footnotes=footnotes):
        return None
    edits: list[Edit] = []
    pieces: list[tuple[int, int]] = []
    block = _block(source, items, edits, pieces, markdown=markdown)
    start, end = items[0].first.start, _last(items)
    if not pieces:
        return Draft(block, start, end, (Edit(start, end, "", "list-mark", _EMPTY),)), after
    for (_, one), (two, _) in zip([(start, start), *pieces], pieces, strict=False):
        edits.extend(_between(source, one, two, first=one == start))
    if pieces[-1][1] < end:
        edits.append(Edit(pieces[-1][1], end, "", "list-mark", _EMPTY))
    edits.sort(key=lambda edit: (edit.start, edit.end))
    return Draft(block, start, end, tuple(edits)), after


def _between(source: str, one: int, two: int, *, first: bool) -> list[Edit]:
    """Turn what lies between two items into one newline; before the first item into nothing."""
    if one == two:
        return []
    newline = -1 if first else source.find("\n", one, two)
    if newline < 0:
        return [Edit(one, two, "" if first else "\n", "list-mark", _WHY)]
    edits = [Edit(one, newline, "", "list-mark", _WHY)] if newline > one else []
    if two > newline + 1:
        edits.append(Edit(newline + 1, two, "", "list-mark", _WHY))
    return edits


def _last(items: Sequence[Item]) -> int:
    item = items[-1]
    own = max(item.first.end, item.lines[-1].end if item.lines else 0)
    return max(own, _last(item.inner)) if item.inner else own


def _items(
    lines: Sequence[Line],
    at: int,
    width: int | None,
    is_start: Callable[[int], bool],
    depth: int,
) -> tuple[list[Item], int]:
    """Return items of one kind from line `at` on, and the line after the last."""
    first = mark_of(lines[at])
    items: list[Item] = []
    indent = lines[at].indent
    end = at
    while at < len(lines):
        line = lines[at]
        if not line.words:
            at += 1
            if at - end > _NESTING:
                break
            continue
        mark = mark_of(line)
        if mark is not None and first is not None and abs(line.indent - indent) <= 1:
            if mark.kind != first.kind or not _follows(mark, items):
                break
            words = line._replace(start=line.start + mark.width, words=line.words[mark.width :])
            words = words._replace(start=min(words.start, line.end))
            items.append(Item(mark, line, [words] if words.words else [], []))
        elif mark is not None and line.indent > indent + 1 and items and depth < _NESTING:
            items[-1].inner[:], end = _items(lines, at, width, is_start, depth + 1)
            at = end
            continue
        elif not items or not _goes_on(lines, at, end, items[-1], width) or is_start(at):
            break
        else:
            items[-1].lines.append(line)
        at += 1
        end = at
    return items, end


def _follows(mark: Mark, items: Sequence[Item]) -> bool:
    if mark.number is None or not items or items[-1].mark.number is None:
        return True
    return mark.number == items[-1].mark.number + 1


def _goes_on(lines: Sequence[Line], at: int, end: int, item: Item, width: int | None) -> bool:
    """Tell whether a line without a mark belongs to the item above."""
    if at > end or item.inner or not item.lines:
        return False
    line, last = lines[at], item.lines[-1]
    content = item.first.indent + min(item.mark.width, 4)
    whole = last if last is not item.lines[0] else item.first
    if line.indent >= content or (line.indent > item.first.indent and len(item.lines) > 1):
        return True
    return line_ends([whole, line], width)[0] is End.WIDTH


def _plausible(items: Sequence[Item], *, markdown: bool, footnotes: bool) -> bool:
    if len(items) > 1:
        return True
    if not items[0].lines:
        return False
    kind = items[0].mark.kind
    if kind in _WEAK:
        return markdown and kind in "-+"
    if kind == "*":
        return not footnotes
    return True


def _block(
    source: str,
    items: Sequence[Item],
    edits: list[Edit],
    pieces: list[tuple[int, int]],
    *,
    markdown: bool,
) -> List:
    """Return the list; `edits` are those inside items, `pieces` where the items' words stand."""
    made: list[tuple[Block, ...]] = []
    for item in items:
        blocks: list[Block] = []
        if item.lines:
            inlines, mine = compose(
                source,
                pieces_of(item.lines, [is_lettered(line) for line in item.lines[1:]]),
                markdown=markdown,
            )
            if inline_text(inlines):
                blocks.append(Paragraph(inlines=inlines))
                edits.extend(mine)
                pieces.append((item.lines[0].start, item.lines[-1].end))
        if item.inner:
            blocks.append(_block(source, item.inner, edits, pieces, markdown=markdown))
        if blocks:
            made.append(tuple(blocks))
    number = items[0].mark.number
    return List(
        ordered=number is not None,
        start=number if number is not None else 1,
        items=tuple(made),
        origin=origin_of(items[0].first),
    )
