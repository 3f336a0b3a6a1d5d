"""A copy of ours that comes back through a door is the release it was made of."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import pypdf
import pytest

from pipeline.context import Context
from pipeline.registry import Registry
from pipeline.text import body_text, document_text
from pipeline.tree import Rendition
from tests.samples.copies import NAMES, Copy, clean, copy_of


def given_back(name: str, form: str, suffix: str) -> Copy:
    """Return a sample's rendition after it went through the default chain."""
    copy = copy_of(name)
    context = Context(form, account=copy.account)
    rendition: Rendition = Registry().get(form).function(copy.document, context)
    return clean(f"copy{suffix}", rendition.data)


def facts(copy: Copy) -> dict[str, Any]:
    """Return the release facts."""
    found: dict[str, Any] = msgspec.to_builtins(copy.document.release)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_html_of_ours_says_the_same(name: str) -> None:
    """The HTML copy has the words, the body and every fact of the release."""
    first, again = copy_of(name), given_back(name, "html", ".xhtml")
    assert document_text(again.document).split() == document_text(first.document).split()
    assert body_text(again.document).split() == body_text(first.document).split()
    assert facts(again) == facts(first)


@pytest.mark.parametrize("name", NAMES)
def test_plain_text_of_ours_has_the_same_words(name: str) -> None:
    """The plain text has the words of the release, its headline and its contacts."""
    first, again = copy_of(name), given_back(name, "text", ".txt")
    assert document_text(again.document).split() == document_text(first.document).split()
    assert facts(again)["headline"] == facts(first)["headline"]
    assert facts(again)["contacts"] == facts(first)["contacts"]


@pytest.mark.parametrize("name", NAMES)
def test_printed_copy_of_ours_is_read_back(name: str) -> None:
    """The PDF copy, the release inside it taken out, reads as the words and facts it shows."""
    first = copy_of(name)
    context = Context("pdf", account=first.account)
    rendition: Rendition = Registry().get("pdf").function(first.document, context)
    again = clean("copy.pdf", without_files(rendition.data))
    assert document_text(again.document).split() == document_text(first.document).split()
    for field in ("headline", "contacts", "about", "end_mark", "embargo"):
        assert even(facts(again)[field]) == even(facts(first)[field]), field


def without_files(data: bytes) -> bytes:
    """Return a PDF without the files that travel in it."""
    pdf = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    root = pdf.root_object
    del root["/Names"]["/EmbeddedFiles"]  # type: ignore[attr-defined]
    root.pop("/AF", None)
    out = io.BytesIO()
    pdf.write(out)
    return out.getvalue()


def even(value: Any) -> Any:
    """Return facts with white space evened out: a page breaks lines where it must."""
    return " ".join(msgspec.json.encode(value).decode().replace("\\n", " ").split())
