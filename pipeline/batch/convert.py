"""What a worker does with one document: read the file, convert it, write what came out."""

from __future__ import annotations

import os
import time
from pathlib import PurePath

from msgspec.structs import replace

from pipeline.batch.outcome import Job, Outcome, Spooled
from pipeline.convert import Converted, convert_source
from pipeline.errors import DocumentError, OutputError, ReadError, RejectedError, Status
from pipeline.plan import Pipeline
from pipeline.tree import Problem, Source


def convert_job(
    job: Job, pipeline: Pipeline, *, password: str | None = None, split: bool = False
) -> Outcome:
    """Convert one document and write its renditions to the job's spool.

    With `split` the releases of a file that holds several become documents of their own, in
    `parts` of the outcome. Raises DocumentError where the document cannot be read or converted,
    OutputError where a rendition cannot be written.
    """
    source = read_source(job, pipeline.limits.size)
    parts = pipeline.registry.split(source) if split else [source]
    if len(parts) == 1:
        return _convert(source, pipeline, job.spool, 0, password)
    outcomes: list[Outcome] = []
    written = 0
    for number, part in enumerate(parts, 1):
        try:
            outcome = _convert(part, pipeline, job.spool, written, password)
        except DocumentError as error:
            outcome = Outcome(status=error.status, message=str(error), name=part.name)
        note = Problem("part", f"This is document {number} of {len(parts)} in {source.name}.")
        outcomes.append(replace(outcome, problems=(note, *outcome.problems)))
        written += len(outcome.files)
    return _together(outcomes)


def _convert(
    source: Source, pipeline: Pipeline, prefix: str, written: int, password: str | None
) -> Outcome:
    began = time.process_time()
    converted = convert_source(source, pipeline, password=password)
    document = converted.document
    release = document.release
    return Outcome(
        status=converted.status,
        files=spool(converted, prefix, written),
        problems=document.problems,
        headline=release.headline,
        published=release.published,
        modified=release.modified,
        embargo=release.embargo.text if release.embargo else None,
        embargo_until=release.embargo.until if release.embargo else None,
        account=converted.account.counters(),
        source_sha256=document.source.sha256,
        cpu=time.process_time() - began,
        name=source.name,
    )


def _together(parts: list[Outcome]) -> Outcome:
    """Return one outcome for a file of several documents; it is as good as its worst part."""
    bad = [part for part in parts if not part.status.is_ok]
    return Outcome(
        status=bad[0].status if bad else Status.OK_WITH_PROBLEMS,
        message=bad[0].message if bad else "",
        problems=tuple(dict.fromkeys(problem for part in parts for problem in part.problems)),
        headline=parts[0].headline,
        cpu=sum(part.cpu for part in parts),
        parts=tuple(parts),
    )


def read_source(job: Job, most: int) -> Source:
    """Return the bytes of a document with its name.

    Raises ReadError where there is none to read, RejectedError where it has more than `most` bytes.
    """
    path = job.path.decode("utf-8", "replace")
    name = job.name or PurePath(path).name
    if job.data is not None:
        return Source(name, job.data)
    try:
        with open(job.path, "rb") as file:  # noqa: PTH123 (a path may be of bytes that are no text)
            data = file.read(most + 1)
    except FileNotFoundError as error:
        msg = f"{path} is not there"
        raise ReadError(msg) from error
    except IsADirectoryError as error:
        msg = f"{path} is a folder: name the files in it, or write a pipeline and run it"
        raise ReadError(msg) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"{path} cannot be read: {reason}"
        raise ReadError(msg) from error
    if len(data) > most:
        msg = f"{name} has more bytes than the limit of {most}"
        raise RejectedError(msg)
    return Source(name, data)


def spool(converted: Converted, prefix: str, begin: int = 0) -> tuple[Spooled, ...]:
    """Write all renditions, each safe on the disk, and say where they are.

    Files are numbered from `begin`. Raises OutputError with the system's reason.
    """
    files: list[Spooled] = []
    for name, rendition in converted.renditions.items():
        parts = [(None, rendition.data), *sorted(rendition.files.items())]
        for beside, data in parts:
            path = f"{prefix}{begin + len(files)}"
            write_part(path, data)
            files.append(Spooled(path, name, rendition.suffix, beside))
    return tuple(files)


def write_part(path: str, data: bytes) -> None:
    """Write one file of a spool, safe on the disk. Raises OutputError with the system's reason."""
    try:
        with open(path, "wb") as file:  # noqa: PTH123 (see read_source)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        msg = f"the output cannot be written: {error.strerror}"
        raise OutputError(msg) from error
