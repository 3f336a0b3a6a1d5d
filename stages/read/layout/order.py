"""Reading order: the order of the file, put right where it contradicts the page."""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from stages.read.layout.paragraphs import Part

_MOST_PARTS = 600
"""Parts of one page that are compared with each other."""


def in_reading_order(parts: list[Part]) -> list[Part]:
    """Return the parts of one page in reading order.

    A part goes before another that stands wholly below it in the same column, or below it and
    further right; else the order of the file stays (after T. Breuel, High performance document
    layout analysis, 2003, first rule).
    """
    count = len(parts)
    if count < 2 or count > _MOST_PARTS:  # noqa: PLR2004 (one part has an order)
        return parts
    later: list[list[int]] = [[] for _ in parts]
    waits = [0] * count
    for i, one in enumerate(parts):
        for j in range(i + 1, count):
            two = parts[j]
            shared = min(one.box[2], two.box[2]) - max(one.box[0], two.box[0]) > 1
            slack = 0.35 * min(one.size, two.size)
            if one.box[1] >= two.box[3] - slack and (shared or one.box[0] <= two.box[0]):
                later[i].append(j)
                waits[j] += 1
            elif two.box[1] >= one.box[3] - slack and (shared or two.box[0] <= one.box[0]):
                later[j].append(i)
                waits[i] += 1
    ready = [index for index in range(count) if not waits[index]]
    heapify(ready)
    done: list[int] = []
    while ready:
        index = heappop(ready)
        done.append(index)
        for other in later[index]:
            waits[other] -= 1
            if not waits[other]:
                heappush(ready, other)
    return [parts[index] for index in done] if len(done) == count else parts
