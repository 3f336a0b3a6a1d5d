"""Subheads inside the body: short paragraphs that head what follows become headings."""

from __future__ import annotations

from msgspec.structs import replace

from pipeline.tree import Heading, List, Paragraph, Table
from stages.release.reading import Reading, Row

_LONGEST = 90
_MOST_WORDS = 13
_BODY = {None, "body"}


def mark_subheads(reading: Reading) -> None:
    """Make headings of body paragraphs that are set as one: bold, or short and unfinished.

    A short line without a full stop needs the company of at least one other, and a paragraph of
    running text on both sides, since a lone one may be anything.
    """
    rows = [row for row in reading.live if row.index >= reading.lead and row.role in _BODY]
    bold = [
        row for k, row in enumerate(rows) if k and row.strong and _short(row) and _heads(rows, k)
    ]
    plain = [
        row
        for k, row in enumerate(rows)
        if k and not row.strong and _short(row) and _heads(rows, k) and rows[k - 1].prose
    ]
    has_headings = any(row.heading for row in rows)
    chosen = bold + (plain if len(plain) > 1 and not has_headings and not bold else [])
    for row in chosen:
        if isinstance(row.block, Paragraph):
            row.new = Heading(
                level=2,
                inlines=row.block.inlines,
                language=row.block.language,
                direction=row.block.direction,
                origin=row.block.origin,
            )
    for row in rows:
        if row.heading == 1:
            row.new = replace(row.block, level=2)


def _short(row: Row) -> bool:
    line = row.line
    if not isinstance(row.block, Paragraph) or row.heading or "\n" in row.text.strip():
        return False
    if not 2 < len(line) <= _LONGEST or len(line.split()) > _MOST_WORDS:  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return False
    if (
        line.endswith((",", ";", ":", "："))
        or (row.ended and not line.endswith("?"))
        or row.mails
        or row.phones
    ):
        return False
    first = line.lstrip('“"„«‘¿¡0123456789.)( ')[:1]
    return first.isupper() or not first.isascii()


def _heads(rows: list[Row], k: int) -> bool:
    """Tell whether running text, a list or a table stands right below."""
    if k + 1 >= len(rows):
        return False
    below = rows[k + 1]
    return below.prose or below.ended or isinstance(below.block, List | Table)
