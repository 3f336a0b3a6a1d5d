"""Kinds, numbers, corrections and securities of releases, and what is none of them."""

from __future__ import annotations

import pytest

from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.tree import Release, Source
from stages.release.quote_marks import stretches
from stages.release.tickers import is_isin

BODY = (
    "\n\nEastport, 3 March 2026 – The Eastport Harbour Trust opened a new gate today, after three "
    "years of work and many delays, it said.\n\nThe gate keeps the water out of the old town for "
    "the first time in a century, and the boats in.\n"
)
PIPELINE = default_pipeline(())


def release(text: str) -> Release:
    """Return the facts of a text."""
    return clean_copy(Source("in.txt", text.encode("utf-8")), PIPELINE)[0].release


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("FOR IMMEDIATE RELEASE", "immediate-release"),
        ("PRESS RELEASE\n\nFOR IMMEDIATE RELEASE", "press-release"),
        ("MEDIA ADVISORY: Harbour gate opens", "media-advisory"),
        ("Statement by Mayor Ana Ruiz on the gate", "statement"),
        ("P R E S S   R E L E A S E\n\nHarbour gate opens", "press-release"),
        ("Veröffentlichung einer Insiderinformation nach Artikel 17 MAR\n\nTor öffnet", "ad-hoc"),
        ("Press kit opens doors for harbour", None),
        ("News from the harbour", None),
    ],
)
def test_the_kind_of_a_release(head: str, kind: str | None) -> None:
    """The most telling line of the head names the kind; ordinary words name none."""
    found = release(head + BODY).kind
    assert (found.kind if found is not None else None) == kind


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("PRESS RELEASE No. 24-113\n\nHarbour gate opens", "24-113"),
        ("Berlin, 03.03.2026, 058/26\n\nTor öffnet im Hafen", "058/26"),
        ("IP/26/1234\n\nCommission opens harbour gate", "IP/26/1234"),
        ("PR-2026-03\n\nHarbour gate opens", "PR-2026-03"),
        ("报道\n\n新闻稿编号：2026-15\n\n港口", "2026-15"),
        ("Phone: 020 7946 0018\n\nHarbour gate opens", None),
        ("Règlement n° 596/2014\n\nPorte du port", None),
        ("3/2026\n\nHarbour gate opens", None),
        ("Eastport, November 27\n\nHarbour gate opens", None),
    ],
)
def test_the_number_of_a_release(head: str, number: str | None) -> None:
    """A number is the issuer's own for the release: no phone, no date, no law."""
    assert release(head + BODY).number == number


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("CORRECTION: Harbour gate opens", "correction"),
        ("/C O R R E C T I O N -- Eastport Harbour Trust/\n\nHarbour gate opens", "correction"),
        ("CORRECTING and REPLACING Harbour gate opens today", "replacement"),
        ("Berichtigung: Tor öffnet", "correction"),
        ("/REPEAT -- Eastport opens/\n\nGate opens", "repeat"),
        ("UPDATE: Harbour gate opens", "update"),
        ("Correction of dunes begins in Eastport", None),
        ("Withdrawal of the lightship from Eastport", None),
    ],
)
def test_marks_of_correction(head: str, kind: str | None) -> None:
    """A mark is set as marks are; a headline about a correction is none."""
    found = release(head + BODY).correction
    assert (found.kind if found is not None else None) == kind


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Northwind Gates, Inc. (NASDAQ: NWGT) built it", [("NASDAQ", "NWGT", "XNAS")]),
        (
            "Tidewell Mines Ltd. (TSX-V: TW; OTCQB: TWMNF) dug",
            [("TSX-V", "TW", "XTSX"), ("OTCQB", "TWMNF", "OTCB")],
        ),
        ("Northwind (NYSE, TSX: NWD) built", [("NYSE", "NWD", "XNYS"), ("TSX", "NWD", "XTSE")]),
        (
            "Northwind (Euronext Paris: NWD – ISIN: FR0000120271)",
            [
                ("Euronext Paris", "NWD", "XPAR"),
                (None, "FR0000120271", None),
            ],
        ),
        (
            "Listed on the New York Stock Exchange under the symbol “NWD”",
            [
                ("New York Stock Exchange", "NWD", "XNYS"),
            ],
        ),
        ("Northwind (TSE: NWD) built", [("TSE", "NWD", None)]),
        ("楽天港株式会社（東証プライム・4755）", [("東証プライム", "4755", "XTKS")]),
        ("See (Figure: 12), (Note: ABC), (Time: 1234) and (ISIN: FR0000120272)", []),
    ],
)
def test_securities(words: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    """A name before a colon is an exchange only when the table knows it; an ISIN is checked."""
    text = f"Harbour gate opens{BODY}\n{words}, and the whole of the town came to see it.\n"
    found = release(text).tickers
    assert [(ticker.exchange, ticker.symbol, ticker.mic) for ticker in found] == expected


@pytest.mark.parametrize(
    ("line", "symbols"),
    [
        ("TSXV: ADY | OTC: ADYRF | FSE: 701GR", ["ADY", "ADYRF", "701GR"]),
        ("WKN: 716460", ["716460"]),
        ("Toronto: 2026", []),
        ("London: OPEN", []),
    ],
)
def test_securities_on_a_line_of_their_own(line: str, symbols: list[str]) -> None:
    """Without brackets an exchange counts by its letters; a town before a colon is none."""
    found = release(f"{line}\n\nHarbour gate opens{BODY}").tickers
    assert [ticker.symbol for ticker in found] == symbols


def test_an_isin_has_a_check_digit() -> None:
    """A code of the right form with a wrong digit is none."""
    assert is_isin("US0378331005")
    assert not is_isin("US0378331004")


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“One,” she said, “two.”", ["One,", "two."]),
        ("„Eins“, sagte er. »Zwei«", ["Eins", "Zwei"]),
        ("« Un », dit-elle.", ["Un"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("“He said “no” to me.”", ["He said “no” to me."]),
        ("「一」と『二』", ["一", "二"]),
        ("Don’t, it’s the dog’s.", []),
        ('A 12" pipe', []),
    ],
)
def test_stretches_between_marks(text: str, inner: list[str]) -> None:
    """Marks of every language are paired; apostrophes and inches are no marks."""
    assert [text[one.first : one.last] for one in stretches(text) if one.closed] == inner


def test_a_quotation_left_open_is_told() -> None:
    """A paragraph that ends within a quotation says so, since it may go on below."""
    (only,) = stretches("She said: “We began here.")
    assert not only.closed


@pytest.mark.parametrize(
    "sentence",
    [
        "“One gate is not enough,” said Ana Ruiz, mayor of Eastport.",
        "Ana Ruiz, mayor of Eastport, said: “One gate is not enough.”",
        "According to Ana Ruiz, “one gate is not enough for a town like this”.",
        "Ana Ruiz, mayor of Eastport: “One gate is not enough.”",
    ],
)
def test_who_says_it(sentence: str) -> None:
    """The speaker is found before and behind the words."""
    (found,) = release(f"Harbour gate opens{BODY}\n{sentence}\n").quotations
    assert found.speaker == "Ana Ruiz"


def test_each_quotation_stands_in_the_copy() -> None:
    """A quotation is a stretch of the copy, sign by sign, and says where it was read."""
    text = f"Harbour gate opens{BODY}\n“We built it,” said Ana Ruiz. “It holds very well.”\n"
    document = clean_copy(Source("in.txt", text.encode("utf-8")), PIPELINE)[0]
    assert [one.text for one in document.release.quotations] == [
        "We built it,",
        "It holds very well.",
    ]
    told = {one.field for one in document.evidence}
    assert {"/release/quotations/0", "/release/quotations/1"} <= told
