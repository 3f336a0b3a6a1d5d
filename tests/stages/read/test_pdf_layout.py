"""The PDF door: rules of setting that a view of the text does not show."""

from __future__ import annotations

import pytest
import weasyprint

from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.text import block_text, document_text
from pipeline.tree import List, Origin, Paragraph, Source
from stages.read.layout.lists import make_list
from stages.read.layout.paragraphs import Part
from stages.read.layout.shapes import Line, Style, Word
from tests.stages.read.paper import HEBREW, Sheet, pdf_of
from tests.stages.read.test_pdf import BODY, only, read, texts


def test_a_list_that_runs_to_the_left_says_so() -> None:
    """A list of Hebrew items carries the direction of its text."""
    sheet = Sheet()
    sheet.text(60, 540, "kji hgf edc baa kji hgf edc baa ponm lkji hgfe", 10, "hebrew")
    for place, words in ((500, "hgf edc baa"), (486, "edc baa kji")):
        sheet.text(200, place, words, 10, "hebrew").text(262, place, "\u2022", 10)
    (found,) = only(read(pdf_of(sheet)), List)
    assert found.direction == "rtl"


def test_glyphs_that_no_font_explains_are_reported_with_their_page() -> None:
    """A sign without a meaning stands as U+FFFD, and a problem names the page it is on."""
    sheet = Sheet()
    sheet.lines(60, 540, BODY)
    sheet.text(60, 480, "abc def ghi", 10, "hebrew")
    known = b"<61> <7a> <05d0>"
    assert known in HEBREW.encode()
    data = pdf_of(Sheet().text(60, 540, "first page"), sheet).replace(known, b"<61> <7a> <fffd>")
    context = Context("read-pdf")
    document = read(data, context)
    assert "\ufffd" in " ".join(texts(document))
    (told,) = [one.message for one in context.problems if one.code == "glyph-unknown"]
    assert told.startswith("Page 2 has signs")


def test_items_of_recognised_text_are_marked() -> None:
    """What is recognised from a picture is marked in the items of a list too."""
    word = Word("boats", 74, 100, 500, Style(10), 0)
    line = Line([word], 74, 100, 500, 10, 1, mark="\u2022", mark_x=60, mark_typed=True)
    made, _ = make_list([Part([line], 1, kind="item")], ocr=True)
    ((item,),) = made.items
    assert isinstance(item, Paragraph)
    assert isinstance(item.origin, Origin)
    assert item.origin.ocr


def test_a_line_that_sticks_out_sets_no_edge() -> None:
    """One line wider than a justified column does not make every other line a short one."""
    sheet = Sheet()
    full = "The harbour of Eastport opens its new quay to all"
    lines = [full] * 12
    lines[5] += " https://www.harbour.example.com/quay"
    sheet.lines(50, 540, lines)
    (paragraph,) = read(pdf_of(sheet)).blocks
    assert block_text(paragraph).count("\n") == 11


@pytest.mark.parametrize("radius", [0, 6])
def test_words_in_a_framed_box_are_no_labels_of_a_drawing(radius: int) -> None:
    """A border round a contact is a frame, whatever its corners: the contact stays."""
    body = "<p>The harbour of Eastport opens its new quay to all ships on Monday, it said.</p>" * 6
    style = f"border-radius: {radius}px; border: 1px solid; border-top: 3px double; font-size: 9pt"
    page = f"<body style='font-size: 12pt'>{body}<div style='{style}'><p>Nora Hale<p>Quay 4</div>"
    document = clean_copy(
        Source("in.pdf", weasyprint.HTML(string=page).write_pdf()), default_pipeline(())
    )[0]
    assert "Nora Hale" in document_text(document)
