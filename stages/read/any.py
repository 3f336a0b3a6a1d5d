"""Look at the bytes of a source and hand it to the reader of its format."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.errors import EmptyError, RejectedError
from pipeline.stage import stage
from pipeline.tree import Document, Source
from stages.read.media import media_type_of


@stage("read")
def read(source: Source, context: Context) -> Document:
    """Read a document of any format that has a reader.

    The bytes decide, then the declared media type, then the suffix of the name; a wrong suffix
    does no harm. Raises EmptyError for a source without bytes and RejectedError for a format that
    no reader takes.
    """
    if not source.data.strip():
        msg = f"{source.name} is empty"
        raise EmptyError(msg)
    media_type = media_type_of(source, context.readers)
    if media_type not in context.readers:
        msg = f"{source.name} is {media_type}, a format that has no reader"
        raise RejectedError(msg)
    reader = context.readers[media_type]()
    context.stage = reader.stage.name
    document: Document = reader(replace(source, media_type=media_type), context)
    return document
