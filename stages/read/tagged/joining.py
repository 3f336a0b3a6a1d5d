"""Whether two lines are one paragraph, where a believed tree says so."""

from __future__ import annotations

from typing import Literal

from stages.read.layout.measure import Usual
from stages.read.layout.shapes import Line
from stages.read.tagged.trust import WIDE, runs_over

Verdict = Literal["one", "two", "open"]


def said_of(one: Line, two: Line, usual: Usual) -> Verdict:
    """Say whether the tree puts two lines, one under the other, into one paragraph or two.

    `open` where it says nothing, is not believed, or where the page is plain and differs: a gap
    wider than any in a paragraph, a sentence that runs over a full line.
    """
    if one.item is not two.item:
        return "two"
    if one.told is None or two.told is None:
        return "open"
    if one.told is not two.told:
        return "two" if usual.claims.splits and not runs_over(one, two) else "open"
    if not usual.claims.joins or one.page != two.page or two.y >= one.y:
        return "open"
    return "one" if (one.y - two.y) / usual.pitch_of(two.size) <= WIDE else "open"
