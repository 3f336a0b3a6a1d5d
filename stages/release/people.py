"""Who is named in a few words: speaker, office and organisation, as printed."""

from __future__ import annotations

import re

from msgspec import Struct

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
ARTICLES = frozenset(
    [
        *("the", "der", "die", "das", "il", "la", "lo", "l", "le", "el", "o", "a", "de"),
        *("het", "its", "los", "las", "les", "os", "as", "i", "gli", "our", "unser"),
        *("unsere", "seine", "their"),
    ]
)
_AFTER_NAME = lazily(r"\s*[(（\[].*$")
_ACRONYM = lazily(r"\b[A-ZÄÖÜ]{2,}[\w-]*|\b\w+[A-Z]{2,}\w*|\b[A-Z]\w*[A-Z]\w*")
_WITHIN = frozenset(
    ["at", "at the", "bei", "bei der", "beim", "chez", "au sein de", "presso", "bij", "bij de"]
)
"""Words that stand only before where someone works; `of` stands before a field of work too."""
_DEGREE = lazily(r"^(?:[A-Z][\w.]{0,6}|Ph\.? ?D\.?)(?: ?\([A-Z]\w+\)| [A-Z]{2,6})?\.?$")
_AND = frozenset(["and", "und", "et", "e", "y", "en", "i", "и", "&"])
_NO_NOUN = frozenset(
    [
        *("of", "at", "for", "from", "in", "on", "to", "with", "by", "that", "and", "or", "as"),
        *("von", "bei", "im", "in", "am", "auf", "mit", "par", "pour", "avec", "dans", "sur"),
        *("per", "con", "su", "en", "para", "em", "com", "op", "met", "z", "na", "we", "od"),
        *("о", "в", "на", "с", "от", "к", "он", "она", "что", "he", "she", "they", "er", "sie"),
        *("il", "elle", "lui", "lei", "él", "ella", "ele", "ela", "hij", "zij", "on", "ona"),
    ]
)
_ADVERBS = frozenset(
    [
        *("later", "then", "meanwhile", "afterwards", "yesterday", "today", "earlier", "here"),
        *("dann", "später", "heute", "gestern", "dazu", "ensuite", "hier", "puis", "ainsi"),
        *("poi", "oggi", "ieri", "luego", "después", "hoy", "ayer", "depois", "hoje", "ontem"),
        *("daarna", "vandaag", "gisteren", "potem", "dziś", "wczoraj", "затем", "сегодня"),
    ]
)
_MOST_FREE = 3
_MOST_OF_TWO = 2
_MOST_SEGMENTS = 6
_LONGEST_NAME = 60
_LONGEST_OFFICE = 160
_MOST_WORDS = 8
_COMPOUND = 10
_SHORT_KEY = 4


class Person(Struct, frozen=True):
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
    if speaker is None and len(parts) > 1:
        behind = _first(reading, says, parts[1], whole=True)
        if behind is not None and behind[0] and not behind[1] and " " in behind[0]:
            words = parts[0].split()
            while len(words) > 1 and words[0].casefold() in ARTICLES:
                words = words[1:]
            return Person(behind[0], *_split(reading, says, _cut(says, words)))
    if speaker is not None and _is_organisation(reading, speaker):
        return Person(None, None, speaker)
    offices = _offices(says, parts[1 : _MOST_SEGMENTS + 1])
    organisation = None
    if offices:
        if len(offices) > 1 and _organised(reading, offices[-1]):
            organisation = offices.pop()
        head, inner = _split(reading, says, ", ".join(offices))
        office = head
        organisation = organisation or inner
    elif office is not None:
        office, organisation = _split(reading, says, office)
    return Person(speaker, office, organisation)


def _first(
    reading: Reading, says: Voice, text: str, *, whole: bool
) -> tuple[str | None, str | None] | None:
    """Return (name, office before it) of a text up to its first comma."""
    words = _AFTER_NAME.sub("", text.strip()).split()[: _MOST_WORDS + 6]
    articled = False
    while words and words[0].casefold() in ARTICLES:
        words, articled = words[1:], True
    last, end = _name_words(says, words)
    if end == 0 and articled and not whole:
        words = _without_noun(words)
        last, end = _name_words(says, words)
    if whole and len(words) > end:
        return None
    if end == 0:
        return (None, None) if not whole and _some_body(reading, words) else None
    if any(word.casefold() in _AND for word in words[1 : end - 1]):
        return " ".join(words[:end]).strip(" .,:;"), None
    chosen, titles = words[last + 1 : end], words[: last + 1]
    if says.language == "ar" and last > 0:
        first = next(k for k, word in enumerate(words) if is_title(says, word.strip("،.:")))
        chosen, titles = (words[:first], words[first:end]) if first else (chosen, titles)
    while len(chosen) > _MOST_OF_TWO and _letters(chosen[0]) and titles:
        titles, chosen = [*titles, chosen[0]], chosen[1:]
    if chosen and chosen[0].casefold() in _PARTICLES and chosen[0].islower() and titles:
        titles, chosen = [*titles, *chosen], []
    name = _joined(chosen)
    if chosen and (len(name or "") > _LONGEST_NAME or len(chosen) > _MOST_WORDS):
        return None
    if len(chosen) == 1 and _ordinary(reading, says, chosen[0]):
        return None
    return name, " ".join(titles).strip(" .,:;") or None


