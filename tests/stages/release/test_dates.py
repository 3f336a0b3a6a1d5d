"""Dates as releases write them."""

from __future__ import annotations

import pytest

from stages.release.dates import find_date, find_dates
from stages.release.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Eastport, March 3, 2026", "2026-03-03"),
        ("London, 3 March 2026", "2026-03-03"),
        ("20TH JUNE 2002", "2002-06-20"),
        ("ROMA, 14 mag. 2026", "2026-05-14"),
        ("Maggio 14, 2026", "2026-05-14"),
        ("Enero 29 del 2018", "2018-01-29"),
        ("5 DE MAYO DE 2026", "2026-05-05"),
        ("27 de abril del 2022", "2022-04-27"),
        ("le 1er mai 2026", "2026-05-01"),
        ("den 02. Dezember 2022", "2022-12-02"),
        ("28.10.2021", "2021-10-28"),
        ("22 april 2017", "2017-04-22"),
        ("15 stycznia 2026 roku", "2026-01-15"),
        ("23 марта 2026 г.", "2026-03-23"),
        ("令和8年5月14日（木）", "2026-05-14"),
        ("令和元年5月1日", "2019-05-01"),
        ("２０２６年１０月２２日", "2026-10-22"),
        ("二〇二六年五月十四日", "2026-05-14"),
        ("2014 年 12 月 19 日", "2014-12-19"),
        ("114年4月24日", "2025-04-24"),
        ("2026. 4. 13.(월) 09:00", "2026-04-13"),
        ("2026년 1월 9일", "2026-01-09"),
        ("14 أيار 2026", "2026-05-14"),
        ("11 يناير/ كانون الثاني 1970", "1970-01-11"),
        ("١٤ مايو ٢٠٢٦", "2026-05-14"),
        ("2026-05-14", "2026-05-14"),
    ],
)
def test_a_date_is_read_in_every_language(text: str, iso: str) -> None:
    """A date is read as its language writes it, eras, numerals and double month names included."""
    found = find_date(text, lexicon())
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    "text", ["may", "40% of the 12 cities", "as of 2026", "Room 12, 4 beds", "31.02.2026"]
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    """Ordinary words, shares and days that no calendar has are no dates."""
    assert find_date(text, lexicon()) is None


def test_a_day_without_year_has_no_iso_form() -> None:
    """A date without its year stays without one; nothing is guessed."""
    found = find_date("17 mar.", lexicon())
    assert found is not None
    assert (found.month, found.day, found.year, found.iso) == (3, 17, None, None)


def test_the_weekday_beside_a_date_is_a_witness() -> None:
    """A weekday that is not that of the date contradicts it, one that is does not."""
    words = lexicon()
    wrong = find_date("Friday, May 15, 2025", words)
    right = find_date("Thursday, May 15, 2025", words)
    assert wrong is not None
    assert right is not None
    assert wrong.contradicts
    assert not right.contradicts


def test_digits_with_slashes_follow_the_order_told() -> None:
    """3/4/2026 is April third read the American way, else the third of April; both are unclear."""
    words = lexicon()
    american = find_date("3/4/2026", words, month_first=True)
    other = find_date("3/4/2026", words)
    assert american is not None
    assert other is not None
    assert (american.iso, other.iso) == ("2026-03-04", "2026-04-03")
    assert american.unclear
    assert other.unclear


def test_dates_come_in_the_order_of_the_text() -> None:
    """Several dates are given in order and none inside another."""
    found = list(find_dates("from 3 May 2026 to 12 June 2026", lexicon()))
    assert [one.iso for one in found] == ["2026-05-03", "2026-06-12"]
