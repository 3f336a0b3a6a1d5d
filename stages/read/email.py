"""Read an e-mail: the release is its body, the signature stays as the press contact."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.errors import ReadError
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Blocks, Document, Heading, Metadatum, Paragraph, Source, SourceFacts
from stages.read.decode import decode, report_decoding
from stages.read.email_parts import (
    UNPACKED_BY_OUTLOOK,
    attachments,
    body_of,
    flow,
    has_calendar,
    header,
    parse,
    payload,
    pictures,
)
from stages.read.text import document_of_text

_HEADERS = ("subject", "organization", "keywords", "message-id", "list-id", "reply-to")
_CONFIDENTIAL = lazily(
    r"(?=.*(?:e-?mail|message|nachricht|courriel|messaggio|mensaje|mensagem|bericht|wiadomość))"
    r"(?=.*(?:confidential|vertraulich|confidentiel|riservat|confidencial|vertrouwelijk|poufn))"
    r"(?=.*(?:recipient|addressee|empfänger|destinataire|destinatari|geadresseerde|adresat))",
    re.IGNORECASE | re.DOTALL,
)
_REACHED = lazily(r"@|\+?\d[\d ()/.-]{6,}\d")
_SIGNATURE = "--"
_LONGEST_SIGNATURE = 12
_PACKED = ": Outlook packed it into winmail.dat"


@stage("read-email", media_types=("message/rfc822", "application/mbox"))
def read_email(source: Source, context: Context) -> Document:
    """Read an e-mail (`.eml`, or the first of a mailbox): HTML body first, else the plain one.

    Subject, sender, organisation and date go to the metadata. What stands under the signature's
    mark is a contact, a sentence on confidentiality a notice. Attachments are named in a problem;
    an e-mail that is only an attachment, or only carries another e-mail, is read from that.
    """
    message = parse(source.data)
    metadata = tuple(_metadata(message))
    found = body_of(message)
    document = None
    if found is not None:
        body, holder = found
        document = _body(body, holder, source, context)
        if holder is not message:
            metadata = (*_metadata(holder), *metadata)
    attached = list(attachments(message))
    if document is None or not any(map(block_text, document.blocks)):
        document = _attached(attached, source, context) or document
    else:
        _report([part for part in attached if part.media_type != "message/rfc822"], context)
    if has_calendar(message):
        context.report("calendar", "The e-mail has a calendar entry that is not in the copy.")
    if document is None:
        packed = any(map(_is_packed, attached))
        msg = f"{source.name} has no body that can be read" + (_PACKED if packed else "")
        raise ReadError(msg)
    facts = SourceFacts(
        source.name,
        "message/rfc822",
        hashlib.sha256(source.data).hexdigest(),
        document.source.encoding,
        len(source.data),
    )
    return replace(document, source=facts, metadata=(*metadata, *document.metadata))


def _report(attached: list[Source], context: Context) -> None:
    """Say what was attached and is not in the copy."""
    packed = [part.name for part in attached if _is_packed(part)]
    if packed:
        context.report(
            "winmail",
            f"Outlook packed attachments into {packed[0]}, which is not unpacked: ask the sender"
            " for them.",
        )
    names = ", ".join(part.name for part in attached if not _is_packed(part))
    if names:
        context.report(
            "attachment", f"The e-mail has attachments that are not in the copy: {names}."
        )


def _is_packed(part: Source) -> bool:
    return part.media_type in UNPACKED_BY_OUTLOOK or part.name.lower() == "winmail.dat"


def _body(body: EmailMessage, message: EmailMessage, source: Source, context: Context) -> Document:
    data = payload(body)
    charset = body.get_content_charset()
    if body.get_content_type() == "text/html":
        saved = str(body.get("Content-Location") or message.get("Content-Location") or "")
        url = source.url or (saved if saved.startswith(("http://", "https://")) else None)
        part = Source(source.name, data, "text/html", charset, url, pictures(message))
        document = context.read_with("text/html", part)
        return replace(document, blocks=_with_roles(document.blocks))
    decoded = decode(data, declared=charset)
    report_decoding(decoded, context)
    document = document_of_text(
        decoded.text, Source(source.name, data, "text/plain"), context, flow(body)
    )
    return replace(
        document,
        blocks=_with_roles(document.blocks),
        source=replace(document.source, encoding=decoded.encoding),
    )


def _attached(attached: list[Source], source: Source, context: Context) -> Document | None:
    """Read the first attachment that a reader takes."""
    from stages.read.media import media_type_of  # noqa: PLC0415 (seldom needed)

    for part in attached:
        kind = media_type_of(part, context.readers)
        if kind in context.readers and kind not in {"message/rfc822", "application/mbox"}:
            context.report(
                "attachment-read", f"The e-mail has no body; its attachment was read: {part.name}."
            )
            return context.read_with(kind, replace(part, media_type=kind, name=source.name))
    return None


def _metadata(message: EmailMessage) -> Iterator[Metadatum]:
    for name in _HEADERS:
        value = header(message, name)
        if value:
            yield Metadatum("email", name, value)
    name, address = parseaddr(header(message, "from"))
    if name:
        yield Metadatum("email", "from-name", name)
    if address:
        yield Metadatum("email", "from-address", address)
    try:
        sent = parsedate_to_datetime(header(message, "date"))
    except (TypeError, ValueError):
        return
    yield Metadatum("email", "date", sent.isoformat())


def _with_roles(blocks: Blocks) -> Blocks:
    """Give a signature the role of a contact and a sentence on confidentiality that of a notice."""
    done = list(blocks)
    for i, block in enumerate(done):
        text = block_text(block)
        if isinstance(block, Paragraph | Heading) and _CONFIDENTIAL.search(text[:2000]):
            done[i] = replace(block, role="notice")
    marks = [i for i, block in enumerate(done) if block_text(block).strip() == _SIGNATURE]
    if not marks:
        return tuple(done)
    after = range(marks[-1] + 1, len(done))
    signed = [i for i in after if done[i].role is None]
    if len(signed) <= _LONGEST_SIGNATURE and any(
        _REACHED.search(block_text(done[i])) for i in signed
    ):
        for i in signed:
            done[i] = replace(done[i], role="contact")
    return tuple(done)
