"""Lines learn what the structure tree says of them: paragraph, list mark, order, furniture."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from stages.read.layout.lines import line_of
from stages.read.layout.shapes import Line, Page
from stages.read.tagged.elements import Element, Tags

_LONGEST_LABEL = 8
"""Characters of a bullet or number; longer labels are the terms of a glossary."""
_ZONE = 0.15
"""Share of a page's height at its head and foot where furniture stands."""
_MENTIONED = 0.8
"""Share of a page's characters in its tree, from which on what it leaves out means something."""
_MOST_FURNITURE = 6
"""Lines at one edge of a page."""
_MOST_COMPARED = 20
"""Lines of an item among which that of its label is looked for; it is the first."""
_NUMBERS = frozenset("0123456789")


def tell_lines(page: Page) -> None:
    """Give the lines of a tagged page the paragraph that the tree puts them in."""
    if page.tags is None:
        return
    for line in page.lines:
        line.told = _paragraph(line, page.tags)


def _paragraph(line: Line, tags: Tags) -> Element | None:
    """Return the one paragraph that the words of a line are in; a label is beside the point."""
    found: Element | None = None
    for tag in {word.tag for word in line.words if word.tag}:
        block = tags.elements[tag - 1].block
        if block is None or block.kind == "Lbl":
            continue
        if found is not None and block is not found:
            return None
        found = block
    return found


def take_labels(page: Page) -> None:
    """Take the labels of list items off their lines as marks; one that stands alone goes beside."""
    tags = page.tags
    if tags is None or not any(element.kind == "Lbl" for element in tags.elements):
        return
    tell_lines(page)
    lines_of: dict[Element | None, list[Line]] = {}
    for line in page.lines:
        if line.told is not None and len(lines_of.setdefault(line.told.item, [])) < _MOST_COMPARED:
            lines_of[line.told.item].append(line)
    alone: set[int] = set()
    for line in page.lines:
        count = 0
        for word in line.words:
            block = tags.elements[word.tag - 1].block if word.tag else None
            if block is None or block.kind != "Lbl":
                break
            count += 1
        label = line.words[:count]
        text = " ".join(word.text for word in label)
        if not count or len(text) > _LONGEST_LABEL:
            continue
        item = tags.elements[label[0].tag - 1].item
        if count == len(line.words):
            host = next(
                (
                    other
                    for other in lines_of.get(item, ())
                    if abs(other.y - line.y) <= 0.5 * other.size and other.mark is None
                ),
                None,
            )
            if host is None or line.x0 > host.x0:
                continue
            alone.add(id(line))
        else:
            host = line
            line.words = line.words[count:]
            line.x0 = line.words[0].x0
        host.mark, host.mark_x, host.mark_typed = text, label[0].x0, True
        host.mark_gap = host.x0 - label[-1].x1
    page.lines = [line for line in page.lines if id(line) not in alone]


def find_left_out(pages: list[Page]) -> None:
    """Name furniture what a page's tree leaves out at the edges of the page.

    Running heads and feet are artifacts (ISO 32000-2, 14.8.2.2): marked so, or in no element. That
    is believed on a page whose tree mentions most of its characters, for the outermost lines, and
    where the same line returns on another page, repeats words of the text, or holds nothing that a
    desk may need: letterheads with an address, a number or a date are made as page headers too.
    """
    found: list[tuple[Line, str]] = []
    for page in pages:
        if page.tags is None:
            continue
        heads, feet = _outermost(page, head=True), _outermost(page, head=False)
        left = sum(len(word.text) for line in (*heads, *feet) for word in line.words)
        if _share_told(page) * page.characters >= _MENTIONED * (page.characters - left):
            found.extend((line, "head") for line in heads)
            found.extend((line, "foot") for line in feet)
    seen = Counter(_key(line) for line, _ in found)
    told = _told_words(pages) if found else ""
    for line, edge in found:
        if line.edge:
            continue
        repeats = all(word.text.casefold() in told for word in line.words)
        if seen[_key(line)] > 1 or repeats or not _is_needed(line):
            line.edge = edge


