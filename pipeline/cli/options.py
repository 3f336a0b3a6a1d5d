"""Options that several commands share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.context import Limits
from pipeline.errors import ConfigurationError

if TYPE_CHECKING:
    from pipeline.plan import Pipeline

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)
_POWERS = " kmgt"


def load(pipeline_file: str | None) -> Pipeline:
    """Return the pipeline of a file, or the default one.

    Raises PipelineError with all mistakes of the file.
    """
    if pipeline_file is None:
        from pipeline.plan import default_pipeline

        return default_pipeline(())
    from pipeline.config import load_pipeline

    return load_pipeline(pipeline_file)


def limits_of(base: Limits, seconds: float | None, memory: str | None) -> Limits:
    """Return limits with what was given on the command line.

    Raises ConfigurationError for what is no size or no time.
    """
    if seconds is not None:
        if seconds <= 0:
            msg = f"--seconds {seconds:g}: a document needs more time than none"
            raise ConfigurationError(msg)
        base = replace(base, seconds=seconds)
    if memory is not None:
        base = replace(base, memory=size_of(memory))
    return base


def size_of(text: str) -> int:
    """Return the bytes of a size as people write it: `800MiB`, `2 GB`, `65536`.

    Raises ConfigurationError for anything else.
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        msg = f"{text!r} is no size: write it like 800MiB or 2GiB"
        raise ConfigurationError(msg)
    unit = 1024 if match[3] else 1000
    return int(float(match[1]) * unit ** _POWERS.index(match[2].lower() or " "))
