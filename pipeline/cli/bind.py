"""`wirecopy bind`: several releases into one EPUB."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from pipeline.batch.bind import bind_job
from pipeline.batch.outcome import Job
from pipeline.batch.outputs import Outputs
from pipeline.batch.store import Spool
from pipeline.batch.workers import Pool
from pipeline.cli.options import load
from pipeline.cli.say import complain
from pipeline.errors import ConfigurationError, DocumentError, Exit


@click.command(short_help="Bind releases into one EPUB.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option("-o", "--output", required=True, metavar="OUT.epub", help="The book.")
@click.option("--title", help="The book's title; else the first headline.")
@click.option("--template", metavar="NAME", help="The template of the pages.")
@click.option(
    "--pipeline", "pipeline_file", metavar="YAML", help="Use the stages of this pipeline."
)
def command(
    files: tuple[str, ...],
    output: str,
    title: str | None,
    template: str | None,
    pipeline_file: str | None,
) -> int:
    """Bind releases into one EPUB with contents, in the order given.

    FILE is JSON that wirecopy made, or any release, which is converted first.
    """
    target = Path(output)
    if target.suffix.lower() != ".epub":
        msg = f"{output} does not end in .epub, and a book is an EPUB"
        raise ConfigurationError(msg)
    given: dict[str, Any] = {"title": title, "template": template}
    options = {key: value for key, value in given.items() if value is not None}
    pipeline = load(pipeline_file)
    work = partial(bind_job, paths=files, pipeline=pipeline, options=options)
    with Spool(target.parent) as spool, Pool(work, pipeline.limits) as pool:
        ((_, outcome),) = pool.run([Job(0, b"", spool.prefix(0))])
        if outcome.is_setup:
            raise ConfigurationError(outcome.message)
        if not outcome.status.is_ok:
            raise DocumentError(" ".join(outcome.message.split()))
        Outputs().deliver(outcome.files, target, "book", exact=True)
    for problem in outcome.problems:
        complain(f"note: {problem.message}")
    return Exit.OK
