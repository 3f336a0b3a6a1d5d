"""Words of all languages by what they are for, and patterns that hold such words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.pattern import lazily
from stages.release.fold import eastern, fold

KEYS = (
    "articles",
    "ask_ends",
    "ask_words",
    "clock",
    "company_forms",
    "contact_fields",
    "contact_names",
    "credits",
    "date_lead",
    "date_of",
    "date_tail",
    "genitives",
    "hanging",
    "issuer_labels",
    "meta_fields",
    "midnight",
    "morning_editions",
    "name_ends",
    "name_particles",
    "news_words",
    "noon",
    "not_embargoed",
    "not_in_names",
    "office_holders",
    "ordinals",
    "organ_of",
    "organisation_endings",
    "organisation_heads",
    "organisation_words",
    "organs",
    "person_titles",
    "place_joins",
    "place_particles",
    "sentence_openers",
    "source_fields",
    "source_tails",
    "street_words",
    "subheadline_marks",
    "subject_endings",
    "verbs",
    "verbs_first",
    "wire_ends",
    "wire_marks",
    "wire_words",
)
"""The lists of a language file that are read together, whatever language a release is in."""

_SLOT = re.compile(r"<<([\^~+!-]*)([a-z_.|]+)>>")
_WORD = re.compile(r"\w")
_TOKEN = re.compile(r"\w+")
_SQUEEZED = re.compile(r"[.\s]+")


def empty_lists() -> dict[str, list[str]]:
    """Return a list for every key; keys with groups get theirs as they come, as `clock.am`."""
    return {key: [] for key in KEYS}


def add_lists(lists: dict[str, list[str]], words: Mapping[str, Any]) -> None:
    """Add the words of one language file."""
    for key in KEYS:
        for name, word in _flat(key, words.get(key) or ()):
            known = lists.setdefault(name, [])
            if word not in known:
                known.append(word)


def _flat(key: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield (name of the list, word): evidence is left out, groups become part of the name."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            known = name in {"seen", "templates", "memory", "elsewhere"}
            yield from _flat(key if known else f"{key}.{name}", inner)
    elif isinstance(value, list | tuple):
        for word in value:
            yield key, str(word)


def words_of(*keys: str) -> frozenset[str]:
    """Return the folded words of some lists."""
    return _folded(keys)


@cache
def _folded(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word) for key in keys for word in _list(key))


def _list(key: str) -> tuple[str, ...]:
    from stages.release.lexicon import lexicon  # noqa: PLC0415 (it reads these lists)

    return lexicon().lists.get(key, ())


def worded(template: str, flags: int = 0, *, needs: str = "") -> re.Pattern[str]:
    """Return a pattern with words of the lexicon in it, made at its first use.

    `<<articles>>` stands for any word of that list, `<<a|b>>` for any of several lists, whole words
    in scripts that part words. Before the name may stand `^` for words with a capital, `!` for
    words in capitals, `~` for words without regard to points and blanks, `-` for words right
    behind a number too, and `+` for words anywhere in another. `needs` are lists, written in the
    same way, of which a word stands in every text that the pattern is found in: where none does,
    the pattern is not even made. That must hold of every way through the pattern: what it finds
    may not hang on whether it was made before.
    """
    found = _SLOT.fullmatch(needs)
    may = partial(_may, found[1], found[2], bool(flags & re.IGNORECASE)) if found else None
    return lazily(lambda: _SLOT.sub(_alternatives, template), flags, may=may)


def _may(mode: str, keys: str, caseless: bool, text: str) -> bool:  # noqa: FBT001 (partial)
    """Tell whether one of the words may stand in a text, by its words and not by a pattern."""
    whole, parts = _needed(mode, keys, caseless)
    plain = _plain(text, caseless)
    if not whole.isdisjoint(_TOKEN.findall(plain)):
        return True
    squeezed = _SQUEEZED.sub("", plain) if "~" in mode else plain
    return any(part in squeezed for part in parts)


@cache
def _needed(mode: str, keys: str, caseless: bool) -> tuple[frozenset[str], tuple[str, ...]]:  # noqa: FBT001 (cached)
    """Return the words that are words of a text, and those that may be less or more than one."""
    words = {_plain(word, caseless) for key in keys.split("|") for word in _list(key)}
    whole = {word for word in words if _edged(word, mode)}
    others = {_SQUEEZED.sub("", word) if "~" in mode else word for word in words - whole}
    return frozenset(whole), tuple(others)


def _edged(word: str, mode: str) -> bool:
    bounded = "+" not in mode and "-" not in mode and not eastern(word)
    return bounded and _TOKEN.fullmatch(word) is not None


def _plain(text: str, caseless: bool) -> str:  # noqa: FBT001 (one call each way)
    text = text.replace("’", "'")
    return text.replace("İ", "i").casefold() if caseless else text


def _alternatives(slot: re.Match[str]) -> str:
    keys = slot[2].split("|")
    words = {word for key in keys for word in _list(key)}
    if "^" in slot[1]:
        words = {word[:1].upper() + word[1:] for word in words}
    if "!" in slot[1]:
        words = {word.upper() for word in words}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    if not ordered:
        return r"(?!)"
    parts = []
    edged = (_pattern(word, slot[1]) for word in ordered)
    for (first, last), run in groupby(edged, itemgetter(0, 2)):
        inner = "|".join(escaped for _, escaped, _ in run)
        parts.append(f"{first}(?:{inner}){last}" if first or last else inner)
    return f"(?:{'|'.join(parts)})"


def _pattern(word: str, mode: str) -> tuple[str, str, str]:
    """Return one word as a pattern between the edges that its script has.

    The words of a run that have the same edges share them: they are compiled in less time.
    """
    plain = word.rstrip(".") if "~" in mode else word
    escaped = re.escape(plain).replace("'", "['’]")
    if "~" in mode:
        escaped = escaped.replace(r"\.", r"\.?").replace(r"\ ", r"\s?")
    if "+" in mode or eastern(plain):
        return "", escaped, ""
    first = r"\b" if "-" not in mode and _WORD.match(plain[:1]) else ""
    last = r"\b" if _WORD.match(plain[-1:]) else ""
    return first, escaped, last
