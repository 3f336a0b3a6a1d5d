"""Words of all languages by what they are for, and patterns that hold such words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.pattern import lazily
from stages.release.fold import eastern, fold

KEYS = (
    "articles",
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
    "midnight",
    "morning_editions",
    "name_ends",
    "name_particles",
    "news_words",
    "noon",
    "not_embargoed",
    "not_in_names",
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


def worded(template: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern with words of the lexicon in it, made at its first use.

    `<<articles>>` stands for any word of that list, `<<a|b>>` for any of several lists, whole words
    in scripts that part words. Before the name may stand `^` for words with a capital, `!` for
    words in capitals, `~` for words without regard to points and blanks, `-` for words right
    behind a number too, and `+` for words anywhere in another.
    """
    return lazily(lambda: _SLOT.sub(_alternatives, template), flags)


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
