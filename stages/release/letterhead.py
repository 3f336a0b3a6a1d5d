"""Lines that only name who sends the release."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.release.contacts import ORGANISATION
from stages.release.fold import eastern, squeezed
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded, words_of

_CASED = lazily(r"[A-Za-zÀ-ÿ\u0100-\u024f\u0400-\u04ff]{3}")
BODY_WORD = worded(r"<<organisation_words|organisation_heads>>", re.IGNORECASE)

HOLDER = worded(
    r"^(?:(?:[Tt]he\s)?[Oo]ffice\sof\s)?(?:(?:U\.?S\.?|State|United\sStates)\s)?<<office_holders>>"
    r"(?:\s[A-ZÀ-Þ][\w.'’-]*){2,4}$",
    needs="<<office_holders>>",
)
"""Who holds an office, named by it and nothing else: U.S. Senator Ada Quill."""


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
    if not _CASED.search(line):
        longest = 20 if eastern(line) else 60
        return len(line) <= longest and ORGANISATION.search(line) is not None
    words = re.split(r"\s[-–—|]\s", line)[0].split()
    particles = words_of("name_particles")
    small = all(w[:1].isupper() or w.lower() in particles for w in words)
    return 1 < len(words) <= 6 and small  # noqa: PLR2004 (the words of a name)


def names_body(row: Row) -> bool:
    """Tell whether all lines of a row name bodies or their offices, one of them by its word."""
    lines = row.lines()
    if len(lines) == 1 and HOLDER.match(row.line):
        return True
    return BODY_WORD.search(row.line) is not None and all(
        len(line) <= 80 and (not _CASED.search(line) or named(line) or len(line.split()) == 1)  # noqa: PLR2004 (the length of a name)
        for line in lines
    )
