"""Let the garbage collector run seldom while one document is converted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""New objects between two collections; Python's own 700 go through a growing tree again and again,
in which next to nothing is garbage."""


def collect_seldom() -> None:
    """Let this process collect after 100,000 new objects: a worker, which does nothing else.

    A conversion in it then need not set the collector back, which costs a collection each time.
    """
    before = gc.get_threshold()
    if 0 < before[0] < _OBJECTS:
        gc.set_threshold(_OBJECTS, *before[1:])


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Collect after 100,000 new objects instead of hundreds; what was set before is set again.

    Cycles that a library makes are still found, so memory stays bounded. A collector that is
    switched off stays off.
    """
    before = gc.get_threshold()
    if before[0] >= _OBJECTS or before[0] == 0:
        yield
        return
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
