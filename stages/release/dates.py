"""Dates as releases write them, in fourteen languages, read only where a date is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.release.fold import fold
from stages.release.lexicon import Lexicon, lexicon
from stages.release.word_lists import worded

_HAN = {**{sign: n for n, sign in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}
_TAIWAN = (100, 200)
_MINGUO = 1911
"""The year before the first of the Republic of China, by which Taiwan counts."""
_DAY = r"(\d{1,2})"
_YEAR = r"((?:1[89]|20)\d\d|[١٢][٠-٩]{3}|[１２][０-９]{3})"
_WORD = r"([^\W\d_]{2,}(?:\s<<month_seconds>>)?)"
_SECOND = r"(?:\s?/\s?([\u0600-\u06ff]{2,}(?:\s<<month_seconds>>)?))?"
_DAY_FIRST = worded(
    rf"(?<![\d.,:/-]){_DAY}(?:<<-ordinals>>|º|ª|\.ª|°)?\.?\s*(?:<<-date_of>>\s)?\s*{_WORD}{_SECOND}"
    rf"\.?,?(?:\s*(?:<<date_of>>\s|’|')?\s*{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_MONTH_FIRST = worded(
    rf"{_WORD}\.?\s{{1,2}}{_DAY}(?:<<-ordinals>>)?(?![\d:.]\d)"
    rf"(?:,?\s{{0,2}}(?:<<date_of>>\s)?{_YEAR}(?!\d))?",
    re.IGNORECASE,
)
_HYPHENED = lazily(r"(?<![\w-])(\d{1,2})-([^\W\d_]{3,9})-(\d{4})(?![\w-])")
_MONTH_YEAR = worded(rf"{_WORD}\.?,?\s+(?:<<date_of>>\s)?{_YEAR}(?!\d)", re.IGNORECASE)
_DIGITS = lazily(r"\d+")
_MONTH_BEFORE_DAY = worded(rf"{_WORD}\.?\s{{1,2}}\Z")
_MONTH_BEFORE_YEAR = worded(rf"{_WORD}\.?,?\s+(?:<<date_of>>\s)?\Z", re.IGNORECASE)
_LONGEST_MONTH = 80
_ISO = lazily(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR_FIRST = lazily(r"(?<![\d.])(\d{4})\s?([./])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_NUMERIC = lazily(
    r"(?<![\d.,/-])(\d{1,2})[\s\u200f]?([./-])\s?(\d{1,2})[\s\u200f]?\2\s?(\d{4}|\d{2})(?![\d/])"
)
_EAST = worded(
    r"(?:(<<eras>>)\s?)?(元|\d{1,4}|[〇零○一二三四五六七八九]{4})\s?[年년]\s?"
    r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월]\s?"
    r"(?:(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号號일])?"
)
_EAST_DAY = lazily(
    r"(\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월]\s?(\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})\s?[日号號일]"
)
_EAST_WEEKDAY = lazily(
    r"\.?\s?[（(]\s?([月火水木金土日一二三四五六월화수목금토일])"
    r"\s?(?:曜日?)?(?:・[^）)]{1,4})?[）)]"
)
_EAST_WEEKDAYS = {
    **{sign: n for n, sign in enumerate("月火水木金土日")},
    **{sign: n for n, sign in enumerate("一二三四五六")},
    **{sign: n for n, sign in enumerate("월화수목금토일")},
}
_NEAR = 18
_YEAR_DIGITS = 4


class Found(NamedTuple):
    """A date in a text; what it does not say is None."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    """0 is Monday; as the text says, not as the calendar does."""
    unclear: bool = False
    """Day and month may stand the other way round."""

    @property
    def iso(self) -> str | None:
        """Return YYYY-MM-DD, or None where year or day is missing."""
        if self.year is None or self.day is None:
            return None
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @property
    def contradicts(self) -> bool:
        """Tell whether the weekday beside the date is not that day's."""
        if self.weekday is None or self.year is None or self.day is None:
            return False
        return date(self.year, self.month, self.day).weekday() != self.weekday


def find_date(text: str, words: Lexicon, *, month_first: bool = False) -> Found | None:
    """Return the first date of a short text; `month_first` reads 3/4/2026 the American way."""
    return next(find_dates(text, words, month_first=month_first), None)


def find_dates(text: str, words: Lexicon, *, month_first: bool = False) -> Iterator[Found]:
    """Yield the dates of a short text in order, none inside another, full ones first."""
    found: list[Found] = []
    numbers = [match.span() for match in _DIGITS.finditer(text)]
    if numbers or "年" in text:
        found.extend(_numeric(text, month_first=month_first))
        found.extend(_eastern(text))
        found.extend(_worded(text, words, numbers))
    done: list[Found] = []
    for one in sorted(found, key=lambda f: (f.iso is None, f.day is None, f.start - f.end)):
        if all(one.end <= other.start or one.start >= other.end for other in done):
            done.append(one)
    for one in sorted(done):
        yield one._replace(weekday=_weekday(text, one, words))


