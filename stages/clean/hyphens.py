"""A hyphen at a line end: part of the word, or set there by whoever broke the line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from pipeline.pattern import lazily

Verdict = Literal["drop", "keep", "open", "unsure"]
"""`drop` the hyphen, `keep` it, keep it with a space after it, or keep it and say so."""

HYPHENS = "-\u2010\u00ad"
_WORD = lazily(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LINE_END = lazily(r"[-\u2010\u00ad][ \t]*\r?\n\s*")
_LEFT = lazily(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*\Z")
_RIGHT = lazily(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_OWN_SIGN = lazily(r"[^\W\d_]\u2010[ \t]*\r?\n")
_MANY_LINES, _ONE_IN = 25, 40
"""A text whose words are broken has a hyphen at one line end in twenty; compounds alone make one
in a hundred."""
_LINKS = {
    "de": "und oder bzw sowie",
    "en": "and or to",
    "nl": "en of tot",
    "fr": "et ou",
    "es": "y e o u",
    "pt": "e ou",
    "it": "e ed o",
    "da": "og eller",
    "sv": "och eller",
    "pl": "i lub",
    "cs": "a nebo",
    "fi": "ja tai",
    "hu": "és vagy",
}
_SUSPENDED = {language: frozenset(words.split()) for language, words in _LINKS.items()}
"""Words after a hyphen that stands for a part said later, by language: `Vor- und Nachteile`."""
_ANY_SUSPENDED = frozenset().union(*_SUSPENDED.values())
_STOPS = frozenset(",.;:!?")
_COMPOUND_WORDS = {
    "en": """
