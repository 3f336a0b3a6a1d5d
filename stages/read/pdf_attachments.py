"""Files inside a PDF: named, and given out as sources of their own where they are documents."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import PurePath

from pipeline.errors import DocumentError
from pipeline.tree import Source
from stages.read.layout import engine

RELEASE_FILE = "release.json"
"""What a PDF of our own holds beside the file it was made from."""
MOST_ATTACHMENTS = 50
LARGEST = 64 << 20
"""Bytes of one file, and of all that become sources."""
_DOCUMENTS = {".pdf", ".docx", ".rtf", ".html", ".htm", ".txt", ".md"}
_SIGN = b"EmbeddedFile"
"""Stands in the dictionary of each file within a file, which no PDF packs."""


def attachments(document: int) -> Iterator[tuple[str, int]]:
    """Yield name and handle of the files inside an open PDF, at most MOST_ATTACHMENTS."""
    count = min(engine.count_attachments(document), MOST_ATTACHMENTS)
    for index in range(max(count, 0)):
        attachment = engine.get_attachment(document, index)
        if attachment:
            yield _name(attachment) or f"attachment-{index + 1}", attachment


def content(attachment: int) -> bytes | None:
    """Return the bytes of a file inside a PDF, None where it is empty, too large or damaged."""
    size = ctypes.c_ulong(0)
    at = ctypes.addressof(size)
    if not engine.attachment_file(attachment, None, 0, at) or not 0 < size.value <= LARGEST:
        return None
    buffer = ctypes.create_string_buffer(size.value)
    if not engine.attachment_file(attachment, ctypes.addressof(buffer), size.value, at):
        return None
    return buffer.raw[: size.value]


def attached_documents(source: Source) -> list[Source]:
    """Return the documents inside a PDF as sources: a release sent behind a covering letter.

    A PDF that is refused, damaged or needs a password gives none; its reader says what it is. One
    of our own holds what it was made from: it is one document, and no other.
    """
    if _SIGN not in source.data:
        return []
    from stages.read.pdf_bombs import refuse_bombs  # noqa: PLC0415 (only where there is a file)

    found: list[Source] = []
    left = LARGEST
    try:
        refuse_bombs(source.data, source.name)
        with engine.opened(source.data, None, source.name) as document:
            inside = list(attachments(document))
            if any(name == RELEASE_FILE for name, _ in inside):
                return []
            for name, attachment in inside:
                if PurePath(name).suffix.lower() not in _DOCUMENTS:
                    continue
                data = content(attachment)
                if data is not None and len(data) <= left:
                    left -= len(data)
                    found.append(Source(f"{PurePath(source.name).stem}-{name}", data))
    except DocumentError:
        return []
    return found


def _name(attachment: int) -> str:
    """Return the name of a file without folders and without what no file name has."""
    buffer = ctypes.create_string_buffer(512)
    size = engine.attachment_name(attachment, ctypes.addressof(buffer), 512)
    if not 2 < size <= 512:  # noqa: PLR2004 (an end sign alone; the buffer)
        return ""
    told = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    last = re.split(r"[/\\]", told)[-1]
    return "".join(c for c in last if c.isprintable()).strip(" .")
