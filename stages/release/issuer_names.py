"""Names of issuers: spelled out, told from common words, and as the text writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.pattern import lazily
from stages.release.contacts import ORGANISATION
from stages.release.dates import find_date
from stages.release.fold import fold, squeezed
from stages.release.reading import Reading, Row
from stages.release.word_lists import words_of

_LONGEST = 80
_MOST_WORDS = 8


def is_dated(reading: Reading, name: str) -> bool:
    """Tell whether a name is a day: Updated November 11."""
    found = find_date(name, reading.words) if any(map(str.isdecimal, name)) else None
    return found is not None and found.day is not None


def spelled_out(reading: Reading, name: str) -> str:
    """Return the name in front of `(ACR)` where the issuer is known by its initials."""
    if " " in name or not 2 < len(name) <= 8 or sum(map(str.isupper, name)) < 2:  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return name
    for row in reading.live:
        at = row.line.find(f"({name})")
        if at < 0:
            continue
        words = row.line[:at].split()
        taken: list[str] = []
        for word in reversed(words[-_MOST_WORDS:]):
            if not (word[:1].isupper() or small(word)) or word.endswith((".", ",", ":", ";", "–")):
                break
            taken.insert(0, word)
        while taken and (small(taken[0]) or fold(taken[0]) in words_of("articles")):
            taken.pop(0)
        if len(taken) > 1 and not words_of("genitives") & set(taken):
            return " ".join(taken)
    return _by_initials(reading, name) or name


def small(word: str) -> bool:
    """Tell whether a word is written small inside names."""
    return word.lower() in words_of("name_particles")


def _by_initials(reading: Reading, name: str) -> str | None:
    """Return the first words whose initials are the name: `HTA` of Harbour Towns Association.

    A German genitive (`des Amtes für ...`) is not how a name is written by itself.
    """
    if not name.isalpha():
        return None
    signs = [f"[{sign.lower()}{sign.upper()}]" for sign in name]
    signs[0] += r"(?<!\w.)(?<!\b[Dd]es\s.)"
    run = re.compile(r"\s".join(rf"{sign}[\w’'-]+" for sign in signs) + r"\b")
    for row in reading.live:
        for match in run.finditer(row.line):
            words = match[0].split()
            before = row.line[: match.start()].rpartition(" ")[0].rpartition(" ")[2]
            if before.lower() in words_of("genitives"):
                continue
            capital = words[0][:1].isupper() and words[-1][:1].isupper()
            if capital and all(word[:1].isupper() or small(word) for word in words):
                return match[0]
    return None


def with_head(name: str, rows: list[Row]) -> str:
    """Return a name with the word that says what it is before it, where the opening has it."""
    for row in rows:
        before = row.line[: max(row.line.find(name), 0)].rpartition(" ")[0].rpartition(" ")[2]
        if before in words_of("organisation_heads"):
            return f"{before} {name}"
    return name


def as_in_text(reading: Reading, name: str) -> str:
    """Return a name in capitals as the text writes it."""
    if not name.isupper() or len(name) > _LONGEST:
        return name
    written = re.compile(re.escape(name), re.IGNORECASE)
    found = (m[0] for row in reading.live for m in written.finditer(row.line))
    return next((one for one in found if not one.isupper()), name)


def is_body(reading: Reading, name: str) -> bool:
    """Tell whether a subject may be a body where every noun has a capital: told by a witness."""
    language = reading.words.languages.get((reading.facts.get("language") or "")[:2])
    if language is None or not language.capital_nouns or ORGANISATION.search(name):
        return True
    key = squeezed(name)
    told = [line for row in reading.live if row.role == "contact" for line in row.lines()]
    return (
        key in squeezed(" ".join(hosts_of(reading)))
        or any(key == squeezed(re.split(r"[,(|]", line)[0]) for line in told)
        or sum(map(str.isupper, name)) > len(name.split())
        or name[:1] in "„“«"
        or not words_of("genitives") & set(name.split())
    )


def again(reading: Reading, name: str, row: Row) -> bool:
    """Tell whether a single word stands as a name again: in an address, or inside a sentence."""
    if squeezed(name) in squeezed(" ".join(hosts_of(reading))):
        return True
    language = reading.words.languages.get((reading.facts.get("language") or "")[:2])
    if language is not None and language.capital_nouns:
        return False
    inside = lazily(rf"[a-zà-ÿа-я,]\s{re.escape(name)}\b")
    return any(inside.search(other.line) for other in reading.live if other is not row)


def hosts_of(reading: Reading) -> Iterator[str]:
    """Yield the hosts of all addresses in the copy, linked or written out."""
    for row in reading.live:
        for link in row.links():
            yield re.sub(r"^\w+:(?://)?([^/?]*).*", r"\1", link.url)
        if "@" in row.text or "://" in row.text or "www." in row.text:
            yield from re.findall(r"(?:https?://|www\.|@)([\w.-]+)", row.text)


@cache
def bodies() -> frozenset[str]:
    """Return words of organisations that are long enough to be told inside another word."""
    return frozenset(word for word in words_of("organisation_words") if len(word) > 4)  # noqa: PLR2004 (shorter ones stand in names of people)
