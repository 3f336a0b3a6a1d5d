"""Recognised (OCR) text: its letters prove nothing, so no repair changes one."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest
from msgspec.structs import replace

from pipeline.account import Account
from pipeline.checker import faults
from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import Step, default_pipeline
from pipeline.stage import describe
from pipeline.text import block_text, document_text
from pipeline.tree import Document, Origin, Source
from tests.texts.accidents import LOSSY, MENDABLE, accidents
from tests.texts.chain import damaged

REPAIRS = {"repair-encoding", "repair-characters", "repair-signs", "tidy-spaces"}
EQUIVALENT = {"loose-accent", "ligature", "terminal-code"}
"""Rules that write the same letters in another way, or take out what is no letter of the text."""


def as_scanned(document: Document, _context: Context, *, only: int = -1) -> Document:
    """Say of all blocks, or of the one with a number, that they were recognised."""
    blocks = tuple(
        replace(block, origin=replace(block.origin or Origin(), ocr=True))
        if only in {-1, number}
        else block
        for number, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)


def scanned(text: str, only: int = -1) -> tuple[Document, Account]:
    """Return a text through the whole default chain, as if read from a picture."""
    plan = default_pipeline()
    mark = Step(describe(as_scanned, "as-scanned"), {"only": only})
    plan = msgspec.structs.replace(plan, transforms=(mark, *plan.transforms))
    return clean_copy(Source("received.txt", text.encode()), plan)[:2]


def letters(text: str | None) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text or "")))


def changes(account: Account) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (o.rule, o.before, o.after)
        for o in account.operations
        if o.stage in REPAIRS and o.rule not in EQUIVALENT and letters(o.before) != letters(o.after)
    ]


@pytest.mark.parametrize("case", damaged(), ids=lambda c: f"{c['language']}-{c['class']}")
def test_no_letter_of_recognised_text_changes(case: dict[str, str]) -> None:
    """Damage that would be repaired elsewhere stays as it was recognised."""
    document, account = scanned(case["received"])
    assert changes(account) == []
    assert faults(account, document.release) == []


@pytest.mark.parametrize("kind", [*MENDABLE, *LOSSY])
def test_no_accident_is_taken_for_one(kind: str) -> None:
    """Nothing that happens to bytes can have happened to recognised text."""
    chosen = [accident for accident in accidents() if accident.kind == kind]
    for accident in chosen[::9]:
        assert changes(scanned(accident.received)[1]) == []


def test_doubts_are_told() -> None:
    """A sign that cannot stand there is reported, not repaired."""
    text = "EASTPORT, March 3, 2026 /Wire/ “ Harbour Works opened its second dock at noon."
    document, _ = scanned(text)
    assert "/Wire/ “ Harbour" in document_text(document)
    assert "sign-doubtful" in {problem.code for problem in document.problems}


def test_text_beside_a_recognised_page_is_repaired() -> None:
    """Only the recognised block is left alone; it is no witness for the other one."""
    damage = "The yardâ€™s cafÃ© opened at noon, and the crew was proud of it."
    document, _ = scanned(f"{damage}\n\n{damage}", only=0)
    assert [block_text(block) for block in document.blocks] == [
        damage,
        "The yard’s café opened at noon, and the crew was proud of it.",
    ]
    slot = "EASTPORT, March 3, 2026 /Wire/ “ Harbour Works opened its dock."
    dash = "The dock “ the second of its kind “ opened at noon, as the crew had planned it."
    document, _ = scanned(f"{slot}\n\n{dash}", only=0)
    assert [block_text(block) for block in document.blocks] == [slot, dash]
    document, _ = scanned(f"{slot}\n\n{dash}", only=1)
    assert [block_text(block) for block in document.blocks] == [slot.replace("“", "–"), dash]
