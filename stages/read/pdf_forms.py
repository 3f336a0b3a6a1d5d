"""Refuse a PDF whose forms draw each other so often that no page can be drawn."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from pipeline.errors import RejectedError
from pipeline.pattern import lazily
from stages.read.pdf_bombs import Stream, number_of, streams

MOST_DRAWN = 1_000_000
"""Objects that one page may come to by forms drawing forms; real pages have some hundreds."""
_FEWEST_FORMS = 6
"""Mentions of forms below which ten draws each stay under the limit."""
_DEEPEST = 30
_LONGEST_CONTENT = 1 << 20
_DRAWS = lazily(rb"\bDo\b")
_NESTED = lazily(rb"/XObject\s*<<([^>]{0,4000})>>")
_REFERENCE = lazily(rb"(\d{1,10})\s+\d{1,5}\s+R\b")


def refuse_nested_forms(data: bytes, name: str, found: Iterable[Stream] | None = None) -> None:
    """Raise RejectedError where forms within forms come to more than MOST_DRAWN objects.

    `found` are the streams of the file where they are known.

    Ten forms that draw the next ten times each come to ten to the tenth, in three kilobytes.
    """
    named = [
        (count, stream)
        for stream in (streams(data) if found is None else found)
        if (count := data.count(b"/Form", stream[0], stream[1]))
    ]
    if sum(count for count, _ in named) < _FEWEST_FORMS:
        return
    draws: dict[str, tuple[int, list[str]]] = {}
    for _, (first, last, start, end) in named:
        head = data[first:last]
        nested = _NESTED.search(head)
        if nested is not None:
            content = _content(data[start : min(end, start + _LONGEST_CONTENT)], head)
            inner = [number.decode() for number in _REFERENCE.findall(nested[1])]
            draws[number_of(head)] = (len(_DRAWS.findall(content)), inner)
    counted: dict[str, int] = {}
    most = max((_drawn(form, draws, counted, 0) for form in draws), default=0)
    if most > MOST_DRAWN:
        msg = (
            f"{name} holds forms that draw each other more than {MOST_DRAWN:,} times; it is made "
            "to exhaust its reader"
        )
        raise RejectedError(msg)


def _content(piece: bytes, head: bytes) -> bytes:
    if b"/Fl" not in head:
        return piece
    try:
        return zlib.decompressobj().decompress(piece, _LONGEST_CONTENT)
    except zlib.error:
        return b""


def _drawn(
    form: str,
    draws: dict[str, tuple[int, list[str]]],
    counted: dict[str, int],
    depth: int,
) -> int:
    """Return how many objects a form comes to at most; one that draws itself is stopped later."""
    if form not in draws or depth > _DEEPEST:
        return 1
    if form not in counted:
        counted[form] = 1
        times, inner = draws[form]
        most = max((_drawn(other, draws, counted, depth + 1) for other in inner), default=1)
        counted[form] = min(max(times, 1) * most, MOST_DRAWN + 1)
    return counted[form]
