"""Bytes to text: which encoding it was, and how sure that is."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from pipeline.context import Context
from pipeline.pattern import lazily

DOUBTFUL = 0.8
"""Below this, the encoding is a guess that an editor is told of."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SNIFFED = 1 << 16
_SEQUENCE = lazily(
    rb"[\xC2-\xDF][\x80-\xBF]|\xE0[\xA0-\xBF][\x80-\xBF]|[\xE1-\xEC\xEE\xEF][\x80-\xBF]{2}"
    rb"|\xED[\x80-\x9F][\x80-\xBF]|\xF0[\x90-\xBF][\x80-\xBF]{2}|[\xF1-\xF3][\x80-\xBF]{3}"
    rb"|\xF4[\x80-\x8F][\x80-\xBF]{2}"
)
"""A well-formed UTF-8 sequence of more than one byte (Unicode, table 3-7)."""
_HIGH = lazily(rb"[\x80-\xFF]")
_STRAY = lazily(rb"(?:" + _SEQUENCE.pattern + rb")|([\x80-\xFF]+)")
_MIXED_SHARE = 0.5
_LONGEST_STRAY = 2
_ESCAPES = lazily(rb"\x1b\$[@B(]|\x1b\([BJ]")
_NUL_SHARE = 0.2
_LATIN_1 = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1", "l1"}
"""Labels that mean windows-1252 in practice (WHATWG Encoding Standard)."""
_LABELS = {f"cp125{n}": f"windows-125{n}" for n in range(9)} | {
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "mac_roman": "macintosh",
}
"""The names the web gives to Python's codecs."""


class Decoded(NamedTuple):
    """The text, the encoding it was decoded with, and how sure that is (0 to 1)."""

    text: str
    encoding: str
    sure: float
    mixed: bool = False
    """Two encodings stood in one file and were decoded line by line."""
    lost: int = 0
    """Bytes that no encoding explains; U+FFFD stands for them."""


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of bytes; never raises.

    A byte order mark decides, then UTF-8 taken strictly, then the declared charset, then the
    encoding whose text reads best; UTF-8 with a few bytes of windows-1252 is decoded line by line.
    A byte order mark is no part of the text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _told(data[len(bom) :], encoding)
    wide = _wide(data[:_SNIFFED])
    if wide is not None:
        return _told(data, wide)._replace(sure=0.9)
    if _ESCAPES.search(data[:_SNIFFED]):
        try:
            return Decoded(data.decode("iso2022_jp_ext"), "iso-2022-jp", 0.95)
        except UnicodeDecodeError:
            pass
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 1.0)
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _mixed(data)
    return _declared(data, declared) or _by_reading(data)


def report_decoding(decoded: Decoded, context: Context) -> None:
    """Tell the editor what is not certain about the encoding of a source."""
    if decoded.mixed:
        context.report(
            "encoding-mixed",
            "The file holds UTF-8 and windows-1252 side by side; each was read as what it is.",
        )
    elif decoded.sure < DOUBTFUL:
        context.report(
            "encoding-uncertain",
            f"The file does not say its encoding; {decoded.encoding} reads best, "
            "but letters with accents may be wrong.",
        )
    if decoded.lost:
        context.report(
            "encoding-damaged",
            f"{decoded.lost} bytes fit no encoding; the sign \ufffd stands for them.",
        )


def _told(data: bytes, encoding: str) -> Decoded:
    """Decode as told; what does not fit becomes U+FFFD and is counted."""
    try:
        return Decoded(data.decode(encoding), encoding, 1.0)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, 1.0, lost=text.count("\ufffd"))


def _wide(head: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 without a mark from where the NUL bytes stand."""
    if b"\0" not in head:
        return None
    nuls = [head[k::4].count(0) for k in range(4)]
    quarter = max(len(head) // 4, 1)
    if min(nuls[1:]) > quarter * (1 - _NUL_SHARE) and nuls[0] < quarter * _NUL_SHARE:
        return "utf-32-le"
    if min(nuls[:3]) > quarter * (1 - _NUL_SHARE) and nuls[3] < quarter * _NUL_SHARE:
        return "utf-32-be"
    even, odd = nuls[0] + nuls[2], nuls[1] + nuls[3]
    if odd > 2 * quarter * _NUL_SHARE and odd > 4 * even:
        return "utf-16-le"
    if even > 2 * quarter * _NUL_SHARE and even > 4 * odd:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    high = len(_HIGH.findall(data))
    inside = sum(map(len, _SEQUENCE.findall(data)))
    return inside > high * _MIXED_SHARE


def _mixed(data: bytes) -> Decoded:
    """Decode UTF-8 in which single bytes of windows-1252 stand."""
    parts: list[str] = []
    lost = single = 0
    at = 0
    for match in _STRAY.finditer(data):
        stray = match[1]
        if stray is None:
            continue
        parts.append(data[at : match.start()].decode("utf-8"))
        at = match.end()
        told = _windows(stray) if len(stray) <= _LONGEST_STRAY else None
        if told is None:
            parts.append("\ufffd")
            lost += len(stray)
        else:
            parts.append(told)
            single += len(stray)
    parts.append(data[at:].decode("utf-8"))
    return Decoded("".join(parts), "utf-8", 0.9 if single else 1.0, bool(single), lost)


def _windows(stray: bytes) -> str | None:
    try:
        return stray.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    name = declared.strip().strip("\"'").lower()
    try:
        encoding = codecs.lookup("cp1252" if name in _LATIN_1 else name).name
        if encoding.startswith("utf-8") or not getattr(
            codecs.lookup(encoding), "_is_text_encoding", True
        ):
            return None
        return Decoded(data.decode(encoding), _LABELS.get(encoding, encoding), 0.95)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _by_reading(data: bytes) -> Decoded:
    from stages.read.decode_legacy import best_encoding  # noqa: PLC0415 (seldom needed)

    encoding, sure = best_encoding(data)
    decoded = _told(data, encoding)
    return decoded._replace(encoding=_LABELS.get(encoding, encoding), sure=sure)
