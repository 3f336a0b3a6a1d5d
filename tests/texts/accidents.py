"""Accidents that happen to text on its way: bytes read in a wrong encoding, signs lost, escapes.

Each accident is what a program does, not what a repair undoes: it encodes, decodes, strips or
escapes sound text. Some lose what nobody can put back; of those only harm is counted.
"""

from __future__ import annotations

import html
import json
import quopri
import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial
from html.entities import codepoint2name
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.texts.passages import passages

HERE = Path(__file__).parent
_HIDDEN = ("\u200b", "\ufeff", "\u2060")
_BULLETS = ("\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc")
_LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ"}
_PLACES = {
    "en": "EASTPORT, March 3, 2026 /Wire/ – ",
    "de": "GÖRLITZ, 3. März 2026 (Bote) – ",
    "fr": "BREST, le 3 mars 2026 (Bote) – ",
    "it": "GENOVA, 3 marzo 2026 (Bote) – ",
    "es": "CÁDIZ, 3 de marzo de 2026 (Bote) – ",
    "pt": "SETÚBAL, 3 de março de 2026 (Bote) – ",
    "nl": "VLISSINGEN, 3 maart 2026 (Bote) – ",
    "pl": "ŁEBA, 3 marca 2026 (Bote) – ",
}


class Accident(NamedTuple):
    """What happened to a text; `text` is what it was."""

    kind: str
    language: str
    text: str
    received: str


def _read_as(encoding: str, text: str) -> str:
    """Read UTF-8 as a one-byte encoding; bytes that it leaves open become C1 controls."""
    return "".join(_one(bytes([byte]), encoding) for byte in text.encode("utf-8"))


def _one(byte: bytes, encoding: str) -> str:
    try:
        return byte.decode(encoding)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def _read_wide(encoding: str, text: str) -> str:
    return text.encode("utf-8").decode(encoding, "replace")


def _written_in(encoding: str, text: str) -> str:
    """Write in an older encoding, read as windows-1252; a text it cannot write stays."""
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return text
    return "".join(_one(bytes([byte]), "cp1252") for byte in data)


def _without_c1(text: str) -> str:
    return re.sub("[\x80-\x9f]", "", _read_as("latin-1", text))


def _stripped(text: str) -> str:
    """Keep of UTF-8 read as windows-1252 what is no letter beyond ASCII, nor a euro sign."""
    read = _read_as("cp1252", text)
    return "".join(c for c in read if c < "\x7f" or not (c.isalpha() or c == "€" or c < "\xa0"))


def _entities(text: str) -> str:
    return "".join(c if c < "\x7f" and c not in "&<>" else _entity(c) for c in text)


def _entity(c: str) -> str:
    name = codepoint2name.get(ord(c))
    return f"&{name};" if name else f"&#{ord(c)};"


def _escaped_marks(text: str) -> str:
    return json.dumps(text)[1:-1].replace('\\"', '"').replace("\\n", "\n")


def _quoted(text: str) -> str:
    return quopri.encodestring(text.encode("utf-8")).decode("ascii")


def _marks_lost(text: str) -> str:
    """Write windows-1252 and read it as Latin-1: quotation marks and dashes become C1 controls."""
    return "".join(_one(c.encode("cp1252"), "latin-1") if _has(c) else c for c in text)


def _has(c: str) -> bool:
    try:
        return len(c.encode("cp1252")) == 1
    except UnicodeEncodeError:
        return False


def _fixed(text: str) -> str:
    """Put fixed spaces between some words, then read them alone as windows-1252."""
    chance = random.Random(len(text))  # noqa: S311 (test data)
    return re.sub(" ", lambda _: " " if chance.random() < 0.7 else "Â\u00a0", text)


def _sprinkled(signs: tuple[str, ...], text: str) -> str:
    chance = random.Random(len(text))  # noqa: S311 (test data)
    return "".join(
        c + (chance.choice(signs) if c.isalpha() and c.isascii() and chance.random() < 0.1 else "")
        for c in text
    )


def _bulleted(text: str) -> str:
    return f"{_BULLETS[len(text) % 4]} {text}"


def _ligated(text: str) -> str:
    for letters, sign in _LIGATURES.items():
        text = text.replace(letters, sign)
    return text


