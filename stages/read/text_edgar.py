"""Marks of EDGAR text: tables between `<TABLE>` marks, pages that `<PAGE>` begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.edit import Edit
from pipeline.pattern import lazily
from stages.read.text_build import Draft
from stages.read.text_lines import Line
from stages.read.text_tables import spaced

EDGAR_MARK = lazily(r"(?:</?(?:TABLE|PAGE|CAPTION|S|C|FN|TEXT|R|PRE)>\s*)+$", re.IGNORECASE)
TAG_WHY = "a mark that filings and old web pages set round text, not a word of the release"
_START = lazily(r"<TABLE>", re.IGNORECASE)
_END = lazily(r"</TABLE>", re.IGNORECASE)


def edgar_table(
    source: str, lines: Sequence[Line], at: int, unclosed: set[str]
) -> tuple[Draft, int] | None:
    """Return the lines between the marks of a table as one, and the line after it.

    None where no table begins or its lines have no columns. `unclosed` remembers that no further
    table ends.
    """
    if not _START.match(lines[at].words) or "<TABLE>" in unclosed:
        return None
    end = at + 1
    while end < len(lines) and not _END.search(lines[end].words):
        end += 1
    if end == len(lines):
        unclosed.add("<TABLE>")
        return None
    inside = [line for line in lines[at + 1 : end] if line.words]
    draft = spaced(source, inside, told=True) if inside else None
    if draft is None:
        return None
    first, last = lines[at], lines[end]
    edits = (
        Edit(first.start, draft.start, "", "edgar-mark", TAG_WHY),
        *draft.edits,
        Edit(draft.end, last.end, "", "edgar-mark", TAG_WHY),
    )
    return Draft(draft.block, first.start, last.end, edits), end + 1


def paged(lines: Sequence[Line]) -> list[Line]:
    """Count the pages that `<PAGE>` begins, as form feeds do."""
    done: list[Line] = []
    more = 0
    for line in lines:
        more += line.words == "<PAGE>"
        done.append(line._replace(page=line.page + more) if more else line)
    return done
