"""What of a structure tree is believed: tests of its claims against the pages.

Many programs write trees that are wrong: each line a P (converters of scans), a whole page one P
or Span (drawing programs), headings for their size, lists for their indent. So no claim is taken
for the file's word that it is tagged; each kind is measured against what the page shows where the
page is plain, and believed elsewhere only when the two seldom differ there.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from stages.read.layout.measure import Usual, is_below, is_short, same_size
from stages.read.layout.shapes import Line, Page
from stages.read.tagged.claims import Claims
from stages.read.tagged.elements import HEADINGS, Element

_WIDE = 1.6
"""Distance of two lines, in the usual one, over which no paragraph goes on."""
_TIGHT = 1.1
_MOST_WRONG = 0.05
"""Share of plain cases in which the page may speak against the tree."""
_SEVERAL = 6
_MOST_HEADING = 0.3
"""Share of a document's characters that headings make up at most; a bad tree has all in one."""
_LARGER = 1.05
_MOST_PLAIN = 0.34
"""Share of headings that may be set like the text; more, and the tags were not given with care."""


def judge(pages: list[Page], usual: Usual) -> Claims:
    """Test the claims of the trees of all pages against the lines, whose edges are measured."""
    lines = [line for page in pages if page.tags is not None for line in page.lines]
    if not lines:
        return Claims()
    joined = joined_wrong = parted = parted_wrong = 0
    for one, two in pairwise(lines):
        if one.told is None or two.told is None or one.edge or two.edge or one.page != two.page:
            continue
        if not is_below(one, two):
            continue
        if one.told is two.told:
            joined += 1
            joined_wrong += is_broken(one, two, usual)
        elif one.told.cell is None and two.told.cell is None:
            parted += 1
            ratio = (one.y - two.y) / usual.pitch_of(two.size)
            parted_wrong += ratio <= _TIGHT and runs_over(one, two)
    return Claims(
        joins=_is_borne_out(joined, joined_wrong),
        splits=_is_borne_out(parted, parted_wrong),
        headings=_are_headings(lines, usual),
    )


def _is_borne_out(cases: int, wrong: int) -> bool:
    """Tell whether a claim holds in nearly all cases; one of several may be the page's fault."""
    return cases > 0 and wrong <= max(_MOST_WRONG * cases, 1 if cases >= _SEVERAL else 0)


def is_broken(one: Line, two: Line, usual: Usual) -> bool:
    """Tell whether the page leaves no doubt that two lines are not one paragraph.

    A wide gap lies between them, or they are set in two sizes, or one is bold and ends early.
    """
    if not same_size(one, two):
        return True
    if (one.y - two.y) / usual.pitch_of(two.size) > _WIDE:
        return True
    return one.bold != two.bold and is_short(one, two)


def runs_over(one: Line, two: Line) -> bool:
    """Tell whether the page leaves no doubt that a sentence goes on from line to line.

    The first is full and does not end a sentence, the second begins in lower case and has no mark.
    """
    end, start = one.words[-1].text, two.words[0].text
    return (
        two.mark is None
        and one.bold == two.bold
        and start[:1].islower()
        and (end[-1:].isalnum() or end[-1:] in ",-\ufffe")
        and not is_short(one, two)
    )


def _are_headings(lines: list[Line], usual: Usual) -> bool:
    """Test headings: few, set apart from the text by type, higher levels not smaller than lower."""
    sizes: dict[int, list[float]] = {}
    marked: dict[Element, list[Line]] = {}
    characters = inside = 0
    for line in lines:
        count = sum(len(word.text) for word in line.words)
        characters += count
        if line.told is not None and line.told.kind in HEADINGS and not line.edge:
            inside += count
            marked.setdefault(line.told, []).append(line)
    if not marked or inside > _MOST_HEADING * characters:
        return False
    plain = sum(_is_plain(found, usual) for found in marked.values())
    if plain > _MOST_PLAIN * len(marked):
        return False
    for element, found in marked.items():
        sizes.setdefault(HEADINGS[element.kind], []).append(found[0].size)
    middles = [median(sizes[level]) for level in sorted(sizes)]
    return all(two <= one * _LARGER for one, two in pairwise(middles))


def _is_plain(lines: Iterable[Line], usual: Usual) -> bool:
    """Tell whether lines are set like the text: no larger, not bold, not in capitals."""
    return all(
        line.size < _LARGER * usual.body
        and not line.bold
        and not all(word.text.upper() == word.text for word in line.words)
        and not all(word.style.italic for word in line.words)
        for line in lines
    )
