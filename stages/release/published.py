"""When the release was issued and changed, with the witnesses compared."""

from __future__ import annotations

from datetime import date

from pipeline.pattern import lazily
from stages.release.date_line import date_row
from stages.release.dates import Found, find_date
from stages.release.reading import Reading, Row

_ISO = lazily(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?\s?(Z"
    r"|[+-]\d{2}:?\d{2})?)?"
)
_STATED = (
    "json-ld|datePublished",
    "opengraph|article:published_time",
    "microdata|datePublished",
    "dublin-core|issued",
    "dublin-core|dcterms.issued",
    "dublin-core|date",
    "dublin-core|created",
    "meta|date",
    "meta|pubdate",
    "meta|publish-date",
    "meta|publication_date",
    "meta|last-modified",
    "html|time.pubdate",
    "json-ld|dateCreated",
)
_CHANGED = (
    "json-ld|dateModified",
    "opengraph|article:modified_time",
    "microdata|dateModified",
    "opengraph|og:updated_time",
    "dublin-core|modified",
    "front-matter|modified",
    "front-matter|updated",
)
_MATTER = ("front-matter|date", "front-matter|published", "front-matter|release_date")
_FOOT = 40
_LAST_ROWS = 4


def read_published(reading: Reading) -> None:
    """State the date of issue: front matter, dateline, a date line, what the page says, the foot.

    The first that is there counts; where another names another day, that is reported.
    """
    found: list[tuple[str, Row | str, float]] = []
    for vocabulary, value in reading.told(*_MATTER):
        iso = _iso(reading, value)
        if iso:
            found.append((iso, vocabulary, 0.95))
    line = reading.facts.get("dateline")
    lead = reading.notes.get("lead")
    if line is not None and line.date and len(line.date) == 10:  # noqa: PLR2004 (a full date)
        found.append((line.date, lead[0] if lead else "dateline", 0.95))
    for key in ("field.date", "frame.created"):
        field = reading.notes.get(key)
        if field is not None and field[0].iso:
            found.append((field[0].iso, field[1], 0.9))
    stated = [(iso, v, 0.9) for v, value in reading.told(*_STATED) if (iso := _iso(reading, value))]
    found.extend(stated[:1])
    if not found:
        found.extend(_foot(reading))
    if not found:
        found.extend(_furniture(reading))
    if not found:
        found.extend(_times(reading))
    if not found:
        mailed = next((i for _, v in reading.told("email|date") if (i := _iso(reading, v))), None)
        if mailed:
            found.append((mailed, "email", 0.7))
    if found:
        best = found[0]
        timed = next((f for f in found if len(f[0]) > 10 and f[0][:10] == best[0][:10]), best)  # noqa: PLR2004 (a length in signs or words, as releases have it)
        reading.state("published", timed[0], best[1], best[2])
        _compare(reading, best[0], [f[0] for f in found[1:]])
    _modified(reading)


def complete(reading: Reading, found: Found) -> str | None:
    """Return a dateline's date as YYYY-MM-DD; a missing year comes from the page's own date."""
    if found.iso is not None:
        if found.contradicts:
            reading.context.report(
                "weekday", f"The weekday beside {found.iso} is not that of the date."
            )
        if found.unclear:
            reading.context.report(
                "date-order",
                f"{found.iso} may also be read with day and month the other way round.",
            )
        return found.iso
    if found.day is None:
        return f"{found.year:04}-{found.month:02}" if found.year else None
    for iso in _witnesses(reading):
        year = int(iso[:4])
        near = min(
            (year - 1, year, year + 1),
            key=lambda y: abs((_day(y, found) - date.fromisoformat(iso[:10])).days),
        )
        candidate = found._replace(year=near)
        if (
            abs((_day(near, found) - date.fromisoformat(iso[:10])).days) < 60  # noqa: PLR2004 (a length in signs or words, as releases have it)
            and not candidate.contradicts
        ):
            return candidate.iso
    return None


def _day(year: int, found: Found) -> date:
    try:
        return date(year, found.month, found.day or 1)
    except ValueError:
        return date(year, found.month, 28)


def _witnesses(reading: Reading) -> list[str]:
    told = [
        iso
        for _, value in reading.told(*_MATTER, *_STATED, "email|date")
        if (iso := _iso(reading, value))
    ]
    for key in ("field.date", "frame.created", "embargo.date"):
        note = reading.notes.get(key)
        one = note[0] if isinstance(note, tuple) and not isinstance(note, Found) else note
        if isinstance(one, Found) and one.iso:
            told.append(one.iso)
    return told


def _iso(reading: Reading, value: str) -> str | None:
    """Return a stated date as ISO 8601, with time and offset where it has both."""
    match = _ISO.match(value.strip())
    if match:
        try:
            day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
        if not match[4] or not match[7]:
            return day
        offset = "+00:00" if match[7] == "Z" else match[7]
        if ":" not in offset:
            offset = f"{offset[:3]}:{offset[3:]}"
        return f"{day}T{match[4]}:{match[5]}:{match[6] or '00'}{offset}"
    found = find_date(value[:80], reading.words, month_first=reading.notes["month_first"])
    return found.iso if found is not None else None


def _foot(reading: Reading) -> list[tuple[str, Row | str, float]]:
    """Return the date of a line near the end that holds a date and perhaps a place."""
    for row in reversed(reading.live[-_FOOT:]):
        if row.index <= reading.lead or row.heading or len(row.line) > 90:  # noqa: PLR2004 (a length in signs or words, as releases have it)
            continue
        dated = date_row(reading, row.line)
        if row.line.endswith((":", "：")) or (
            dated is not None and dated.place is None and row.index < reading.rows[-1].index - 12
        ):
            continue
        if dated is not None and dated.date.day is None and dated.place:
            row.role = row.role or "dateline"
        if dated is not None and dated.date.iso and dated.label != "modified":
            row.role = row.role if row.role not in {None, "about", "contact"} else "dateline"
            if dated.place and "dateline" not in reading.facts:
                reading.notes["foot"] = (dated, row)
            return [(dated.date.iso, row, 0.8)]
    return []


def _furniture(reading: Reading) -> list[tuple[str, Row | str, float]]:
    """Return a date with its month in words from a running head or foot of a PDF.

    A date in figures is more often that of the printing, which programs set there by themselves.
    """
    for vocabulary, value in reading.told("furniture|running-head", "furniture|running-foot"):
        day = find_date(value, reading.words, month_first=reading.notes["month_first"])
        if day is not None and day.iso and any(map(str.isalpha, value[day.start : day.end])):
            return [(day.iso, vocabulary, 0.6)]
    return []


def _times(reading: Reading) -> list[tuple[str, Row | str, float]]:
    """Return the first `<time>` of the page: the article's own stands before related stories."""
    for vocabulary, value in reading.told("html|time"):
        iso = _iso(reading, value)
        if iso:
            return [(iso, vocabulary, 0.6)]
    return []


def _modified(reading: Reading) -> None:
    for row in reading.live[-_LAST_ROWS:]:
        dated = date_row(reading, row.line) if len(row.line) < 60 and not row.heading else None  # noqa: PLR2004 (a label and a date)
        if dated is not None and dated.label == "modified" and row.role in {None, "notice"}:
            row.role = "dateline"
            reading.notes.setdefault("field.modified", (dated.date, row))
    for vocabulary, value in reading.told(*_CHANGED):
        iso = _iso(reading, value)
        if iso and iso[:10] != (reading.facts.get("published") or "")[:10]:
            reading.state("modified", iso, vocabulary, 0.9)
            return
    for key in ("field.modified", "frame.modified"):
        field = reading.notes.get(key)
        if field is not None and field[0].iso:
            reading.state("modified", field[0].iso, field[1], 0.85)
            return


def _compare(reading: Reading, best: str, others: list[str]) -> None:
    days = sorted({other[:10] for other in others if other[:10] != best[:10]})
    if days:
        reading.context.report(
            "date-disagrees",
            f"The release is dated {best[:10]}, but {', '.join(days)} stands there too.",
        )
