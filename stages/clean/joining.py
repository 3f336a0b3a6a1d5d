"""What stands between two lines once they are one: a space, nothing, a hyphen less."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.clean.hyphens import HYPHENS, Words, judge

_UNSPACED = lazily(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
)
"""Scripts written without spaces: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
_ADDRESS = lazily(r"(?:https?://|www\.)\S*$|(?<!\S)\S+@$", re.IGNORECASE)
_ADDRESS_GOES_ON = lazily(
    r"(?![a-z]+://|www\.|[\[(]|\d+[.,]?(?:\s|$))"
    r"(?:[^\s<>\"“”]*[/=&?%_#\d][^\s<>\"“”]*|[\w-]+\.(?:\w+)(?=\W|$))"
)
"""What may follow; the next address of a list, a note in brackets or a bare number does not."""
_ANEW = lazily(r"[a-z]+://|www\.", re.IGNORECASE)
_BARE_ADDRESS = lazily(r"(?<!\S)[\w-]{1,60}(?:\.[\w-]{1,60})+/\S*\Z")
_ADDRESS_OPEN = "/=&?%_#-@"
_DOUBLED = "\u2014\u2026\u22ef\u2025"
"""Dash and ellipsis, which Chinese and Japanese write twice."""
_DASHES = "\u2013\u2014\u2015"
_TAIL = 200
"""Characters looked at on either side of a line end."""


class Join(NamedTuple):
    """`cut` characters before the line end go, `glue` stands instead; unsure ones are reported."""

    cut: int
    glue: str
    rule: str
    why: str
    unsure: str | None = None


_SPACE = Join(0, " ", "line-end", "the line ends in the middle of a paragraph")
_SCRIPT = Join(0, "", "line-end", "this script is written without spaces between words")
_WEB = Join(0, "", "address-broken", "the line end cuts a web address or e-mail address")
_DASH = Join(0, "", "line-end", "the dash stands without a space on its other side")
_TWICE = Join(0, "", "line-end", "the line end parts a sign that is written twice")
_SLASH = Join(0, "", "line-end", "the stroke joins two words")


def join_lines(before: str, after: str, words: Words) -> Join:
    """Say how two lines join; `before` and `after` are without spaces at the line end."""
    left, right = before[-1:], after[:1]
    if left.isascii() and left.isalnum() and right.isascii() and _plain(before, after):
        return _SPACE
    if _UNSPACED.match(left) or _UNSPACED.match(right):
        return _SCRIPT
    if left in _ADDRESS_OPEN and _goes_on(before, after, words):
        return _WEB
    if left in HYPHENS and before[-2:-1] not in {"", "-", *_DASHES} | set(HYPHENS):
        return _hyphen(before, after, words)
    if left in _DASHES and not before[-2:-1].isspace() and right.isalnum():
        return _DASH
    if right in _DASHES and after[1:2].isalnum() and not left.isspace():
        return _DASH
    if left == right and left in _DOUBLED:
        return _TWICE
    if left == "/" and before[-2:-1].isalpha() and right.isalpha() and not _is_address(before):
        return _SLASH
    return _SPACE


def _goes_on(before: str, after: str, words: Words) -> bool:
    """Tell whether an address goes on in the next line.

    After `https://` it does; where lines end only because the page is full, after any of its signs.
    """
    if _ADDRESS.search(before) is None:
        return words.folded and after[:1].isalnum() and _BARE_ADDRESS.search(before) is not None
    if before.endswith("://") or _ADDRESS_GOES_ON.match(after):
        return True
    return words.folded and after[:1].isalnum() and not _ANEW.match(after)


def _is_address(before: str) -> bool:
    """Tell whether the last word of a line belongs to a web address."""
    return "//" in before.rsplit(None, 1)[-1] or before.rsplit(None, 1)[-1].startswith("www.")


def _plain(before: str, after: str) -> bool:
    return "//" not in before[-_TAIL:] and "@" not in after[:1]


def _hyphen(before: str, after: str, words: Words) -> Join:
    verdict, why = judge(before[-_TAIL:-1], before[-1], after[:_TAIL], words)
    if verdict == "drop":
        return Join(1, "", "line-end-hyphen", f"the line end breaks a word: {why}")
    if verdict == "open":
        return Join(0, " ", "line-end", f"the lines join with a space: {why}")
    shown = re.sub(r".*\s", "", before[-40:]) + re.sub(r"\s.*", "", after[:40], flags=re.DOTALL)
    unsure = shown if verdict == "unsure" else None
    return Join(0, "", "line-end-hyphen-kept", f"the hyphen stays: {why}", unsure)
