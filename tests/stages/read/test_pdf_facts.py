"""What a PDF states about itself: told by pdfium where it can, by pypdf else."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter

from pipeline.tree import Metadatum
from stages.read.layout import engine
from stages.read.pdf_facts import facts_of, plain_facts
from tests.stages.read.paper import Sheet, pdf_of

INFO = {
    "Title": "Alder reports (a record) year",
    "Author": "Mara Lindqvist",
    "CreationDate": "D:20260131120000+01'00'",
}


def told(data: bytes) -> list[Metadatum] | None:
    """Return what pdfium tells."""
    with engine.opened(data, None, "alder.pdf") as document:
        return plain_facts(document, data)


def with_more(**more: str) -> bytes:
    """Return a file with other entries, written by pypdf."""
    writer = PdfWriter(PdfReader(io.BytesIO(pdf_of(Sheet(), info=INFO))))
    writer.add_metadata({f"/{name}": value for name, value in more.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_both_tell_the_same() -> None:
    """Plain values and dates are the same whichever library is asked."""
    data = pdf_of(Sheet(), info=INFO)
    assert told(data) == facts_of(data, None)
    assert Metadatum("pdf", "created", "2026-01-31T12:00:00+01:00") in (told(data) or [])


@pytest.mark.parametrize("title", ["Rekordår för Alder", "x" * 3000])
def test_what_they_may_read_differently_is_left_to_pypdf(title: str) -> None:
    """Letters beyond ASCII, and values too long to be asked for, are not told by pdfium."""
    data = with_more(Title=title)
    assert told(data) is None
    assert facts_of(data, None)


def test_a_file_with_xmp_or_without_facts_is_left_to_pypdf() -> None:
    """XMP, which pdfium does not read, and an empty dictionary are no answer."""
    assert told(pdf_of(Sheet(), info=INFO) + b"\n%/Type/Metadata/Subtype/XML\n%%EOF\n") is None
    assert told(pdf_of(Sheet())) is None
