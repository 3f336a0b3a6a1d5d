"""A whole text that was read in the wrong one of the encodings before Unicode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.align import digits
from pipeline.edit import Edit
from pipeline.pattern import lazily
from stages.clean.mojibake import is_suspect
from stages.clean.residues import ALPHABETS
from stages.clean.tongue import tongue_of

_WIDE_PART = lazily(r"[^\x00-\x7f][^\s\x00-\x1f]{0,40}")
_LETTERS_BEFORE = lazily(r"[A-Za-z]*\Z")
_MOST_BEFORE = 20
_MOST_WORDS = 400
_FEWEST_SIGNS = 3
_MARGIN = 0.4
_READS_WELL, _READS_SURELY = 0.7, 0.9
_MOSTLY = 0.9
_MOST_BLOCKS, _LONGEST = 40, 2_000
_FEWEST_FOREIGN = 12
_DRAWN = lazily("[\u2500-\u259f]")
"""Lines and blocks, which the encodings of terminals have for letters of others."""
_SIGN_INSIDE = lazily(
    "(?<=[^\\W\\d_])[\u0080-\u00a9\u00ab-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bb-\u00bf\u02c6\u02dc"
    "\u2020-\u2022\u2030\u2039\u203a\u20ac](?=[^\\W\\d_])"
)
"""A sign between two letters, where no language sets it."""
_LATIN_PAGES = frozenset(("mac_roman", "cp850", "cp437"))
"""Encodings whose quotation marks and dashes windows-1252 shows as letters."""
_WORD = lazily(r"[^\W\d_]+")
_WIDE = lazily(r"[\x80-\U0010ffff]")
_RUN = lazily(r"[^\x00-\x7f]+")


def wrong_page(texts: Sequence[str]) -> str | None:
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
        or (is_suspect(text) and _utf8(text))
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
    if encoding in _LATIN_PAGES and (
        sum(map(str.isalpha, wide)) >= len(wide) * _READS_WELL
        or (as_read < 0 and score > _READS_SURELY)
    ):
        return encoding
    if not _makes_words(again):
        return None
    if encoding in _LATIN_PAGES or any(c > "\u036f" and c.isalpha() for c in again):
        return None if _DRAWN.search(again) else encoding
    signs = len(_SIGN_INSIDE.findall(text))
    return encoding if signs >= _FEWEST_SIGNS or _is_written(texts, encoding) else None


def _wide_words(texts: Iterable[str]) -> str:
    """Return words with characters beyond ASCII, as many as it takes to judge an encoding."""
    words: list[str] = []
    for text in texts:
        if not text.isascii():
            words.extend(_wide_words_of(text))
            if len(words) > _MOST_WORDS:
                break
    return " ".join(words[:_MOST_WORDS])


def _wide_words_of(text: str) -> Iterator[str]:
    end = 0
    for match in _WIDE_PART.finditer(text):
        first, stop = max(match.start() - _MOST_BEFORE, end), match.start()
        letters = _LETTERS_BEFORE.search(text, first, stop)
        end = match.end()
        yield text[letters.start() if letters else stop : end]


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


def read_again(text: str, encoding: str) -> Iterator[Edit]:
    """Yield what a text's characters beyond ASCII become when read in another encoding."""
    why = f"the letters make words of a language when the bytes are read as {encoding}"
    for match in _RUN.finditer(text):
        data = _bytes(match[0])
        new = data.decode(encoding, "replace") if data is not None else match[0]
        if "\ufffd" not in new and digits(new) == digits(match[0]):
            yield Edit(match.start(), match.end(), new, "wrong-encoding", why)


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
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        pass
    parts: list[bytes] = []
    for c in text:
        try:
            parts.append(c.encode("cp1252"))
        except UnicodeEncodeError:
            if not "\x80" <= c <= "\x9f":
                return None
            parts.append(c.encode("latin-1"))
    return b"".join(parts)
