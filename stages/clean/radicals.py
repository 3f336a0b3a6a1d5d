"""Radicals that stand for the ideographs that look the same: fonts give both one glyph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.pattern import lazily

_RADICAL = lazily("[\u2e80-\u2fd5]")
_SCRIPT = lazily("[\u2e80-\u2fd5\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SUPPLEMENT = dict(
    zip(
        "⺎⺒⺝⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻚⻛⻜⻝⻟⻢⻤⻥⻦⻨⻩⻪⻫⻬⻭⻯⻰⻲⻳",
        "兀巳月母民虎西见角贝车長长门雨青页风飞食飠马鬼鱼鸟麦黄黾斉齐歯竜龙亀龟",
        strict=True,
    )
)
"""Unicode's EquivalentUnifiedIdeograph of those that NFKC leaves alone."""


def radicals(text: str) -> Iterator[Edit]:
    """Yield the ideograph for each radical that stands beside other ideographs or kana.

    Programs that write PDF ask the font which character a glyph is; where one glyph serves both,
    some of them name the radical.
    """
    for match in _RADICAL.finditer(text):
        at, sign = match.start(), match[0]
        new = _SUPPLEMENT.get(sign) or unicodedata.normalize("NFKC", sign)
        beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
        if new != sign and _SCRIPT.search(beside) is not None:
            why = (
                f"in running text “{sign}” is the ideograph “{new}”, not the radical it looks like"
            )
            yield Edit(at, at + 1, new, "radical", why)
