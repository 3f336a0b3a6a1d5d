"""A reader of one's own in one file: copy with the header lines of an old wire desk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from wirecopy import (
    Block,
    Context,
    Document,
    Heading,
    Metadatum,
    Origin,
    Paragraph,
    Reason,
    Source,
    SourceFacts,
    Text,
    stage,
)

_FIELD = re.compile(r"([A-Z]+): *(.*)\n")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_HEADER = Reason("wire-header", "A line of the wire header, kept as metadata.")
_NAMES = {"SENT": "date", "DESK": "category", "KEYS": "tags"}
_HEAD = "HEAD"


class _Placed(NamedTuple):
    """A block and where it stands in the source text."""

    block: Block
    span: tuple[int, int]


@stage("read-wire", media_types=("text/x-wire",))
def read_wire(source: Source, context: Context) -> Document:
    """Read copy with wire header lines: `NAME: value` until a blank line, then paragraphs.

    A media type `text/x-wire` also stands for files that end in `.wire`, so `read` hands those to
    this reader. `HEAD` is the headline; `SENT`, `DESK` and `KEYS` say date, category and tags.
    """
    text = source.data.decode("utf-8", "replace").replace("\r\n", "\n")
    placed: list[_Placed] = []
    reasons: list[tuple[int, int, Reason]] = []
    metadata: list[Metadatum] = []
    at = 0
    while field := _FIELD.match(text, at):
        at = field.end()
        if field[1] == _HEAD:
            headline = Heading(
                level=1,
                inlines=(Text(field[2]),),
                role="headline",
                origin=_origin(text, field.start()),
            )
            placed.append(_Placed(headline, field.span(2)))
            reasons.append((field.start(), field.start(2), _HEADER))
            continue
        reasons.append((*field.span(), _HEADER))
        metadata.append(Metadatum("front-matter", _NAMES.get(field[1], field[1].lower()), field[2]))
    placed.extend(_paragraphs(text, at))
    context.delivers(text, [one.span for one in placed], reasons)
    facts = SourceFacts(
        source.name,
        "text/x-wire",
        hashlib.sha256(source.data).hexdigest(),
        "utf-8",
        len(source.data),
    )
    blocks = tuple(one.block for one in placed)
    return Document(facts, blocks=blocks, metadata=tuple(metadata))


def _paragraphs(text: str, at: int) -> Iterator[_Placed]:
    for found in _PARAGRAPH.finditer(text, at):
        origin = _origin(text, found.start())
        yield _Placed(Paragraph(inlines=(Text(found[0]),), origin=origin), found.span())


def _origin(text: str, at: int) -> Origin:
    return Origin(line=text.count("\n", 0, at) + 1)
