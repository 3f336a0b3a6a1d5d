"""Repair single characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.tree import Block, Document
from stages.clean.mojibake import is_unread
from stages.clean.radicals import radicals
from stages.clean.repairs import Mode, code_spans, in_order, is_ocr, outside, repair, shown, tell
from stages.clean.tongue import tongue_of

_USUAL = frozenset("“”‘’–—…\t\n" + "".join(map(chr, range(32, 127)))) - {"&"}
"""Signs that need no repair, which most texts have alone."""
_WANTED = lazily(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u0300-\u036f\u1100-\u1112\u1680\u2000-\u200f\u2028-\u202f"
    "\u3099\u309a\u205f-\u2064\u2066-\u206f\u2e80-\u2fd5\ufb00-\ufb06\ufeff\ufff9-\ufffd\ue000-\uf8ff&](?:(?<!&)|(?=[#A-Za-z]))",
    may=lambda text: not _USUAL.issuperset(text),
)
_ANSI = lazily("\x1b\\[[0-9;?]{0,20}[A-Za-z]|\x1b[()][0-9A-B]|\x1b")
_CONTROL = lazily("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]+")
_C1 = lazily("[\x80-\x9f]")
_ENTITY = lazily(r"&(?:amp;){0,6}(?:#\d{2,7};|#[xX][0-9a-fA-F]{2,6};|[A-Za-z]{2,8}[1-4]{0,2};)")
_ESCAPES = lazily(r"(?<!\\)(?:\\u(?!00[0-7])[0-9a-fA-F]{4}){1,40}")
_SOFT_HYPHEN = lazily("\u00ad(?![ \\t\\r]*\\n)")
_ZERO_WIDTH = lazily("[\u200b\u2060\ufeff\ufffc]+")
_JOINERS = lazily("[\u200c\u200d]+")
_DIRECTION = lazily("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_RIGHT_TO_LEFT = lazily("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NEEDS_JOINERS = lazily(
    "[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufe70-\ufefc"
    "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff\u2640\u2642]"
)
_WORD_BREAKS = lazily("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_ODD_SPACE = lazily("[\u2000-\u2006\u2008-\u200a\u205f\u1680]+")
_FIXED_SPACE = lazily("[\u00a0\u202f\u2007]")
_LINE_SIGN = lazily("[\u2028\u2029]+")
_LIGATURE = lazily("[\ufb00-\ufb06]")
_DECOMPOSED = lazily(
    "[^\\W\\d_][\u0300-\u036f\u3099\u309a]{1,2}(?![\u0300-\u036f])|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_PRIVATE = lazily("[\ue000-\uf8ff]")
_LOST = lazily("\ufffd+")
_BEFORE_FIXED = frozenset("«§№(/&*+<=>‹–—“‘„‚-")
_AFTER_FIXED = frozenset("%‰°€$£¥:;!?»…–—)/&*+<=>›-")
_SHORT = lazily(r"(?:^|[\s(])(?:[^\W\d_]{1,3}\.|Mr|Mrs|Ms|Mme|M|Dr|St|Sr|Sra|Art|Nr|No|vol|p|S)$")
_AROUND = 60
_ONE_LETTER = lazily(r"(?<!\w)[aioukvszwаиоуквся]\Z", re.IGNORECASE)
_NO_LETTER_ENDS_A_LINE = frozenset({"pl", "cs", "ru", "uk"})
"""Languages whose typesetters fix a word of one letter to the next."""
_MOST_PASSES = 8
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a8": "◻",
    "\uf06e": "■",
    "\uf06c": "●",
    "\uf071": "❑",
    "\uf076": "❖",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf02d": "–",
    "\uf0be": "—",
    "\uf0bc": "…",
    "\uf0b0": "°",
    "\uf0b1": "±",
    "\uf0b3": "≥",
    "\uf0a3": "≤",
    "\uf0b4": "×",
    "\uf0e4": "™",
    "\uf0d4": "™",
    "\uf0d2": "®",
    "\uf0d3": "©",
    "\uf0a0": "€",
}
"""Signs of the Symbol and Wingdings fonts as Word stores them (their fonts' code charts)."""

_WRITTEN = frozenset({"entity", "escape"})
"""Rules that leave code alone, where a writer shows how a character is written."""
_MADE_OF_BYTES = _WRITTEN | {"c1-control"}
"""Rules for what happens to bytes; recognised (OCR) text never was any."""

Rule = Callable[[str], Iterable[Edit]]


@stage("repair-characters")
def repair_characters(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Repair characters that no writer typed.

    Control characters and terminal codes go, C1 controls become the windows-1252 signs they are,
    HTML entities and escapes of programs become their characters, bullets of symbol fonts become
    bullets, ligatures letters, letters with loose accents are composed. Soft hyphens, zero-width
    and direction signs go where the script has no use for them; fixed spaces stay where they bind.
    """
    lost: list[str] = []

    def find(block: Block, text: str) -> Iterable[Edit]:
        lost.extend(shown(text, m.start(), m.end()) for m in _LOST.finditer(text))
        unknown.extend(
            f"U+{ord(match[0]):04X} in {shown(text, *match.span())}"
            for match in _PRIVATE.finditer(text)
            if match[0] not in _SYMBOLS
        )
        edits = in_order(*(rule(text) for rule in _RULES))
        if edits and is_ocr(block):
            return [edit for edit in edits if edit.rule not in _MADE_OF_BYTES]
        code = code_spans(block) if edits else []
        return [e for e in edits if e.rule not in _WRITTEN or outside(code, e.start, e.end)]

    unknown: list[str] = []
    done = repair(document, context, mode, find, wanted=_wanted)
    if mode != "off":
        tell(context, "character-lost", "holds signs lost before we received it", lost)
        tell(context, "private-use", "holds signs that only the sender's font knows", unknown)
    return done


def _wanted(text: str) -> bool:
    if "\\u" in text:
        return True
    if text.isascii() and "&" not in text and text.isprintable():
        return False
    return _WANTED.search(text) is not None


def _ansi(text: str) -> Iterator[Edit]:
    if "\x1b" in text:
        for match in _ANSI.finditer(text):
            yield Edit(*match.span(), "", "terminal-code", "a code that steers a terminal")


def _controls(text: str) -> Iterator[Edit]:
    for match in _CONTROL.finditer(text):
        yield Edit(*match.span(), "", "control", "a control character that shows nothing")


def _c1(text: str) -> Iterator[Edit]:
    for match in _C1.finditer(text):
        new = match[0].encode("latin-1").decode("cp1252", "ignore")
        if new:
            why = "windows-1252 was taken for Latin-1, which has a control character here"
            yield Edit(*match.span(), new, "c1-control", why)
        else:
            yield Edit(*match.span(), "", "control", "a control character that shows nothing")


def _entities(text: str) -> Iterator[Edit]:
    if "&" not in text:
        return
    from html import unescape  # noqa: PLC0415 (seldom needed)

    for match in _ENTITY.finditer(text):
        new = match[0]
        for _ in range(_MOST_PASSES):
            new = unescape(new)
        if (
            new != match[0]
            and ";" not in new
            and (new.isprintable() or new in "\u00a0\u00ad\u200b")
        ):
            if new in "\u00ad\u200b":
                new = ""
            why = "HTML writes this character so; it was left in the text"
            yield Edit(*match.span(), " " if new == "\u00a0" else new, "entity", why)


def _escapes(text: str) -> Iterator[Edit]:
    for match in _ESCAPES.finditer(text):
        new = match[0].encode("ascii").decode("unicode-escape").encode("utf-16-le", "surrogatepass")
        sign = new.decode("utf-16-le", "replace")
        if sign.isprintable() and not sign.isascii() and "\ufffd" not in sign:
            why = "programs write this character so between each other; it was left in the text"
            yield Edit(*match.span(), sign, "escape", why)


def _hidden(text: str) -> Iterator[Edit]:
    for match in _SOFT_HYPHEN.finditer(text):
        if _is_unread(text, match.start()):
            continue
        why = "a soft hyphen inside a line shows nothing and breaks searching"
        yield Edit(*match.span(), "", "soft-hyphen", why)
    for match in _ZERO_WIDTH.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if match[0].strip("\u200b") == "" and _WORD_BREAKS.search(around):
            continue
        why = "a sign without width that shows nothing and breaks searching"
        yield Edit(*match.span(), "", "zero-width", why)
    for match in _JOINERS.finditer(text):
        around = (
            text[max(match.start() - 2, 0) : match.start()] + text[match.end() : match.end() + 1]
        )
        if not _NEEDS_JOINERS.search(around):
            why = "a joining sign that this script has no use for"
            yield Edit(*match.span(), "", "zero-width", why)
    if not _RIGHT_TO_LEFT.search(text):
        for match in _DIRECTION.finditer(text):
            why = "a sign of writing direction in a text that runs one way"
            yield Edit(*match.span(), "", "direction-sign", why)


def _spaces(text: str) -> Iterator[Edit]:
    for match in _ODD_SPACE.finditer(text):
        yield Edit(*match.span(), " ", "odd-space", "a space of a special width between words")
    for match in _LINE_SIGN.finditer(text):
        yield Edit(*match.span(), "\n", "line-sign", "a line end written as a special character")
    for match in _FIXED_SPACE.finditer(text):
        if not _binds(text, match.start()):
            why = "a fixed space between words that it does not bind"
            yield Edit(*match.span(), " ", "fixed-space", why)


def _is_unread(text: str, at: int) -> bool:
    """Tell a fixed space or soft hyphen that is a byte of a sign which no repair could read."""
    if not at or not "\xc1" < text[at - 1] < "\xf5":
        return False
    return is_unread(text[max(at - _AROUND, 0) : at + _AROUND])


def _binds(text: str, at: int) -> bool:
    """Tell whether a fixed space holds together what must not part: `7 %`, `« non »`, `Dr. X`."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before or not after or before.isspace() or after.isspace():
        return False
    if _is_unread(text, at):
        return True
    if before.isdigit() or after.isdigit() or before in _BEFORE_FIXED or after in _AFTER_FIXED:
        return True
    if _SHORT.search(text[max(at - 6, 0) : at]) is not None:
        return True
    return _ONE_LETTER.search(text, max(at - 3, 0), at) is not None and (
        tongue_of([text]) in _NO_LETTER_ENDS_A_LINE
    )


def _letters(text: str) -> Iterator[Edit]:
    yield from radicals(text)
    for match in _LIGATURE.finditer(text):
        new = unicodedata.normalize("NFKC", match[0])
        why = "one sign of a font for these letters; searching needs the letters"
        yield Edit(*match.span(), new, "ligature", why)
    for match in _DECOMPOSED.finditer(text):
        new = unicodedata.normalize("NFC", match[0])
        if new != match[0]:
            why = "letter and accent stood apart; together they are one character"
            yield Edit(*match.span(), new, "loose-accent", why)
    for match in _PRIVATE.finditer(text):
        if match[0] in _SYMBOLS:
            why = "a sign of a symbol font, written as the character it shows"
            yield Edit(*match.span(), _SYMBOLS[match[0]], "symbol-font", why)


_RULES: tuple[Rule, ...] = (_ansi, _controls, _c1, _entities, _escapes, _hidden, _spaces, _letters)
