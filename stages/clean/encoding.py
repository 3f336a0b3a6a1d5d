"""Repair text that was decoded wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.align import digits
from pipeline.context import Context
from pipeline.edit import Edit, apply_edits
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Document
from stages.clean.repairs import Mode, code_spans, in_order, is_ocr, outside, repair
from stages.clean.residues import ALPHABETS
from stages.clean.tongue import tongue_of

_SUSPECT = lazily(
    "[\u0080-\u009f]|[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
    "\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]"
    "|[\u0420\u0421\u0440\u0441\u0412\u0413][\u0080-\u00bf\u0400-\u04ff\u2013-\u2122]|Ð|Ñ|Ø|Ù|×|à¤|ã"
    "|[\u00c2-\u0110][\u02d8-\u02dd\u0104\u0105\u0141\u0142\u015a-\u0165\u0179-\u017e\u00a0-\u00b0]"
    r"|[√¬≈ƒ┬├─┼╬╧╨╤╪┘]\S|‚[ÄÇàâ]|„[ÄÅÇÉ]|[ŒœŸÿ][\u00a0-\u00bf\u2020-\u2265Ä-ü]|Γ[Çäë]|π[üéâ]"
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
_QUOTED = lazily(r"(?:=[0-9A-F]{2}(?:=[ \t]*\n)?){2,400}|=[0-9A-F]{2}|=[ \t]*\n")
_SOFT_BREAK = lazily(r"=[ \t]*\n")
_INVISIBLE = frozenset("\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202f\u2009\ufeff")
_ESCAPED = frozenset({"=", " ", "\t"})
_QUOTED_LINE = lazily(r"(?m)^.{60,75}=$")
_UNLIKELY = lazily("[\u0080-\u009f\u2800-\u28ff\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_WIDE_WORD = lazily(r"[A-Za-z]{0,20}[^\x00-\x7f][^\s\x00-\x1f]{0,40}")
_MOST_WORDS = 400
_MOST_PASSES = 4
_FEWEST_QUOTED = 2
_FEWEST_SIGNS = 3
_MARGIN = 0.4
_READS_WELL = 0.7
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
_MOSTLY = 0.9
_MOST_BLOCKS, _LONGEST = 40, 2_000
_FEWEST_FOREIGN = 12
_SIGN_INSIDE = lazily(
    "(?<=[^\\W\\d_])[\u0080-\u00a9\u00ab-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bb-\u00bf\u02c6\u02dc"
    "\u2020-\u2022\u2030\u2039\u203a\u20ac](?=[^\\W\\d_])"
)
"""A sign between two letters, where no language sets it."""
_LATIN_PAGES = frozenset(("mac_roman", "cp850", "cp437"))
"""Encodings whose quotation marks and dashes windows-1252 shows as letters."""
_WORD = lazily(r"[^\W\d_]+")
_WHY = "UTF-8 was read as another encoding; the bytes read as UTF-8 give this"
_WHY_SPACE = "a fixed space read as windows-1252 leaves this letter before it, here several times"
_WHY_QUOTED_LINE = "e-mail in quoted-printable form ends its lines so; the text goes on"
_WHY_QUOTED = "a sign in the quoted-printable form of e-mail"


@stage("repair-encoding")
def repair_encoding(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Give back letters and signs that came through a wrong decoding.

    UTF-8 read as windows-1252, Latin-1, Mac Roman and others, once or twice (ftfy); a whole text
    read in the wrong one of the older encodings; quoted-printable left in the text. What would put
    signs of a script foreign to all writing there (Braille, private use) is left alone.
    """
    if mode == "off":
        return document
    texts = [block_text(block) for block in document.blocks]
    if all(map(str.isascii, texts)) and not any("=" in text for text in texts):
        return document
    quoted = any(_is_quoted(text) for text in texts if "=" in text)
    page = None if any(map(is_ocr, document.blocks)) else _wrong_page(texts)

    def find(block: Block, text: str) -> Iterable[Edit]:
        if is_ocr(block):
            return ()
        if page is not None:
            return _read_again(text, page)
        return _edits(block, text, texts, quoted=quoted)

    return repair(document, context, mode, find, wanted=_wanted)


def _wanted(text: str) -> bool:
    return not text.isascii() or "=" in text


