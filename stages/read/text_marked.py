"""Headings and set text that say what they are: `#`, a line drawn under them, fences."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.tree import Preformatted
from stages.read.text_build import Draft, heading, origin_of
from stages.read.text_lines import Line

ATX = lazily(r"(#{1,6})[ \t]+(?=[^\s#])")
FENCE = lazily(r"(?:```|~~~)[\w-]{0,20}$")
_UNDERLINE = lazily(r"(?:=+|-{3,})$")
_HASH_WHY = "the mark of a heading became a heading"
_FENCE_WHY = "the fence around set text became set text"


def atx(source: str, line: Line) -> Draft | None:
    """Return a line with `#` before it as a heading, or None."""
    match = ATX.match(line.words)
    if match is None:
        return None
    end = line.start + len(line.words.rstrip("#").rstrip())
    words = line._replace(start=line.start + match.end(), end=end)
    draft = heading(source, [words], len(match[1]), markdown=True)
    edits = [Edit(line.start, words.start, "", "heading-mark", _HASH_WHY), *draft.edits]
    if end < line.end:
        edits.append(Edit(end, line.end, "", "heading-mark", _HASH_WHY))
    return Draft(draft.block, line.start, line.end, tuple(edits))


def underlined(source: str, line: Line, under: Line, *, markdown: bool) -> Draft | None:
    """Return a line over a drawn one (`===`, `---`) as a heading, or None."""
    if not _UNDERLINE.match(under.words) or len(line.words) > len(under.words) * 2:
        return None
    level = 1 if under.words.startswith("=") else 2
    draft = heading(source, [line], level, markdown=markdown)
    edit = Edit(draft.end, under.end, "", "heading-mark", _HASH_WHY)
    return Draft(draft.block, draft.start, under.end, (*draft.edits, edit))


def fenced(
    source: str, lines: Sequence[Line], at: int, unclosed: set[str]
) -> tuple[Draft, int] | None:
    """Return the lines inside a fence and the line after it; None for a fence left open.

    `unclosed` remembers marks that have no closing mark in the rest of the text.
    """
    mark = lines[at].words[:3]
    if mark in unclosed:
        return None
    end = at + 1
    while end < len(lines) and lines[end].words != mark:
        end += 1
    if end == len(lines):
        unclosed.add(mark)
    if end == len(lines) or end == at + 1:
        return None
    first, last = lines[at], lines[end]
    inside = source[first.end : last.start]
    lead = len(inside) - len(inside.lstrip("\r\n"))
    start, stop = first.end + lead, first.end + len(inside.rstrip())
    block = Preformatted(text=source[start:stop], origin=origin_of(first))
    edits = (
        Edit(first.start, start, "", "fence", _FENCE_WHY),
        Edit(stop, last.end, "", "fence", _FENCE_WHY),
    )
    return Draft(block, first.start, last.end, edits), end + 1
