"""The PDF door: what stands on hand-made pages comes out as what it is."""

from __future__ import annotations

import io
from collections import Counter
from contextlib import closing
from typing import Any

import pypdf
import pypdfium2
import pytest
from pypdf.constants import UserAccessPermissions

from pipeline.context import Context
from pipeline.errors import ReadError, RejectedError
from pipeline.text import block_text, links
from pipeline.tree import (
    Block,
    Document,
    Heading,
    LineBreak,
    List,
    Paragraph,
    Source,
    Strong,
    Superscript,
    Table,
)
from stages.clean.furniture import drop_furniture
from stages.clean.pages import join_pages
from stages.read.pdf import read_pdf
from tests.stages.read.paper import Sheet, pdf_of

BODY = [
    "The harbour of Eastport opens its new quay to the",
    "public on the first of May, a year earlier than the",
    "plans of the town had said, and with more room for",
    "small boats than the old one ever had to offer.",
]
OWNER, RIGHT, WRONG = "harbourmaster", "gull", "tern"
MORE = [
    "Visitors reach it by the tram that ends at the gate",
    "of the old fish market, which runs every ten minutes",
    "from the station and on summer nights until one.",
]


def read(data: bytes, context: Context | None = None, **options: Any) -> Document:
    document: Document = read_pdf(Source("a.pdf", data), context or Context("read-pdf"), **options)
    return document


def texts(document: Document) -> list[str]:
    return [block_text(block) for block in document.blocks]