def _edits(block: Block, text: str, texts: Sequence[str], *, quoted: bool) -> Iterator[Edit]:
    code = code_spans(block)
    found: list[Edit] = []
    if _HAT_SPACE.search(text) and sum(len(_SURE_HAT_SPACE.findall(t)) for t in texts) >= _PAIR:
        found.extend(_fixed_spaces(text))
    if quoted and "=" in text:
        found.extend(e for e in _quoted(text) if outside(code, e.start, e.end))
    if _SUSPECT.search(text) and not found:
        found.extend(e for e in _mojibake(text, texts) if outside(code, e.start, e.end))
    yield from found


def _mojibake(text: str, texts: Sequence[str]) -> Iterator[Edit]:
    """Undo wrong decodings until nothing is left to undo: text may have been read twice."""
    now = text
    for _ in range(_MOST_PASSES):
        edits = list(_undone(now, texts))
        if not edits:
            break
        now = apply_edits(now, edits)
    for start, end, new in hunks(text, now) if now != text else ():
        yield Edit(start, end, new, "mojibake", _WHY)


def _fixed_spaces(text: str) -> Iterator[Edit]:
    """Find what is left before fixed spaces: no word of small letters ends in `Â`."""
    for match in _HAT_SPACE.finditer(text):
        yield Edit(match.start(), match.start() + 1, "", "mojibake", _WHY_SPACE)


def _undone(text: str, texts: Sequence[str]) -> Iterator[Edit]:
    import ftfy  # noqa: PLC0415 (only where a text looks wrongly decoded)

    fixed = ftfy.fix_encoding(text, uncurl_quotes=False, fix_character_width=False)
    if fixed == text:
        return
    sure: list[Edit] = []
    doubted: list[Edit] = []
    for start, end, new in hunks(text, fixed):
        if not new:  # of two signs the second was right: “Â£” for “£”
            new, end = text[end : end + 1], end + 1  # noqa: PLW2901 (the whole of the sign)
        if not new or _figures(text[start:end]) != _figures(new) or _is_foreign(new, fixed):
            continue
        edit = Edit(start, end, new, "mojibake", _WHY)
        (doubted if end - start == _PAIR and _may_stand(text, start) else sure).append(edit)
    if sure and not _SOUND.search(text):
        yield from in_order(sure, doubted)
        return
    sound = any(map(_SOUND.search, texts))
    kept = (e for e in doubted if not _both_meant(text, e.start, e.new, sound=sound))
    yield from in_order(sure, kept)


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
    return not after.isalpha() and not before[-1:].islower()


def _both_meant(text: str, at: int, new: str, *, sound: bool) -> bool:
    """Tell whether letter and sign are meant: the sign closes a quotation, the text is sound."""
    before, after = text[max(at - _PAIR, 0) : at], text[at + _PAIR : at + _PAIR + 1]
    capitals = before.isalpha() and before.isupper() and len(before) == _PAIR
    if capitals and new.islower():
        return True
    if after.isalpha():
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


def _is_quoted(text: str) -> bool:
    """Tell quoted-printable by bytes that make a sign, or by two long lines that end in `=`."""
    if len(_QUOTED_LINE.findall(text)) >= _FEWEST_QUOTED:
        return True
    return any(edit.new > "\x7f" for edit in _quoted(text))


def _quoted(text: str) -> Iterator[Edit]:
    """Find bytes written as `=E2=80=93`, line ends as `=`; ASCII only what the form must escape."""
    for match in _QUOTED.finditer(text):
        signs = _SOFT_BREAK.sub("", match[0])
        if not signs:
            yield Edit(*match.span(), "", "quoted-printable", _WHY_QUOTED_LINE)
            continue
        try:
            new = bytes.fromhex(signs.replace("=", "")).decode("utf-8")
        except UnicodeDecodeError:
            continue
        shows = all(c.isprintable() or c in _INVISIBLE for c in new)
        if new in _ESCAPED or (shows and not new.isascii()):
            yield Edit(*match.span(), new, "quoted-printable", _WHY_QUOTED)


def _wide_words(texts: Iterable[str]) -> str:
    """Return words with characters beyond ASCII, as many as it takes to judge an encoding."""
    words: list[str] = []
    for text in texts:
        if not text.isascii():
            words.extend(_WIDE_WORD.findall(text))
            if len(words) > _MOST_WORDS:
                break
    return " ".join(words[:_MOST_WORDS])


