"""The books of every sample: exact, replayable, and no fact of the source lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from pipeline.account import Account, backward, forward
from pipeline.checker import faults
from pipeline.registry import Registry
from pipeline.text import document_text
from tests.samples.copies import NAMES, RELEASES, clean, copy_of

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
ADDRESS = re.compile(r"https?://[^\s<>\"()]*[^\s<>\"().,;]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAME = re.compile(r"(?<!\w)[A-ZÄÖÜÉÓ][\w’]+(?:[ -][A-ZÄÖÜÉÓ][\w’]+)+")
CLEAN_TEXTS = [name for name in NAMES if name.endswith(".txt")]


@pytest.mark.parametrize("name", NAMES)
def test_no_faults(name: str) -> None:
    """The account of a sample is true in every entry."""
    document, account = copy_of(name)
    assert faults(account, document.release, [*Registry().names()]) == []


@pytest.mark.parametrize("name", NAMES)
def test_replay(name: str) -> None:
    """Source and operations give the copy; copy and operations give the source."""
    document, account = copy_of(name)
    assert forward(account) == account.output_text == document_text(document)
    assert backward(account, document.release) == account.source_text


def facts_in(texts: Iterable[str]) -> Counter[str]:
    """Count the numbers, addresses and names of several words in texts, white space evened out."""
    found: Counter[str] = Counter()
    for text in texts:
        even = " ".join(text.split())
        for pattern in (NUMBER, ADDRESS, NAME):
            found.update(pattern.findall(even))
    return found


def recorded(account: Account) -> list[str]:
    """Return the texts that left the copy on the record."""
    return [
        account.source_text[slice(*operation.source)]
        for operation in account.operations
        if operation.source and operation.op in {"remove", "move"}
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_and_address_is_in_the_copy_or_on_the_record(name: str) -> None:
    """A number, address or name of the source stands in the copy or in a removal or move."""
    _, account = copy_of(name)
    somewhere = facts_in([account.output_text, *recorded(account)])
    whole = " ".join(" ".join([account.output_text, *recorded(account)]).split())
    lost = [
        fact
        for fact in facts_in([account.source_text])
        if fact not in somewhere and " ".join(fact.split()) not in whole
    ]
    assert [fact for fact in lost if not _broken_by_repair(fact, account)] == []


def _broken_by_repair(fact: str, account: Account) -> bool:
    """Tell whether a fact of the source touches a recorded change: a mended dash, a joined line."""
    source = account.source_text
    for found in re.finditer(r"\s+".join(map(re.escape, fact.split())), source):
        for operation in account.operations:
            if operation.op in {"change", "remove"} and operation.source:
                start, end = operation.source
                if start < found.end() and end > found.start():
                    return True
    return False


@pytest.mark.parametrize("name", NAMES)
def test_no_number_or_address_is_new(name: str) -> None:
    """No number and no address is in the copy that the source does not have."""
    _, account = copy_of(name)
    source = facts_in([account.source_text])
    squeezed = "".join(account.source_text.split())
    for fact in facts_in([account.output_text]):
        if NUMBER.fullmatch(fact) or ADDRESS.fullmatch(fact):
            assert fact in source or fact in squeezed


@pytest.mark.parametrize("name", NAMES)
def test_no_change_alters_digits(name: str) -> None:
    """No rule alters a digit."""
    _, account = copy_of(name)
    for operation in account.operations:
        if operation.op == "change":
            before, after = (
                [c for c in text or "" if c.isdecimal()]
                for text in (operation.before, operation.after)
            )
            assert before == after


@pytest.mark.parametrize("name", CLEAN_TEXTS)
def test_clean_text_stays_as_it_is(name: str) -> None:
    """Clean text that comes in again comes out unchanged, every character kept."""
    once = document_text(copy_of(name).document)
    again = clean("again.txt", once.encode())
    assert document_text(again.document) == once
    assert again.account.kept == again.account.characters


@pytest.mark.parametrize("name", NAMES)
def test_accounts_are_deterministic(name: str) -> None:
    """The same bytes give the same books."""
    assert clean(name, (RELEASES / name).read_bytes()).account == copy_of(name).account
