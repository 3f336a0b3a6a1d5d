"""The PDF door: what TeX sets apart, and rows and lines that look like something else."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.text import block_text, blocks_text
from pipeline.tree import LineBreak, Paragraph, Table
from stages.clean.pages import join_pages
from tests.stages.read.paper import Sheet, pdf_of
from tests.stages.read.test_pdf import BODY, read, texts


def test_rows_alike_but_for_figures_are_no_furniture() -> None:
    """A table broken by pages keeps the rows that stand at the edges of its pages."""
    sheets = []
    for number in range(3):
        sheet = Sheet()
        for row in range(44):
            y = 570 - 12 * row
            quay = 44 * number + row
            sheet.text(50, y, f"Quay {quay}").text(150, y, f"{quay * 3} m").text(220, y, f"{row} m")
        sheets.append(sheet)
    tables = [block for block in read(pdf_of(*sheets)).blocks if isinstance(block, Table)]
    rows = [row for table in tables for row in table.rows]
    names = [blocks_text(row.cells[0].blocks, " ") for row in rows]
    assert names == [f"Quay {quay}" for quay in range(132)]


def test_a_justified_line_of_few_words_is_no_row() -> None:
    """Words spread evenly over a narrow column are text; their number differs from line to line."""
    sheet = Sheet()
    y = sheet.lines(50, 540, BODY)
    for words in (["Contact:", "Orla", "Finch,"], ["phone", "020", "7946", "0018,"]):
        y -= 12
        widths = [sum(_WIDTHS.get(sign, 0.556) for sign in word) * 10 for word in words]
        gap = (230 - sum(widths)) / (len(words) - 1)
        x = 50.0
        for word, width in zip(words, widths, strict=True):
            sheet.text(round(x, 2), y, word)
            x += width + gap
    assert not any(isinstance(block, Table) for block in read(pdf_of(sheet)).blocks)


def test_an_accent_between_letters_stays() -> None:
    """An acute typed for an apostrophe stands over no letter, so it is kept as it is."""
    sheet = Sheet()
    sheet.text(50, 500, "Peter\u00b4s boats and Orla\u00b4s nets")
    assert texts(read(pdf_of(sheet))) == ["Peter\u00b4s boats and Orla\u00b4s nets"]


def test_a_last_word_in_capitals_over_a_foot_is_no_heading() -> None:
    """What follows on the page is its foot, which no word stands over as a heading."""
    sheet = Sheet()
    y = sheet.lines(50, 540, BODY)
    sheet.text(50, y - 14, "ENDS").text(180, 30, "Page 1 of 1", 8)
    ends = next(block for block in read(pdf_of(sheet)).blocks if block_text(block) == "ENDS")
    assert isinstance(ends, Paragraph)


def test_number_and_address_of_a_contact_keep_their_lines() -> None:
    """Contacts side by side: each entry ends where it did, and none goes on in the next column."""
    sheet = Sheet()
    y = sheet.lines(50, 540, BODY) - 12
    sheet.lines(50, y, ["020 7946 0018", "orla.finch@harbour.example.com"])
    sheet.lines(230, y, ["020 7946 0019", "jonas@harbour.example.com"])
    document = join_pages(read(pdf_of(sheet)), Context())
    told = [text for text in texts(document) if "@" in text]
    assert told == [
        "020 7946 0018\norla.finch@harbour.example.com",
        "020 7946 0019\njonas@harbour.example.com",
    ]
    breaks = [
        piece
        for block in document.blocks
        if isinstance(block, Paragraph)
        for piece in block.inlines
        if isinstance(piece, LineBreak)
    ]
    assert len(breaks) == len(told)


_WIDTHS = {
    **dict.fromkeys("it,:.", 0.25),
    **dict.fromkeys("cks", 0.5),
    "C": 0.722,
    "O": 0.778,
    "F": 0.611,
    "r": 0.333,
    "l": 0.222,
    "f": 0.278,
}
"""Widths of signs of Helvetica, roughly, in sizes."""
