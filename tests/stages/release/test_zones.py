"""Time zones as releases name them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from stages.release.clock import find_clock, instant
from stages.release.lexicon import lexicon
from stages.release.zones import LETTERS, ZONES, offset_on, zone_behind


def at(month: int, day: int = 14) -> datetime:
    return datetime(2026, month, day, 10, 0)  # noqa: DTZ001 (a local wall clock)


@pytest.mark.parametrize(
    ("name", "month", "hours"),
    [
        ("ET", 5, -4),
        ("ET", 1, -5),
        ("EST", 5, -5),
        ("PT", 7, -7),
        ("HE", 10, -4),
        ("MESZ", 5, 2),
        ("CET", 1, 1),
        ("JST", 7, 9),
        ("мск", 7, 3),
        ("eastern time", 5, -4),
        ("北京时间", 5, 8),
        ("horário de Brasília", 12, -3),
    ],
)
def test_a_zone_has_the_offset_of_that_day(name: str, month: int, hours: int) -> None:
    """A zone is resolved for the day it is written for: ET in May is four hours behind UTC."""
    zone = zone_behind(f" {name}", at(month), lexicon().zone_words)
    assert zone is not None
    assert zone.offset == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["CST", "IST", "BST", "AST"])
def test_letters_of_several_zones_are_asked(name: str) -> None:
    """Letters that stand for more than one zone give no offset and say why."""
    zone = zone_behind(f" {name}", at(5), {})
    assert zone is not None
    assert zone.offset is None
    assert zone.doubt


def test_winter_letters_in_summer_are_doubted() -> None:
    """GMT written for a summer's day is taken at its word and doubted; in winter it is not."""
    summer, winter = zone_behind(" GMT", at(5), {}), zone_behind(" GMT", at(1), {})
    assert summer is not None
    assert winter is not None
    assert summer.offset == winter.offset == timedelta(0)
    assert summer.doubt
    assert winter.doubt is None


def test_summer_time_begins_and_ends_on_the_legal_sundays() -> None:
    """Clocks change in New York on 8 March and 1 November 2026, in Berlin on 29 March."""
    day = datetime(2026, 3, 8, 1, 59), datetime(2026, 3, 8, 3, 0)  # noqa: DTZ001
    assert [offset_on("America/New_York", one) for one in day] == [
        timedelta(hours=-5),
        timedelta(hours=-4),
    ]
    assert offset_on("Europe/Berlin", datetime(2026, 3, 28, 12, 0)) == timedelta(hours=1)  # noqa: DTZ001
    assert offset_on("Europe/Berlin", datetime(2026, 3, 29, 12, 0)) == timedelta(hours=2)  # noqa: DTZ001
    assert offset_on("Australia/Sydney", datetime(2026, 1, 5, 12, 0)) == timedelta(hours=11)  # noqa: DTZ001


def test_every_zone_that_letters_name_is_in_the_table() -> None:
    """No letters and no phrase of any language point to a zone the table does not have."""
    told = [*LETTERS.values(), *lexicon().zone_words.values()]
    named = {zone for zone in told if isinstance(zone, str) and "/" in zone}
    assert named <= set(ZONES)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("10:00 a.m. ET", 10, 0),
        ("9AM", 9, 0),
        ("12 noon", 12, 0),
        ("11.30 Uhr", 11, 30),
        ("6 h 30 HE", 6, 30),
        ("ore 11.30", 11, 30),
        ("15h40", 15, 40),
        ("godz. 11:00", 11, 0),
        ("午後2時00分", 14, 0),
        ("오전 11시10분", 11, 10),
        ("الساعة 10:00 صباحا", 10, 0),
        ("정오", 12, 0),
        ("24 Uhr", 0, 0),
    ],
)
def test_a_time_of_day_is_read(text: str, hour: int, minute: int) -> None:
    """Times are read as each language writes them, halves of the day and noon included."""
    clock = find_clock(text)
    assert clock is not None
    assert (clock.hour, clock.minute) == (hour, minute)


def test_midnight_of_a_named_day_is_unclear_and_24_uhr_is_not() -> None:
    """Midnight may begin or end a day; 24 o'clock ends it."""
    words = lexicon()
    midnight, clear = find_clock("midnight"), find_clock("24 Uhr")
    assert midnight is not None
    assert clear is not None
    assert midnight.unclear
    assert not clear.unclear
    assert instant(date(2026, 5, 5), clear, "24 Uhr", words)[0].day == 6
