"""Heads of forwarded e-mails: what they state is kept, and what is no head is left."""

from __future__ import annotations

import pytest

from pipeline.account import backward, forward
from pipeline.checker import faults
from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.text import block_text
from pipeline.tree import Document, Source

RELEASE = """Locks to open at night

PORT ELLERY, Maine -- The Tidewater Canal Trust will open its four locks at night.
"""
HEAD = """-----Original Message-----
From: Nora Whitfield <nora@tidewater.example.com>
Sent: Tuesday, June 9, 2026 9:30 AM
To: News desk
Subject: FW: Fwd: Locks to open at night

"""


def unwrapped(text: str, mode: str = "auto") -> Document:
    """Return the document after the stage; its books are checked."""
    registry = Registry()
    steps = (Step(registry.get("drop-mail-heads"), {"mode": mode}),)
    pipeline = Pipeline("case", Step(registry.get("read")), steps, (), registry)
    document, account = clean_copy(Source("mail.txt", text.encode()), pipeline)
    assert faults(account, document.release) == []
    assert forward(account) == account.output_text
    assert backward(account, document.release) == account.source_text
    return document


def test_what_a_head_states_is_metadata() -> None:
    """Sender, day and subject are kept, the subject without the marks of forwarding."""
    told = {(one.name, one.value) for one in unwrapped(HEAD + RELEASE).metadata}
    assert told == {
        ("subject", "Locks to open at night"),
        ("from-name", "Nora Whitfield"),
        ("from-address", "nora@tidewater.example.com"),
        ("date", "Tuesday, June 9, 2026 9:30 AM"),
    }


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("Tue, 9 Jun 2026 16:30:00 -0400", "2026-06-09T16:30:00-04:00"),
        ("Tuesday, June 9, 2026 4:30 PM", "Tuesday, June 9, 2026 4:30 PM"),
        ("9 juin 2026 à 16:30", "9 juin 2026 à 16:30"),
    ],
)
def test_only_dates_by_the_rule_are_read_here(sent: str, told: str) -> None:
    """A date in the words of a language is left to who reads dates of that language."""
    text = HEAD.replace("Tuesday, June 9, 2026 9:30 AM", sent) + RELEASE
    assert [one.value for one in unwrapped(text).metadata if one.name == "date"] == [told]


def test_of_two_heads_the_inner_one_counts() -> None:
    """Who forwarded a message did not write it."""
    outer = HEAD.replace("Nora Whitfield <nora@", "Tom Reyes <tom@").replace("FW: Fwd: ", "Look: ")
    subjects = [one.value for one in unwrapped(outer + HEAD + RELEASE).metadata]
    assert subjects[0] == "Locks to open at night"


def test_asked_it_only_tells() -> None:
    """With `ask` nothing is taken out and the head is named."""
    document = unwrapped(HEAD + RELEASE, "ask")
    assert block_text(document.blocks[0]).startswith("-----Original Message-----")
    assert [problem.code for problem in document.problems] == ["mail-head"]


def test_off_it_does_nothing() -> None:
    """With `off` the text stays and nothing is said."""
    document = unwrapped(HEAD + RELEASE, "off")
    assert document.problems == ()
    assert document.metadata == ()


def test_an_older_mail_under_the_release_is_told() -> None:
    """Where the release stands above, what is quoted below it stays and is reported."""
    document = unwrapped(RELEASE * 3 + "\n" + HEAD + "Do you have anything?\n")
    assert [problem.code for problem in document.problems] == ["quoted-mail"]
    assert "Do you have anything?" in block_text(document.blocks[-1])


@pytest.mark.parametrize(
    "text",
    [
        "From: the quay\nTo: the lock\n\nThe walk takes an hour, said the harbour master.\n",
        "From 9:30 a.m.: open\nDate: none\nSubject: none\n\nThe lock is open.\n",
        "On June 9, 2026 the trust wrote:\n\n“We open.”\n",
        "Original message\n\nThe trust has an original message for the town.\n",
        "Von: hier\nBis: dort\nDatum: heute\n\nDie Fähre fährt um 9 Uhr.\n",
    ],
)
def test_what_only_looks_like_a_head_stays(text: str) -> None:
    """Fields without an address or an hour, sentences that end in a colon, lone marks stay."""
    told = unwrapped(text)
    plain = unwrapped(text, "off")
    assert [block_text(b) for b in told.blocks] == [block_text(b) for b in plain.blocks]
