"""What a PDF says of itself, and its text by the second engine."""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pipeline.pattern import lazily
from pipeline.tree import Metadatum
from stages.read.layout import engine

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_OBJECTS_RECOVERED = 10_000
_MOST_XREF_ENTRIES = 2_000_000
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 25_000_000,
    "lzw_maximum_output_length": 25_000_000,
    "run_length_maximum_output_length": 25_000_000,
    "array_based_stream_maximum_output_length": 25_000_000,
    "jbig2dec_binary": None,
}
_LONGEST_VALUE = 2000
_MOST_SECOND_PAGES = 60
_LARGEST_SECOND = 20_000_000
"""Bytes of a file that the second engine is tried on; it is slow."""
_INFORMATION = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/Keywords": "keywords",
    "/Creator": "creator",
    "/Producer": "producer",
}
_DATES = {"/CreationDate": "created", "/ModDate": "modified"}
_XMP_SIGN = b"/XML"
"""Subtype of every stream of metadata (ISO 32000-2, table 347)."""
_LONGEST_PLAIN = 2 * _LONGEST_VALUE
"""Bytes of a value that pdfium is asked for."""
_XMP = ("title", "creator", "description", "subject", "rights", "language", "publisher", "date")
_DATE = lazily(
    r"(?:D:)?(\d{4})-?(\d\d)?-?(\d\d)?[T ]?(?:(\d\d):?(\d\d):?(\d\d)?)?"
    r"(?:\.\d+)?\s*(?:(Z)|([+-])(\d\d)'?:?(\d\d)?)?"
)


def facts_of(data: bytes, password: str | None) -> list[Metadatum]:
    """Return what the file states about itself, as vocabularies `pdf` and `xmp`.

    A damaged file gives what can be had; nothing is raised.
    """
    found: list[Metadatum] = []
    with _reader(data, password) as reader:
        if reader is None:
            return found
        for part in (_information, _catalogue, _xmp):
            try:
                found.extend(part(reader))
            except Exception:  # noqa: BLE001, S112 (pypdf raises anything on damaged files)
                continue
    return found


def plain_facts(document: int, data: bytes) -> list[Metadatum] | None:
    """Return the same facts from a document that pdfium has open, where it can tell them all.

    None, and pypdf is needed, where the file may have XMP (the dictionary of a stream is never
    packed), is encrypted, states nothing that pdfium sees, or has letters beyond ASCII, whose
    encoding the two read differently. To parse a file anew costs pypdf as much as reading a page.
    """
    if _XMP_SIGN in data or engine.security(document) >= 0:
        return None
    buffer = ctypes.create_string_buffer(_LONGEST_PLAIN)
    at = ctypes.addressof(buffer)
    told: dict[str, str] = {}
    for key in (*_INFORMATION, *_DATES):
        size = engine.meta_text(document, key[1:].encode(), at, _LONGEST_PLAIN)
        text = _wide(buffer, size)
        if text is None:
            return None
        told[key] = text
    if not any(told.values()):
        return None
    language = _wide(buffer, engine.catalogue_language(document, at, _LONGEST_PLAIN))
    if language is None:
        return None
    found = list(_stated(told))
    if _plain(language):
        found.append(Metadatum("pdf", "language", _plain(language)))
    return found


def _wide(buffer: ctypes.Array[ctypes.c_char], size: int) -> str | None:
    """Return what pdfium wrote, None where it is too long or not all ASCII."""
    if size > _LONGEST_PLAIN:
        return None
    text = buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")
    return text if text.isascii() else None


def second_text(data: bytes, password: str | None) -> list[str]:
    """Return the text of each page as pypdf reads it; empty where it reads nothing either."""
    if len(data) > _LARGEST_SECOND:
        return []
    pages: list[str] = []
    with _reader(data, password) as reader:
        if reader is None:
            return pages
        try:
            for number, page in enumerate(reader.pages):
                if number >= _MOST_SECOND_PAGES:
                    break
                try:
                    pages.append(page.extract_text())
                except Exception:  # noqa: BLE001 (see facts_of)
                    pages.append("")
        except Exception:  # noqa: BLE001 (see facts_of)
            return pages
    return pages


@contextmanager
def _reader(data: bytes, password: str | None) -> Iterator[PdfReader | None]:
    """Open a file with pypdf, lenient and within limits; None where it cannot."""
    import pypdf  # noqa: PLC0415 (a tenth of a second that only PDFs need)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(None, **_LIMITS):
        reader: PdfReader | None = None
        try:
            reader = pypdf.PdfReader(
                io.BytesIO(data),
                strict=False,
                root_object_recovery_limit=_MOST_OBJECTS_RECOVERED,
                xref_stream_maximum_entries=_MOST_XREF_ENTRIES,
            )
            if reader.is_encrypted and not reader.decrypt(password or ""):
                reader = None
        except Exception:  # noqa: BLE001 (see facts_of)
            reader = None
        yield reader


def _information(reader: PdfReader) -> Iterator[Metadatum]:
    information = reader.metadata
    if information is not None:
        yield from _stated(information)


def _stated(information: Mapping[str, Any]) -> Iterator[Metadatum]:
    """Yield what an information dictionary says, dates as ISO 8601."""
    for key, name in _INFORMATION.items():
        value = _plain(information.get(key))
        if value:
            yield Metadatum("pdf", name, value)
    for key, name in _DATES.items():
        value = iso_date(_plain(information.get(key)))
        if value:
            yield Metadatum("pdf", name, value)


def _catalogue(reader: PdfReader) -> Iterator[Metadatum]:
    root = reader.trailer["/Root"]
    language = _plain(root.get_object().get("/Lang"))  # type: ignore[union-attr]
    if language:
        yield Metadatum("pdf", "language", language)


def _xmp(reader: PdfReader) -> Iterator[Metadatum]:
    xmp = reader.xmp_metadata
    if xmp is None:
        return
    for name in _XMP:
        for value in _values(getattr(xmp, f"dc_{name}", None)):
            yield Metadatum("xmp", name, value)
    for name, told in (("created", xmp.xmp_create_date), ("modified", xmp.xmp_modify_date)):
        if told is not None:
            yield Metadatum("xmp", name, told.isoformat())


def _values(value: Any) -> Iterator[str]:
    """Yield the words of an XMP property, which may be a bag, a list or one in each language."""
    if isinstance(value, dict):
        value = [value[key] for key in sorted(value, key=lambda key: key != "x-default")][:1]
    if not isinstance(value, list | tuple):
        value = [value]
    for one in value[:20]:
        if hasattr(one, "isoformat"):
            yield one.isoformat()
        elif _plain(one):
            yield _plain(one)


def _plain(value: Any) -> str:
    """Return a value as one line without control characters."""
    if value is None:
        return ""
    text = "".join(c if c.isprintable() else " " for c in str(value)[:_LONGEST_VALUE])
    return " ".join(text.split())


def iso_date(text: str) -> str:
    """Return a PDF date (`D:20260131120000+01'00'`) as ISO 8601, or nothing when it is none."""
    found = _DATE.match(text)
    if found is None:
        return ""
    year, month, day, hour, minute, second, utc, sign, off_hour, off_minute = found.groups()
    if not (1 <= int(month or 1) <= 12 and 1 <= int(day or 1) <= 31):  # noqa: PLR2004 (a date)
        return ""
    date = "-".join(filter(None, (year, month, day)))
    if not (day and hour and minute):
        return date
    zone = "Z" if utc else f"{sign}{off_hour}:{off_minute or '00'}" if sign else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}"
