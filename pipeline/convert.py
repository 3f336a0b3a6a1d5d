"""One document through a pipeline, in this process, with the books kept around every stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pipeline.account import Account
from pipeline.context import Context
from pipeline.errors import (
    DocumentError,
    EmptyError,
    RejectedError,
    StageFailedError,
    Status,
    WirecopyError,
)
from pipeline.ledger import Ledger
from pipeline.plan import Pipeline, Step
from pipeline.text import document_text
from pipeline.tree import Document, Problem, Rendition, Source

Progress = Callable[[str], None]


class Converted(Struct, frozen=True):
    """A converted document with its books and renditions by name."""

    document: Document
    account: Account
    renditions: Mapping[str, Rendition]

    @property
    def status(self) -> Status:
        """Return `ok`, or `ok-with-problems` when something was seen and not settled."""
        return Status.OK_WITH_PROBLEMS if self.document.problems else Status.OK


def convert_source(
    source: Source,
    pipeline: Pipeline,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> Converted:
    """Read, transform, account for and render one document.

    Nothing is written. Raises RejectedError for a source over the size limit, EmptyError when the
    reader found no text, StageFailedError when a stage raised something of its own, and any other
    DocumentError that a reader raises.
    """
    if len(source.data) > pipeline.limits.size:
        msg = (
            f"{source.name} has {len(source.data)} bytes, over the limit of {pipeline.limits.size}"
        )
        raise RejectedError(msg)
    document, account = clean_copy(source, pipeline, password=password, progress=progress)
    renditions: dict[str, Rendition] = {}
    for step in pipeline.renditions:
        if progress is not None:
            progress(step.stage.name)
        context = Context(step.stage.name, limits=pipeline.limits, source=source, account=account)
        rendition: Rendition = _call(step, document, context)
        renditions[step.stage.name] = rendition
        extra = [p for p in (*context.problems, *rendition.problems) if p not in document.problems]
        if extra:
            document = replace(document, problems=(*document.problems, *extra))
    return Converted(document, account, renditions)


def clean_copy(
    source: Source,
    pipeline: Pipeline,
    *,
    password: str | None = None,
    progress: Progress | None = None,
) -> tuple[Document, Account]:
    """Return the document after all transforms, and its account."""
    context = Context(
        pipeline.read.stage.name,
        limits=pipeline.limits,
        source=source,
        readers=pipeline.registry.readers(),
        password=password,
    )
    if progress is not None:
        progress(pipeline.read.stage.name)
    document: Document = _call(pipeline.read, source, context)
    document = _with_problems(document, context)
    if context.restored is not None:
        return document, context.restored
    if not document_text(document).strip():
        raise EmptyError(_why_empty(source, document.problems))
    ledger = Ledger(document, context.stage, context.delivery)
    for step in pipeline.transforms:
        if progress is not None:
            progress(step.stage.name)
        context = Context(step.stage.name, limits=pipeline.limits, source=source)
        after: Document = _call(step, document, context)
        after = _with_problems(after, context)
        ledger.audit(after, context)
        document = after
    return document, ledger.close(document)


def _why_empty(source: Source, problems: tuple[Problem, ...]) -> str:
    if problems:
        return f"{source.name}: {problems[0].message}"
    return f"{source.name} has no text"


def _with_problems(document: Document, context: Context) -> Document:
    extra = [problem for problem in context.problems if problem not in document.problems]
    return replace(document, problems=(*document.problems, *extra)) if extra else document


def _call(step: Step, value: Document | Source, context: Context) -> Any:
    """Call a stage; what it raises that is not ours becomes a StageFailedError with its name."""
    try:
        result = step.stage.function(value, context, **step.options)
    except (WirecopyError, MemoryError):
        raise
    except Exception as error:
        raise StageFailedError(context.stage, error) from error
    wanted = Rendition if step.stage.kind == "render" else Document
    if not isinstance(result, wanted):
        found = TypeError(f"it returned {type(result).__name__}, not {wanted.__name__}")
        raise StageFailedError(context.stage, found)
    return result


__all__ = ["Converted", "DocumentError", "clean_copy", "convert_source"]
