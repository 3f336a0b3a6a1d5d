"""The samples, each read and cleaned once for all tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.account import Account
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.tree import Document, Source

RELEASES = Path(__file__).parents[2] / "samples" / "releases"
NAMES = sorted(path.name for path in RELEASES.iterdir() if path.is_file())


class Copy(NamedTuple):
    """A cleaned sample with its books."""

    document: Document
    account: Account


@cache
def copy_of(name: str) -> Copy:
    """Return a sample after the default chain."""
    return clean(name, (RELEASES / name).read_bytes())


def clean(name: str, data: bytes) -> Copy:
    """Return a document after the default chain."""
    return Copy(*clean_copy(Source(name, data), default_pipeline(())))