self well low high long short non ex all best full part half cross over under mid year month week
day hour first second third fourth one two three four five six seven eight nine ten state world
market award data cost time user on off up down in out real zero carbon climate co multi anti pre
post semi quasi vice e x left right small large single double triple medium early late fast slow
open close hard soft hand land sea air water risk tax cash then so decision not
""",
    "fr": "porte vice non après demi rendez celui celle ceux elle lui eux grand franco",
    "pt": "não vice pré pós recém além aquém segunda terça quarta quinta sexta guarda luso",
    "nl": "niet non vice",
    "ru": "пресс вице бизнес интернет онлайн медиа юго северо премьер генерал",
}
_PARTICLES = frozenset(("up", "in", "on", "to", "by", "of", "off", "out", "down", "over"))
"""English last parts that keep their hyphen: `pop-up`, `check-in`."""
_COMPOUND = {language: frozenset(words.split()) for language, words in _COMPOUND_WORDS.items()}
"""First parts that keep their hyphen, by language; patterns alone would join them wrongly."""
_SHORTEST_PART = 2
_STEM = 5


class Words(NamedTuple):
    """The words of a document as they stand inside its lines."""

    whole: frozenset[str]
    stems: frozenset[str]
    language: str | None
    own_sign: bool = False
    """Words are broken with U+2010, which stands nowhere else; other hyphens belong to words."""
    rare: bool = False
    """So few lines end in a hyphen that nobody broke words in this text."""
    folded: bool = False
    """Lines end where the page is full; those that were ended on purpose are known already."""


def words_of(texts: Iterable[str]) -> Words:
    """Return the words of texts; those broken at a line end are no witnesses."""
    from stages.clean.tongue import tongue_of  # noqa: PLC0415 (only where a hyphen asks)

    whole: set[str] = set()
    joined: list[str] = []
    told = list(texts)
    for text in told:
        kept = _LINE_END.sub(" \x00", text)
        joined.append(kept)
        for match in _WORD.finditer(kept):
            if match.start() and kept[match.start() - 1] == "\x00":
                continue
            if kept[match.end() : match.end() + 2] == " \x00":
                continue
            whole.add(match[0].casefold().replace("\u2010", "-"))
    stems = frozenset(word[:-2] for word in whole if len(word) >= _STEM + 2)
    ends = sum(text.count("\n") + text.count(" \x00") for text in joined)
    broken = sum(text.count(" \x00") for text in joined)
    own_sign = any(_OWN_SIGN.search(text) for text in told) and "\u2010" not in "".join(joined)
    return Words(
        frozenset(whole),
        stems,
        tongue_of(joined),
        own_sign,
        rare=ends >= _MANY_LINES and broken * _ONE_IN < ends,
    )


def judge(before: str, sign: str, after: str, words: Words) -> tuple[Verdict, str]:
    """Say what a hyphen between two lines is, and why in one sentence.

    `before` ends right before the hyphen `sign`, `after` begins the next line.
    """
    left, right = _LEFT.search(before), _RIGHT.match(after)
    if sign == "\u00ad":
        return "drop", "a soft hyphen marks a place where a word may break, nothing more"
    if not left:
        return "open", "the sign stands alone between two words"
    if not right:
        return "keep", "no word follows the hyphen"
    one, two = left[0], right[0]
    if words.own_sign and sign == "\u2010" and two[:1].islower():
        return "drop", "this hyphen stands nowhere in the document but where a line breaks a word"
    if (verdict := _by_link(one, two, after[right.end() : right.end() + 1], words)) is not None:
        return verdict
    if not _same_case(one, two):
        return "keep", "what follows the hyphen begins a word of its own"
    closed, hyphened = (one + two).casefold(), f"{one}-{two}".casefold()
    last, first = one.rsplit("-", 1)[-1], two.split("-", 1)[0]
    if hyphened in words.whole or f"{last}-{first}".casefold() in words.whole:
        return "keep", f"“{last}-{first}” stands with its hyphen elsewhere in the document"
    if closed in words.whole or (last + first).casefold() in words.whole:
        return "drop", f"“{last}{first}” stands in one word elsewhere in the document"
    if "-" in one and "-" not in two and last.casefold() in words.whole:
        return "keep", "the word has another hyphen already"
    stem = (last + first).casefold()[:-2]
    if len(stem) > max(_STEM, len(last) + 1) and stem in words.stems:
        return "drop", f"another form of “{last}{first}” stands in one word in the document"
    return _by_habit(sign, words) or _by_patterns(last, first, words)


def _by_link(one: str, two: str, sign: str, words: Words) -> tuple[Verdict, str] | None:
    """Ask whether what follows the hyphen is a word that links two others.

    Such a word has a space after it. Where a comma or full stop follows instead, the line breaks a
    word that ends in the same letters; in English alone compounds do (`how-to`, `either-or`).
    """
    if two.casefold() not in _SUSPENDED.get(words.language or "", _ANY_SUSPENDED):
        return None
    if sign.isspace():
        return "open", f"the hyphen stands for a part said later, after “{two}”"
    told = words.language in _SUSPENDED and words.language != "en"
    if told and sign in _STOPS and min(len(one) - 1, len(two)) >= _SHORTEST_PART:
        return "drop", f"a word that links others has no “{sign}” after it, so “{two}” ends a word"
    return None


def _by_habit(sign: str, words: Words) -> tuple[Verdict, str] | None:
    """Ask how the document breaks words at all."""
    if words.own_sign and sign == "-":
        return "keep", "the document breaks words with another hyphen"
    if words.rare:
        return "keep", "too few lines end in a hyphen for a text whose words are broken"
    return None


def _same_case(one: str, two: str) -> bool:
    if two[:1].islower() and one[-1:].islower():
        return True
    return one.isupper() and two.isupper() and len(two) > _SHORTEST_PART and one.isalpha()


def _by_patterns(left: str, right: str, words: Words) -> tuple[Verdict, str]:
    """Ask the hyphenation patterns of the document's language."""
    word = left + right
    alone = left.casefold() in words.whole and right.casefold() in words.whole
    language = words.language or ""
    compound = left.casefold() in _COMPOUND.get(language, ()) or (
        language == "en" and right.casefold() in _PARTICLES
    )
    if words.language is None or alone or compound or not word.isalpha():
        return "unsure", "nothing in the document says whether the hyphen belongs to the word"
    from stages.clean.breaks import may_break  # noqa: PLC0415 (only where a hyphen asks)

    breaks = may_break(word, len(left), words.language)
    if breaks is None:
        return "unsure", "the language has no hyphenation patterns to ask"
    if breaks:
        return "drop", f"the hyphenation patterns of the language break “{word}” here"
    return "unsure", f"the hyphenation patterns of the language do not break “{word}” here"
