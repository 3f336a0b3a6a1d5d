"""Folding of short texts, so that a label is found however it is set."""

from __future__ import annotations

import re
import unicodedata

from pipeline.pattern import lazily

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u0640"),
    }
)
_SPACES = lazily(r"\s+")
_EDGES = " \t\n*_#:：;,.·•■●◆▼□○▪►>＞|=~/\\+-"
_BRACKETS = {"(": ")", "[": "]", "【": "】", "<": ">", "«": "»", "（": "）", "［": "］"}


def fold(text: str) -> str:
    """Return text in one width, case, dash, quotation mark and blank, for comparison only."""
    if text.isascii():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    return _SPACES.sub(" ", folded.translate(_SIGNS)).strip()


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


def eastern(text: str) -> bool:
    """Tell whether a text holds Japanese, Chinese or Korean signs."""
    return not text.isascii() and max(text) >= "\u3040" and any(map(_is_eastern, text))


def _is_eastern(sign: str) -> bool:
    return (
        "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3"
    )
