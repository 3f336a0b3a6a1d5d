"""The words by which facts in the text are known: kinds, corrections, who says what, exchanges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from stages.release.fold import bare, fold

_OF_LANGUAGE = ("saying", "according", "pronouns", "relatives", "of_words", "titles")


class Saying(Struct, frozen=True):
    """How a language says who says something; folded words."""

    saying: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    """Words that end an office: who, when, in a statement."""
    of_words: tuple[str, ...] = ()
    """Words between an office and its organisation."""
    titles: tuple[str, ...] = ()
    """Words of offices, beside those of press contacts."""


class FactWords(Struct, frozen=True):
    """Folded words of all languages, each with what it stands for."""

    kinds: dict[str, str]
    kinds_inside: dict[str, str]
    corrections: dict[str, str]
    correction_sentences: tuple[str, ...]
    number_words: tuple[str, ...]
    media: dict[str, str]
    languages: dict[str, Saying]
    exchanges: dict[str, str]
    """Market identifier code (ISO 10383) of an exchange's name, empty where it is not certain."""
    schemes: dict[str, str]
    """What a code is called that belongs to no exchange; `symbol` for words that only announce."""


def exchange_key(name: str) -> str:
    """Return the name of an exchange without case, points, dashes and blanks."""
    return "".join(sign for sign in fold(name) if sign.isalnum() or sign == "&")


def empty_words() -> dict[str, Any]:
    """Return the compiled form before any language is added."""
    return {
        "kinds": {},
        "kinds_inside": {},
        "corrections": {},
        "correction_sentences": [],
        "number_words": [],
        "media": {},
        "languages": {},
        "exchanges": {},
        "schemes": {},
    }


def add_language(data: dict[str, Any], words: dict[str, Any]) -> None:
    """Add the facts of one language file to the compiled form."""
    for key in ("kinds", "kinds_inside", "corrections", "media"):
        for meaning, groups in (words.get(key) or {}).items():
            for term in _terms(groups):
                folded = fold(term) if key == "kinds_inside" else bare(fold(term))
                data[key].setdefault(folded, meaning)
    for key in ("correction_sentences", "number_words"):
        known = {fold(term) for term in _terms(words.get(key) or {})}
        data[key] = sorted({*data[key], *known})
    data["languages"][words["language"]] = {
        key: list(dict.fromkeys(fold(term) for term in _terms(words.get(key) or [])))
        for key in _OF_LANGUAGE
    }


def add_exchanges(data: dict[str, Any], file: Path, load: Any) -> None:
    """Add the table of exchanges to the compiled form."""
    table = load(file.read_text("utf-8"))
    for row in table["exchanges"]:
        for term in _terms({key: value for key, value in row.items() if key != "mic"}):
            data["exchanges"].setdefault(exchange_key(term), row.get("mic") or "")
    for scheme, groups in table["schemes"].items():
        for term in _terms(groups):
            data["schemes"].setdefault(exchange_key(term), scheme)


def _terms(groups: dict[str, list[str]] | list[str]) -> list[str]:
    """Return the terms of all groups of evidence."""
    if isinstance(groups, list):
        return [str(term) for term in groups]
    return [str(term) for terms in groups.values() for term in terms]
