"""Which paragraphs are headings, and of which level."""

from __future__ import annotations

from stages.read.layout.measure import ALIKE, Usual
from stages.read.layout.paragraphs import Part
from stages.read.tagged.headings import said_heading, set_said_levels

_LARGER, _SMALLER = 1.1, 0.92
"""Sizes from which on text is larger or smaller than that of the body; a note heads nothing."""
_MUCH_LARGER = 1.3
_MOST_LINES = 6
_LONGEST = 260
_LONGEST_BOLD = 130
_LONGEST_SENTENCE = 60
_LONGEST_CAPITALS = 90
_MOST_LINES_BOLD = 2
_LEVELS = 6


def find_headings(parts: list[Part], usual: Usual) -> None:
    """Turn parts of the whole document into headings where their setting says so."""
    for part, following in zip(parts, _following(parts), strict=True):
        if part.kind != "paragraph" or part.edge or part.lines[0].words[0].style.turned:
            continue
        said = said_heading(part, usual)
        if _is_heading(part, following, usual) if said is None else said:
            part.kind = "heading"
    headings = [part for part in parts if part.kind == "heading"]
    _set_levels(headings, usual)
    set_said_levels(headings, usual)


def _following(parts: list[Part]) -> list[Part | None]:
    """Return what each part stands before, the furniture of pages left aside."""
    found: list[Part | None] = []
    last: Part | None = None
    for part in reversed(parts):
        found.append(last)
        if not part.edge:
            last = part
    return found[::-1]


def text_of(part: Part) -> str:
    """Return the words of a part, one space between lines."""
    return " ".join(
        "".join(word.text + (" " if word.space else "") for word in line.words).strip()
        for line in part.lines
    )


def _is_heading(part: Part, following: Part | None, usual: Usual) -> bool:
    if len(part.lines) > _MOST_LINES:
        return False
    text = text_of(part)
    letters = sum(character.isalpha() for character in text)
    if letters < 2 or len(text) > _LONGEST:  # noqa: PLR2004 (a mark is no heading)
        return False
    if text.startswith("(") and text.endswith(")"):
        return False
    if part.size >= usual.body * _LARGER:
        long = len(part.lines) > 3 and text.rstrip().endswith((".", "”", '"'))  # noqa: PLR2004 (a standfirst)
        return not long and not _is_sentence(part, text, usual)
    if part.size < usual.body * _SMALLER or text.rstrip().endswith((",", ";")):
        return False
    if text.rstrip().endswith(".") and (not part.bold or len(text) > _LONGEST_SENTENCE):
        return False
    if part.breaks or following is None:
        return False
    if part.bold:
        return (
            len(text) <= _LONGEST_BOLD
            and len(part.lines) <= _MOST_LINES_BOLD
            and (
                not (
                    following.kind == "paragraph" and following.bold and following.size <= part.size
                )
                or following.before > 1.25  # noqa: PLR2004 (set apart)
            )
        )
    capitals = sum(character.isupper() for character in text) == letters and text.upper() == text
    cased = any(character.lower() != character for character in text)
    return (
        capitals
        and cased
        and letters > len(text) * 0.6
        and len(part.lines) == 1
        and len(text) <= _LONGEST_CAPITALS
        and following.kind == "paragraph"
        and not following.bold
        and following.size >= usual.body * _SMALLER
        and len(text_of(following)) > len(text)
    )


def _is_sentence(part: Part, text: str, usual: Usual) -> bool:
    """Tell whether a part little larger than most text is a sentence: the body of a short release.

    In a release of two paragraphs the small print below may hold more characters than the text.
    """
    if part.bold or part.size >= usual.body * _MUCH_LARGER:
        return False
    if text.rstrip().endswith(("。", "！")):
        return True
    return text.rstrip().endswith(".") and len(text) > _LONGEST_SENTENCE


def _set_levels(headings: list[Part], usual: Usual) -> None:
    """Larger is higher; at one size bold is higher than plain."""
    kinds: list[tuple[float, bool]] = []
    for part in sorted(headings, key=lambda part: (-part.size, not part.bold)):
        if not kinds or not _alike(kinds[-1], part):
            kinds.append((part.size, part.bold))
    for part in headings:
        place = next(i for i, kind in enumerate(kinds) if _alike(kind, part))
        if headings and part.size < usual.body * _LARGER:
            place = max(place, 1)
        part.level = min(place + 1, _LEVELS)
    if headings and min(part.level for part in headings) > 1:
        headings[0].level = 1


def _alike(kind: tuple[float, bool], part: Part) -> bool:
    return abs(kind[0] - part.size) <= ALIKE * kind[0] and kind[1] == part.bold