def _told_words(pages: list[Page]) -> str:
    """Return what trees mention as one string: a line of its words says what the text says."""
    lines = (line for page in pages for line in page.lines)
    return "".join(word.text.casefold() for line in lines for word in line.words if word.tag)


def _share_told(page: Page) -> float:
    if page.tags is None:
        return 0.0
    if page.tags.share is None:
        told = sum([len(word.text) for word in page.words if word.tag])
        page.tags.share = told / max(page.characters, 1)
    return page.tags.share


def _outermost(page: Page, *, head: bool) -> list[Line]:
    """Return the lines at an edge before the first that the tree mentions."""
    height = page.top - page.bottom
    if head:
        near = [line for line in page.lines if line.y > page.top - _ZONE * height]
    else:
        near = [line for line in page.lines if line.y < page.bottom + _ZONE * height]
    near.sort(key=lambda line: -line.y if head else line.y)
    found: list[Line] = []
    for line in near[: _MOST_FURNITURE + 1]:
        if any(word.tag for word in line.words):
            break
        found.append(line)
    return found if len(found) <= _MOST_FURNITURE else []


def _key(line: Line) -> str:
    text = " ".join(word.text for word in line.words)
    return "".join("0" if c in _NUMBERS else c for c in text.casefold())


def _is_needed(line: Line) -> bool:
    """Tell whether a line holds an address, a telephone number, a date or a sentence."""
    text = " ".join(word.text for word in line.words)
    return "@" in text or sum(c in _NUMBERS for c in text) > 3 or text.endswith((".", ":"))  # noqa: PLR2004 (a year, a telephone number)


def in_tree_order(page: Page) -> None:
    """Put the lines of a page in the order of its tree; lines it leaves out keep their neighbour.

    The order of the file is the order of painting, that of the tree the order of reading
    (ISO 32000-2, 14.8.2.3), so the tree is followed where it mentions the page and goes up the
    page no oftener than the file does.
    """
    tags = page.tags
    if tags is None or _share_told(page) < _MENTIONED:
        return
    ordered: list[tuple[int, Line]] = []
    last = -1
    for line in page.lines:
        place = min((_place(word.tag, tags) for word in line.words if word.tag), default=0)
        last = place or last
        ordered.append((last, line))
    lines = [line for _, line in sorted(ordered, key=lambda one: one[0])]
    climbs = _climbs(lines)
    if climbs <= _climbs(page.lines):
        page.lines = lines
        page.ordered = not climbs


def _place(tag: int, tags: Tags) -> int:
    """Return where the paragraph of an element comes in the tree; inside it the file knows best."""
    block = tags.elements[tag - 1].block
    return tag if block is None else block.number


def _climbs(lines: list[Line]) -> int:
    """Count the lines that stand above the one before them in the same column."""
    return sum(
        two.y > one.y + one.size and min(one.x1, two.x1) > max(one.x0, two.x0)
        for one, two in pairwise(lines)
        if not one.edge and not two.edge
    )


def part_lines(page: Page, inside: set[int]) -> None:
    """Cut the lines of a page where words of these elements meet others."""
    done: list[Line] = []
    for line in page.lines:
        runs: list[tuple[bool, int]] = []
        for index, word in enumerate(line.words):
            here = word.tag in inside
            if not runs or runs[-1][0] != here:
                runs.append((here, index))
        if len(runs) < 2:  # noqa: PLR2004 (all in or all out)
            done.append(line)
            continue
        ends = [start for _, start in runs[1:]] + [len(line.words)]
        for (_, start), end in zip(runs, ends, strict=True):
            piece = line_of(line.words[start:end], line.page)
            piece.edge, piece.told, piece.item = line.edge, line.told, line.item
            if start == 0 and line.mark is not None:
                piece.mark, piece.mark_x = line.mark, line.mark_x
                piece.mark_typed, piece.mark_gap = line.mark_typed, line.mark_gap
            done.append(piece)
    page.lines = done
