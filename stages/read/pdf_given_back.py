"""Recognise a PDF that wirecopy made and give its document back."""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import ReadError
from pipeline.text import document_text
from stages.read.layout import engine
from stages.read.layout.shapes import Page

if TYPE_CHECKING:
    from stages.render.json import Restored

RELEASE_FILE = "release.json"
_MOST_ATTACHMENTS = 50
_LARGEST = 64 << 20
_EAST_ASIA = "\u2e80"
_ON_PAGES = 0.9
"""Share of the restored words that must stand on the pages; the rest are words broken at lines."""


def embedded_release(document: int) -> bytes | None:
    """Return the embedded JSON of an open PDF, None where there is none."""
    count = min(engine.count_attachments(document), _MOST_ATTACHMENTS)
    for index in range(max(count, 0)):
        attachment = engine.get_attachment(document, index)
        if attachment and _name(attachment) == RELEASE_FILE:
            return _content(attachment)
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


def _name(attachment: int) -> str:
    buffer = ctypes.create_string_buffer(512)
    size = engine.attachment_name(attachment, ctypes.addressof(buffer), 512)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace") if size <= 512 else ""  # noqa: PLR2004 (the buffer)


def _content(attachment: int) -> bytes | None:
    size = ctypes.c_ulong(0)
    at = ctypes.addressof(size)
    if not engine.attachment_file(attachment, None, 0, at) or not 0 < size.value <= _LARGEST:
        return None
    buffer = ctypes.create_string_buffer(size.value)
    if not engine.attachment_file(attachment, ctypes.addressof(buffer), size.value, at):
        return None
    return buffer.raw[: size.value]
