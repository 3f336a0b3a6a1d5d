"""One document through a pipeline, in this process, with the books kept around every stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from pipeline.account import Account
from pipeline.again import due, made_by_both, with_facts_of
from pipeline.collector import seldom_collected
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
from pipeline.stage import Made
from pipeline.text import block_text
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
    document, account, made_by = _copy(source, pipeline, password, progress)
    renditions: dict[str, Rendition] = {}
    for step in pipeline.renditions:
        if progress is not None:
            progress(step.stage.name)
        context = Context(
            step.stage.name,
            limits=pipeline.limits,
            source=source,
            account=account,
            made_by=made_by,
        )
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
    """Return the document after all transforms, and its account.

    On a rendition given back only those stages run that it has not been through as they are now.
    """
    return _copy(source, pipeline, password, progress)[:2]


@seldom_collected()
def _copy(
    source: Source,
    pipeline: Pipeline,
    password: str | None,
    progress: Progress | None,
) -> tuple[Document, Account, tuple[Made, ...]]:
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
    reader, restored, steps = context.stage, context.restored, pipeline.transforms
    if restored is not None:
        steps = tuple(due(pipeline, context.made_by))
        if not steps:
            return document, restored, context.made_by
        made_by = made_by_both(context.made_by, steps)
        ledger = Ledger.reopened(document, reader, restored)
    else:
        if not any(block_text(block).strip() for block in document.blocks):
            raise EmptyError(_why_empty(source, document.problems))
        made_by = tuple(step.made for step in steps)
        ledger = Ledger(document, reader, context.delivery)
    for step in steps:
        if progress is not None:
            progress(step.stage.name)
        name = _name(step, again=restored is not None)
        context = Context(name, limits=pipeline.limits, source=source)
        after: Document = _call(step, document, context)
        if restored is not None:
            after = replace(after, release=with_facts_of(document.release, after.release))
        after = _with_problems(after, context)
        ledger.audit(after, context)
        document = after
    return document, ledger.close(document), made_by


def _name(step: Step, *, again: bool) -> str:
    """Return the name a stage books under; when it runs again, with its version."""
    return f"{step.stage.name} {step.stage.version}" if again else step.stage.name


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
