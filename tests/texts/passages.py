"""Sound texts that no repair may touch: passages of many languages, and variants of each.

The passages stand in `sound/<language>.txt`, divided by lines with a percent sign: typographic
habits of each language, prices, chemistry, code, verse, tables, odd capitals, and signs that are
damage elsewhere (`Ã`, `€“`, `?` inside a name).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "sound"
_STRAIGHT = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
_OTHER_MARKS = str.maketrans("“”«»", "«»“”")
_DATELINES = {
    "en": "EASTPORT, Maine, March 3, 2026 /Wire/ -- ",
    "de": "GÖRLITZ, 3. März 2026 (Bote) – ",
    "fr": "BREST, le 3 mars 2026 /CNW/ - ",
    "it": "(BOTE) - GENOVA, 3 MAR - ",
    "es": "CÁDIZ, 3 Mar. (BOTE) - ",
    "pt": "SETÚBAL, 3 mar 2026 (Bote) -- ",
    "nl": "VLISSINGEN (BOTE) - ",
    "pl": "Łeba, 3 marca 2026 r. (Bote) - ",
    "ru": "ТУЛА, 3 марта 2026 г. /Боте/ — ",
    "ja": "【大阪３日】",
    "zh": "上海2026年3月3日电 /港口社/ -- ",
    "ko": "(부산=항만) ",
    "ar": "دبي، 3 مارس 2026 /بوت/ -- ",
}


@cache
def passages() -> list[tuple[str, str]]:
    """Return (language, text); `other` stands for the languages with a passage or two."""
    return [
        (file.stem, passage.strip("\n"))
        for file in sorted(HERE.glob("*.txt"))
        for passage in file.read_text("utf-8").split("\n%\n")
    ]


@cache
def sound_texts() -> list[tuple[str, str, str]]:
    """Return (kind, language, text): every passage as it is and in the variants of `_variants`."""
    told = passages()
    found: list[tuple[str, str, str]] = []
    for number, (language, text) in enumerate(told):
        beside = told[(number * 7 + 3) % len(told)][1]
        found.extend((kind, language, new) for kind, new in _variants(language, text, beside))
    return found


def _variants(language: str, text: str, beside: str) -> Iterator[tuple[str, str]]:
    yield "as written", text
    yield "in capitals", text.upper()
    yield "after a dateline", _DATELINES.get(language, _DATELINES["en"]) + text
    yield "beside another language", f"{text}\n\n{beside}"
    for kind, signs in (("straight marks", _STRAIGHT), ("other marks", _OTHER_MARKS)):
        changed = text.translate(signs)
        if changed != text:
            yield kind, changed
