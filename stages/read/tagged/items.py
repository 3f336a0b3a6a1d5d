"""List items: the lines of those lists of a tree that the page bears out."""

from __future__ import annotations

from stages.read.layout.shapes import Line, Page
from stages.read.tagged.elements import HEADINGS, Element

_LONGEST_ITEM = 1500
"""Characters of an item; what is longer is a page laid out as a list."""


def tell_items(pages: list[Page]) -> None:
    """Give lines the list items they are in, for lists that are believed.

    A list has two items at least (one alone is a numbered heading or a paragraph with a mark, which
    the layout judges; an item at the end of a page counts when the next page begins with one), no
    headings and no tables inside, and no item as long as an article.
    """
    ends = [_ends(page) for page in pages]
    for index, page in enumerate(pages):
        lists: dict[Element, list[Line]] = {}
        for line in page.lines if page.tags is not None else ():
            if line.told is not None and line.told.item is not None and not line.edge:
                lists.setdefault(outermost_list(line.told.item), []).append(line)
        above = ends[index - 1][1] if index else None
        below = ends[index + 1][0] if index + 1 < len(pages) else None
        for lines in lists.values():
            goes_on = (below is not None and lines[-1] is ends[index][1]) or (
                above is not None and lines[0] is ends[index][0]
            )
            if _is_list(lines, fewest=1 if goes_on else 2):
                for line in lines:
                    line.item = line.told.item if line.told is not None else None


def _ends(page: Page) -> tuple[Line | None, Line | None]:
    """Return the first and last line of a page's text where they are in list items."""
    lines = [line for line in page.lines if not line.edge]
    if not lines:
        return None, None
    first, last = lines[0], lines[-1]
    return (
        first if first.told is not None and first.told.item is not None else None,
        last if last.told is not None and last.told.item is not None else None,
    )


def outermost_list(item: Element) -> Element:
    """Return the outermost list that an item is in, not beyond a table."""
    found = item
    at: Element | None = item
    while at is not None and at.kind not in {"TD", "TH", "Table"}:
        if at.kind == "L":
            found = at
        at = at.parent
    return found


def _is_list(lines: list[Line], fewest: int) -> bool:
    sizes: dict[Element, int] = {}
    for line in lines:
        told = line.told
        if told is None or told.item is None or told.kind in HEADINGS or told.cell is not None:
            return False
        sizes[told.item] = sizes.get(told.item, 0) + sum(len(word.text) for word in line.words)
    return len(sizes) >= fewest and max(sizes.values()) <= _LONGEST_ITEM


def goes_on(one: Line, two: Line) -> bool | None:
    """Tell whether the items of two lines are in one list; None where no tree says."""
    if one.item is None or two.item is None:
        return None
    return outermost_list(one.item) is outermost_list(two.item)


def is_deeper(one: Line, two: Line) -> bool | None:
    """Tell whether the item of the second line is nested deeper; None where no tree says."""
    if one.item is None or two.item is None:
        return None
    return two.item.depth > one.item.depth
