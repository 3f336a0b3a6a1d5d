"""The compiled words of releases, loaded once, and the labels found with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.pattern import lazily
from stages.release.fact_words import FactWords
from stages.release.fold import bare, fold, spaceless

_FILE = Path(__file__).parent / "lexicon" / "lexicon.json"
_LONGEST_LABEL = 90
_MOST_WORDS = 11
_COLON = lazily(r":|：|\t\s*[:：]|\t\t*")
_GLUED_LABEL = lazily(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=[A-Z][a-z])")


Entry = tuple[str, str, int]
"""Role, language, and whether the words prove nothing by themselves."""


class Wire(Struct, frozen=True):
    """A service that carries releases."""

    name: str
    hosts: tuple[str, ...]
    marks: tuple[str, ...] = ()
    id: str = ""
    text_id: str = ""
    cased: bool = False


class Distributor(Struct, frozen=True):
    """Who hands copy on without being the wire."""

    name: str
    hosts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Places(Struct, frozen=True):
    """Cities that stand alone in a dateline, and regions that stand behind a place."""

    alone: frozenset[str]
    regions: frozenset[str]
    articled: frozenset[str]
    """Places that begin with a word that otherwise opens a sentence: Las Vegas."""


class Language(Struct, frozen=True):
    """What the lexicon knows of one language beside its terms."""

    name: str
    stopwords: frozenset[str]
    definitions: tuple[str, ...]
    """Folded words between a name and what it is, as a boilerplate without heading begins."""
    openers: frozenset[str] = frozenset()
    """Folded words that open a sentence, and no name."""
    script: tuple[str, str, float] | None = None
    """First and last sign of its own script, and the share of letters in it that tells it."""
    country: str | None = None
    """Where its releases come from as a rule, when that is one country."""
    capital_nouns: bool = False
    """All nouns are written with a capital, so that a capital marks no name."""
    month_first: bool = False
    """3/4/2026 is the fourth of March."""
    day_first_regions: tuple[str, ...] = ()
    """Regions where it is the third of April all the same."""


class Label(Struct, frozen=True):
    """What a line's first words, or all of them, are known as."""

    role: str
    language: str
    weak: bool
    """The words mean something else too, so that they prove nothing by themselves."""
    form: str
    """`alone`, `colon` (label: value) or `run` (the label opens a longer line)."""
    rest: str
    """What follows the label in the line, as written."""


