"""Alignment: opcodes that turn one text into the other, exactly and without touching digits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.align import Opcode, align, digits, increasing
from tests.pipeline.documents import TEXTS


def turned(codes: list[Opcode], old: str, new: str) -> str:
    """Replay opcodes, checking that they cover both texts without gap."""
    parts: list[str] = []
    i = j = 0
    for tag, i1, i2, j1, j2 in codes:
        assert (i1, j1) == (i, j)
        if tag == "equal":
            assert old[i1:i2] == new[j1:j2]
        parts.append(old[i1:i2] if tag == "equal" else new[j1:j2])
        i, j = i2, j2
    assert (i, j) == (len(old), len(new))
    return "".join(parts)


@settings(deadline=None, max_examples=300)
@given(TEXTS, TEXTS)
def test_opcodes_turn_old_into_new(old: str, new: str) -> None:
    """Replaying the opcodes over the old text gives the new one."""
    codes = align(old, new)
    assert turned(codes, old, new) == new
    for code in codes:
        if code.tag == "replace":
            assert digits(old[code.i1 : code.i2]) == digits(new[code.j1 : code.j2])


def test_equal_texts_are_one_entry() -> None:
    """A text aligned with itself is equal from end to end; nothing with nothing is nothing."""
    assert align("The gate", "The gate") == [Opcode("equal", 0, 8, 0, 8)]
    assert align("", "") == []


def test_long_texts_are_aligned_by_parts() -> None:
    """A word changed in the middle of a very long text leaves the rest equal."""
    old = " ".join(f"word{n} of the log" for n in range(6000))
    new = old.replace("word3000 of", "word3000 in")
    codes = align(old, new)
    assert turned(codes, old, new) == new
    changed = sum(code.i2 - code.i1 for code in codes if code.tag != "equal")
    assert changed <= len("of")


def test_rewritten_long_texts_are_still_exact() -> None:
    """Two very long texts with lines moved about are aligned exactly, whatever the way."""
    lines = [f"Line {n} of the harbour log, with some words in it.\n" for n in range(3000)]
    old, new = "".join(lines), "".join([*lines[1500:], "A new line.\n", *lines[:1500]])
    assert turned(align(old, new), old, new) == new


@given(st.lists(st.integers(0, 50), unique=True, max_size=12))
def test_increasing_is_increasing_and_longest(values: list[int]) -> None:
    """The chosen positions rise in place and value, and no longer choice exists."""
    chosen = increasing(values)
    assert chosen == sorted(chosen)
    picked = [values[k] for k in chosen]
    assert picked == sorted(picked)
    best = [1] * len(values)
    for k, value in enumerate(values):
        best[k] = 1 + max((best[m] for m in range(k) if values[m] < value), default=0)
    assert len(chosen) == max(best, default=0)
