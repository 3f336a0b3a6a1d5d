"""Join the lines of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Code, Document, Preformatted
from stages.clean.hyphens import Words, words_of
from stages.clean.joining import join_lines
from stages.clean.runs import text_runs
from stages.read.layout.facts import PdfLayout

_BREAK = lazily(r"(?<![^\S\n])[^\S\n]*(?:\n[^\S\n]*)+")
_HYPHEN_END = lazily(r"[-\u2010\u00ad][^\S\n]*\n")
_HAN = "\u3041-\u30ff\u3400-\u9fff"
_TWO_SCRIPTS = lazily(f"[{_HAN}][A-Za-z]|[A-Za-z/][{_HAN}]")
_APART = lazily(f"[{_HAN}] [A-Za-z]|[A-Za-z/] [{_HAN}]")
_WHY_PARTED = "the text sets a space where the two scripts meet"
_EDGE = "\n\t"
_REACH = 200
_MOST_SHOWN = 5


class _Parted:
    """Whether a text of Chinese or Japanese parts Latin words from its own, asked at need."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    @cached_property
    def usually(self) -> bool:
        """Most of the places where the scripts meet inside a line have a space."""
        apart = sum(len(_APART.findall(text)) for text in self.texts)
        return apart > sum(len(_TWO_SCRIPTS.findall(text)) for text in self.texts)


@stage("rejoin-lines")
def rejoin_lines(
    document: Document,
    context: Context,
    *,
    hyphens: Literal["auto", "ask", "off"] = "auto",
) -> Document:
    """Join lines that the source broke for width; lines that the author meant stay.

    `hyphens` is about hyphens at line ends: `auto` drops those that the document itself or the
    hyphenation patterns of its language show to be breaks, `ask` keeps and reports them all, `off`
    keeps them silently.
    """
    blocks = list(document.blocks)
    texts = [block_text(block) for block in blocks]
    todo = [i for i, text in enumerate(texts) if "\n" in text]
    words = Words(frozenset(), frozenset(), None)
    if hyphens == "auto" and any(_HYPHEN_END.search(texts[i]) for i in todo):
        words = words_of(texts)
    words = words._replace(folded=isinstance(document.layout, PdfLayout))
    unsure: list[str] = []
    parted = _Parted(texts)
    for i in todo:
        if isinstance(blocks[i], Preformatted):
            continue
        edits = list(_edits(blocks[i], texts[i], words, hyphens, unsure, parted))
        blocks[i] = context.edit(blocks[i], edits)
    if unsure and hyphens != "off":
        shown = ", ".join(f"“{word}”" for word in unsure[:_MOST_SHOWN])
        more = f" and {len(unsure) - _MOST_SHOWN} more" if len(unsure) > _MOST_SHOWN else ""
        context.report(
            "hyphen-unsure",
            f"Hyphens at line ends may or may not belong to the word and were kept: {shown}{more}.",
        )
    return replace(document, blocks=tuple(blocks)) if todo else document


def _edits(  # noqa: PLR0917 (what a stage knows of its document)
    block: Block, text: str, words: Words, hyphens: str, unsure: list[str], parted: _Parted
) -> Iterator[Edit]:
    for run in text_runs(block):
        if run.within is Code or "\n" not in run.text:
            continue
        for match in _BREAK.finditer(run.text):
            start, end = run.start + match.start(), run.start + match.end()
            before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
            if not before or not after or before[-1] in _EDGE or after[0] in _EDGE:
                yield Edit(start, end, "", "line-end", "the line end stands at the block's edge")
                continue
            join = join_lines(before, after, words)
            if not join.glue and _TWO_SCRIPTS.match(before[-1] + after[0]) and parted.usually:
                join = join._replace(glue=" ", why=_WHY_PARTED)
            if join.unsure or (hyphens != "auto" and join.cut):
                unsure.append(join.unsure or _shown(before, after))
            if join.cut and hyphens != "auto":
                join = join._replace(cut=0)
            yield Edit(start - join.cut, end, join.glue, join.rule, join.why)


def _shown(before: str, after: str) -> str:
    return before.rsplit(None, 1)[-1] + after.split(None, 1)[0]
