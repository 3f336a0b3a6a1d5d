"""Render the document as JSON, the account with it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from pipeline.account import Account
from pipeline.checker import faults
from pipeline.context import Context
from pipeline.errors import ReadError
from pipeline.stage import Made, stage
from pipeline.text import body_text, document_text, inline_text, links, outline
from pipeline.tree import (
    FORMAT,
    Blocks,
    Document,
    Evidence,
    Metadatum,
    Problem,
    Release,
    Rendition,
    SourceFacts,
)


class LinkFacts(Struct, frozen=True):
    """One link of the copy: the address as it stands, the linked words, the address as received."""

    url: str
    text: str
    as_sent: str


class Copy(Struct, frozen=True):
    """The JSON of a document, key by key."""

    format: str
    source: SourceFacts
    release: Release
    outline: list[str]
    blocks: Blocks
    body: str
    text: str
    links: list[LinkFacts]
    problems: tuple[Problem, ...]
    account: dict[str, Any]
    evidence: tuple[Evidence, ...] = ()
    made_by: tuple[Made, ...] | UnsetType = UNSET
    """Inside a PDF: the stages the copy has been through, with their versions and options."""
    metadata: tuple[Metadatum, ...] | UnsetType = UNSET
    """Inside a PDF: what the source said of itself, for stages that run again."""


class Restored(NamedTuple):
    """What a rendition gives back: the document, its account, and the stages that made it."""

    document: Document
    account: Account
    made_by: tuple[Made, ...]


@stage("json")
def render_json(
    document: Document,
    context: Context,
    *,
    account: Literal["counters", "full"] = "counters",
    schema: Literal["wirecopy", "ninjs"] = "wirecopy",
    indent: int = 1,
) -> Rendition:
    """Render JSON that needs no wirecopy to be read.

    `account: full` adds the received text, the copy's text and every operation between them, so
    that anyone can replay the account. `schema: ninjs` writes the IPTC's news in JSON instead, as
    the rendition `ninjs` does, which holds no account. `indent: 0` writes one line.
    """
    if schema == "ninjs":
        from stages.render.ninjs import render_ninjs  # noqa: PLC0415 (seldom wanted)

        news: Rendition = render_ninjs(document, context, indent=indent)
        return news
    books = context.account
    data = msgspec.json.encode(copy_of(document, books, full=account == "full"))
    if indent:
        data = msgspec.json.format(data, indent=indent)
    return Rendition("application/json", ".json", data + b"\n")


def copy_of(document: Document, account: Account | None, *, full: bool = False) -> Copy:
    """Return the JSON form of a document and its account."""
    blocks = tuple(
        block if block.role is not None else replace(block, role="body")
        for block in document.blocks
    )
    document = replace(document, blocks=blocks)
    books: dict[str, Any] = {}
    if account is not None:
        books.update(account.counters())
        if full:
            books["source_text"] = account.source_text
            books["output_text"] = account.output_text
            books["operations"] = account.operations
    return Copy(
        format=FORMAT,
        source=document.source,
        release=document.release,
        outline=outline(document),
        blocks=blocks,
        body=body_text(document),
        text=document_text(document),
        links=[
            LinkFacts(link.url, inline_text(link.inlines), link.as_sent or link.url)
            for link in links(document)
        ],
        problems=document.problems,
        account=books,
        evidence=document.evidence,
    )


def embedded_json(document: Document, context: Context) -> bytes:
    """Return the JSON that travels inside a rendition, from which `restored` gives it back."""
    copy = copy_of(document, context.account, full=True)
    if context.made_by:
        copy = replace(copy, made_by=context.made_by, metadata=document.metadata)
    return msgspec.json.encode(copy) + b"\n"


def document_of(copy: Copy) -> Document:
    """Return the document that a JSON form was made of."""
    return Document(
        source=copy.source,
        release=copy.release,
        blocks=copy.blocks,
        problems=copy.problems,
        evidence=copy.evidence,
        metadata=copy.metadata or (),
    )


def restored(data: bytes) -> Restored:
    """Return the document, its account and what made it from JSON with `account: full`.

    Made for renditions that carry it (`release.json` in a PDF). Raises ReadError, one sentence,
    when it is no such JSON, or when its account does not hold for its text.
    """
    try:
        copy = msgspec.json.decode(data, type=Copy)
        account = msgspec.convert(copy.account, Account)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        msg = f"the embedded JSON cannot be read: {' '.join(str(error).split())[:200]}"
        raise ReadError(msg) from error
    document = document_of(copy)
    if copy.format != FORMAT:
        msg = f"the embedded JSON has the format {copy.format[:40]!r}, not {FORMAT!r}"
        raise ReadError(msg)
    if account.output_text != document_text(document) or faults(account, document.release):
        msg = "the account in the embedded JSON does not hold for its text"
        raise ReadError(msg)
    return Restored(document, account, copy.made_by or ())
