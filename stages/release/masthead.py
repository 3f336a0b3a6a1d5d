"""The lines above the body that are no headline: release marks, dates, letterhead, bylines."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.release.clock import find_clock
from stages.release.contacts import ORGANISATION
from stages.release.dateline import read_dateline
from stages.release.dates import Found, find_dates
from stages.release.fold import bare, fold, squeezed
from stages.release.frame import is_person
from stages.release.places import placelike
from stages.release.reading import Reading, Row

_NUMBER = lazily(
    r"(?:[^\W\d]{1,12}[ ./:_-]{0,3}){0,4}\d{1,5}(?:[-/_]\d{1,5}){1,3}\.?|\d{1,3}|(?:Exhibit"
    r"|EX)[- ]?\d+\.\d+",
    re.IGNORECASE,
)
_CREDIT = lazily(
    r"^(?:©|(?:photo|foto|image|bild|design|picture|video|grafik|graphic|illustration|imagen"
    r"|immagine|zdjęcie|фото)s?\s?"
    r"(?:credits?|by|nachweis|quelle|courtesy of)?\s?[:：©]|courtesy of\b|(?:写真|撮影|사진"
    r"|图片|صورة)\s?[:：=])",
    re.IGNORECASE,
)
_EASTERN_WEEKDAY = lazily(r"[（(][月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?[）)]\.?")
_LONGEST = 130
_SMALL = lazily(r"[\s,.:;|•·/()–—\-]+")
_BY = lazily(r"^(?:Written by|By|Von|Par|Por|Di|Door|Text|Foto|Photo)\b:?\s+", re.IGNORECASE)


class DateRow(NamedTuple):
    """A line that holds a date and nothing but a place or a label beside it."""

    date: Found
    place: str | None
    label: str | None


def read_masthead(reading: Reading) -> None:
    """Give the lines above the body their roles, and keep their dates, places and people."""
    for row in reading.head():
        if row.role == "kicker" and row.label("immediate", "addressee", "not_for_publication"):
            row.role = None  # known better by its words than by its place
        if row.role is None:
            _line(reading, row)
        elif row.role in {"byline", "kicker", "dateline"}:
            _given(reading, row)


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
    if row.role == "byline" and row.label("release_kind", "number") and _NUMBER.search(row.line):
        row.role = "kicker"
    if row.block.role == "kicker":
        _letterhead(reading, row)


def _set_off(line: str, place: str | None) -> bool:
    """Tell whether a sign parts the place from what follows, so that it is no name of a person."""
    behind = line.strip()[len(place or "") :].lstrip() if place else ""
    return (
        bool(place)
        and line.strip().startswith(place or "")
        and behind[:1] in {",", "/", "-", "–", "—", "("}
    )


def _person(reading: Reading, row: Row, text: str) -> bool:
    name = re.split(r"[,|–—(]| - |\d", text)[0].strip()
    if not is_person(reading, name):
        return False
    known = reading.facts.get("authors", ())
    if name not in known:
        reading.state("authors", (*known, name), row, 0.85)
    return True


def _fields(reading: Reading, row: Row) -> bool:
    """Read a letterhead of several lines: a release mark with its date, a place, numbers."""
    found = False
    for line in re.split(r"[\n\t]+", row.text):
        label = next(
            (
                one
                for one in reading.words.labels(line.strip())
                if one.role in {"immediate", "created", "place", "release_kind"}
            ),
            None,
        )
        if label is None:
            continue
        dated = date_row(reading, line.strip())
        if dated is not None:
            keep_date(reading, dated, row)
            found = True
        elif label.role == "place" and placelike(label.rest):
            reading.notes.setdefault("field.place", (label.rest, row))
            found = True
        found = found or label.role == "immediate"
    return found


def _line(reading: Reading, row: Row) -> None:
    if (
        ("\n" in row.text or "\t" in row.text)
        and len(row.text) < 6 * _LONGEST
        and _fields(reading, row)
    ):
        row.role = "notice" if len(row.line) > _LONGEST or row.phones else "dateline"
        return
    if len(row.line) > 3 * _LONGEST:
        return
    if _CREDIT.match(row.line) or (
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
        elif _NUMBER.fullmatch(row.line) or _letterhead(reading, row):
            row.role = "kicker"
        elif (row.mails or row.links()) and not row.heading and _only_address(row):
            row.role = "contact"


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
        whole = label.form == "alone" or _NUMBER.fullmatch(bare(label.rest) or "x")
        if whole and not (row.heading == 1 and label.form != "alone"):
            row.role = "kicker"
        return bool(whole)
    named_by = label.role == "author" and label.rest and len(row.line) <= _LONGEST
    if named_by and _person(reading, row, label.rest):
        row.role = "byline" if not row.mails else "contact"
        return True
    return False


def keep_date(reading: Reading, dated: DateRow, row: Row) -> None:
    """Keep the first date of the page, and the first modified date apart from it."""
    modified = dated.label is not None and dated.label == "modified"
    reading.notes.setdefault("field.modified" if modified else "field.date", (dated.date, row))
    if dated.place:
        reading.notes.setdefault("field.place", (dated.place, row))


def date_row(reading: Reading, text: str) -> DateRow | None:
    """Return the date, place and label of a line that holds nothing else."""
    words = reading.words
    first = next(find_dates(text, words, month_first=reading.notes["month_first"]), None)
    if first is None:
        return None
    rest = (text[: first.start] + " \u2016 " + text[first.end :]).strip()
    clock = find_clock(rest, words)
    if clock is not None:
        rest = re.sub(
            r"\d{1,2}\s?[:.h時时点시]\s?\d{0,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|Uhr|hrs?|[A-Z]{2,4})?\b",
            "",
            rest,
        )
    rest = _EASTERN_WEEKDAY.sub("", rest)
    label = place = None
    organisation = re.sub(r"\u2016", "", rest).strip(" ,;:()-–—./@|")
    if not row_is_sentence(organisation) and squeezed(organisation) in _names(reading):
        return DateRow(first, None, None)
    if (
        re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", rest)
        and len(rest) < 50  # noqa: PLR2004 (a length in signs or words, as releases have it)
        and re.search("株式会社|委員会|協会|財団|大学|法人|組合|館$", rest)
    ):
        reading.notes.setdefault("field.issuer", organisation)
        return DateRow(first, None, None)
    for part in re.split(r"\u2016|[|•·]|\s[-–—/]\s|\t", rest):
        part = part.strip(" ,;:()-–—./@\n")  # noqa: PLW2901 (the part without its rules)
        lowered = fold(part)
        if not part or lowered in words.weekdays or _small(lowered):
            continue
        known = words.labels(part)
        if known and known[0].role in {
            "release_kind",
            "created",
            "modified",
            "immediate",
            "place",
            "number",
            "author",
        }:
            label = label or known[0].role
            part = known[0].rest  # noqa: PLW2901
            if not part or _NUMBER.fullmatch(part):
                continue
        last = re.sub(
            r",?\s*(?:le|den|dnia|vom|am|on|el|li|lì|г\.|в|em|op)$|,\s*[^\W\d]+$",
            lambda m: (
                ""
                if fold(m[0]).strip(" ,") in words.weekdays or len(fold(m[0]).strip(" ,")) <= 4  # noqa: PLR2004 (a length in signs or words, as releases have it)
                else m[0]
            ),
            part,
        )
        if place is None and placelike(last):
            place = last.strip(" ,")
        elif not _NUMBER.fullmatch(part):
            return None
    return DateRow(first, place, label)


def row_is_sentence(text: str) -> bool:
    """Tell whether a text is too long, or ends so, that it is no name."""
    return len(text) > 80 or text.endswith((".", "!", "?")) or not text  # noqa: PLR2004 (a length in signs or words, as releases have it)


def _names(reading: Reading) -> set[str]:
    told = reading.told(
        "json-ld|publisher",
        "microdata|author",
        "meta|author",
        "opengraph|og:site_name",
        "front-matter|source",
    )
    return {squeezed(value) for _, value in told}


def _small(part: str) -> bool:
    """Tell whether a leftover is only a word that joins date and place."""
    return part in {
        "le",
        "den",
        "dnia",
        "vom",
        "am",
        "on",
        "el",
        "li",
        "lì",
        "г",
        "r",
        "roku",
        "года",
        "um",
        "at",
        "uhr",
        "of",
        "date",
        "в",
        "em",
        "à",
        "et",
        "est",
        "edt",
        "cet",
        "gmt",
        "utc",
    }


def _letterhead(reading: Reading, row: Row) -> bool:
    """Tell whether a line only names who sends the release."""
    name = squeezed(re.split(r"\s[-–—|]\s", row.line)[0])
    opening = [r for r in reading.live if reading.lead <= r.index < reading.lead + 2]
    if not row.heading and named(row.line) and any(name in squeezed(r.line) for r in opening):
        reading.notes.setdefault("letterhead", row)
        return True
    for told in reading.told(
        "front-matter|source",
        "opengraph|og:site_name",
        "json-ld|publisher",
        "front-matter|organisation",
        "front-matter|issuer",
    ):
        if name == squeezed(told[1]):
            reading.notes.setdefault("letterhead", row)
            return True
    if 3 < len(name) <= 40:  # noqa: PLR2004 (a name, not a sentence)
        for other in reading.live[:12]:
            hosts = [m.partition("@") for m in other.mails]
            for user, _, host in hosts:
                if name in {squeezed(host.rpartition(".")[0]), squeezed(user)}:
                    reading.notes.setdefault("letterhead", row)
                    return True
            for link in re.findall(r"(?:https?://|www\.)([\w.-]+)\.\w+", other.line):
                if name == squeezed(link.removeprefix("www.")):
                    reading.notes.setdefault("letterhead", row)
                    return True
    return False


def named(line: str) -> bool:
    """Tell whether a short line may be the name of an organisation: capitals, or its legal form."""
    if ORGANISATION.search(line) and len(line) <= 60 and not line.isascii():  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", line) or len(line) <= 20  # noqa: PLR2004 (a length in signs or words, as releases have it)
    words = re.split(r"\s[-–—|]\s", line)[0].split()
    small = {
        "of",
        "for",
        "and",
        "the",
        "di",
        "de",
        "des",
        "der",
        "für",
        "e",
        "y",
        "et",
        "und",
        "van",
        "do",
        "da",
        "del",
    }
    return 1 < len(words) <= 6 and all(w[:1].isupper() or w in small for w in words)  # noqa: PLR2004 (a length in signs or words, as releases have it)


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
