"""Words on one baseline become lines."""

from __future__ import annotations

from stages.read.layout.shapes import Line, Page, Word

_LEVEL = 0.3
"""Share of a size by which baselines of one line differ."""
_RAISED = 0.7
_BACK = 0.6
"""Share of a size by which a word may begin before the end of the one in front (kerning)."""
_SMALL = 0.85
_MOST_RAISED = 4
_SHIFTED, _TOUCHING = 0.55, 0.15
"""How far letters of the full size are raised or lowered, and how near they stand."""


def make_lines(page: Page) -> None:
    """Fill in the lines of a page from its words, in the order of the file."""
    lines: list[list[Word]] = []
    for word in page.words:
        if lines and _follows(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    done = [line_of(words, page.number) for words in lines]
    page.lines = _take_in_raised(done)


def line_of(words: list[Word], page: int) -> Line:
    """Return the line that words make."""
    sizes: dict[float, int] = {}
    levels: dict[float, int] = {}
    bold = count = 0
    x0, x1 = words[0].x0, words[0].x1
    for word in words:
        length, style, y = len(word.text), word.style, word.y
        sizes[style.size] = sizes.get(style.size, 0) + length
        levels[y] = levels.get(y, 0) + length
        count += length
        if style.bold:
            bold += length
        x0, x1 = min(x0, word.x0), max(x1, word.x1)
    return Line(
        words,
        x0,
        x1,
        max(levels, key=levels.__getitem__),
        max(sizes, key=sizes.__getitem__),
        page,
        bold=bold >= count * 0.9,
    )


def _follows(words: list[Word], word: Word) -> bool:
    """Tell whether a word goes on the line of the words before it."""
    last = words[-1]
    one, two = last.style, word.style
    if one.turned != two.turned:
        return False
    small, size = (one.size, two.size) if one.size < two.size else (two.size, one.size)
    gap = word.x0 - last.x1
    if gap < -_BACK * size:
        return False
    y = word.y
    drop = abs(y - last.y)
    if drop <= _LEVEL * small:
        return True
    drop = min(drop, abs(y - words[0].y))
    if drop <= _LEVEL * small:
        return True
    short = min(len(word.text), len(last.text)) <= _MOST_RAISED
    if short and drop <= _SHIFTED * size and abs(gap) <= _TOUCHING * size:
        return True
    different = small < _SMALL * size
    return drop <= _RAISED * size and gap < size and (different or drop <= _LEVEL * size)


def _take_in_raised(lines: list[Line]) -> list[Line]:
    """Put raised letters that the file holds as lines of their own into the line they belong to."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        host = None
        if len(line.words) == 1 and len(line.words[0].text) <= _MOST_RAISED:
            near = lines[max(index - 3, 0) : index] + lines[index + 1 : index + 4]
            host = next((other for other in near if _belongs(line.words[0], other)), None)
        if host is None:
            kept.append(line)
            continue
        word = line.words[0]
        place = next((i for i, w in enumerate(host.words) if w.x0 > word.x0), len(host.words))
        if place:
            before = host.words[place - 1]
            before.space = word.x0 - before.x1 > word.style.size * 0.4
        if place < len(host.words):
            word.space = host.words[place].x0 - word.x1 > word.style.size * 0.25
        host.words.insert(place, word)
        host.x1 = max(host.x1, word.x1)
    return kept


def _belongs(word: Word, host: Line) -> bool:
    return (
        word.style.size < _SMALL * host.size
        and -0.3 * host.size < word.y - host.y < _RAISED * host.size
        and host.x0 < word.x0 < host.x1 + 0.5 * host.size
        and all(w is word or word.x1 <= w.x0 + 1 or word.x0 >= w.x1 - 1 for w in host.words)
    )
