"""Lines become paragraphs, headings and list items: where one ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from pipeline.pattern import lazily
from stages.read.layout.marks import WEAK, number_of, put_back
from stages.read.layout.measure import Usual, first_width, is_below, is_short, same_size
from stages.read.layout.shapes import Box, Line
from stages.read.tagged.joining import said_of

_GAP = 1.25
"""Distance of two lines, in the usual distance, from which on they are two paragraphs."""
_SHIFTED = 0.25
_SMALL_GAP = 1.1
_INDENT, _MOST_INDENT = 0.8, 6.0
_CENTRED = 0.6
_MOST_OFF = 0.4
"""Share of their shift by which middles of centred lines differ; half where one end is even."""
_SIGNS = lazily(r"[#*~•=–—-]{3,}|[-–—*#]+\s*30\s*[-–—*#]+|[*#](?:\s?[*#]){1,4}")
"""`###`, `* * *`, `-30-`: what ends a release or parts its sections."""
_NUMBERS = lazily(r"[\d+()./\u2010-\u2013-]+")
_FEW_WORDS = 3
_LARGE = 1.1


class Part(Struct):
    """Lines that belong together, on their way to a block."""

    lines: list[Line]
    page: int
    breaks: set[int] = field(default_factory=set)
    """Numbers of the lines after which the author ended the line."""
    kind: str = "paragraph"
    """`paragraph`, `heading`, `item`, `table`, `figure`."""
    level: int = 0
    content: object = None
    box: Box = (0.0, 0.0, 0.0, 0.0)
    size: float = 0.0
    bold: bool = False
    indented: bool = False
    """The first line is indented as the first line of a paragraph."""
    room: float = 0.0
    """Points left free on the last line."""
    first: float = 0.0
    """Width of the first word."""
    edge: str = ""
    """`head`, `foot` or `folio` where it is furniture of the page."""
    before: float = 0.0
    """Space above, in usual distances of lines; 0 at the top of a column."""


def make_parts(
    lines: list[Line], usual: Usual, tables: Sequence[tuple[int, Part]] = ()
) -> list[Part]:
    """Return the paragraphs, headings and items of one page in the order of its lines.

    `tables` are parts already made, each with the number of the line that it stands before.
    """
    waiting = list(tables)
    parts: list[Part] = []
    edges: list[Part] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.edge:
            edges.append(Part([line], line.page, edge=line.edge))
            continue
        while waiting and waiting[0][0] <= index:
            parts.append(waiting.pop(0)[1])
        if parts and parts[-1].kind == "paragraph":
            verdict = _between(parts[-1].lines, line, after, usual)
            if verdict is not None:
                if verdict:
                    parts[-1].breaks.add(len(parts[-1].lines) - 1)
                parts[-1].lines.append(line)
                continue
        part = Part([line], line.page)
        if parts and is_below(parts[-1].lines[-1], line):
            drop = parts[-1].lines[-1].y - line.y
            part.before = drop / usual.pitch_of(min(line.size, parts[-1].lines[-1].size))
        parts.append(part)
    parts.extend(part for _, part in waiting)
    for part in (*parts, *edges):
        if part.kind != "table":
            finish(part)
    return [
        *(p for p in edges if p.edge == "head"),
        *parts,
        *(p for p in edges if p.edge != "head"),
    ]


def finish(part: Part) -> None:
    """Fill in what follows from the lines of a part."""
    lines = part.lines
    part.size = (
        lines[0].size
        if len(lines) == 1
        else max(
            {line.size for line in lines},
            key=lambda size: sum(line.x1 - line.x0 for line in lines if line.size == size),
        )
    )
    part.box = (
        min(line.x0 for line in lines),
        min(line.y - 0.25 * line.size for line in lines),
        max(line.x1 for line in lines),
        max(line.y + 0.8 * line.size for line in lines),
    )
    part.bold = all(line.bold for line in lines)
    last = lines[-1]
    part.room = last.right - last.x1
    part.first = first_width(lines[0])
    if len(lines) > 1:
        part.indented = _is_indented(lines[0], lines[1])
    else:
        shift = lines[0].x0 - lines[0].left
        part.indented = _INDENT * last.size < shift < _MOST_INDENT * last.size


def _is_indented(one: Line, two: Line) -> bool:
    return _INDENT * one.size < one.x0 - two.x0 < _MOST_INDENT * one.size and not _centred(one, two)


def _centred(one: Line, two: Line) -> bool:
    middle = abs((one.x0 + one.x1) - (two.x0 + two.x1)) / 2
    shift = abs(one.x0 - two.x0)
    return middle < min(_CENTRED * one.size, _MOST_OFF * shift) and shift > _CENTRED * one.size


def _between(before: list[Line], line: Line, after: Line | None, usual: Usual) -> bool | None:
    """Return None for a new paragraph, True for a line end that was meant, False for a soft one."""
    last = before[-1]
    said = said_of(last, line, usual)
    if said == "one":
        put_back(line)
        large = line.size > usual.body * _LARGE
        return not large and is_short(last, line) and not _runs_on(last, line)
    if said == "two" and (line.mark is not None or line.item is not last.item):
        return None
    shown = _on_page(before, line, after, usual)
    return None if said == "two" and not shown else shown


def _on_page(before: list[Line], line: Line, after: Line | None, usual: Usual) -> bool | None:
    """Say the same from the page alone."""
    last = before[-1]
    if line.mark is not None and _is_inside(before, line, usual):
        put_back(line)
    if line.mark is not None or not is_below(last, line) or not same_size(last, line):
        return None
    if line.page != last.page:
        return None
    ratio = (last.y - line.y) / usual.pitch_of(line.size)
    if ratio > _GAP + (_SHIFTED if _has_shifted(last) or _has_shifted(line) else 0.0):
        return None
    short = is_short(last, line)
    if _changes_setting(before, line, usual, short=short, apart=ratio > _SMALL_GAP):
        return None
    if (ratio > _SMALL_GAP and short) or _is_end_mark(line, after, short=short):
        return None
    if before[0].mark is not None:
        return _in_item(before, line, usual, short=short)
    large = line.size > usual.body * _LARGE
    if large or (_is_entry(last) and _is_entry(line)):
        return not large
    centred = _centred(last, line)
    if not centred and _begins_paragraph(before, line, after, usual):
        return None
    if short and _runs_on(last, line):
        return False
    if short and not centred and not usual.gaps:
        return None
    return short


def _is_entry(line: Line) -> bool:
    """Tell whether a line is a mail address or a telephone number and nothing else."""
    words = line.words
    if "@" in words[0].text:
        return len(words) == 1
    return words[0].text[0] in "+(0123456789" and all(
        _NUMBERS.fullmatch(word.text) for word in words
    )


def _is_end_mark(line: Line, after: Line | None, *, short: bool) -> bool:
    """Tell whether a line stands for itself: signs without a letter, or a last word in capitals.

    A sentence ends with a stop, so `ENDS` under a full line that nothing follows is none of it.
    """
    text = "".join(word.text for word in line.words)
    if _SIGNS.fullmatch(text) is not None:
        return True
    last = after is None or not is_below(line, after) or not same_size(line, after)
    return last and not short and len(line.words) == 1 and text.isalpha() and text.isupper()


def _changes_setting(
    before: list[Line], line: Line, usual: Usual, *, short: bool, apart: bool
) -> bool:
    """Tell whether bold or italic lines end here as a part of their own."""
    last = before[-1]
    if last.bold != line.bold and (short or apart or _all_bold_heading(before, usual)):
        return True
    return _changes_slope(before, line, short=short)


def _changes_slope(before: list[Line], line: Line, *, short: bool) -> bool:
    """Tell whether italic lines end and upright ones begin, or the other way, at a line end.

    A standfirst is set so; a phrase in italics rarely fills whole lines.
    """
    slopes = {word.style.italic for one in before for word in one.words}
    here = {word.style.italic for word in line.words}
    if len(slopes) != 1 or len(here) != 1 or slopes == here:
        return False
    last = before[-1]
    return short or line.x0 - last.x0 > _INDENT * line.size or len(last.words) > _FEW_WORDS


def _runs_on(last: Line, line: Line) -> bool:
    """Tell whether a sentence runs over a short line: nobody ends a line so on purpose."""
    end, start = last.words[-1].text, line.words[0].text
    if "@" in start or "." in start[:-1] or "/" in start:
        return False
    narrow = last.x1 - last.x0 > 0.5 * (last.right - last.left)
    return narrow and start[:1].islower() and (end[-1:].isalpha() or end.endswith(","))


def _has_shifted(line: Line) -> bool:
    """Tell whether a line holds raised or lowered letters, which push lines apart."""
    return any(
        word.style.size < 0.86 * line.size or abs(word.y - line.y) > 0.25 * line.size
        for word in line.words
    )


def _is_inside(before: list[Line], line: Line, usual: Usual) -> bool:
    """Tell whether a number or dash that begins a line stands in the middle of a sentence."""
    mark, last = line.mark or "", before[-1]
    number = number_of(mark)
    if not line.mark_typed or (number is None and mark not in WEAK):
        return False
    if not is_below(last, line) or not same_size(last, line) or is_short(last, line):
        return False
    if (last.y - line.y) / usual.pitch_of(line.size) > _SMALL_GAP:
        return False
    begins = last.mark_x if last.mark is not None else last.x0
    if abs(line.mark_x - begins) > 0.5 * line.size:
        return False
    former = before[0].mark
    if former is None:
        return True
    counted = number_of(former)
    return number is not None and (counted is None or number != counted + 1)


def _all_bold_heading(before: list[Line], usual: Usual) -> bool:
    return before[0].bold and before[-1].bold and before[0].size > usual.body * 1.1


def _in_item(before: list[Line], line: Line, usual: Usual, *, short: bool) -> bool | None:
    """Say the same for a line after those of a list item."""
    first = before[0]
    hanging = line.x0 >= first.x0 - 0.5 * first.size
    if hanging and line.x0 <= first.x0 + 2 * first.size:
        return short if usual.gaps else False
    if line.x0 < first.x0 - 0.5 * first.size and not short:
        left_of_mark = line.x0 < first.mark_x - 0.5 * first.size
        return None if left_of_mark and not line.words[0].text[:1].islower() else False
    return None


def _begins_paragraph(before: list[Line], line: Line, after: Line | None, usual: Usual) -> bool:
    """Tell whether a line is indented as the first of a new paragraph."""
    left = min((one.x0 for one in before[1:]), default=before[0].x0)
    level = after is not None and abs(after.x0 - line.x0) < 0.5 * line.size
    if len(before) == 1 and not usual.gaps and not level and abs(left - line.x0) < 0.5 * line.size:
        return _INDENT * line.size < line.x0 - line.left < _MOST_INDENT * line.size
    shift = line.x0 - left
    if not _INDENT * line.size < shift < _MOST_INDENT * line.size:
        return False
    return not (len(before) == 1 and level)


def follow_on(parts: list[Part]) -> list[tuple[Part, Part]]:
    """Return pairs of neighbours."""
    return list(pairwise(parts))


__all__ = ["Part", "finish", "first_width", "follow_on", "make_parts"]
