"""Which pipeline a conversion runs that is asked for by format: the user's own or the default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pipeline.context import Limits
from pipeline.errors import ConfigurationError, StageError
from pipeline.plan import Pipeline, Step, default_pipeline, make_step
from pipeline.registry import Registry
from pipeline.stage import Kind

_SUFFIXES = {
    "htm": "html",
    "xhtml": "html",
    "md": "markdown",
    "txt": "text",
    "ninjs.json": "ninjs",
    "newsml.xml": "newsml-g2",
    "xml": "newsml-g2",
}
_ENDINGS = {
    "markdown": ".md",
    "text": ".txt",
    "ninjs": ".ninjs.json",
    "newsml-g2": ".newsml.xml",
}


def formats(registry: Registry) -> list[str]:
    """Return the names of all renditions there are."""
    return [name for name in registry.names() if _renders(registry, name)]


def _renders(registry: Registry, name: str) -> bool:
    """Tell whether a name is a renderer's, without importing built-in ones."""
    entry = registry.entries.get(name)
    if entry is not None:
        return entry.kind is Kind.RENDER
    try:
        return registry.get(name).kind is Kind.RENDER
    except StageError:
        return False  # an installed stage that cannot be loaded is no format


def format_of(name: str, registry: Registry) -> str:
    """Return the format that a file name asks for by its suffix, `release.pdf` or `a.ninjs.json`.

    Raises ConfigurationError when it asks for none.
    """
    words = [suffix[1:].lower() for suffix in Path(name).suffixes[-2:]]
    for ending in (".".join(words), "".join(words[-1:])):
        found = _SUFFIXES.get(ending, ending)
        if found in registry and _renders(registry, found):
            return found
    endings = [_ENDINGS.get(name, f".{name}") for name in formats(registry)]
    msg = f"{name} does not say a format: end it in one of {', '.join(endings)}, or use --to"
    raise ConfigurationError(msg)


def choose_pipeline(
    wanted: Sequence[str] = (),
    *,
    pipeline: Pipeline | None = None,
    options: Mapping[str, Any] | None = None,
    limits: Limits | None = None,
) -> Pipeline:
    """Return a pipeline that makes the wanted formats.

    Without `pipeline` it is the default chain; with one, its stages and its options for a format
    it names. `options` go to every wanted renderer that has an option of the name. Raises
    ConfigurationError for a format that does not exist or an option that no renderer has.
    """
    base = pipeline or default_pipeline(())
    registry = base.registry
    told = {step.stage.name: step for step in base.renditions}
    steps: list[Step] = []
    for name in dict.fromkeys(wanted):
        if name in told:
            steps.append(told[name])
        elif name in registry and _renders(registry, name):
            steps.append(make_step(registry, name, {}, Kind.RENDER))
        else:
            raise ConfigurationError(_unknown("format", name, formats(registry)))
    if not wanted:
        steps = list(base.renditions)
    if not steps:
        msg = f"say the format: --to {' | '.join(formats(registry))}"
        raise ConfigurationError(msg)
    for key, value in (options or {}).items():
        steps = _with_option(steps, key, value)
    return replace(base, renditions=tuple(steps), limits=limits or base.limits)


def _with_option(steps: Iterable[Step], key: str, value: Any) -> list[Step]:
    steps = list(steps)
    if not any(step.stage.option(key) for step in steps):
        names = ", ".join(step.stage.name for step in steps)
        msg = f"{names} has no option {key!r}"
        raise ConfigurationError(msg)
    return [
        Step(step.stage, {**step.options, key: step.stage.convert(key, value)})
        if step.stage.option(key)
        else step
        for step in steps
    ]


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    import difflib  # noqa: PLC0415 (only for a mistake)

    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    return f"there is no {what} {name!r}; {hint}"
