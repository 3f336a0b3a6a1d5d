"""Initials over several lines, which belong to the word that they begin."""

from __future__ import annotations

from stages.read.layout.lines import line_of
from stages.read.layout.shapes import Line, Page, Word

_LARGER = 1.8
"""Size of an initial in sizes of the lines beside it."""
_LONGEST = 3
_NEAR = 1.5
"""How far right of the initial its line begins, in sizes."""
_BELOW = 1.6
"""How far below its foot a line may still keep clear of it, in sizes."""
_WORDS = frozenset("AÀÁÂEÈÉIOÒÓUYaàáâeèéioòóuy")
"""Letters that are words by themselves."""


def take_in_initials(pages: list[Page]) -> None:
    """Put each large initial in front of the first of the lines that stand beside it."""
    for page in pages:
        sizes = {size for line in page.lines for size in (line.size, line.words[0].style.size)}
        if not sizes or max(sizes) < _LARGER * min(sizes):
            continue
        for line in page.lines:
            _set_apart(line, page)
        for cap in [line for line in page.lines if _may_be_initial(line)]:
            beside = _beside(cap, page.lines)
            if len(beside) > 1:
                _join(cap, max(beside, key=lambda line: line.y), pages)
                for line in beside:
                    line.x0 = cap.x0
                page.lines = [line for line in page.lines if line is not cap]


def _set_apart(line: Line, page: Page) -> None:
    """Make an initial that was taken into its line a line of its own."""
    first = line.words[0]
    if len(line.words) == 1 or line.edge or first.style.size < _LARGER * line.size:
        return
    cap, rest = line_of([first], line.page), line_of(line.words[1:], line.page)
    others = [other for other in page.lines if other is not line]
    if _may_be_initial(cap) and len(_beside(cap, [*others, rest])) > 1:
        place = next(i for i, other in enumerate(page.lines) if other is line)
        page.lines = [*page.lines[:place], cap, rest, *page.lines[place + 1 :]]


def _may_be_initial(line: Line) -> bool:
    if len(line.words) != 1 or line.edge:
        return False
    text = line.words[0].text
    return len(text) <= _LONGEST and any(map(str.isalpha, text)) and not text[-1].islower()


def _beside(cap: Line, lines: list[Line]) -> list[Line]:
    """Return the lines that stand beside an initial; it is at least two of them high."""
    return [
        line
        for line in lines
        if _LARGER * line.size <= cap.size
        and line.y <= cap.y + 0.95 * cap.size
        and cap.y - line.y <= (_BELOW if line.x0 >= cap.x1 - 1 else 0.4) * line.size
        and line.x0 >= cap.x0 - 1
        and line.x0 - cap.x1 <= _NEAR * line.size
        and not line.edge
    ]


def _join(cap: Line, host: Line, pages: list[Page]) -> None:
    first, text = host.words[0], cap.words[0].text
    x1 = min(cap.x1, first.x0)
    apart = _stands_alone(text, host, pages)
    word = Word(text, cap.x0, x1, host.y, first.style, cap.words[0].at, apart, first.link)
    host.words.insert(0, word)
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
