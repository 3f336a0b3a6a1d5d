"""End marks: the line that says the copy is over; recorded, never a reason to cut what follows."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.release.reading import Row

_SIGNS = lazily(
    r"(?:#\s?){2,5}|[-–—]\s?30\s?[-–—]|(?:\*\s?){3}|~{1,5}|x\s?x\s?x|/{2,4}|■|\+{3}", re.IGNORECASE
)
_NUMBERS = lazily(r"[\d./ -]{2,24}")
_LONGEST = 40
_LONG = 260
_MOST_BEHIND = 8
_FEW_BEHIND = 4


def is_end_mark(rows: list[Row], k: int) -> bool:
    """Tell whether row k of the rows from the lead down is an end mark.

    Signs such as ### are; stars, which may divide sections, only where nothing like body
    follows; a word only where it is set apart by signs or capitals, or stands near the end.
    """
    row = rows[k]
    line = row.line
    if len(line) > _LONGEST:
        return False
    label = row.label("end_mark", form="alone") or row.label("end_mark", form="run")
    if label is not None and label.form == "run" and not _NUMBERS.fullmatch(label.rest):
        label = None
    signs = bool(_SIGNS.fullmatch(line))
    if label is None and not signs:
        return False
    behind = [one for one in rows[k + 1 :] if not one.gone]
    if set(line) <= set("* ~/"):
        body = any(one.role is None and not one.labels and len(one.line) > _LONG for one in behind)
        return k > 2 and not body and len(behind) <= _MOST_BEHIND  # noqa: PLR2004 (not at the top)
    if not any(map(str.isalpha, line)) or line[0] in "-–—([（<*+" or line.isupper():
        return k > 0
    return len(behind) <= _FEW_BEHIND or k > 0.6 * len(rows)
