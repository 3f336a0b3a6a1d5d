"""Texts read in another order than they stand in: the books stay exact."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.account import backward, forward
from pipeline.checker import faults
from pipeline.context import Context, Reason
from pipeline.ledger import Ledger
from pipeline.reading import Part, Reading, as_received, read_anew
from pipeline.tree import Document, Paragraph, Release, SourceFacts, Text

FACTS = SourceFacts("made-up.txt", "text/plain", "0" * 64, None, 0)
TEXTS = st.text(st.sampled_from("abc deé.\n\t 12„\U0001f600"), max_size=60)


@st.composite
def parts_of(draw: st.DrawFn, reading: Reading) -> list[Part]:
    """Return parts of a reading in any order, some of them changed, some left out."""
    size = len(reading.text)
    cuts = sorted({0, size, *draw(st.lists(st.integers(0, size), max_size=6))})
    parts: list[Part] = []
    for start, end in pairwise(cuts):
        kind = draw(st.sampled_from(["keep", "keep", "drop", "change", "insert"]))
        if kind == "keep":
            parts.append(Part(start, end))
        elif kind == "change" and not any(map(str.isdigit, reading.text[start:end])):
            parts.append(Part(start, end, draw(st.sampled_from(["\n", " ", "xy"])), "rule", "why"))
        elif kind == "drop" and draw(st.booleans()):
            parts.append(Part(start, end, "", "rule", "why"))
        elif kind == "insert":
            parts.extend((Part(start, start, "\n\n", "rule", "why"), Part(start, end)))
    return draw(st.permutations(parts))


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, Reading]:
    """Return a text and how it is read, set in another order up to three times."""
    text = draw(TEXTS)
    reading = as_received(text)
    for _ in range(draw(st.integers(0, 3))):
        reading = read_anew(reading, draw(parts_of(reading)), "read-made-up")
    return text, reading


@given(readings())
def test_pieces_are_the_text_as_read(case: tuple[str, Reading]) -> None:
    """Every character as read is the character of the source it is said to come from."""
    text, reading = case
    at = 0
    for piece in reading.pieces:
        if piece.why is None:
            assert text[piece.start : piece.end] == reading.text[at : at + piece.length]
        at += piece.length
    assert at == len(reading.text)


@given(readings(), st.data())
def test_books_of_any_reading_are_exact(case: tuple[str, Reading], data: st.DataObject) -> None:
    """Whatever order a text is read in, the account covers it and replays both ways."""
    text, reading = case
    size = len(reading.text)
    cuts = sorted({0, size, *data.draw(st.lists(st.integers(0, size), max_size=5))})
    spans = [(a, b) for a, b in pairwise(cuts) if data.draw(st.booleans())]
    blocks = tuple(Paragraph(inlines=(Text(reading.text[a:b]),)) for a, b in spans)
    document = Document(FACTS, blocks=blocks)
    context = Context("read-made-up")
    context.delivers(
        text, spans, reading=reading, moved=Reason("columns", "two columns stand side by side")
    )
    account = Ledger(document, "read-made-up", context.delivery).close(document)
    assert faults(account, Release()) == []
    assert forward(account) == account.output_text
    assert backward(account, Release()) == text


def test_a_move_says_why() -> None:
    """Characters read out of their order are moves, with the reason the reader gave."""
    text = "left one   right one\nleft two   right two\n"
    order = [Part(0, 8), Part(8, 11, "\n", "gutter", "why"), Part(21, 29), Part(29, 32, "\n")]
    order += [Part(11, 21), Part(32, 41)]
    reading = read_anew(as_received(text), order, "read-text")
    assert reading.text == "left one\nleft two\nright one\nright two"
    document = Document(FACTS, blocks=(Paragraph(inlines=(Text(reading.text),)),))
    context = Context("read-text")
    moved = Reason("columns", "two columns stand side by side")
    context.delivers(text, [(0, len(reading.text))], reading=reading, moved=moved)
    account = Ledger(document, "read-text", context.delivery).close(document)
    assert account.moved > 0
    assert {o.why for o in account.operations if o.op == "move"} == {moved.why}
    assert reading.place(0) == 0
    assert reading.place(len("left one\n")) == text.index("left two")
