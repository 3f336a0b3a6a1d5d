"""Turn press releases into clean copy and account for every character on the way.

`convert` takes one document, `run` all documents of a pipeline; `stage` makes a stage of your own.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.account import Account, Operation
from pipeline.context import Context, Limits, Reason
from pipeline.convert import Converted
from pipeline.edit import Edit
from pipeline.errors import WirecopyError
from pipeline.stage import stage
from pipeline.text import block_text, body_text, document_text
from pipeline.tree import (
    Block,
    Document,
    Heading,
    Inline,
    Link,
    List,
    Metadatum,
    Origin,
    Paragraph,
    Quote,
    Release,
    Rendition,
    Source,
    SourceFacts,
    Table,
    Text,
)

if TYPE_CHECKING:
    from pipeline.batch.run import Summary

__all__ = [
    "Account",
    "Block",
    "Context",
    "Converted",
    "Document",
    "Edit",
    "Heading",
    "Inline",
    "Limits",
    "Link",
    "List",
    "Metadatum",
    "Operation",
    "Origin",
    "Paragraph",
    "Quote",
    "Reason",
    "Release",
    "Rendition",
    "Source",
    "SourceFacts",
    "Table",
    "Text",
    "WirecopyError",
    "block_text",
    "body_text",
    "convert",
    "document_text",
    "run",
    "stage",
]


def convert(
    document: str | Path | bytes | Source,
    *,
    to: str | Sequence[str] = "json",
    pipeline: str | Path | None = None,
    password: str | None = None,
    name: str = "document",
    **options: Any,
) -> Converted:
    """Convert one document, given as a path or as its bytes, into one format or several.

    `pipeline` is a YAML file whose stages are used; `options` go to the renderers that have them
    (`template="classic"`, `account="full"`); `name` is the name of a document given as bytes.
    Returns the document, its account, and the renditions by format. All is done in this process,
    with the limits on size but none on time and memory: `run` has those. Raises DocumentError when
    the document cannot be converted, ConfigurationError for a wrong format, option or pipeline.

    >>> convert(b"The bridge opens on Monday.").renditions["json"].suffix
    '.json'
    """
    from pipeline.batch.convert import read_source  # noqa: PLC0415 (what is not used is not loaded)
    from pipeline.batch.outcome import Job  # noqa: PLC0415
    from pipeline.choose import choose_pipeline  # noqa: PLC0415
    from pipeline.config import load_pipeline  # noqa: PLC0415
    from pipeline.convert import convert_source  # noqa: PLC0415

    wanted = [to] if isinstance(to, str) else list(to)
    base = load_pipeline(pipeline) if pipeline is not None else None
    chosen = choose_pipeline(wanted, pipeline=base, options=options)
    if isinstance(document, bytes):
        document = Source(name, document)
    elif not isinstance(document, Source):
        document = read_source(Job(0, os.fsencode(document), ""), chosen.limits.size)
    return convert_source(document, chosen, password=password)


def run(
    pipeline: str | Path,
    *,
    workers: int | None = None,
    respect_embargo: bool = False,
    password: str | None = None,
) -> Summary:
    """Convert all documents of a pipeline and say how each ended.

    The work is done in forked children under the pipeline's limits, so call it before your program
    starts threads. Raises PipelineError with every mistake of the file.
    """
    from pipeline.batch.run import Summary, run_documents  # noqa: PLC0415 (see convert)
    from pipeline.batch.sources import find_sources, output_root  # noqa: PLC0415
    from pipeline.config import load_pipeline  # noqa: PLC0415

    loaded = load_pipeline(pipeline)
    results = run_documents(
        loaded,
        find_sources(loaded),
        workers=workers,
        respect_embargo=respect_embargo,
        password=password,
    )
    return Summary(pipeline=loaded.name, output=str(output_root(loaded)), results=tuple(results))


if __name__ == "__main__":
    from pipeline.cli import main

    main()
