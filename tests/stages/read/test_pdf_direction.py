"""The PDF door: text that runs to the left comes in the order it is read."""

from __future__ import annotations

import pytest

from pipeline.text import block_text, links
from pipeline.tree import List, Table
from stages.read.layout.direction import is_right
from tests.stages.read.paper import Sheet, pdf_of
from tests.stages.read.test_pdf import BODY, read, texts


def hebrew(text: str) -> str:
    """Return small letters as the Hebrew ones that the font of the paper makes of them."""
    return "".join(chr(0x05D0 + ord(c) - 97) if c.islower() else c for c in text)


def shown(*lines: str) -> list[str]:
    sheet = Sheet()
    for number, line in enumerate(lines):
        sheet.text(60, 540 - 14 * number, line, 10, "hebrew")
    found = texts(read(pdf_of(sheet)))
    return "\n".join(found).split("\n")


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        (".cba fed", "def abc."),
        ("cba 2026 fed 14", "14 def 2026 abc"),
        ("cba EXAMPLE NEWSWIRE fed", "def EXAMPLE NEWSWIRE abc"),
        ("PRESS@EXAMPLE.COM :fed", "def: PRESS@EXAMPLE.COM"),
        ("0142 555 4 971+ :fed", "def: +971 4 555 0142"),
        ("+971 4 555 0142 :fed", "def: +971 4 555 0142"),
        ("11:00 3.5% 1,240 fed", "def 1,240 3.5% 11:00"),
        ("cba (fed) ihg", "ghi (def) abc"),
        ("cba )fed( ihg", "ghi (def) abc"),
        ("cba COMPANY 24 fed", "def COMPANY 24 abc"),
    ],
)
def test_a_line_comes_in_logical_order(visual: str, logical: str) -> None:
    """Letters run to the left; numbers, Latin words and addresses keep their own order."""
    around = ["kji hgf edc baa", visual, "ponm lkji hgfe"]
    assert shown(*around)[1] == hebrew(logical)


def test_a_ligature_keeps_the_order_of_its_letters() -> None:
    """A glyph that stands for two letters is not turned round in itself."""
    assert shown("cba {ba fed kji")[0] == hebrew("ijk def ab") + "\u05e9\u05dc" + hebrew(" abc")


def test_paragraphs_of_a_page_to_the_left_are_parted_and_marked() -> None:
    """Lines end at the left there: a short one ends its paragraph, and its direction is said."""
    sheet = Sheet()
    sheet.text(60, 540, "kji hgf edc baa kji hgf edc baa ponm lkji hgfe", 10, "hebrew")
    sheet.text(60, 528, "edc baa kji hgf edc baa kji hgf ponm lkji hgfe", 10, "hebrew")
    sheet.text(180, 516, ".cba kji hgf edc baa", 10, "hebrew")
    sheet.text(60, 492, "nml baa kji hgf edc baa kji hgf ponm lkji hgfe", 10, "hebrew")
    sheet.text(200, 480, ".cba kji hgf edc", 10, "hebrew")
    document = read(pdf_of(sheet))
    assert len(document.blocks) == 2
    assert [block.direction for block in document.blocks] == ["rtl", "rtl"]
    origin = document.blocks[0].origin
    assert origin is not None
    assert origin.box is not None
    assert 60 <= origin.box[0] < 61


def test_a_few_words_to_the_left_stand_in_a_line_to_the_right() -> None:
    """An Arabic or Hebrew name inside an English line is turned, the line is not."""
    sheet = Sheet()
    sheet.lines(50, 540, BODY)
    sheet.text(50, 480, "THE PAPER ", 10).text(112, 480, "fed cba", 10, "hebrew")
    sheet.text(150, 480, "PRINTED IT.", 10)
    document = read(pdf_of(sheet))
    assert f"THE PAPER {hebrew('abc def')} PRINTED IT." in "\n".join(texts(document))
    assert document.blocks[-1].direction is None


def test_a_link_stays_on_its_words() -> None:
    """A link over one word of a line to the left is on that word."""
    sheet = Sheet().text(60, 540, "kji hgf edc baa", 10, "hebrew")
    sheet.link(59, 537, 72, 549, "https://www.example.com/")
    document = read(pdf_of(sheet))
    assert [link.url for link in links(document)] == ["https://www.example.com/"]
    assert block_text(document.blocks[0]) == hebrew("aab cde fgh ijk")
    assert not any(isinstance(block, List | Table) for block in document.blocks)


def test_the_direction_of_a_text_is_that_of_most_letters() -> None:
    """Numbers and signs have no say."""
    assert is_right("12345 " + hebrew("ab") + " X")
    assert not is_right("12345 " + hebrew("a") + " WORD")
    assert not is_right("")
