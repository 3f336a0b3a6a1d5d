"""Lines with `>` before them, as e-mail and Markdown quote."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.tree import Divider, Paragraph, Quote
from stages.read.text_build import Draft, Piece, compose, gaps, origin_of
from stages.read.text_lines import Line

_QUOTED = lazily(r">(?:[ \t]?>)*[ \t]?")
_WHY = "the mark of a quoted line became a quotation"


def quoted(
    source: str, lines: Sequence[Line], at: int, *, markdown: bool
) -> tuple[Draft, int] | None:
    """Return the quotation that begins at line `at` and the line after it.

    None for one mark alone; several marks without words are a divider.
    """
    end = at
    pieces: list[list[Piece]] = [[]]
    while end < len(lines) and lines[end].words.startswith(">"):
        line = lines[end]
        match = _QUOTED.match(line.words)
        start = line.start + (match.end() if match else 1)
        end += 1
        if start >= line.end:
            pieces.append([])
            continue
        pieces[-1].append(Piece(start, line.end, "\n" if pieces[-1] else ""))
    told = [part for part in pieces if part]
    first, last = lines[at], lines[end - 1]
    if not told:
        if end == at + 1:
            return None
        edit = Edit(first.start, last.end, "", "quote-mark", _WHY)
        return Draft(Divider(), first.start, last.end, (edit,)), end
    blocks: list[Paragraph] = []
    edits = [Edit(first.start, told[0][0].start, "", "quote-mark", _WHY)]
    for number, part in enumerate(told):
        inlines, mine = compose(source, part, markdown=markdown)
        if number:
            between = [Piece(0, told[number - 1][-1].end, ""), Piece(part[0].start, 0, "\n")]
            edits.extend(gaps(source, between))
        edits.extend(mine)
        blocks.append(Paragraph(inlines=inlines))
    if told[-1][-1].end < last.end:
        edits.append(Edit(told[-1][-1].end, last.end, "", "quote-mark", _WHY))
    block = Quote(blocks=tuple(blocks), origin=origin_of(first))
    return Draft(block, first.start, last.end, tuple(edits)), end
