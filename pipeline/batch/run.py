"""Many documents through one pipeline: each ends in one status, its outputs whole or not there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path, PurePath

from msgspec import Struct

from pipeline.batch.convert import convert_job
from pipeline.batch.embargo import embargo_sentence
from pipeline.batch.names import fill, safe, stems
from pipeline.batch.outcome import Job, Outcome
from pipeline.batch.outputs import Outputs
from pipeline.batch.sources import Shard, output_root
from pipeline.batch.store import Spool
from pipeline.batch.workers import Pool, processors
from pipeline.errors import ConfigurationError, Exit, OutputError, Status
from pipeline.plan import Pipeline


class Result(Struct, frozen=True, kw_only=True):
    """How one document of a run ended."""

    source: str
    status: Status
    message: str = ""
    outputs: tuple[str, ...] = ()
    headline: str | None = None
    embargo: str = ""
    """What to say of a copy that is not free yet."""
    problems: tuple[str, ...] = ()
    sha256: str = ""
    cpu: float = 0.0
    attempts: int = 1


class Summary(Struct, frozen=True, kw_only=True):
    """A finished run."""

    pipeline: str
    output: str
    results: tuple[Result, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many documents ended in each status."""
        return dict(Counter(str(result.status) for result in self.results))

    @property
    def exit_code(self) -> Exit:
        """Return 0 when every document has its copy, and there was one."""
        done = bool(self.results) and all(result.status.is_ok for result in self.results)
        return Exit.OK if done else Exit.SOME_FAILED


def run_documents(
    pipeline: Pipeline,
    paths: Sequence[str],
    *,
    workers: int | None = None,
    shard: Shard | None = None,
    respect_embargo: bool = False,
    password: str | None = None,
) -> Generator[Result, None, None]:
    """Convert documents and yield how each ended, in the order of the paths.

    Only those that were tried twice (after a timeout, a crash, the end of memory) come last. Names
    are given in that order too, so the same documents get the same names with any number of
    workers. Close the iterator to stop: no worker and no unfinished file stays. Raises
    ConfigurationError when no document at all can be converted so.
    """
    names = stems(paths)
    chosen = [n for n, path in enumerate(paths) if shard is None or shard.has(Path(path).name)]
    if not chosen:
        return
    size = max(1, min(workers or processors(), len(chosen)))
    work = partial(convert_job, pipeline=pipeline, password=password, split=True)
    with (
        Spool(output_root(pipeline)) as spool,
        Pool(work, pipeline.limits, size=size, retry=True) as pool,
    ):
        delivery = _Delivery(pipeline, paths, names, respect_embargo=respect_embargo)
        jobs = (Job(number, os.fsencode(paths[number]), spool.prefix(number)) for number in chosen)
        held: dict[int, Outcome] = {}
        turn = 0
        for job, outcome in pool.run(jobs):
            if outcome.is_setup:
                raise ConfigurationError(outcome.message)
            held[job.number] = outcome
            while turn < len(chosen):
                number = chosen[turn]
                if number in held:
                    yield delivery.result(number, held.pop(number))
                    spool.discard(number)
                elif number not in pool.postponed:
                    break
                turn += 1
            if job.number in held and (turn == len(chosen) or job.number < chosen[turn]):
                yield delivery.result(job.number, held.pop(job.number))
                spool.discard(job.number)


class _Delivery:
    """Gives outputs their names and outcomes their last word."""

    def __init__(
        self,
        pipeline: Pipeline,
        paths: Sequence[str],
        names: Sequence[str],
        *,
        respect_embargo: bool,
    ) -> None:
        self.pipeline = pipeline
        self.paths = paths
        self.names = names
        self.respect_embargo = respect_embargo
        self.outputs = Outputs(paths)

    def result(self, number: int, outcome: Outcome) -> Result:
        source = self.paths[number]
        status, message, waits = outcome.status, outcome.message, ""
        placed: list[Path] = []
        for part in outcome.parts or (outcome,):
            ends, said, waiting, paths = self.part(number, part, outcome)
            waits = waits or waiting
            placed.extend(paths)
            if not ends.is_ok:
                status, message = ends, message or said
        return Result(
            source=os.fsencode(source).decode("utf-8", "replace"),
            status=status,
            message=" ".join(message.split()),
            outputs=tuple(map(str, placed)),
            headline=outcome.headline,
            embargo=waits,
            problems=tuple(problem.message for problem in outcome.problems),
            sha256=outcome.source_sha256,
            cpu=round(outcome.cpu, 3),
            attempts=outcome.attempts,
        )

    def part(
        self, number: int, outcome: Outcome, whole: Outcome
    ) -> tuple[Status, str, str, list[Path]]:
        """Place one document; return how it ended, why, its embargo and its files."""
        waits = embargo_sentence(outcome)
        if not outcome.status.is_ok:
            return outcome.status, outcome.message, waits, []
        if waits and self.respect_embargo:
            return Status.REJECTED, waits, waits, []
        source = self.paths[number]
        if outcome is not whole:
            source = f"{source} ({outcome.name})"
        stem = self.names[number] if outcome is whole else safe(PurePath(outcome.name).stem)
        try:
            placed = self.outputs.deliver(outcome.files, self.base(outcome, stem), source)
        except OutputError as error:
            return Status.FAILED, str(error), waits, []
        return outcome.status, outcome.message, waits, placed

    def base(self, outcome: Outcome, stem: str) -> Path:
        name = fill(
            self.pipeline.output,
            stem=stem,
            headline=outcome.headline,
            published=outcome.published,
        )
        return Path(os.path.normpath(os.path.join(self.pipeline.folder, name)))  # noqa: PTH118