def _wrong_page(texts: Sequence[str]) -> str | None:
    """Return the older encoding a whole text was written in, where windows-1252 was taken.

    Languages that the scores do not know (Occitan, Icelandic) and names of many languages look
    wrong as well. So signs must stand inside words, or whole words must become another script, or
    the text read again must be in a language by its short words and written in its letters.
    """
    text = _wide_words(texts)
    wide = [c for c in text if c > "\x7f"]
    if (
        len(wide) < _FEWEST_SIGNS
        or not any(map(str.isalpha, wide))
        or (_SUSPECT.search(text) and _utf8(text))
    ):
        return None
    data = _bytes(text)
    if data is None:
        return None
    from stages.read.decode_legacy import best_encoding, reading_score  # noqa: PLC0415 (seldom)

    as_read = reading_score(data, "cp1252")
    if as_read > _READS_WELL:
        return None
    encoding, _ = best_encoding(data)
    score = reading_score(data, encoding)
    if score <= _READS_WELL or score - as_read < _MARGIN:
        return None
    if not all(_decodes(run, encoding) for run in _RUN.findall(text)):
        return None
    again = data.decode(encoding, "replace")
    if encoding in _LATIN_PAGES and sum(map(str.isalpha, wide)) >= len(wide) * _READS_WELL:
        return encoding
    if not _makes_words(again):
        return None
    foreign = any(c > "\u036f" and c.isalpha() for c in again)
    signs = len(_SIGN_INSIDE.findall(text))
    return encoding if foreign or signs >= _FEWEST_SIGNS or _is_written(texts, encoding) else None


def _is_written(texts: Sequence[str], encoding: str) -> bool:
    """Tell whether texts read again are in a language, in whose alphabet its letters are."""
    sample: list[str] = []
    for text in texts[:_MOST_BLOCKS]:
        data = _bytes(text[:_LONGEST])
        sample.append(text[:_LONGEST] if data is None else data.decode(encoding, "replace"))
    alphabet = ALPHABETS.get(tongue_of(sample) or "", "")
    wide = [c for text in sample for c in text.lower() if c > "\x7f" and c.isalpha()]
    return sum(c in alphabet for c in wide) >= max(_FEWEST_SIGNS, len(wide) * _MOSTLY)


def _decodes(run: str, encoding: str) -> bool:
    """Tell whether a run of characters beyond ASCII is whole in another encoding."""
    try:
        (_bytes(run) or b"").decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _makes_words(text: str) -> bool:
    """Tell whether letters, not signs, are what another encoding makes of a text."""
    wide = _WIDE.findall(text)
    letters = [c for c in wide if c.isalpha()]
    if len(letters) < max(_FEWEST_SIGNS, len(wide) / 2):
        return False
    foreign = [word for word in _WORD.findall(text) if word[0] > "\u036f"]
    if not foreign:
        return True
    size = sum(map(len, foreign))
    long = sum(len(word) for word in foreign if len(word) >= _FEWEST_SIGNS)
    return size >= _FEWEST_FOREIGN and long >= size * _READS_WELL


def _utf8(text: str) -> bool:
    data = _bytes(text)
    if data is None:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _bytes(text: str) -> bytes | None:
    """Return the bytes that windows-1252 would have read as this text."""
    parts: list[bytes] = []
    for c in text:
        try:
            parts.append(c.encode("cp1252"))
        except UnicodeEncodeError:
            if not "\x80" <= c <= "\x9f":
                return None
            parts.append(c.encode("latin-1"))
    return b"".join(parts)


_WIDE = lazily(r"[\x80-\U0010ffff]")
_RUN = lazily(r"[^\x00-\x7f]+")
_BETWEEN = lazily(r"[^\t\n!-~]+")


def _read_again(text: str, encoding: str) -> Iterator[Edit]:
    why = f"the letters make words of a language when the bytes are read as {encoding}"
    for match in _RUN.finditer(text):
        data = _bytes(match[0])
        new = data.decode(encoding, "replace") if data is not None else match[0]
        if "\ufffd" not in new and digits(new) == digits(match[0]):
            yield Edit(match.start(), match.end(), new, "wrong-encoding", why)
