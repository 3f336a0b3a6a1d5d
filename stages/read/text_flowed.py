"""Signs that a text got on its way through the mail: flowed lines, marks before quoted lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from pipeline.pattern import lazily
from pipeline.reading import Part
from stages.read.text_lines import Line

_RAW = lazily(r"[^\n]*\n|[^\n]+\Z")
_SIGNATURE = "-- "
_QUOTED = lazily(r"(?:[ \t]{0,3}>[ ]?)+")
_ONE_MARK = lazily(r"[ \t]{0,3}>[ ]?")
_MOST = 0.75
_LEAST_SIGNS = 240
_LEAST_LINES = 3
_FLOWED = "the line was broken only for the mail (format=flowed)"
_STUFFED = "a space that the mail set before the line (format=flowed)"
_UNQUOTED = "the whole text is quoted, so the marks before its lines quote nothing in it"


class Flow(Struct, frozen=True):
    """A text part of a mail with `format=flowed` (RFC 3676).

    `delsp`: the space before a soft line end goes with it.
    """

    delsp: bool = False


def unflowed(text: str, start: int, end: int, flow: Flow) -> list[Part]:
    """Return text[start:end] with soft line ends joined and stuffed spaces left out (RFC 3676).

    A line that ends with a space goes on in the next line of the same depth of quotation. `-- `
    alone ends nothing. No parts where no line is soft.
    """
    parts: list[Part] = [Part(0, start)]
    soft = -1
    depth = 0
    any_soft = False
    for match in _RAW.finditer(text, start, end):
        first, stop = match.span()
        body = stop - (match[0][-1:] == "\n")
        body -= text[body - 1 : body] == "\r"
        marks = len(text[first:body]) - len(text[first:body].lstrip(">"))
        words = first + marks
        stuffed = text[words : words + 1] == " " and words < body
        joins = soft >= 0 and marks == depth and words + stuffed < body
        if joins:
            parts.pop()
            if flow.delsp:
                parts.append(Part(parts.pop().start, soft - 1))
                parts.append(Part(soft - 1, words + stuffed, "", "flowed", _FLOWED))
            else:
                parts.append(Part(soft, words + stuffed, "", "flowed", _FLOWED))
        else:
            parts.append(Part(first, words))
            if stuffed:
                parts.append(Part(words, words + 1, "", "space-stuffed", _STUFFED))
        words += stuffed
        line = text[words:body]
        ends_soft = line.endswith(" ") and line != _SIGNATURE
        any_soft = any_soft or joins
        parts.append(Part(words, body))
        parts.append(Part(body, stop))
        soft, depth = (body if ends_soft else -1), marks
    parts.append(Part(end, len(text)))
    return parts if any_soft else []


def unquoted(text: str, lines: Sequence[Line]) -> list[Part]:
    """Return the text without the marks before its lines, where all of a message is quoted.

    Three quarters of the text at least must stand behind marks, one after the other; marks deeper
    than those of the whole stay. No parts where nothing, or only a part, is quoted.
    """
    told = [k for k, line in enumerate(lines) if line.words]
    quoted = [k for k in told if lines[k].words[0] == ">"]
    if len(quoted) < _LEAST_LINES:
        return []
    first, last = quoted[0], quoted[-1]
    inside = [k for k in told if first <= k <= last]
    signs = sum(len(lines[k].words) for k in quoted)
    if signs < max(_LEAST_SIGNS, _MOST * sum(len(lines[k].words) for k in told)):
        return []
    if len(inside) - len(quoted) > len(quoted) // 20:
        return []
    depth = min(_depth(lines[k].words) for k in quoted if lines[k].words.strip("> \t"))
    return list(_without_marks(text, [lines[k] for k in quoted], depth))


def _depth(words: str) -> int:
    match = _QUOTED.match(words)
    return match[0].count(">") if match else 0


def _without_marks(text: str, lines: Sequence[Line], depth: int) -> Iterator[Part]:
    at = 0
    for line in lines:
        yield Part(at, line.start)
        stop = line.start
        for _ in range(depth):
            mark = _ONE_MARK.match(text, stop, line.end + 1)
            if mark is None or mark.end() > line.end:
                stop = line.end if mark is not None else stop
                break
            stop = mark.end()
        yield Part(line.start, stop, "", "quote-mark", _UNQUOTED)
        at = stop
    yield Part(at, len(text))


def flow_of(parameters: str) -> Flow | None:
    """Return the flow that the parameters of a `Content-Type` state, None for fixed lines."""
    if not re.search(r"format\s*=\s*\"?flowed", parameters, re.IGNORECASE):
        return None
    return Flow(re.search(r"delsp\s*=\s*\"?yes", parameters, re.IGNORECASE) is not None)
