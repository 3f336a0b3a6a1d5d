"""Blocks of text side by side: whatever stands beside what, nothing is lost and the books hold."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.account import backward, forward
from pipeline.checker import faults
from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.text import block_text, document_text
from pipeline.tree import Source

CELLS = st.sampled_from(
    [
        "",
        "",
        "Nora Whitfield",
        "Contact:",
        "Press office:",
        "June 9, 2026",
        "+1 555 010 4410",
        "nora@tidewater.example.com",
        "412",
        "10:00",
        "報道関係者各位",
        "株式会社しおかぜ",
        "PRESS RELEASE",
        "4 Quay Street",
        "and the town",
        "###",
        "it was,",
    ]
)
GUTTERS = st.sampled_from(["   ", "        ", "\t", "\t\t", "\u3000\u3000", "  "])
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\n\n", " \n"])


def read(text: str) -> str:
    """Return the text of a reading whose books are checked."""
    registry = Registry()
    pipeline = Pipeline("read", Step(registry.get("read")), (), (), registry)
    document, account = clean_copy(Source("columns.txt", text.encode()), pipeline)
    assert faults(account, document.release) == []
    assert forward(account) == account.output_text
    assert backward(account, document.release) == account.source_text == text
    return document_text(document)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return lines of cells, most of them in the same display columns."""
    lines: list[str] = []
    width = draw(st.integers(8, 40))
    for _ in range(draw(st.integers(1, 9))):
        row = draw(st.lists(CELLS, min_size=1, max_size=3))
        if draw(st.integers(0, 3)):
            lines.append("".join(cell.ljust(width) for cell in row))
        else:
            lines.append(draw(GUTTERS).join(row))
        lines.append(draw(ENDS))
    return "The lock.\n" + "".join(lines)


@settings(max_examples=150, deadline=None)
@given(texts())
def test_every_sign_is_read_once(text: str) -> None:
    """In whatever order columns are read, each sign of the text stands in the copy once."""
    told = read(text)
    marks = set(" \t\u3000\r\n#")
    assert Counter(c for c in told if c not in marks) == Counter(c for c in text if c not in marks)


def test_lines_keep_their_numbers() -> None:
    """A block of the second column says on which line of the file it begins."""
    text = (
        "The lock.\n\n"
        "Press office:         Members:\n"
        "Nora Whitfield        Samuel Okoro\n"
        "+1 555 010 4410       +1 555 010 4412\n"
        "\nThe end of it.\n"
    )
    registry = Registry()
    pipeline = Pipeline("read", Step(registry.get("read")), (), (), registry)
    document, _ = clean_copy(Source("columns.txt", text.encode()), pipeline)
    told = {block_text(b).split("\n")[0]: b.origin.line for b in document.blocks if b.origin}
    assert told == {"The lock.": 1, "Press office:": 3, "Members:": 3, "The end of it.": 7}


def test_a_move_is_named() -> None:
    """The account says that blocks stand side by side, and turns the gutter into line ends."""
    text = "Press:           Members:\nNora Whitfield   Samuel Okoro\nTidewater        Trust\n"
    registry = Registry()
    pipeline = Pipeline("read", Step(registry.get("read")), (), (), registry)
    _, account = clean_copy(Source("columns.txt", text.encode()), pipeline)
    assert {o.rule for o in account.operations if o.op == "move"} == {"columns"}
    assert {o.rule for o in account.operations if o.op == "change"} >= {"gutter"}
