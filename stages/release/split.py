"""Blocks that hold two parts run together are split before anything is recognised in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from pipeline.edit import Edit, edit_block
from pipeline.pattern import lazily
from pipeline.tree import Block, LineBreak, Paragraph
from stages.release.dates import find_dates
from stages.release.places import stands_alone
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

_HEAD_ROWS = 12
_FAR = 700
_LONGEST_HEAD = 90
_FEWEST_CAPITALS = 6
_MARK = lazily(r"\(([^()\n]{2,40})\)\s?[-–—]\s")
_LOUD = lazily(r"(?:[A-ZÀ-Þ0-9$#&'’“”\"().,:;!?/%–—-]+\s+){6,60}")
_SHORT_LOUD = lazily(r"(?:(?:[A-Z]\.)+|U\.S\.|[A-Z]{1,3}|[A-ZÀ-Þ]\w{0,3}\.?)\s+$")
_SECOND = worded(r"(?<=\s)<<subheadline_marks>>\s?:")
_SERVICE = lazily(
    r"(?P<kind>[^:/\n]{3,30}):\s(?P<name>[^/\n]{2,60}?)\s/\s[^\n]{3,80}?\s(?=(?P=name)(?::|\s))"
)
_SERVICE_ROWS = 3
_SERVICE_WHY = "the line that the service sets above the headline ran into it"


def split_blocks(reading: Reading) -> None:
    """Split the headline or a caption off the lead, and subheads off their paragraphs."""
    rows: list[Row] = []
    subheads = _subheads(reading)
    changed = False
    for row in reading.rows:
        cuts: list[tuple[int, str]] = []
        if isinstance(row.block, Paragraph) and row.role is None:
            if row in subheads:
                cuts = [(subheads[row], "the first line stands above its paragraph as a subhead")]
            elif row.index < _HEAD_ROWS:
                cuts = list(_cuts(reading, row))
        if not cuts:
            rows.append(row)
            continue
        changed = True
        rows.extend(_split(reading, row, cuts))
    if changed:
        reading.rows = rows
        for index, row in enumerate(rows):
            row.index = index


def _split(reading: Reading, row: Row, cuts: list[tuple[int, str]]) -> Iterator[Row]:
    edges = [0, *(at for at, _ in cuts), len(row.text)]
    parts: list[Row] = []
    for start, end in pairwise(edges):
        edits = [Edit(0, start, "")] if start else []
        if end < len(row.text):
            edits.append(Edit(end, len(row.text), ""))
        block: Block = edit_block(row.block, edits)
        if isinstance(block, Paragraph):
            inlines = list(block.inlines)
            while inlines and isinstance(inlines[0], LineBreak):
                inlines.pop(0)
            while inlines and isinstance(inlines[-1], LineBreak):
                inlines.pop()
            block = replace(block, inlines=tuple(inlines))
        part = Row(reading, 0, block)
        if part.line:
            part.role = "kicker" if start == 0 and cuts[0][1] is _SERVICE_WHY else None
            parts.append(part)
    reading.splits.append((row.block, parts, cuts[0][1]))
    yield from parts


def _cuts(reading: Reading, row: Row) -> Iterator[tuple[int, str]]:
    inside = _mark_inside(reading, row)
    if inside:
        yield inside, "a dateline with the mark of a wire stands in the middle of the block"
        return
    service = _SERVICE.match(row.text) if row.index < _SERVICE_ROWS else None
    if service and any(one.role == "release_kind" for one in reading.words.labels(service["kind"])):
        yield service.end(), _SERVICE_WHY
        return
    second = _SECOND.search(row.text)
    if second and not row.prose:
        yield second.start(), "a mark of the service opens the second headline"
        return
    first = not any(other.line for other in reading.rows[: row.index])
    if first:
        cuts = list(_one_line(reading, row))
        if cuts:
            yield from cuts
            return
    if first and not row.reading.first_told("front-matter|title"):
        loud = _LOUD.match(row.text)
        if loud and len(row.text) - loud.end() > _LONGEST_HEAD:
            at = loud.end()
            head = row.text[:at]
            while (tail := _SHORT_LOUD.search(head)) and tail.start() > at * 0.6:
                head = head[: tail.start()]
            if len(head.split()) >= _FEWEST_CAPITALS and not stands_alone(head, reading.words):
                yield len(head), "the first words, in capitals, are a headline run into the text"


def _mark_inside(reading: Reading, row: Row) -> int | None:
    """Return where the place before `(wire) -` begins, when other text stands before it."""
    for match in _MARK.finditer(row.text[:_FAR]):
        if reading.words.wire_of_mark(match[1]) is None:
            continue
        before = row.text[: match.start()].rstrip()
        place = re.search(
            r"(?:(?<=[a-zß-ÿ©])|(?<=\n)|(?<=\s)|^)([A-ZÀ-Þ][\w/-]{2,}(?:,?\s[A-ZÀ-Þ][\w.]+)?)$",
            before,
        )
        start = place.start(1) if place else 0
        glued = re.search(r"[a-zß-ÿ](?=[A-ZÀ-Þ][a-zß-ÿ]+$)", before)
        if glued:
            start = glued.end()
        return start if start > 40 else None  # noqa: PLR2004 (a place alone stands before it)
    return None


def _one_line(reading: Reading, row: Row) -> Iterator[tuple[int, str]]:
    """Yield the ends of headline and date where a text has lost all its line ends."""
    for found in find_dates(row.text[:400], reading.words):
        behind = re.match(r"[\s,.]*((?:[A-Z]{3,}\s){1,2}(?:[A-Z]\s){0,2})", row.text[found.end :])
        if found.iso and behind and found.start > 20:  # noqa: PLR2004 (a headline before it)
            city = re.sub(r"(?:\s[A-Z])+\s*$", "", behind[1]).strip()
            if stands_alone(city, reading.words):
                yield found.start, "headline, dateline and text stand in one line"
                return


def _subheads(reading: Reading) -> dict[Row, int]:
    """Return the paragraphs whose first line is a subhead, where at least two are set so."""
    found: dict[Row, int] = {}
    for row in reading.rows:
        if not isinstance(row.block, Paragraph) or row.role is not None:
            continue
        if not any(isinstance(inline, LineBreak) for inline in row.block.inlines):
            continue
        head, _, body = row.text.partition("\n")
        if (
            2 < len(head) <= _LONGEST_HEAD / 1.5  # noqa: PLR2004 (a length in signs or words, as releases have it)
            and len(body) > 2 * _LONGEST_HEAD
            and "\n" not in body
        ):
            plain = head[:1].isupper() and not re.search(r"[.,:;!]$|@|\d{3}", head.strip())
            if plain and not reading.words.labels(head):
                found[row] = len(head)
    return found if len(found) > 1 else {}
