"""Who is named in a few words: speaker, office and organisation, as printed."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.release.contacts import ORGANISATION
from stages.release.fold import fold, squeezed
from stages.release.named import known_names
from stages.release.reading import Reading
from stages.release.voice import Voice

_COMMA = lazily(r"[,،]\s+(?!(?:Inc|Ltd|LLC|LLP|PLC|plc|Corp|Co|Jr|Sr|PhD|Ph\.D|MD|M\.D|Esq)\b)")
_HONOURS = frozenset(
    [
        *("dr", "prof", "mr", "mrs", "ms", "sir", "dame", "lord", "lady", "herr", "frau"),
        *("dott", "ing", "dott.ssa", "avv", "on", "sig", "sig.ra", "m", "mme", "mlle", "me"),
        *("sr", "sra", "dra", "d", "don", "doña", "drs", "ir", "pan", "pani", "inż", "hab"),
        *("mgr", "hon", "rt", "the", "sen", "rep", "gov", "rev", "st", "г-н", "г-жа"),
        *("السيد", "السيدة", "الدكتور", "الدكتورة", "د", "dr.-ing", "prof.dr", "dipl.-ing"),
        *("mag", "univ.-prof", "mr.", "arch", "eng", "sa", "s.e"),
    ]
)
_PARTICLES = frozenset(
    [
        *("de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "van", "von"),
        *("zu", "zum", "la", "le", "los", "las", "y", "e", "i", "al", "el", "bin", "ben"),
        *("ibn", "ter", "ten", "du", "af", "av", "dal", "dalla", "lo", "und", "te", "'t"),
        *("des", "d’", "d'"),
    ]
)
_ARTICLES = frozenset(
    [
        *("the", "der", "die", "das", "il", "la", "lo", "l", "le", "el", "o", "a", "de"),
        *("het", "its", "los", "las", "les", "os", "as", "i", "gli", "our", "unser"),
        *("unsere", "seine", "their"),
    ]
)
_AFTER_NAME = lazily(r"\s*[(（\[].*$")
_ACRONYM = lazily(r"\b[A-ZÄÖÜ]{2,}[\w-]*|\b\w+[A-Z]{2,}\w*|\b[A-Z]\w*[A-Z]\w*")
_MOST_SEGMENTS = 6
_LONGEST_NAME = 60
_LONGEST_OFFICE = 160
_MOST_WORDS = 8
_COMPOUND = 10


class Person(NamedTuple):
    """Who is named; what is not said is null."""

    speaker: str | None
    office: str | None = None
    organisation: str | None = None


NOBODY = Person(None)


def person_of(reading: Reading, says: Voice, text: str, *, whole: bool = False) -> Person | None:
    """Return who a text opens with: `Dr Asha Venn, Head of Press, Tidewell Trust`.

    With `whole` the name must fill the text up to its first comma: a subject, not a sentence.
    """
    parts = [part.strip() for part in _COMMA.split(text.strip(" ,:;–—-"))]
    named = _first(reading, says, parts[0], whole=whole)
    if named is None:
        return None
    speaker, office = named
    if speaker is None and office is None:
        return NOBODY
    if speaker is not None and _is_organisation(reading, speaker):
        return Person(None, None, speaker)
    offices = _offices(says, parts[1 : _MOST_SEGMENTS + 1])
    organisation = None
    if offices:
        if len(offices) > 1 and _organised(reading, offices[-1]):
            organisation = offices.pop()
        head, inner = _split(reading, says, ", ".join(offices))
        office = head if office is None else f"{office}"
        organisation = organisation or inner
    elif office is not None:
        office, organisation = _split(reading, says, office)
    return Person(speaker, office, organisation)


def _first(
    reading: Reading, says: Voice, text: str, *, whole: bool
) -> tuple[str | None, str | None] | None:
    """Return (name, office before it) of a text up to its first comma."""
    text = _AFTER_NAME.sub("", text) if not whole else _AFTER_NAME.sub("", text.strip())
    words = text.split()[: _MOST_WORDS + 6]
    while words and words[0].casefold() in _ARTICLES and not (words[0] == "La" and len(words) < 3):  # noqa: PLR2004 (a name)
        words = words[1:]
    last = -1
    end = 0
    for place, word in enumerate(words):
        plain = word.strip(".,:;“”\"()'’")
        title = _is_title(says, plain)
        capital = _capital(plain)
        small = word.casefold() in _PARTICLES or plain.casefold() in _HONOURS
        if not (title or capital or small):
            break
        if title:
            last = place
        if capital or title:
            end = place + 1
    if whole and len(words) > end:
        return None
    if end == 0:
        return (None, None) if not whole and _some_body(reading, words) else None
    chosen, titles = words[last + 1 : end], words[: last + 1]
    if says.language == "ar" and last > 0:
        first = next(k for k, word in enumerate(words) if _is_title(says, word.strip("،.:")))
        chosen, titles = (words[:first], words[first:end]) if first else (chosen, titles)
    while chosen and chosen[0].casefold() in _PARTICLES and not _capital(chosen[0]):
        titles, chosen = [*titles, chosen[0]], chosen[1:]
        if len(chosen) > 3:  # noqa: PLR2004 (an office that goes on: minister of foreign affairs)
            break
    name = " ".join(chosen).strip(" .,:;") if chosen else None
    office = " ".join(titles).strip(" .,:;") if titles else None
    if name is not None and (len(name) > _LONGEST_NAME or len(chosen) > _MOST_WORDS):
        return None
    if name and chosen[-1].endswith(".") and len(chosen[-1]) <= 4 and len(chosen) > 1:  # noqa: PLR2004 (Jr., an initial)
        name += "."
    return name, office


def _some_body(reading: Reading, words: list[str]) -> bool:
    """Tell whether words without a name stand for someone: he, the company."""
    return bool(words) and len(words) <= _MOST_WORDS and not reading.words.labels(" ".join(words))


def _capital(word: str) -> bool:
    first = word[:1]
    return first.isupper() or "\u0600" <= first <= "\u06ff" or "\u3040" <= first <= "\ud7a3"


def _is_title(says: Voice, word: str) -> bool:
    folded = fold(word)
    if folded in says.titles or folded.rpartition("-")[2] in says.titles:
        return True
    return len(folded) > _COMPOUND and folded.endswith(says.long_titles)


def _offices(says: Voice, parts: list[str]) -> list[str]:
    """Return the segments behind a name that name an office, and what belongs to it."""
    found: list[str] = []
    for part in parts:
        words = part.split()
        lowered = f" {part.casefold()} "
        if not words or words[0].casefold() in says.relatives or lowered.startswith(says.clauses):
            break
        cut = _cut(says, words)
        office = has_office(says, cut)
        if not office and not (found and _capital(words[0])):
            break
        found.append(cut)
        if cut != part:
            break
    return found if sum(map(len, found)) <= _LONGEST_OFFICE else []


def _cut(says: Voice, words: list[str]) -> str:
    """Return a segment up to a word that opens a clause: who, while, in a statement."""
    for place, word in enumerate(words[1:], 1):
        if says.ends_office(word):
            return " ".join(words[:place])
    text = " ".join(words)
    lowered = f"{text} ".casefold()
    ends = [lowered.index(clause) for clause in says.clauses if clause in lowered]
    return text[: min(ends)] if ends else text


def has_office(says: Voice, text: str) -> bool:
    """Tell whether a word for an office stands in a text."""
    folded = fold(text)
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", folded)
    if any(_is_title(says, word) for word in words):
        return True
    return any(title in folded for title in says.phrases)


def _organised(reading: Reading, text: str) -> bool:
    return bool(ORGANISATION.search(text)) or _is_organisation(reading, text)


def _is_organisation(reading: Reading, text: str) -> bool:
    key = squeezed(text)
    if ORGANISATION.search(text):
        return True
    return any(key == squeezed(name) for name in known_names(reading))


def _split(reading: Reading, says: Voice, office: str) -> tuple[str, str | None]:
    """Part an office from the organisation that its last words name."""
    for word in says.of_words:
        glued = word.endswith(("'", "’"))
        mark = f" {word}" if glued else f" {word} "
        at = office.replace("’", "'").casefold().find(mark)
        if at <= 0:
            continue
        tail = office[at + len(mark) :].strip()
        known = any(squeezed(name) == squeezed(tail) for name in known_names(reading))
        if known or ORGANISATION.search(tail) or _ACRONYM.search(tail):
            while tail.partition(" ")[0].casefold() in _ARTICLES and " " in tail:
                tail = tail.partition(" ")[2]
            return office[:at].strip(" ,"), tail
    return office, None
