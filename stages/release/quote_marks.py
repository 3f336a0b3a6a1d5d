"""Stretches between quotation marks, whatever marks a language or a keyboard has."""

from __future__ import annotations

from msgspec import Struct

from pipeline.pattern import lazily

MARKS = lazily('[“”„‟"«»「」『』‘’](?:(?<!’)|(?=[\\s,.;:]|$))')
DOUBLE = frozenset('“”„‟"')
_PAIRS = {"«": "»", "»": "«", "「": "」", "『": "』"}
_OUTER = DOUBLE | _PAIRS.keys()
_BEFORE_OPEN = frozenset(" \u00a0\u202f\t\n([（【:：—–-/，。、")
_SPACES = frozenset(" \u00a0\u202f\t\n")
_MOST = 60
_SINGLE_END = frozenset(".,!?…")
_BLANKS = " \u00a0\u202f"


class Stretch(Struct, frozen=True):
    """One stretch: with its marks `start` to `end`, without them `first` to `last`."""

    start: int
    end: int
    first: int
    last: int
    closed: bool
    """False where the text ends before the closing mark: the quotation may go on below."""


def stretches(text: str) -> list[Stretch]:
    """Return the outermost stretches of a text in order; marks within marks belong to the outer."""
    found: list[Stretch] = []
    opener = ""
    start = first = depth = 0
    singles = _OUTER.isdisjoint(text)
    skip = -1
    for match in MARKS.finditer(text):
        place, mark = match.start(), match[0]
        if place < skip:
            continue
        if not opener:
            if not _opens(text, place, mark, singles=singles):
                continue
            opener, start, depth = mark, place, 0
            first = place + 1
            if text[first : first + 1] in DOUBLE and mark in DOUBLE:
                first += 1
            skip = first
        elif _closes(text, place, mark, opener):
            if depth:
                depth -= 1
                continue
            end = place + 1
            if mark in DOUBLE and text[end : end + 1] in DOUBLE and not _letter(text, end + 1):
                end += 1
            found.append(_trimmed(text, start, end, first, place, closed=True))
            opener, skip = "", end
            if len(found) > _MOST:
                break
        elif _nests(text, place, mark, opener):
            depth += 1
    if opener and opener != "‘":
        found.append(_trimmed(text, start, len(text), first, len(text), closed=False))
    return found


def reopened(text: str) -> bool:
    """Tell whether a text begins with an opening mark."""
    return bool(text) and text[0] in '“„«»「『"‟”' and _opens(text, 0, text[0], singles=True)


def closing_place(text: str) -> int:
    """Return where a quotation that came from above closes, before any other opens; -1 if not."""
    for match in MARKS.finditer(text):
        place, mark = match.start(), match[0]
        if mark in "»」』" or (mark in DOUBLE and place and text[place - 1] not in _SPACES):
            return place
        if mark not in "’‘":
            return -1
    return -1


def _trimmed(text: str, start: int, end: int, first: int, last: int, *, closed: bool) -> Stretch:
    while first < last and text[first] in _BLANKS:
        first += 1
    while last > first and text[last - 1] in _BLANKS:
        last -= 1
    return Stretch(start, end, first, last, closed)


def _letter(text: str, place: int) -> bool:
    return text[place : place + 1].isalnum()


def _opens(text: str, place: int, mark: str, *, singles: bool) -> bool:
    before = text[place - 1] if place else " "
    behind = text[place + 1 : place + 2]
    if mark in "“„‟«「『":
        return bool(behind)
    set_off = before in _BEFORE_OPEN and bool(behind) and behind not in _SPACES
    if mark in '"”»':
        return set_off and behind not in ",.;:)"
    return mark == "‘" and singles and set_off and behind.isupper()


def _closes(text: str, place: int, mark: str, opener: str) -> bool:
    if opener in _PAIRS:
        return mark == _PAIRS[opener]
    before = text[place - 1]
    if opener == "‘":
        return mark == "’" and (before in _SINGLE_END or text[place + 1 : place + 2] == ",")
    if mark not in DOUBLE or mark in "„‟":
        return False
    if mark == "”":
        return True
    behind = text[place + 1 : place + 2]
    if mark == "“":
        return opener in "„‟”" or (before not in _SPACES and not behind.isalnum())
    return before not in _SPACES or not behind.isalnum()


def _nests(text: str, place: int, mark: str, opener: str) -> bool:
    if opener in _PAIRS:
        return mark == opener
    return opener in "“„‟" and mark in "“„" and _letter(text, place + 1)
