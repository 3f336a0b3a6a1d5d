"""Shapes of datelines."""

from __future__ import annotations

import pytest

from stages.release.dateline import read_dateline
from stages.release.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "place", "date", "wire", "rest"),
    [
        (
            "EASTPORT, Maine, March 3, 2026 /PRNewswire/ -- The gate",
            "EASTPORT, Maine",
            "2026-03-03",
            "PR Newswire",
            "The gate",
        ),
        (
            "NEW YORK, NY — May 07, 2026 — (NEWMEDIAWIRE) — In",
            "NEW YORK, NY",
            "2026-05-07",
            "NEWMEDIAWIRE",
            "In",
        ),
        (
            "Eastport (Newsworthy.ai) Thursday May 14, 2026 @ 7:00 AM UTC — The",
            "Eastport",
            "2026-05-14",
            "Newsworthy.ai",
            "The",
        ),
        (
            "TORONTO--(Newsfile Corp. - May 4, 2026) - Acme",
            "TORONTO",
            "2026-05-04",
            "Newsfile",
            "Acme",
        ),
        (
            "HONG KONG SAR - Media OutReach Newswire - 4 May 2026 - Acme",
            "HONG KONG SAR",
            "2026-05-04",
            "Media OutReach Newswire",
            "Acme",
        ),
        ("(Eastport, ME) – The harbour", "Eastport, ME", None, None, "The harbour"),
        ("Oct. 1, 2026 (Portland, Oregon) -- With", "Portland, Oregon", "2026-10-01", None, "With"),
        ("Potsdam – Die Karte", "Potsdam", None, None, "Die Karte"),
        ("Eastport-At the meeting", "Eastport", None, None, "At the meeting"),
        ("WASHINGTON The captain said", "WASHINGTON", None, None, "The captain said"),
        ("Hamburg (iwr-pressedienst) - Die", "Hamburg", None, "iwr-pressedienst", "Die"),
        ("Bremen (ots) - Die", "Bremen", None, "news aktuell", "Die"),
        ("Graz (OTS) - Die", "Graz", None, "APA-OTS", "Die"),
        ("MONTRÉAL, le 4 oct. 2026 /CNW Telbec/ - La", "MONTRÉAL", "2026-10-04", "CNW", "La"),
        ("MADRID, 15 de Julio de 2026.— La", "MADRID", "2026-07-15", None, "La"),
        ("8.10.2026, Warszawa (PAP) - Firma", "Warszawa", "2026-10-08", "PAP", "Firma"),
        ("Gdańsk, 15 stycznia 2026 roku. Fundacja", "Gdańsk", "2026-01-15", None, "Fundacja"),
        ("МОСКВА, 23 марта 2026 г. /ТАСС/. Завод", "МОСКВА", "2026-03-23", "ТАСС", "Завод"),
        ("北京2026年9月15日电 /美通社/ -- 某", "北京", "2026-09-15", "PR Newswire", "某"),
        ("【東京、2026年5月5日】 某", "東京", "2026-05-05", None, "某"),
        ("안양--(뉴스와이어)--한", "안양", None, "뉴스와이어", "한"),
        ("دبي في 21 أكتوبر/ وام / أعلن", "دبي", None, "وام", "أعلن"),
    ],
)
def test_a_dateline_is_read(
    text: str, place: str, date: str | None, wire: str | None, rest: str
) -> None:
    """Place, date and wire are read in each shape, and the text begins right behind them."""
    read = read_dateline(text, lexicon())
    assert read is not None
    assert read.place == place
    assert (read.date.iso if read.date else None) == date
    assert (read.wire.name if read.wire else None) == wire
    assert text[read.end :].strip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "Apple is a company – The best",
        "The company – Which makes lamps",
        "In May 2026, Acme - the maker of lamps",
        "Acme Robotics, Inc. (NYSE: ACM) today announced",
        "Paris, 12 May 2026 was a good day",
        "Seit dem 1. Mai 2026 – The",
        "March 2026 was a month of rain",
        "Prof. Dr.-Ing. Ada Reuter, Leiterin des Instituts: „Gut.“",
    ],
)
def test_prose_is_no_dateline(text: str) -> None:
    """A sentence that merely begins with capitals, a date or a dash has no dateline."""
    assert read_dateline(text, lexicon()) is None


def test_slashes_with_blanks_hold_a_company() -> None:
    """`City - Date / Company /` names who pays, not a wire."""
    read = read_dateline("Salem, United States - April 9, 2026 / Dorrin Roofing /", lexicon())
    assert read is not None
    assert (read.company, read.wire, read.slug) == ("Dorrin Roofing", None, None)


def test_a_mark_alone_gives_no_place() -> None:
    """`(NewsUSA) -` is a wire without place or date."""
    read = read_dateline("(NewsUSA) - The lamps", lexicon())
    assert read is not None
    assert (read.place, read.date) == (None, None)
    assert read.wire is not None