def _valid(start: int, end: int, year: int | None, month: int, day: int | None) -> Found | None:
    try:
        date(year or 2024, month, day or 1)
    except ValueError:
        return None
    return Found(start, end, year, month, day)


def _numeric(text: str, *, month_first: bool) -> Iterator[Found]:
    for match in _ISO.finditer(text):
        one = _valid(*match.span(), int(match[1]), int(match[2]), int(match[3]))
        if one:
            yield one
    for match in _YEAR_FIRST.finditer(text):
        one = _valid(*match.span(), int(match[1]), int(match[3]), int(match[4]))
        if one:
            yield one
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)  # noqa: PLR2004 (digits)
        swap = month_first and match[2] in "/-" and first <= 12  # noqa: PLR2004 (months)
        pairs = ((second, first), (first, second)) if swap else ((first, second), (second, first))
        for day, month in pairs:
            one = _valid(*match.span(), year, month, day)
            if one:
                both = first <= 12 and second <= 12 and first != second  # noqa: PLR2004 (a length in signs or words, as releases have it)
                yield one._replace(unclear=both and match[2] in "/-")
                break


def _worded(text: str, words: Lexicon, numbers: Sequence[tuple[int, int]]) -> Iterator[Found]:
    for matches, order in (
        (_HYPHENED.finditer(text), "dmy"),
        (_day_first(text, numbers), "dmsy"),
        (_month_first(text, numbers), "mdy"),
        (_month_year(text, numbers), "my"),
    ):
        for match in matches:
            groups = dict(zip(order, match.groups(), strict=True))
            month = words.months.get(fold(groups["m"]).rstrip("."))
            if month is None:
                continue
            year = int(groups["y"]) if groups["y"] else None
            day = int(groups["d"]) if groups.get("d") else None
            end = match.end()
            if groups.get("s") and fold(groups["s"]) not in words.months:
                end, year = match.start(3), None
            one = _valid(match.start(), end, year, month, day)
            if one and not (groups["m"].islower() and fold(groups["m"]) == "may" and year is None):
                yield one


def _day_first(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield `14 May 2026`: what begins with one of the numbers."""
    end = 0
    for start, _ in numbers:
        match = _DAY_FIRST.match(text, start) if start >= end else None
        if match is not None:
            yield match
            end = match.end()


def _month_first(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield `May 14, 2026`: what begins with the word before one of the numbers."""
    end = 0
    for start, _ in numbers:
        word = _MONTH_BEFORE_DAY.search(text, max(start - _LONGEST_MONTH, end), start)
        match = _MONTH_FIRST.match(text, word.start()) if word is not None else None
        if match is not None:
            yield match
            end = match.end()


def _month_year(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield `May 2026`: what begins with the word before a number of four digits."""
    at = 0
    for start, end in numbers:
        if end - start != _YEAR_DIGITS:
            continue
        word = _MONTH_BEFORE_YEAR.search(text, max(start - _LONGEST_MONTH, at), start)
        match = _MONTH_YEAR.match(text, word.start()) if word is not None else None
        if match is not None:
            yield match
            at = match.end()


def _eastern(text: str) -> Iterator[Found]:
    if not any(sign in text for sign in "月월"):
        return
    for match in _EAST.finditer(text):
        year = _count(match[2])
        if match[1]:
            year += lexicon().eras[match[1]]
        elif _TAIWAN[0] <= year < _TAIWAN[1]:
            year += _MINGUO
        elif year < 1000:  # noqa: PLR2004 (two digits are no year here)
            continue
        one = _valid(*match.span(), year, _count(match[3]), _count(match[4]) if match[4] else None)
        if one:
            yield one
    for match in _EAST_DAY.finditer(text):
        one = _valid(*match.span(), None, _count(match[1]), _count(match[2]))
        if one:
            yield one


def _count(text: str) -> int:
    """Return the number that digits or Chinese numerals stand for."""
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _HAN.get(tens, 1) * 10 + _HAN.get(ones, 0)
    return int("".join(str(_HAN[sign]) for sign in text))


def _weekday(text: str, one: Found, words: Lexicon) -> int | None:
    behind = _EAST_WEEKDAY.match(text, one.end)
    if behind:
        return _EAST_WEEKDAYS[behind[1]]
    before = re.findall(
        r"[^\W\d_]+(?:-[^\W\d_]+)?", fold(text[max(0, one.start - _NEAR) : one.start])
    )
    after = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", fold(text[one.end : one.end + _NEAR]))
    for near in (*reversed(before[-2:]), *after[:1]):
        if near in words.weekdays and near not in words.months:
            return words.weekdays[near]
    return None
