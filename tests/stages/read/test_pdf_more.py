"""The PDF door: scans, our own PDFs, odd settings, pages joined."""

from __future__ import annotations

import gc
from contextlib import closing
from importlib.util import find_spec
from shutil import which

import pypdfium2
import pytest

from pipeline.context import Context
from pipeline.convert import convert_source
from pipeline.plan import default_pipeline
from pipeline.text import block_text
from pipeline.tree import Figure, Heading, Source, Table
from stages.clean.pages import join_pages
from stages.read.layout.pictures import LARGEST_TOGETHER, make_figures
from stages.read.layout.shapes import Page, Picture
from stages.read.pdf import read_pdf
from stages.read.pdf_facts import iso_date
from stages.read.pdf_given_back import given_back
from tests.stages.read.paper import Sheet, pdf_of
from tests.stages.read.test_pdf import BODY, MORE, page, read, texts


def test_letters_set_apart_are_one_word() -> None:
    """A heading whose letters are spaced comes out in words, not in letters."""
    sheet = Sheet()
    sheet.raw("BT /F2 18 Tf 9 Tc 50 540 Td (HARBOUR OPENS) Tj ET")
    sheet.lines(50, 500, BODY)
    heading = read(pdf_of(sheet)).blocks[0]
    assert isinstance(heading, Heading)
    assert block_text(heading) == "HARBOUR OPENS"


def test_lines_beside_a_box_were_not_ended_on_purpose() -> None:
    """Text that flows round a box is one paragraph without line breaks in it."""
    sheet = Sheet()
    sheet.text(280, 524, "Opening: noon", 9).text(280, 512, "Entry: free", 9)
    beside = [
        "The harbour of Eastport opens its new quay to the",
        "public on the first of May, which is a year earlier",
        "than the plans of the town had said it would be,",
    ]
    y = sheet.lines(50, 524, beside)
    below = ["and with more room for small boats than the old one ever had to offer them."]
    sheet.lines(50, y, below)
    sheet.lines(
        50, y - 30, ["Visitors reach it by the tram that ends at the gate of the old market."]
    )
    assert "\n".join([*beside, *below]) in texts(read(pdf_of(sheet)))


def test_numbered_subheads_are_headings() -> None:
    """Bold numbered lines over plain text are headings and keep their numbers."""
    sheet, y = page()
    for number, words in enumerate(["Longer hours", "Lower fees"], 1):
        sheet.text(50, y, f"{number}. {words}", 10, "bold")
        y = sheet.lines(50, y - 12, MORE) - 12
    headings = [b for b in read(pdf_of(sheet)).blocks if isinstance(b, Heading)]
    assert [block_text(h) for h in headings[1:]] == ["1. Longer hours", "2. Lower fees"]


def test_a_table_goes_on_over_the_page_with_its_head_once() -> None:
    """The rows of the second page join those of the first; the head that returns goes."""
    sheets = []
    for start in (1, 4):
        sheet = Sheet()
        if start == 1:
            sheet.lines(50, 560, BODY)
        top = 120 if start == 1 else 560
        for number, row in enumerate(
            [("Quay", "2031", "2030")]
            + [(f"Quay {n}", f"{n}11", f"{n}22") for n in range(start, start + 3)]
        ):
            for x, words in zip((50, 200, 300), row, strict=True):
                sheet.text(x, top - 16 * number, words)
        sheets.append(sheet)
    joined = join_pages(read(pdf_of(*sheets)), Context("join-pages"))
    (table,) = [b for b in joined.blocks if isinstance(b, Table)]
    assert [row.header for row in table.rows] == [True, *[False] * 6]
    assert block_text(table).split("\n")[-1] == "Quay 6\t611\t622"


def test_a_picture_keeps_its_caption() -> None:
    """A picture of a decent size is a figure with its bytes, the line under it its caption."""
    sheet, y = page()
    y -= 110
    sheet.raw(f"q 150 0 0 100 50 {y} cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x10\x80\xa0\xf0 EI Q")
    sheet.text(50, y - 12, "Photo: the new quay at dusk", 8)
    document = read(pdf_of(sheet))
    (figure,) = [b for b in document.blocks if isinstance(b, Figure)]
    assert block_text(figure) == "Photo: the new quay at dusk"
    assert figure.image.url.startswith("data:image/png;base64,")
    assert not [b for b in read(pdf_of(sheet), pictures="off").blocks if isinstance(b, Figure)]


def test_our_own_pdf_comes_back_as_the_very_document() -> None:
    """The JSON inside a PDF of ours restores document and account, equal in every part."""
    source = Source("a.pdf", pdf_of(page()[0]))
    first = convert_source(source, default_pipeline(["pdf", "json"]))
    again = convert_source(
        Source("b.pdf", first.renditions["pdf"].data), default_pipeline(["json"])
    )
    assert again.renditions["json"].data == first.renditions["json"].data
    assert again.account == first.account


