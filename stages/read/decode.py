"""Bytes to text: which encoding it was, and how sure that is."""

from __future__ import annotations

from typing import NamedTuple


class Decoded(NamedTuple):
    """The text, the encoding it was decoded with, and how sure that is (0 to 1)."""

    text: str
    encoding: str
    sure: float


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of bytes; never raises."""
    for encoding in ("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8", declared):
        if encoding is None:
            continue
        try:
            return Decoded(data.decode(encoding), encoding, 1.0)
        except (LookupError, UnicodeDecodeError):
            continue
    return Decoded(data.decode("cp1252", "replace"), "windows-1252", 0.5)
