"""How the repairs do on accidents, on sound passages and on releases as received."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import ftfy
from rapidfuzz.distance import Levenshtein

from pipeline.account import Operation
from pipeline.align import digits
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.text import block_text, document_text
from pipeline.tree import Source
from tests.texts.accidents import LOSSY, Accident, accidents
from tests.texts.chain import repaired
from tests.texts.passages import sound_texts
from tests.texts.wrapped import Wrapped, wrapped

_STAGES = frozenset({"repair-encoding", "repair-characters", "repair-signs", "tidy-spaces"})
_SPACES = re.compile("[\\s\u00a0\u202f\u2007]+")
Row = tuple[str, str, str]


def accident_rows() -> list[Row]:
    """Count per kind of accident the texts put back, better, left and made worse; ftfy beside."""
    mine: dict[str, Counter[str]] = {}
    other: dict[str, Counter[str]] = {}
    for accident in accidents():
        mine.setdefault(accident.kind, Counter())[judge(accident)] += 1
        other.setdefault(accident.kind, Counter())[judge(accident, curly_ftfy)] += 1
    rows = [_row(kind, mine[kind], other[kind]) for kind in mine]
    mendable = [kind for kind in mine if kind not in LOSSY]
    right = sum(mine[kind]["right"] for kind in mendable)
    total = sum(mine[kind].total() for kind in mendable)
    worse = sum(count["worse"] for count in mine.values())
    ftfy_right = sum(other[kind]["right"] for kind in mendable)
    ftfy_worse = sum(count["worse"] for count in other.values())
    return [
        ("accidents that lose nothing, put back", f"{right}/{total} (ftfy {ftfy_right})", ">= .95"),
        ("  any accident made worse", f"{worse} (ftfy {ftfy_worse})", "0"),
        *rows,
    ]


def _row(kind: str, mine: Counter[str], other: Counter[str]) -> Row:
    counts = " / ".join(str(mine[verdict]) for verdict in ("right", "better", "left", "worse"))
    return f"  {kind}: back / better / left / worse", counts, f"ftfy {other['right']} back"


def judge(accident: Accident, repair: Callable[[str], str] | None = None) -> str:
    """Return `right`, `better`, `left` or `worse`; white space of any kind is one space here."""
    own = repair is None
    wanted = _truth(accident.text) if own else _flat(accident.text)
    received = _flat(accident.received)
    got = _truth(accident.received) if repair is None else _flat(repair(accident.received))
    if got == wanted:
        return "right"
    before, after = Levenshtein.distance(received, wanted), Levenshtein.distance(got, wanted)
    return "worse" if after > before else "better" if after < before else "left"


@cache
def _truth(text: str) -> str:
    return _flat(document_text(repaired(text)[0]))


def curly_ftfy(text: str) -> str:
    """Return what ftfy makes of a text with its options least harmful to releases."""
    return ftfy.fix_text(text, uncurl_quotes=False, fix_character_width=False)


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def sound_rows() -> list[Row]:
    """Count sound passages whose letters or digits a repair changed; all changes by rule."""
    touched = 0
    rules: Counter[str] = Counter()
    texts = sound_texts()
    for _, _, text in texts:
        document, account = repaired(text)
        changes = [o for o in account.operations if o.stage in _STAGES]
        rules.update(o.rule or "-" for o in changes)
        touched += any(map(_touches, changes)) or digits(document_text(document)) != digits(text)
    told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
    return [
        (f"sound passages with a letter or digit changed, of {len(texts)}", str(touched), "0"),
        ("  changes of any character by the repairs", told or "none", "-"),
    ]


def wrapped_rows() -> list[Row]:
    """Count the paragraphs and lines of wrapped releases that come out exactly as written."""
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for release in wrapped():
        blocks = [_flat(block_text(block)) for block in repaired(release.received)[0].blocks]
        kind = "broken" if release.hyphens else "whole"
        right = sum(_flat(paragraph) in blocks for paragraph in release.paragraphs)
        found[kind] += right
        found[f"all {kind}"] += len(release.paragraphs)
        missed[release.language] += len(release.paragraphs) - right
        found["lines"] += lines_kept(release)
        found["all lines"] += len(release.lines)
    told = ", ".join(f"{language} {count}" for language, count in missed.most_common() if count)
    return [
        ("wrapped paragraphs restored", f"{found['whole']}/{found['all whole']}", ">= .95"),
        ("  words broken at line ends", f"{found['broken']}/{found['all broken']}", ">= .95"),
        ("  subheads, items, addresses kept", f"{found['lines']}/{found['all lines']}", "all"),
        ("  paragraphs missed, by language", told or "none", "-"),
    ]


def lines_kept(release: Wrapped) -> int:
    """Return how many lines that were meant are lines of the copy."""
    lines = {_flat(line) for line in document_text(repaired(release.received)[0]).split("\n")}
    return sum(_flat(line) in lines for line in release.lines)


def release_rows(folder: Path) -> list[Row]:
    """List the letters and digits that repairs changed in releases as received."""
    pipeline = default_pipeline()
    found: Counter[str] = Counter()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for file in files:
        _, account = clean_copy(Source(file.name, file.read_bytes()), pipeline)[:2]
        for o in account.operations:
            if o.stage in _STAGES and _touches(o):
                found[f"{o.rule}: {o.before!r} to {o.after or ''!r}"] += 1
    told = [(f"  {what}", str(count), "to judge") for what, count in found.most_common()]
    return [
        (f"changes of letters or digits on bench releases ({len(files)})", str(found.total()), "-"),
        *told,
    ]


def _touches(operation: Operation) -> bool:
    before, after = operation.before or "", operation.after or ""
    return _letters(before) != _letters(after) and operation.rule != "loose-accent"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
