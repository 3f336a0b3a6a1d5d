"""UTF-8 that was read as another encoding, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from pipeline.edit import Edit, apply_edits
from pipeline.pattern import lazily
from stages.clean.repairs import in_order

_SUSPECT = lazily(
    "[\u0080-\u009f]|[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|[\u0420\u0421\u0440\u0441\u0412\u0413][\u0080-\u00bf\u0400-\u04ff\u2013-\u2122]|Ð|Ñ|Ø|Ù|×|à¤|ã"
    "|[\u00c2-\u0110][\u02d8-\u02dd\u0104\u0105\u0141\u0142\u015a-\u0165\u0179-\u017e\u00a0-\u00b0]"
    r"|[√¬≈ƒ┬├─┼╬╧╨╤╪┘]\S|‚[ÄÇàâ]|„[ÄÅÇÉ]|[ŒœŸÿ][\u00a0-\u00bf\u2020-\u2265Ä-ü]|Γ[Çäë]|π[üéâ]"
    r"|[цбБпяьыеэ][\u2500-\u25a0\u2264\u2265\u2320\u2321°²·÷©]"
    r"|[вЂ][Ѐ-ђ\u2013-\u2122]|[ГР][\u0403-\u045f]"
)
"""Two signs in a row as UTF-8 read in a one-byte encoding leaves them."""
_SCRIPTS = tuple(
    lazily(f"[{letters}]")
    for letters in (
        "\u0370-\u03ff",
        "\u0400-\u04ff",
        "\u0530-\u058f",
        "\u0590-\u05ff",
        "\u0600-\u08ff",
        "\u0900-\u0dff",
        "\u0e00-\u0fff",
        "\u1000-\u1aff",
        "\u2c00-\u9fff\uf900-\ufaff",
        "\uac00-\ud7ff",
        "\u0180-\u036f",
        "\U00010000-\U0001efff",
    )
)
"""Scripts beside Latin, Chinese and Japanese as one; rare Latin letters and loose accents."""
_SYMBOLS = frozenset("αβγδεηθλμνπρστφχψωΓΔΘΛΠΣΦΨΩ")
"""Greek letters that stand alone in formulas."""
_UNLIKELY = lazily("[\u0080-\u009f\u2800-\u28ff\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MOST_PASSES = 8
_C1 = lazily("[\u0080-\u009f]+")
_FEWEST_SIGNS = 3
_PAIR = 2
_HAT_SPACE = lazily("Â(?=[\u00a0 ])")
_SURE_HAT_SPACE = lazily(r"(?<=[a-z0-9.,;:%)])Â(?=[\u00a0 ])")
_REACH = 200
_OPENERS = {"”": "“„", "“": "„", "»": "«", "«": "»", "’": "‘‚", "‘": "‚", "›": "‹", "‹": "›"}
"""Marks that close a quotation, and those that open it."""
_MEANT = frozenset("“”‘’«»‹›„‚…™®©°²³¹ªº–—•†‡‰€£¥¢§¶·¡¿±½¼¾\u00a0 ")
_SOUND = lazily(
    "[A-Za-z][àáäç-ïñ-öø-ÿÀÁÄÇ-ÏÑ-ÖØ-Ý](?=[A-Za-z\\s.,;:!?)]|$)|[A-Za-zç]ão|[A-ZÇ]ÃO|ÇÃ"
)
"""A letter that UTF-8 read as windows-1252 cannot hold: ASCII follows what would begin a sign."""
_WIDE_RUN = lazily(r"[^\x00-\x7f]+.?")
_USUAL = frozenset("“”‘’–—…«»\u00a0" + "".join(map(chr, range(128))))
"""Signs that begin no such pair, which most texts have alone."""
_WHY = "UTF-8 was read as another encoding; the bytes read as UTF-8 give this"
_WHY_SPACE = "a fixed space read as windows-1252 leaves this letter before it, here several times"


class Whole:
    """What the whole document says about its letters, looked at when asked for."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Keep the texts; nothing is looked at yet."""
        self.texts = texts

    @cached_property
    def sound(self) -> bool:
        """It holds letters that no wrong decoding leaves."""
        return any(map(_SOUND.search, self.texts))

    @cached_property
    def hats(self) -> bool:
        """Fixed spaces left their first byte in several places."""
        return sum(len(_SURE_HAT_SPACE.findall(text)) for text in self.texts) >= _PAIR


def is_unread(text: str) -> bool:
    """Tell whether a few words still hold a wrong decoding, which no repair could undo."""
    if len(_SUSPECT.findall(text)) < _FEWEST_SIGNS:
        return False
    from ftfy.badness import is_bad  # noqa: PLC0415 (only where a text looks wrongly decoded)

    return bool(is_bad(text))


def is_suspect(text: str) -> bool:
    """Tell whether signs stand side by side as wrong decoding leaves them; ASCII begins no pair."""
    wide = "\n".join(_WIDE_RUN.findall(text))
    return not _USUAL.issuperset(wide) and _SUSPECT.search(wide) is not None


def mojibake(text: str, whole: Whole) -> Iterator[Edit]:
    """Undo wrong decodings until nothing is left to undo: text may have been read twice."""
    now = text
    for _ in range(_MOST_PASSES):
        edits = list(_undone(now, whole))
        if not edits:
            break
        now = apply_edits(now, edits)
    for start, end, new in hunks(text, now) if now != text else ():
        yield Edit(start, end, new, "mojibake", _WHY)


