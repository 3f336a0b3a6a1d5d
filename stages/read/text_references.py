"""Markdown's references: links whose addresses stand elsewhere in the text, and footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.pattern import lazily
from pipeline.reading import Part
from stages.read.text_lines import Line

_DEFINED = lazily(
    r"\[(?P<label>[^\[\]^][^\[\]]{0,200})\]:[ \t]{1,4}<?(?P<url>[^\s<>]{1,2000})>?"
    r"(?:[ \t]{1,4}(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?$"
)
_ADDRESS = lazily(r"[a-z][\w+.-]{1,20}:|//|/|#|\.{1,2}/|www\.", re.IGNORECASE)
_NOTE = lazily(r"\[\^(?P<name>[\w-]{1,40})\](?P<colon>:)?")
_USED = lazily(r"\[(?P<words>[^\[\]\n]{1,600})\](?P<ref>\[(?P<label>[^\[\]]{0,200})\])?(?![(:\[])")
_WHY_DEFINED = "the address of a link that stands elsewhere in the text"
_WHY_USED = "the words are a link; its address stands elsewhere in the text"
_WHY_NOTE = "the mark of a footnote in Markdown"


def resolved(text: str, lines: Sequence[Line]) -> list[Part]:
    """Return the text with each link beside its address, and footnotes marked `[1]`.

    Lines that define addresses are passed over. No parts where nothing is defined.
    """
    defined: dict[str, str] = {}
    parts: list[Part] = []
    for line in lines:
        match = _DEFINED.match(line.words) if line.words[:1] == "[" else None
        if match is not None and _ADDRESS.match(match["url"]):
            defined.setdefault(_folded(match["label"]), match["url"])
            parts.append(Part(line.start, line.end, "", "link-definition", _WHY_DEFINED))
    noted = {match["name"] for match in _NOTE.finditer(text) if match["colon"]}
    if not defined and not noted:
        return []
    if defined:
        parts.extend(_links(text, defined, [(part.start, part.end) for part in parts]))
    for match in _NOTE.finditer(text):
        if match["name"] in noted:
            start = match.start() + 1
            parts.append(Part(start, start + 1, "", "footnote-mark", _WHY_NOTE))
            if match["colon"]:
                parts.append(Part(match.end() - 1, match.end(), "", "footnote-mark", _WHY_NOTE))
    return _between(sorted(parts), len(text))


def _links(text: str, defined: dict[str, str], taken: Sequence[tuple[int, int]]) -> list[Part]:
    found: list[Part] = []
    k = 0
    for match in _USED.finditer(text):
        while k < len(taken) and taken[k][1] <= match.start():
            k += 1
        if k < len(taken) and taken[k][0] <= match.start():
            continue
        url = defined.get(_folded(match["label"] or match["words"]))
        if url is None:
            continue
        start = match.end("words")
        if url.count("(") == url.count(")"):
            found.append(Part(start, match.end(), f"]({url})", "link-reference", _WHY_USED))
    return found


def _between(parts: Sequence[Part], size: int) -> list[Part]:
    """Return the parts with the text that stands between them."""
    done: list[Part] = []
    at = 0
    for part in parts:
        if part.start < at:
            continue
        done.extend((Part(at, part.start), part))
        at = part.end
    done.append(Part(at, size))
    return done


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
