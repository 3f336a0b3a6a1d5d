"""Lines to blocks: what each group of lines is, by its first signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from pipeline.context import Reason
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.text import inline_text
from pipeline.tree import (
    Divider,
    Figure,
    FigureImage,
    Heading,
    Image,
    Paragraph,
    Preformatted,
    Quote,
)
from stages.read.text_build import (
    Draft,
    Piece,
    compose,
    gaps,
    heading,
    origin_of,
    paragraph,
)
from stages.read.text_lines import Line
from stages.read.text_lists import FOOTNOTE, mark_of, read_list
from stages.read.text_tables import piped, spaced
from stages.read.text_wrap import End, line_ends, measure

_ATX = lazily(r"(#{1,6})[ \t]+(?=[^\s#])")
_RULE = lazily(r"(?:-{3,}|_{3,}|={3,}|[─━═]{3,}|\*{5,}|~{5,}|-(?: -){2,}|_(?: _){2,})$")
_UNDERLINE = lazily(r"(?:=+|-{3,})$")
_FENCE = lazily(r"(?:```|~~~)[\w-]{0,20}$")
_EDGAR = lazily(r"(?:</?(?:TABLE|PAGE|CAPTION|S|C|FN|TEXT|R|PRE)>\s*)+$", re.IGNORECASE)
_TABLE_START = lazily(r"<TABLE>", re.IGNORECASE)
_TABLE_END = lazily(r"</TABLE>", re.IGNORECASE)
_QUOTED = lazily(r">(?:[ \t]?>)*[ \t]?")
_SPECIAL = frozenset("#-_=*~`>|<+─━═•·▪▫◦‣●■□○◆►➢✓✔–—\uf0a7\uf0b7\uf0d8\uf0fco(0123456789")
_SIGNATURE = "--"
_STRONG_MARKS = frozenset("*•·▪▫◦‣●■□○◆►➢✓✔\uf0a7\uf0b7\uf0d8\uf0fc")
_LABEL_LINE = lazily(
    r"(?:FOR (?:IMMEDIATE )?(?:PRESS )?RELEASE|(?:PRESS|NEWS|MEDIA) (?:RELEASE|STATEMENT|CONTACT)S?"
    r"|COMUNICATO|PRESSEMITTEILUNG|COMMUNIQUÉ|COMUNICADO|NOTA DE|PERSBERICHT|INFORMACJA PRASOWA"
    r"|ПРЕСС-РЕЛИЗ|EMBARGO|CONTACT|SOURCE|PER DIFFUSIONE|POUR (?:DIFFUSION|PUBLICATION)|ZUR SOFORT"
    r"|END OF|NOT FOR)"
)
"""Labels of releases, set in capitals like headlines."""
_MOST_CAPITAL_LINES = 5
_FEWEST_CAPITALS = 12
_LONGEST_HEADING = 200
_GAP = lazily(r"\S(?: {3,}|\t)\S")
_SENTENCE_GAP = lazily(r"(?<=[.!?:”\"’)…])[ \u00a0]{2,}(?=[A-Z\u00c0-\u00de“\"‘(•*\d])")
_SENTENCE_END = lazily(r"[a-z\d)”\"][.!?][”\"’)]? (?=[A-Z\u00c0-\u00de“\"‘])")
_ANY_GAP = lazily(r"[ \u00a0]{2,}(?=[A-Z\u00c0-\u00de“\"‘(•*\d])")
_WIDE_GAP = lazily(r"[ \u00a0]{8,}")
_FLATTENED = 400
_RULE_WHY = "a line of signs drawn as a rule became a rule"
_TAG_WHY = "a mark of EDGAR text, not a word of the release"
_HASH_WHY = "the mark of a heading became a heading"
_QUOTE_WHY = "the mark of a quoted line became a quotation"
_FENCE_WHY = "the fence around set text became set text"


class Blocks:
    """One pass over the lines of a text; `drafts` are the blocks in order."""

    def __init__(self, source: str, lines: Sequence[Line], *, markdown: bool) -> None:
        """Take the lines; cost is linear in them."""
        self.source = source
        self.lines = _paged(lines) if "<PAGE>" in source else lines
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
            return self._atx(at)
        if first in "-_=*~─━═" and _RULE.match(words):
            return self._leave(at, Divider(origin=origin_of(line)), "rule", _RULE_WHY)
        if words == _SIGNATURE:
            self._add_one([line], ())
            return at + 1
        if first in "`~" and _FENCE.match(words):
            return self._fence(at)
        if first == ">":
            return self._quote(at)
        if first == "|" or (first == "+" and words.endswith("+")):
            return self._strokes(at)
        if first == "<" and _EDGAR.match(words):
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
            or _ATX.match(words)
            or _RULE.match(words)
            or _EDGAR.match(words)
            or _FENCE.match(words)
        )

    def _leave(self, at: int, block: Divider | Paragraph, rule: str, why: str) -> int:
        line = self.lines[at]
        edit = Edit(line.start, line.end, "", rule, why)
        self.drafts.append(Draft(block, line.start, line.end, (edit,)))
        return at + 1

    def _leave_out(self, at: int) -> int:
        line = self.lines[at]
        self.left_out.append((line.start, line.end, Reason("edgar-mark", _TAG_WHY)))
        return at + 1

    def _atx(self, at: int) -> int:
        line = self.lines[at]
        match = _ATX.match(line.words)
        if match is None:
            return self._group(at)
        end = line.start + len(line.words.rstrip("#").rstrip())
        words = line._replace(start=line.start + match.end(), end=end)
        draft = heading(self.source, [words], len(match[1]), markdown=True)
        edits = [Edit(line.start, words.start, "", "heading-mark", _HASH_WHY), *draft.edits]
        if end < line.end:
            edits.append(Edit(end, line.end, "", "heading-mark", _HASH_WHY))
        self.drafts.append(Draft(draft.block, line.start, line.end, tuple(edits)))
        return at + 1

    def _fence(self, at: int) -> int:
        mark = self.lines[at].words[:3]
        end = at + 1
        if mark in self.unclosed:
            return self._group(at)
        while end < len(self.lines) and self.lines[end].words != mark:
            end += 1
        if end == len(self.lines):
            self.unclosed.add(mark)
        if end == len(self.lines) or end == at + 1:
            return self._group(at)
        first, last = self.lines[at], self.lines[end]
        inside = self.source[first.end : last.start]
        lead = len(inside) - len(inside.lstrip("\r\n"))
        start, stop = first.end + lead, first.end + len(inside.rstrip())
        block = Preformatted(text=self.source[start:stop], origin=origin_of(first))
        edits = (
            Edit(first.start, start, "", "fence", _FENCE_WHY),
            Edit(stop, last.end, "", "fence", _FENCE_WHY),
        )
        self.drafts.append(Draft(block, first.start, last.end, edits))
        return end + 1

    def _quote(self, at: int) -> int:
        end = at
        pieces: list[list[Piece]] = [[]]
        while end < len(self.lines) and self.lines[end].words.startswith(">"):
            line = self.lines[end]
            match = _QUOTED.match(line.words)
            start = line.start + (match.end() if match else 1)
            end += 1
            if start >= line.end:
                pieces.append([])
                continue
            pieces[-1].append(Piece(start, line.end, "\n" if pieces[-1] else ""))
        told = [part for part in pieces if part]
        first, last = self.lines[at], self.lines[end - 1]
        if not told:
            return self._group(at) if end == at + 1 else self._leave_all(at, end)
        blocks: list[Paragraph] = []
        edits = [Edit(first.start, told[0][0].start, "", "quote-mark", _QUOTE_WHY)]
        for number, part in enumerate(told):
            inlines, mine = compose(self.source, part, markdown=self.markdown)
            if number:
                between = [Piece(0, told[number - 1][-1].end, ""), Piece(part[0].start, 0, "\n")]
                edits.extend(gaps(self.source, between))
            edits.extend(mine)
            blocks.append(Paragraph(inlines=inlines))
        if told[-1][-1].end < last.end:
            edits.append(Edit(told[-1][-1].end, last.end, "", "quote-mark", _QUOTE_WHY))
        block = Quote(blocks=tuple(blocks), origin=origin_of(first))
        self.drafts.append(Draft(block, first.start, last.end, tuple(edits)))
        return end

    def _leave_all(self, at: int, end: int) -> int:
        first, last = self.lines[at], self.lines[end - 1]
        edit = Edit(first.start, last.end, "", "quote-mark", _QUOTE_WHY)
        self.drafts.append(Draft(Divider(), first.start, last.end, (edit,)))
        return end

    def _strokes(self, at: int) -> int:
        end = at
        while end < len(self.lines) and self.lines[end].words[:1] in {"|", "+"}:
            end += 1
        draft = piped(self.source, self.lines[at:end])
        if draft is None:
            return self._group(at)
        self.drafts.append(draft)
        return end

    def _edgar(self, at: int) -> int:
        """Read the lines between the marks of an EDGAR table as a table."""
        if not _TABLE_START.match(self.lines[at].words) or "<TABLE>" in self.unclosed:
            return self._leave_out(at)
        end = at + 1
        while end < len(self.lines) and not _TABLE_END.search(self.lines[end].words):
            end += 1
        if end == len(self.lines):
            self.unclosed.add("<TABLE>")
            return self._leave_out(at)
        inside = [line for line in self.lines[at + 1 : end] if line.words]
        draft = spaced(self.source, inside, told=True) if inside else None
        if draft is None:
            return self._leave_out(at)
        first, last = self.lines[at], self.lines[end]
        edits = (
            Edit(first.start, draft.start, "", "edgar-mark", _TAG_WHY),
            *draft.edits,
            Edit(draft.end, last.end, "", "edgar-mark", _TAG_WHY),
        )
        self.drafts.append(Draft(draft.block, first.start, last.end, edits))
        return end + 1

    # --- groups of lines without a sign -------------------------------------

    def _group(self, at: int) -> int:
        """Read lines up to a blank one, or one that says what it is, as paragraphs."""
        end = at + 1
        while end < len(self.lines) and self.lines[end].words and not self._breaks(end):
            end += 1
        lines = self.lines[at:end]
        if len(lines) == 1 and end < len(self.lines):
            under = self.lines[end].words
            if _UNDERLINE.match(under) and len(lines[0].words) <= len(under) * 2:
                return self._underlined(at)
        if _is_capitals(lines):
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

    def _underlined(self, at: int) -> int:
        line, under = self.lines[at], self.lines[at + 1]
        level = 1 if under.words.startswith("=") else 2
        draft = heading(self.source, [line], level, markdown=self.markdown)
        edit = Edit(draft.end, under.end, "", "heading-mark", _HASH_WHY)
        self.drafts.append(Draft(draft.block, draft.start, under.end, (*draft.edits, edit)))
        return at + 2

    def _paragraphs(self, lines: Sequence[Line]) -> None:
        ends = line_ends(lines, self.width) if len(lines) > 1 else []
        part: list[Line] = []
        meant: list[bool] = []
        for line, end in zip(lines, [*ends, End.PARAGRAPH], strict=True):
            part.append(line)
            if end is End.PARAGRAPH:
                self._add(part, meant)
                part, meant = [], []
            else:
                meant.append(end is End.MEANT)

    def _add(self, lines: Sequence[Line], meant: Sequence[bool]) -> None:
        if len(lines) == 1 and len(lines[0].words) > _FLATTENED:
            for line in unflattened(lines[0]):
                self._add_one([line], ())
        elif _is_capitals(lines):
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


def _paged(lines: Sequence[Line]) -> list[Line]:
    """Count the pages that `<PAGE>` begins, as form feeds do."""
    done: list[Line] = []
    more = 0
    for line in lines:
        more += line.words == "<PAGE>"
        done.append(line._replace(page=line.page + more) if more else line)
    return done


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.words:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups


def _is_capitals(lines: Sequence[Line]) -> bool:
    """Tell a headline in capitals, over a few lines as it may be."""
    if len(lines) > _MOST_CAPITAL_LINES or not lines[0].words.isupper():
        return False
    words = " ".join(line.words for line in lines)
    return (
        words.isupper()
        and _FEWEST_CAPITALS <= len(words) <= _LONGEST_HEADING * 2
        and sum(map(str.isalpha, words)) > len(words) / 2
        and " " in words
        and not words.endswith((".", ":", ";", ","))
        and not _LABEL_LINE.match(words)
        and all(len(line.words) <= _LONGEST_HEADING for line in lines)
    )


def unflattened(line: Line) -> list[Line]:
    """Return the paragraphs of a long line in which wide spaces stand for paragraph ends.

    Wide spaces after every sentence are a typist's habit and say nothing.
    """
    words = line.words
    wide = list(_WIDE_GAP.finditer(words))
    if wide:
        return _cut(line, [match.span() for match in wide])
    after_sentence = list(_SENTENCE_GAP.finditer(words))
    if not after_sentence or len(_SENTENCE_END.findall(words)) < len(after_sentence):
        return [line]
    cuts: list[tuple[int, int]] = []
    told = {match.start() for match in after_sentence}
    for match in _ANY_GAP.finditer(words):
        before = words[cuts[-1][1] if cuts else 0 : match.start()]
        title = cuts and len(before) <= _LONGEST_HEADING // 2 and not before.isupper()
        if match.start() in told or title:
            cuts.append(match.span())
    return _cut(line, cuts)


def _cut(line: Line, cuts: Sequence[tuple[int, int]]) -> list[Line]:
    parts: list[Line] = []
    at = 0
    for first, last in [*cuts, (len(line.words), len(line.words))]:
        words = line.words[at:first]
        if words:
            parts.append(line._replace(start=line.start + at, end=line.start + first, words=words))
        at = last
    return parts
