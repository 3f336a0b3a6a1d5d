"""Make characters, addresses and language tags safe to stand in XHTML and XML."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from pipeline.pattern import lazily

_FORBIDDEN = lazily(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_SPECIAL = lazily('[&<>"\r]|' + _FORBIDDEN.pattern)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_LANGUAGE = lazily(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "sms", "geo"})
_HOST = lazily(r"([^\s<>\"\\^`{|}%\[\]#?/@:]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
_LINE_ENDS = lazily("[\t\r\n]")
_STRAY_PERCENT = lazily(r"%(?![0-9A-Fa-f]{2})")
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"}
)
_RTL_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"})


def escape(text: str) -> str:
    """Return text with the signs of markup named; characters that XML forbids become U+FFFD."""
    if _SPECIAL.search(text) is None:
        return text
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0], "\ufffd"), text)


def plain(text: str) -> str:
    """Return text in which every character that XML forbids is U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return text with every run of white space made one space."""
    return " ".join(plain(text).split())


def web_address(url: str) -> str | None:
    """Return an address as a valid absolute URL, or None where a copy must not link to it.

    Allowed are http(s), ftp, mailto, tel, sms and geo. Everything else (scripts, files, `data:`,
    fragments and relative addresses, which lead nowhere from a copy) is not linked.
    """
    url = _LINE_ENDS.sub("", url).strip()
    scheme, colon, _ = url.partition(":")
    if not colon or scheme.lower() not in _SCHEMES:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme in {"http", "https", "ftp"}:
        host = parts.netloc.rpartition("@")[2]
        if not _HOST.fullmatch(host):
            return None
        fragment = parts.fragment.replace("#", "%23")
        url = url.partition("#")[0] + (f"#{fragment}" if fragment else "")
        head, _, rest = url.partition("//")
        netloc, slash, path = rest.partition("/")
        return f"{head}//{_quoted(netloc, '[]')}{slash}{_quoted(path)}"
    return _quoted(url)


def _quoted(part: str, more: str = "") -> str:
    """Percent-encode what a URL may not hold; letters of other scripts stay (an IRI)."""
    part = _STRAY_PERCENT.sub("%25", plain(part))
    return "".join(
        sign if ord(sign) > 0xA0 else quote(sign, safe="/:?#@!$&'()*+,;=~%-._" + more)  # noqa: PLR2004 (above Latin-1 controls)
        for sign in part
    )


def language_tag(language: str | None) -> str | None:
    """Return a BCP 47 tag that is well formed, or None."""
    if language is None:
        return None
    language = language.strip().replace("_", "-")
    return language if _LANGUAGE.fullmatch(language) else None


def direction_of(language: str | None) -> str:
    """Return `rtl` or `ltr`, the direction a language is written in."""
    subtags = (language or "").lower().split("-")
    if any(subtag in _RTL_SCRIPTS for subtag in subtags[1:]):
        return "rtl"
    if any(subtag == "latn" for subtag in subtags[1:]):
        return "ltr"
    return "rtl" if subtags[0] in _RTL_LANGUAGES else "ltr"
