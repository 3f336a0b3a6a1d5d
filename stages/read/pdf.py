"""Read a PDF: its characters, set out as the paragraphs, lists, tables and headings they are."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.errors import ReadError
from pipeline.stage import stage
from pipeline.tree import Document, Metadatum, Paragraph, Source, SourceFacts, Text
from stages.read.layout import engine
from stages.read.layout.blocks import Built
from stages.read.layout.compose import compose
from stages.read.layout.document import Reading, read_pages
from stages.read.pdf_attachments import RELEASE_FILE, attachments
from stages.read.pdf_bombs import refuse_bombs, streams
from stages.read.pdf_facts import facts_of, plain_facts, second_text
from stages.read.pdf_forms import refuse_nested_forms
from stages.read.pdf_given_back import embedded_release, given_back
from stages.read.pdf_ocr import can_read, is_scan, read_scan
from stages.read.pdf_outline import read_outline

_COPYING = 1 << 4
"""The permission to copy text (ISO 32000, table 22, bit 5)."""
_LOST = "\ufffd"
_MOST_NAMED = 20
_MOST_SCANS = 40


@stage("read-pdf", media_types=("application/pdf",))
def read_pdf(
    source: Source,
    context: Context,
    *,
    password: str = "",
    ocr: Literal["auto", "off"] = "auto",
    pictures: Literal["auto", "off"] = "auto",
) -> Document:
    """Read a PDF with its paragraphs, headings, lists, tables and links.

    `password` opens an encrypted file; it stands in no account and no log. `ocr: auto` reads pages
    that are pictures with tesseract where the extra `ocr` is installed, `off` names them.
    `pictures: auto` keeps pictures of a decent size with their captions, 8 MiB at most. A PDF that
    wirecopy made comes back as the document it was made of. Raises RejectedError where a password
    is needed or a stream unpacks beyond measure, ReadError for a file that nothing can be read
    from.
    """
    secret = context.password or password or None
    found = list(streams(source.data))
    refuse_bombs(source.data, source.name, found)
    refuse_nested_forms(source.data, source.name, found)
    try:
        reading = _read_or_mend(source, context, secret, pictures=pictures == "auto")
    except ReadError:
        return _second(source, context, secret)
    if reading.release is not None:
        back = given_back(reading.release, reading.pages)
        if back is not None:
            context.restores(back.account, back.made_by)
            return back.document
        context.report(
            "embedded-release",
            "The file holds a release.json that its pages do not bear out; the pages were read.",
        )
    metadata = facts_of(source.data, secret) if reading.facts is None else reading.facts
    metadata += [Metadatum("pdf", "attachment", name) for name in reading.attached]
    language = next((m.value for m in metadata if m.name == "language"), None)
    _read_scans(source, context, reading, secret, language if ocr == "auto" else None, ocr=ocr)
    if not any(page.words for page in reading.pages):
        return _second(source, context, secret)
    built = compose(reading.pages, reading.outline)
    _report(reading, context)
    context.delivers(built.source, built.spans)
    return _document(source, built, metadata=tuple(metadata))


def _read_or_mend(
    source: Source, context: Context, secret: str | None, *, pictures: bool
) -> Reading:
    """Read all pages; a file whose end is lost is given one. Raises as `_read` does."""
    try:
        return _read(source, secret, pictures=pictures)
    except ReadError:
        data = engine.mended(source.data)
        if data is None:
            raise
        reading = _read(replace(source, data=data), secret, pictures=pictures)
        reading.facts = None
    context.report("truncated", "The end of the file is missing; pages may be lost.")
    return reading


def _read(source: Source, secret: str | None, *, pictures: bool) -> Reading:
    """Read all pages with pdfium. Raises RejectedError and ReadError."""
    with engine.opened(source.data, secret, source.name) as handle:
        reading = read_pages(handle, pictures=pictures)
        reading.release = embedded_release(handle)
        reading.outline = read_outline(handle)
        reading.facts = plain_facts(handle, source.data)
        reading.attached = tuple(name for name, _ in attachments(handle) if name != RELEASE_FILE)
        if engine.security(handle) >= 0:
            reading.restricted = not engine.permissions(handle) & _COPYING
    return reading


def _document(source: Source, built: Built, **more: object) -> Document:
    document = Document(_facts(source), blocks=tuple(built.blocks), layout=built.layout)
    return replace(document, **more)


def _facts(source: Source) -> SourceFacts:
    digest = hashlib.sha256(source.data).hexdigest()
    return SourceFacts(source.name, "application/pdf", digest, None, len(source.data))


def _read_scans(
    source: Source,
    context: Context,
    reading: Reading,
    secret: str | None,
    language: str | None,
    *,
    ocr: str,
) -> None:
    """Read pages that are pictures, or say which they are and what would read them."""
    scans = [page for page in reading.pages if is_scan(page)]
    if not scans:
        return
    able = ocr == "auto" and can_read()
    tried = scans[:_MOST_SCANS] if able else []
    done = [page for page in tried if read_scan(source.data, secret, page, language)]
    left = [page.number for page in scans if page not in done]
    if done:
        context.report(
            "ocr",
            f"{_pages([page.number for page in done])} held pictures of text; the words were "
            "recognised by tesseract and need a look.",
        )
    if left:
        advice = "" if able else "; to read them: pip install 'wirecopy[ocr]' and install tesseract"
        context.report("page-without-text", f"{_pages(left)} held pictures and no text{advice}.")


def _report(reading: Reading, context: Context) -> None:
    if reading.unread:
        context.report(
            "page-unread", f"{_pages(reading.unread)} could not be read: the file is damaged there."
        )
    if reading.cut:
        last = reading.pages[-1].number if reading.pages else 0
        context.report(
            "limit",
            f"Reading stopped after page {last} of {reading.count}: the file is over the limits.",
        )
    left = [page.number for page in reading.pages if page.pictures_left and not page.ocr]
    if left:
        context.report(
            "picture-left-out",
            f"{_pages(left)} held pictures that are too large or damaged; they were left out.",
        )
    if reading.attached:
        context.report(
            "attachment",
            f"The PDF holds files that are not in the copy: {', '.join(reading.attached)}.",
        )
    unknown = [page.number for page in reading.pages if any(_LOST in w.text for w in page.words)]
    if unknown:
        one = len(unknown) == 1
        context.report(
            "glyph-unknown",
            f"{_pages(unknown)} {'has' if one else 'have'} signs whose font does not say which "
            f"letters they are; they stand as “{_LOST}” and need a look at the page.",
        )
    if reading.restricted:
        context.report(
            "restricted", "The file's owner does not allow its text to be copied; it was read."
        )


def _pages(numbers: list[int]) -> str:
    """Return `Page 3` or `Pages 3, 5 and 6`."""
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    shown = [str(number) for number in numbers[:_MOST_NAMED]]
    if len(numbers) > _MOST_NAMED:
        return f"Pages {', '.join(shown)} and {len(numbers) - _MOST_NAMED} more"
    return f"Pages {', '.join(shown[:-1])} and {shown[-1]}"


def _second(source: Source, context: Context, secret: str | None) -> Document:
    """Read with the second engine, which knows text but no places. Raises ReadError."""
    pages = second_text(source.data, secret)
    paragraphs = [
        Paragraph(inlines=(Text(part.strip("\n")),))
        for page in pages
        for part in page.replace("\r", "").split("\n\n")
        if part.strip()
    ]
    if paragraphs:
        context.report(
            "second-engine",
            "The file is damaged; its text was read without its layout and may have gaps.",
        )
        empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
        if empty:
            context.report("page-unread", f"{_pages(empty)} gave no text.")
        return Document(_facts(source), blocks=tuple(paragraphs))
    if not pages:
        msg = f"{source.name} is damaged beyond reading"
        raise ReadError(msg)
    return Document(_facts(source))
