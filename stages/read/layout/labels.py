"""Words inside drawings: the numbers along the axes of a chart, the names on a map."""

from __future__ import annotations

from collections import Counter

from stages.read.layout.edges import line_text
from stages.read.layout.shapes import Box, Page

_AROUND = 3.6
"""How far from its curves a chart has labels, in sizes of the body."""
_SMALLER = 0.92
_LONGEST = 90
_MOST_DRAWINGS = 200
_LARGEST = 0.6
"""Share of the page from which on a drawing is its background."""


def find_labels(pages: list[Page]) -> None:
    """Name the small short lines in and around drawings `label` in `Line.edge`."""
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += sum(len(word.text) for word in line.words)
    body = max(sizes, key=lambda size: (sizes[size], -size)) if sizes else 0.0
    for page in pages:
        boxes = _clusters(page, _AROUND * body)
        for line in page.lines if boxes else ():
            if line.edge or line.size >= _SMALLER * body:
                continue
            middle = (line.x0 + line.x1) / 2
            inside = any(
                x0 <= middle <= x1 and line.x1 - line.x0 <= x1 - x0 and y0 <= line.y <= y1
                for x0, y0, x1, y1 in boxes
            )
            if inside and _is_label(line_text(line)):
                line.edge = "label"


def _clusters(page: Page, around: float) -> list[Box]:
    """Return the drawings of a page with the room around them; those that meet are one."""
    found: list[Box] = []
    for box in page.drawings[:_MOST_DRAWINGS]:
        if _is_background(box, page):
            continue
        x0, y0, x1, y1 = box[0] - around, box[1] - around, box[2] + around, box[3] + around
        apart: list[Box] = []
        for other in found:
            if other[0] <= x1 and x0 <= other[2] and other[1] <= y1 and y0 <= other[3]:
                x0, y0 = min(x0, other[0]), min(y0, other[1])
                x1, y1 = max(x1, other[2]), max(y1, other[3])
            else:
                apart.append(other)
        found = [*apart, (x0, y0, x1, y1)]
    return found


def _is_background(box: Box, page: Page) -> bool:
    area = (page.right - page.left) * (page.top - page.bottom)
    return (box[2] - box[0]) * (box[3] - box[1]) >= _LARGEST * area


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith((".", "”", ":", ",")) and "@" not in text