def _name_words(says: Voice, words: list[str]) -> tuple[int, int]:
    """Return the place of the last word of an office, and how many words belong to the name."""
    last, end, free = -1, 0, 0
    for place, word in enumerate(words):
        plain = word.strip(".,:;“”\"()'’")
        title, capital = is_title(says, plain), _capital(plain)
        joins = word.casefold() in _AND and place + 1 < len(words) and _capital(words[place + 1])
        small = word.casefold() in _PARTICLES or plain.casefold() in _HONOURS
        if not (title or capital or small or (joins and end)):
            if not _in_office(words, place, last, end, free):
                break
            free += 1
            last = place
            continue
        last = place if title else last
        end = place + 1 if capital or title else end
    return min(last, end - 1), end


def _in_office(words: list[str], place: int, last: int, end: int, free: int) -> bool:
    """Tell whether a word in small letters goes on with an office: head of the IT *department* X.

    It does where the word before it does, and a name of two words or more stands behind.
    """
    behind = words[place + 1 : place + 1 + _MOST_FREE + _MOST_OF_TWO]
    capitals = sum(1 for word in behind if _capital(word))
    opens = place == 0 and last < 0 and end == 0
    return (
        free < _MOST_FREE
        and (opens or (last == place - 1 and end <= place))
        and capitals >= _MOST_OF_TWO
        and words[place].isalpha()
        and words[place].casefold() not in _NO_NOUN
        and (not opens or len(behind) > _MOST_OF_TWO)
    )


def _letters(word: str) -> bool:
    """Tell whether a word is capitals alone, as the short name of an organisation is."""
    return word.isupper() and len(word) > 1 and not word.endswith(".")


def _without_noun(words: list[str]) -> list[str]:
    """Return words without up to three in small letters before a name: the coach Modou Ndiaye."""
    place = 0
    while place < len(words) and place < _MOST_FREE and words[place].islower():
        if words[place] in _PARTICLES or words[place] in _NO_NOUN:
            return words
        place += 1
    name = words[place : place + _MOST_OF_TWO]
    return words[place:] if len(name) == _MOST_OF_TWO and all(map(_capital, name)) else words


def _joined(words: list[str]) -> str | None:
    """Return a name without the point of the sentence, with that of an initial or of Jr."""
    name = " ".join(words).strip(" .,:;")
    short = len(words) > 1 and words[-1].endswith(".") and len(words[-1]) <= 3  # noqa: PLR2004 (Jr.)
    return (f"{name}." if short else name) or None


def _ordinary(reading: Reading, says: Voice, word: str) -> bool:
    """Tell whether a lone word is no name: a common word, a month, a day, an adverb of time."""
    known = reading.words.languages.get(says.language)
    folded = fold(word).strip(".,:")
    common = known is not None and folded in known.stopwords
    words = reading.words
    return common or folded in words.months or folded in words.weekdays or folded in _ADVERBS


def _some_body(reading: Reading, words: list[str]) -> bool:
    """Tell whether words without a name stand for someone: he, the company."""
    return bool(words) and len(words) <= _MOST_WORDS and not reading.words.labels(" ".join(words))


def _capital(word: str) -> bool:
    first = word[:1]
    return first.isupper() or "\u0600" <= first <= "\u06ff" or "\u3040" <= first <= "\ud7a3"


def is_title(says: Voice, word: str) -> bool:
    """Tell whether a word names an office, by itself or as the end of a compound."""
    folded = fold(word)
    head, hyphen, tail = folded.rpartition("-")
    if folded in says.titles or (hyphen and (tail in says.titles or head in says.titles)):
        return True
    return len(folded) > _COMPOUND and folded.endswith(says.long_titles)


def _offices(says: Voice, parts: list[str]) -> list[str]:
    """Return the segments behind a name that name an office, and what belongs to it."""
    found: list[str] = []
    for place, part in enumerate(parts):
        words = part.split()
        behind = parts[place + 1] if place + 1 < len(parts) else ""
        if not found and _DEGREE.match(part) and has_office(says, behind):
            continue
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
    if any(is_title(says, word) for word in words):
        return True
    return any(title in folded for title in says.phrases)


def _organised(reading: Reading, text: str) -> bool:
    return bool(ORGANISATION.search(text)) or _is_organisation(reading, text)


def _is_organisation(reading: Reading, text: str) -> bool:
    key = squeezed(text)
    if ORGANISATION.search(text):
        return True
    names = [squeezed(name) for name in known_names(reading)]
    return any(key == name or (len(key) > _SHORT_KEY and name.startswith(key)) for name in names)


def _split(reading: Reading, says: Voice, office: str) -> tuple[str, str | None]:
    """Part an office from the organisation that its last words name."""
    lowered = office.replace("’", "'").casefold()
    ways = []
    for word in says.of_words:
        mark = f" {word}" if word.endswith("'") else f" {word} "
        at = lowered.find(mark)
        if at > 0:
            ways.append((word not in _WITHIN, at, -len(mark)))
    for _, at, size in sorted(ways):
        tail = office[at - size :].strip()
        while tail.partition(" ")[0].casefold() in ARTICLES and " " in tail:
            tail = tail.partition(" ")[2]
        if _organised(reading, tail) or _ACRONYM.search(tail):
            return office[:at].strip(" ,"), tail
    return office, None
