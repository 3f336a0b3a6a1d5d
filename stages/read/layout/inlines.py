"""Words become text with links, emphasis, raised and lowered letters."""

from __future__ import annotations

from itertools import groupby

from pipeline.tree import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from stages.read.layout.shapes import Line, Word

_HYPHEN = "\ufffe"
_GAP, _SPACE, _SQUARE_GAP = 0.35, 0.2, 1.2
"""Gaps in sizes that part words: in one run, between runs, beside a sign of East Asia."""
_SQUARE = "\u2e7f"
_SMALL = 0.86
_SHIFT = 0.12
_FAR_SHIFT = 0.25

Setting = tuple[str | None, str, bool, bool, int]
"""Link, another language, bold, italic, raised (1) or lowered (-1)."""

_BREAK = "\x00"


def make_inlines(
    lines: list[Line], breaks: set[int] | frozenset[int] = frozenset(), *, plain_bold: bool = False
) -> Inlines:
    """Return the inlines of lines; `plain_bold` where bold is how the whole block is set."""
    if _is_uniform(lines):
        setting = _setting(lines[0].words[0], lines[0], plain_bold=plain_bold)
        return _nest([(setting, _plain_text(lines, breaks))], 0)
    runs: list[tuple[Setting, str]] = []
    for number, line in enumerate(lines):
        last = len(line.words) - 1
        for index, word in enumerate(line.words):
            setting = _setting(word, line, plain_bold=plain_bold)
            text = word.text
            if text.endswith(_HYPHEN):
                text = text[:-1] + "-"
            runs.append((setting, text))
            if index < last and (word.space or _is_apart(word, line.words[index + 1])):
                runs.append((_shared(setting, line.words[index + 1], line, plain_bold), " "))
        if number < len(lines) - 1:
            end = _BREAK if number in breaks else "\n"
            setting = runs[-1][0]
            following = lines[number + 1].words[0]
            runs.append((_shared(setting, following, lines[number + 1], plain_bold), end))
    return _nest(runs, 0)


def _is_uniform(lines: list[Line]) -> bool:
    """Tell whether all words are set alike and none is linked."""
    first = lines[0].words[0]
    style, link, language = first.style, first.link, first.language
    return all(
        word.style is style and word.link == link and word.language == language
        for line in lines
        for word in line.words
    )


def _plain_text(lines: list[Line], breaks: set[int] | frozenset[int]) -> str:
    parts: list[str] = []
    for number, line in enumerate(lines):
        words = line.words
        for index, word in enumerate(words[:-1]):
            parts.append(word.text)
            if word.space or _is_apart(word, words[index + 1]):
                parts.append(" ")
        parts.append(words[-1].text)
        if number < len(lines) - 1:
            parts.append(_BREAK if number in breaks else "\n")
    return "".join(parts).replace(_HYPHEN, "-")


def _is_apart(word: Word, following: Word) -> bool:
    """Tell whether a gap parts two words that the file holds no space between.

    Words that do not follow one another in the file had a line end between them. Signs of East
    Asia fill a square with a little ink: their gap is none.
    """
    size = max(word.style.size, following.style.size)
    if word.text[-1] > _SQUARE or following.text[0] > _SQUARE:
        return following.x0 - word.x1 > _SQUARE_GAP * size
    together = following.at == word.at + len(word.text)
    return following.x0 - word.x1 > (_GAP if together else _SPACE) * size


def _setting(word: Word, line: Line, *, plain_bold: bool) -> Setting:
    style = word.style
    shift = 0
    rise = word.y - line.y
    if style.size < _SMALL * line.size or abs(rise) > _FAR_SHIFT * line.size:
        if rise > _SHIFT * line.size:
            shift = 1
        elif rise < -_SHIFT * line.size:
            shift = -1
    return (word.link, word.language, style.bold and not plain_bold, style.italic, shift)


def _shared(setting: Setting, following: Word, line: Line, plain_bold: bool) -> Setting:  # noqa: FBT001 (inside)
    """Return the setting of white space: only what the words on both sides have."""
    other = _setting(following, line, plain_bold=plain_bold)
    return (
        setting[0] if setting[0] == other[0] else None,
        setting[1] if setting[1] == other[1] else "",
        setting[2] and other[2],
        setting[3] and other[3],
        0,
    )


def _nest(runs: list[tuple[Setting, str]], depth: int) -> Inlines:
    """Nest runs by link, then language, then bold, then italic, then raised."""
    if not any(any(setting[depth:]) for setting, _ in runs):
        return _texts("".join(text for _, text in runs))
    if depth == 5:  # noqa: PLR2004 (five fields of a setting)
        return _texts("".join(text for _, text in runs))
    done: list[Inline] = []
    for value, group in groupby(runs, key=lambda run: run[0][depth]):
        inner = _nest(list(group), depth + 1)
        if not value:
            done.extend(inner)
        elif depth == 0:
            done.append(Link(str(value), inner))
        elif depth == 1:
            done.append(Span(inner, language=str(value)))
        elif depth == 2:  # noqa: PLR2004 (the third field)
            done.append(Strong(inner))
        elif depth == 3:  # noqa: PLR2004 (the fourth field)
            done.append(Emphasis(inner))
        else:
            done.append(Superscript(inner) if value == 1 else Subscript(inner))
    return _merged(done)


def _merged(inlines: list[Inline]) -> Inlines:
    done: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and done and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + inline.text)
        else:
            done.append(inline)
    return tuple(done)


def _texts(text: str) -> Inlines:
    done: list[Inline] = []
    for index, piece in enumerate(text.split(_BREAK)):
        if index:
            done.append(LineBreak())
        if piece:
            done.append(Text(piece))
    return tuple(done)