def test_a_foreign_json_inside_a_pdf_is_not_believed() -> None:
    """An embedded document whose words the pages do not show is not taken for the text."""
    first = convert_source(
        Source("a.pdf", pdf_of(page()[0])), default_pipeline([("json", {"account": "full"})])
    )
    assert given_back(first.renditions["json"].data, []) is None
    assert given_back(b"{}", []) is None


@pytest.mark.parametrize(
    ("told", "iso"),
    [
        ("D:20310412093000Z", "2031-04-12T09:30:00Z"),
        ("D:20310412", "2031-04-12"),
        ("D:2031", "2031"),
        ("D:20319912", ""),
        ("yesterday", ""),
    ],
)
def test_dates_of_the_file_become_iso(told: str, iso: str) -> None:
    """As much of a date as the file states, in ISO 8601; nothing of what is no date."""
    assert iso_date(told) == iso


@pytest.mark.skipif(
    find_spec("pytesseract") is None or which("tesseract") is None,
    reason="the extra ocr and the program tesseract are not installed",
)
def test_a_scan_is_read_and_marked() -> None:
    """With the extra a picture of text is read; its blocks say that they were recognised."""
    with closing(pypdfium2.PdfDocument(pdf_of(page()[0]))) as pdf, closing(pdf[0]) as first:
        drawn = first.render(scale=3).to_pil()
    import io  # noqa: PLC0415 (only here)

    out = io.BytesIO()
    drawn.save(out, "PDF", resolution=216)
    context = Context("read-pdf")
    document = read_pdf(Source("scan.pdf", out.getvalue()), context)
    assert "new quay" in " ".join(texts(document))
    assert all(block.origin is not None and block.origin.ocr for block in document.blocks)
    assert [problem.code for problem in context.problems] == ["ocr"]


def test_short_paragraphs_apart_are_not_one() -> None:
    """Where paragraphs are a line or two long, the space between them is not the line distance."""
    sheet = Sheet()
    sheet.lines(50, 540, ["The mill of Eastport grinds again after the long winter", "of repairs."])
    sheet.text(50, 504, '"We heard the first stone turn at nine," the miller said.')
    sheet.text(50, 480, "The mill has stood at the ford since the great flood.")
    sheet.lines(50, 456, ["Contact: Ada Fenn, clerk, ada@mill.example.com, telephone", "0199 55."])
    sheet.text(50, 420, "###")
    assert len(read(pdf_of(sheet)).blocks) == 5


def test_a_picture_too_large_is_named() -> None:
    """A picture that is no JPEG and over the limit is left out, and its page is told."""
    sheet, _ = page()
    sheet.raw(
        "q 200 0 0 120 50 60 cm BI /W 1000 /H 600 /BPC 1 /CS /G /F /AHx ID "
        + "5a" * (125 * 600)
        + "> EI Q"
    )
    context = Context("read-pdf")
    read(pdf_of(sheet), context)
    assert [problem.code for problem in context.problems] == ["picture-left-out"]
    assert context.problems[0].message.startswith("Page 1 held pictures")


def test_pictures_beyond_the_limit_of_all_are_counted() -> None:
    """What no longer fits among the pictures of a document is told, not dropped without a word."""
    large = bytes(LARGEST_TOGETHER // 2)
    pages = [
        Page(number, 400.0, 600.0, pictures=[Picture((0, 0, 90, 90 * number), large, "image/jpeg")])
        for number in (1, 2, 3)
    ]
    assert [len(figures) for figures in make_figures(pages)] == [1, 1, 0]
    assert [one.pictures_left for one in pages] == [0, 0, 1]


def test_bitmaps_of_pictures_are_closed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bitmap of a picture set anew is freed once, before the page is closed."""
    freed: list[object] = []
    destroy = pypdfium2.raw.FPDFBitmap_Destroy

    def destroy_counted(bitmap: object) -> None:
        freed.append(bitmap)
        destroy(bitmap)

    monkeypatch.setattr(pypdfium2.raw, "FPDFBitmap_Destroy", destroy_counted)
    sheet, _ = page()
    sheet.raw(
        "q 200 0 0 120 50 60 cm BI /W 80 /H 60 /BPC 1 /CS /G /F /AHx ID "
        + "5a" * (10 * 60)
        + "> EI Q"
    )
    document = read(pdf_of(sheet))
    gc.collect()
    assert any(isinstance(block, Figure) for block in document.blocks)
    assert len(freed) == 1