def only(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def page() -> tuple[Sheet, float]:
    """A page with a headline and two paragraphs apart; and the height of the next line."""
    sheet = Sheet()
    sheet.text(50, 540, "Eastport opens its new quay", 18, "bold")
    y = sheet.lines(50, 505, BODY)
    y = sheet.lines(50, y - 10, MORE)
    return sheet, y - 10


def test_paragraphs_are_parted_by_space() -> None:
    """Lines at the usual distance are one paragraph, a wider gap begins the next."""
    sheet, _ = page()
    assert texts(read(pdf_of(sheet))) == [
        "Eastport opens its new quay",
        "\n".join(BODY),
        "\n".join(MORE),
    ]


def test_double_spaced_lines_are_one_paragraph() -> None:
    """The gap between paragraphs is measured against the document's own line distance."""
    sheet = Sheet()
    y = sheet.lines(50, 540, BODY, pitch=24)
    sheet.lines(50, y - 24, MORE, pitch=24)
    assert texts(read(pdf_of(sheet))) == ["\n".join(BODY), "\n".join(MORE)]


def test_an_indent_begins_a_paragraph() -> None:
    """Where no space parts paragraphs, the indent of the first line does."""
    sheet = Sheet()
    y = sheet.lines(50, 540, BODY)
    sheet.text(66, y, MORE[0])
    sheet.lines(50, y - 12, MORE[1:])
    assert texts(read(pdf_of(sheet))) == ["\n".join(BODY), "\n".join(MORE)]


def test_a_line_end_that_was_meant_is_a_line_break() -> None:
    """Where space parts paragraphs, a short line inside one was ended by its author."""
    sheet, y = page()
    sheet.lines(50, y, ["Ada Quill", "Harbour Office", "+1 555 0100"])
    contact = read(pdf_of(sheet)).blocks[-1]
    assert isinstance(contact, Paragraph)
    assert [type(inline) for inline in contact.inlines].count(LineBreak) == 2


def test_larger_and_bold_lines_are_headings() -> None:
    """The largest line is level 1, a bold line over text a level below."""
    sheet, y = page()
    sheet.text(50, y - 4, "About Eastport", 10, "bold")
    sheet.lines(50, y - 18, BODY)
    headings = only(read(pdf_of(sheet)), Heading)
    assert [(block_text(h), h.level) for h in headings if isinstance(h, Heading)] == [
        ("Eastport opens its new quay", 1),
        ("About Eastport", 2),
    ]


def test_typed_bullets_make_a_list() -> None:
    """Lines behind bullets are items, their hanging lines belong to them."""
    sheet, y = page()
    sheet.text(60, y, "\u2022").text(72, y, "longer opening hours on all days of the week and")
    sheet.text(72, y - 12, "on holidays")
    sheet.text(60, y - 24, "\u2022").text(72, y - 24, "a lift")
    (found,) = only(read(pdf_of(sheet)), List)
    assert block_text(found) == (
        "longer opening hours on all days of the week and\non holidays\na lift"
    )


def test_drawn_bullets_make_a_list() -> None:
    """A bullet that is a small shape and no character marks an item all the same."""
    sheet, y = page()
    for number, words in enumerate(["a lift", "a tram", "a cafe"]):
        sheet.box(60, y + 2 - 12 * number, 3, 3).text(72, y - 12 * number, words)
    (found,) = only(read(pdf_of(sheet)), List)
    assert block_text(found) == "a lift\na tram\na cafe"


def test_numbers_count_items_and_nesting_shows_by_place() -> None:
    """An ordered list keeps where it starts; marks further right are a list inside the item."""
    sheet, y = page()
    sheet.text(60, y, "3.").text(74, y, "Doors open")
    sheet.text(80, y - 12, "\u2022").text(92, y - 12, "at noon")
    sheet.text(60, y - 24, "4.").text(74, y - 24, "Speeches")
    (found,) = only(read(pdf_of(sheet)), List)
    assert isinstance(found, List)
    assert (found.ordered, found.start, len(found.items)) == (True, 3, 2)
    inner = found.items[0][1]
    assert isinstance(inner, List)
    assert block_text(inner) == "at noon"


def test_a_number_in_a_sentence_is_no_item() -> None:
    """A line that happens to begin with a number in brackets stays in its sentence."""
    sheet = Sheet()
    lines = [
        "The quay has three parts: (1) the landing stage of",
        "the ferries in the north, which is the longest, and",
        "(2) the basin for small boats under the old crane in",
        "the south, both of which open on the very same day.",
    ]
    sheet.lines(50, 540, lines)
    assert texts(read(pdf_of(sheet))) == ["\n".join(lines)]


def test_a_dash_alone_is_no_list() -> None:
    """One line behind a dash is text; its dash stays."""
    sheet, y = page()
    sheet.text(50, y, "\u2013").text(62, y, "Ada Quill")
    document = read(pdf_of(sheet))
    assert only(document, List) == []
    assert texts(document)[-1] == "\u2013 Ada Quill"


def test_figures_in_columns_are_a_table() -> None:
    """Rows of figures are a table with its head; sign, bracket and figure are one cell."""
    sheet, y = page()
    rows = [("Landings", "2031", "2030"), ("Ferries", "1,204", "1,180"), ("Boats", "311", "290")]
    for number, row in enumerate(rows):
        for x, words in zip((50, 200, 300), row, strict=True):
            sheet.text(x, y - 16 * number, words)
    line = y - 16 * len(rows)
    sheet.text(50, line, "Balance").text(190, line, "$").text(205, line, "(12")
    sheet.text(226, line, ")").text(300, line, "45")
    (table,) = only(read(pdf_of(sheet)), Table)
    assert isinstance(table, Table)
    assert block_text(table).split("\n") == [
        "Landings\t2031\t2030",
        "Ferries\t1,204\t1,180",
        "Boats\t311\t290",
        "Balance\t$(12)\t45",
    ]
    assert [row.header for row in table.rows] == [True, False, False, False]


def test_a_grid_of_rules_is_a_table_with_spans() -> None:
    """Rules on all sides make cells; where a rule is missing the cell goes on."""
    sheet, y = page()
    top = y
    for level in range(3):
        sheet.box(50, top - 20 * level, 300, 0.5)
    for x in (50, 200, 350):
        high = 20 if x == 200 else 40
        sheet.box(x, top - 40, 0.5, high)
    sheet.text(60, top - 14, "Opening hours of the quay")
    sheet.text(60, top - 34, "Weekdays").text(210, top - 34, "nine to five")
    (table,) = only(read(pdf_of(sheet)), Table)
    assert isinstance(table, Table)
    assert [[cell.colspan for cell in row.cells] for row in table.rows] == [[2], [1, 1]]
    assert block_text(table) == "Opening hours of the quay\nWeekdays\tnine to five"


def test_contacts_side_by_side_are_no_table() -> None:
    """Two columns of words without rules or figures are not a table."""
    sheet, y = page()
    for number, (one, two) in enumerate([("Ada Quill", "Ben Oar"), ("Harbour", "Town hall")]):
        sheet.text(50, y - 12 * number, one).text(220, y - 12 * number, two)
    assert only(read(pdf_of(sheet)), Table) == []


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column comes first even where the file draws the right one first."""
    sheet = Sheet()
    sheet.text(50, 540, "Eastport opens its new quay", 18, "bold")
    left = [
        "The new quay opens in",
        "May, a year early, and",
        "has room for boats of",
        "every size.",
    ]
    right = ["A tram runs to it from", "the station every ten", "minutes, at night until", "one."]
    sheet.lines(220, 500, right)
    sheet.lines(50, 500, left)
    joined = texts(read(pdf_of(sheet)))
    assert joined[0] == "Eastport opens its new quay"
    assert sorted(joined[1:]) == sorted(["\n".join(left), "\n".join(right)])


def test_text_drawn_late_goes_where_it_stands() -> None:
    """What the file draws last but the page shows first is read first."""
    sheet = Sheet()
    sheet.lines(50, 480, BODY)
    sheet.text(50, 540, "Eastport opens its new quay", 18, "bold")
    assert texts(read(pdf_of(sheet)))[0] == "Eastport opens its new quay"


def test_links_take_the_characters_under_them() -> None:
    """A link has the words under its rectangle, not the full stop beside it."""
    sheet = Sheet()
    sheet.text(50, 540, "Plans are at www.example.com.")
    sheet.link(106, 537, 190, 549, "https://www.example.com/")
    (found,) = links(read(pdf_of(sheet)))
    assert (found.url, block_text(Paragraph(inlines=found.inlines))) == (
        "https://www.example.com/",
        "www.example.com",
    )


def test_bold_and_raised_words_are_kept_as_such() -> None:
    """Bold words are strong, small raised letters superscript; no space comes between."""
    sheet = Sheet()
    sheet.text(50, 540, "Opens on May 1").text(116, 544, "st", 6).text(124, 540, "at")
    sheet.text(136, 540, "noon", 10, "bold")
    (block,) = read(pdf_of(sheet)).blocks
    assert isinstance(block, Paragraph)
    kinds = {type(inline): inline for inline in block.inlines}
    assert block_text(block) == "Opens on May 1st at noon"
    assert block_text(Paragraph(inlines=(kinds[Superscript],))) == "st"
    assert block_text(Paragraph(inlines=(kinds[Strong],))) == "noon"


def test_a_turned_page_is_read_upright() -> None:
    """Text along the long side of a landscape page comes out in its order."""
    sheet = Sheet()
    for number, line in enumerate(BODY):
        sheet.raw(f"BT /F1 10 Tf 0 1 -1 0 {60 + 12 * number} 50 Tm ({line}) Tj ET")
    assert texts(read(pdf_of(sheet))) == ["\n".join(BODY)]


def test_every_character_is_accounted_for() -> None:
    """The source text holds each character pdfium reports, marks of lists included."""
    sheet, y = page()
    for number in range(3):
        sheet.text(60, y - 12 * number, f"{number + 1}.").text(74, y - 12 * number, "Doors open")
    sheet.text(190, 30, "Page 1 of 1", 8)
    data = pdf_of(sheet)
    context = Context("read-pdf")
    read(data, context)
    with (
        closing(pypdfium2.PdfDocument(data)) as pdf,
        closing(pdf[0]) as sheet_read,
        closing(sheet_read.get_textpage()) as text,
    ):
        reported = text.get_text_range()
    assert context.delivery is not None
    told = Counter(c for c in context.delivery.source_text if not c.isspace())
    assert told == Counter(c for c in reported if not c.isspace())


# --- pages -------------------------------------------------------------------


def three_pages() -> Document:
    sheets = []
    for number in range(1, 4):
        sheet = Sheet()
        sheet.text(50, 580, "Eastport Harbour Office \u2013 12 April 2031", 8)
        for part in range(9):
            start = 550 - 56 * part
            words = ["north", "south", "east", "west", "harbour", "tram", "market", "gate", "lift"]
            kept = f"Quay {words[part]} of page {words[number]}"
            sheet.lines(50, start, [f"{kept} opens with a band", f"{words[number]} of it all."])
        sheet.text(190, 20, f"Page {number} of 3", 8)
        sheets.append(sheet)
    return read(pdf_of(*sheets))


def test_running_heads_and_folios_go_but_stay_as_metadata() -> None:
    """Lines that return at the edge of pages leave the copy; the head is kept as a fact."""
    document = three_pages()
    context = Context("drop-furniture")
    clean = drop_furniture(document, context)
    assert not any("Harbour Office" in text or "Page" in text for text in texts(clean))
    assert len(clean.blocks) == len(document.blocks) - 6
    told = [m for m in clean.metadata if m.vocabulary == "furniture"]
    assert [m.value for m in told] == ["Eastport Harbour Office \u2013 12 April 2031"]


def test_furniture_stays_when_asked() -> None:
    """`ask` names the furniture and leaves it, `off` leaves it silently."""
    document = three_pages()
    context = Context("drop-furniture")
    assert drop_furniture(document, context, furniture="ask") is document
    assert len(context.problems) == 4
    assert drop_furniture(document, Context("x"), furniture="off") is document


def test_a_paragraph_goes_on_over_the_page() -> None:
    """A paragraph cut by the end of the page is one again, furniture between or not."""
    one, two = Sheet(), Sheet()
    one.lines(50, 540, MORE)
    one.lines(50, 70, BODY[:2])
    two.lines(50, 560, BODY[2:])
    two.lines(50, 500, MORE)
    joined = join_pages(read(pdf_of(one, two)), Context("join-pages"))
    assert "\n".join(BODY) in texts(joined)


def test_a_finished_paragraph_ends_with_the_page() -> None:
    """A short last line with a full stop ends its paragraph, whatever follows on the next page."""
    one, two = Sheet(), Sheet()
    one.lines(50, 540, [*BODY[:3], "small boats."])
    two.lines(50, 560, MORE)
    document = read(pdf_of(one, two))
    assert join_pages(document, Context("join-pages")) is document


# --- bad input ---------------------------------------------------------------


def encrypted(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    nothing = UserAccessPermissions(0)
    writer.encrypt(password, OWNER, permissions_flag=nothing, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_opens_a_file_and_stands_nowhere() -> None:
    """Without the password one sentence; with it the text, and the word is in no part of it."""
    data = encrypted(pdf_of(page()[0]), RIGHT)
    with pytest.raises(RejectedError, match="needs a password"):
        read(data)
    with pytest.raises(RejectedError, match="does not open"):
        read(data, password=WRONG)
    context = Context("read-pdf", password=RIGHT)
    document = read(data, context)
    assert texts(document)[0] == "Eastport opens its new quay"
    assert "gull" not in repr(document)
    assert "gull" not in repr(context.problems)


def test_an_empty_password_is_tried_and_the_owner_noted() -> None:
    """A file that only its owner restricts is read, with a note."""
    context = Context("read-pdf")
    document = read(encrypted(pdf_of(page()[0]), ""), context)
    assert texts(document)[0] == "Eastport opens its new quay"
    assert [problem.code for problem in context.problems] == ["restricted"]


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj"])
def test_a_ruin_is_refused_in_one_sentence(data: bytes) -> None:
    """A file without pages is an error of ours, with one line."""
    with pytest.raises(ReadError, match=r"^a.pdf is damaged beyond reading$"):
        read(data)


def test_a_file_without_its_table_is_read() -> None:
    """A cut tail (no cross-reference table) costs nothing of the text."""
    data = pdf_of(page()[0])
    context = Context("read-pdf")
    assert "\n".join(BODY) in texts(read(data[: data.index(b"xref\n")], context))
    assert [problem.code for problem in context.problems] == ["truncated"]


def test_a_picture_of_text_is_named_with_what_would_read_it() -> None:
    """A page that is one picture is a problem with its number and the install command."""
    scan = Sheet()
    scan.raw("q 300 0 0 400 50 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q")
    context = Context("read-pdf")
    read(pdf_of(page()[0], scan), context, ocr="off")
    (problem,) = context.problems
    assert problem.code == "page-without-text"
    assert problem.message.startswith("Page 2 ")
    assert "wirecopy[ocr]" in problem.message


def test_the_file_speaks_of_itself_as_metadata() -> None:
    """Title, dates and language of the file come as metadata, dates in ISO 8601."""
    data = pdf_of(page()[0], info={"Title": "New quay", "CreationDate": "D:20310412093000+02'00'"})
    told = {(m.vocabulary, m.name): m.value for m in read(data).metadata}
    assert told["pdf", "title"] == "New quay"
    assert told["pdf", "created"] == "2031-04-12T09:30:00+02:00"
    assert told["pdf", "language"] == "en-GB"
