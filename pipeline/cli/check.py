"""`wirecopy check`: every mistake of a pipeline, and nothing run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.say import complain
from pipeline.errors import Exit, PipelineError

if TYPE_CHECKING:
    from pipeline.plan import Pipeline


@click.command(short_help="Check pipelines without running them.")
@click.argument("files", nargs=-1, required=True, metavar="PIPELINE...", type=click.Path())
def command(files: tuple[str, ...]) -> int:
    """Check pipelines without running them; ends with 2 when one has a mistake."""
    code = Exit.OK
    for file in files:
        pipeline = load_or_report(file)
        if pipeline is None:
            code = Exit.CONFIGURATION
            continue
        stages = len(pipeline.transforms) + 1
        formats = ", ".join(step.stage.name for step in pipeline.renditions) or "no renditions"
        noun = "stage" if stages == 1 else "stages"
        click.echo(f"{file}: {stages} {noun}, {formats}: no mistakes")
    return code


def load_or_report(file: str) -> Pipeline | None:
    """Return the pipeline of a file; print its mistakes and return None when it has some.

    The mistakes are the command's result and go to standard output, one line about them to standard
    error. Raises ConfigurationError when the file cannot be read.
    """
    from pipeline.config import load_pipeline  # noqa: PLC0415 (YAML, only needed with a file)

    try:
        return load_pipeline(file)
    except PipelineError as error:
        click.echo(str(error))
        count = len(error.mistakes)
        complain(f"{file} has {count} {'mistake' if count == 1 else 'mistakes'}")
        return None
