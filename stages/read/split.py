"""Several releases in one file: one source each."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath

from msgspec.structs import replace

from pipeline.pattern import lazily
from pipeline.tree import Source
from stages.read.decode import decode

_MAILBOX = lazily(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{1,200}\d{4}\r?\n(?=[\w-]+:)")
_ESCAPED_FROM = lazily(rb"^>(>*From )", re.MULTILINE)
_END = lazily(
    r"^[ \t]*(?:-[ \t]?30[ \t]?-|#{3,4}|#(?: #){2,3}|-?[ \t]?"
    r"(?:ENDS?|Ends|ENDE|FIN|FINE)[ \t]?-?|\f)[ \t]*\r?$|\f",
    re.MULTILINE,
)
_HEAD = lazily(
    r"\s{0,400}(?:[-=_*]{3,80}\s+)?"
    r"(?:FOR (?:IMMEDIATE )?RELEASE|For Immediate Release|PRESS RELEASE|NEWS RELEASE"
    r"|MEDIA RELEASE|EMBARGOED|PRESSEMITTEILUNG|COMUNICATO STAMPA|COMMUNIQUÉ DE PRESSE"
    r"|NOTA DE PRENSA|COMUNICADO DE PRENSA|COMUNICADO DE IMPRENSA|PERSBERICHT|INFORMACJA PRASOWA"
    r"|ПРЕСС-РЕЛИЗ|報道関係者各位|プレスリリース|新闻稿|新聞稿|보도자료)",
)
_SHORTEST = 300
_DEEPEST = 3
"""Mails inside mails that become documents of their own."""
_TEXT_SUFFIXES = {".txt", ".text", ".md", ""}


def split_source(source: Source) -> list[Source]:
    """Return the releases in a source as sources of their own, or the source itself alone.

    A mailbox becomes its messages, an e-mail its body and those attachments that are documents, a
    PDF itself and the documents inside it,
    a text with end marks or form feeds before the heads of further releases these releases. Names
    get a number before the suffix. Cuts lose nothing: the parts of a text are the text.
    """
    suffix = PurePath(source.name).suffix.lower()
    head = source.data[:5]
    if head == b"From " and len(_MAILBOX.findall(source.data)) > 1:
        return [part for message in _messages(source) for part in split_source(message)]
    if head == b"%PDF-":
        from stages.read.pdf_attachments import attached_documents  # noqa: PLC0415 (pdfium)

        return [source, *attached_documents(source)]
    if suffix == ".eml" or source.media_type == "message/rfc822":
        return _mail(source)
    declared = source.media_type or "text/plain"
    if suffix in _TEXT_SUFFIXES and declared in {"text/plain", "text/markdown"}:
        return _texts(source)
    return [source]


def _messages(source: Source) -> list[Source]:
    starts = [match.start() for match in _MAILBOX.finditer(source.data)]
    parts: list[Source] = []
    for number, (start, end) in enumerate(
        zip(starts, [*starts[1:], len(source.data)], strict=True), 1
    ):
        data = source.data[start:end].partition(b"\n")[2]
        data = _ESCAPED_FROM.sub(rb"\1", data)
        parts.append(
            replace(
                source,
                name=_numbered(source.name, number, ".eml"),
                data=data,
                media_type="message/rfc822",
            )
        )
    return parts


def _mail(source: Source, depth: int = 0) -> list[Source]:
    """Return an e-mail and those of its attachments that are documents, attached mails too.

    An e-mail that is nothing but the cover of another is left out.
    """
    from stages.read.email_parts import attachments, has_body, parse  # noqa: PLC0415 (seldom)

    kinds = {".pdf", ".docx", ".rtf", ".html", ".htm", ".txt"}
    message = parse(source.data)
    found: list[Source] = []
    covers = False
    for part in attachments(message):
        stem = PurePath(source.name).stem
        named = replace(part, name=f"{stem}-{part.name}")
        if part.media_type == "message/rfc822":
            covers = True
            found.extend(_mail(named, depth + 1) if depth < _DEEPEST else [named])
        elif PurePath(part.name).suffix.lower() in kinds:
            found.append(named)
    return found if covers and not has_body(message) else [source, *found]


def _texts(source: Source) -> list[Source]:
    if not _END.search(source.data[: 1 << 22].decode("latin-1")):
        return [source]
    text = decode(source.data, declared=source.charset).text
    cuts = [
        match.end()
        for match in _END.finditer(text)
        if _HEAD.match(text, match.end()) and len(text) - match.end() >= _SHORTEST
    ]
    kept: list[int] = []
    for cut in cuts:
        if cut - (kept[-1] if kept else 0) >= _SHORTEST:
            kept.append(cut)
    if not kept:
        return [source]
    suffix = PurePath(source.name).suffix or ".txt"
    bounds = [0, *kept, len(text)]
    return [
        replace(
            source,
            name=_numbered(source.name, number, suffix),
            data=text[start:end].encode("utf-8", "surrogatepass"),
            charset="utf-8",
        )
        for number, (start, end) in enumerate(pairwise(bounds), 1)
    ]


def _numbered(name: str, number: int, suffix: str) -> str:
    return f"{PurePath(name).stem}-{number}{suffix}"
