"""End marks: the line that says the copy is over; recorded, never a reason to cut what follows."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.release.clock import find_clock
from stages.release.contacts import is_office
from stages.release.letterhead import BODY_WORD
from stages.release.reading import Row

_SIGNS = lazily(
    r"(?:#\s?){2,5}|[-–—]\s?30\s?[-–—]|(?:\*\s?){3}|~{1,5}|x\s?x\s?x|/{2,4}|■|\+{3}", re.IGNORECASE
)
_NUMBERS = lazily(r"[\d./ -]{2,24}")
_ZONE = lazily(r"\s?[A-Z]{2,4}\b\.?")
_LONGEST = 60
_MOST_BEHIND_WORD = 7
_LONG = 260
_MOST_BEHIND = 8
_FEW_BEHIND = 4


def is_end_mark(rows: list[Row], k: int) -> bool:
    """Tell whether row k of the rows from the lead down is an end mark.

    Signs such as ### are; stars, which may divide sections, only where nothing like body
    follows; a word only where it is set apart by signs or capitals, or stands near the end.
    """
    row = rows[k]
    line = row.line
    if len(line) > _LONGEST:
        return False
    label = row.label("end_mark", form="alone") or row.label("end_mark", form="run")
    if label is not None and label.form == "run" and not _signed_off(line, label.rest):
        label = None
    signs = bool(_SIGNS.fullmatch(line))
    if label is None and not signs:
        return False
    behind = [one for one in rows[k + 1 :] if not one.gone]
    if set(line) <= set("* ~/"):
        body = any(one.role is None and not one.labels and len(one.line) > _LONG for one in behind)
        return k > 2 and not body and len(behind) <= _MOST_BEHIND  # noqa: PLR2004 (not at the top)
    if not any(map(str.isalpha, line)) or line[0] in "-–—([（<*+" or line.isupper():
        return k > 0
    return len(behind) <= _FEW_BEHIND or k > 0.6 * len(rows)


def _signed_off(line: str, rest: str) -> bool:
    """Tell whether only a number, an hour or an office stands behind the word: END 10:52 A.M. EDT.

    An hour or an office is that only behind a word in capitals, and no sentence follows it.
    """
    if _NUMBERS.fullmatch(rest):
        return True
    word = line.lstrip("-–— ").partition(" ")[0]
    if not word.isupper() or len(rest.split()) > _MOST_BEHIND_WORD:
        return False
    clock = find_clock(rest)
    if clock is not None:
        rest = rest[: clock.start] + _ZONE.sub("", rest[clock.end :], count=1)
        return not any(map(str.isalpha, rest))
    named = all(w[:1].isupper() or len(w) <= len("of") or w in {"and", "the"} for w in rest.split())
    return named and (is_office(rest) or BODY_WORD.search(rest) is not None)
