"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from pipeline.context import Limits
from pipeline.errors import ConfigurationError
from pipeline.sizes import size_of

if TYPE_CHECKING:
    from pipeline.plan import Pipeline


def load(pipeline_file: str | None) -> Pipeline:
    """Return the pipeline of a file, or the default one.

    Raises PipelineError with all mistakes of the file.
    """
    if pipeline_file is None:
        from pipeline.plan import default_pipeline  # noqa: PLC0415 (loads stages)

        return default_pipeline(())
    from pipeline.config import load_pipeline  # noqa: PLC0415 (loads YAML)

    return load_pipeline(pipeline_file)


def complete_format(_context: object, _parameter: object, incomplete: str) -> list[str]:
    """Return the formats that begin so, for the shell."""
    from pipeline.choose import formats  # noqa: PLC0415 (a shell asks seldom)
    from pipeline.registry import Registry  # noqa: PLC0415

    return [name for name in formats(Registry()) if name.startswith(incomplete)]


def complete_stage(_context: object, _parameter: object, incomplete: str) -> list[str]:
    """Return the stages that begin so, for the shell."""
    from pipeline.registry import Registry  # noqa: PLC0415 (a shell asks seldom)

    return [name for name in Registry().names() if name.startswith(incomplete)]


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
