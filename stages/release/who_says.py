"""Who says what stands between quotation marks, from the words before and after them."""

from __future__ import annotations

from pipeline.pattern import lazily
from stages.release.people import ARTICLES, NOBODY, Person, is_title, person_of
from stages.release.quote_marks import Stretch
from stages.release.reading import Reading
from stages.release.voice import Voice

_SENTENCE = lazily(r"[.!?…؟]+[”\"»“)]?\s+(?=\S)|[。！？]")
_SHORT = lazily(
    r"(?:^|[\s(.-])(?:[A-Za-zÀ-þ]|Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Hon|Rt|St|Jr|Sr|Inc|Ltd|Corp|Co|No|Nr|Ing"
    r"|Dott|Sig|Dipl|Avv|Mag|Univ|prof|dr|inż|hab|mgr|ul|ca|bzw|z\.B|e\. ?V|i\.R|S\.p\.A|Sra|Dra"
    r"|Drs|Ir|г|гг|им|т\.д|Lt|Col|Gen|Capt|Rev|vol|art|Adm|Maj|Ph\.D|M\.D|U\.S)\.$"
)
_LEGAL = lazily(
    r"\b(?:Inc|Ltd|Co|Corp|Jr|Sr|e\. ?V|S\. ?A|S\.p\.A|S\.r\.l|S\.L|B\.V|N\.V|o\.o|Esq)\.$"
)
_LONGEST = 300
_THAT = frozenset(
    ["that", "que", "che", "dass", "daß", "że", "что", "dat", "so", "qu’", "qu'", "أن", "إن"]
)
_TRAILING = " \u00a0\u202f,:;،：–—-"
_COLON = (":", "：")
_MOST_BEHIND = 70
_LEAST_WORDS = 3
_FILLER = 4
_SOME = frozenset(["un", "una", "une", "uno", "um", "uma", "ein", "eine", "een", "an"])
_MOST_BEFORE_VERB = 14
_LEAD = lazily(r"^[\s,،–—.-]*")


class Said(tuple[Person, int]):
    """Who says it, and how much of the words behind a stretch tells so."""

    __slots__ = ()


def sentence_end(text: str, start: int = 0) -> int:
    """Return where the sentence that runs on at `start` ends, behind its sign."""
    for match in _SENTENCE.finditer(text, start):
        if text[match.start()] != "." or not _SHORT.search(text[: match.start() + 1]):
            return match.start() + len(match[0].rstrip())
    return len(text)


def last_sentence(text: str) -> str:
    """Return what stands behind the last sentence end of a text."""
    at = 0
    while True:
        end = sentence_end(text, at)
        if end >= len(text) or not text[end:].strip():
            return text[at:].strip()
        at = end


def before(reading: Reading, says: Voice, text: str, words: int) -> Person | None:
    """Return who is said to speak in the words in front of a stretch of so many words."""
    text = last_sentence(text[-_LONGEST:])
    bare = text.rstrip(_TRAILING)
    colon = text.rstrip().endswith(_COLON)
    comma = text.rstrip().endswith((",", "،"))
    if not bare:
        return None
    verbs = list(says.verb.finditer(bare))
    verb = verbs[-1] if verbs else None
    if verb is None:
        told = _according(reading, says, bare)
        if told is None and colon:
            told = _announced(reading, says, bare, words)
        return told
    behind = bare[verb.end() :].strip()
    that = behind.rpartition(" ")[2].casefold() in _THAT
    if not (colon or that or not behind or (comma and len(behind) <= _MOST_BEHIND)):
        return _reported(reading, says, bare) if words > _LEAST_WORDS else None
    if not colon and not comma and words < _LEAST_WORDS:
        return None
    inverted = person_of(reading, says, behind) if behind and not that else None
    subject = _subject(reading, says, bare[: verb.start()])
    if inverted is not None and inverted.speaker and not _two(subject):
        return inverted
    if subject is not None and subject != NOBODY:
        return subject if len(behind) <= _MOST_BEHIND else None
    if inverted is not None and inverted != NOBODY:
        return inverted
    return (subject or inverted or NOBODY) if len(behind) <= 2 * _MOST_BEHIND else None


def _reported(reading: Reading, says: Voice, text: str) -> Person | None:
    """Return who is named at the end of reported speech: `Ties hold, Ruiz told us. "They..."`."""
    clause = text.rpartition(", ")[2] if text.endswith(".") and ", " in text else ""
    verb = says.verb.search(clause)
    if verb is None or len(clause[verb.end() :].split()) > _LEAST_WORDS:
        return None
    subject = clause[: verb.start()].strip(_TRAILING)
    if subject.casefold() in says.pronouns:
        return PRONOUN
    return person_of(reading, says, subject, whole=True) if subject else None


def _two(person: Person | None) -> bool:
    """Tell whether someone is named by more than a word, or by an office."""
    return person is not None and (" " in (person.speaker or "") or person.office is not None)


def _subject(reading: Reading, says: Voice, text: str) -> Person | None:
    """Return the subject of a verb: the first part between commas that is wholly a name."""
    text = text.strip(_TRAILING)
    if not text:
        return None
    if text.split()[-1].casefold() in says.pronouns:
        return PRONOUN
    parts = text.split(", ")
    for place, part in enumerate(parts):
        found = person_of(reading, says, ", ".join(parts[place:]), whole=True)
        if found is not None and found != NOBODY:
            return found
        if place > 4 or not part:  # noqa: PLR2004 (a long way to a name)
            break
    tail = _capital_tail(parts[0])
    found = person_of(reading, says, tail, whole=True) if tail else None
    return found or NOBODY


