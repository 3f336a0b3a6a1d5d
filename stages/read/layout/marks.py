"""Bullets and numbers in front of lines: typed, set apart, or drawn as shapes."""

from __future__ import annotations

import unicodedata

from pipeline.pattern import lazily
from stages.read.layout.shapes import Line, Page, Word

BULLETS = frozenset("•‣▪▫●○◦■□◆◇▶►➢➤✓✔✦❖·∙⁃*\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06f§¤")
_DASHES = frozenset("-–—")
WEAK = ("-", "–", "—", "*", "·", "--")
"""Marks that also stand inside sentences."""
_NUMBER = lazily(r"\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{2,5})[.)]")
_MOST_COMPARED = 1_000_000
_FARTHEST = 4.0
"""How far before its line a bullet stands, in sizes."""


def is_bullet(text: str) -> bool:
    """Tell whether a word is a bullet and nothing else."""
    return text == "--" or (len(text) == 1 and (text in BULLETS or text in _DASHES))


def number_of(mark: str) -> int | None:
    """Return the number a list mark stands for, None for a bullet."""
    found = _NUMBER.fullmatch(mark)
    if found is None:
        return None
    told = found[1]
    if told.isdigit():
        return int(told)
    if len(told) == 1 and told.lower() not in "ivx":
        return ord(told.lower()) - ord("a") + 1
    return roman(told)


def roman(text: str) -> int:
    """Return the value of a Roman number up to 39; letters alone stand for themselves."""
    values = {"i": 1, "v": 5, "x": 10}
    total = 0
    letters = [values[letter] for letter in text.lower()]
    for index, value in enumerate(letters):
        after = letters[index + 1] if index + 1 < len(letters) else 0
        total += -value if value < after else value
    return total


def attach_marks(page: Page) -> None:
    """Give the lines of a page the bullets and numbers in front of them."""
    _set_apart(page)
    for line in page.lines:
        _typed(line)
    _drawn(page)


def _set_apart(page: Page) -> None:
    """Give a bullet that the file holds as a line of its own to the line beside it."""
    lonely = [
        line
        for line in page.lines
        if len(line.words) == 1 and (is_bullet(line.words[0].text) or _is_number(line))
    ]
    if not lonely or len(lonely) * len(page.lines) > _MOST_COMPARED:
        return
    taken: set[int] = set()
    for line in lonely:
        beside = [
            other
            for other in page.lines
            if other is not line
            and other.mark is None
            and abs(other.y - line.y) <= 0.35 * other.size
            and -0.2 * other.size <= other.x0 - line.x1 <= _FARTHEST * other.size
        ]
        if beside:
            host = min(beside, key=lambda other: other.x0 - line.x1)
            host.mark, host.mark_x = line.words[0].text, line.x0
            host.mark_typed = True
            taken.add(id(line))
    page.lines = [line for line in page.lines if id(line) not in taken]


def _is_number(line: Line) -> bool:
    return _NUMBER.fullmatch(line.words[0].text) is not None


def _typed(line: Line) -> None:
    if line.mark is not None or len(line.words) < 2:  # noqa: PLR2004 (a mark and a word)
        return
    first, second = line.words[0], line.words[1]
    gap = second.x0 - first.x1
    bullet = is_bullet(first.text) and (first.space or gap > 0.2 * line.size)
    if first.text in WEAK:
        bullet = bullet and gap > 0.2 * line.size
    numbered = _NUMBER.fullmatch(first.text) is not None and (first.space or gap > 0.2 * line.size)
    if not (bullet or numbered):
        return
    line.mark, line.mark_x, line.mark_typed = first.text, first.x0, True
    line.mark_gap = gap
    line.words = line.words[1:]
    line.x0 = line.words[0].x0


def _drawn(page: Page) -> None:
    if len(page.marks) * len(page.lines) > _MOST_COMPARED:
        return
    for x0, y0, x1, y1 in page.marks:
        middle = (y0 + y1) / 2
        best: Line | None = None
        for line in page.lines:
            if line.mark is not None or not -0.1 * line.size < middle - line.y < 0.8 * line.size:
                continue
            if y1 - y0 > line.size or not 0 <= line.x0 - x1 <= _FARTHEST * line.size:
                continue
            if best is None or line.x0 < best.x0:
                best = line
        if best is not None:
            best.mark, best.mark_x = "•", x0


def put_back(line: Line) -> None:
    """Make the mark of a line part of its text again: it was no list."""
    if line.mark is None:
        return
    if line.mark_typed:
        first = line.words[0]
        line.words = [
            Word(line.mark, line.mark_x, first.x0, line.y, first.style, first.at, space=True),
            *line.words,
        ]
        line.x0 = line.mark_x
    line.mark = None


def is_letter(text: str) -> bool:
    """Tell whether a mark's characters are letters of a script."""
    return all(unicodedata.category(character).startswith("L") for character in text)
