"""A pipeline as the engine runs it: which stages in which order with which options."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct, field

from pipeline.context import Limits
from pipeline.errors import StageError
from pipeline.registry import Registry
from pipeline.stage import Kind, Made, Stage

PLACEHOLDERS = ("stem", "slug", "published")
"""What may stand in braces in a pipeline's `output`."""


DEFAULT = "default"
"""Name of the pipeline that runs when none is named."""


class Step(Struct, frozen=True):
    """One stage with the options it is called with."""

    stage: Stage
    options: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    """Where each option was given, `newsroom.yaml:12`; the stage itself under the empty name."""

    @property
    def made(self) -> Made:
        """Return what a copy says of this step; options as JSON has them."""
        options = msgspec.to_builtins(dict(sorted(self.options.items())), enc_hook=str)
        return Made(self.stage.name, self.stage.version, options)


class Pipeline(Struct, frozen=True):
    """Reader, transforms and renderers, in order, and where documents come from and go."""

    name: str
    read: Step
    transforms: tuple[Step, ...]
    renditions: tuple[Step, ...]
    registry: Registry
    sources: tuple[str, ...] = ()
    """Glob patterns relative to `folder`."""
    output: str = "{stem}"
    """Path of a rendition without its suffix, relative to `folder`."""
    limits: Limits = Limits()
    plugins: tuple[str, ...] = ()
    folder: str = "."

    def digest(self) -> str:
        """Return a digest of all that decides the output: stages, versions, options."""
        steps = [
            (step.stage.name, step.stage.version, sorted(step.options.items(), key=str))
            for step in (self.read, *self.transforms, *self.renditions)
        ]
        return hashlib.sha256(msgspec.json.encode(steps, enc_hook=str)).hexdigest()


def default_pipeline(
    renditions: Sequence[str | tuple[str, Mapping[str, Any]]] = ("json",),
    *,
    registry: Registry | None = None,
    limits: Limits | None = None,
) -> Pipeline:
    """Return the pipeline that runs when none is named: every built-in stage that is on by default.

    Renditions are names of renderers, each alone or with its options. Raises StageError for a
    name that is no renderer or an option that does not fit.
    """
    registry = registry or Registry()
    steps: list[Step] = []
    for rendition in renditions:
        name, options = (rendition, {}) if isinstance(rendition, str) else rendition
        steps.append(make_step(registry, name, options, Kind.RENDER))
    return Pipeline(
        name=DEFAULT,
        read=Step(registry.get("read")),
        transforms=tuple(Step(registry.get(name)) for name in registry.default_chain()),
        renditions=tuple(steps),
        registry=registry,
        limits=limits or Limits(),
    )


def make_step(registry: Registry, name: str, options: Mapping[str, Any], kind: Kind) -> Step:
    """Return a step with its options checked. Raises StageError with one sentence."""
    found = registry.get(name)
    if found.kind is not kind:
        msg = f"the stage {name!r} does not {kind}"
        raise StageError(msg)
    return Step(found, {key: found.convert(key, value) for key, value in options.items()})
