"""Whether two lines are one paragraph, where a believed tree says so."""

from __future__ import annotations

from typing import Literal

from stages.read.layout.measure import Usual
from stages.read.layout.shapes import Line
from stages.read.tagged.trust import is_broken, runs_over

Verdict = Literal["one", "two", "open"]


def said_of(one: Line, two: Line, usual: Usual) -> Verdict:
    """Say whether the tree puts two lines, one under the other, into one paragraph or two.

    `open` where it says nothing, is not believed, or where the page is plain and differs: a wide
    gap, another type, a sentence that runs over a full line, a line without a letter.
    """
    if one.item is not two.item:
        return "two"
    if one.told is None or two.told is None:
        return "open"
    if one.told is not two.told:
        bare = not any(c.isalnum() for word in two.words for c in word.text)
        return "two" if usual.claims.splits and not bare and not runs_over(one, two) else "open"
    if not usual.claims.joins or one.page != two.page or two.y >= one.y:
        return "open"
    return "open" if is_broken(one, two, usual) else "one"
