"""Paragraphs run together in one line, with wide spaces where they ended."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pattern import lazily
from stages.read.text_capitals import LONGEST_HEADING
from stages.read.text_lines import Line

_SENTENCE_GAP = lazily(r"(?<=[.!?:”\"’)…])[ \u00a0]{2,}(?=[A-Z\u00c0-\u00de“\"‘(•*\d])")
_SENTENCE_END = lazily(r"[a-z\d)”\"][.!?][”\"’)]? (?=[A-Z\u00c0-\u00de“\"‘])")
_ANY_GAP = lazily(r"[ \u00a0]{2,}(?=[A-Z\u00c0-\u00de“\"‘(•*\d])")
_WIDE_GAP = lazily(r"[ \u00a0]{8,}")


def unflattened(line: Line) -> list[Line]:
    """Return the paragraphs of a long line in which wide spaces stand for paragraph ends.

    Wide spaces after every sentence are a typist's habit and say nothing.
    """
    words = line.words
    wide = list(_WIDE_GAP.finditer(words))
    if wide:
        return _cut(line, [match.span() for match in wide])
    after_sentence = list(_SENTENCE_GAP.finditer(words))
    if not after_sentence or len(_SENTENCE_END.findall(words)) < len(after_sentence):
        return [line]
    cuts: list[tuple[int, int]] = []
    told = {match.start() for match in after_sentence}
    for match in _ANY_GAP.finditer(words):
        before = words[cuts[-1][1] if cuts else 0 : match.start()]
        title = cuts and len(before) <= LONGEST_HEADING // 2 and not before.isupper()
        if match.start() in told or title:
            cuts.append(match.span())
    return _cut(line, cuts)


def _cut(line: Line, cuts: Sequence[tuple[int, int]]) -> list[Line]:
    parts: list[Line] = []
    at = 0
    for first, last in [*cuts, (len(line.words), len(line.words))]:
        words = line.words[at:first]
        if words:
            parts.append(line._replace(start=line.start + at, end=line.start + first, words=words))
        at = last
    return parts
