"""`wirecopy convert`: one document or a few, into one format or a few."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from pipeline.batch.convert import convert_job
from pipeline.batch.embargo import embargo_sentence
from pipeline.batch.names import safe, stems
from pipeline.batch.outcome import Job, Outcome
from pipeline.batch.outputs import Outputs, is_stream
from pipeline.batch.store import Spool
from pipeline.batch.workers import Pool, processors
from pipeline.choose import choose_pipeline, format_of
from pipeline.cli.options import complete_format, limits_of, load
from pipeline.cli.say import complain, shown
from pipeline.errors import ConfigurationError, Exit, OutputError

if TYPE_CHECKING:
    from pipeline.plan import Pipeline

_BINARY = frozenset({"pdf", "epub"})
_MOST_NOTES = 5
_STDIN = "stdin"


@click.command(short_help="Convert documents.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "--to",
    "wanted",
    multiple=True,
    metavar="FORMAT",
    shell_complete=complete_format,
    help="pdf, html, epub, json ...",
)
@click.option("-o", "--output", metavar="OUT", help="A file, a folder, or - (standard output).")
@click.option(
    "--pipeline", "pipeline_file", metavar="YAML", help="Use the stages of this pipeline."
)
@click.option("--template", metavar="NAME", help="The template of the copy.")
@click.option("--account", metavar="full", help="JSON with both texts and every operation.")
@click.option("--password", help="The password of encrypted documents.")
@click.option("--seconds", type=float, metavar="N", help="The time a document may take.")
@click.option("--memory", metavar="SIZE", help="The memory a document may take: 800MiB.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(  # noqa: PLR0917 (one for every option of the command)
    files: tuple[str, ...],
    wanted: tuple[str, ...],
    output: str | None,
    pipeline_file: str | None,
    template: str | None,
    account: str | None,
    password: str | None,
    seconds: float | None,
    memory: str | None,
    *,
    quiet: bool,
) -> int:
    """Convert documents.

    FILE may be - for standard input. The format is the suffix of OUT or what --to says, which may
    be given more than once when OUT is a folder. Without OUT the copy goes to standard output.
    """
    formats = [name for names in wanted for name in names.split(",")]
    base = load(pipeline_file)
    target = _target(output, files)
    if not formats and target.file is not None:
        formats = [format_of(target.file.name, base.registry)]
    given: dict[str, Any] = {"template": template, "account": account}
    pipeline = choose_pipeline(
        formats,
        pipeline=base,
        options={key: value for key, value in given.items() if value is not None},
        limits=limits_of(base.limits, seconds, memory),
    )
    _check_shape(target, files, [step.stage.name for step in pipeline.renditions])
    run = _Run(pipeline, target, files, quiet=quiet)
    return run.all(password)


class _Target(Struct, frozen=True):
    """Where the copies go: a folder, one file in it, or standard output."""

    folder: Path
    file: Path | None = None
    to_stdout: bool = False


def _target(output: str | None, files: Sequence[str]) -> _Target:
    if output in {None, "-"}:
        return _Target(Path(), to_stdout=True)
    path = Path(str(output))
    if str(output).endswith(("/", os.sep)) or path.is_dir() or len(files) > 1:
        return _Target(path)
    return _Target(path.parent, path)


def _check_shape(target: _Target, files: Sequence[str], formats: Sequence[str]) -> None:
    several = len(files) > 1 or len(formats) > 1
    if several and (target.to_stdout or target.file is not None):
        what = "several files" if len(files) > 1 else "several formats"
        msg = f"{what} need a folder: -o FOLDER/"
        raise ConfigurationError(msg)
    if files.count("-") > 1:
        msg = "standard input can be read once: name - once"
        raise ConfigurationError(msg)
    if target.to_stdout and _BINARY.intersection(formats) and sys.stdout.isatty():
        msg = f"{formats[0]} is not for a terminal: say where with -o, or send it on with a pipe"
        raise ConfigurationError(msg)


class _Run:
    """One call of the command."""

    def __init__(
        self, pipeline: Pipeline, target: _Target, files: Sequence[str], *, quiet: bool
    ) -> None:
        self.pipeline = pipeline
        self.target = target
        self.files = files
        self.quiet = quiet
        self.names = stems([_name(file) for file in files])
        self.outputs = Outputs(file for file in files if file != "-")
        self.code = Exit.OK

    def all(self, password: str | None) -> Exit:
        """Convert every file and return the exit code."""
        one = self.target.to_stdout or self.target.file is not None
        work = partial(convert_job, pipeline=self.pipeline, password=password, split=not one)
        size = min(len(self.files), processors())
        with ExitStack() as stack:
            folder = self.target.folder
            if self.target.to_stdout or (self.target.file and is_stream(self.target.file)):
                from tempfile import TemporaryDirectory  # noqa: PLC0415 (often not needed)

                folder = Path(stack.enter_context(TemporaryDirectory(prefix="wirecopy-")))
            spool = stack.enter_context(Spool(folder))
            self.each(stack.enter_context(Pool(work, self.pipeline.limits, size=size)), spool)
        return self.code

    def each(self, pool: Pool, spool: Spool) -> None:
        """Convert, place and speak of every file."""
        most = self.pipeline.limits.size
        jobs = [_job(number, file, spool, most) for number, file in enumerate(self.files)]
        for job, outcome in pool.run(jobs):
            file = self.files[job.number]
            if outcome.is_setup:
                raise ConfigurationError(outcome.message)
            try:
                for part in outcome.parts or (outcome,):
                    name = part.name if outcome.parts else _name(file)
                    if part.status.is_ok:
                        self.deliver(job.number, part, name if outcome.parts else None)
                        self.note(name, part)
                    else:
                        self.fail(name if outcome.parts else file, part.message)
            except OutputError as error:
                self.fail(file, str(error))
            finally:
                spool.discard(job.number)

    def deliver(self, number: int, outcome: Outcome, part: str | None) -> None:
        """Put the copies where they were asked for; a part of a file is named by its own name.

        Raises OutputError when that cannot be.
        """
        if self.target.to_stdout:
            _print(outcome)
            return
        exact = self.target.file is not None
        stem = safe(Path(part).stem) if part else self.names[number]
        base = self.target.file or self.target.folder / stem
        source = f"{self.files[number]} ({part})" if part else self.files[number]
        self.outputs.deliver(outcome.files, base, source, exact=exact)

    def fail(self, file: str, message: str) -> None:
        """Say in one line why a document has no copy."""
        self.code = Exit.SOME_FAILED
        name = _name(file)
        text = " ".join(message.split())
        complain(text if text.startswith((name, shown(file))) else f"{name}: {text}")

    def note(self, name: str, outcome: Outcome) -> None:
        """Say what an editor should know of a copy that is there."""
        if self.quiet:
            return
        waits = embargo_sentence(outcome)
        if waits:
            complain(f"{name}: {waits}")
        for problem in outcome.problems[:_MOST_NOTES]:
            complain(f"{name}: note: {' '.join(problem.message.split())}")
        more = len(outcome.problems) - _MOST_NOTES
        if more > 0:
            complain(f"{name}: and {more} more notes: wirecopy explain {name}")


def _job(number: int, file: str, spool: Spool, most: int) -> Job:
    if file != "-":
        return Job(number, os.fsencode(file), spool.prefix(number))
    return Job(number, b"", spool.prefix(number), sys.stdin.buffer.read(most + 1), _STDIN)


def _name(file: str) -> str:
    return _STDIN if file == "-" else shown(Path(file).name or file)


def _print(outcome: Outcome) -> None:
    from shutil import copyfileobj  # noqa: PLC0415 (often not needed)

    for file in outcome.files:
        if file.beside is None:
            with open(file.path, "rb") as copy:  # noqa: PTH123 (a path of the spool)
                copyfileobj(copy, sys.stdout.buffer)
    sys.stdout.buffer.flush()
