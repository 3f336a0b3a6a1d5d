"""Time zones as releases name them, by a table of our own, and the offset on a given day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from pipeline.pattern import lazily

_HOUR = 60
# Zone: standard offset in minutes and the rule of its summer time (checked against IANA 2026a).
ZONES: dict[str, tuple[int, str]] = {
    "America/New_York": (-300, "us"),
    "America/Toronto": (-300, "us"),
    "America/Chicago": (-360, "us"),
    "America/Winnipeg": (-360, "us"),
    "America/Denver": (-420, "us"),
    "America/Edmonton": (-420, "us"),
    "America/Los_Angeles": (-480, "us"),
    "America/Vancouver": (-480, "us"),
    "America/Halifax": (-240, "us"),
    "America/Mexico_City": (-360, ""),
    "America/Sao_Paulo": (-180, ""),
    "Europe/London": (0, "eu"),
    "Europe/Dublin": (0, "eu"),
    "Europe/Lisbon": (0, "eu"),
    "Atlantic/Canary": (0, "eu"),
    "Europe/Paris": (60, "eu"),
    "Europe/Berlin": (60, "eu"),
    "Europe/Rome": (60, "eu"),
    "Europe/Madrid": (60, "eu"),
    "Europe/Amsterdam": (60, "eu"),
    "Europe/Warsaw": (60, "eu"),
    "Europe/Zurich": (60, "eu"),
    "Europe/Vienna": (60, "eu"),
    "Europe/Helsinki": (120, "eu"),
    "Europe/Moscow": (180, ""),
    "Asia/Tokyo": (540, ""),
    "Asia/Seoul": (540, ""),
    "Asia/Shanghai": (480, ""),
    "Asia/Hong_Kong": (480, ""),
    "Asia/Taipei": (480, ""),
    "Asia/Singapore": (480, ""),
    "Asia/Dubai": (240, ""),
    "Asia/Riyadh": (180, ""),
    "Asia/Kolkata": (330, ""),
    "Australia/Sydney": (600, "au"),
    "Pacific/Auckland": (720, "nz"),
    "UTC": (0, ""),
}
# What stands behind a time. A number is a fixed offset in minutes; None must be asked.
LETTERS: dict[str, str | int | None] = {
    "ET": "America/New_York",
    "EST": -300,
    "EDT": -240,
    "CT": "America/Chicago",
    "CDT": -300,
    "MT": "America/Denver",
    "MST": -420,
    "MDT": -360,
    "PT": "America/Los_Angeles",
    "PST": -480,
    "PDT": -420,
    "HE": "America/Toronto",
    "HNE": -300,
    "HAE": -240,
    "HEE": -240,
    "HC": "America/Winnipeg",
    "HNC": -360,
    "HAC": -300,
    "HP": "America/Vancouver",
    "HNP": -480,
    "HAP": -420,
    "HNR": -420,
    "HAR": -360,
    "CET": 60,
    "CEST": 120,
    "CET/CEST": "Europe/Berlin",
    "MEZ": 60,
    "MESZ": 120,
    "WEZ": 0,
    "WESZ": 60,
    "OEZ": 120,
    "OESZ": 180,
    "EET": 120,
    "EEST": 180,
    "WET": 0,
    "WEST": 60,
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "JST": 540,
    "KST": 540,
    "HKT": 480,
    "SGT": 480,
    "MSK": 180,
    "МСК": 180,
    "BRT": -180,
    "GST": 240,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "CST": None,
    "IST": None,
    "BST": None,
    "AST": None,
}
_SUMMER_NAMES = {
    "CET": "Europe/Paris",
    "MEZ": "Europe/Berlin",
    "WEZ": "Europe/Lisbon",
    "GMT": "Europe/London",
}
_OFFSET = lazily(r"(?:UTC|GMT)?\s?([+−-])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)")
_LETTERS = lazily(r"[\s(]*([A-ZМСК]{2,4}(?:/[A-Z]{3,4})?)\b")


class Zone(NamedTuple):
    """A zone as named: its offset on that day, or None when it must be asked, and a doubt."""

    name: str
    offset: timedelta | None
    doubt: str | None = None


def zone_behind(text: str, moment: datetime, words: dict[str, str]) -> Zone | None:
    """Return the zone that the text behind a time names, for that local time.

    `words` are folded phrases of all languages and what they stand for.
    """
    offset = _OFFSET.match(text.lstrip(" ("))
    if offset:
        minutes = int(offset[2]) * _HOUR + int(offset[3] or 0)
        sign = 1 if offset[1] == "+" else -1
        return Zone(offset[0].strip(), timedelta(minutes=sign * minutes))
    named = _LETTERS.match(text)
    if named and named[1] in LETTERS:
        return _named(named[1], moment)
    folded = text.casefold()[:40].lstrip(" (（,")
    phrase = max((one for one in words if folded.startswith(one)), key=len, default=None)
    return _phrase(phrase, words[phrase], moment) if phrase is not None else None


def _named(letters: str, moment: datetime) -> Zone:
    known = LETTERS[letters]
    if known is None:
        return Zone(letters, None, f"{letters} is used for more than one time zone")
    if isinstance(known, str):
        return Zone(letters, offset_on(known, moment))
    doubt = None
    local = _SUMMER_NAMES.get(letters)
    if local and offset_on(local, moment) != timedelta(minutes=known):
        doubt = (
            f"{letters} is written for a day in summer, when clocks there are an hour ahead of it"
        )
    return Zone(letters, timedelta(minutes=known), doubt)


def _phrase(phrase: str, target: str, moment: datetime) -> Zone | None:
    if target == "local":
        return None
    if target == "ask":
        return Zone(phrase, None, "the time is said to be local, and the place is not certain")
    if target.startswith("+"):
        return Zone(phrase, timedelta(minutes=int(target)))
    return Zone(phrase, offset_on(target, moment))


def offset_on(zone: str, moment: datetime) -> timedelta:
    """Return a zone's offset at a local time. Raises KeyError for a zone that is not in ZONES."""
    standard, rule = ZONES[zone]
    return timedelta(minutes=standard + (_HOUR if _summer(rule, moment) else 0))


def _summer(rule: str, moment: datetime) -> bool:
    year = moment.year
    if rule == "us":
        if year >= 2007:  # noqa: PLR2004 (Energy Policy Act of 2005)
            start, end = _nth_sunday(year, 3, 2), _nth_sunday(year, 11, 1)
        else:
            start, end = _nth_sunday(year, 4, 1), _last_sunday(year, 10)
    elif rule == "eu":
        start, end = _last_sunday(year, 3), _last_sunday(year, 10)
    elif rule in {"au", "nz"}:
        start = _nth_sunday(year, 10, 1) if rule == "au" else _last_sunday(year, 9)
        end = _nth_sunday(year, 4, 1)
        return not _at(end, 3) <= moment < _at(start, 2)
    else:
        return False
    return _at(start, 2) <= moment < _at(end, 2)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001 (a local wall clock)


def _nth_sunday(year: int, month: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (n - 1))


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() + 1) % 7)
