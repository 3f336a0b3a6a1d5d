"""What is usual in a document: body size, distance of lines, edges, gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from statistics import median, median_low

from msgspec import Struct, field

from stages.read.layout.shapes import Line, Page
from stages.read.tagged.claims import Claims

ALIKE = 0.06
"""Share by which sizes may differ and still be one size."""

_MOST_LEADING = 3.2
_GROUP_GAP = 2.0
_SAME_LEFT = 3.0
_FEW = 3
_MANY = 10
_LOOSE = 1.1
_GAP = 1.2
_MOST_COMPARED = 500
_BESIDE, _AWAY = 2.5, 2.0
"""How near in height, and how far off, things stand that text flows round, in sizes."""
_LEAST_ROOM = 0.1
"""Share of the column that a line leaves free when its end was meant."""
_SET_RIGHT = 0.3
"""Share of the column left free before a line that is set to the right."""
_EXACT = 1.5
_SHARED_EDGE, _STICKING_OUT = 0.4, 0.2
"""Share of lines that end at the edge of a justified column, and share that may be wider."""
_HOLE = 5.0
"""Space inside a line, in sizes, that no justified text has."""
_CLOSING = "\"'\u2019\u201d\u201c\u00bb\u00ab\u203a\u300d\u300f)]\uff09"
_TERMINAL = frozenset((*".!?:;\u2026\u3002\uff0e\uff01\uff1f\uff1a\u061f\u06d4\u0964", ""))
_MOSTLY = 0.6


class Usual(Struct):
    """Measures of one document, in points."""

    body: float = 11.0
    """Size of most characters."""
    pitch: dict[float, float] = field(default_factory=dict)
    """Distance of baselines inside a paragraph by size."""
    gaps: bool = True
    """Paragraphs are set apart by space."""
    justified: bool = False
    """Full lines end at the right edge exactly."""
    claims: Claims = field(default_factory=Claims)
    """What is believed of the structure tree."""

    def pitch_of(self, size: float) -> float:
        """Return the distance of lines of a size, from the nearest size that was measured."""
        if size in self.pitch:
            return self.pitch[size]
        near = [known for known in self.pitch if abs(known - size) <= ALIKE * size]
        if near:
            return self.pitch[min(near, key=lambda known: abs(known - size))]
        body = self.pitch.get(self.body, self.body * 1.2)
        return min(body / self.body, 1.4) * size


def first_width(line: Line) -> float:
    """Return how wide the first word of a line is, up to its first space."""
    first = line.words[0]
    if ord(first.text[0]) > 0x2E7F:  # noqa: PLR2004 (scripts written without spaces begin there)
        return first.style.size
    end = first
    for word in line.words:
        end = word
        if word.space:
            break
    return end.x1 - first.x0


def is_short(line: Line, following: Line) -> bool:
    """Tell whether the first word of the next line would have fitted on this one."""
    room = line.right - line.x1
    indent = line.x0 - line.left
    if room < line.size and indent > _SET_RIGHT * (line.right - line.left):
        room = indent
    if not any(character.isalnum() for character in following.words[0].text):
        return False
    least = _LEAST_ROOM * (line.right - line.left)
    return room > max(first_width(following) + 0.45 * line.size, least)


def same_size(one: Line, two: Line) -> bool:
    """Tell whether two lines are set in one size."""
    return abs(one.size - two.size) <= ALIKE * max(one.size, two.size)


def overlaps(one: Line, two: Line) -> bool:
    """Tell whether two lines stand above one another."""
    return min(one.x1, two.x1) - max(one.x0, two.x0) > 0


def is_below(one: Line, two: Line) -> bool:
    """Tell whether the second line stands under the first, in the same column."""
    return two.y < one.y - 0.3 * min(one.size, two.size) and overlaps(one, two)


def measure(pages: list[Page]) -> Usual:
    """Return what is usual, and give every line the edges of its column."""
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += sum(len(word.text) for word in line.words)
    usual = Usual()
    if sizes:
        usual.body = max(sizes, key=lambda size: (sizes[size], -size))
    _set_edges(pages)
    _measure_pitch(pages, usual)
    _measure_gaps(pages, usual)
    _measure_right(pages, usual)
    return usual


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Return runs of lines of one size that go down one column."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.edge:
            continue
        if groups:
            last = groups[-1][-1]
            near = last.y - line.y <= _GROUP_GAP * _MOST_LEADING * line.size
            if same_size(last, line) and is_below(last, line) and near:
                groups[-1].append(line)
                continue
        groups.append([line])
    return groups


def _set_edges(pages: list[Page]) -> None:
    """Give every line the edges of its column.

    A run of lines reaches as far as the widest run of its size that begins at the same left edge
    anywhere in the document, but not into what stands beside it. A line that runs off the page
    shows no edge.
    """
    runs = [(group, *_extent(group)) for page in pages for group in _groups(page.lines)]
    page_ends = {page.number: page.right for page in pages}
    ends: dict[tuple[int, int], list[float]] = {}
    for group, x0, _ in runs:
        key = (round(x0 / _SAME_LEFT), round(group[0].size))
        edge = page_ends[group[0].page]
        ends.setdefault(key, []).extend(_reach(line) for line in group if line.x1 <= edge)
    widest = {key: _edge_of(found) for key, found in ends.items() if found}
    by_page: dict[int, list[tuple[list[Line], float, float]]] = {}
    for run in runs:
        by_page.setdefault(run[0][0].page, []).append(run)
    for group, x0, x1 in runs:
        place, size = round(x0 / _SAME_LEFT), round(group[0].size)
        near = [(place + step, size) for step in (-1, 0, 1)]
        if sum(len(ends.get(key, ())) for key in near) < _MANY:
            near += [(key[0], key[1] + more) for key in near for more in (-1, 1)]
        right = max(widest.get(key, 0.0) for key in near)
        if right <= x1 and _ends_itself(group):
            right = max(edge for (at, _), edge in widest.items() if abs(at - place) <= 1)
        top, bottom = group[0].y, group[-1].y
        beside = [
            left
            for other, left, _ in by_page[group[0].page][:_MOST_COMPARED]
            if left >= x1 and other[-1].y <= top and other[0].y >= bottom
        ]
        if beside:
            right = min(right, max(x1, min(beside) - group[0].size))
        for line in group:
            line.left, line.right = x0, max(line.x1, right)
    for page in pages:
        _stop_at_neighbours(page.lines)


def _reach(line: Line) -> float:
    """Return where the text of a line ends; what stands after a hole, as a folio does, is other."""
    hole = _HOLE * line.size
    for one, two in pairwise(line.words):
        if two.x0 - one.x1 > hole:
            return one.x1
    return line.x1


def _edge_of(ends: list[float]) -> float:
    """Return the right edge that the ends of lines show.

    It is where the widest ends; but where most lines end at one place, as justified ones do, the
    few that are wider stick out into the margin.
    """
    ends.sort()
    if len(ends) < _MANY:
        return ends[-1]
    for index in range(len(ends) - 1, int(len(ends) * (1 - _STICKING_OUT)) - 1, -1):
        here = ends[index]
        first = bisect_left(ends, here - _EXACT)
        if index + 1 - first >= _SHARED_EDGE * len(ends):
            return here
    return ends[-1]


def _ends_itself(group: list[Line]) -> bool:
    """Tell whether lines end before their width would make them: the lines of a contact.

    Seen where the next word would have fitted under the widest of them, in a run alone in its size.
    """
    edge = max(line.x1 for line in group)
    return any(edge - one.x1 > first_width(two) + one.size for one, two in pairwise(group))


def _stop_at_neighbours(lines: list[Line]) -> None:
    """Let no line reach into what stands beside it: a box that the text flows round."""
    if len(lines) > _MOST_COMPARED:
        return
    for line in lines:
        if line.right - line.x1 < line.size:
            continue
        near = [
            other.x0
            for other in lines
            if other.x0 > line.x1 and abs(other.y - line.y) < _BESIDE * line.size
        ]
        if near:
            line.right = min(line.right, max(line.x1, min(near) - _AWAY * line.size))


def _extent(group: list[Line]) -> tuple[float, float]:
    return min(line.x0 for line in group), max(line.x1 for line in group)


def _measure_pitch(pages: list[Page], usual: Usual) -> None:
    full: dict[float, list[float]] = {}
    running: dict[float, list[float]] = {}
    every: dict[float, list[float]] = {}
    for page in pages:
        for one, two in pairwise(page.lines):
            drop = one.y - two.y
            if one.edge or two.edge or not same_size(one, two) or not overlaps(one, two):
                continue
            if not 0.6 * one.size < drop < _MOST_LEADING * one.size:
                continue
            every.setdefault(one.size, []).append(drop)
            if not is_short(one, two) and two.mark is None:
                full.setdefault(one.size, []).append(drop)
                if not _ends_sentence(one):
                    running.setdefault(one.size, []).append(drop)
    for size, drops in running.items():
        if len(full[size]) >= _FEW:
            full[size] = [median_low(drops)] * len(full[size])
    body = _pitch(usual.body, full, every)
    if body:
        usual.pitch[usual.body] = body
    ratio = (body or usual.body * 1.2) / usual.body
    for size in every:
        drop = _pitch(size, full, every)
        if size != usual.body and len(full.get(size, ())) < _MANY:
            drop = min(drop, ratio * size * _LOOSE)
        usual.pitch[size] = drop


def _ends_sentence(line: Line) -> bool:
    """Tell whether a line may be the last of its paragraph by how it ends.

    Full lines that end a sentence say little of the distance of lines: where paragraphs are a line
    or two long, most of those distances are the space between paragraphs.
    """
    return line.words[-1].text.rstrip(_CLOSING)[-1:] in _TERMINAL


def _pitch(size: float, full: dict[float, list[float]], every: dict[float, list[float]]) -> float:
    known = full.get(size, [])
    if len(known) >= _FEW:
        return median(known)
    return min(every.get(size, [0.0]))


def _measure_right(pages: list[Page], usual: Usual) -> None:
    exact = full = 0
    for page in pages:
        for one, two in pairwise(page.lines):
            if same_size(one, two) and is_below(one, two) and not is_short(one, two):
                full += 1
                exact += one.right - one.x1 < _EXACT
    usual.justified = full >= _FEW and exact > _MOSTLY * full


def _measure_gaps(pages: list[Page], usual: Usual) -> None:
    """Decide whether the end of a paragraph shows by space below it."""
    apart = together = 0
    for page in pages:
        for one, two in pairwise(page.lines):
            if one.edge or two.edge or two.mark or one.bold:
                continue
            if not same_size(one, two) or not is_below(one, two):
                continue
            if not is_short(one, two) or one.x1 - one.x0 < 0.25 * (one.right - one.left):
                continue
            if one.y - two.y > _GAP * usual.pitch_of(one.size):
                apart += 1
            else:
                together += 1
    usual.gaps = apart >= 1 and apart * 2 >= together
