"""Which of the encodings before Unicode wrote some bytes: the one whose text reads best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.pattern import lazily

_SAMPLE = 40_000
_LETTERS: dict[str, str] = {
    "de": "äöüßÄÖÜ",
    "fr": "éèêëàâçîïôûùœÉÈÊÀÂÇÎÔÛŒ",
    "it": "àèéìòùÀÈÉÌÒÙ",
    "es": "áéíóúüñÁÉÍÓÚÜÑ",
    "pt": "ãõáâàéêíóôúçÃÕÁÂÀÉÊÍÓÔÚÇ",
    "nl": "ëéïöüèêËÉÏÖÜ",
    "da": "æøåéÆØÅ",
    "sv": "åäöéÅÄÖ",
    "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "cs": "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
    "hu": "áéíóöőúüűÁÉÍÓÖŐÚÜŰ",
    "ro": "ăâîșțşţĂÂÎȘȚŞŢ",
    "hr": "čćđšžČĆĐŠŽ",
    "tr": "çğıöşüÇĞİÖŞÜâî",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ",
    "he": "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةـًٌٍَُِّْ،؛؟",
}
"""Letters beside A to Z in which a language is written."""
_SIGNS = frozenset("“”„‘’‚«»‹›–—…•·°§©®™€£¥²³½¼¾¿¡\u00a0№×±ºª†")
_LANGUAGES_OF: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cp1252", ("de", "fr", "it", "es", "pt", "nl", "da", "sv")),
    ("iso8859-15", ("de", "fr", "it", "es", "pt", "nl", "da", "sv")),
    ("cp1250", ("pl", "cs", "hu", "ro", "hr", "de")),
    ("iso8859-2", ("pl", "cs", "hu", "ro", "hr", "de")),
    ("cp1251", ("ru",)),
    ("koi8-r", ("ru",)),
    ("cp866", ("ru",)),
    ("mac_roman", ("de", "fr", "it", "es", "pt", "nl", "da", "sv")),
    ("cp437", ("de", "fr", "it", "es", "nl", "sv")),
    ("cp850", ("de", "fr", "it", "es", "pt", "nl", "da", "sv")),
    ("cp1254", ("tr",)),
    ("cp1253", ("el",)),
    ("cp1255", ("he",)),
    ("cp1256", ("ar",)),
)
_WIDE = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
_WORDS: dict[str, str] = {
    "de": "der die das und den von mit für auf ist im des dem ein eine zu nicht sich",
    "fr": "le la les des et du une un dans pour est sur par au que qui",
    "it": "il la di che e per un una del della con in dei gli al le nel",
    "es": "el la los las de que y en un una por con del para se",
    "pt": "o a os as de que e em um uma para com do da no na dos",
    "nl": "de het een van en in op voor met zijn dat te",
    "pl": "i w z na do się nie że jest oraz przez dla po od roku",
    "cs": "a v na je se že s z do pro jako o za",
    "hu": "a az és hogy nem egy is meg csak",
    "ro": "de în și la cu pe din care pentru este",
    "tr": "ve bir bu için ile da de olarak",
    "sv": "och att det som en på är av för med till den har",
    "da": "og at det en på er af for med til den har",
    "ru": "и в на с по не о об от для что за из к компания года при до это года",
    "el": "και το της του την να με για από στο τα ο η οι",
    "he": "של את על עם לא הוא זה או גם כי",
    "ar": "في من على إلى أن عن مع هذا التي و",
}
_WORD = lazily(r"[^\W\d_]+")
_KANA = lazily("[\u3041-\u3096\u30a1-\u30fa\u30fc]")
_BEYOND = lazily(r"[^\x00-\x7f]")
_HANGUL = lazily("[\uac00-\ud7a3]")
_HAN = lazily("[\u4e00-\u9fff]")
_FULL = lazily("[\u3000-\u3002\u300a-\u300f\uff01-\uff5e]")
_HALF_KANA = lazily("[\uff61-\uff9f\ue000-\uf8ff\ufffd]")
_NONE = 0.2


def best_encoding(data: bytes) -> tuple[str, float]:
    """Return the encoding (a Python codec name) whose text reads best, and how sure that is.

    Letters must belong to the alphabet of one language, stand where letters stand, and the short
    words of that language speak for it.
    """
    sample = _sample(data)
    scores: dict[str, float] = {}
    for encoding in _WIDE:
        text = _decode_wide(sample, encoding)
        if text is not None:
            scores[encoding] = _wide_score(text, encoding)
    for encoding, languages in _LANGUAGES_OF:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            text = sample.decode(encoding, "replace")
        scores[encoding] = _best_score(text, languages)
    ranked = sorted(scores, key=lambda name: -scores[name])
    best = ranked[0]
    if scores[best] < _NONE:
        return "cp1252", 0.3
    text = sample.decode(best, "replace")
    if sample.decode("cp1252", "replace") == text:
        best = "cp1252"
    second = next((name for name in ranked[1:] if sample.decode(name, "replace") != text), None)
    margin = scores[best] - max(scores[second] if second else 0.0, 0.0)
    return best, round(min(0.98, 0.65 + margin), 2)


def reading_score(data: bytes, encoding: str) -> float:
    """Return how well bytes read in a one-byte encoding: about 1 for good text, below 0 for bad."""
    sample = _sample(data)
    text = sample.decode(encoding, "replace")
    languages = dict(_LANGUAGES_OF).get(encoding)
    if languages is None:
        return _wide_score(text, encoding)
    return _best_score(text, languages)


def _sample(data: bytes) -> bytes:
    """Return lines that hold bytes over 127, up to a size."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size > _SAMPLE:
                break
    return b"".join(lines)


