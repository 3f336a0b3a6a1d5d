"""In which order the lines of a text are read, and which signs of its transport are passed over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pipeline.context import Reason
from pipeline.reading import Part, Reading, as_received, read_anew
from stages.read.text_columns import SIDE_BY_SIDE, columns_apart
from stages.read.text_flowed import Flow, unflowed, unquoted
from stages.read.text_lines import Line, lines_of
from stages.read.text_references import resolved

_READER = "read-text"


class AsRead(NamedTuple):
    """The text as read and its lines; numbers of lines are those of the source."""

    text: str
    lines: list[Line]
    reading: Reading | None = None
    """None where the text is read as it stands."""
    moved: Reason | None = None

    def in_source(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches of the source that text[start:end] comes from."""
        if self.reading is None:
            return [(start, end)]
        return [(p.start, p.end) for p in self.reading.spans(start, end) if p.start >= 0]


def read_in_order(
    text: str, start: int, end: int, flow: Flow | None = None, *, markdown: bool = False
) -> AsRead:
    """Return text[start:end] as it is read, with what stands before and after it unchanged.

    Soft line ends of a mail (`flow`) are joined, marks before the lines of a message that is
    quoted whole are passed over, links of Markdown get their addresses, columns side by side are
    read one after the other.
    """
    behind = len(text) - end
    state = AsRead(text, lines_of(text, start, end))
    if flow is not None:
        state = _anew(state, unflowed(text, start, end, flow), start, behind)
    if ">" in text:
        state = _anew(state, unquoted(state.text, state.lines), start, behind)
    if markdown and "]:" in text:
        state = _anew(state, resolved(state.text, state.lines), start, behind)
    return _anew(state, columns_apart(state.text, state.lines), start, behind, SIDE_BY_SIDE)


def _anew(
    state: AsRead, parts: Sequence[Part], start: int, behind: int, moved: Reason | None = None
) -> AsRead:
    """Return the text read in these parts; its lines begin at `start`, `behind` are no lines."""
    if not parts:
        return state
    reading = read_anew(state.reading or as_received(state.text), parts, _READER)
    lines = lines_of(reading.text, start, len(reading.text) - behind)
    number = _numbers(state, parts)
    renumbered = [line._replace(number=number(line.start)) for line in lines]
    return state._replace(
        text=reading.text, lines=renumbered, reading=reading, moved=moved or state.moved
    )


def _numbers(state: AsRead, parts: Sequence[Part]) -> Callable[[int], int]:
    """Return what gives a character of the new text the number of its line in the source."""
    starts: list[int] = []
    at = 0
    for part in parts:
        starts.append(at)
        at += len(part.new) if part.new is not None else part.end - part.start
    before = [line.start for line in state.lines]

    def number(place: int) -> int:
        k = max(bisect_right(starts, place) - 1, 0)
        part = parts[k]
        old = part.start if part.new is not None else part.start + place - starts[k]
        return state.lines[max(bisect_right(before, old) - 1, 0)].number

    return number
