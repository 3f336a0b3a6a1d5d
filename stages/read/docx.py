"""Read a Word document (DOCX): through mammoth into HTML, and through the HTML door."""

from __future__ import annotations

import hashlib
import io
import zipfile

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.errors import MissingExtraError, ReadError, RejectedError
from pipeline.stage import stage
from pipeline.tree import Document, Metadatum, Source, SourceFacts

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST_UNPACKED = 200 << 20
_DUBLIN_CORE = {"title", "creator", "subject", "description", "language", "created", "modified"}


@stage("read-docx", media_types=(_MEDIA_TYPE,))
def read_docx(source: Source, context: Context) -> Document:
    """Read a Word document; needs the extra `docx`.

    Headings, lists, tables, links, bold, italic and pictures come through; properties of the file
    go to the metadata. Raises MissingExtraError without mammoth, RejectedError for a file that
    unpacks to more than 200 MB, ReadError for one that is no Word document.
    """
    try:
        import mammoth  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise MissingExtraError(source.name, "docx") from error
    _check(source)
    try:
        result = mammoth.convert_to_html(io.BytesIO(source.data))
    except Exception as error:
        msg = f"{source.name} cannot be read as a Word document: {_one_line(error)}"
        raise ReadError(msg) from error
    page = f"<!DOCTYPE html><html><body>{result.value}</body></html>".encode()
    part = Source(source.name, page, "text/html", "utf-8", source.url)
    document = context.read_with("text/html", part)
    facts = SourceFacts(
        source.name,
        _MEDIA_TYPE,
        hashlib.sha256(source.data).hexdigest(),
        None,
        len(source.data),
    )
    return replace(document, source=facts, metadata=_properties(source.data))


def _check(source: Source) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        msg = f"{source.name} is damaged: {_one_line(error)}"
        raise ReadError(msg) from error
    if size > _MOST_UNPACKED:
        msg = f"{source.name} would unpack to {size} bytes, over the limit of {_MOST_UNPACKED}"
        raise RejectedError(msg)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _properties(data: bytes) -> tuple[Metadatum, ...]:
    from lxml import etree  # noqa: PLC0415 (only where a Word document is read)

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            core = packed.read("docProps/core.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(core, parser)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return ()
    found = [(etree.QName(child).localname, (child.text or "").strip()) for child in root]
    return tuple(
        Metadatum("dublin-core", name, value)
        for name, value in found
        if name in _DUBLIN_CORE and value
    )
