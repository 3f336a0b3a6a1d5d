"""Where the body begins: the paragraph with the dateline, or the first running text."""

from __future__ import annotations

from stages.release.dateline import read_dateline
from stages.release.dateline_shapes import Read
from stages.release.reading import Reading, Row

_SEARCH = 45
_MOST_SUMMARY = 3
_LEAST_BEHIND = 30
_PROSE_ABOVE = 400
"""Signs of running text above a headline from which on it is no longer what opens the text."""
_SKIP = frozenset(
    [
        "immediate",
        "embargo",
        "release_kind",
        "paid_label",
        "addressee",
        "view_original",
        "rights",
        "disclaimer",
        "tags",
        "category",
        "author",
        "created",
        "modified",
        "number",
        "not_for_publication",
        "notice",
        "end_mark",
        "contact",
    ]
)


def find_lead(reading: Reading) -> None:
    """Set `reading.lead` and keep the dateline that opens the body."""
    rows = reading.live[:_SEARCH]
    first = after = None
    start = _below_headline(rows)
    for row in rows:
        if row.index <= start or not _may_open(row):
            continue
        read = _opening(reading, row)
        bare = read is not None and read.date is None and read.slug is None
        if bare and not row.prose:
            read = None
        dated_only = read is not None and read.place is None and read.slug is None
        if dated_only and first is not None:
            read = None
        least = 10 if row.eastern else _LEAST_BEHIND
        if read is not None and len(row.line) - read.end >= least:
            after = row
            reading.notes["lead"] = (row, read)
            break
        if first is None and row.prose and read is None and not _set_as_headline(reading, row):
            first = row
        if first is not None and row.index - first.index > _MOST_SUMMARY:
            break
    if after is not None and first is not None and _between(reading, first, after) > _MOST_SUMMARY:
        reading.notes.pop("lead", None)
        after = None
    chosen = after or _settled(reading, first, start) or first or _fallback(rows, start)
    if chosen is not None and "lead" not in reading.notes:
        above = [row for row in rows if row.index < chosen.index]
        if (
            above
            and above[-1].line.endswith(":")
            and len(above[-1].line) > 50  # noqa: PLR2004 (a length in signs or words, as releases have it)
            and _may_open(above[-1])
        ):
            chosen = above[-1]
    reading.lead = chosen.index if chosen is not None else len(reading.rows)
    if chosen is not None and chosen.role == "summary":
        chosen.role = None


def _below_headline(rows: list[Row]) -> int:
    """Return the row of the headline, or -1 where so much text stands above it that it opens none.

    Pages place their parts by style: a headline may stand behind the text in the file.
    """
    start = max((row.index for row in rows if row.role == "headline"), default=-1)
    above = [row for row in rows if row.index < start and row.prose and row.role is None]
    return start if sum(len(row.line) for row in above) < _PROSE_ABOVE else -1


def _settled(reading: Reading, first: Row | None, start: int) -> Row | None:
    """Return where an earlier stage saw the body begin, when that is no later than the text."""
    row = next((r for r in reading.live if r.block.role == "body" and r.index > start), None)
    return row if row is not None and (first is None or row.index <= first.index) else None


def _between(reading: Reading, first: Row, after: Row) -> int:
    return sum(1 for row in reading.live if first.index <= row.index < after.index)


def _set_as_headline(reading: Reading, row: Row) -> bool:
    """Tell whether a sentence above all text is set larger or bolder than what follows it."""
    if len(row.line) > 240 or any(  # noqa: PLR2004 (a length in signs or words, as releases have it)
        r.role == "headline" or r.heading
        for r in reading.live
        if r.index < row.index and not r.labels
    ):
        return False
    below = next((r for r in reading.live if r.index > row.index and r.prose), None)
    if below is None or row.block.origin is None or below.block.origin is None:
        return False
    sizes = (row.block.origin.size or 0, below.block.origin.size or 0)
    return sizes[0] > 1.05 * sizes[1] or (row.strong and not below.strong)


def _may_open(row: Row) -> bool:
    if row.heading or row.role not in {None, "summary"}:
        return False
    label = row.labels[0] if row.labels else None
    if label is not None and label.role in {"notice", "addressee"} and label.form != "run":
        return False
    if label is None or label.weak or label.role not in _SKIP:
        return True
    return (
        label.form == "run" and row.prose and len(row.line) > 3 * len(row.line.split(" ")[0]) * 10
    )


def _opening(reading: Reading, row: Row) -> Read | None:
    return read_dateline(row.text, reading.words, month_first=reading.notes["month_first"])


def _fallback(rows: list[Row], start: int) -> Row | None:
    """Return the first paragraph that ends as a sentence, else the longest one."""
    open_ = [row for row in rows if row.index > start and _may_open(row)]
    ended = next((row for row in open_ if row.ended and len(row.line) > _LEAST_BEHIND), None)
    return ended or max(open_[1:], key=lambda row: len(row.line), default=None)
