"""Labels of paid content: always kept, and stated."""

from __future__ import annotations

from stages.release.reading import Reading, Row

_LONGEST_LABEL = 90
_EDGE = 8


def read_paid(reading: Reading) -> None:
    """State that the copy is paid where a label says so; the label becomes a notice and stays.

    A word that also labels display advertising, or a kind of release, is reported instead.
    """
    rows = reading.live
    marked: list[Row] = []
    for row in rows:
        if row.role in {"headline", "summary"}:
            continue
        weak = _labelled(reading, row)
        if weak is False:
            row.role = "notice"
            marked.append(row)
        elif weak and (row in rows[:_EDGE] or row in rows[-_EDGE:]):
            text = row.line[:_LONGEST_LABEL]
            message = f"“{text}” may be a label of paid content, or an advertisement's."
            reading.context.report("paid-label", message)
    if marked:
        reading.state("paid", True, marked[0], 0.97)  # noqa: FBT003 (the fact is a truth value)
        reading.notes["paid.rows"] = marked
        first = marked[0].line
        if len(first) <= _LONGEST_LABEL:
            reading.notes["paid.label"] = first


def _labelled(reading: Reading, row: Row) -> bool | None:
    """Return False for a sure label, True for a doubtful one, None for none."""
    found: bool | None = None
    first = row.line[:_LONGEST_LABEL]
    known = [row.labels, *(reading.words.labels(part) for part in _parts(first))]
    for labels in known:
        for label in labels:
            if label.role != "paid_label":
                continue
            whole = label.form != "run" or len(row.line) <= _LONGEST_LABEL
            top = row is reading.live[0] and label.form == "alone" and not row.label("release_kind")
            html = reading.document.source.media_type.endswith("html")
            placed = top and (not html or " " in row.line or not row.line.isascii())
            if whole and (
                placed or (not label.weak and (row.heading != 1 or label.form == "alone"))
            ):
                return False
            found = True if label.form == "alone" else found
    return found


def _parts(text: str) -> list[str]:
    for dash in (" - ", " – ", " — ", ": ", " | "):
        if dash in text:
            return text.split(dash)[1:2]
    return []