PRONOUN = Person(None, None, "")
"""He or she: whoever spoke last."""


def _capital_tail(text: str) -> str:
    """Return the capitalised words that a text ends with: `Yesterday the mayor Ana Ruiz`."""
    words = text.split()
    start = len(words)
    while start and words[start - 1][:1].isupper():
        start -= 1
    return " ".join(words[start:]) if len(words) - start > 1 else ""


def _announced(reading: Reading, says: Voice, text: str, words: int) -> Person | None:
    """Return who stands alone before a colon: `Sabine Rau, Präsidentin des Amtes: „...“`."""
    if len(text) > 200 or words < _LEAST_WORDS:  # noqa: PLR2004 (a name with its office)
        return None
    found = person_of(reading, says, text, whole=True)
    if found is None or found.speaker is None:
        return None
    several = len(found.speaker.split()) > 1
    return found if several or found.office else None


def _according(reading: Reading, says: Voice, text: str) -> Person | None:
    """Return whom a text says it is according to, where that opens a clause."""
    for match in says.according.finditer(text):
        found = person_of(reading, says, text[match.end() :], whole=True)
        opens = not match.start() or text[: match.start()].rstrip().endswith((",", ";"))
        if found is not None and found.speaker and opens:
            return found
    return None


def after(reading: Reading, says: Voice, inner: str, text: str) -> tuple[Person, int] | None:
    """Return who is said to speak behind a stretch, and how far the words go that say so."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    if not text[begin : begin + 1]:
        return None
    end = sentence_end(text, begin) if begin < len(text) else len(text)
    clause = text[begin : min(end, begin + _LONGEST)]
    ended = inner[-1:] in {".", "。"}
    set_off = text[:begin].strip(" \u00a0") != ""
    opening = says.verb.match(clause)
    if opening:
        if ended and not set_off and clause[:1].isupper():
            return None
        rest = clause[opening.end() :].strip()
        rest = rest if _LEGAL.search(rest) else rest.rstrip(".")
        first = rest.split(" ", 1)[0].strip(",.;:").casefold()
        if first in says.pronouns:
            return PRONOUN, end
        if rest[:1] in {",", "."} or not rest:
            return PRONOUN, end
        found = person_of(reading, says, _without_filler(says, rest))
        return (found or NOBODY), end
    verb = says.verb.search(clause)
    if verb is None or verb.start() > 90:  # noqa: PLR2004 (name, office, verb)
        match = says.according.match(clause)
        if match:
            return person_of(reading, says, clause[match.end() :].strip()) or NOBODY, end
        return None
    if ended and text[end:].strip() == "" and clause.rstrip().endswith((":", ",")):
        return None
    subject = clause[: verb.start()].strip(_TRAILING)
    if subject.casefold() in says.pronouns:
        return PRONOUN, end
    found = person_of(reading, says, subject, whole=True)
    if found is not None:
        return found, end
    short = len(subject.split()) <= _MOST_BEFORE_VERB
    return (NOBODY, end) if short and not ended else None


def _without_filler(says: Voice, rest: str) -> str:
    """Return a clause without what may stand between verb and name: dazu, pour sa part."""
    words = rest.split()
    place = 0
    for word in words[:_FILLER]:
        part_of_name = has_name(word) or is_title(says, word) or word in ARTICLES
        if part_of_name or not word[:1].islower():
            break
        place += 1
    told = place == 1 and words[0] in {"à", "to", "a"} and words[1:2] and words[1].isupper()
    place += bool(told)
    some = any(word in _SOME for word in words[:place])
    if 0 < place < len(words) and words[place][:1].isupper() and not some:
        return " ".join(words[place:])
    return rest


def has_name(word: str) -> bool:
    """Tell whether a word in small letters may belong to a name or an office."""
    return "-" in word or "’" in word or "'" in word


def inside(reading: Reading, says: Voice, inner: str) -> Person | None:
    """Return who a stretch itself names: `"... - dichiara il Presidente Rossi - ..."`."""
    if says.language not in {"fr", "it", "es", "pt", "pl", "ru"}:
        return None
    for match in says.verb.finditer(inner):
        ahead = inner[: match.start()].rstrip()
        if not ahead.endswith((",", "–", "—", " -", "-", "»,", "…")):
            continue
        rest = inner[match.end() : match.end() + 160]
        stop = min(
            (k for k in (rest.find(" – "), rest.find(" — "), rest.find(" - ")) if k > 0), default=-1
        )
        ended = sentence_end(rest)
        rest = rest[: stop if 0 < stop < ended else ended]
        found = person_of(reading, says, rest.strip(" ,.–—-"))
        if found is not None and (found.speaker or found.office):
            return found
    return None


def is_sentence(inner: str, *, least: int = 5) -> bool:
    """Tell whether a stretch has the form of a sentence: it opens and ends as one, with words."""
    words = inner.split()
    opens = inner[:1].isupper() or inner[:1] in "¿¡…" or not inner[:1].isascii()
    return len(words) >= least and opens and inner[-1:] in ".!?…。！？؟"


def neighbours(text: str, found: list[Stretch], place: int) -> tuple[str, str]:
    """Return the words between a stretch and the ones before and behind it."""
    start = found[place - 1].end if place else 0
    end = found[place + 1].start if place + 1 < len(found) else len(text)
    return text[start : found[place].start], text[found[place].end : end]
