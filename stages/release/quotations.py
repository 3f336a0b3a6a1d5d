"""Quotations: words between quotation marks that someone says."""

from __future__ import annotations

from pipeline.pattern import lazily
from pipeline.tree import List, Paragraph, Quotation, Quote
from stages.release import who_says_eastern as eastern
from stages.release.people import NOBODY, Person, person_of
from stages.release.quote_marks import MARKS, Stretch, closing_place, reopened, stretches
from stages.release.reading import Reading, Row
from stages.release.voice import Voice, voice
from stages.release.who_says import (
    PRONOUN,
    after,
    before,
    inside,
    is_sentence,
    neighbours,
)

_EASTERN = frozenset(["ja", "zh", "ko"])
_DASHED = frozenset(["es", "fr", "it", "pt", "pl", "ru"])
_DASH = lazily(r"^[–—-][ \u00a0]?(?=\S)")
_SIGNED = lazily(r"^[\s]*(?:[–—―-]{1,2}|~)\s?(?=\S)")
_LONGEST_SIGNATURE = 140
_LEAST = 5
_SMALL_WORD = 3
_LONGEST_TITLE = 8
_LEAST_EASTERN = 12
_MOST = 120
_REACH = 2000
"""Signs around a stretch that may say who speaks; more would cost more than it finds."""


class _Found:
    """A quotation being gathered."""

    def __init__(self, text: str, person: Person | None, row: Row, sure: float) -> None:
        self.texts = [text]
        self.person = person
        self.row = row
        self.sure = sure


def read_quotations(reading: Reading) -> None:
    """State what is quoted in the body, with speaker, office and organisation as printed.

    A title, a term or a word used with reserve is in quotation marks too: a stretch counts only
    where the words around it say that someone says it, or where a paragraph is a quotation as a
    whole and has the form of sentences.
    """
    walk = _Walk(reading)
    for row in reading.live:
        if row.index >= reading.lead - 3 and row.role in {None, "body", "summary"}:
            walk.row(row)
            if len(walk.found) > _MOST:
                break
        elif row.role == "byline" and row.index > reading.lead and MARKS.search(row.line):
            walk.row(row)
        elif row.role in {"about", "contact", "notice"}:
            walk.rest()
    facts = []
    for one in walk.found:
        who = one.person or NOBODY
        organisation = who.organisation or None
        text = "\n\n".join(one.texts)
        facts.append((Quotation(text, who.speaker, who.office, organisation), one.row, one.sure))
    reading.state_each("quotations", facts)


