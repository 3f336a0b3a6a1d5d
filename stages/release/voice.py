"""How a language says who says something, made ready for matching once a language."""

from __future__ import annotations

import re
from functools import cache

from pipeline.pattern import lazily
from stages.release.fact_words import Saying
from stages.release.lexicon import lexicon

_STEM = 5
_OTHER_LETTERS = frozenset(["ar", "ja", "ko", "ru", "zh"])
_ENGLISH = (
    "ceo",
    "cfo",
    "coo",
    "cto",
    "cmo",
    "director",
    "manager",
    "president",
    "officer",
    "head",
)
"""Offices that companies name in English whatever language they write."""
_CUTS = frozenset(["who", "qui", "que", "che", "quien"])


class Voice:
    """The words of one language, as sets and patterns."""

    def __init__(self, language: str, says: Saying, offices: tuple[str, ...]) -> None:
        """Make the words ready; `language` is the code without a region."""
        self.language = language
        every = (*says.titles, *offices)
        self.titles = frozenset(every)
        self.long_titles = tuple(word for word in says.titles if len(word) > _STEM)
        self.phrases = tuple(word for word in every if " " in word)
        self.relatives = frozenset(says.relatives)
        self.clauses = tuple(f" {word} " for word in says.relatives if " " in word)
        self.of_words = says.of_words
        self.pronouns = frozenset(says.pronouns)
        self.saying = says.saying
        self.verb = _any_of(says.saying)
        """A verb of saying as a word of its own."""
        self.according = _any_of(says.according)
        self.verb_within = lazily("|".join(map(re.escape, says.saying)) or r"(?!)")
        """A verb of saying wherever it stands, for scripts that do not part words."""
        self.longest_titles = tuple(sorted(says.titles, key=lambda word: (-len(word), word)))

    def ends_office(self, word: str) -> bool:
        """Tell whether a word within an office opens a clause: while, who."""
        folded = word.casefold()
        return folded in self.relatives and (len(folded) >= _STEM or folded in _CUTS)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return lazily(r"(?!)")
    ordered = sorted(words, key=lambda word: (-len(word), word))
    parts = "|".join(
        re.escape(word).replace("'", "['’]").replace("ss", "(?:ss|ß)") for word in ordered
    )
    return lazily(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)


@cache
def voice(language: str) -> Voice:
    """Return the words of a language; of one that is not known, those of English."""
    languages = lexicon().facts.languages
    code = language.partition("-")[0].lower()
    code = code if code in languages else "en"
    says, offices = languages[code], lexicon().offices.get(code, ())
    if code not in _OTHER_LETTERS and code != "en":
        offices = (*offices, *_ENGLISH)
    return Voice(code, says, offices)
