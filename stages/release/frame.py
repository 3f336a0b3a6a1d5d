"""The frame a content system prints round a release: labels and values, moved to the facts."""

from __future__ import annotations

from msgspec import Struct

from pipeline.tree import List
from stages.release.dates import find_date
from stages.release.fold import fold
from stages.release.reading import Reading, Row

_ROLES = frozenset({"tags", "category", "author", "created", "modified"})
_HEAD_ROLES = frozenset({"description", "title"})
_LONGEST_VALUE = 160
_MOST_VALUES = 4
_MOST_AFTER = 3
_RULE = "frame.label"


class Item(Struct, frozen=True):
    """One label with the rows that hold its value."""

    role: str
    label: Row
    values: list[Row]
    inline: str
    """The value where it stands in the label's own line."""


def read_frame(reading: Reading) -> None:
    """Move the fields of a content system out of the copy.

    Two labels of different kind, each with its value, in one run at the head or foot are a frame
    in whatever language they are; one alone proves nothing and stays.
    """
    rows = reading.live
    run: list[Item] = []
    found = False
    k = 0
    while k < len(rows):
        item = _item(rows, k)
        if item is None:
            found = _close(reading, run, rows, k) or found
            run = []
            k += 1
            continue
        run.append(item)
        k += 1 + len(item.values)
    found = _close(reading, run, rows, k) or found
    if found:
        for row in rows[:8]:
            if not row.gone and row.label(*_HEAD_ROLES, form="alone"):
                reading.remove(row, _RULE, "a label that the content system prints above the text")


def _item(rows: list[Row], k: int) -> Item | None:
    row = rows[k]
    label = row.label(*_ROLES)
    if label is None or label.form == "run" or len(row.line) > _LONGEST_VALUE:
        return None
    if label.form == "colon":
        return Item(label.role, row, [], label.rest)
    values: list[Row] = []
    for other in rows[k + 1 : k + 1 + _MOST_VALUES]:
        short = len(other.line) <= _LONGEST_VALUE and not other.prose
        known = any(
            o.role in _ROLES and o.role != label.role for o in other.labels if o.form != "run"
        )
        if other.heading or not short or known:
            break
        values.append(other)
        if not isinstance(other.block, List):
            break
    return Item(label.role, row, values, "") if values else None


def _close(reading: Reading, run: list[Item], rows: list[Row], end: int) -> bool:
    """Move a finished run when it is a frame; tell whether it was."""
    roles = {item.role for item in run}
    if len(roles) < 2 or len(rows) - end > _MOST_AFTER:  # noqa: PLR2004 (one label alone proves nothing)
        return False
    for item in run:
        _take(reading, item)
        why = "a label of the content system, with its value, not of the release"
        reading.remove(item.label, _RULE, why)
        for row in item.values:
            reading.remove(row, _RULE, "the value of a label of the content system")
    return True


def _take(reading: Reading, item: Item) -> None:
    values = _values(item)
    where = item.values[0] if item.values else item.label
    if item.role == "category":
        reading.state("categories", (*reading.facts.get("categories", ()), *values), where, 0.95)
    elif item.role == "tags":
        reading.state("tags", (*reading.facts.get("tags", ()), *values), where, 0.95)
    elif item.role == "author":
        people = tuple(name for name in values if is_person(reading, name))
        reading.state("authors", people, where, 0.8)
    else:
        date = find_date(" ".join(values), reading.words)
        if date is not None and date.iso:
            reading.notes[f"frame.{item.role}"] = (date, where)


def _values(item: Item) -> tuple[str, ...]:
    if item.inline:
        return tuple(
            part.strip() for part in item.inline.replace(";", ",").split(",") if part.strip()
        )
    lines = [line for row in item.values for line in row.lines()]
    if item.role in {"tags", "category"} and len(lines) == 1 and "," in lines[0]:
        lines = lines[0].split(",")
    return tuple(line.strip() for line in lines if line.strip())


def is_person(reading: Reading, name: str) -> bool:
    """Tell whether a byline names a person rather than a desk, a login or an organisation."""
    folded = fold(name)
    if folded in reading.words.desks or "@" in name or any(map(str.isdecimal, name)):
        return False
    words = name.replace(",", " ").split()
    if not name.isascii() and len(words) == 1:
        return 2 <= len(name) <= 8  # noqa: PLR2004 (East Asian names)
    return 2 <= len(words) <= 5 and sum(word[:1].isupper() for word in words) >= 2  # noqa: PLR2004 (a length in signs or words, as releases have it)
