"""Lines to blocks: what each group of lines is, by its first signs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.context import Reason
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.text import inline_text
from pipeline.tree import Divider, Figure, FigureImage, Heading, Image, Paragraph
from stages.read.text_build import Draft, heading, origin_of, paragraph
from stages.read.text_capitals import is_capitals
from stages.read.text_edgar import EDGAR_MARK, TAG_WHY, edgar_table, paged
from stages.read.text_flat import unflattened
from stages.read.text_lines import Line
from stages.read.text_lists import FOOTNOTE, mark_of, read_list
from stages.read.text_marked import ATX, FENCE, atx, fenced, underlined
from stages.read.text_quotes import quoted
from stages.read.text_tables import piped, spaced
from stages.read.text_typescript import single_spaced
from stages.read.text_wrap import End, line_ends, measure

_RULE = lazily(r"(?:-{3,}|_{3,}|={3,}|[─━═]{3,}|\*{5,}|~{5,}|-(?: -){2,}|_(?: _){2,})$")
_SPECIAL = frozenset("#-_=*~`>|<+─━═•·▪▫◦‣●■□○◆►➢✓✔–—\uf0a7\uf0b7\uf0d8\uf0fco(0123456789")
_SIGNATURE = "--"
_STRONG_MARKS = frozenset("*•·▪▫◦‣●■□○◆►➢✓✔\uf0a7\uf0b7\uf0d8\uf0fc")
_GAP = lazily(r"\S(?: {3,}|\t)\S")
_FLATTENED = 400
_RULE_WHY = "a line of signs drawn as a rule became a rule"


class Blocks:
    """One pass over the lines of a text; `drafts` are the blocks in order."""

    def __init__(self, source: str, lines: Sequence[Line], *, markdown: bool) -> None:
        """Take the lines; cost is linear in them."""
        lines = single_spaced(lines)
        self.source = source
        self.lines = paged(lines) if "<PAGE>" in source else lines
        self.markdown = markdown
        self.width = measure(_groups(lines))
        self.drafts: list[Draft] = []
        self.footnotes = FOOTNOTE.search(source) is not None
        self.left_out: list[tuple[int, int, Reason]] = []
        """Marks that stand in no block."""
        self.unclosed: set[str] = set()
        """Marks that have no closing mark in the rest of the text."""

    def read(self) -> list[Draft]:
        """Return the blocks of the lines."""
        at = 0
        size = len(self.lines)
        while at < size:
            words = self.lines[at].words
            if not words:
                at += 1
            elif words[0] in _SPECIAL:
                at = self._special(at)
            else:
                at = self._group(at)
        return self.drafts

    # --- lines that say what they are --------------------------------------

    def _special(self, at: int) -> int:
        line = self.lines[at]
        words, first = line.words, line.words[0]
        if first == "#":
            draft = atx(self.source, line)
            return self._taken((draft, at + 1) if draft else None, at)
        if first in "-_=*~─━═" and _RULE.match(words):
            return self._leave(at, Divider(origin=origin_of(line)), "rule", _RULE_WHY)
        if words == _SIGNATURE:
            self._add_one([line], ())
            return at + 1
        if first in "`~" and FENCE.match(words):
            return self._taken(fenced(self.source, self.lines, at, self.unclosed), at)
        if first == ">":
            return self._taken(quoted(self.source, self.lines, at, markdown=self.markdown), at)
        if first == "|" or (first == "+" and words.endswith("+")):
            return self._strokes(at)
        if first == "<" and EDGAR_MARK.match(words):
            return self._edgar(at)
        if mark_of(line) is not None:
            listed = read_list(
                self.source,
                self.lines,
                at,
                self.width,
                self._starts,
                markdown=self.markdown,
                footnotes=self.footnotes,
            )
            if listed is not None:
                self.drafts.append(listed[0])
                return listed[1]
        return self._group(at)

    def _starts(self, at: int) -> bool:
        """Tell whether a line begins a block that is neither a paragraph nor a list."""
        words = self.lines[at].words
        return words[0] in _SPECIAL and bool(
            words == _SIGNATURE
            or ATX.match(words)
            or _RULE.match(words)
            or EDGAR_MARK.match(words)
            or FENCE.match(words)
        )

    def _leave(self, at: int, block: Divider | Paragraph, rule: str, why: str) -> int:
        line = self.lines[at]
        edit = Edit(line.start, line.end, "", rule, why)
        self.drafts.append(Draft(block, line.start, line.end, (edit,)))
        return at + 1

    def _leave_out(self, at: int) -> int:
        line = self.lines[at]
        self.left_out.append((line.start, line.end, Reason("edgar-mark", TAG_WHY)))
        return at + 1

    def _taken(self, told: tuple[Draft, int] | None, at: int) -> int:
        """Take a block and go on after it; a group of plain lines where there is none."""
        if told is None:
            return self._group(at)
        self.drafts.append(told[0])
        return told[1]

    def _strokes(self, at: int) -> int:
        end = at
        while end < len(self.lines) and self.lines[end].words[:1] in {"|", "+"}:
            end += 1
        draft = piped(self.source, self.lines[at:end], markdown=self.markdown)
        if draft is None:
            return self._group(at)
        self.drafts.append(draft)
        return end

    def _edgar(self, at: int) -> int:
        table = edgar_table(self.source, self.lines, at, self.unclosed)
        if table is None:
            return self._leave_out(at)
        return self._taken(table, at)

    # --- groups of lines without a sign -------------------------------------

    def _group(self, at: int) -> int:
        """Read lines up to a blank one, or one that says what it is, as paragraphs."""
        end = at + 1
        while end < len(self.lines) and self.lines[end].words and not self._breaks(end):
            end += 1
        lines = self.lines[at:end]
        if len(lines) == 1 and end < len(self.lines):
            draft = underlined(self.source, lines[0], self.lines[end], markdown=self.markdown)
            if draft is not None:
                return self._taken((draft, end + 1), at)
        if is_capitals(lines):
            self._capitals(lines)
            return end
        if len(lines) > 2 and _GAP.search(lines[0].words) and _GAP.search(lines[-1].words):  # noqa: PLR2004 (rows of a table)
            table = spaced(self.source, lines)
            if table is not None:
                self.drafts.append(table)
                return end
        self._paragraphs(lines)
        return end

    def _capitals(self, lines: Sequence[Line]) -> None:
        first = not any(isinstance(draft.block, Heading) for draft in self.drafts[:9])
        self.drafts.append(heading(self.source, lines, 1 if first else 2))

    def _breaks(self, at: int) -> bool:
        """Tell whether a line ends the paragraph above it without a blank line."""
        line = self.lines[at]
        first = line.words[0]
        if first not in _SPECIAL:
            return False
        if self._starts(at) or (first == ">" and self.markdown):
            return True
        mark = mark_of(line)
        if mark is None:
            return False
        above = self.lines[at - 1]
        if mark.kind in _STRONG_MARKS:
            return True
        follows = at + 1 < len(self.lines) and mark_of(self.lines[at + 1]) is not None
        free = line_ends([above, line], self.width)[0] is not End.WIDTH
        if mark.number is not None:
            return mark.number == 1 and (free or above.words.endswith(":"))
        return follows and (free or above.words.endswith(":"))

    def _paragraphs(self, lines: Sequence[Line]) -> None:
        ends = line_ends(lines, self.width) if len(lines) > 1 else []
        if self.markdown:
            ends = [
                End.MEANT if self._hard(line) else end
                for line, end in zip(lines, ends, strict=False)
            ]
        part: list[Line] = []
        meant: list[bool] = []
        for line, end in zip(lines, [*ends, End.PARAGRAPH], strict=True):
            part.append(line)
            if end is End.PARAGRAPH:
                self._add(part, meant)
                part, meant = [], []
            else:
                meant.append(end is End.MEANT)

    def _hard(self, line: Line) -> bool:
        """Tell a line that Markdown breaks: two spaces or a stroke at its end."""
        return line.words.endswith("\\") or self.source[line.end : line.end + 2] == "  "

    def _add(self, lines: Sequence[Line], meant: Sequence[bool]) -> None:
        if len(lines) == 1 and len(lines[0].words) > _FLATTENED:
            for line in unflattened(lines[0]):
                self._add_one([line], ())
        elif is_capitals(lines):
            self._capitals(lines)
        else:
            self._add_one(lines, meant)

    def _add_one(self, lines: Sequence[Line], meant: Sequence[bool]) -> None:
        draft = paragraph(self.source, lines, meant, markdown=self.markdown)
        inlines = draft.block.inlines if isinstance(draft.block, Paragraph) else ()
        if inline_text(inlines):
            self.drafts.append(draft)
            return
        images = [inline for inline in inlines if isinstance(inline, Image)]
        if len(images) == 1 and images[0].url:
            image = FigureImage(images[0].url, images[0].alt)
            figure = Figure(image=image, caption=(), origin=draft.block.origin)
            self.drafts.append(draft._replace(block=figure))
        else:
            self.drafts.append(draft._replace(block=replace(draft.block)))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.words:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups
