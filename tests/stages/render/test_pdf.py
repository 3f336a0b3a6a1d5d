"""The PDF says what it is, holds its release, and is finished where WeasyPrint leaves off."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

import pypdf
import pytest
from msgspec.structs import replace

from pipeline.context import Context
from pipeline.errors import DocumentError, ReadError
from pipeline.registry import Registry
from pipeline.tree import (
    Document,
    Emphasis,
    Figure,
    FigureImage,
    Image,
    Link,
    Rendition,
    Text,
)
from stages.render.json import render_json, restored
from stages.render.pdf_finish import Facts, xmp
from tests.stages.render.documents import books, context, document, full, h, p, png


def made(given: Document, **options: Any) -> Rendition:
    rendition: Rendition = Registry().get("pdf").function(given, context(given), **options)
    return rendition


def reader(given: Document, **options: Any) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made(given, **options).data))


def elements(pdf: pypdf.PdfReader, kind: str) -> list[Any]:
    """Return the structure elements of a kind, in reading order."""
    root: Any = pdf.trailer["/Root"]
    found: list[Any] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if not isinstance(element, dict):
            return
        if element.get("/S") == kind:
            found.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            walk(kid)

    walk(root["/StructTreeRoot"])
    return found


def test_the_release_is_inside() -> None:
    """The embedded JSON gives the document back, and the same JSON as before."""
    given = full()
    pdf = reader(given)
    back, account, _ = restored(pdf.attachments["release.json"][0])
    assert account == books(given)
    again = render_json(back, Context(account=account)).data
    assert again == render_json(given, context(given)).data
    assert pdf.attachments["gate.html"][0] == b"<p>as received"


def test_the_source_may_stay_outside() -> None:
    """`embed_source: false` leaves only the release inside."""
    assert list(reader(full(), embed_source=False).attachments) == ["release.json"]


def test_a_forged_release_is_refused() -> None:
    """JSON whose account does not hold for its text is no document."""
    given = full()
    data = render_json(given, context(given), account="full", indent=0).data
    words = b'"text":"A gate of 310'
    assert words in data
    for forged in (data.replace(words, b'"text":"A gate of 910'), b"{}", b"[" * 5000, b"\xff"):
        with pytest.raises(ReadError):
            restored(forged)


def test_relations_are_told_once() -> None:
    """Each embedded file is associated once, as data and as source, with its media type."""
    pdf = reader(full())
    root: Any = pdf.trailer["/Root"]
    files = [each.get_object() for each in root["/AF"]]
    told = [(each["/UF"], each["/AFRelationship"]) for each in files]
    assert told == [("gate.html", "/Source"), ("release.json", "/Data")]
    types = [each["/EF"]["/F"].get_object()["/Subtype"] for each in files]
    assert types == ["/text/html", "/application/json"]


def test_metadata() -> None:
    """Title, author, subject, keywords, dates and language stand in the information and the XMP."""
    pdf = reader(full())
    assert pdf.metadata is not None
    told = {key: str(value) for key, value in pdf.metadata.items()}
    assert told["/Title"] == full().release.headline
    assert told["/Author"] == "Maren Olufsen, Ivo Brandt"
    assert told["/Subject"] == full().release.summary
    assert told["/Keywords"] == "flood, harbour <works>, Infrastructure, Environment"
    assert told["/CreationDate"] == "D:20260312060000+01'00'"
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    packet = root["/Metadata"].get_data().decode("utf-8")
    assert "<xmp:CreateDate>2026-03-12T06:00:00+01:00</xmp:CreateDate>" in packet
    assert "<rdf:li>harbour &lt;works&gt;</rdf:li>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet


def test_no_date_is_invented() -> None:
    """A release without a date makes a PDF without one, its embedded files too."""
    data = made(document(p("Text."), headline="No date"), embed_source=False).data
    pdf = pypdf.PdfReader(io.BytesIO(data))
    assert pdf.metadata is not None
    assert "/CreationDate" not in pdf.metadata
    root: Any = pdf.trailer["/Root"]
    stream = root["/AF"][0].get_object()["/EF"]["/F"].get_object()
    assert "/ModDate" not in stream["/Params"]
    assert "CreateDate" not in xmp(Facts(title="t", language="en"))


def test_navigation() -> None:
    """The outline has the headline and the subheads; the pages are labelled."""
    pdf = reader(full())
    titles = [item["/Title"] for item in flat(pdf.outline)]
    assert titles == [
        "Eastport opens its tidal gate & two locks",
        "What was built",
        "About the Eastport Harbour Trust",
    ]
    assert pdf.page_labels[:1] == ["1"]


def flat(outline: Any) -> list[Any]:
    return [each for item in outline for each in (flat(item) if isinstance(item, list) else [item])]


def test_tables_say_their_scope() -> None:
    """Header cells have a scope, and the tree finds them by their identifiers."""
    pdf = reader(full())
    heads = elements(pdf, "/TH")
    assert [head["/A"]["/Scope"] for head in heads] == ["/Column"] * 3
    root: Any = pdf.trailer["/Root"]
    names = root["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert sorted(names[::2]) == sorted(head["/ID"] for head in heads)


def test_figures_stand_where_they_are() -> None:
    """A figure's box is in points from the foot of its page, inside the page."""
    (figure,) = elements(reader(full()), "/Figure")
    left, foot, right, head = figure["/A"]["/BBox"]
    assert 0 < left < right < 596
    assert 0 < foot < head < 842
    assert figure["/Alt"] == "The gate at low tide"


