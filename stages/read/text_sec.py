"""SEC submissions as text: which of the documents in the file is the release."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily

_SUBMISSION = lazily(r"<(?:SEC-DOCUMENT|SEC-HEADER|IMS-DOCUMENT)>|<DOCUMENT>\s*<TYPE>")
_TYPE = lazily(r"<TYPE>([^\s<]+)")
_DESCRIPTION = lazily(r"<DESCRIPTION>([^\n<]*)")
_TEXT = lazily(r"<TEXT>[ \t]*\r?\n?")
_BINARY = lazily(r"\s*(?:begin [0-7]{3} |<PDF>)")
_MARKUP = lazily(r"\s*<(?:!doctype|html|body|div|p|font)\b", re.IGNORECASE)
_NEWS = lazily(r"press|news|release", re.IGNORECASE)


class Filed(NamedTuple):
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
