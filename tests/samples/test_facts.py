"""Every sample comes out with the facts that an editor reads off it, and its structure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from pipeline.text import block_text, outline
from pipeline.tree import Figure, List, Quote, Table
from tests.samples.copies import copy_of

FACTS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "facts.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("name", FACTS)
def test_facts(name: str) -> None:
    """Headline, dateline, dates, labels and marks are those written down for the sample."""
    release = msgspec.json.decode(msgspec.json.encode(copy_of(name).document.release))
    assert {key: release[key] for key in FACTS[name]} == FACTS[name]


@pytest.mark.parametrize(
    ("name", "email", "phone"),
    [
        ("alder-results.html", "investors@alderfinch.example.com", "+1 218-555-0119"),
        ("desalination.html", "media@springs.example.com", "+971 4 555 0137"),
        ("fernwaerme.txt", "presse@stadtwerke.example.com", "+49 30 23125 014"),
        ("hoshizora.html", "koho@hoshizora.example.com", "03-5550-0148"),
        ("night-ferry.md", "press@northbank.example.com", "+1 202-555-0172"),
    ],
)
def test_one_press_contact(name: str, email: str, phone: str) -> None:
    """Each sample has one press contact and one boilerplate."""
    release = copy_of(name).document.release
    (contact,) = release.contacts
    assert (contact.email, contact.phone) == (email, phone)
    assert len(release.about) == 1


def test_results_keep_their_structure() -> None:
    """List, quotation, figure and table of the results stay what they are, figures untouched."""
    blocks = copy_of("alder-results.html").document.blocks
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.rows[0].cells[1].colspan == 2
    assert "Net income\t6,402\t(215)" in block_text(table)
    (figure,) = (block for block in blocks if isinstance(block, Figure))
    assert figure.image.url.startswith("data:image/png;base64,")
    assert figure.image.alt.startswith("Bar chart")
    assert any(isinstance(block, Quote) for block in blocks)
    highlights, outlook = (block for block in blocks if isinstance(block, List))
    assert (highlights.ordered, outlook.ordered) == (False, True)
    assert "Services: 38.4%" in block_text(highlights)


def test_hyphens_at_line_ends_are_mended() -> None:
    """A German word broken at a line end is whole again; a compound keeps its own hyphen."""
    text = "\n".join(map(block_text, copy_of("fernwaerme.txt").document.blocks))
    assert "die gesamte Altstadt" in text
    assert "auf eine Vorlauftemperatur" in text


def test_outlines() -> None:
    """Subheads of the body are the author's, in order."""
    assert outline(copy_of("hoshizora.html").document) == ["開設の背景", "開催概要"]
    assert outline(copy_of("night-ferry.md").document) == ["What a crossing costs"]
