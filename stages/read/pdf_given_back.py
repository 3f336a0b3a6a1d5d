"""Recognise a PDF that wirecopy made and give its document back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.text import document_text
from stages.read.layout.shapes import Page
from stages.read.pdf_attachments import RELEASE_FILE, attachments, content

if TYPE_CHECKING:
    from stages.render.json import Restored

_EAST_ASIA = "\u2e80"
_ON_PAGES = 0.9
"""Share of the restored words that must stand on the pages; the rest are words broken at lines."""


def embedded_release(document: int) -> bytes | None:
    """Return the embedded JSON of an open PDF, None where there is none."""
    for name, attachment in attachments(document):
        if name == RELEASE_FILE:
            return content(attachment)
    return None


def given_back(data: bytes, pages: list[Page]) -> Restored | None:
    """Return the document, its account and what made it, from the embedded JSON.

    None where it cannot be believed: no such JSON, an account that does not hold, or a text that
    does not stand on the pages, since anyone may put a file into a PDF.
    """
    from stages.render.json import restored  # noqa: PLC0415 (only for our own PDFs)

    try:
        back = restored(data)
    except ReadError:
        return None
    told = Counter(_words(document_text(back.document)))
    shown = Counter(_words(" ".join(word.text for page in pages for word in page.words)))
    if (told & shown).total() < _ON_PAGES * told.total():
        return None
    return back


def _words(text: str) -> list[str]:
    """Return the words of a text; a sign of East Asia is a word, as lines break behind any."""
    letters = "".join(
        " " if not c.isalnum() else f" {c} " if c >= _EAST_ASIA else c for c in text.casefold()
    )
    return letters.split()
