"""Lines of a text: where each stands, how far it is set in, and its words."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

from pipeline.pattern import lazily

_ENDS = "\n\r\f\v\u2028\u2029"
_END = lazily(f"([{_ENDS}](?:(?<=\r)\n)?)")
_STRIPPED = " \t\u00a0" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u3000\ufeff"
_TAB = 8


class Line(NamedTuple):
    """One line; `start` and `end` are characters of the source around its words."""

    number: int
    start: int
    end: int
    indent: int
    words: str
    """Without white space at either end; empty for a blank line."""
    page: int
    """Counts form feeds, from 1."""


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of text[start:end], whatever ends them."""
    lines: list[Line] = []
    page = 1
    at = start
    number = text.count("\n", 0, start) + 1
    parts = _END.split(text[start:end])
    for whole, ended in zip_longest(parts[::2], parts[1::2], fillvalue=""):
        rest = whole.lstrip(_STRIPPED)
        indent = len(whole) - len(rest)
        words = rest.rstrip(_STRIPPED)
        first = at + indent
        if "\t" in whole[:indent]:
            indent = len(whole[:indent].expandtabs(_TAB))
        lines.append(Line(number, first, first + len(words), indent, words, page))
        at += len(whole) + len(ended)
        if ended == "\f":
            page += 1
        else:
            number += 1
    if not parts[-1]:
        lines.pop()
    return lines
