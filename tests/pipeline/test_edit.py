"""Edits change the text as told and keep links, emphasis and structure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edit import Edit, apply_edits, edit_block
from pipeline.text import block_inlines, block_text, walk_inlines
from pipeline.tree import Block, LineBreak, Link, List, Paragraph, Quote, Text
from tests.pipeline.documents import blocks, edits_of, paragraph


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_edited_block_has_the_edited_text(data: st.DataObject) -> None:
    """The text of the edited block is the edited text, or the edit is refused."""
    block: Block = data.draw(blocks())
    text = block_text(block)
    edits = data.draw(edits_of(text))
    try:
        edited = edit_block(block, edits)
    except ValueError:
        assert not text or "\n" in text or "\t" in text  # what stands between items, or nothing
        return
    wanted = apply_edits(text, edits)
    if isinstance(block, Quote):  # a paragraph of a quotation that is edited away leaves no gap
        assert block_text(edited).split() == wanted.split()
    else:
        assert block_text(edited) == wanted
    if not edits:
        assert edited is block


def test_edit_stands_beside_no_empty_paragraph() -> None:
    """What is written before a quotation goes to its first words, not to an empty paragraph."""
    quote = Quote(blocks=(paragraph(""), paragraph("gate")))
    assert block_text(edit_block(quote, [Edit(0, 0, "–")])) == "–gate"


def test_link_keeps_its_address() -> None:
    """An edit inside linked words changes the words, not the link."""
    link = Link("https://harbour.example.com/gate", (Text("the “ gate"),))
    block = Paragraph(inlines=(Text("See "), link, Text(".")))
    edited = edit_block(block, [Edit(8, 9, "–")])
    (kept,) = (inline for inline in block_inlines(edited) if isinstance(inline, Link))
    assert kept == Link("https://harbour.example.com/gate", (Text("the – gate"),))
    assert block_text(edited) == "See the – gate."


def test_edit_across_inlines_stays_where_it_began() -> None:
    """A replacement that reaches over the end of a link stands where it began."""
    link = Link("https://example.com/", (Text("gate"),))
    edited = edit_block(Paragraph(inlines=(link, Text(" opens today"))), [Edit(2, 6, "XY")])
    assert block_text(edited) == "gaXYpens today"


def test_removed_line_break_goes() -> None:
    """A line break that is edited into a space is a space, and no line break is left."""
    block = Paragraph(inlines=(Text("Nora Hale"), LineBreak(), Text("Trust")))
    edited = edit_block(block, [Edit(9, 10, " ")])
    assert block_text(edited) == "Nora Hale Trust"
    assert not any(isinstance(i, LineBreak) for i in walk_inlines(block_inlines(edited)))


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(3, 5, ""), Edit(1, 2, "")],
        [Edit(0, 4, ""), Edit(2, 6, "")],
        [Edit(5, 99, "")],
        [Edit(-1, 2, "")],
    ],
)
def test_edits_that_make_no_sense_are_refused(edits: list[Edit]) -> None:
    """Edits out of order, over one another or outside the text raise."""
    with pytest.raises(ValueError, match="sorted"):
        edit_block(paragraph("The gate opens"), edits)


def test_structure_cannot_be_edited() -> None:
    """What divides two items is no text of theirs."""
    listed = List(ordered=False, start=1, items=((paragraph("One"),), (paragraph("Two"),)))
    with pytest.raises(ValueError, match="structure"):
        edit_block(listed, [Edit(2, 5, "")])
