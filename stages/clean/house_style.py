"""Set signs as the house wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document
from stages.clean.repairs import address_spans, code_spans, in_order, outside, repair
from stages.clean.tongue import tongue_of

_MARKS = lazily('["“”„«»]')
_APOSTROPHE = lazily(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_CURLY_APOSTROPHE = lazily(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_DASH = lazily(r"(?<=[^\s–—-])(?: +(?:--|[–—-]) +|(?:--|—))(?=[^\s–—-])")
_POINTS = lazily(r"(?<!\.)\.\.\.(?!\.)")
_ELLIPSIS = lazily("…")
_RANGE = lazily(r"(?<![\w.,/-])(\d{1,4})-(?=\d{1,4}(?![\w,/-]|\.\d))")
_UNIT = lazily(r"(?<=\d) (?=(?:%|‰|°C|€|kg|km|cm|mm|m²|m³|kW|MW|GW|Mio|Mrd|mln|mld)(?!\w))")
_FRENCH_BEFORE = lazily(r"(?<=[^\s\u00a0\u202f:;!?])[ \u00a0\u202f]?(?=[:;!?»](?:\s|$))")
_FRENCH_AFTER = lazily(r"(?<=«)[ \u00a0\u202f]?(?=\S)")
_OPENS_AFTER = "([{–—-/«“„"


class Pairs(NamedTuple):
    """Quotation marks of a language: outer and inner."""

    outer: tuple[str, str]
    inner: tuple[str, str]


QUOTES: dict[str, Pairs] = {
    "en": Pairs(("“", "”"), ("‘", "’")),
    "de": Pairs(("„", "“"), ("‚", "‘")),
    "fr": Pairs(("«\u00a0", "\u00a0»"), ("“", "”")),
    "it": Pairs(("«", "»"), ("“", "”")),
    "es": Pairs(("«", "»"), ("“", "”")),
    "pt": Pairs(("“", "”"), ("‘", "’")),
    "nl": Pairs(("“", "”"), ("‘", "’")),
    "pl": Pairs(("„", "”"), ("«", "»")),
    "ru": Pairs(("«", "»"), ("„", "“")),
    "sv": Pairs(("”", "”"), ("’", "’")),
    "ar": Pairs(("«", "»"), ("“", "”")),
}
"""Quotation marks per language (CLDR, delimiters; Dutch newspapers' double marks)."""


@stage("house-style")
def house_style(
    document: Document,
    context: Context,
    *,
    quotes: Literal["language", "straight", "keep"] = "language",
    dashes: Literal["spaced-en", "em", "keep"] = "spaced-en",
    ellipses: Literal["sign", "points", "keep"] = "keep",
    spaces: Literal["language", "keep"] = "language",
    ranges: Literal["en-dash", "keep"] = "keep",
) -> Document:
    """Set quotation marks, dashes, ellipses, fixed spaces and ranges of numbers as one house does.

    Off unless a pipeline names it. Nothing but signs and spaces is touched; quotation marks that
    do not pair in their paragraph stay. `quotes: language` takes the marks of the text's language.
    """
    told = block.language if (block := _first(document)) is not None else None
    texts = [block_text(block) for block in document.blocks]
    language = (document.release.language or told or tongue_of(texts) or "en")[:2]

    def find(block: Block, text: str) -> Iterable[Edit]:
        spans = [*code_spans(block), *address_spans(block)]
        own = (block.language or language)[:2]
        edits = in_order(
            _quotes(text, own, quotes),
            _dashes(text, dashes),
            _ellipses(text, ellipses),
            _spaces(text, own) if spaces == "language" else (),
            _ranges(text) if ranges == "en-dash" else (),
        )
        return [edit for edit in edits if outside(spans, edit.start, edit.end)]

    return repair(document, context, "auto", find)


def _first(document: Document) -> Block | None:
    return next((block for block in document.blocks if block.language), None)


def _quotes(text: str, language: str, wanted: str) -> Iterator[Edit]:
    pairs = QUOTES.get(language)
    if wanted == "keep" or (pairs is None and wanted == "language"):
        return
    why = "the house sets quotation marks so"
    straight = wanted == "straight"
    for match in (_CURLY_APOSTROPHE if straight else _APOSTROPHE).finditer(text):
        yield Edit(*match.span(), "'" if straight else "’", "apostrophe", why)
    for start, end, opens, depth in _paired(text):
        if straight or pairs is None:
            new = '"'
        else:
            new = (pairs.inner if depth else pairs.outer)[0 if opens else 1]
        yield Edit(start, end, new, "quotation-mark", why)


def _paired(text: str) -> list[tuple[int, int, bool, int]]:
    """Return (start, end, opens, depth) of marks, spaces inside them included, if all pair."""
    found: list[tuple[int, int, bool, int]] = []
    stack: list[str] = []
    for match in _MARKS.finditer(text):
        sign, (start, end) = match[0], match.span()
        opens = _opens(sign, text[start - 1 : start], stack)
        if opens:
            stack.append(sign)
            while text[end : end + 1] in {"\u00a0", "\u202f"} and text[end : end + 1]:
                end += 1
            found.append((start, end, True, len(stack) - 1))
        else:
            if not stack:
                return []
            stack.pop()
            while start and text[start - 1] in "\u00a0\u202f":
                start -= 1
            found.append((start, end, False, len(stack)))
    return [] if stack else found


def _opens(sign: str, before: str, stack: list[str]) -> bool:
    if sign in "„«":
        return True
    if sign in "”»":
        return False
    if sign == "“":
        return not (stack and stack[-1] == "„")
    return not before or before.isspace() or before in _OPENS_AFTER


def _dashes(text: str, wanted: str) -> Iterator[Edit]:
    new = {"spaced-en": " – ", "em": "—"}.get(wanted)
    if new is None:
        return
    for match in _DASH.finditer(text):
        before = text[max(match.start() - 1, 0) : match.start()]
        if not (before.isdigit() and text[match.end() : match.end() + 1].isdigit()):
            yield Edit(*match.span(), new, "dash", "the house sets dashes so")


def _ellipses(text: str, wanted: str) -> Iterator[Edit]:
    pattern, new = {"sign": (_POINTS, "…"), "points": (_ELLIPSIS, "...")}.get(wanted, (None, ""))
    if pattern is not None:
        for match in pattern.finditer(text):
            yield Edit(*match.span(), new, "ellipsis", "the house sets ellipses so")


def _spaces(text: str, language: str) -> Iterator[Edit]:
    for match in _UNIT.finditer(text):
        yield Edit(*match.span(), "\u00a0", "unit-space", "a number and its unit stay on one line")
    if language == "fr":
        why = "French sets a fixed space before this sign"
        for match in _FRENCH_BEFORE.finditer(text):
            yield Edit(*match.span(), "\u00a0", "french-space", why)
        for match in _FRENCH_AFTER.finditer(text):
            yield Edit(*match.span(), "\u00a0", "french-space", why)


def _ranges(text: str) -> Iterator[Edit]:
    for match in _RANGE.finditer(text):
        yield Edit(match.end(1), match.end(), "–", "range", "the house sets ranges of numbers so")
