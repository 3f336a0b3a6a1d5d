"""Whether two lines are one paragraph, where a believed tree says so."""

from __future__ import annotations

from typing import Literal

from stages.read.layout.measure import Usual
from stages.read.layout.shapes import Line
from stages.read.tagged.trust import is_broken, runs_over

Verdict = Literal["one", "two", "open"]
_LARGE = 1.1


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
        return "two" if _is_parted(one, two, usual) else "open"
    if (
        not usual.claims.joins
        or one.told.cell is not None
        or one.page != two.page
        or two.y >= one.y
    ):
        return "open"
    return "open" if is_broken(one, two, usual) else "one"


def _is_parted(one: Line, two: Line, usual: Usual) -> bool:
    """Tell whether lines of two elements are two paragraphs.

    Large lines are left to the page where the tree's headings are not believed: a headline of two
    lines is often typed as two paragraphs.
    """
    if not usual.claims.splits or runs_over(one, two):
        return False
    if two.size > usual.body * _LARGE and not usual.claims.headings:
        return False
    return any(c.isalnum() for word in two.words for c in word.text)
