"""Times of day as releases write them, with the zone behind them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.release.fold import fold
from stages.release.lexicon import Lexicon
from stages.release.zones import Zone, zone_behind

_TIME = lazily(
    r"(?P<before>午前|午後|上午|下午|中午|凌晨|晚上|오전|오후)?\s?(?<![\d.,-])(?P<hour>2[0-5]"
    r"|[01]?\d)(?!\d)"
    r"(?:\s?(?:[:.,h]|[時时點点시])\s?(?P<minute>[0-5]\d)(?!\d)(?:\s?[分분])?(?::[0-5]\d)?)?"
    r"(?P<after>\s?(?:[ap]\.?\s?m\b\.?|uhr\b|uur\b|hrs?\b\.?|horas\b|heures?\b|h\b"
    r"|[時时點点시]|u\b))?"
    r"(?:\s?(?P<arabic>صباح[اً]*|مساء[ً]?))?",
    re.IGNORECASE,
)
_MARKED = lazily(
    r"(?:\bore|\bgodz\.|\balle|\bà|\blas|\bàs|\bat|\bв|\bom|الساعة|@)\s*$", re.IGNORECASE
)
_NOON = 12


class Clock(NamedTuple):
    """A time of day, where it ends in the text, and whether it is plain which day it belongs to."""

    hour: int
    minute: int
    end: int
    next_day: bool = False
    unclear: bool = False


def find_clock(text: str, words: Lexicon) -> Clock | None:
    """Return the first time of day in a text from which dates were taken out."""
    folded = text.casefold()
    for match in _TIME.finditer(text):
        marked = match["minute"] or match["after"] or match["before"] or match["arabic"]
        if not marked and not _MARKED.search(text[: match.start()]):
            continue
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = fold((match["before"] or "") + (match["after"] or "") + (match["arabic"] or ""))
        late = any(sign in half for sign in ("p", "午後", "下午", "晚上", "오후", "مساء"))
        early = any(
            sign in half for sign in ("am", "a.", "a m", "午前", "上午", "凌晨", "오전", "صباح")
        )
        if late and hour < _NOON:
            hour += _NOON
        elif early and hour == _NOON:
            hour = 0
        if hour >= 24:  # noqa: PLR2004 (24:00, 25時)
            return Clock(hour - 24, minute, match.end(), next_day=True)
        return Clock(hour, minute, match.end())
    for phrase in ("noon", "midday", *words.noon):
        at = folded.find(phrase)
        if at >= 0:
            return Clock(_NOON, 0, at + len(phrase))
    for phrase in ("midnight", *words.midnight):
        at = folded.find(phrase)
        if at >= 0:
            return Clock(0, 0, at + len(phrase), unclear=True)
    return None


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
