"""Read plain text and Markdown: every character of it, and the structure its author typed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.context import Context, Reason
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.tree import Document, Metadatum, Source, SourceFacts
from stages.read.decode import decode, report_decoding
from stages.read.text_blocks import Blocks
from stages.read.text_build import Draft
from stages.read.text_flowed import Flow
from stages.read.text_front import front_matter
from stages.read.text_reading import read_in_order
from stages.read.text_sec import Filed, filed_documents, release_of, stated

_MARKDOWN = lazily(
    r"^#{1,6} \S|\]\(https?://|^```|(?<!\w)\*\*\w|^\[[^\[\]\n]{1,80}\]: \S", re.MULTILINE
)
_SNIFFED = 200_000
_MOST_NAMED = 12
_FRONT = Reason("front-matter", "what the archive wrote above the text stands in the metadata")
_FORM = Reason("sec-submission", "a part of the filing that is not the release")


@stage("read-text", media_types=("text/plain", "text/markdown"))
def read_text(source: Source, context: Context) -> Document:
    """Read plain text and Markdown.

    Front matter goes to the metadata; of a whole SEC submission the release is read (exhibit 99),
    the rest of the filing is left out on the record.
    """
    decoded = decode(source.data, declared=source.charset)
    report_decoding(decoded, context)
    document = document_of_text(decoded.text, source, context)
    return replace(document, source=replace(document.source, encoding=decoded.encoding))


def document_of_text(
    text: str, source: Source, context: Context, flow: Flow | None = None
) -> Document:
    """Return the document of a decoded text and tell the engine where each block stands in it.

    `flow` says that the text is the part of a mail with `format=flowed`.
    """
    facts = SourceFacts(
        source.name,
        source.media_type or "text/plain",
        hashlib.sha256(source.data).hexdigest(),
        None,
        len(source.data),
    )
    filed = filed_documents(text)
    release = release_of(filed)
    told = (Metadatum("sec", "type", release.type), *stated(text)) if release is not None else ()
    if release is not None:
        _report(filed, release, context)
    if release is not None and release.markup:
        document = _html_exhibit(text, release, source, context)
        return replace(document, source=facts, metadata=(*told, *document.metadata))
    start, end = (release.start, release.end) if release is not None else (0, len(text))
    metadata: tuple[Metadatum, ...] = ()
    reasons = [(0, start, _FORM), (end, len(text), _FORM)] if release is not None else []
    if release is not None:
        metadata = told
    front = front_matter(text) if release is None else None
    if front is not None:
        start, metadata = front.end, front.metadata
        reasons.append((0, start, _FRONT))
    markdown = source.media_type == "text/markdown" or bool(
        _MARKDOWN.search(text, start, start + _SNIFFED)
    )
    read = read_in_order(text, start, end, flow, markdown=markdown)
    reader = Blocks(read.text, read.lines, markdown=markdown)
    drafts = reader.read()
    spans = [(draft.start, draft.end) for draft in drafts]
    edits = {number: _shifted(draft) for number, draft in enumerate(drafts) if draft.edits}
    for first, last, reason in reader.left_out:
        reasons.extend((one, two, reason) for one, two in read.in_source(first, last))
    context.delivers(text, spans, reasons, edits, reading=read.reading, moved=read.moved)
    blocks = tuple(draft.block for draft in drafts)
    return Document(facts, blocks=blocks, metadata=metadata)


def _shifted(draft: Draft) -> tuple[Edit, ...]:
    """Count the characters of edits from the start of their block."""
    at = draft.start
    return tuple(
        Edit(edit.start - at, edit.end - at, edit.new, edit.rule, edit.why)
        for edit in draft.edits
        if edit.end > edit.start or edit.new
    )


def _report(filed: Sequence[Filed], release: Filed, context: Context) -> None:
    """Say which other documents of a filing are not in the copy, where the account does not."""
    others = [
        one.type or "one without a type"
        for one in filed
        if one is not release and (release.markup or one.type.startswith("EX-99"))
    ]
    if others:
        context.report(
            "filing-part",
            f"The copy is {release.type} of the filing; its other documents are not in it:"
            f" {', '.join(others[:_MOST_NAMED])}.",
        )


def _html_exhibit(text: str, release: Filed, source: Source, context: Context) -> Document:
    data = text[release.start : release.end].encode()
    part = Source(source.name, data, "text/html", "utf-8", source.url)
    return context.read_with("text/html", part)
