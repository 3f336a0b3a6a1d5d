"""Times of day as releases write them, with the zone behind them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache

from msgspec import Struct

from pipeline.pattern import lazily
from stages.release.fold import fold, squeezed
from stages.release.lexicon import Lexicon
from stages.release.word_lists import worded, words_of
from stages.release.zones import Zone, zone_behind

_TIME = worded(
    r"(?P<before><<clock.am|clock.pm|clock.noon>>)?\s?(?<![\d.,-])(?P<hour>2[0-5]|[01]?\d)(?!\d)"
    r"(?:\s?(?:[:.,h]|[時时點点시])\s?(?P<minute>[0-5]\d)(?!\d)(?:\s?[分분])?(?::[0-5]\d)?)?"
    r"(?P<hours>\s?<<-clock.hours>>\.?)?(?:\s?(?P<after><<-clock.am|clock.pm>>))?",
    re.IGNORECASE,
)
_LEAD = worded(r"(?:<<clock.lead>>|@)\s*$", re.IGNORECASE)
_PHRASE = worded(r"(?P<noon><<noon>>)|(?P<midnight><<midnight>>)", re.IGNORECASE)
_DIGIT = lazily(r"\d")
_NOON = 12


class Clock(Struct, frozen=True):
    """A time of day, where it ends in the text, and whether it is plain which day it belongs to."""

    hour: int
    minute: int
    end: int
    next_day: bool = False
    unclear: bool = False
    start: int = 0


def find_clock(text: str) -> Clock | None:
    """Return the first time of day in a text from which dates were taken out."""
    phrase = next((m for m in _PHRASE.finditer(text) if not _DIGIT.search(m[0])), None)
    for match in _TIME.finditer(text):
        marked = match["minute"] or match["hours"] or match["before"] or match["after"]
        if not marked and not _LEAD.search(text[: match.start()]):
            continue
        if phrase is not None and match.start() <= phrase.start() <= match.end() + 1:
            break  # 12 midnight: the word says more than the number
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        halves = {squeezed(half) for half in (match["before"], match["after"]) if half}
        if halves & _halves("clock.pm") and hour < _NOON:
            hour += _NOON
        elif halves & _halves("clock.am") and hour == _NOON:
            hour = 0
        if hour >= 24:  # noqa: PLR2004 (24:00, 25時)
            return Clock(hour - 24, minute, match.end(), next_day=True, start=match.start())
        return Clock(hour, minute, match.end(), start=match.start())
    if phrase is None:
        return None
    noon = phrase["noon"] is not None
    return Clock(_NOON if noon else 0, 0, phrase.end(), unclear=not noon, start=phrase.start())


@cache
def _halves(key: str) -> frozenset[str]:
    return frozenset(map(squeezed, words_of(key)))


def instant(day: date, clock: Clock, text: str, words: Lexicon) -> tuple[datetime, Zone | None]:
    """Return the local time on a day, and the zone that the text behind the time names."""
    moment = datetime.combine(day, time(clock.hour, clock.minute))
    if clock.next_day:
        moment = datetime.combine(date.fromordinal(day.toordinal() + 1), moment.time())
    zone = zone_behind(text[clock.end :], moment, words.zone_words)
    if zone is None:
        folded = fold(text)
        for phrase, target in words.zone_words.items():
            if phrase in folded and target != "local":
                zone = zone_behind(phrase, moment, words.zone_words)
                break
    return moment, zone
