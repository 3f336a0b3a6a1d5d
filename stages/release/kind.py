"""The kind of release: advisory, statement, ad-hoc announcement, or a plain press release."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipeline.pattern import lazily
from pipeline.tree import Kind
from stages.release.fold import bare, fold, spaceless, squeezed
from stages.release.reading import Reading, Row

_LONGEST = 200
_MOST_ROWS = 20
_MOST_WORDS = 7
_TAIL_ROWS = 4
_LABEL = 120
_CUT = lazily(r"\s*[:：|•/,(（]\s*|\s+[-–—]+\s+|\s*[–—]\s*")
_BEHIND = lazily(
    r"^(?:\d|#|n[.ºo°r]|nº|№|第|제|vom\b|am\b|du\b|del\b|dell|van\b|z dnia\b|от\b|of \d|رقم)"
)
"""What follows the words of a kind in their own line: a number or a date."""
_SPACED = lazily(r"^\W*(?:\w {1,3}){5,}\w\W*$")
_OF = frozenset(
    [
        *("by", "from", "of", "on", "von", "der", "des", "vom", "de", "du", "del", "la", "di"),
        *("della", "do", "da", "van", "zarządu", "prezesa", "для"),
    ]
)
"""Words between a kind and who speaks: statement by, Rede von."""
_PLAIN = "press-release"
_IMMEDIATE = "immediate-release"
_RANK = {_IMMEDIATE: 0, _PLAIN: 1}
_EXPLICIT, _INSIDE = 3, 2


class _Found(Struct, frozen=True):
    rank: int
    kind: Kind
    row: Row
    sure: float


def read_kind(reading: Reading) -> None:
    """State the kind: the most telling line of the head, or what the headline says it is about."""
    best: _Found | None = None
    for found in _candidates(reading):
        if best is None or found.rank > best.rank:
            best = found
    if best is not None:
        reading.state("kind", best.kind, best.row, best.sure)


def head_lines(reading: Reading) -> Iterator[tuple[Row, str]]:
    """Yield (row, line) of the lines above the body, and of what was set apart at its head."""
    for row in reading.live[:_MOST_ROWS]:
        if row.index >= reading.lead and row.role not in {"kicker", "headline", "subheadline"}:
            break
        for line in row.lines()[:8]:
            if len(line) <= _LONGEST:
                yield row, line


def spelled(reading: Reading, line: str) -> str:
    """Return the name of a kind for a line that spells it with a blank between its letters."""
    if not _SPACED.match(line):
        return line
    letters = squeezed(line)
    named = (*reading.words.facts.kinds, *reading.words.terms)
    return next((term for term in named if squeezed(term) == letters), line)


def _candidates(reading: Reading) -> Iterator[_Found]:
    facts = reading.words.facts
    for row, line in head_lines(reading):
        named = _named(reading, row, line)
        if named is not None:
            words, kind = named
            whole = row.role != "headline" and len(line) <= _LABEL
            rank = _RANK.get(kind, _EXPLICIT)
            yield _Found(rank, Kind(line if whole else words, kind), row, 0.9)
            continue
        folded = fold(line)
        for phrase, kind in facts.kinds_inside.items():
            titled = row.role in {"headline", "subheadline"} and len(line) <= _LABEL
            if phrase in folded and (kind != "earnings" or titled):
                yield _Found(_INSIDE, Kind(line, kind), row, 0.75)
                break
    for row in reading.live[-_TAIL_ROWS:]:
        if (
            row.index > reading.lead
            and len(row.line) <= _LABEL
            and row.role in {"byline", "notice"}
        ):
            named = _opening(reading, row, row.line)
            if named is not None and any(map(str.isdecimal, row.line)):
                rank = _RANK.get(named[1], _EXPLICIT)
                yield _Found(rank, Kind(row.line, named[1]), row, 0.8)
    for row in [row for row in reading.live if row.index >= reading.lead][:3]:
        if len(row.line) <= _LONGEST:
            folded = fold(row.line)
            for phrase, kind in facts.kinds_inside.items():
                if kind != "earnings" and phrase in folded:
                    yield _Found(_INSIDE, Kind(row.line, kind), row, 0.7)


def _named(reading: Reading, row: Row, line: str) -> tuple[str, str] | None:
    """Return (words as printed, kind) of a line that opens with the name of a kind."""
    whole = _known(reading, bare(fold(spelled(reading, line))), alone=True)
    if whole is not None:
        return line, whole
    cut = _CUT.search(line)
    if cut:
        head = line[: cut.start()]
        known = _known(reading, bare(fold(head)), alone=True)
        if known is not None:
            return head.strip(), known
    return _opening(reading, row, line)


def _opening(reading: Reading, row: Row, line: str) -> tuple[str, str] | None:
    folded = fold(line)
    plain = folded.lstrip("【■◆●○□<[( ")
    if spaceless(plain):
        for size in range(14, 1, -1):
            known = _known(reading, plain[:size], alone=False)
            behind = plain[size : size + 1]
            if known and (not behind or not behind.isalpha() or _BEHIND.match(plain[size:])):
                return line.strip()[:size], known
        return None
    words = folded.split(" ", _MOST_WORDS)
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        known = _known(reading, bare(" ".join(words[:size])), alone=False)
        if known is None:
            continue
        behind = " ".join(words[size:])
        printed = " ".join(line.split()[:size])
        speaks = size > 1 and words[size - 1] in _OF and known != _PLAIN
        if not behind or _BEHIND.match(behind) or speaks:
            return (printed.rpartition(" ")[0] if speaks else printed), known
        if row.role != "headline" and printed.isupper() and not line.isupper():
            return printed, known
        return None
    return None


def _known(reading: Reading, key: str, *, alone: bool) -> str | None:
    kind = reading.words.facts.kinds.get(key)
    if kind is not None:
        return kind
    for role, _, weak in reading.words.terms.get(key, ()):
        if role == "release_kind" and (alone or not weak):
            return _PLAIN
        if role == "immediate" and (alone or not weak):
            return _PLAIN if key == "for release" else _IMMEDIATE
    return None
