"""Initials over several lines, which belong to the word that they begin."""

from __future__ import annotations

from stages.read.layout.shapes import Line, Page, Word

_LARGER = 1.8
"""Size of an initial in sizes of the lines beside it."""
_LONGEST = 3
_NEAR = 1.5
"""How far right of the initial its line begins, in sizes."""
_WORDS = frozenset("AÀÁÂEÈÉIOÒÓUYaàáâeèéioòóuy")
"""Letters that are words by themselves."""


def take_in_initials(pages: list[Page]) -> None:
    """Put each large initial in front of the first of the lines that stand beside it."""
    for page in pages:
        sizes = {line.size for line in page.lines}
        if not sizes or max(sizes) < _LARGER * min(sizes):
            continue
        for cap in [line for line in page.lines if _may_be_initial(line)]:
            host = _host(cap, page.lines)
            if host is not None:
                _join(cap, host, pages)
                page.lines = [line for line in page.lines if line is not cap]


def _may_be_initial(line: Line) -> bool:
    if len(line.words) != 1 or line.edge:
        return False
    text = line.words[0].text
    return len(text) <= _LONGEST and any(map(str.isalpha, text)) and not text[-1].islower()


def _host(cap: Line, lines: list[Line]) -> Line | None:
    """Return the first line beside an initial, where at least two stand beside it."""
    beside = [
        line
        for line in lines
        if _LARGER * line.size <= cap.size
        and cap.y - 0.4 * line.size <= line.y <= cap.y + 0.95 * cap.size
        and line.x0 >= cap.x0 - 1
        and line.x0 - cap.x1 <= _NEAR * line.size
        and not line.edge
    ]
    if len(beside) < 2:  # noqa: PLR2004 (an initial is two lines high)
        return None
    return max(beside, key=lambda line: line.y)


def _join(cap: Line, host: Line, pages: list[Page]) -> None:
    first, text = host.words[0], cap.words[0].text
    x1 = min(cap.x1, first.x0)
    apart = _stands_alone(text, host, pages)
    word = Word(text, cap.x0, x1, host.y, first.style, cap.words[0].at, apart, first.link)
    host.words.insert(0, word)
    host.x0 = min(host.x0, cap.x0)
    first.x0 = max(first.x0, x1) if apart else x1


def _stands_alone(text: str, host: Line, pages: list[Page]) -> bool:
    """Tell whether an initial is a word: `A` before `sea`, which stands in other lines as well."""
    following = host.words[0].text
    if text not in _WORDS or not following[:1].islower():
        return False
    words = {
        word.text.casefold()
        for page in pages
        for line in page.lines
        if line is not host
        for word in line.words
    }
    return (text + following).casefold() not in words and following.casefold() in words
