"""Set white space right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document, Heading, Link, Paragraph, Preformatted, Text
from stages.clean.repairs import Mode, address_spans, code_spans, in_order, is_ocr, outside, repair
from stages.clean.runs import text_runs
from stages.clean.tongue import is_function_word

_SPACES = lazily(r"[ \u00a0\u202f\u2007]{2,}")
_TAB = lazily(r"(?<![ \u00a0\t])[ \u00a0]*\t[ \t\u00a0]*")
_EDGE_START = lazily(r"[ \u00a0\t]+")
_LINE_EDGE = lazily(r"(?<![ \u00a0\t])[ \u00a0\t]+(?=\n)|(?<=\n)[ \u00a0\t]+")
_ANY_GLUED = lazily(r"[.!?][\"”]?(?=[A-Z\u00c0-\u00de])")
_LEFT = lazily(r"[^\W\d_A-Z][^\W\d_]{0,30}$")
_RIGHT = lazily(r"(?P<right>[A-Z\u00c0-\u00de][^\W\d_]{0,30})(?![\w@/]|\.\w)")
_GLUED_NONE = lazily(r"(?<=[.!?\"”’)\w])None(?=[A-Z\u00c0-\u00de“\"])|(?<=[.!?\"”])None$")
_GLUED_ADDRESS = lazily(r"(?<=[^\W\d_])(?<!http)(?<!https)(?=https?://\w)")
_DOMAINS = "com org net edu gov info eu uk us de fr it es pt nl pl io ai tv js py"
_NAMES = frozenset(_DOMAINS.split())
_OPENING = "([{«“„‘'\"<>/=@#&-–—_*|+~\u00a0"
_CODE = lazily(r"[@/\[\]{}<>=_\\]|\w\.\w+\.\w")
"""What a word of a program, an address or a file's path holds."""
_WORD_OR_STOP = lazily(r"[^\W_]{2}\Z|[:;,.!)»”]\Z|(?<!\?)\?\Z")
"""The end of a word, or a sign after it; what is left of unread signs is neither."""
_ADDRESS_ON = lazily(r"[^\s/=&?%#]{0,80}[/=&?%#]")
"""The rest of an address that a line end cut."""
_STARTS = lazily(r"[.!?:”\"\n][\"”’]? ([A-Z\u00c0-\u00de][^\W\d_]*)")


@stage("tidy-spaces")
def tidy_spaces(
    document: Document,
    context: Context,
    *,
    mode: Mode = "auto",
    glued: Literal["auto", "ask", "off"] = "auto",
) -> Document:
    """Set one space where one belongs.

    Runs of spaces and tabs become one, spaces at the edges of paragraphs go, a web address gets a
    space from the word before it. `glued` is about sentences without a space between them and the
    word None that a program wrote there: they part where the document starts other sentences with
    the same word, or where it is one of the short words of a language.
    """
    done = repair(document, context, mode, _tidy, wanted=_wanted)
    if glued == "off":
        return done
    texts = [block_text(block) for block in done.blocks]
    if not any(map(_may_be_glued, texts)):
        return done

    @cache
    def starts() -> frozenset[str]:
        return frozenset(word for text in texts for word in _STARTS.findall(text))

    def part(block: Block, text: str) -> Iterable[Edit]:
        spans = [*code_spans(block), *address_spans(block)]
        if is_ocr(block):
            return _addresses(text, spans)
        return in_order(_none(text), _sentences(text, starts, spans), _addresses(text, spans))

    return repair(done, context, glued, part, wanted=_may_be_glued)


def _wanted(text: str) -> bool:
    return (
        "  " in text
        or "\u00a0" in text
        or "\t" in text
        or "//" in text
        or "www." in text
        or text[0] == " "
        or text[-1] == " "
        or " \n" in text
        or "\n " in text
    )


def _may_be_glued(text: str) -> bool:
    return "None" in text or "http" in text or _ANY_GLUED.search(text) is not None


def _tidy(block: Block, text: str) -> Iterable[Edit]:
    if isinstance(block, Preformatted):
        return ()
    if isinstance(block, Paragraph | Heading):
        return in_order(_edges(text, 0, len(text)), _inside(text, 0, text), _links(block, text))
    edits: list[Edit] = []
    code = code_spans(block)
    for run in text_runs(block):
        if outside(code, run.start, run.start + len(run.text)):
            edits.extend(_inside(text, run.start, run.text))
    return edits


