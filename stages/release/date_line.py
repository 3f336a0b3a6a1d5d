"""Lines that hold a date and nothing else but a place or a label."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.release.clock import find_clock
from stages.release.contacts import is_office, no_place
from stages.release.dates import Found, find_dates
from stages.release.fold import fold, squeezed
from stages.release.letterhead import HOLDER
from stages.release.lexicon import Lexicon, lexicon
from stages.release.meta_fields import source_field
from stages.release.places import placelike, published_behind
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded, words_of
from stages.release.zones import LETTERS

NUMBER = lazily(
    r"(?:[^\W\d]{1,12}[ ./:_-]{0,3}){0,4}\d{1,5}(?:[-/_]\d{1,5}){1,3}\.?|\d{1,3}|(?:Exhibit"
    r"|EX)[- ]?\d+\.\d+|[A-Z]{2,5}[- ]?\d{2,6}"
    r"|[第제]\s?\d[\d-]{0,10}\s?[号號호]|رقم\s?\d[\d/-]{0,10}",
    re.IGNORECASE,
)
"""The number of a release, or of an exhibit."""
_LAST = lazily(r"(?:(?<=\s)|,\s*|^)[^\s,]+$")
_FIRST = lazily(r"^[^\s,]+(?=\s)")
_ZONE = lazily(r"^\s?[A-Z]{2,4}\b")
_EASTERN_BODY = worded(r"<<company_forms|organisation_words>>|<<organisation_endings>>$")
_FIRM = worded(r"<<company_forms>>")
_EASTERN_WEEKDAY = lazily(r"[（(][月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?[）)]\.?")


class DateRow(NamedTuple):
    """A line that holds a date and nothing but a place or a label beside it."""

    date: Found
    place: str | None
    label: str | None


def keep_date(reading: Reading, dated: DateRow, row: Row) -> None:
    """Keep the first date of the page, and the first modified date apart from it."""
    modified = dated.label is not None and dated.label == "modified"
    reading.notes.setdefault("field.modified" if modified else "field.date", (dated.date, row))
    if dated.place:
        reading.notes.setdefault("field.place", (dated.place, row))


def date_row(reading: Reading, text: str) -> DateRow | None:  # noqa: C901, PLR0912 (one line, taken apart once)
    """Return the date, place and label of a line that holds nothing else."""
    words = reading.words
    first = next(find_dates(text, words, month_first=reading.notes["month_first"]), None)
    if first is None:
        return None
    rest = (text[: first.start] + " \u2016 " + text[first.end :]).strip()
    clock = find_clock(rest)
    if clock is not None:
        rest = rest[: clock.start] + _ZONE.sub("", rest[clock.end :])
    rest = _EASTERN_WEEKDAY.sub("", rest)
    label = place = None
    source = source_field(rest) if ":" in rest or "：" in rest else None
    if source is not None:
        if source:
            reading.notes.setdefault("field.issuer", source)
        return DateRow(first, None, None)
    organisation = re.sub(r"\u2016", "", rest).strip(" ,;:()-–—./@|")
    if not row_is_sentence(organisation) and squeezed(organisation) in _names(reading):
        return DateRow(first, None, None)
    if (
        re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", rest)
        and len(rest) < 50  # noqa: PLR2004 (a length in signs or words, as releases have it)
        and _EASTERN_BODY.search(organisation)
    ):
        reading.notes.setdefault("field.issuer", _without_office(organisation))
        return DateRow(first, None, None)
    for part in re.split(r"\u2016|[|•·]|\s[-–—/]\s|\t", rest):
        part = part.strip(" ,;:()-–—./@\n")  # noqa: PLW2901 (the part without its rules)
        lowered = fold(part)
        if not part or lowered in words.weekdays or _small(lowered):
            continue
        part = _FIRST.sub(lambda match: _without(match, words), part).strip()  # noqa: PLW2901
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
            part = _LAST.sub(lambda match: _without(match, words), known[0].rest).strip()  # noqa: PLW2901
            if not part or NUMBER.fullmatch(part):
                continue
        if any(one.form == "alone" and one.role == "addressee" for one in words.labels(part)):
            continue
        last = _LAST.sub(lambda match: _without(match, words), part)
        if (behind := published_behind(words, last)) is not None:
            label = label or behind
            continue
        timed = clock is not None and (label in {"created", "modified"} or _byline(last))
        if label == "author" or timed:
            continue
        if no_place(last) or HOLDER.match(last):
            if _FIRM.search(last) or HOLDER.match(last):
                reading.notes.setdefault("field.issuer", last)
        elif place is None and placelike(last):
            place = last.strip(" ,")
        elif not NUMBER.fullmatch(part):
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


def _byline(part: str) -> bool:
    """Tell whether two or three words beside a day and an hour are a person rather than a place."""
    words = part.split()
    capitals = all(word[:1].isupper() and word[1:].islower() for word in words)
    return 2 <= len(words) <= 3 and capitals and part.upper() not in lexicon().places.alone  # noqa: PLR2004 (the words of a name)


def _without(match: re.Match[str], words: Lexicon) -> str:
    """Return a last word, or nothing where it only joins a place and a date."""
    last = fold(match[0]).strip(" ,")
    return "" if last in words.weekdays or last in words_of("date_lead", "date_tail") else match[0]


def _without_office(name: str) -> str:
    """Return the name of a company without the office and the person behind it."""
    words = name.split()
    end = next((k for k, word in enumerate(words) if k and is_office(word)), len(words))
    return " ".join(words[:end])


def _small(part: str) -> bool:
    """Tell whether a leftover is only a word that joins date and place, or a time zone."""
    return part.upper() in LETTERS or part.rstrip(".") in {
        word.rstrip(".")
        for word in words_of("date_lead", "date_tail", "date_of", "clock.lead", "clock.hours")
    }
