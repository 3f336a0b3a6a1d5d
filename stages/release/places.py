"""What looks like a place in a dateline: capitals, particles, a region behind a comma."""

from __future__ import annotations

from pipeline.pattern import lazily
from stages.release.fold import eastern, fold
from stages.release.lexicon import Lexicon, lexicon
from stages.release.word_lists import worded, words_of

_SPLIT = worded(r"\s*[,/·、，،]\s*|\s+[-–—]\s+|\s+<<place_joins>>\s+(?=[A-ZÀ-ÞА-Я])")
_BAD = lazily(r"[!?:：;\"“”„«»@#%&*=+|<>]|https?:|www\.|(?<!\b\w)\.(?=\s+[a-zà-ÿ])")
_LONGEST = 70
_MOST_WORDS = 5
_MOST_PARTS = 4


def placelike(text: str, openers: frozenset[str] | None = None) -> bool:
    """Tell whether a text may be one or several places, written as in a dateline.

    `openers` are the words that begin no name; by default those of all languages.
    """
    openers = words_of("sentence_openers") if openers is None else openers
    text = text.strip(" ,.")
    if not 2 <= len(text) <= _LONGEST or any(map(str.isdecimal, text)) or _BAD.search(text):  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return False
    if eastern(text) or any("\u0600" <= sign <= "\u06ff" for sign in text):
        return len(text.split()) <= _MOST_WORDS and len(text) <= 24  # noqa: PLR2004 (signs)
    parts = [part for part in _SPLIT.split(text) if part]
    return 0 < len(parts) <= _MOST_PARTS and all(_name(part, openers) for part in parts)


def _name(part: str, openers: frozenset[str]) -> bool:
    words = part.replace("(", "").replace(")", "").split()
    if not 0 < len(words) <= _MOST_WORDS or fold(words[0]) in openers:
        return part.upper() in lexicon().places.articled
    particles = words_of("place_particles")
    for word in words:
        first = word.lstrip("'’\"(")[:1]
        if not (first.isupper() or fold(word).rstrip(".") in particles):
            return False
    return words[0][:1].isupper() or words[0][:2] in {"'s", "’s"}


def stands_alone(text: str, words: Lexicon) -> bool:
    """Tell whether a place is known to stand in a dateline without state or country."""
    return text.strip(" ,.").upper() in words.places.alone


def has_region(text: str, words: Lexicon) -> bool:
    """Tell whether a known state or province stands behind the last comma."""
    _, comma, region = text.strip().rpartition(",")
    return bool(comma) and region.strip() in words.places.regions


def published_behind(words: Lexicon, text: str) -> str | None:
    """Return the role of a last word that says what a date is: `Ada Quill Published`.

    What stands before it is who wrote the text, and no place.
    """
    before, _, last = text.rstrip(" :,").rpartition(" ")
    labels = words.labels(last) if before else []
    for label in labels:
        if label.form == "alone" and label.role in {"created", "modified"}:
            return label.role
    return None