def _half(change: Callable[[str], str], text: str) -> str:
    """Let an accident happen to the first of two paragraphs."""
    return f"{change(text)}\n\n{text}"


_cp1252 = partial(_read_as, "cp1252")
MENDABLE: dict[str, Callable[[str], str]] = {
    "UTF-8 read as windows-1252": _cp1252,
    "UTF-8 read as Latin-1": partial(_read_as, "latin-1"),
    "UTF-8 read as Mac Roman": partial(_read_as, "mac_roman"),
    "UTF-8 read as CP437": partial(_read_as, "cp437"),
    "UTF-8 read as windows-1250": partial(_read_as, "cp1250"),
    "UTF-8 read as windows-1251": partial(_read_as, "cp1251"),
    "UTF-8 read as KOI8-R": partial(_read_as, "koi8-r"),
    "UTF-8 read as windows-1252 twice": lambda text: _cp1252(_cp1252(text)),
    "one paragraph of two": partial(_half, _cp1252),
    "windows-1252 read as Latin-1": _marks_lost,
    "entities": _entities,
    "entities escaped again": lambda text: html.escape(_entities(text), quote=False),
    "quoted-printable left": _quoted,
    "escapes of JSON left": _escaped_marks,
    "fixed spaces as Â": _fixed,
    "soft hyphens": partial(_sprinkled, ("\u00ad",)),
    "signs without width, BOM inside": partial(_sprinkled, _HIDDEN),
    "loose accents": partial(unicodedata.normalize, "NFD"),
    "ligatures": _ligated,
    "bullets of symbol fonts": _bulleted,
}
"""Accidents after which the text can be put back whole."""
LEGACY: dict[str, tuple[str, ...]] = {
    "windows-1250 read as windows-1252": ("cp1250", "pl"),
    "windows-1251 read as windows-1252": ("cp1251", "ru"),
    "KOI8-R read as windows-1252": ("koi8-r", "ru"),
    "Mac Roman read as windows-1252": ("mac_roman", "en", "de", "fr", "it", "es", "pt", "nl"),
    "CP850 read as windows-1252": ("cp850", "de", "fr", "it", "es"),
}
"""Whole texts in an older encoding: the encoding, and the languages written in it."""
LOSSY: dict[str, Callable[[str], str]] = {
    "C1 controls lost": _without_c1,
    "all but ASCII lost": lambda text: text.encode("ascii", "ignore").decode(),
    "? for all but ASCII": lambda text: text.encode("ascii", "replace").decode(),
    "letters of the wrong reading lost": _stripped,
    "UTF-8 read as Shift-JIS": partial(_read_wide, "shift_jis"),
    "UTF-8 read as EUC-KR": partial(_read_wide, "euc_kr"),
    "UTF-8 read as GBK": partial(_read_wide, "gbk"),
    "windows-1252 read as UTF-8": lambda text: text.encode("cp1252", "replace").decode(
        "utf-8", "replace"
    ),
}
"""Accidents that lose something, or leave what may be meant; a repair must do no harm."""


@cache
def bases() -> list[tuple[str, str]]:
    """Return (language, text) of sound prose: passages of one line, and sentences in pairs."""
    found = [(told, text) for told, text in passages() if "\n" not in text and told != "other"]
    sentences = yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8"))
    for language, lines in sentences.items():
        for number in range(0, len(lines) - 1, 3):
            space = "" if language in {"ja", "zh"} else " "
            text = _PLACES.get(language, "") + space.join(lines[number : number + 2])
            found.append((language, text))
    return found


@cache
def accidents() -> list[Accident]:
    """Return every accident to every text that it changes."""
    found: list[Accident] = []
    for language, text in bases():
        for kind, change in (MENDABLE | LOSSY).items():
            whole = f"{text}\n\n{text}" if kind == "one paragraph of two" else text
            whole = f"• {text}" if kind == "bullets of symbol fonts" else whole
            received = change(text)
            if received not in {whole, ""}:
                found.append(Accident(kind, language, whole, received))
        for kind, (encoding, *languages) in LEGACY.items():
            if language in languages:
                found.append(Accident(kind, language, text, _written_in(encoding, text)))
    return [accident for accident in found if accident.received != accident.text]