class Lexicon(Struct, frozen=True):
    """All languages together; a frame may be in another language than the body."""

    languages: dict[str, Language]
    terms: dict[str, tuple[Entry, ...]]
    before: dict[str, tuple[Entry, ...]]
    after: dict[str, tuple[Entry, ...]]
    months: dict[str, int]
    weekdays: dict[str, int]
    desks: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    zone_words: dict[str, str]
    eras: dict[str, int]
    """Names of eras, and the year before the first of each."""
    liability: tuple[str, ...]
    """Folded words of a sentence that says who does not answer for the text."""
    wires: tuple[Wire, ...]
    distributors: tuple[Distributor, ...]
    places: Places
    facts: FactWords
    lists: dict[str, tuple[str, ...]]
    """Words by what they are for; `word_lists.py` makes patterns of them."""

    def labels(self, line: str) -> list[Label]:
        """Return what a line's words are known as, the longest label first."""
        folded = fold(line[: 4 * _LONGEST_LABEL])
        plain = bare(folded)
        if len(folded) <= _LONGEST_LABEL:
            found = self._named(folded, "alone", "") or self._named(plain, "alone", "")
            if found:
                return found
        colon = _COLON.search(line, 0, _LONGEST_LABEL)
        if colon:
            head = bare(fold(line[: colon.start()]))
            found = self._named(head, "colon", line[colon.end() :].strip())
            if found:
                return found
        return self._opening(line, folded) or self._about(line, plain) or self._glued(line)

    def _glued(self, line: str) -> list[Label]:
        """Return what a label is known as that a lost line end joined to a name: `ContactMila`."""
        cut = _GLUED_LABEL.match(line)
        return self._named(bare(fold(cut[0])), "colon", line[cut.end() :]) if cut else []

    def _named(self, key: str, form: str, rest: str) -> list[Label]:
        return _labels(self.terms.get(key, ()), form, rest)

    def _opening(self, line: str, folded: str) -> list[Label]:
        """Return the labels that the longest known opening of a line stands for."""
        if not folded.isascii() and spaceless(folded.lstrip("【■◆●○□<[(")):
            lead = len(folded) - len(folded.lstrip("【■◆●○□<[( "))
            for size in range(14, 2, -1):
                known = folded[lead : lead + size]
                if known in self.terms:
                    return self._named(known, "run", _rest(line, lead + size))
            return []
        if bare(folded.partition(" ")[0]) not in _first_words():
            return []
        words = folded.split(" ", _MOST_WORDS)
        for size in range(min(_MOST_WORDS, len(words)), 0, -1):
            known = bare(" ".join(words[:size]))
            if known in self.terms:
                rest = line.split(None, size)
                tail = rest[size] if len(rest) > size else ""
                return self._named(known, "run", tail.strip(" :-–—"))
        return []

    def _about(self, line: str, plain: str) -> list[Label]:
        """Return the labels with a name in them: `About X`, `X im Profil`."""
        first = plain.partition(" ")[0]
        known = first in _openers() or first.rstrip(" :") in _openers()
        words = plain.split(" ", 4) if known else [plain]
        for size in range(min(4, len(words) - 1), 0, -1):
            entries = self.before.get(" ".join(words[:size]).rstrip(" :"))
            if entries:
                start = len(line) - len(line.lstrip(" *_#■◆●【["))
                rest = line[start:].split(None, size)
                return _labels(entries, "run", rest[size].strip(" *_:：】]"))
        if not plain.isascii() and (spaceless(plain) or plain[:2] in {"关于", "關於"}):
            for size in (4, 3, 2):
                entries = self.before.get(plain[:size])
                if entries:
                    at = line.find(plain[0]) if plain[0] in line else 0
                    return _labels(entries, "run", line[at + size :].strip(" 】"))
        if len(plain) <= _LONGEST_LABEL and plain.endswith(_tails()):
            for tail, entries in self.after.items():
                if plain.endswith(tail) and len(plain) > len(tail):
                    name = line.strip(" *_#■◆●【】[]:：")[: -len(tail)].strip()
                    return _labels(entries, "run", name)
        return []

    def disclaims(self, line: str) -> bool:
        """Tell whether a line says that someone does not answer for the text."""
        folded = fold(line)
        return any(words in folded for words in self.liability)

    def wire_of_mark(self, mark: str) -> Wire | None:
        """Return the service whose mark stands between slashes or brackets."""
        exact = _exact_marks().get(mark)
        return exact or _marks().get(fold(mark).strip(" .-"))

    def wire_of_host(self, host: str) -> Wire | None:
        """Return the service a host belongs to."""
        host = host.lower().removeprefix("www.")
        for wire in self.wires:
            if any(host == known or host.endswith("." + known) for known in wire.hosts):
                return wire
        return None


def _labels(entries: Iterable[Entry], form: str, rest: str) -> list[Label]:
    return [Label(role, language, bool(weak), form, rest) for role, language, weak in entries]


def _rest(line: str, size: int) -> str:
    return line.strip()[size:].strip(" :：】]>-–—")


@cache
def lexicon() -> Lexicon:
    """Return the lexicon; it is read from its file once a process."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Lexicon)


@cache
def _tails() -> tuple[str, ...]:
    return tuple(lexicon().after)


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all terms: most lines begin with none of them."""
    return frozenset(bare(term.split(" ", 1)[0]) for term in lexicon().terms)


@cache
def _openers() -> frozenset[str]:
    """Return the first words of what stands before a name: `about`, `informationen` (über)."""
    return frozenset(words.split(" ", 1)[0] for words in lexicon().before)


@cache
def _marks() -> dict[str, Wire]:
    return {fold(mark).strip(" .-"): wire for wire in lexicon().wires for mark in wire.marks}


@cache
def _exact_marks() -> dict[str, Wire]:
    return {mark: wire for wire in lexicon().wires for mark in wire.marks}
