"""The language of the body, from its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.pattern import lazily
from stages.release.lexicon import lexicon
from stages.release.reading import Reading

_HANT = frozenset(
    "國學會發關於體開們這說對點與時後從來為兩個種應實現業產經長務樣頭無號萬數據機構處園舊儲門車問間書買賣讀寫聽樂東風飛電義員單師歲廣慶張陳劉黃吳鄭謝許圖館運縣鄉橋鐵銀錢藝術節"
)
_HANS = frozenset(
    "国学会发关于体开们这说对点与时后从来为两个种应实现业产经长务样头无号万数据机构处园旧储门车问间书买卖读写听乐东风飞电义员单师岁广庆张陈刘黄吴郑谢许图馆运县乡桥铁银钱艺术节"
)
_SAMPLE = 4000
_WORDS = lazily(r"[^\W\d_]+(?:['’])?")
_LEAST = 0.06


_OTHER_SCRIPT = lazily("[^\x00-\u03ff\u1e00-\u2fff]")
"""Beyond Latin letters and signs; to compile a class takes longer the more signs it names."""


def read_language(reading: Reading) -> None:
    """State the body's language; what the file says decides only the region, or a close call."""
    told = _told(reading)
    longest = sorted(reading.live, key=lambda row: -len(row.line))[:12]
    sample = " ".join(row.line for row in sorted(longest, key=lambda row: row.index))[:_SAMPLE]
    found, sure = _guess(sample, reading)
    if found is None:
        if told:
            reading.state("language", told[1], told[0], 0.5)
        return
    if told and told[1].partition("-")[0].lower() == found:
        reading.state("language", told[1], "block", max(sure, 0.95))
        return
    if found == "zh":
        found = _chinese(sample, told[1] if told else "")
    reading.state("language", found, "block", sure)


def _told(reading: Reading) -> tuple[str, str] | None:
    names = (
        "json-ld|inLanguage",
        "dublin-core|language",
        "html|lang",
        "front-matter|language",
        "front-matter|lang",
        "pdf|lang",
        "pdf|language",
        "xmp|language",
    )
    for vocabulary, value in reading.told(*names):
        if re.fullmatch(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4}){0,2}", value):
            code, _, region = value.replace("_", "-").partition("-")
            return vocabulary, code.lower() + (f"-{region}" if region else "")
    return None


def _guess(sample: str, reading: Reading) -> tuple[str | None, float]:
    if _OTHER_SCRIPT.search(sample):
        signs = Counter(sample)
        letters = sum(number for sign, number in signs.items() if sign.isalpha())
        for language, first, last, least in _scripts():
            if sum(signs[sign] for sign in signs if first <= sign <= last) > letters * least:
                return language, 0.97
    counts = Counter(_WORDS.findall(sample.lower().replace("’", "'")))
    total = counts.total()
    if not total:
        return None, 0.0
    seen = frozenset(counts)
    scores = {
        code: sum(map(counts.__getitem__, language.stopwords & seen)) / total
        for code, language in reading.words.languages.items()
        if language.stopwords
    }
    ranked = sorted(scores, key=lambda code: -scores[code])
    best, second = scores[ranked[0]], scores[ranked[1]]
    if best < _LEAST or (total < 8 and best < 0.2):  # noqa: PLR2004 (too little to tell)
        return None, 0.0
    return ranked[0], 0.97 if best > 1.3 * second else 0.75


@cache
def _scripts() -> tuple[tuple[str, str, str, float], ...]:
    """Return the scripts that tell a language, those first of which a little is enough."""
    found = [
        (code, *language.script)
        for code, language in lexicon().languages.items()
        if language.script is not None
    ]
    return tuple(sorted(found, key=lambda one: (one[3], one[0])))


def _chinese(sample: str, told: str) -> str:
    """Return `zh-Hant` or `zh-Hans` by the signs that only one of them writes."""
    only_hant = sum(sign in _HANT and sign not in _HANS for sign in sample)
    only_hans = sum(sign in _HANS and sign not in _HANT for sign in sample)
    if told.lower().startswith("zh"):
        return told
    if only_hant == only_hans:
        return "zh"
    return "zh-Hant" if only_hant > only_hans else "zh-Hans"
