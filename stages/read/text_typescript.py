"""Typescript with an empty line after every line, as some programs save copied text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.pattern import lazily
from stages.read.text_lines import Line

_ENDED = lazily(r"[.!?:;…。！？：；][\"'”’»)\]]*$")
_MOST_ALONE = 0.85
_GOING_ON = 0.4
_LONGEST = 100
_SHORTEST = 40
_FEWEST = 6
_SLACK = 12


def single_spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without the empty ones that only double the distance between lines.

    A text is double-spaced where nearly every line stands alone and sentences go on over the empty
    lines; there an empty line stays where a sentence ends on a short line, or the next is set in.
    """
    told = [line for line in lines if line.words]
    if len(told) < _FEWEST or len(lines) < 2 * len(told) - 1:
        return lines
    width = max(len(line.words) for line in told)
    if not _SHORTEST <= width <= _LONGEST:
        return lines
    apart = [(one, two) for one, two in pairwise(told) if two.number - one.number > 1]
    going_on = [pair for pair in apart if _goes_on(*pair)]
    if len(apart) < _MOST_ALONE * (len(told) - 1) or len(going_on) < _GOING_ON * len(apart):
        return lines
    joined = {
        one.number
        for one, two in apart
        if two.number - one.number == 2 and _belongs(one, two, width)  # noqa: PLR2004 (one empty line)
    }
    kept: list[Line] = []
    for line in lines:
        if line.words or not kept or kept[-1].number not in joined:
            kept.append(line)
    return kept


def _goes_on(one: Line, two: Line) -> bool:
    return not _ENDED.search(one.words) and two.words[:1].islower()


def _belongs(one: Line, two: Line, width: int) -> bool:
    """Tell whether two lines stand in one paragraph."""
    if _goes_on(one, two):
        return True
    full = len(one.words) + len(two.words.split(" ", 1)[0]) + 1 > width - _SLACK
    return full and two.indent <= one.indent and not one.words.isupper()