def _decode_wide(sample: bytes, encoding: str) -> str | None:
    """Decode; a sequence cut off at the end of the sample is no objection."""
    for cut in range(3):
        try:
            return sample[: len(sample) - cut].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - 4:
                return None
    return None


def _wide_score(text: str, encoding: str) -> float:
    """Return the share of characters beyond ASCII that this encoding is for."""
    high = [c for c in text if c > "\x7f"]
    if len(high) < 2:  # noqa: PLR2004 (one character proves nothing)
        return 0.0
    rare = len(_HALF_KANA.findall(text))
    kana, hangul = len(_KANA.findall(text)), len(_HANGUL.findall(text))
    han, full = len(_HAN.findall(text)), len(_FULL.findall(text))
    common = sum(c in _common(encoding) for c in high) if han else 0
    if encoding in {"cp932", "euc_jp"}:
        good = kana + full + common * (1.0 if kana * 8 > han else 0.2)
    elif encoding == "cp949":
        korean = hangul > 0.97 * (hangul + han) and _plain_korean(text)
        good = hangul + full + 0.1 * common
        good += 0.5 * len(high) if korean else -0.5 * hangul
    else:
        good = full + common - 2 * kana
    return max(0.0, (good - 2 * rare) / len(high))


def _plain_korean(text: str) -> bool:
    """Tell whether all syllables are of KS X 1001; Japanese or Chinese read as Korean is not."""
    wide = "".join(c for c in text if c > "\x7f")
    return all(byte > 0xA0 for byte in wide.encode("cp949", "ignore"))  # noqa: PLR2004 (KS X 1001)


@cache
def _common(encoding: str) -> frozenset[str]:
    """Return the Han characters of the first level of a national set: those in daily use."""
    ranges = {
        "gb18030": (0xB0, 0xD7, 0xA1, 0xFE, "gb2312"),
        "big5": (0xA4, 0xC6, 0x40, 0xFE, "big5"),
        "cp932": (0x88, 0x98, 0x40, 0xFC, "cp932"),
        "euc_jp": (0xB0, 0xCF, 0xA1, 0xFE, "euc_jp"),
        "cp949": (0xCA, 0xFD, 0xA1, 0xFE, "euc_kr"),
    }
    first, last, low, high, codec = ranges[encoding]
    return frozenset(
        character
        for lead in range(first, last + 1)
        for trail in range(low, high + 1)
        for character in bytes((lead, trail)).decode(codec, "ignore")
    )


def _best_score(text: str, languages: Iterable[str]) -> float:
    """Return how well the characters beyond ASCII fit the best of some languages."""
    padded = f" {text} "
    places = [
        _weighed(match[0], padded[match.start() - 1], padded[match.end()])
        for match in _BEYOND.finditer(padded)
    ]
    if not places:
        return 0.0
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    return max(_score(places, words, language) for language in languages)


def _weighed(c: str, before: str, after: str) -> tuple[str, float, float]:
    """Return a character, how well it stands there as a letter of a language, and as none."""
    letter = _letter(c, before, after)
    if c > "\u036f" and (("a" <= before.lower() <= "z") or ("a" <= after.lower() <= "z")):
        letter -= 2.0
    if c in _SIGNS:
        return c, letter, _sign(c, before, after)
    return c, letter, -2.0 if c < "\xa0" or not c.isalpha() else -1.0


def _score(
    places: Sequence[tuple[str, float, float]], words: Sequence[str], language: str
) -> float:
    """Return how well the weighed characters of a text fit a language (about -2 to 1.1)."""
    letters = _LETTERS[language]
    total = sum(letter if c in letters else other for c, letter, other in places)
    known = set(_WORDS.get(language, "").split())
    share = sum(word in known for word in words) / max(len(words), 1)
    return total / len(places) + 0.3 * share


def _letter(c: str, before: str, after: str) -> float:
    """Return 1, less where a capital stands in a small word or a letter beside a digit."""
    if c.isupper() and before.islower():
        return -1.0
    if c.islower() and before.isupper() and after.isupper():
        return -1.0
    if before.isdigit() or after.isdigit():
        return -0.5
    return 1.0


def _sign(c: str, before: str, after: str) -> float:
    """Return 0.9, less where a sign that is no apostrophe stands between letters."""
    between = before.isalpha() and after.isalpha()
    if c in "’‘":
        return 0.9
    if c in "—–·…\u00a0°ºª":
        return 0.6 if between and c != "·" else 0.9
    if between:
        return -1.5
    if c in "“„«‘" and after.isspace() and before.isspace():
        return -0.5
    return 0.9
