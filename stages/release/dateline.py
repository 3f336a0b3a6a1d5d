"""The dateline: place, date, mark of the wire and dash, in the shapes of fourteen languages."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.release.contacts import no_place
from stages.release.dateline_shapes import HEAD, Read, east_asian, lost_dash
from stages.release.dates import Found, find_dates
from stages.release.fold import eastern, fold
from stages.release.lexicon import Lexicon, Wire
from stages.release.places import has_region, placelike, published_behind, stands_alone
from stages.release.word_lists import worded, words_of

_BRACKET = lazily(
    r"[(（\[［]\s?([^()（）\[\]［］\n]{2,60})\s?[)）\]］](?:\((?:https?:)?[^)\s]*\))?"
)
_SLASHES = lazily(r"/(\s?)([^/\n]{2,60}?)(\s?)/")
_DASH = lazily(r"\s*(?:-{1,3}|[–—―‒]|\.[-–—](?=\s)|(?<=\))\.-)\s*|\s+=\s*")
_OTHER = lazily(r"\s*[,،、，|•·:：/]\s*|\s*\.\s+")
_LEAD_IN = worded(r"<<date_lead>>\s+(?=\S)", re.IGNORECASE)
_TAIL = worded(
    r"\s*(?:<<date_tail|clock.lead>>|@)?\s*"
    r"(?:,\s?(?:Nr\.\s?)?\d{1,4}/\d{2,4})?"
    r"(?:\d{1,2}[:.h]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:<<clock.hours>>|[A-Z]{2,4}))?)?"
)
_WIRELIKE = worded(r"<<+wire_words>>|<<wire_ends>>$", re.IGNORECASE)
_CARRIER = lazily(r"^(?:[A-Z][\w.&-]*\s){0,2}[A-Z][\w.-]*[Ww]ire$")
_CAPITAL = lazily(r"[A-ZÀ-ÞА-ЯŚŻŹĆŁ\d\u0600-\u06ff]")
_LAST = lazily(r",?\s[^\s,]+,?$")
_STOP = lazily(
    r"\s(?:[-–—]{1,3}\s|/|[•|]\s)|-(?:-|(?<=[A-ZÀ-Þ]-)\s)|[–—(（\[［/\n]|\.(?<=\w\.)[-–—]\s|:\s"
)
_TIGHT_DASH = lazily(r"-(?<=[^\W\d_]-)(?=[A-ZÀ-Þ][a-zà-ÿ]*\s)")


_NO_PLACES = frozenset(
    ["release_kind", "addressee", "immediate", "notice", "created", "contact", "more_info"]
)


class _State:
    """What has been taken off the front of the text so far."""

    def __init__(self, text: str, words: Lexicon, *, month_first: bool) -> None:
        self.text = text[:HEAD].split("\n\n", maxsplit=1)[0]
        self.words = words
        self.dates = {d.start: d for d in find_dates(self.text, words, month_first=month_first)}
        self.place: str | None = None
        self.date: Found | None = None
        self.wire: Wire | None = None
        self.slug: str | None = None
        self.company: str | None = None
        self.kind = False
        self.at = 0
        self.dash_at = -1
        self.dashed = False

    def run(self) -> None:
        """Take pieces as long as they belong to a dateline."""
        for _ in range(16):
            self.skip()
            if self.at >= len(self.text) or not (
                self.bracket() or self.a_date() or self.words_before()
            ):
                break

    def skip(self) -> None:
        dash = _DASH.match(self.text, self.at)
        if dash and self.at and (dash[0] != "-" or self.wire or self.date):
            self.at, self.dash_at, self.dashed = dash.end(), dash.end(), True
            return
        other = _OTHER.match(self.text, self.at)
        if (
            other
            and self.at
            and not _SLASHES.match(self.text, self.at + len(other[0]) - len(other[0].lstrip()))
        ):
            self.at = other.end()
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def bracket(self) -> bool:
        match = _BRACKET.match(self.text, self.at)
        inner = match[1].strip() if match else ""
        spaced = False
        if match is None:
            match = _SLASHES.match(self.text, self.at)
            if match is None:
                return False
            inner, spaced = match[2].strip(), bool(match[1] and match[3])
        if fold(inner) in self.words.weekdays:
            self.at = match.end()
            return True
        wire = self.words.wire_of_mark(inner) or self.words.wire_of_mark(
            re.split(r"\s[-–—]\s|,", inner)[0]
        )
        if wire is not None and not (wire.cased and inner not in wire.marks):
            self.wire, self.slug = wire, inner
            inside = next(find_dates(inner, self.words), None)
            self.date = self.date or inside
        elif spaced and self.place and self.date:
            self.company = inner
        elif self.slug is not None and self.wire is None and _WIRELIKE.search(inner):
            pass
        elif (
            self.slug is None
            and _WIRELIKE.search(inner)
            and not placelike_region(inner, self.words)
        ):
            self.slug = inner
        elif (self.place is None and self.at == 0 and placelike(inner)) or (
            self.place is None and self.date and placelike(inner)
        ):
            self.place = inner
        elif self.date is None and next(find_dates(inner, self.words), None):
            self.date = next(find_dates(inner, self.words))
        else:
            return False
        self.at = match.end()
        return True

    def a_date(self) -> bool:
        if self.date is not None and self.date.day is not None:
            return False
        lead = _LEAD_IN.match(self.text, self.at)
        for start in (self.at, lead.end() if lead else -1):
            for begin, found in self.dates.items():
                between = self.text[start:begin]
                weekday = fold(between).strip(" ,.()")
                if (
                    start >= 0
                    and begin >= start
                    and (not between.strip(" ,") or weekday in self.words.weekdays)
                ):
                    self.date = found
                    tail = _TAIL.match(self.text, found.end)
                    self.at = tail.end() if tail else found.end
                    return True
        return False

    def words_before(self) -> bool:
        """Take words up to the next dash, bracket or date as a place, a wire or a kind."""
        stops = [d for d in self.dates if d >= self.at]
        for pattern in (_STOP, _TIGHT_DASH):
            hit = pattern.search(self.text, self.at)
            if hit:
                stops.append(hit.start())
                break
        stop = min(stops, default=len(self.text))
        chunk = self.text[self.at : stop].strip(" ,،\xa0")
        cut = _LAST.sub(self.without_lead, chunk)
        wire = self.words.wire_of_mark(chunk)
        if wire is not None and (self.place or self.date):
            self.wire, self.slug = wire, chunk
        elif self.place is None and self.at == 0 and not self.kind and self._kind(chunk):
            self.kind = True
        elif self.place is None and placelike(cut) and not self._no_place(cut):
            self.place = cut.strip(" ,،\xa0")
            if self.place.endswith(".") and " " not in self.place:
                self.place = self.place.rstrip(".")
        elif self.place and self.date and self.slug is None and _CARRIER.search(chunk):
            self.slug = chunk
        else:
            return self.bare_wire(chunk)
        self.at = stop
        return True

    def without_lead(self, match: re.Match[str]) -> str:
        """Return the last word before a date, or nothing where it is a weekday or leads it in."""
        last = fold(match[0]).strip(" ,")
        return "" if last in self.words.weekdays or last in words_of("date_lead") else match[0]

    def _no_place(self, chunk: str) -> bool:
        """Tell whether words are a company, an office or a label: Press release."""
        if no_place(chunk) or published_behind(self.words, chunk) is not None:
            return True
        return any(
            label.role in {"author", "editor_notes"}
            or (label.form == "alone" and not label.weak and label.role in _NO_PLACES)
            for label in self.words.labels(chunk)
        )

    def _kind(self, chunk: str) -> bool:
        return any(
            label.role == "release_kind" and label.form == "alone"
            for label in self.words.labels(chunk)
        )

    def bare_wire(self, chunk: str) -> bool:
        """Take `INTERFAX.RU` or `РИА Новости.` without brackets, where words follow at once."""
        first = chunk.split(". ", maxsplit=1)[0]
        wire = self.words.wire_of_mark(first)
        if wire is None or not (self.place or self.date):
            return False
        self.wire, self.slug = wire, first
        self.at += len(first)
        return True


def placelike_region(text: str, words: Lexicon) -> bool:
    """Tell whether a bracket holds a place with its state rather than a wire."""
    return has_region(text, words) or stands_alone(text, words)


def read_dateline(text: str, words: Lexicon, *, month_first: bool = False) -> Read | None:
    """Return the dateline at the start of a text, or None.

    Accepted are a place with a date or a mark of a wire, a place and a dash before a capital, a
    mark alone, and a known city in capitals whose dash was lost.
    """
    lead = len(text) - len(text.lstrip(" \t*_"))
    read = east_asian(text[lead:], words) or _general(text[lead:], words, month_first=month_first)
    if read is None:
        return None
    return read._replace(start=lead, end=read.end + lead)


def _general(text: str, words: Lexicon, *, month_first: bool) -> Read | None:
    state = _State(text, words, month_first=month_first)
    state.run()
    end, whole = state.at, not text[state.at :].strip(" .-–—:,")
    sure = _sure(state, text, whole=whole)
    if sure == 0.0:
        return lost_dash(text, words)
    if whole:
        end = len(text.rstrip())
    return Read(
        0, end, state.place, state.date, state.wire, state.slug, state.company, state.kind, sure
    )


def _sure(state: _State, text: str, *, whole: bool) -> float:
    follows = _opens_name(text[state.at : state.at + 3]) or whole
    full = state.date is not None and state.date.day is not None
    ended = (
        state.dash_at == state.at or whole or (state.at and text[state.at - 1 : state.at] in ")/]")
    )
    pointed = text[max(0, state.at - 2) : state.at].strip() in {".", ":", ","} or text[
        : state.at
    ].endswith("\n")
    if state.place and (full or state.slug):
        if ended or state.slug:
            return 0.98
        return 0.85 if pointed and follows and not text[: state.at].rstrip().endswith(",") else 0.0
    if state.place and state.date and ended:
        return 0.9
    if state.slug and state.wire and ended:
        return 0.9
    if full and state.dash_at == state.at and follows and not state.place and state.at < 60:  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return 0.8
    if state.place and state.dash_at == state.at and follows and not whole:
        loud = state.place.isupper()
        known = stands_alone(state.place, state.words) or has_region(state.place, state.words)
        short = len(state.place.split()) <= 3  # noqa: PLR2004 (words of a name)
        if loud or known:
            return 0.95
        return 0.7 if short else 0.0
    return 0.0


def _opens_name(text: str) -> bool:
    """Tell whether a text begins as a name or a sentence does, behind its opening signs."""
    sign = text.lstrip("\"“„«‘'¿¡(")[:1]
    return _CAPITAL.match(sign) is not None or eastern(sign)
