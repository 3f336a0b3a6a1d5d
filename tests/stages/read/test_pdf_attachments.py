"""Files inside a PDF are named, and documents among them come out beside it."""

from __future__ import annotations

import io

import pypdf

from pipeline.context import Context
from pipeline.tree import Source
from stages.read.pdf import read_pdf
from stages.read.split import split_source
from tests.stages.read.paper import Sheet, pdf_of


def cover(**files: bytes) -> bytes:
    """Return a covering letter with files inside."""
    letter = pdf_of(Sheet().text(50, 500, "Please find the release of the Eastport quay enclosed."))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(letter))
    for name, data in files.items():
        writer.add_attachment(name.replace("_", "."), data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_files_inside_are_named() -> None:
    """A table of figures inside the PDF is told in a problem and in the metadata."""
    context = Context("read-pdf")
    document = read_pdf(Source("a.pdf", cover(figures_csv=b"boats;90")), context)
    assert [(p.code, p.message) for p in context.problems] == [
        ("attachment", "The PDF holds files that are not in the copy: figures.csv.")
    ]
    told = [m.value for m in document.metadata if (m.vocabulary, m.name) == ("pdf", "attachment")]
    assert told == ["figures.csv"]


def test_documents_inside_become_sources() -> None:
    """A release behind a covering letter is a document of its own, a table is not."""
    release = pdf_of(Sheet().text(50, 500, "Eastport opens its quay"))
    data = cover(release_pdf=release, figures_csv=b"boats;90", note_txt=b"Embargoed until noon.")
    parts = split_source(Source("cover.pdf", data))
    assert [(part.name, part.data == data) for part in parts] == [
        ("cover.pdf", True),
        ("cover-note.txt", False),
        ("cover-release.pdf", False),
    ]
    assert parts[2].data == release


def test_names_of_files_inside_keep_no_folders() -> None:
    """A name that would lead out of the folder is a plain name."""
    data = cover(**{"../../etc/note_txt": b"Embargoed until noon."})
    parts = split_source(Source("cover.pdf", data))
    assert [part.name for part in parts] == ["cover.pdf", "cover-note.txt"]


def test_a_pdf_without_files_is_one_source() -> None:
    """Nothing is split off a plain PDF, nor off one that cannot be opened."""
    plain = Source("a.pdf", pdf_of(Sheet().text(50, 500, "Eastport")))
    assert split_source(plain) == [plain]
    broken = Source("b.pdf", b"%PDF-1.7\n/Type /EmbeddedFile\n")
    assert split_source(broken) == [broken]


def test_our_own_pdf_is_one_document() -> None:
    """What a copy was made from is inside it, and is not converted beside it."""
    data = cover(release_json=b"{}", received_txt=b"EASTPORT, 4 May - The quay is open.")
    assert len(split_source(Source("copy.pdf", data))) == 1
