"""Contacts read from lines."""

from __future__ import annotations

import pytest

from tests.stages.release.conftest import Recognise

HEAD = (
    "# Oven opens",
    "EASTPORT, March 3, 2026 – Harrow Lane Bakery today opened an oven that runs on the sun.",
)


def test_a_contact_in_one_line(recognise: Recognise) -> None:
    """Name, office, address and number are told apart; the number stays as written."""
    document, _ = recognise(
        *HEAD, "Media contact: Jonas Pell, press officer, press@example.com, +1 207-555-0134"
    )
    (contact,) = document.release.contacts
    assert (contact.name, contact.role) == ("Jonas Pell", "press officer")
    assert (contact.email, contact.phone) == ("press@example.com", "+1 207-555-0134")


def test_two_people_are_two_contacts(recognise: Recognise) -> None:
    """A second name begins a second contact."""
    lines = (
        "Pressekontakt:\nUte Brandt\nute@example.com\n+49 341 555 0160\n"
        "Felix Zorn\nfelix@example.com"
    )
    document, _ = recognise(*HEAD, lines)
    assert [(c.name, c.email) for c in document.release.contacts] == [
        ("Ute Brandt", "ute@example.com"),
        ("Felix Zorn", "felix@example.com"),
    ]


def test_a_fax_number_is_no_telephone(recognise: Recognise) -> None:
    """The number behind Fax is not the contact's phone."""
    document, _ = recognise(
        *HEAD, "Pressekontakt:\nUte Brandt\nFax: +49 341 555 0161\nTel.: +49 341 555 0160"
    )
    assert document.release.contacts[0].phone == "+49 341 555 0160"


def test_a_sum_or_a_date_is_no_number_to_call(recognise: Recognise) -> None:
    """Dates, years and sums in a text give no contact."""
    document, _ = recognise(
        *HEAD,
        "The oven cost 1 400 000 euros from 2019 to 2026, from 12.03.2019 on, the owner said.",
    )
    assert document.release.contacts == ()


def test_a_contact_word_without_address_is_text(recognise: Recognise) -> None:
    """The word Contact alone, with no address or number near, opens nothing."""
    document, _ = recognise(
        *HEAD,
        "Contact",
        "Nobody on the harbour had seen bread like it before, and few had expected to.",
    )
    assert document.release.contacts == ()


@pytest.mark.parametrize(
    ("lines", "language", "number"),
    [
        ("Ute Brandt\npress@example.com\n+44 20 7946 0123", "en", "+442079460123"),
        ("Ute Brandt\nute@example.de\n030 23125 014", "de", "+493023125014"),
        ("Ute Brandt\nute@example.com\n020 7946 0123", "en-GB", "+442079460123"),
        ("Ute Brandt\nute@example.com\n030 23125 014", "de", None),
        ("Ute Brandt\nute@example.io\n030 23125 014", "en", None),
    ],
)
def test_a_number_in_e164(
    recognise: Recognise, lines: str, language: str, number: str | None
) -> None:
    """The evidence gives the number in E.164 where a plus, a tag or a domain tells the country."""
    document, _ = recognise(
        *HEAD, f"Press contact:\n{lines}", metadata=(("html", "lang", language),)
    )
    (contact,) = document.release.contacts
    assert contact.phone == lines.splitlines()[-1]
    found = [one.value for one in document.evidence if one.field == "/release/contacts/0/phone"]
    assert found == ([number] if number else [])


def test_an_organisation_before_who_is_to_be_asked(recognise: Recognise) -> None:
    """In one Japanese line the organisation and the name behind the desk are told apart."""
    document, _ = recognise(
        *HEAD, "お問い合わせ先\n青浜図書館 広報担当：石田\n03-5550-0148\nkoho@example.com"
    )
    (contact,) = document.release.contacts
    assert (contact.name, contact.organisation) == ("石田", "青浜図書館")


def test_a_firm_keeps_its_legal_form(recognise: Recognise) -> None:
    """A comma before the legal form does not cut the name, and its point stays."""
    document, _ = recognise(*HEAD, "Media contact:\nJonas Pell\nHarrow Lane, Inc.\n+1 207-555-0134")
    assert document.release.contacts[0].organisation == "Harrow Lane, Inc."