def test_decoration_is_an_artifact() -> None:
    """A picture without description is drawn but no part of the structure, and that is told."""
    given = document(h(1, "T", "headline"), Figure(image=FigureImage(png(), ""), caption=()))
    rendition = made(given)
    pdf = pypdf.PdfReader(io.BytesIO(rendition.data))
    assert elements(pdf, "/Figure") == []
    assert [problem.code for problem in rendition.problems] == ["picture-without-description"]
    content = pdf.pages[0].get_contents()
    assert content is not None
    assert b"/Artifact\nBMC" in content.get_data()


def test_missing_signs_are_told() -> None:
    """A sign that no font has is a problem that names it; strict, it is a failure."""
    given = document(p("A sign nobody has: \U0001f9ff."), headline="T")
    (problem,) = made(given).problems
    assert problem.code == "glyph-missing"
    assert "U+1F9FF NAZAR AMULET" in problem.message
    with pytest.raises(DocumentError, match="NAZAR"):
        made(given, strict=True)


def test_page_sizes() -> None:
    """A page is A4, or Letter when asked."""
    given = document(p("Text."))
    sizes = [reader(given, page=page).pages[0].mediabox for page in ("A4", "Letter")]
    assert [(round(s.width), round(s.height)) for s in sizes] == [(595, 842), (612, 792)]


def test_the_paid_label_is_on_every_page() -> None:
    """Paid content says so at the head of each page."""
    words = "One more sentence about the harbour and its gate. " * 30
    given = document(
        *(p(words) for _ in range(6)), paid=True, notices=("Paid content",), language="en"
    )
    pdf = reader(given)
    assert len(pdf.pages) > 1
    assert all("Paid content" in page.extract_text() for page in pdf.pages)


def test_only_our_fonts_are_used() -> None:
    """No font but the packaged ones and Noto's gets into a PDF."""
    pdf = reader(replace(full(), blocks=(*full().blocks, p("Ж 中 ع"))))
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts
    assert all(name.startswith(("Source", "Noto", "Liberation-Mono")) for name in fonts)


def test_rendering_html_loads_no_weasyprint() -> None:
    """The other renderers do without WeasyPrint, and the table of stages without all of it."""
    program = (
        "import sys; import stages.render.html, stages.render.epub, stages.render.pdf;"
        "print([m for m in ('weasyprint', 'lxml', 'PIL', 'pypdf') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_caption_is_kept_without_its_picture() -> None:
    """A picture that did not come is a labelled box; its caption stands below it."""
    figure = Figure(
        image=FigureImage("https://example.com/gate.jpg", "The gate"), caption=(Text("Caption"),)
    )
    rendition = made(document(figure))
    text = pypdf.PdfReader(io.BytesIO(rendition.data)).pages[0].extract_text()
    assert "The gate" in text
    assert "Caption" in text
    assert [problem.code for problem in rendition.problems] == ["picture-missing"]


def test_a_link_is_one_link() -> None:
    """Emphasis and pictures inside a link make no further links; the link covers them."""
    link = Link(
        "https://example.com/",
        (Text("words "), Emphasis((Text("set"),)), Image(png(), "a sign")),
    )
    pdf = reader(document(p("Before ", link, " after")))
    annotations: Any = pdf.pages[0]["/Annots"]
    assert [each.get_object()["/A"]["/URI"] for each in annotations] == ["https://example.com/"]
    assert len(elements(pdf, "/Link")) == 1
    (figure,) = elements(pdf, "/Figure")
    assert figure["/Alt"] == "a sign"