def _edges(text: str, start: int, end: int) -> Iterator[Edit]:
    why = "white space at the edge of a paragraph"
    first = _EDGE_START.match(text, start, end)
    if first and first.end() < end:
        yield Edit(first.start(), first.end(), "", "edge-space", why)
    kept = len(text[start:end].rstrip(" \u00a0\t"))
    if 0 < kept < end - start:
        yield Edit(start + kept, end, "", "edge-space", why)
    for match in _LINE_EDGE.finditer(text, start, end):
        yield Edit(*match.span(), "", "edge-space", "white space at the edge of a line")


def _inside(text: str, start: int, run: str) -> Iterator[Edit]:
    for match in _TAB.finditer(run):
        first, last = start + match.start(), start + match.end()
        yield Edit(first, last, " ", "tab", "a tab inside a line of running text")
    for match in _SPACES.finditer(run):
        first, last = start + match.start(), start + match.end()
        yield Edit(first, last, " ", "double-space", "more than one space between two words")


def _links(block: Block, text: str) -> Iterator[Edit]:
    """Part an address from the word before and after it: `click:<https://...>`."""
    if not isinstance(block, Paragraph | Heading) or len(block.inlines) == 1:
        return
    at = 0
    for inline in block.inlines:
        size = len(block_text(Paragraph(inlines=(inline,))))
        if isinstance(inline, Link) and size and _is_address(inline):
            before, after = text[at - 1 : at] if at else "", text[at + size : at + size + 1]
            why = "the space between a word and a web address was lost"
            named = text[max(at - 5, 0) : at] == "<URL:"
            word = _WORD_OR_STOP.search(text, max(at - 2, 0), at)
            if word and not (_is_unspaced(before) or before in _OPENING or named):
                yield Edit(at, at, " ", "space-before-link", why)
            goes_on = _ADDRESS_ON.match(text, at + size) and text[at + size - 1] in "/=&?%#-"
            if after and after.isalpha() and not _is_unspaced(after) and not goes_on:
                yield Edit(at + size, at + size + 1, f" {after}", "space-after-link", why)
        at += size


def _is_address(link: Link) -> bool:
    first = link.inlines[0] if link.inlines else None
    return isinstance(first, Text) and first.text.lower().startswith(
        ("http://", "https://", "www.")
    )


def _sentences(
    text: str, starts: Callable[[], frozenset[str]], spans: Sequence[tuple[int, int]]
) -> Iterator[Edit]:
    for match in _ANY_GLUED.finditer(text):
        at = match.end()
        before, after = _LEFT.search(text[max(0, at - 34) : match.start()]), _RIGHT.match(text, at)
        if before is None or after is None or not outside(spans, match.start(), at + 1):
            continue
        left, right = before[0], after["right"]
        token = text[max(text.rfind(" ", 0, at), at - 200, 0) : at]
        if right.lower() in _NAMES or _CODE.search(token) or min(len(left), len(right)) < 2:  # noqa: PLR2004 (initials)
            continue
        if right in starts():
            why = f"the space between two sentences was lost; others begin with “{right}”"
        elif is_function_word(right) and len(left) > 2:  # noqa: PLR2004 (abbreviations)
            why = f"the space between two sentences was lost; “{right}” begins a sentence"
        else:
            continue
        yield Edit(at, at, " ", "glued-sentence", why)


def _is_unspaced(sign: str) -> bool:
    """Tell whether a sign is white space, or of a script that is written without it."""
    return (
        sign.isspace()
        or "\u0e00" <= sign <= "\u0eff"
        or "\u3000" <= sign <= "\u30ff"
        or "\u3400" <= sign <= "\u9fff"
        or "\uff01" <= sign <= "\uff9f"
    )


def _none(text: str) -> Iterator[Edit]:
    for match in _GLUED_NONE.finditer(text):
        why = "a program wrote the word None where two paragraphs meet"
        yield Edit(*match.span(), " " if match.end() < len(text) else "", "literal-none", why)


def _addresses(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    for match in _GLUED_ADDRESS.finditer(text):
        at = match.start()
        token = text[max(text.rfind(" ", 0, at), 0) : at]
        if not _WORD_OR_STOP.search(text, max(at - 2, 0), at):
            continue
        if _is_unspaced(text[at - 1]) or not outside(spans, at, at + 1) or token.strip() == "<URL:":
            continue
        if not re.search(r"[/.=?&]", token):
            why = "the space between a word and a web address was lost"
            yield Edit(at, at, " ", "space-before-link", why)
