"""Measuring CPU time: of a call in this process, and of a command with all its children."""

from __future__ import annotations

import gc
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Cost(NamedTuple):
    """CPU milliseconds of the first call and the least of the calls after it."""

    cold: float
    warm: float


def cost(call: Callable[[], object], *, seconds: float = 0.4, least: int = 3) -> Cost:
    """Return what a call costs: once, then again until `seconds` are spent and `least` are done."""
    gc.collect()
    cold = _once(call)
    warm: list[float] = []
    while len(warm) < least or (sum(warm) < seconds * 1000 and len(warm) < 200):
        warm.append(_once(call))
    return Cost(cold, min(warm))


def _once(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1000


def cost_of_command(command: Sequence[str], *, times: int = 5) -> float:
    """Return the least CPU milliseconds of a command, user and system, children included."""
    found: list[float] = []
    for _ in range(times):
        before = _children()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found.append((_children() - before) * 1000)
    return min(found)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table that a person reads and Markdown takes; the first column is set left."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    made = [
        "| "
        + " | ".join(
            cell.ljust(width) if k == 0 else cell.rjust(width)
            for k, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join(
        "-" * (width + 1) + ("-" if k == 0 else ":") for k, width in enumerate(widths)
    )
    return "\n".join([f"{title}\n", made[0], f"{rule}|", *made[1:], ""])


def ms(value: float) -> str:
    """Return milliseconds with three figures that mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def times(one: float, other: float) -> str:
    """Return a ratio, `1.25x`."""
    return f"{one / other:.2f}x" if other else "-"
