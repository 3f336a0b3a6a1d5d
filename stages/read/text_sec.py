"""SEC submissions as text: which of the documents in the file is the release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from pipeline.pattern import lazily
from pipeline.tree import Metadatum

_SUBMISSION = lazily(r"<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT)>|<DOCUMENT>\s*<TYPE>")
_TYPE = lazily(r"<TYPE>([^\s<]+)")
_DESCRIPTION = lazily(r"<DESCRIPTION>([^\n<]*)")
_TEXT = lazily(r"<TEXT>[ \t]*\r?\n?")
_BINARY = lazily(r"\s*(?:begin [0-7]{3} |<PDF>)")
_MARKUP = lazily(
    r"\s*(?:<XBRL>\s*|<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,5}"
    r"<(?:!doctype|html|head|title|body|div|p|font|center|table border)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER_END = lazily(r"</(?:SEC|IMS)-HEADER>|<DOCUMENT>")
_COMPANY = lazily(r"COMPANY CONFORMED NAME:[ \t]*(\S[^\r\n]{0,200})")
_FILED = lazily(r"FILED AS OF DATE:[ \t]*(\d{4})(\d\d)(\d\d)")
_ACCESSION = lazily(r"ACCESSION NUMBER:[ \t]*([\d-]{10,25})")
_NEWS = lazily(r"press|news|release", re.IGNORECASE)


class Filed(Struct, frozen=True):
    """One document of a submission: its type and where its text stands."""

    type: str
    description: str
    start: int
    end: int
    markup: bool
    """The text is HTML."""


def filed_documents(text: str) -> list[Filed]:
    """Return the documents of a submission; none where the text is no submission.

    Encoded binary parts (uuencoded pictures, PDF) are not among them.
    """
    if not _SUBMISSION.search(text, 0, 5000):
        return []
    found: list[Filed] = []
    at = text.find("<DOCUMENT>")
    while at >= 0:
        stop = text.find("</DOCUMENT>", at)
        stop = len(text) if stop < 0 else stop
        one = _filed(text, at, stop)
        if one is not None:
            found.append(one)
        at = text.find("<DOCUMENT>", stop)
    return found


def stated(text: str) -> Iterator[Metadatum]:
    """Yield what the header of a submission states: company, day of filing, number."""
    found = _HEADER_END.search(text)
    head = text[: found.start() if found else 0]
    for name, pattern in (("company", _COMPANY), ("accession-number", _ACCESSION)):
        match = pattern.search(head)
        if match is not None:
            yield Metadatum("sec", name, match[1].strip())
    day = _FILED.search(head)
    if day is not None:
        yield Metadatum("sec", "filed", "-".join(day.groups()))


def _filed(text: str, start: int, stop: int) -> Filed | None:
    body = _TEXT.search(text, start, stop)
    if body is None or _BINARY.match(text, body.end(), stop):
        return None
    end = text.find("</TEXT>", body.end(), stop)
    end = stop if end < 0 else end
    end = body.end() + len(text[body.end() : end].rstrip())
    head = text[start : body.start()]
    kind, told = _TYPE.search(head), _DESCRIPTION.search(head)
    return Filed(
        kind[1].upper() if kind else "",
        told[1].strip() if told else "",
        body.end(),
        end,
        _MARKUP.match(text, body.end(), end) is not None,
    )


def release_of(filed: list[Filed]) -> Filed | None:
    """Return the release: exhibit 99, else the document called so, else the first."""
    exhibits = [one for one in filed if one.type.startswith("EX-99")]
    named = [one for one in exhibits or filed if _NEWS.search(one.description)]
    return next(iter(named or exhibits or filed), None)
