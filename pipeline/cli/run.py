"""`wirecopy run`: all documents of a pipeline, or what that would be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from pipeline.batch.run import Result, Summary, run_documents
from pipeline.batch.sources import find_sources, output_root, parse_shard
from pipeline.cli.check import load_or_report
from pipeline.cli.say import complain
from pipeline.errors import ConfigurationError, Exit

if TYPE_CHECKING:
    from pipeline.plan import Pipeline


@click.command(short_help="Convert all documents of a pipeline.")
@click.argument("pipeline_file", metavar="PIPELINE", type=click.Path())
@click.option("--explain", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("-w", "--workers", type=click.IntRange(1), metavar="N", help="As many at a time.")
@click.option("--shard", metavar="I/N", help="Only the i-th of n parts of the documents.")
@click.option("--respect-embargo", is_flag=True, help="No copy of what is not free yet.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of documents that went well.")
def command(
    pipeline_file: str,
    workers: int | None,
    shard: str | None,
    *,
    explain: bool,
    respect_embargo: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Convert all documents that PIPELINE, a YAML file, names.

    Ends with 0 when every document has its copy, 1 when one has none, 2 when the pipeline is
    wrong, 3 when it was stopped.
    """
    pipeline = load_or_report(pipeline_file)
    if pipeline is None:
        return Exit.CONFIGURATION
    part = parse_shard(shard) if shard else None
    paths = find_sources(pipeline)
    if explain:
        from pipeline.cli.plan import print_plan  # noqa: PLC0415 (only needed here)

        print_plan(pipeline, paths)
        return Exit.OK
    _check_complete(pipeline, pipeline_file)
    if not paths:
        complain(f"no documents: the sources of {pipeline_file} match no file")
        return Exit.SOME_FAILED
    results: list[Result] = []
    documents = run_documents(
        pipeline, paths, workers=workers, shard=part, respect_embargo=respect_embargo
    )
    with closing(documents), _progress(len(paths), quiet=quiet or as_json) as advance:
        for result in documents:
            advance(result)
            results.append(result)
            if not as_json:
                _tell(result, quiet=quiet)
    summary = Summary(
        pipeline=pipeline.name, output=str(output_root(pipeline)), results=tuple(results)
    )
    _print(summary, as_json=as_json, quiet=quiet)
    return Exit.OK if part and not results else summary.exit_code


def _check_complete(pipeline: Pipeline, file: str) -> None:
    if not pipeline.sources:
        msg = f"{file} has no 'sources': name the documents, such as sources: [inbox/**/*.html]"
        raise ConfigurationError(msg)
    if not pipeline.renditions:
        msg = f"{file} has no 'renditions': name the formats, such as renditions: {{pdf: , json: }}"
        raise ConfigurationError(msg)


def _tell(result: Result, *, quiet: bool) -> None:
    if not result.status.is_ok:
        text = result.message
        complain(
            text if text.startswith(result.source) else f"{result.source}: {result.status}: {text}"
        )
    elif result.embargo and not quiet:
        complain(f"{result.source}: {result.embargo}")


def _print(summary: Summary, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        import msgspec  # noqa: PLC0415 (only needed here)

        data = {
            "pipeline": summary.pipeline,
            "output": summary.output,
            "counts": summary.counts,
            "exit_code": int(summary.exit_code),
            "documents": summary.results,
        }
        click.echo(msgspec.json.format(msgspec.json.encode(data), indent=1))
    elif not quiet:
        counts = summary.counts
        words = ", ".join(f"{counts[name]} {name}" for name in sorted(counts))
        total = len(summary.results)
        noun = "document" if total == 1 else "documents"
        click.echo(f"{total} {noun}: {words or 'none in this shard'}; copies in {summary.output}")


@contextmanager
def _progress(total: int, *, quiet: bool) -> Iterator[Callable[[Result], None]]:
    """Draw a bar where someone looks at a terminal; it has no thread, as workers are forked."""
    if quiet or not sys.stderr.isatty():
        yield lambda _result: None
        return
    from rich.console import Console  # noqa: PLC0415 (only needed here)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda result: bar.update(task, advance=1, description=result.source, refresh=True)
