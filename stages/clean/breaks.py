"""Where the hyphenation patterns of a language let a word break.

The patterns are pyphen's; reading one dictionary whole takes half a second, a word needs a dozen.
"""

from __future__ import annotations

from functools import cache

from pipeline.pattern import lazily

_LONGEST = 40
_EDGE = 2
_HEXADECIMAL = lazily(r"\^\^([0-9a-f]{2})")
_ALTERNATIVE = lazily(r"/.*")
_NO_LETTERS = b"0123456789 \t\r"


def break_points(word: str, language: str) -> frozenset[int] | None:
    """Return the places in a word where it may break, None when the language has no patterns.

    A place is the number of letters before it; two letters stay together on either side. Patterns
    are laid over the word and the highest digit between two letters decides, odd for a break
    (Liang, Word Hy-phen-a-tion by Com-put-er, 1983).
    """
    patterns = _patterns(language)
    if not patterns:
        return None
    pointed = f".{word.lower()}."
    digits = [0] * (len(pointed) + 1)
    for start in range(len(pointed)):
        for end in range(start + 1, min(start + _LONGEST, len(pointed)) + 1):
            place = start
            for sign in patterns.get(pointed[start:end], ""):
                if sign.isdecimal():
                    digits[place] = max(digits[place], int(sign))
                else:
                    place += 1
    return frozenset(
        place for place in range(_EDGE, len(pointed) - 2 - _EDGE + 1) if digits[place + 1] % 2
    )


@cache
def _patterns(language: str) -> dict[str, str]:
    """Return the patterns of a language by their letters: `ab` for `a1b`."""
    import pyphen  # noqa: PLC0415 (only where a hyphen asks)

    name = pyphen.language_fallback(language)
    if not name:
        return {}
    head, _, rest = pyphen.LANGUAGES[name].read_bytes().partition(b"\n")
    encoding = head.decode("ascii").strip()
    text = rest.decode("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
    if "^^" in text:
        text = _HEXADECIMAL.sub(lambda match: chr(int(match[1], 16)), text)
    if "/" in text:
        text = _ALTERNATIVE.sub("", text)
    letters = text.encode().translate(None, delete=_NO_LETTERS).decode()
    return dict(zip(letters.split("\n"), text.split("\n"), strict=True))
