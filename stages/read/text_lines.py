"""Lines of a text: where each stands, how far it is set in, and its words."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.pattern import lazily

_ENDS = "\n\r\f\v\u2028\u2029"
_BLANKS = " \t\u00a0\u2000-\u200a\u202f\u3000\ufeff"
_LINE = lazily(f"([{_BLANKS}]*)([^{_ENDS}]*)(\r\n|[{_ENDS}]|\\Z)")
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
    stop = len(text) if end is None else end
    number = text.count("\n", 0, start) + 1
    match = _LINE.match
    while at < stop:
        found = match(text, at, stop)
        if found is None:  # cannot be: the pattern matches the empty text
            break
        lead, words, ended = found.groups()
        first = found.start(2)
        words = words.rstrip(_STRIPPED)
        indent = len(lead) if "\t" not in lead else len(lead.expandtabs(_TAB))
        lines.append(Line(number, first, first + len(words), indent, words, page))
        number += 1
        at = found.end()
        if ended == "\f":
            page += 1
            number -= 1
    return lines
