"""The encoding that a page says it is in."""

from __future__ import annotations

import codecs

_UTF16 = {"utf-16", "utf-16le", "utf-16be", "utf-16-le", "utf-16-be"}


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding named in a `<meta>` or XML declaration, as a Python codec's name.

    The rules are HTML's: Latin-1 and ASCII mean windows-1252, and a page whose declaration can be
    read byte for byte is not UTF-16 whatever it says.
    """
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 (heavy)

    named = EncodingDetector.find_declared_encoding(data, is_html=True)
    if not named or named.lower() in _UTF16:
        return None
    try:
        codec = codecs.lookup(named).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if codec in {"iso8859-1", "ascii"} else codec
