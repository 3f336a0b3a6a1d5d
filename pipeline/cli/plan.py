"""What a run would do, option by option, and where each option comes from."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pipeline.cli.say import written
from pipeline.plan import Pipeline, Step

_MOST_PATHS = 12


def print_plan(pipeline: Pipeline, paths: Sequence[str]) -> None:
    """Print the documents, the stages with every option, the outputs and the limits."""
    click.echo(f"pipeline   {pipeline.name}")
    for plugin in pipeline.plugins:
        click.echo(f"plug-in    {plugin}")
    click.echo(f"documents  {len(paths)}")
    for path in paths[:_MOST_PATHS]:
        click.echo(f"           {path}")
    if len(paths) > _MOST_PATHS:
        click.echo(f"           and {len(paths) - _MOST_PATHS} more")
    click.echo("stages")
    for number, step in enumerate((pipeline.read, *pipeline.transforms), 1):
        _print_step(f"{number:3}.", step)
    click.echo("renditions")
    for step in pipeline.renditions:
        _print_step("   -", step)
    click.echo(f"output     {pipeline.output}, relative to {pipeline.folder}")
    limits = pipeline.limits
    click.echo(
        f"limits     {limits.seconds:g} s, {limits.memory >> 20} MiB of memory, "
        f"{limits.size >> 20} MiB a file"
    )


def _print_step(mark: str, step: Step) -> None:
    stage = step.stage
    place = step.places.get("", "the default chain")
    click.echo(f"{mark} {stage.name:20} {stage.summary}  [{place}]")
    for option in stage.options:
        value = step.options.get(option.name, option.default)
        origin = step.places.get(option.name, "default")
        click.echo(f"       {option.name} = {written(value)}  [{origin}]")
