"""Tell the media type of a source from its bytes, what was declared, and its name."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import PurePath

from pipeline.pattern import lazily
from pipeline.tree import Source

_SNIFFED = 4096
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"%!PS", "application/postscript"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"application/epub+zip", "application/epub+zip"),
    (b"", "application/zip"),
)
_HTML = lazily(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|table|p|h[1-6])\b", re.IGNORECASE
)
_LEADING_HTML = lazily(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|title|meta|div|p|h[1-6]"
    rb"|article|section|main|table|font|center|script|style|link|span|a|b|i|img|ul|ol|br|!\[)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = lazily(
    rb"\A(?:From .*\r?\n)?(?:(?:Received|From|To|Subject|Date|Message-ID|MIME-Version|Return-Path"
    rb"|Delivered-To|Content-Type|Content-Location|Snapshot-[\w-]+|X-[\w-]+):.*\r?\n"
    rb"(?:[ \t].*\r?\n)*){2,}",
    re.IGNORECASE,
)
_MAIL = lazily(
    rb"^(?:From .*\d{4}\r?$|(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To"
    rb"|Content-Type|X-[\w-]+):|(?:From|To):.*\S@\S|Date:.*\d{4} \d\d:\d\d)",
    re.IGNORECASE | re.MULTILINE,
)
"""What only the head of a mail has: fields of its way, addresses, a date with the hour."""
_NINJS_BODY = lazily(rb'"(?:bodies|body_xhtml|body_text)"\s*:')
_NEWS_ITEM = lazily(rb"<(?:newsItem|newsMessage)\b[^>]*iptc\.org/std/nar/2006-10-01/")
_ANY_HTML_SHARE = 3
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x08\x0b\x1b\x1a\x00")
_MOST_CONTROLS = 0.03
_SUFFIXES = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".wml": "text/html",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".rtf": "application/rtf",
}


def media_type_of(source: Source, readers: Container[str] = ()) -> str:
    """Return the media type of a source; the bytes decide where they are plain.

    `readers` are the media types that can be read: a declared or named type among them is believed
    where the bytes only say that it is some text.
    """
    head = source.data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    sniffed = _by_magic(source.data, head)
    if sniffed is not None:
        return sniffed
    if "message/rfc822" in readers and _is_mail(head):
        return "application/mbox" if head.startswith(b"From ") else "message/rfc822"
    named = source.media_type or _by_name(source.name, readers)
    if _looks_html(head, named):
        return "text/html"
    if named and named in readers and named not in {"text/html", "application/pdf"}:
        return named
    return "text/plain" if _looks_text(head) else "application/octet-stream"


def _is_mail(head: bytes) -> bool:
    """Tell the head of a mail from a release that names its addressees and its sender."""
    header = _HEADER.match(head)
    return header is not None and _MAIL.search(header[0]) is not None


def _by_magic(data: bytes, head: bytes) -> str | None:
    if b"%PDF-" in head[:1024] or head.lstrip().startswith(b"%PDF"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return next(kind for mark, kind in _ZIPPED if mark in data[: 1 << 16] + data[-(1 << 16) :])
    if head.lstrip()[:1] == b"{" and b'"uri"' in data and _NINJS_BODY.search(data):
        return "application/vnd.iptc.ninjs+json"
    if _NEWS_ITEM.search(head):
        return "application/vnd.iptc.g2.newsitem+xml"
    return next((kind for mark, kind in _MAGIC if head.startswith(mark)), None)


def _by_name(name: str, readers: Container[str]) -> str | None:
    """Return the media type a name stands for; `text/x-NAME` of a plug-in's reader is `.NAME`."""
    suffix = PurePath(name).suffix.lower()
    if suffix and (own := f"text/x-{suffix[1:]}") in readers:
        return own
    return _SUFFIXES.get(suffix) or (_registered(suffix) if suffix else None)


def _registered(suffix: str) -> str | None:
    """Look a suffix up in Python's own table; what a machine adds to it would change the copy."""
    from mimetypes import MimeTypes  # noqa: PLC0415 (seldom needed)

    return MimeTypes().guess_type(f"file{suffix}")[0]


def _looks_html(head: bytes, named: str | None) -> bool:
    squeezed = head.replace(b"\x00", b"")
    if _LEADING_HTML.match(squeezed):
        return True
    tags = len(_HTML.findall(squeezed))
    if named in {"text/html", "application/xhtml+xml"}:
        return b"<" in squeezed
    return tags >= _ANY_HTML_SHARE and named not in {"text/plain", "text/markdown"}


def _looks_text(head: bytes) -> bool:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    nul = head.count(0)
    odd = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in head)  # noqa: PLR2004 (C0)
    if nul and not (head[::2].count(0) > len(head) // 8 or head[1::2].count(0) > len(head) // 8):
        odd += nul
    return odd <= len(head) * _MOST_CONTROLS
