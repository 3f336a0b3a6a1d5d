"""Postal and social addresses of press contacts."""

from __future__ import annotations

import pytest

from pipeline.context import Context
from pipeline.tree import Document, SourceFacts
from stages.release.contact_ways import postal_address, social_addresses
from stages.release.reading import Reading


def reading() -> Reading:
    """Return an empty sheet."""
    source = SourceFacts("in.txt", "text/plain", "", "utf-8", 0)
    return Reading(Document(source=source), Context("recognise-release"))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Owen Hartley, Tidewell Trust, 12 Quay Street, London SE1 7PB, 020 7946 0018",
            "12 Quay Street, London SE1 7PB",
        ),
        ("Petra Lund\nHafen AG\nHafenstraße 5\n20457 Hamburg", "Hafenstraße 5\n20457 Hamburg"),
        (
            "Ana Ruiz, Calle Mayor 12, 28013 Madrid, tel. 91 123 45 67",
            "Calle Mayor 12, 28013 Madrid",
        ),
        ("Anke Postma, Kade 3, 1234 AB Oudezijl", "Kade 3, 1234 AB Oudezijl"),
        ("Jan Wilk, ul. Portowa 6/8, 00-950 Warszawa", "ul. Portowa 6/8, 00-950 Warszawa"),
        (
            "Northwind, 400 Main Street, Springfield, IL 62701",
            "400 Main Street, Springfield, IL 62701",
        ),
        (
            "〒163-1435 東京都新宿区西新宿3-20-2\n電話 03-5420-2205",
            "〒163-1435 東京都新宿区西新宿3-20-2",
        ),
        ("Ansprechpartnerin seit 2019 Berlin", None),
        ("Call 0419 278 715 for pictures", None),
    ],
)
def test_a_postal_address_is_known_by_its_code(text: str, address: str | None) -> None:
    """Street, code and town stand as printed; a year or a phone is no postal code."""
    assert postal_address(reading(), text) == address


def test_profiles_and_handles() -> None:
    """Profiles of networks and handles are social addresses; an e-mail address is none."""
    text = "press@example.com | Twitter: @hafenag | https://www.linkedin.com/company/hafen"
    found = social_addresses(text, ["https://x.com/hafen", "https://example.com/press"])
    assert found == ("https://www.linkedin.com/company/hafen", "@hafenag", "https://x.com/hafen")
