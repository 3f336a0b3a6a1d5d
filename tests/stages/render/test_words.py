"""Every rendition carries the words of the tree in their order, and no others."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from pipeline.registry import Registry
from pipeline.text import document_text
from pipeline.tree import Document, LineBreak, Paragraph, Rendition, Text
from stages.render.themes import theme_names
from tests.stages.render.documents import context, document, full, h, p, squeezed, words

XHTML = "{http://www.w3.org/1999/xhtml}"
FLOW = frozenset(f"h{level}" for level in range(1, 7)) | {
    *("p", "div", "li", "tr", "td", "th", "br", "table", "caption"),
    *("figcaption", "pre", "hr", "ul", "ol"),
}


def render(name: str, given: Document, **options: object) -> Rendition:
    made: Rendition = Registry().get(name).function(given, context(given), **options)
    return made


def article_text(page: bytes) -> str:
    """Return the text of the article of an XHTML page, as a reader of XML sees it."""
    root = ET.fromstring(page)  # noqa: S314 (our own page)
    article = root.find(f".//{XHTML}article")
    assert article is not None
    parts: list[str] = []

    def collect(element: ET.Element) -> None:
        flow = element.tag.removeprefix(XHTML) in FLOW
        parts.append("\n" * flow + (element.text or ""))
        for child in element:
            collect(child)
            parts.append(child.tail or "")
        parts.append("\n" * flow)

    collect(article)
    return "".join(parts)


def odd() -> Document:
    """Return a document of signs that renderers stumble over."""
    return document(
        h(1, "A < B && C > \"D\" ]]> 'E' <script>", "headline"),
        p("Zero\u200dwidth, no\u00a0break, soft\u00adhyphen, tab\there, new\nline."),
        p("日本語の文章です。改行は文字の間で起こります。", language="ja"),
        p("هذا نص عربي قصير مع 12 رقما.", language="ar", direction="rtl"),
        p("Ligatures: fi ffl office; quotes “ ” ‘ ’; dashes – — −."),
    )


@pytest.mark.parametrize("given", [full(), odd()], ids=["full", "odd"])
def test_html(given: Document) -> None:
    """The article's words are the tree's, in order."""
    page = render("html", given).data
    assert words(article_text(page)) == words(document_text(given))


@pytest.mark.parametrize("given", [full(), odd()], ids=["full", "odd"])
def test_epub(given: Document) -> None:
    """The book's chapter has the words of the tree, in order."""
    with zipfile.ZipFile(io.BytesIO(render("epub", given).data)) as book:
        page = book.read("EPUB/release.xhtml")
    assert words(article_text(page)) == words(document_text(given))


@pytest.mark.parametrize("theme", theme_names())
def test_pdf(theme: str, tmp_path: Path) -> None:
    """The type area of the pages has the words of the tree, in order, with marks of lists."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    given = full()
    path = tmp_path / "copy.pdf"
    path.write_bytes(render("pdf", given, template=theme, variables=plain_of(theme)).data)
    text = type_area(path)
    marks = r"•|–\s|-\s|(?<!\d)[34]\.\s"
    wanted = squeezed(document_text(given)).replace("logo", "")
    seen = squeezed(re.sub(f"(?m)^\\s*(?:{marks})", "", text)).replace("logo", "")
    assert unshaped(seen) == unshaped(wanted)


def plain_of(theme: str) -> dict[str, bool]:
    """Return the settings under which a theme adds nothing of its own to the words."""
    return {"archive": {"appendix": False}}.get(theme, {})


def type_area(path: Path) -> str:
    """Return the text of the pages between the running heads and the folios."""
    area = ["-raw", "-x", "0", "-y", "75", "-W", "612", "-H", "690"]
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", *area, str(path), "-"], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").replace("\f", "\n")


def unshaped(text: str) -> str:
    """Return text without what pdftotext changes: direction marks, hyphens at line ends."""
    return re.sub("[-\u200e\u200f\u202a-\u202e]", "", text).casefold()


def test_text_keeps_the_lines_that_were_meant() -> None:
    """A contact of three lines is three lines of plain text, wrapped or not."""
    lines = ("Ida Storm", "Press office", "555 0100")
    inlines = tuple(part for line in lines for part in (LineBreak(), Text(line)))[1:]
    block = Paragraph(inlines=inlines)
    for wrap in (True, False):
        text = render("text", document(block), wrap=wrap).data.decode()
        assert text == "Ida Storm\nPress office\n555 0100\n"


def test_text_unwrapped() -> None:
    """Plain text has the tree's words; a picture has none."""
    given = document(p("One two"), h(2, "Three"), p("four–five"))
    made = render("text", given, wrap=False).data.decode("utf-8")
    assert words(made) == words(document_text(given))


def test_text_wraps_at_the_column() -> None:
    """No line is longer than asked, a sign of East Asia counted twice."""
    given = document(p("word " * 60), p("星空図書館は夜間に読める閲覧室を開設する。" * 6))
    made = render("text", given, columns=40).data.decode("utf-8")
    assert all(len(line) + sum(ord(s) > 0x2E80 for s in line) <= 40 for line in made.split("\n"))
    assert squeezed(made) == squeezed(document_text(given))


def test_markdown_is_commonmark() -> None:
    """A CommonMark parser finds the words of the tree, whatever marks stand in them."""
    given = document(
        h(2, "Results * of _the_ quarter"),
        p("1. is no list, # no heading, [no](link) and <no tag> &amp; *no* emphasis."),
        p("- a dash opens this paragraph"),
        p("EUR 4.2 billion ~~ not struck `not code` 5 \\ 6"),
        *full().blocks,
    )
    made = render("markdown", given, front_matter=False).data.decode("utf-8")
    page = MarkdownIt("commonmark", {"xhtmlOut": True}).enable("table").render(made)
    root = ET.fromstring(f"<body>{page}</body>")  # noqa: S314 (our own page)
    seen = "".join(part + " " * (part[-1:] == "\n") for part in root.itertext())
    assert squeezed(seen).replace("<br>", "") == squeezed(document_text(given))
