"""Boilerplates without a heading: a late paragraph that says what the issuer is."""

from __future__ import annotations

import re

from stages.release.fold import fold
from stages.release.reading import Reading, Row

_ARTICLE = re.compile(
    r"^(?:the|die|der|das|il|la|lo|le|les|el|los|las|o|a|de|het|l['’])\s?", re.IGNORECASE
)
_LATE = 0.6
_LEAST = 90
_WITHIN = 110
_BODY = {None, "body", "notice", "contact"}


def read_unheaded(reading: Reading) -> None:
    """Take late paragraphs that open `{issuer} is a ...` as boilerplates, if there is none yet."""
    if any(rows for _, rows in reading.notes.get("abouts", [])):
        return
    issuer = reading.facts.get("issuer")
    rows = [row for row in reading.live if row.index >= reading.lead]
    if not rows:
        return
    found: list[tuple[str | None, list[Row]]] = []
    for k, row in enumerate(rows):
        if k < max(2, _LATE * len(rows)) or row.role not in _BODY or not row.prose or len(row.line) < _LEAST * (0.5 if row.eastern else 1):
            continue
        name = _defined(reading, row, issuer)
        if name is not None:
            found.append((name, [row]))
            row.role = "about"
    reading.notes["abouts"] = [*reading.notes.get("abouts", []), *found]


def _defined(reading: Reading, row: Row, issuer: str | None) -> str | None:
    """Return the issuer's name where the paragraph begins by saying what it is."""
    language = (reading.facts.get("language") or "en").partition("-")[0]
    known = reading.words.languages.get(language)
    if known is None or issuer is None:
        return None
    head = fold(_ARTICLE.sub("", row.line[: 2 * _WITHIN]))
    names = {fold(_ARTICLE.sub("", issuer))}
    short = re.search(r"\(([^)]{2,12})\)", issuer)
    if short:
        names |= {fold(short[1]), fold(issuer[: short.start()])}
    words = fold(issuer).split()
    if len(words) > 2:  # noqa: PLR2004 (the first two words stand for a long name)
        names.add(" ".join(words[:2]))
    name = next((one for one in names if one and head.startswith(one)), None)
    if name is None:
        return None
    behind = head[len(name) : len(name) + _WITHIN]
    behind = re.sub(r"\([^)]*\)?", "", behind)
    if re.search(r"\b(?:today|heute|oggi|hoy|hoje|said|says|announced)\b", behind):
        return None
    return issuer if any(f" {words} " in f" {behind} " or behind.lstrip(" ,").startswith(words) for words in known.definitions) else None
