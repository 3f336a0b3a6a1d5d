"""Words inside drawings: the numbers along the axes of a chart, the names on a map."""

from __future__ import annotations

from collections import Counter

from stages.read.layout.edges import line_text
from stages.read.layout.shapes import Box, Page

_AROUND = 3.0
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
        boxes = [
            (x0 - _AROUND * body, y0 - _AROUND * body, x1 + _AROUND * body, y1 + _AROUND * body)
            for x0, y0, x1, y1 in page.drawings[:_MOST_DRAWINGS]
            if not _is_background((x0, y0, x1, y1), page)
        ]
        for line in page.lines if boxes else ():
            if line.edge or line.size >= _SMALLER * body:
                continue
            inside = any(
                x0 <= line.x0 and line.x1 <= x1 and y0 <= line.y <= y1 for x0, y0, x1, y1 in boxes
            )
            if inside and _is_label(line_text(line)):
                line.edge = "label"


def _is_background(box: Box, page: Page) -> bool:
    area = (page.right - page.left) * (page.top - page.bottom)
    return (box[2] - box[0]) * (box[3] - box[1]) >= _LARGEST * area


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST and not text.endswith((".", "”", ":", ",")) and "@" not in text
