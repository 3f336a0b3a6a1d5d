"""Folding of short texts, so that a label is found however it is set."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.pattern import lazily

_SIGNS = {
    **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640", ""),
}
_MARKS = lazily("[‘’‚‛′´`ʼ“”„‟«»″‐‑‒–—―−\u00ad\u200b-\u200f\u2060\ufeff\u0640]")
_EDGES = " \t\n*_#:：;,.·•■●◆▼□○▪►>＞|=~/\\+-"
_REMEMBERED = 512
_BRACKETS = {"(": ")", "[": "]", "【": "】", "<": ">", "«": "»", "（": "）", "［": "］"}


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return text in one width, case, dash, quotation mark and blank, for comparison only.

    The same few lines are asked for by many parts; recognition forgets them with each document.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", _MARKS.sub(_sign, text)).casefold()
    return " ".join(_MARKS.sub(_sign, folded).split())


def _sign(match: re.Match[str]) -> str:
    return _SIGNS[match[0]]


def fold_label(text: str) -> str:
    """Return a folded label without the marks that are set around labels."""
    return bare(fold(text))


def bare(folded: str) -> str:
    """Return a folded text without rules, bullets, colons and brackets around it."""
    found = folded.strip(_EDGES)
    while len(found) > 2 and _BRACKETS.get(found[0]) == found[-1]:  # noqa: PLR2004 (two brackets)
        found = found[1:-1].strip(_EDGES)
    return found or folded


def squeezed(text: str) -> str:
    """Return only the letters and digits of a folded text."""
    return re.sub(r"[\W_]+", "", fold(text))


def spaceless(text: str) -> bool:
    """Tell whether a text begins with a Japanese or Chinese sign."""
    return "\u3040" <= text[:1] <= "\u30ff" or "\u3400" <= text[:1] <= "\u9fff"


def eastern(text: str) -> bool:
    """Tell whether a text holds Japanese, Chinese or Korean signs."""
    if text.isascii() or max(text) < "\u3040":
        return False
    return any(
        "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3"
        for sign in text
    )
