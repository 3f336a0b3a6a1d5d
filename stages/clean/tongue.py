"""The language of a text from its shortest words: a hint for repairs, no fact of the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from pipeline.pattern import lazily

_FUNCTION_WORDS: dict[str, str] = {
    "en": "the of and to in is that for with was on are as by it be from this have has at an will",
    "de": "der die das und den von mit für auf ist im des dem ein eine zu nicht sich wird auch",
    "fr": "le la les des et du une un dans pour est sur par au que qui aux ce cette avec son sa",
    "it": "il di che e per un una del della con in dei gli al le nel è si alla sono",
    "es": "el la los las de que y en un una por con del para se es al lo como su",
    "pt": "o a os as de que e em um uma para com do da no na dos ao é se",
    "nl": "de het een van en in op voor met zijn dat te is aan bij door ook",
    "pl": "i w z na do się nie że jest oraz przez dla po od roku to są jak",
    "cs": "a v na je se že s z do pro jako o za by byl",
    "sv": "och att det som en på är av för med till den har ett om",
    "da": "og at det en på er af for med til den har de et",
    "hu": "a az és hogy nem egy is meg csak van",
    "ro": "de în și la cu pe din care pentru este o un",
    "tr": "ve bir bu için ile da de olarak çok",
    "ru": "и в на с по не о об от для что за из к как это его",
    "uk": "і в на з до не що та для у про від як це",
}
_WORD = lazily(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", "\u3041", "\u30ff"),
    ("ko", "\uac00", "\ud7a3"),
    ("zh", "\u4e00", "\u9fff"),
    ("th", "\u0e00", "\u0e7f"),
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"),
    ("el", "\u0370", "\u03ff"),
)
_SAMPLE = 6_000
_FEWEST = 4
_LEAST = 0.08
_SCRIPT_SHARE = 0.2
_KNOWN = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, known in _KNOWN.items() if word in known)
    for word in frozenset(chain.from_iterable(_KNOWN.values()))
}


def tongue_of(texts: Iterable[str]) -> str | None:
    """Return the ISO 639-1 code of the language most of the texts are in, or None."""
    sample = ""
    for text in texts:
        sample += text[: _SAMPLE - len(sample)] + "\n"
        if len(sample) >= _SAMPLE:
            break
    letters = sum(map(str.isalpha, sample)) or 1
    if not sample.isascii():
        signs = Counter(sample)
        for language, first, last in _SCRIPTS:
            least = 0.03 if language == "ja" else _SCRIPT_SHARE
            if sum(signs[sign] for sign in signs if first <= sign <= last) > letters * least:
                return language
    words = _WORD.findall(sample.lower())
    hits = Counter(chain.from_iterable(filter(None, map(_LANGUAGES_OF.get, words))))
    if not hits:
        return None
    best = max(hits, key=lambda language: hits[language])
    if hits[best] < max(_FEWEST, _LEAST * len(words)):
        return None
    return best


def is_function_word(word: str) -> bool:
    """Tell whether a word is one of the short words that hold a language together."""
    return word.lower() in _LANGUAGES_OF
