"""`wirecopy stages`: the stages there are, or one of them in full."""

from __future__ import annotations

import re

import click

from pipeline import errors
from pipeline.cli.options import complete_stage, load
from pipeline.cli.say import written
from pipeline.config_values import did_you_mean
from pipeline.errors import ConfigurationError
from pipeline.registry import Registry
from pipeline.stage import Kind, Stage

_TITLES = {
    Kind.READ: "Readers (a source becomes a document)",
    Kind.TRANSFORM: "Stages (a document becomes a better one)",
    Kind.RENDER: "Renditions (a document becomes a file)",
}

_RAISES = re.compile(r"(Raises\s+)?\b(\w+Error)\b")


@click.command(short_help="List the stages, or explain one.")
@click.argument("name", required=False, shell_complete=complete_stage)
@click.option("--pipeline", "pipeline_file", metavar="YAML", help="With the plug-ins of this file.")
def command(name: str | None, pipeline_file: str | None) -> None:
    """List the stages in the order of the default chain, or explain NAME with its options."""
    registry = load(pipeline_file).registry
    if name is None:
        _list(registry)
        return
    if name not in registry:
        hint = did_you_mean(name, registry.names())
        hint = hint if hint.endswith("?") else "; 'wirecopy stages' lists them"
        msg = f"there is no stage {name!r}{hint}"
        raise ConfigurationError(msg)
    _explain(registry.get(name))


def _list(registry: Registry) -> None:
    stages = [registry.get(name) for name in registry.names()]
    width = max(len(stage.name) for stage in stages)
    chain = set(registry.default_chain())
    for kind, title in _TITLES.items():
        click.echo(f"{title}:")
        for stage in stages:
            if stage.kind is kind:
                off = kind is Kind.TRANSFORM and stage.name not in chain
                note = " (only when named)" if off else ""
                click.echo(f"  {stage.name:{width}}  {stage.summary}{note}")
        click.echo()
    click.echo("'wirecopy stages NAME' explains one, with its options.")


def _explain(stage: Stage) -> None:
    click.echo(f"{stage.name}: {_RAISES.sub(_status, stage.doc)}\n")
    if stage.media_types:
        click.echo(f"Reads {', '.join(stage.media_types)}.\n")
    if not stage.options:
        click.echo("It has no options.")
        return
    click.echo("Options:")
    for option in stage.options:
        default = "needed" if option.required else f"default {written(option.default)}"
        click.echo(f"  {option.name}: {option.type_name} ({default})")
    first = stage.options[0]
    value = written(first.default) if not first.required else "..."
    click.echo(f"\nIn a pipeline:\n  - {stage.name}: {{{first.name}: {value}}}")


def _status(named: re.Match[str]) -> str:
    """Return an error that a docstring names as the status in which the document ends."""
    error = getattr(errors, named[2], None)
    status = getattr(error, "status", errors.Status.FAILED)
    return f"{'The document ends as ' if named[1] else ''}`{status}`"