def fixed_spaces(text: str, whole: Whole) -> Iterator[Edit]:
    """Find what is left before fixed spaces: no word of small letters ends in `Â`."""
    if not _HAT_SPACE.search(text) or not whole.hats:
        return
    for match in _HAT_SPACE.finditer(text):
        yield Edit(match.start(), match.start() + 1, "", "mojibake", _WHY_SPACE)


def _undone(text: str, whole: Whole) -> Iterator[Edit]:
    import ftfy  # noqa: PLC0415 (only where a text looks wrongly decoded)

    fixed = ftfy.fix_encoding(text, uncurl_quotes=False, fix_character_width=False)
    if fixed == text:
        fixed = _by_page(text)
    if fixed == text:
        return
    sure: list[Edit] = []
    doubted: list[Edit] = []
    for start, end, new in hunks(text, fixed):
        if not new:  # of two signs the second was right: “Â£” for “£”
            new, end = text[end : end + 1], end + 1  # noqa: PLW2901 (the whole of the sign)
        if _C1.fullmatch(text, start, end):
            continue  # windows-1252 read as Latin-1: a repair of characters
        if not new or _figures(text[start:end]) != _figures(new) or _is_foreign(new, fixed):
            continue
        edit = Edit(start, end, new, "mojibake", _WHY)
        pair = end - start == _PAIR or text[start + 1 : end + 1] == " "
        (doubted if pair and _may_stand(text, start) else sure).append(edit)
    if sure and not _SOUND.search(text):
        yield from in_order(sure, doubted)
        return
    kept = (e for e in doubted if not _both_meant(text, e.start, e.new, sound=whole.sound))
    yield from in_order(sure, kept)


def _by_page(text: str) -> str:
    """Return the text with all beyond ASCII read as UTF-8, where every bit of it can be.

    Two such places in a paragraph, or one of three bytes, are no chance in these encodings.
    """
    runs = _RUN.findall(text)
    if sum(map(len, runs)) < _FEWEST_SIGNS:
        return text
    for page in ("cp1251", "koi8-r", "cp437", "mac_roman", "cp850"):
        try:
            for run in set(runs):
                run.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        return _RUN.sub(partial(_reread, page), text)
    return text


def _reread(page: str, match: re.Match[str]) -> str:
    return match[0].encode(page).decode("utf-8")


def _figures(text: str) -> str:
    """Return the digits that no wrong decoding touches; those of other scripts it may break."""
    return "".join(c for c in text if "0" <= c <= "9")


def _may_stand(text: str, at: int) -> bool:
    """Tell a letter at the end of a word and a sign that a writer may set after it: `IRMÃ®`."""
    before, after = text[max(at - _PAIR, 0) : at], text[at + _PAIR : at + _PAIR + 1]
    if before.isalpha() and before.isupper() and len(before) == _PAIR:
        return True
    if text[at] not in "ÂÃÄÅ" or text[at + 1] not in _MEANT:
        return False
    spaced = text[at + 1].isspace()
    return (spaced or not after.isalpha()) and not before[-1:].islower()


def _both_meant(text: str, at: int, new: str, *, sound: bool) -> bool:
    """Tell whether letter and sign are meant: the sign closes a quotation, the text is sound."""
    before, after = text[max(at - _PAIR, 0) : at], text[at + _PAIR : at + _PAIR + 1]
    capitals = before.isalpha() and before.isupper() and len(before) == _PAIR
    if capitals and new.islower():
        return True
    if after.isalpha() and not text[at + 1].isspace():
        return False
    if _closes(text, at + 1):
        return True
    return sound and (text[at] != "Â" or before[-1:].isalpha())


def _closes(text: str, at: int) -> bool:
    """Tell whether the sign closes a quotation that another sign opens before a word."""
    mark = text[at]
    start = max(text.rfind(opener, max(at - _REACH, 0), at) for opener in _OPENERS.get(mark, "\0"))
    return start >= 0 and not text[start - 1 : start].isalnum() and mark not in text[start + 1 : at]


def _is_foreign(new: str, fixed: str) -> bool:
    """Tell signs of a script that nothing else in the paragraph is written in."""
    if _UNLIKELY.search(new):
        return True
    if len(new) == 1 and new in _SYMBOLS:
        return False
    return any(
        script.search(new) and len(script.findall(fixed)) < _FEWEST_SIGNS for script in _SCRIPTS
    )


def hunks(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, replacement) for each stretch of old that new has otherwise.

    Wrong decodings leave ASCII as it is, but for a space that was part of a sign. So what stands
    between runs of visible ASCII is compared one by one; where these differ, all is one stretch.
    """
    first, second = _BETWEEN.split(old), _BETWEEN.split(new)
    if first != second:
        yield _differing(old, new, 0)
        return
    at = 0
    for plain, one, two in zip(first, _BETWEEN.findall(old), _BETWEEN.findall(new), strict=False):
        at += len(plain)
        if one != two:
            yield _differing(one, two, at)
        at += len(one)


def _differing(old: str, new: str, at: int) -> tuple[int, int, str]:
    """Return the stretch in which two texts differ, their equal ends left out."""
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if head is None:
        head = min(len(old), len(new))
    most = min(len(old), len(new)) - head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return at + head, at + len(old) - tail, new[head : len(new) - tail]


_RUN = lazily(r"[^\x00-\x7f]+")
_BETWEEN = lazily(r"[^\t\n!-~]+")
