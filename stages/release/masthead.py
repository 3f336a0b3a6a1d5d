"""The lines above the body that are no headline: release marks, dates, letterhead, bylines."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.release.contact_heads import heads_contact
from stages.release.contacts import NUMBERED, TITLE, is_name, is_office
from stages.release.date_line import NUMBER, date_row, keep_date
from stages.release.dateline import read_dateline
from stages.release.dates import find_dates
from stages.release.fold import bare, fold
from stages.release.frame import is_person
from stages.release.letterhead import is_letterhead, names_body
from stages.release.places import placelike
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

CREDIT = worded(
    r"^(?:©|<<credits.what>>s?\s?<<credits.by>>?\s?[:：©=]|<<credits.alone>>)",
    re.IGNORECASE,
    needs="<<credits.what|credits.alone>>",
)
_LONGEST = 130
_SMALL = lazily(r"[\s,.:;|•·/()–—\-]+")


def read_masthead(reading: Reading) -> None:
    """Give the lines above the body their roles, and keep their dates, places and people."""
    for row in reading.head():
        if row.role == "kicker" and (
            row.label("immediate", "addressee", "not_for_publication")
            or _at_once(reading, row)
            or (row.label("contact") and row.mails)
        ):
            row.role = None  # known better by its words than by its place
        if row.role in {None, "subheadline"} and _asked(reading, row):
            row.role = "contact"
        elif row.role is None:
            _line(reading, row)
        elif row.role in {"byline", "kicker", "dateline"}:
            _given(reading, row)
    _letterheads(reading)


def _letterheads(reading: Reading) -> None:
    """Take who sends the release off the lines above the mark of its kind, or its date.

    Such a line is no headline where another line may be one below the mark.
    """
    rows = reading.head()
    marks = [
        k
        for k, row in enumerate(rows)
        if row.role in {"notice", "kicker", "dateline"}
        and (row.role == "dateline" or row.label("immediate", "release_kind", "number"))
    ]
    if not marks or rows[0].role is not None:
        return
    kind = any(rows[k].role != "dateline" for k in marks)
    below = [r for r in rows[marks[0] + 1 :] if r.role is None and not r.prose and not r.mails]
    found = False
    for row in rows[: marks[0]] if below else []:
        if row.role is not None or row.prose or len(row.line) > (3 if found else 1) * _LONGEST:
            continue
        body = names_body(row)
        loud = kind and row.line.isupper() and not below[0].line.isupper()
        if body or found or (loud and len(row.line) < len(below[0].line)):
            row.role, found = "kicker", True
            if body:
                reading.notes.setdefault("letterhead", row)


def _given(reading: Reading, row: Row) -> None:
    """Read the date, place and people of a line that an earlier stage set apart."""
    for line in row.text.splitlines():
        label = next(
            (one for one in reading.words.labels(line) if one.role in {"place", "author"}), None
        )
        if label is not None and label.role == "place" and placelike(label.rest):
            reading.notes.setdefault("field.place", (label.rest, row))
        elif label is not None and label.rest:
            _person(reading, row, label.rest)
        dated = date_row(reading, line)
        if dated is not None:
            last = fold(dated.place or "").rpartition(" ")[2]
            placed = dated.label is not None or _set_off(line, dated.place)
            placed = placed and last not in reading.words.weekdays
            keep_date(reading, dated if placed else dated._replace(place=None), row)
            if dated.label != "author" and len(row.text.splitlines()) == 1:
                row.role = "dateline"
        elif len(line) <= _LONGEST:
            found = next(
                find_dates(line, reading.words, month_first=reading.notes["month_first"]), None
            )
            if found is not None and found.iso:
                reading.notes.setdefault("field.date", (found, row))
    if row.role == "byline" and row.label("release_kind", "number") and NUMBER.search(row.line):
        row.role = "kicker"
    if row.block.role == "kicker":
        if names_body(row):
            reading.notes.setdefault("letterhead", row)
        is_letterhead(reading, row)


def _set_off(line: str, place: str | None) -> bool:
    """Tell whether a sign parts the place from what follows, so that it is no name of a person."""
    behind = line.strip()[len(place or "") :].lstrip() if place else ""
    return (
        bool(place)
        and line.strip().startswith(place or "")
        and behind[:1] in {",", "/", "-", "–", "—", "("}
    )


def _person(reading: Reading, row: Row, text: str) -> bool:
    name = _undated(reading, re.split(r"[,|–—(]| - |\d", text)[0].strip())
    if not is_person(reading, name):
        return False
    known = reading.facts.get("authors", ())
    if name not in known:
        reading.state("authors", (*known, name), row, 0.85)
    return True


def _undated(reading: Reading, name: str) -> str:
    """Return a name without the month, or the word `Updated`, that stands behind it."""
    words = name.split()
    for k, word in enumerate(words):
        first = re.split(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])", word)[0]
        dated = fold(word).rstrip(".") in reading.words.months and k == len(words) - 1
        if k > 1 and (
            dated or any(one.role in {"created", "modified"} for one in reading.words.labels(first))
        ):
            return " ".join(words[:k])
    if len(words) > 1 and fold(words[-1]).rstrip(".") in reading.words.months:
        return " ".join(words[:-1])
    return name


def _fields(reading: Reading, row: Row) -> bool:
    """Read a letterhead of several lines: a release mark with its date, a place, numbers."""
    found = False
    listed = row.text.count("\n") > 2  # noqa: PLR2004 (fields of a cover sheet)
    listed = listed or any(heads_contact(reading, line) for line in row.lines()[1:])
    for line in re.split(r"[\n\t]+", row.text):
        label = next(
            (
                one
                for one in reading.words.labels(line.strip())
                if one.role in {"immediate", "created", "place", "release_kind"}
            ),
            None,
        )
        dated = date_row(reading, line.strip()) if label is not None or listed else None
        if label is None and dated is None:
            continue
        if dated is not None:
            keep_date(reading, dated, row)
            found = True
        elif label is not None and label.role == "place" and placelike(label.rest):
            reading.notes.setdefault("field.place", (label.rest, row))
            found = True
        found = found or (label is not None and label.role == "immediate")
    return found


def _line(reading: Reading, row: Row) -> None:
    if (
        ("\n" in row.text or "\t" in row.text)
        and len(row.text) < 6 * _LONGEST
        and _fields(reading, row)
    ):
        row.role = "notice" if len(row.line) > _LONGEST else "dateline"
        if row.mails or row.phones:
            row.role = "contact"
        return
    if len(row.line) > 3 * _LONGEST:
        return
    if CREDIT.match(row.line) or (
        _behind_picture(reading, row) and not row.prose and not row.heading
    ):
        row.role = "byline"
        return
    if not any(map(str.isalnum, row.line)):
        row.role = "kicker"
        return
    if _labelled(reading, row):
        return
    if len(row.line) <= _LONGEST:
        dated = date_row(reading, row.line)
        if dated is not None and not (
            row.heading and dated.place is None and dated.label is None and len(row.line) > 40  # noqa: PLR2004 (a length in signs or words, as releases have it)
        ):
            keep_date(reading, dated, row)
            row.role = "dateline"
        elif dated_at_end(reading, row):
            row.role = "dateline"
        elif NUMBER.fullmatch(row.line) or is_letterhead(reading, row):
            row.role = "kicker"
        elif not row.heading and _addressed(reading, row):
            row.role = "contact"


def _addressed(reading: Reading, row: Row) -> bool:
    """Tell whether a line above the body holds where the sender is reached, or who answers."""
    if (row.mails or row.links()) and _only_address(row):
        return True
    return not row.ended and NUMBERED.search(row.line) is not None


def dated_at_end(reading: Reading, row: Row) -> bool:
    """Keep the date of a line that ends `... Published 12 March 2026`."""
    found = list(find_dates(row.line, reading.words, month_first=reading.notes["month_first"]))
    if not found or found[-1].end < len(row.line) - 1:
        return False
    words = row.line[: found[-1].start].split()
    for size in (1, 2):
        if len(words) > size and any(
            label.role in {"created", "modified"} and label.form == "alone"
            for label in reading.words.labels(" ".join(words[-size:]))
        ):
            reading.notes.setdefault("field.date", (found[-1], row))
            row.role = "dateline"
            return True
    return False


def _asked(reading: Reading, row: Row) -> bool:
    """Tell whether a line names a person and the office that answers the press."""
    title = TITLE.match(row.line)
    if title is None or len(row.line) > _LONGEST:
        return False
    words = row.line[title.end() :].split()
    return any(
        is_name(reading, " ".join(words[:size])) and is_office(" ".join(words[size:]))
        for size in (2, 3)
    )


def _labelled(reading: Reading, row: Row) -> bool:
    label = row.label(
        "immediate",
        "release_kind",
        "addressee",
        "notice",
        "not_for_publication",
        "created",
        "modified",
        "place",
        "number",
        "author",
        "paid_label",
        "editor_notes",
    )
    if label is None:
        return False
    dated = date_row(reading, row.line) if len(row.line) <= _LONGEST else None
    if _at_once(reading, row):
        row.role = "notice"
        return True
    if label.role in {"immediate", "addressee", "notice", "not_for_publication"}:
        if label.role == "immediate" and dated is not None:
            keep_date(reading, dated, row)
        row.role = "notice"
        return True
    if label.role == "place" and label.rest and placelike(label.rest):
        reading.notes.setdefault("field.place", (label.rest, row))
        row.role = "dateline"
        return True
    if dated is not None and label.role in {
        "release_kind",
        "created",
        "modified",
        "place",
        "number",
    }:
        keep_date(reading, dated, row)
        row.role = "dateline"
        return True
    if label.role in {"release_kind", "number"}:
        whole = label.form == "alone" or NUMBER.fullmatch(bare(label.rest) or "x")
        if whole and not (row.heading == 1 and label.form != "alone"):
            row.role = "kicker"
        return bool(whole)
    named_by = label.role == "author" and label.rest and len(row.line) <= _LONGEST
    if named_by and _person(reading, row, label.rest):
        row.role = "byline" if not row.mails else "contact"
        return True
    return False


def _at_once(reading: Reading, row: Row) -> bool:
    """Tell whether a line is the kind of release and its mark: News release, for immediate use."""
    label = row.label("release_kind", form="run") or row.label("release_kind", form="colon")
    return label is not None and any(
        one.role == "immediate" and one.form == "alone" for one in reading.words.labels(label.rest)
    )


def _behind_picture(reading: Reading, row: Row) -> bool:
    """Tell whether only short lines stand between a picture above and this one: its caption."""
    for other in reversed(reading.rows[: row.index]):
        if reading.is_figure(other):
            return any(r.role == "headline" or r.heading for r in reading.rows[: row.index])
        if other.gone or (other.line and other.role != "byline"):
            return False
    return False


def _only_address(row: Row) -> bool:
    rest = row.line
    for mail in row.mails:
        rest = rest.replace(mail, "")
    rest = re.sub(r"(?:https?://|www\.)\S+", "", rest)
    return bool(row.mails or rest != row.line) and len(_SMALL.sub("", rest)) <= 12  # noqa: PLR2004 (a length in signs or words, as releases have it)


def whole_datelines(reading: Reading) -> None:
    """Read the lines above the body that are a dateline and nothing else."""
    for row in reading.head():
        given = row.block.role == "byline"
        if row.role not in {None, "dateline", "byline"} or row.heading or len(row.line) > _LONGEST:
            continue
        read = read_dateline(row.text, reading.words, month_first=reading.notes["month_first"])
        whole = read is not None and not row.text[read.end :].strip(" -–—.,:/")
        if given and read is not None and not _set_off(row.line, read.place):
            continue
        if read is not None and whole and (read.date or read.slug):
            row.role = "dateline"
            reading.notes.setdefault("lead", (row, read))
            if read.date is not None:
                reading.notes.setdefault("field.date", (read.date, row))
