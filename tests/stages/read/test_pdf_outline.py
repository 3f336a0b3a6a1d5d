"""Bookmarks are a witness for headings and their levels, and for nothing else."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest

from pipeline.context import Context
from pipeline.text import block_text
from pipeline.tree import Heading, Source
from stages.read.pdf import read_pdf
from tests.stages.read.paper import Sheet, pdf_of
from tests.stages.read.test_pdf import BODY, MORE


def paper() -> bytes:
    """A headline, text, a line set like the text, text, a bold line, text."""
    sheet = Sheet()
    sheet.text(50, 540, "Eastport opens its new quay", 18, "bold")
    y = sheet.lines(50, 505, BODY)
    sheet.text(50, y - 10, "How to get there")
    y = sheet.lines(50, y - 34, MORE)
    sheet.text(50, y - 10, "By tram", 10, "bold")
    sheet.lines(50, y - 24, MORE)
    return pdf_of(sheet)


def with_outline(*entries: tuple[str, int]) -> bytes:
    """Return the paper with bookmarks, each a title and its depth."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(paper()))
    parents: dict[int, Any] = {}
    for title, depth in entries:
        parents[depth] = writer.add_outline_item(
            title=title, page_number=0, parent=parents.get(depth - 1)
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def headings(data: bytes) -> list[tuple[str, int]]:
    document = read_pdf(Source("a.pdf", data), Context("read-pdf"))
    return [(block_text(b), b.level) for b in document.blocks if isinstance(b, Heading)]


ALL = ["Eastport opens its new quay", "How to get there", "By tram"]


def test_without_bookmarks_the_page_speaks() -> None:
    """A line set like the text is no heading on its own."""
    assert [text for text, _ in headings(paper())] == [ALL[0], ALL[2]]


def test_a_bookmark_makes_its_line_a_heading_of_its_depth() -> None:
    """What the outline names word for word is a heading, as deep as there."""
    data = with_outline((ALL[0], 1), (ALL[1], 2), (ALL[2], 3))
    assert headings(data) == [(ALL[0], 1), (ALL[1], 2), (ALL[2], 3)]


def test_a_headline_left_out_stays_above() -> None:
    """Bookmarks of the subheads alone do not raise them to the headline's level."""
    data = with_outline((ALL[1], 1), (ALL[2], 1))
    assert headings(data) == [(ALL[0], 1), (ALL[1], 2), (ALL[2], 2)]


@pytest.mark.parametrize("title", ["Page 1", "final_v3.docx", "Visitors reach it by the tram"])
def test_bookmarks_that_name_no_line_change_nothing(title: str) -> None:
    """The marks of scanners and merging programs, and of half a line, have no effect."""
    assert headings(with_outline((title, 1))) == headings(paper())


def test_bookmarks_in_a_circle_end() -> None:
    """An outline whose entry follows itself is read once."""
    data = with_outline((ALL[1], 1))
    reader = pypdf.PdfReader(io.BytesIO(data))
    writer = pypdf.PdfWriter(clone_from=reader)
    outlines: Any = writer.root_object["/Outlines"]
    first = outlines["/First"]
    first[pypdf.generic.NameObject("/Next")] = first.indirect_reference
    out = io.BytesIO()
    writer.write(out)
    assert (ALL[1], 2) in headings(out.getvalue())
