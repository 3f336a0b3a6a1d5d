"""Letters that left another sign behind."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.tree import Block
from stages.clean.residues import ALPHABETS, ENDINGS, LETTERS, QUOTE_LETTER
from stages.clean.tongue import tongue_of
from stages.clean.witnesses import FEWEST, LETTER, Seen, word_around

_LONE_QUOTE = lazily(r"(?<=[^\W\d_])[ \u00a0](?P<sign>[\"¨])[ \u00a0](?P<next>[^\W\d_]+)")
_AFTER_E = "un una uno il la lo stato stata in di anche già nato nata"
_IT_AFTER_E = frozenset(_AFTER_E.split())
_END_AFTER_LOSS = lazily(r"[^\W\d_][©§±¼¶¤¨][^\W\d_]{1,12}(?P<last>[©§±¼¶¤¨])(?!\w)")
_LAST_LETTER = lazily(r"\b[^\W\d_]+[¹²¬]")
_LAST_SIGN = lazily(r"[¹²¬]")
_NOT_INSIDE = frozenset("\u00a0²³¹®ªº·«»°")
_INTACT = "the word stands intact elsewhere"


def _quote_letter(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    """Find `"` for è in Italian: alone in its paragraph, before a word that follows `è`."""
    if text.count('"') != 1 and "¨" not in text:
        return
    if tongue_of([text]) != "it":
        return
    for match in _LONE_QUOTE.finditer(text):
        if match["next"].lower() not in _IT_AFTER_E:
            continue
        if match["sign"] == "¨" or seen.proven:
            why = (
                f"alone in its paragraph, and Italian says “{QUOTE_LETTER} {match['next']}”; the"
                " document lost other signs in the same way"
            )
            yield Edit(*match.span("sign"), QUOTE_LETTER, "lost-letter", why)


def _letters(_block: Block, text: str, seen: Seen) -> Iterator[Edit]:
    if not LETTER.search(text) and not _LAST_SIGN.search(text):
        return
    alphabet = ALPHABETS.get(seen.language or "", "")
    if not alphabet:
        return
    for match in LETTER.finditer(text):
        sign = match[0]
        letter = LETTERS[sign].lower()
        if sign in _NOT_INSIDE or letter not in alphabet:
            continue
        before, after = text[match.start() - 1], text[match.end()]
        if not (before.islower() or match.start() == 1 or text[match.start() - 2].isspace()):
            continue
        word = word_around(text, match.start())
        intact = word.replace(sign, letter).lower() in seen.words
        if after.islower() and (intact or seen.letters >= FEWEST):
            witness = (
                _INTACT
                if intact
                else "signs stand inside several words as they do where letters were lost"
            )
            why = f"no word has this sign inside: {witness}"
            yield Edit(*match.span(), letter, "lost-letter", why)
    for match in _END_AFTER_LOSS.finditer(text):
        sign = match["last"]
        letter = LETTERS[sign].lower()
        if letter in alphabet and sign not in _NOT_INSIDE:
            why = "no word has this sign inside, and this one lost two letters so"
            yield Edit(*match.span("last"), letter, "lost-letter", why)
    endings = ENDINGS.get(seen.language or "", frozenset())
    for match in _LAST_LETTER.finditer(text):
        if match[0].lower() in endings:
            why = "the word is known, and ends with a letter of which this sign is left"
            yield Edit(match.end() - 1, match.end(), LETTERS[match[0][-1]], "lost-letter", why)


RULES = ((frozenset('"¨'), _quote_letter), (frozenset(LETTERS), _letters))
"""The rules in their order, each with the signs of which one must stand in the text."""
