"""Releases as mailers wrap them: prose of 60 to 80 columns, lists and addresses between."""

from __future__ import annotations

import random
import re
import textwrap
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyphen
import yaml

HERE = Path(__file__).parent
_WITHOUT_SPACES = frozenset({"ja", "zh"})
_HYPHENATED = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru"})
_LISTED = ("- {}", "* {}", "• {}")
_TOKEN = re.compile(r"[!-~]+ ?|.")
_NOT_FIRST = frozenset("、。，；：？！」』）》”…—％%・ー")
"""Signs with which no line of Japanese or Chinese begins (kinsoku)."""
_ADDRESS = ("Harbour Works", "14 Quay Street", "Eastport 04631")


class Wrapped(NamedTuple):
    """A release as received, and the texts of its paragraphs, items and lines."""

    language: str
    width: int
    hyphens: bool
    received: str
    paragraphs: tuple[str, ...]
    lines: tuple[str, ...]
    """Lines that must stay lines: subheads, items, the address."""


@cache
def wrapped() -> list[Wrapped]:
    """Return 12 releases a language: six widths, words broken in every second."""
    sentences = yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8"))
    found: list[Wrapped] = []
    for language, lines in sentences.items():
        chance = random.Random(language)  # noqa: S311 (test data)
        for number in range(12):
            hyphens = number % 2 == 1
            if hyphens and language not in _HYPHENATED:
                continue
            found.append(_release(language, lines, chance, hyphens=hyphens))
    return found


def _release(
    language: str, sentences: list[str], chance: random.Random, *, hyphens: bool
) -> Wrapped:
    width = chance.randint(60, 80) // (2 if language in _WITHOUT_SPACES else 1)
    space = "" if language in _WITHOUT_SPACES else " "
    prose = sorted(sentences, key=len)[-8:]
    paragraphs = tuple(space.join(chance.sample(prose, 3)) for _ in range(4))
    subhead = _plain(chance.choice(sentences), width)
    mark = chance.choice(_LISTED)
    items = [_plain(text, width) for text in sentences[:3]]
    blocks = [
        _wrap(paragraphs[0], width, language, chance, hyphens=hyphens),
        _wrap(paragraphs[1], width, language, chance, hyphens=hyphens),
        subhead,
        _wrap(paragraphs[2], width, language, chance, hyphens=hyphens),
        "\n".join(mark.format(item) for item in items),
        _wrap(paragraphs[3], width, language, chance, hyphens=hyphens),
        "\n".join(_ADDRESS),
    ]
    if chance.random() < 0.3 and language not in _WITHOUT_SPACES:
        blocks = [f"    {block}" if k in {0, 1, 3, 5} else block for k, block in enumerate(blocks)]
    received = "\n\n".join(blocks)
    return Wrapped(language, width, hyphens, received, paragraphs, (subhead, *items, *_ADDRESS))


def _plain(text: str, width: int) -> str:
    """Return the first words of a sentence without its signs, half a line long at most."""
    return " ".join(re.sub(r"[^\w\s]", "", text).split())[: width // 2].strip()


def _wrap(text: str, width: int, language: str, chance: random.Random, *, hyphens: bool) -> str:
    if language in _WITHOUT_SPACES:
        lines = [""]
        for word in _TOKEN.findall(text):
            if len(lines[-1]) + len(word) > width and word not in _NOT_FIRST:
                lines.append("")
            lines[-1] += word
        return "\n".join(line.strip() for line in lines)
    if not hyphens:
        return "\n".join(textwrap.wrap(text, width, break_long_words=False))
    patterns = pyphen.Pyphen(lang=pyphen.language_fallback(language))
    lines = [""]
    for word in text.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        broken = patterns.wrap(word, room) if word.isalpha() and chance.random() < 0.7 else None
        if broken:
            lines[-1] += f" {broken[0]}"
            lines.append(broken[1])
        else:
            lines.append(word)
    return "\n".join(lines)
