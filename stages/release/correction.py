"""Marks of releases that correct, repeat or replace another."""

from __future__ import annotations

from pipeline.pattern import lazily
from pipeline.tree import Correction
from stages.release.fold import bare, fold, spaceless
from stages.release.kind import head_lines
from stages.release.reading import Reading, Row

_MOST_WORDS = 5
_LONGEST = 600
_A_PHRASE = 3
_FIRST_ROWS = 8
_BRACKET = lazily(r"^[\s*]*(?:/{1,2}|[(\[【（［<«]|--+|\+\+\+)\s*")
_SPACED_WORD = lazily(r"^(?:[^\W\d_] ){4,}[^\W\d_](?= {2}| ?[-–—/:)\]]|$)")
_CLOSES = lazily(r"^\s*(?:[:：/)\]】）］>»]|[-–—]{1,3}(?:\s|$)|$)")
_BARE_KINDS = frozenset(["correction", "replacement"])
"""Kinds whose word in capitals is enough; the others mean other things too."""


def read_correction(reading: Reading) -> None:
    """State the mark of correction: a word at the head of a line, set as marks are, or a sentence.

    The words mean corrections of software and law as well, so one counts only in capitals, in
    brackets or slashes, or before a colon.
    """
    for row, line in head_lines(reading):
        kind = _marked(reading, row, line)
        if kind is not None:
            _state(reading, line, kind, row, 0.9)
            return
    _by_sentence(reading)


def _by_sentence(reading: Reading) -> None:
    sentences = reading.words.facts.correction_sentences
    live = reading.live
    late = [row for row in live[_FIRST_ROWS:] if row.role == "notice"]
    for row in [*live[:_FIRST_ROWS], *late]:
        opening = fold(row.line[:80]).lstrip('([*"« ')
        if opening.startswith(sentences) and len(row.line) <= _LONGEST:
            replaces = any(
                word in opening for word in ("replace", "ersetzt", "remplace", "sostitu")
            )
            _state(reading, row.line, "replacement" if replaces else "correction", row, 0.75)
            return


def _state(reading: Reading, line: str, kind: str, row: Row, sure: float) -> None:
    reading.state("correction", Correction(line.strip(), kind), row, sure)


def _marked(reading: Reading, row: Row, line: str) -> str | None:
    bracket = _BRACKET.match(line)
    text = line[bracket.end() :] if bracket else line.lstrip(" *")
    spaced = _SPACED_WORD.match(text)
    if spaced:
        text = spaced[0].replace(" ", "") + " " + text[spaced.end() :].lstrip()
    known = _opening(reading, text)
    if known is None:
        return None
    words, kind, rest = known
    capitals = words.isupper() or spaceless(words) or not any(map(_cased, words))
    closed = bool(_CLOSES.match(rest))
    alone = not rest.strip(" :：-–—*/)]】）")
    if bracket:
        return kind if closed or capitals else None
    if kind not in _BARE_KINDS:
        colon = rest.lstrip()[:1] in {":", "："}
        return kind if kind == "update" and capitals and colon and words.isupper() else None
    named = rest.lstrip()[:1] in {":", "："} or len(words.split()) >= _A_PHRASE
    if named or (closed and (capitals or alone or row.role != "headline")):
        return kind
    return kind if words.isupper() and not line.isupper() else None


def _opening(reading: Reading, text: str) -> tuple[str, str, str] | None:
    """Return (words, kind, what follows) of the longest known opening of a text."""
    marks = reading.words.facts.corrections
    if spaceless(text) or (text and "\uac00" <= text[0] <= "\ud7a3"):
        for size in range(min(8, len(text)), 1, -1):
            kind = marks.get(fold(text[:size]))
            if kind is not None:
                return text[:size], kind, text[size:]
        return None
    words = text.split(None, _MOST_WORDS)[:_MOST_WORDS]
    at = 0
    ends = []
    for word in words:
        at = text.index(word, at) + len(word)
        ends.append(at)
    for end in reversed(ends):
        printed = text[:end].rstrip(" :：-–—/)]】）*")
        kind = marks.get(bare(fold(printed)))
        if kind is not None:
            return printed, kind, text[len(printed) :]
    return None


def _cased(sign: str) -> bool:
    return sign.lower() != sign.upper()
