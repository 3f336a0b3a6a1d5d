"""Boilerplates without a heading: a late paragraph that says what the issuer is."""

from __future__ import annotations

import re

from stages.release.contacts import ORGANISATION
from stages.release.fold import fold
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

_ARTICLE = worded(r"^<<articles>>\s?", re.IGNORECASE)
_NEWS = worded(r"<<news_words>>")
_LATE = 0.6
_LEAST = 90
_WITHIN = 110
_FIRST = 2
_MOST_REST = 2
_BODY = {None, "body", "notice", "contact"}


def read_unheaded(reading: Reading) -> None:
    """Take late paragraphs that open `{issuer} is a ...` as boilerplates, if there is none yet."""
    if any(rows for _, rows in reading.notes.get("abouts", [])):
        return
    issuer = reading.facts.get("issuer")
    rows = [row for row in reading.live if row.index >= reading.lead]
    if not rows:
        return
    body = [row for row in rows if row.role in {None, "body"} and not reading.is_figure(row)]
    found: list[tuple[str | None, list[Row]]] = []
    places = {id(row): n / len(body) for n, row in enumerate(body)}
    for k, row in enumerate(rows):
        place = places.get(id(row), k / len(rows))
        if k < _FIRST or place < _LATE or row.role not in _BODY:
            continue
        below = rows[k + 1] if k + 1 < len(rows) else None
        if below is not None and _headed(row, below):
            row.role = below.role = "about"
            found.append((row.line, [below]))
        elif row.prose and len(row.line) >= _LEAST * (0.5 if row.eastern else 1):
            name = _defined(reading, row, issuer)
            rest = _rest(rows, k) if name is not None else None
            if name is not None and rest is not None:
                for one in (row, *rest):
                    one.role = "about"
                found.append((name, [row, *rest]))
    reading.notes["abouts"] = [*reading.notes.get("abouts", []), *found]
    notices = reading.notes.get("notice.rows", [])
    reading.notes["notice.rows"] = [row for row in notices if row.role == "notice"]


def _headed(row: Row, below: Row) -> bool:
    """Tell whether a short line is a name that the paragraph under it begins with again."""
    if not 4 < len(row.line) < _LEAST or row.ended or not below.prose or row.role == "notice":  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return False
    return " " in row.line and fold(_ARTICLE.sub("", below.line)).startswith(
        fold(_ARTICLE.sub("", row.line)) + " "
    )


def _rest(rows: list[Row], k: int) -> list[Row] | None:
    """Return the last paragraphs of the body under row k, or None where the body goes on."""
    rest: list[Row] = []
    for row in rows[k + 1 :]:
        if row.role not in {None, "body"}:
            continue
        if row.heading or not row.prose or len(rest) == _MOST_REST:
            return None
        rest.append(row)
    return rest


def _other_names(reading: Reading) -> set[str]:
    """Return the folded names of bodies in the letterhead and among the contacts."""
    rows = [row for group in reading.notes.get("contact.rows", []) for row in group]
    if reading.notes.get("letterhead") is not None:
        rows.append(reading.notes["letterhead"])
    lines = [line for row in rows for line in row.lines() if ORGANISATION.search(line)]
    return {
        fold(_ARTICLE.sub("", re.split(r"[,(|]", line)[0])) for line in lines if len(line) < _LEAST
    }


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
    names |= _other_names(reading)
    name = next((one for one in names if one and head.startswith(one)), None)
    if name is None:
        return None
    behind = head[len(name) : len(name) + _WITHIN]
    behind = re.sub(r"\([^)]*\)?", "", behind)
    if _NEWS.search(behind):
        return None
    return (
        issuer
        if any(
            f" {words} " in f" {behind} " or behind.lstrip(" ,").startswith(words)
            for words in known.definitions
        )
        else None
    )
