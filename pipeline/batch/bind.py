"""Several documents into one book: what the worker does that binds."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from pipeline.batch.convert import read_source, write_part
from pipeline.batch.outcome import Job, Outcome, Spooled
from pipeline.convert import clean_copy
from pipeline.errors import ReadError, Status
from pipeline.plan import Pipeline
from pipeline.tree import FORMAT, Document, Source


def bind_job(
    job: Job, paths: Sequence[str], pipeline: Pipeline, options: Mapping[str, Any]
) -> Outcome:
    """Bind documents into one EPUB and write it to the job's spool.

    A document is JSON as wirecopy renders it, or any release, which is converted first. Raises
    DocumentError where one cannot be read or converted, OutputError where the book cannot be
    written.
    """
    began = time.process_time()
    documents: list[Document] = []
    for path in paths:
        source = read_source(Job(0, os.fsencode(path), ""), pipeline.limits.size)
        documents.append(_document(source, pipeline))
    book = importlib.import_module("stages.render.bind").bind(documents, **options)
    path = f"{job.spool}0"
    write_part(path, book.data)
    return Outcome(
        status=Status.OK_WITH_PROBLEMS if book.problems else Status.OK,
        files=(Spooled(path, "epub", book.suffix),),
        problems=book.problems,
        cpu=time.process_time() - began,
    )


def _document(source: Source, pipeline: Pipeline) -> Document:
    if PurePath(source.name).suffix.lower() != ".json" or _is_of_another_format(source.data):
        return clean_copy(source, pipeline)[0]
    shape = importlib.import_module("stages.render.json")
    try:
        document: Document = shape.document_of(msgspec.json.decode(source.data, type=shape.Copy))
    except (msgspec.DecodeError, RecursionError) as error:
        msg = f"{source.name} is not a document as wirecopy renders it: {error}"
        raise ReadError(msg) from error
    return document


def _is_of_another_format(data: bytes) -> bool:
    """Tell whether JSON is not wirecopy's own (ninjs is a format that has a reader)."""
    try:
        found = msgspec.json.decode(data, type=_Format).format
    except msgspec.DecodeError:
        return False
    return found != FORMAT


class _Format(msgspec.Struct):
    """The key that says what a JSON is."""

    format: str = ""
