"""Lines that hold two things far apart: a signature at the right beside a number at the left."""

from __future__ import annotations

import itertools

from stages.read.layout.lines import line_of
from stages.read.layout.shapes import Line, Page

_FAR = 6.0
"""Gap, in sizes, between things that only share a baseline."""
_NEAR_EDGE = 2.0


def split_lines(page: Page) -> None:
    """Part lines at a gap before words at the right edge, where other lines stand there too."""
    rights = sorted(line.x1 for line in page.lines if not line.edge)
    if not rights:
        return
    edge = rights[int(len(rights) * 0.95)]
    done: list[Line] = []
    for line in page.lines:
        done.extend(_parted(line, edge, page.lines))
    page.lines = done


def _parted(line: Line, edge: float, lines: list[Line]) -> list[Line]:
    words = line.words
    if line.edge or line.mark is not None or edge - line.x1 > _NEAR_EDGE * line.size:
        return [line]
    gaps = [two.x0 - one.x1 for one, two in itertools.pairwise(words)]
    widest = max(gaps, default=0.0)
    others = sorted(gaps)[:-1]
    if widest < _FAR * line.size or (others and others[-1] > line.size):
        return [line]
    cut = gaps.index(widest) + 1
    left, right = words[cut - 1].x1, words[cut].x0
    if not any(left < other.x0 < other.x1 and other.x1 > right for other in lines):
        return [line]
    return [line_of(words[:cut], line.page), line_of(words[cut:], line.page)]
