"""Alignment of two texts: which characters stayed, went, came or were replaced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_CHARACTER_CELLS = 4_000_000
_TOKEN_CELLS = 25_000_000


class Opcode(NamedTuple):
    """old[i1:i2] became new[j1:j2]."""

    tag: Literal["equal", "replace", "delete", "insert"]
    i1: int
    i2: int
    j1: int
    j2: int


def digits(text: str) -> str:
    """Return the decimal digits of a text in order."""
    return "".join(filter(str.isdecimal, text))


def align(old: str, new: str) -> list[Opcode]:
    """Return opcodes that turn old into new, in order, covering both.

    Characters that differ side by side are one replacement, which never alters digits: where it
    would, it is given as a deletion and an insertion. Equal ends are trimmed; what remains is
    aligned by characters (Levenshtein, rapidfuzz), longer texts by tokens first, very long ones by
    lines that occur once on both sides.
    """
    done: list[Opcode] = []
    for code in _together(_opcodes(old, new)):
        _, i1, i2, j1, j2 = code
        if code.tag == "replace" and digits(old[i1:i2]) != digits(new[j1:j2]):
            done.append(Opcode("delete", i1, i2, j1, j1))
            done.append(Opcode("insert", i2, i2, j1, j2))
        else:
            done.append(code)
    return done


def _together(codes: Iterable[Opcode]) -> Iterator[Opcode]:
    """Yield one opcode for each stretch of equal, and of unequal, characters."""
    for equal, group in groupby(codes, key=lambda code: code.tag == "equal"):
        run = list(group)
        i1, i2, j1, j2 = run[0].i1, run[-1].i2, run[0].j1, run[-1].j2
        if equal:
            yield Opcode("equal", i1, i2, j1, j2)
        elif i1 == i2:
            yield Opcode("insert", i1, i2, j1, j2)
        else:
            yield Opcode("delete" if j1 == j2 else "replace", i1, i2, j1, j2)


def _opcodes(old: str, new: str) -> list[Opcode]:
    if old == new:
        return [Opcode("equal", 0, len(old), 0, len(new))] if old else []
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    codes: list[Opcode] = []
    if head:
        codes.append(Opcode("equal", 0, head, 0, head))
    codes.extend(_shift(_middle(middle_old, middle_new), head, head))
    if tail:
        codes.append(Opcode("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return codes


def _common(one: str, two: str) -> int:
    """Return the length of the common beginning, by bisection on slices."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == two[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shift(codes: Sequence[Opcode], i: int, j: int) -> Iterator[Opcode]:
    for code in codes:
        yield Opcode(code.tag, code.i1 + i, code.i2 + i, code.j1 + j, code.j2 + j)


def _middle(old: str, new: str) -> list[Opcode]:
    if not old and not new:
        return []
    if not old:
        return [Opcode("insert", 0, 0, 0, len(new))]
    if not new:
        return [Opcode("delete", 0, len(old), 0, 0)]
    if set(old).isdisjoint(new):
        return [Opcode("replace", 0, len(old), 0, len(new))]
    if len(old) * len(new) <= _CHARACTER_CELLS:
        return _levenshtein(old, new)
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(old_tokens) * len(new_tokens) <= _TOKEN_CELLS:
        return _by_parts(old_tokens, new_tokens, _levenshtein(old_tokens, new_tokens))
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    anchored = _unique_anchors(old_lines, new_lines)
    if not anchored:
        return [
            Opcode("delete", 0, len(old), 0, 0),
            Opcode("insert", len(old), len(old), 0, len(new)),
        ]
    return _by_parts(old_lines, new_lines, anchored)


def _levenshtein(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (seldom needed, takes 8 ms)

    codes: Any = Levenshtein.opcodes(old, new)
    return [
        Opcode(code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in codes
    ]


def _by_parts(old: Sequence[str], new: Sequence[str], codes: Sequence[Opcode]) -> list[Opcode]:
    """Turn opcodes over parts into opcodes over characters, replaced parts aligned again."""
    done: list[Opcode] = []
    i = j = 0
    for tag, i1, i2, j1, j2 in codes:
        one, two = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "replace":
            done.extend(_shift(_opcodes(one, two), i, j))
        else:
            done.append(Opcode(tag, i, i + len(one), j, j + len(two)))
        i, j = i + len(one), j + len(two)
    return done


def _unique_anchors(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """Return opcodes over lines, equal where a line occurs once on both sides, in order."""
    old_counts, new_counts = Counter(old), Counter(new)
    place = {line: i for i, line in enumerate(old) if old_counts[line] == 1}
    pairs = [
        (place[line], j) for j, line in enumerate(new) if new_counts[line] == 1 and line in place
    ]
    pairs = [pairs[k] for k in increasing([i for i, _ in pairs])]
    if not pairs:
        return []
    codes: list[Opcode] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        if next_i > i and next_j > j:
            codes.append(Opcode("replace", i, next_i, j, next_j))
        elif next_i > i:
            codes.append(Opcode("delete", i, next_i, j, j))
        elif next_j > j:
            codes.append(Opcode("insert", i, i, j, next_j))
        if next_i < len(old):
            codes.append(Opcode("equal", next_i, next_i + 1, next_j, next_j + 1))
        i, j = next_i + 1, next_j + 1
    return codes


def increasing(values: Sequence[int], weights: Sequence[int] | None = None) -> list[int]:
    """Return the positions of a heaviest strictly increasing subsequence of distinct values."""
    size = len(values)
    if all(values[k] < values[k + 1] for k in range(size - 1)):
        return list(range(size))
    rank = {value: k + 1 for k, value in enumerate(sorted(set(values)))}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)
    before = [-1] * size
    total = [0] * size
    for k, value in enumerate(values):
        at = rank[value] - 1
        top = (0, -1)
        while at > 0:
            top = max(top, best[at])
            at -= at & -at
        before[k] = top[1]
        total[k] = top[0] + (weights[k] if weights else 1)
        at = rank[value]
        while at < len(best):
            best[at] = max(best[at], (total[k], k))
            at += at & -at
    k = max(range(size), key=total.__getitem__)
    chain: list[int] = []
    while k >= 0:
        chain.append(k)
        k = before[k]
    return chain[::-1]
