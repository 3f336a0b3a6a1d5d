"""The headline, and what stands round it: kicker, subheadline, summary."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from pipeline.tree import List, Quote, Table
from stages.release.fold import fold, squeezed
from stages.release.reading import Reading, Row
from stages.release.word_lists import words_of

_LONGEST = 320
_SITE_CUTS = lazily(r"\s+[|–—·»:]{1,2}\s+|\s+-\s+|\s*::\s*")
_TITLES = (
    "json-ld|headline",
    "front-matter|title",
    "front-matter|headline",
    "front-matter|pagetitle",
    "email|subject",
    "opengraph|og:title",
    "dublin-core|title",
    "microdata|headline",
    "meta|twitter:title",
    "html|title",
    "json-ld|name",
    "pdf|title",
    "xmp|title",
)
_TRUSTED = (
    "front-matter|title",
    "front-matter|headline",
    "json-ld|headline",
    "opengraph|og:title",
    "microdata|headline",
    "email|subject",
)
_LEAST_WITNESS = 12
_LEAST_PREFIX = 25
_LEAST_REPEAT = 20
_LONG_CUT = 60
_MOST_SUB = 220
_MOST_KICKER = 90
_LONE_PROSE = 160


def read_headline(reading: Reading) -> None:
    """State headline, kicker, subheadline and summary from the rows above the body.

    A row that the file's own title repeats is the headline; else the highest heading; else the
    first line that is nothing else. Without any the headline is what the file states, or null.
    """
    rows = reading.head()
    chosen = _given(rows) or _witnessed(reading, rows) or _heading(rows) or _line(rows)
    if chosen is None:
        _stated(reading)
    else:
        rows = _repeated(reading, chosen, rows)
        _state(reading, chosen)
    _rest(reading, [row for row in rows if not row.gone], chosen[-1] if chosen else None)


def _free(rows: list[Row]) -> list[Row]:
    return [
        row
        for row in rows
        if row.role is None
        and len(row.line) <= _LONGEST
        and not isinstance(row.block, List | Table | Quote)
        and not row.reading.is_figure(row)
        and not row.mails
        and not (row.line.startswith("(") and row.line.endswith(")"))
        and any(map(str.isalpha, row.line))
    ]


def _given(rows: list[Row]) -> list[Row] | None:
    given = [row for row in rows if row.role == "headline"]
    return _continued(given[:1], rows) if given else None


def _witnessed(reading: Reading, rows: list[Row]) -> list[Row] | None:
    titles = [squeezed(value) for _, value in reading.told(*_TITLES)]
    titles = [title for title in titles if len(title) >= _LEAST_WITNESS or not title.isascii()]
    best: Row | None = None
    for row in _free(rows):
        text = squeezed(row.line)
        if len(text) < _LEAST_WITNESS and text.isascii():
            continue
        if any(text in title for title in titles):
            if best is None or (row.heading or 9) < (best.heading or 9):
                best = row
        elif best is None and any(len(t) > _LEAST_PREFIX and text.startswith(t) for t in titles):
            best = row
    return _continued([best], rows) if best is not None else None


def _heading(rows: list[Row]) -> list[Row] | None:
    headings = [row for row in _free(rows) if row.heading]
    if not headings:
        return None
    top = min(row.heading for row in headings)
    first = next(row for row in headings if row.heading == top)
    return _continued([first], rows)


def _line(rows: list[Row]) -> list[Row] | None:
    free = _free(rows)
    if len(free) > 1 and _topic(free[0], free[1]):
        free = free[1:]
    for row in free:
        if row.prose and row.ended and not row.line.isupper() and row is not free[0]:
            continue
        if row.label("editor_notes", "disclaimer", "contact"):
            continue
        if row.ended and row.prose and len(free) == 1 and len(row.line) > _LONE_PROSE:
            continue
        return _continued([row], rows)
    return None


def _topic(row: Row, below: Row) -> bool:
    """Tell whether a word or two in capitals stand above a longer line as its kicker."""
    short = len(row.line) <= 30 and len(row.line.split()) <= 3 and row.line.isupper()  # noqa: PLR2004 (a length in signs or words, as releases have it)
    return (
        short and not below.line.isupper() and len(below.line) > len(row.line) and not below.prose
    )


def _continued(chosen: list[Row], rows: list[Row]) -> list[Row]:
    """Add the lines that go on with a headline set over several blocks."""
    done = list(chosen)
    for row in rows:
        last = done[-1]
        if row.index <= last.index:
            continue
        if row.index != last.index + 1 or row.role or row.ended or last.ended or row.prose:
            break
        sizes = [r.block.origin.size if r.block.origin else None for r in (last, row)]
        loud = last.line.isupper() and row.line.isupper()
        goes_on = row.line[:1].islower() or last.line.endswith((",", "–", "-", "&", ":"))
        hangs = fold(last.line).rpartition(" ")[2] in words_of("hanging")
        if row.heading == last.heading and sizes[0] == sizes[1] and (loud or goes_on or hangs):
            done.append(row)
        else:
            break
    return done


def _repeated(reading: Reading, chosen: list[Row], rows: list[Row]) -> list[Row]:
    """Take out a headline that was cut short and stands in full below, or stands twice."""
    text = squeezed(" ".join(row.line for row in chosen))
    for row in rows:
        if row in chosen or row.role not in {None, "headline"} or len(row.line) < _LEAST_REPEAT:
            continue
        other = squeezed(row.line)
        if other == text:
            reading.remove(row, "headline.repeated", "the headline stands a second time")
        elif text.startswith(other) and len(other) > 0.5 * len(text):
            reading.remove(row, "headline.cut", "the headline cut short; it stands in full beside")
        elif other.startswith(text) and len(text) > _LONG_CUT and row.index > chosen[-1].index:
            for cut in chosen:
                reading.remove(cut, "headline.cut", "the headline cut short; it is in full below")
            chosen[:] = [row]
    return [row for row in rows if not row.gone]


def _state(reading: Reading, chosen: list[Row]) -> None:
    for row in chosen:
        row.role = "headline"
    value = " ".join(row.line for row in chosen)
    kind = re.match(r"([^:]{4,40}):\s+(?=\S)", value)
    if kind:
        labels = reading.words.labels(kind[1])
        if any(one.role == "release_kind" and one.form == "alone" for one in labels):
            value = value[kind.end() :]
    reading.state("headline", value, chosen[0], 0.95 if chosen[0].heading else 0.8)


def _stated(reading: Reading) -> None:
    for name in _TRUSTED:
        value = reading.first_told(name)
        if value:
            vocabulary = name.partition("|")[0]
            if vocabulary == "opengraph":
                value = _without_site(reading, value)
            reading.state("headline", " ".join(value.split()), vocabulary, 0.6)
            return


def _without_site(reading: Reading, title: str) -> str:
    """Return a page title without the name of the site before or behind it."""
    plain, bar, _ = title.rpartition(" | ")
    if bar and len(plain) >= _LEAST_REPEAT:
        return plain
    site = squeezed(reading.first_told("opengraph|og:site_name") or "")
    parts = _SITE_CUTS.split(title)
    if site and len(parts) > 1:
        for part in (parts[0], parts[-1]):
            if squeezed(part) == site:
                return title.replace(part, "").strip(" -|–—·»:")
    return title


def _rest(reading: Reading, rows: list[Row], headline: Row | None) -> None:
    """Give the other rows above the body their roles."""
    kickers: list[Row] = []
    subs: list[Row] = []
    summary: list[Row] = []
    known = {"subheadline": subs, "kicker": kickers, "summary": summary}
    for row in rows:
        if row.role in known:
            known[str(row.role)].append(row)
        elif row.role is None and not reading.is_figure(row):
            if headline is None or row.index < headline.index:
                row.role = "kicker"
                if headline is not None and len(row.line) <= _MOST_KICKER:
                    kickers.append(row)
            elif row.heading or _sub(row) or (not subs and not summary and _one_sentence(row)):
                row.role = "subheadline"
                subs.append(row)
            else:
                row.role = "summary"
                summary.append(row)
    if subs:
        text = " ".join(row.line for row in _run(subs))
        reading.state("subheadline", text, subs[0], 0.8)
    if summary:
        reading.state("summary", "\n\n".join(row.text for row in summary), summary[0], 0.85)
    thematic = [row for row in kickers if not row.label("release_kind", "number", "immediate")]
    if kickers:
        row = (thematic or kickers)[-1]
        reading.state("kicker", row.line, row, 0.7)


def _one_sentence(row: Row) -> bool:
    """Tell whether a paragraph above the dateline is a single sentence of moderate length."""
    return len(row.line) <= 280 and not re.search(r"[.!?。]\s+[A-ZÀ-Þ\u0400-\u042f]|。.", row.line)  # noqa: PLR2004 (a length in signs or words, as releases have it)


def _sub(row: Row) -> bool:
    """Tell whether a row under the headline is set as a second headline rather than as text."""
    if len(row.line) > _MOST_SUB or isinstance(row.block, List | Table):
        return False
    return row.strong or not (row.ended and row.prose)


def _run(rows: list[Row]) -> list[Row]:
    """Return the first rows that follow one another."""
    run = rows[:1]
    for row in rows[1:]:
        if row.index != run[-1].index + 1:
            break
        run.append(row)
    return run
