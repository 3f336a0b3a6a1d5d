"""Labels that head a contact, alone on their line or run into the contact before them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.pattern import lazily
from stages.release.fold import bare, fold
from stages.release.reading import MAIL, Reading, phones_in

_COLON = lazily(r"[:：]")
_MOST_WORDS = 5
_MOST_SIGNS = 60


def parted(reading: Reading, line: str) -> Iterator[str]:
    """Yield a line cut before each label that heads a contact behind an address or a number."""
    start = 0
    for colon in _COLON.finditer(line):
        at = _label_before(reading, line, start, colon.start())
        if at is not None and (MAIL.search(line[start:at]) or phones_in(line[start:at])):
            yield line[start:at].rstrip(" ;,|/")
            start = at
    yield line[start:]


def heads_contact(reading: Reading, line: str) -> bool:
    """Tell whether a line is, or begins with, a label that heads a contact."""
    return any(
        label.role == "contact" and label.form in {"alone", "colon"}
        for label in reading.words.labels(line)
    )


def _label_before(reading: Reading, line: str, start: int, colon: int) -> int | None:
    """Return where the longest label that ends at a colon begins, when words stand before it."""
    stretch = line[max(start, colon - _MOST_SIGNS) : colon]
    words = stretch.split()[-_MOST_WORDS:]
    for size in range(len(words), 0, -1):
        if any(
            entry[0] == "contact"
            for entry in reading.words.terms.get(bare(fold(" ".join(words[-size:]))), ())
        ):
            at = line.rfind(words[-size], start, colon)
            for word in reversed(words[-size:]):
                at = line.rfind(word, start, colon if word is words[-1] else at)
            return at if at > start else None
    return None