class _Walk:
    """One pass over the body, with who spoke last and whether a quotation is still open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.language = reading.facts.get("language") or "en"
        self.found: list[_Found] = []
        self.open: _Found | None = None
        """The quotation that the paragraph above left open."""
        self.last: Person | None = None
        """Who spoke in this paragraph or the one above."""
        self.above = ""
        """The paragraph above, when it may say who speaks."""
        self.pending: _Found | None = None
        """A quotation of the paragraph above that waits for its speaker."""
        self.speakers: dict[str, Person] = {}

    def rest(self) -> None:
        """Forget what the paragraphs above left."""
        self.open = self.last = self.pending = None
        self.above = ""

    def row(self, row: Row) -> None:
        """Read one block."""
        if row.heading or not isinstance(row.block, Paragraph | Quote | List):
            self.above = row.line if row.heading else ""
            self.open = self.pending = None
            self.last = self.last if row.heading else None
            return
        says = voice(row.block.language or self.language)
        text = row.line
        if self.pending is not None and self.signature(says, text):
            return
        self.pending = None
        if not MARKS.search(text) and not (_DASH.match(text) and says.language in _DASHED):
            if self.open is None:
                self.last, self.above = None, text
            else:
                self.goes_on(text)
            return
        before_count = len(self.found)
        start = self.continued(says, text)
        if start < len(text):
            self.paragraph(row, says, text, start)
        self.above = text
        if len(self.found) == before_count and start == 0:
            self.last = None

    def goes_on(self, text: str) -> None:
        """Add a paragraph without any mark to a quotation that was left open."""
        self.open = None
        self.last, self.above = None, text

    def continued(self, says: Voice, text: str) -> int:
        """Add the head of a paragraph to the quotation left open above; return where it ends."""
        opened, self.open = self.open, None
        if opened is None:
            return 0
        if reopened(text):
            first = stretches(text)
            if not first or first[0].start:
                return 0
            head = first[0]
            opened.texts.append(text[head.first : head.last])
            self.open = None if head.closed else opened
            self.credit(opened, says, text, first)
            return head.end if len(first) > 1 else len(text)
        place = closing_place(text)
        if place > 0:
            opened.texts.append(text[:place].strip())
            return place + 1
        return 0

    def credit(self, opened: _Found, says: Voice, text: str, found: list[Stretch]) -> None:
        """Name the speaker of a quotation whose last paragraph says so."""
        if opened.person is not None and opened.person != NOBODY:
            return
        behind = neighbours(text, found, 0)[1]
        told = after(self.reading, says, opened.texts[-1], behind[:_REACH])
        if told is not None:
            opened.person = self.resolved(told[0])

    def paragraph(self, row: Row, says: Voice, text: str, start: int) -> None:
        """Read the stretches of a paragraph from a place on."""
        if not start and says.language in _DASHED and _DASH.match(text):
            self.dashed(row, says, text)
            return
        found = [one for one in stretches(text) if one.start >= start]
        told_end = start
        for place, one in enumerate(found):
            inner = text[one.first : one.last]
            ahead, behind = neighbours(text, found, place)
            ahead = text[max(told_end, found[place - 1].end if place else start) : one.start]
            if place == 0 and not ahead.strip() and not start:
                ahead = self.lead_in()
            who, end = self.who(says, inner, ahead, behind)
            sure = 0.9
            if (
                who == NOBODY
                and place
                and self.last is not None
                and ahead.strip()[-1:] not in ".。"
            ):
                who = self.last
            if who is None and self.carries_on(place, text, told_end, one, inner):
                who, sure = self.last, 0.8
            if who is None and self.alone(says, text, one, inner):
                who, sure = self.last or NOBODY, 0.6
            if who is None:
                continue
            who = self.resolved(who)
            if who == NOBODY and not _full(says, inner):
                continue
            self.last = who if who != NOBODY else None
            told_end = one.end + end
            self.keep(_Found(inner, who, row, sure), one)

    def lead_in(self) -> str:
        """Return the paragraph above when it announces who speaks."""
        above = self.above.rstrip()
        return above if above.endswith((":", "：", "。")) or len(above) < 60 else ""  # noqa: PLR2004 (a line)

    def keep(self, found: _Found, one: Stretch) -> None:
        self.found.append(found)
        self.open = None if one.closed else found
        self.pending = found if found.person == NOBODY and one.closed else None

    def who(self, says: Voice, inner: str, ahead: str, behind: str) -> tuple[Person | None, int]:
        """Return who says a stretch, and how far the words behind it tell so."""
        reading = self.reading
        if says.language in _EASTERN:
            return self.who_eastern(says, inner, ahead, behind), 0
        if _titled(inner):
            return None, 0
        words = len(inner.split())
        person = before(reading, says, ahead, words) if ahead.strip() else None
        if person is not None:
            return person, 0
        told = after(reading, says, inner, behind[:_REACH]) if behind.strip() else None
        if told is not None and (words > 1 or inner[-1:] in ",.!?…"):
            return told
        if words > _LEAST:
            person = inside(reading, says, inner[:_REACH])
            if person is not None:
                return person, 0
        return None, 0

    def who_eastern(self, says: Voice, inner: str, ahead: str, behind: str) -> Person | None:
        if len(inner) < 4:  # noqa: PLR2004 (a word or a title)
            return None
        reading = self.reading
        behind_says = eastern.said_behind(reading, says, behind)
        person = eastern.said_before(reading, says, ahead) if ahead.strip() else None
        if says.language == "zh":
            return person or behind_says
        named = person is not None and person != NOBODY
        if behind_says is not None or (named and eastern.SAYS_BEHIND.match(behind)):
            return person if named else behind_says
        sentence = inner[-1:] in "。.!?！？" or len(inner) > 3 * _LEAST_EASTERN
        if person is not None and (ahead.rstrip().endswith("。") or sentence):
            return person if not behind.strip(" 。") else None
        if sentence and not behind.strip():
            return eastern.announced(reading, says, self.above)
        return None

    def carries_on(self, place: int, text: str, told: int, one: Stretch, inner: str) -> bool:
        """Tell whether a stretch goes on with what was said before in the same paragraph."""
        if not place or self.last is None:
            return False
        between = text[told : one.start]
        if between.strip(" \u00a0,–—-:"):
            return False
        parted = text[:told].rstrip()[-1:] in {",", ":"} or between.strip() != ""
        return parted or is_sentence(inner, least=2) or not one.closed

    def alone(self, says: Voice, text: str, one: Stretch, inner: str) -> bool:
        """Tell whether a paragraph is one quotation and nothing else."""
        whole = not text[: one.start].strip() and not text[one.end :].strip(" .")
        if not whole:
            return False
        if says.language in _EASTERN:
            return len(inner) >= 2 * _LEAST_EASTERN and inner[-1:] in "。！？.!?"
        if not one.closed:
            return len(inner.split()) > 2 * _LEAST
        return is_sentence(inner, least=_LEAST + 1)

    def resolved(self, who: Person) -> Person:
        """Return the one who spoke last for he and she, the full name for a surname."""
        if who == PRONOUN:
            return self.last or NOBODY
        if who.speaker is None:
            return who
        key = who.speaker.split()[-1].casefold()
        known = self.speakers.get(key)
        short = len([w for w in who.speaker.split() if len(w.strip(".")) > 2]) == 1  # noqa: PLR2004 (no Mr, no initial)
        same = known is not None and (known.speaker or "").endswith(who.speaker)
        if known is not None and who.office is None and (short or same):
            return known
        if not short or known is None:
            self.speakers[key] = who
        return who

    def signature(self, says: Voice, text: str) -> bool:
        """Take a line below a quotation that names its speaker: `— Ana Ruiz, Mayor`."""
        signed = _SIGNED.match(text)
        if self.pending is None or signed is None or len(text) > _LONGEST_SIGNATURE:
            return False
        who = person_of(self.reading, says, text[signed.end() :], whole=True)
        if who is None or who == NOBODY:
            return False
        self.pending.person = self.resolved(who)
        self.pending.sure = 0.85
        self.last, self.pending, self.above = who, None, ""
        return True

    def dashed(self, row: Row, says: Voice, text: str) -> None:
        """Read a paragraph that opens with a dash and says who speaks behind a second one."""
        start = _DASH.match(text)
        begin = start.end() if start else 0
        for match in says.verb.finditer(text, begin, begin + _REACH):
            ahead = text[begin : match.start()].rstrip()
            if not ahead.endswith(("–", "—", " -")) or len(ahead) < _LEAST:
                continue
            inner = ahead.rstrip("–—- ").rstrip()
            told = after(self.reading, says, inner.rstrip("."), ", " + text[match.start() :])
            if told is None:
                return
            who = self.resolved(told[0])
            self.last = who if who != NOBODY else None
            self.keep(_Found(inner, who, row, 0.85), Stretch(0, 0, 0, 0, closed=True))
            end = match.start() + told[1] - 2
            rest = text[end:].strip()
            again = _DASH.match(rest)
            if again and is_sentence(rest[again.end() :], least=3):
                self.keep(
                    _Found(rest[again.end() :], who, row, 0.8), Stretch(0, 0, 0, 0, closed=True)
                )
            return


def _titled(inner: str) -> bool:
    """Tell whether all longer words are capitalised, as in a title: Listen To The Music."""
    words = [word for word in inner.split() if len(word) > _SMALL_WORD]
    return 1 < len(words) <= _LONGEST_TITLE and all(word[:1].isupper() for word in words)


def _full(says: Voice, inner: str) -> bool:
    """Tell whether a stretch that nobody is named for has words enough for a quotation."""
    if says.language in _EASTERN:
        return len(inner) >= _LEAST_EASTERN
    return len(inner.split()) >= _LEAST and not inner[:1].islower()
