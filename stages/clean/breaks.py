"""Where the hyphenation patterns of a language let a word break.

The patterns are pyphen's; reading one dictionary whole takes half a second, a word needs a dozen.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.pattern import lazily

_LONGEST = 40
_EDGE = 2
_HEXADECIMAL = lazily(r"\^\^([0-9a-f]{2})")
_ALTERNATIVE = lazily(r"/.*")
_NO_LETTERS = b"0123456789 \t\r"


def may_break(word: str, place: int, language: str) -> bool | None:
    """Tell whether a word may break after so many letters, None where the language has no patterns.

    Two letters stay together on either side. Where countries break the words of a language
    differently, as Britain and the United States do, a break of either counts.
    """
    files = _files_of(language)
    if not files:
        return None
    pointed = f".{word.lower()}."
    return any(place in _breaks(pointed, _patterns(path)) for path in files)


def _breaks(pointed: str, patterns: dict[str, str]) -> Iterator[int]:
    """Yield where one set of patterns breaks a word between two full stops.

    Patterns are laid over the word and the highest digit between two letters decides, odd for a
    break (Liang, Word Hy-phen-a-tion by Com-put-er, 1983).
    """
    digits = [0] * (len(pointed) + 1)
    for start in range(len(pointed)):
        for end in range(start + 1, min(start + _LONGEST, len(pointed)) + 1):
            place = start
            for sign in patterns.get(pointed[start:end], ""):
                if sign.isdecimal():
                    digits[place] = max(digits[place], int(sign))
                else:
                    place += 1
    for place in range(_EDGE, len(pointed) - 2 - _EDGE + 1):
        if digits[place + 1] % 2:
            yield place


@cache
def _files_of(language: str) -> tuple[Path, ...]:
    """Return the files of patterns of a language, one for each way its countries break words."""
    import pyphen  # noqa: PLC0415 (only where a hyphen asks)

    name = pyphen.language_fallback(language)
    if not name:
        return ()
    base = name.partition("_")[0]
    return tuple(
        dict.fromkeys(
            path
            for known, path in sorted(pyphen.LANGUAGES.items())
            if known == base or known.startswith(f"{base}_")
        )
    )


@cache
def _patterns(path: Path) -> dict[str, str]:
    """Return the patterns of a file by their letters: `ab` for `a1b`."""
    head, _, rest = path.read_bytes().partition(b"\n")
    encoding = head.decode("ascii").strip()
    text = rest.decode("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
    if "^^" in text:
        text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
    if "/" in text:
        text = _ALTERNATIVE.sub("", text)
    letters = text.encode().translate(None, delete=_NO_LETTERS).decode()
    return dict(zip(letters.split("\n"), text.split("\n"), strict=True))
