"""Renditions of a document with everything in it pass the validators that are here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from pipeline.registry import Registry
from pipeline.tree import Document
from stages.render.bind import bind
from stages.render.themes import theme_names
from tests.conformance import tools
from tests.stages.render.documents import context, document, full, h, p

T = TypeVar("T")


def ask(run: Callable[[], T]) -> T:
    """Return what a validator says; skip, with the reason, where it is not here."""
    try:
        return run()
    except tools.MissingToolError as error:
        pytest.skip(str(error))


def write(kind: str, folder: Path, given: Document, name: str, **options: str) -> Path:
    path = folder / f"{name}.{kind}"
    made = Registry().get(kind).function(given, context(given), **options)
    path.write_bytes(made.data)
    return path


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the full document in every theme, and one with hardly anything."""
    folder = tmp_path_factory.mktemp("pdf")
    made = [write("pdf", folder, full(), theme, template=theme) for theme in theme_names()]
    return [*made, write("pdf", folder, document(p("Only this.")), "bare")]


@pytest.mark.java
def test_pdf_is_archivable_and_accessible(pdfs: list[Path]) -> None:
    """VeraPDF finds no failed rule of PDF/A-3a nor of PDF/UA-1."""
    said = ask(lambda: tools.verapdf(*pdfs))
    assert said == {path: {"PDF/A-3a": [], "PDF/UA-1": []} for path in pdfs}


def test_pdf_is_sound(pdfs: list[Path]) -> None:
    """Qpdf finds no error in the file."""
    assert ask(lambda: tools.qpdf(*pdfs)) == {path: [] for path in pdfs}


@pytest.mark.java
def test_epub_is_valid(tmp_path: Path) -> None:
    """Epubcheck has no error and no warning for a release, a bare one, and a bound digest."""
    books = [
        write("epub", tmp_path, full(), "full"),
        write("epub", tmp_path, document(p("Only this."), language="ar"), "bare"),
    ]
    digest = tmp_path / "digest.epub"
    other = document(h(1, "A <second> & last", "headline"), p("Text."), language="ja")
    digest.write_bytes(bind([full(), other], title="Press digest").data)
    books.append(digest)
    assert ask(lambda: tools.epubcheck(*books)) == {path: [] for path in books}
