"""Which documents a run takes: files by pattern, in one order, none of the run's own output."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import ConfigurationError
from pipeline.plan import Pipeline


class Shard(NamedTuple):
    """The part of all documents that one of several runs takes: `part` of `of`, from 1."""

    part: int
    of: int

    def has(self, name: str) -> bool:
        """Tell whether a document belongs to this part, whatever else is there."""
        return zlib.crc32(name.encode("utf-8", "surrogateescape")) % self.of == self.part - 1


def parse_shard(text: str) -> Shard:
    """Return the shard that `3/8` says. Raises ConfigurationError."""
    part, _, of = text.partition("/")
    if part.isdecimal() and of.isdecimal() and 1 <= int(part) <= int(of):
        return Shard(int(part), int(of))
    msg = f"{text!r} is no shard: write the part and how many there are, 1/8 to 8/8"
    raise ConfigurationError(msg)


def output_root(pipeline: Pipeline) -> Path:
    """Return the folder that all output paths begin with."""
    fixed = pipeline.output.partition("{")[0]
    return Path(pipeline.folder, os.path.dirname(fixed))  # noqa: PTH120 (keeps `a/{stem}` in a)


def find_sources(pipeline: Pipeline) -> list[str]:
    """Return the paths of all documents, sorted, each once.

    A name without a wildcard is taken as it is, so that a missing file is missed. Files in the
    output folder are none, unless that is where the pipeline lies.
    """
    root = output_root(pipeline).resolve()
    inside = root != Path(pipeline.folder).resolve()
    found: dict[str, None] = {}
    for pattern in pipeline.sources:
        for name in _matches(pattern, pipeline.folder):
            path = os.path.normpath(os.path.join(pipeline.folder, name))  # noqa: PTH118
            if not (inside and root in Path(path).resolve().parents):
                found[path] = None
    return sorted(found)


def _matches(pattern: str, folder: str) -> Iterable[str]:
    if not has_magic(pattern):
        return [pattern]
    names = glob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207 (keeps names as bytes)
    return [name for name in names if os.path.isfile(os.path.join(folder, name))]  # noqa: PTH113, PTH118
