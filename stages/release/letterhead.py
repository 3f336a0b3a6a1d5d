"""Lines that only name who sends the release."""

from __future__ import annotations

import re

from stages.release.contacts import ORGANISATION
from stages.release.fold import squeezed
from stages.release.issuer_signs import SMALL
from stages.release.reading import Reading, Row


def is_letterhead(reading: Reading, row: Row) -> bool:
    """Tell whether a line only names who sends the release."""
    name = squeezed(re.split(r"\s[-–—|]\s", row.line)[0])
    opening = [r for r in reading.live if reading.lead <= r.index < reading.lead + 2]
    if not row.heading and named(row.line) and any(name in squeezed(r.line) for r in opening):
        reading.notes.setdefault("letterhead", row)
        return True
    for told in reading.told(
        "front-matter|source",
        "opengraph|og:site_name",
        "json-ld|publisher",
        "front-matter|organisation",
        "front-matter|issuer",
    ):
        if name == squeezed(told[1]):
            reading.notes.setdefault("letterhead", row)
            return True
    if 3 < len(name) <= 40:  # noqa: PLR2004 (a name, not a sentence)
        for other in reading.live[:12]:
            hosts = [m.partition("@") for m in other.mails]
            for user, _, host in hosts:
                if name in {squeezed(host.rpartition(".")[0]), squeezed(user)}:
                    reading.notes.setdefault("letterhead", row)
                    return True
            for link in re.findall(r"(?:https?://|www\.)([\w.-]+)\.\w+", other.line):
                if name == squeezed(link.removeprefix("www.")):
                    reading.notes.setdefault("letterhead", row)
                    return True
    return False


def named(line: str) -> bool:
    """Tell whether a short line may be the name of an organisation: capitals, or its legal form."""
    if ORGANISATION.search(line) and len(line) <= 60 and not line.isascii():  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", line) or len(line) <= 20  # noqa: PLR2004 (a length in signs or words, as releases have it)
    words = re.split(r"\s[-–—|]\s", line)[0].split()
    return 1 < len(words) <= 6 and all(w[:1].isupper() or w in SMALL for w in words)  # noqa: PLR2004 (a length in signs or words, as releases have it)
