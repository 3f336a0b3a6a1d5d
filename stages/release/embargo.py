"""The embargo: its line as written, and the instant it ends, only when that is certain."""

from __future__ import annotations

import re
from datetime import date, timedelta, timezone

from pipeline.tree import Embargo
from stages.release.clock import find_clock, instant
from stages.release.dates import Found, find_date
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

_HEAD_ROWS = 14
_LONGEST = 260
_MORNING = worded("<<morning_editions>>")
_NOT = worded("<<not_embargoed>>", re.IGNORECASE)


def read_embargo(reading: Reading) -> None:
    """State the embargo line; report what keeps its end from being certain.

    Only a line of its own in the head of the release counts: in running text the words are
    nearly always those of customs or software.
    """
    stated = False
    for row in reading.live[:_HEAD_ROWS]:
        if row.role in {"headline", "summary", "embargo"} and not row.label("embargo"):
            continue
        for line in row.lines():
            if len(line) > _LONGEST or not _is_embargo(reading, line):
                continue
            if not stated:
                _state(reading, row, line)
                stated = True
                continue
            reading.context.report("embargo-several", f"A second embargo is named: “{line}”.")
            if len(row.lines()) == 1:
                row.role = "embargo"


def _is_embargo(reading: Reading, line: str) -> bool:
    pieces = [line, *re.split(r"\s[-–—|]\s|[.:]\s", line, maxsplit=1)[1:]]
    for piece in pieces:
        for label in reading.words.labels(piece):
            if label.role != "embargo":
                continue
            dated = find_date(label.rest, reading.words) is not None
            if label.form == "alone" or dated or find_clock(label.rest):
                return not _NOT.match(label.rest) and (
                    dated or label.form != "alone" or not label.weak
                )
    return False


def _state(reading: Reading, row: Row, line: str) -> None:
    text = line
    lines = row.lines()
    found = find_date(line, reading.words, month_first=reading.notes["month_first"])
    if found is None:
        at = lines.index(line)
        behind = lines[at + 1 : at + 2] or [
            r.line for r in reading.live if r.index == row.index + 1
        ]
        for other in behind:
            near = find_date(other, reading.words, month_first=reading.notes["month_first"])
            if near is not None and len(other) < _LONGEST / 2:
                text, found = f"{line} {other}", near
                other_row = reading.rows[min(row.index + 1, len(reading.rows) - 1)]
                if other_row.line == other:
                    other_row.role = "embargo"
    until = _until(reading, text, found)
    if len(lines) == 1 or row.label("embargo"):
        row.role = "embargo"
    reading.state("embargo", Embargo(text, until), row, 0.95)
    if found is not None:
        reading.notes["embargo.date"] = found


def _until(reading: Reading, text: str, found: Found | None) -> str | None:
    context = reading.context
    if found is None or found.day is None:
        context.report("embargo-date", f"The embargo “{text}” names no day that can be read.")
        return None
    year = found.year or _year(reading)
    if year is None:
        context.report("embargo-year", f"The embargo “{text}” names no year, nor does the release.")
        return None
    if found.contradicts or (found.year is None and found._replace(year=year).contradicts):
        context.report("weekday", f"The weekday in “{text}” is not that of the date.")
    day = date(year, found.month, found.day)
    rest = text[: found.start] + " \u2016 " + text[found.end :]
    clock = find_clock(rest)
    if clock is None:
        context.report("embargo-time", f"The embargo “{text}” names no time of day.")
        return None
    if clock.unclear:
        context.report(
            "embargo-midnight", "Midnight of a named day may be its beginning or its end."
        )
        return None
    if _MORNING.search(text):
        context.report(
            "embargo-edition", "The embargo is for a morning paper, printed the day before."
        )
    moment, zone = instant(day, clock, rest, reading.words)
    if zone is None:
        context.report("embargo-zone", f"The embargo “{text}” names no time zone.")
        return None
    if zone.doubt:
        context.report("embargo-zone", f"{zone.doubt}.")
    if zone.offset is None:
        return None
    return moment.replace(tzinfo=timezone(zone.offset or timedelta())).isoformat()


def _year(reading: Reading) -> int | None:
    """Return the year of a date that stands in the head of the release or in its metadata."""
    for row in reading.live[:_HEAD_ROWS]:
        found = find_date(row.line[:200], reading.words)
        if found is not None and found.year is not None and found.day is not None:
            return found.year
    told = reading.first_told(
        "json-ld|datePublished",
        "opengraph|article:published_time",
        "front-matter|date",
        "email|date",
    )
    match = re.search(r"(?:19|20)\d\d", told or "")
    return int(match[0]) if match else None
