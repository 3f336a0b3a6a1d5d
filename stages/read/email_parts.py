"""The parts of an e-mail: which is the body, what is attached, what each is encoded in."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath

from pipeline.pattern import lazily
from pipeline.tree import Source
from stages.read.text_flowed import Flow, flow_of

_NEXT_MESSAGE = lazily(rb"\n\r?\nFrom [^\n]{1,200}\d{4}\r?\n(?=[\w-]+:)")
_ENCODED = lazily(r"=\?[\w.:-]+(?:\*[\w-]+)?\?[bBqQ]\?[^?]*\?=")
_DEEPEST = 8
_MOST_PARTS = 500
UNPACKED_BY_OUTLOOK = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
"""What Outlook packs a whole message into (`winmail.dat`)."""
CALENDAR = "text/calendar"


def parse(data: bytes) -> EmailMessage:
    """Return the message of an `.eml` file, or the first one of a mailbox."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
        following = _NEXT_MESSAGE.search(data)
        if following:
            data = data[: following.start() + 1]
    parser = BytesParser(policy=email.policy.default)
    return parser.parsebytes(data)


def header(message: EmailMessage, name: str) -> str:
    """Return a field of the head as one line; one that breaks the rules is read as it can be.

    Bytes outside ASCII are read as UTF-8, else windows-1252; encoded words that a mail program
    broke over spaces or into other words are put together (RFC 2047).
    """
    raw = _raw(message, name)
    if raw is None:
        return ""
    try:
        text = raw.encode("ascii", "surrogateescape").decode("utf-8")
    except UnicodeDecodeError:
        text = raw.encode("ascii", "surrogateescape").decode("cp1252", "replace")
    except UnicodeEncodeError:
        text = raw
    text = re.sub(r"\r?\n[ \t]*", " ", text)
    if "=?" in text:
        text = re.sub(r"(\?=)\s+(?==\?)", r"\1", text)
        text = _ENCODED.sub(_decoded, text)
    return " ".join(text.split())


def _raw(message: EmailMessage, name: str) -> str | None:
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value)
    return None


def _decoded(match: re.Match[str]) -> str:
    """Return an encoded word as its text; as it stands where its encoding is unknown."""
    try:
        parts = decode_header(match[0])
        return "".join(
            part.decode(charset or "ascii") if isinstance(part, bytes) else part
            for part, charset in parts
        )
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return match[0]


def payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part, without the encoding of the transport."""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def body_of(message: EmailMessage) -> tuple[EmailMessage, EmailMessage] | None:
    """Return the part to read and the mail it is the body of.

    HTML first, else plain text; without either the body of the first mail attached.
    """
    for _ in range(_DEEPEST):
        body = _own_body(message)
        if body is not None:
            return body, message
        inner = next(enclosed(message), None)
        if inner is None:
            return None
        message = inner
    return None


def _own_body(message: EmailMessage) -> EmailMessage | None:
    for kinds in (("html", "plain"), ("plain",)):
        try:
            body = message.get_body(kinds)
        except (AttributeError, KeyError, TypeError, ValueError):
            return None
        if isinstance(body, EmailMessage) and payload(body).strip():
            return body
    return None


def has_body(message: EmailMessage) -> bool:
    """Tell whether a mail says anything itself."""
    return _own_body(message) is not None


def has_calendar(message: EmailMessage) -> bool:
    """Tell whether a mail carries a calendar entry as a part."""
    return any(part.get_content_type() == CALENDAR for part in message.walk())


def enclosed(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the mails attached to a mail (`message/rfc822`), those inside them not."""
    if not message.is_multipart():
        return
    for part in message.iter_parts():
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            for inner in part.iter_parts():
                if isinstance(inner, EmailMessage):
                    yield inner
        elif part.get_content_maintype() == "multipart":
            yield from enclosed(part)


def attachments(message: EmailMessage) -> Iterator[Source]:
    """Yield the attachments of a message as sources, an attached mail as one too."""
    try:
        parts = [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    except (AttributeError, KeyError, TypeError, ValueError):
        return
    for number, part in enumerate(parts[:_MOST_PARTS], 1):
        kind = part.get_content_type()
        name = _name(part)
        if kind == "message/rfc822":
            for inner in part.iter_parts():
                stem = PurePath(name or f"attachment-{number}").stem
                yield Source(f"{stem}.eml", _bytes(inner), kind)
            continue
        data = payload(part)
        if data:
            declared = None if kind == "application/octet-stream" else kind
            charset = part.get_content_charset()
            yield Source(name or f"attachment-{number}", data, declared, charset)


def flow(part: EmailMessage) -> Flow | None:
    """Return how the lines of a plain part flow, None where they are fixed (RFC 3676)."""
    return flow_of(_raw(part, "content-type") or "")


def pictures(message: EmailMessage) -> dict[str, bytes]:
    """Return the pictures of a message by their Content-ID, as its HTML names them."""
    return {
        str(part["content-id"] or "").strip("<> "): payload(part)
        for part in message.walk()
        if isinstance(part, EmailMessage)
        and part["content-id"]
        and part.get_content_maintype() == "image"
    }


def _bytes(message: object) -> bytes:
    try:
        return message.as_bytes() if isinstance(message, EmailMessage) else b""
    except (LookupError, ValueError, AttributeError):
        return b""


def _name(part: EmailMessage) -> str:
    """Return the file name of a part without folders; empty where it has none."""
    try:
        name = str(part.get_filename() or "")
    except (LookupError, ValueError):
        name = ""
    return re.split(r"[/\\]", name)[-1].strip()
