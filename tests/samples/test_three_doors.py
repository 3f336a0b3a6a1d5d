"""One release that came as HTML page, PDF and damaged text is one release in the end."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pipeline.text import document_text, outline
from tests.samples.copies import copy_of

DOORS = ("html", "pdf", "txt")
PAIRS = [(one, other) for one in DOORS for other in DOORS if one < other]
OF_THE_COPY = ("urls", "categories", "tags", "published", "modified", "rights")
"""What a copy says about itself, not about the release: a page has an address, a PDF has none."""


def facts(door: str) -> dict[str, Any]:
    """Return the release facts, white space in them evened out."""
    release = msgspec.to_builtins(copy_of(f"harbour-gate.{door}").document.release)
    release["language"] = release["language"].partition("-")[0]  # a page may name the country too
    return {key: even(value) for key, value in release.items() if key not in OF_THE_COPY}


def even(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: even(inner) for key, inner in value.items()}
    return [even(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_same_words(one: str, other: str) -> None:
    """The copies have the same words in the same order."""
    texts = [document_text(copy_of(f"harbour-gate.{door}").document) for door in (one, other)]
    assert texts[0].split() == texts[1].split()


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_same_facts(one: str, other: str) -> None:
    """The copies state the same facts about the release."""
    assert facts(one) == facts(other)


@pytest.mark.parametrize("door", DOORS)
def test_the_facts_are_those_of_the_release(door: str) -> None:
    """What a desk needs is there, whatever door the release came through."""
    release = facts(door)
    assert release["headline"] == (
        "Port Ellery opens tidal gate that shields 9,400 homes from storm surges"
    )
    assert release["dateline"]["place"] == "PORT ELLERY"
    assert release["dateline"]["date"] == "2026-05-14"
    assert release["end_mark"] == "ENDS"
    assert release["issuer"] == "Ellery Harbour Trust"
    assert [about["organisation"] for about in release["about"]] == ["Ellery Harbour Trust"]
    (contact,) = release["contacts"]
    assert contact["name"] == "Nora Hale"
    assert contact["email"] == "press@harbour.example.com"
    assert contact["phone"] == "+44 20 7946 0123"
    assert release["language"].startswith("en")
    assert not release["paid"]


@pytest.mark.parametrize("door", DOORS)
def test_the_day_is_the_same(door: str) -> None:
    """Every copy was published on the day of the dateline, however exactly it says so."""
    published = copy_of(f"harbour-gate.{door}").document.release.published
    assert published is None or published.startswith("2026-05-14")


@pytest.mark.parametrize("door", DOORS)
def test_subheads_are_those_of_the_author(door: str) -> None:
    """The outline has the author's two subheads and no label of a content system."""
    assert outline(copy_of(f"harbour-gate.{door}").document) == [
        "A gate that lies on the sea bed",
        "What changes for ships",
    ]


@pytest.mark.parametrize("door", DOORS)
def test_no_furniture_is_left(door: str) -> None:
    """Chrome, running heads, page marks and labels of content systems are in no block."""
    text = document_text(copy_of(f"harbour-gate.{door}").document)
    for word in (
        *("cookies", "Related stories", "Subscribe", "Saltwater Jo", "Terms of use", "Share"),
        *("Page 1 of 2", "Press release", "- more -", "---", "Trust / 2", "Descrizione", "??"),
        *("Categoria", "redazione", "Read more", "Skip to"),
    ):
        assert word not in text
