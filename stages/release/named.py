"""The name of an organisation that ends where something about it begins, as printed."""

from __future__ import annotations

from pipeline.pattern import lazily
from stages.release.contacts import ORGANISATION
from stages.release.fold import eastern, fold
from stages.release.reading import Reading

_PREFIXED = lazily(
    r"^(?:株式会社|有限会社|合同会社)?[^、。「」は（）()]{2,30}(?:株式会社|公司|集团|集團|㈜|주식회사)?$"
)
_SMALL = frozenset(
    ["of", "the", "and", "&", "de", "du", "des", "der", "für", "di", "del", "della", "do", "da"]
)
_TAKEN = frozenset(["today", "the", "heute", "with", "by", "and", "from", "when", "that", "for"])
_LEGAL = frozenset(["inc", "ltd", "llc", "plc", "corp", "co", "limited", "s.a", "lp", "l.p", "llp"])
_ARTICLES = frozenset(
    ["the", "la", "le", "les", "il", "lo", "el", "o", "a", "die", "der", "das", "de"]
)
_FORMS = frozenset(["주식회사", "㈜", "그룹"])
_PARTING = (")", ",", ";", ":", ".", "–", "—", "“", "”")
_REACH = 90
_SHORT_WORD = 4
_LONGEST = 70


def organisation_before(reading: Reading, before: str) -> str | None:
    """Return the name that ends right before a bracket, as printed; null where it is not sure."""
    text = before.rstrip()
    while text.endswith((")", "）", "]")):
        cut = max(text.rfind("("), text.rfind("（"), text.rfind("["))
        if cut < 0:
            return None
        text = text[:cut].rstrip()
    quoted = _quoted(text)
    if quoted is not None:
        return quoted
    for name in known_names(reading):
        if fold(text[-len(name) - 2 :]).endswith(fold(name)):
            return " ".join(_without_article(name.split()))
    if eastern(text[-4:]):
        tail = text[-40:]
        for sign in "、。「」は　,":
            tail = tail.rpartition(sign)[2]
        words = tail.split(" ")
        tail = " ".join(
            words[-2:] if words[-1] in _FORMS or words[-2:-1] == ["주식회사"] else words[-1:]
        )
        return tail if ORGANISATION.search(tail) and _PREFIXED.match(tail) else None
    return _capitals(text)


def _quoted(text: str) -> str | None:
    """Return a name in quotation marks with the legal form before it: `АО «Север»`."""
    opener = {"»": "«", "”": "“"}.get(text[-1:])
    start = text.rfind(opener, max(0, len(text) - _LONGEST)) if opener else -1
    if start < 0:
        return None
    form = text[:start].rstrip().rpartition(" ")[2]
    legal = form.isupper() and 1 < len(form) <= _SHORT_WORD
    return f"{form} {text[start:]}" if legal else text[start + 1 : -1]


def known_names(reading: Reading) -> list[str]:
    """Return the organisations that are known: the issuer, those of the boilerplates."""
    issuer = reading.facts.get("issuer")
    abouts = [about.organisation for about in reading.facts.get("about", ())]
    return [name for name in (issuer, *abouts) if name]


def _capitals(text: str) -> str | None:
    """Return the run of capitalised words that a text ends with, small words between them."""
    words = text[-_REACH:].split()
    if len(text) > _REACH and words:
        words = words[1:]
    start = len(words)
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        behind = words[place + 1 : place + 2]
        if behind and word.endswith(_PARTING) and not _goes_on(word, behind[0]):
            break
        bare = word.strip("“”\"'(),.")
        legal = bare.casefold() in _LEGAL
        if bare and not (legal or bare[0].isupper() or bare[0].isdigit() or bare in _SMALL):
            break
        start = place
    chosen = words[start:]
    while chosen and (chosen[0].casefold() in _TAKEN | _SMALL or not chosen[0][:1].isupper()):
        chosen = chosen[1:]
    chosen = _without_article(chosen)
    name = " ".join(chosen).strip(' ,“”"')
    return name if 1 < len(name) <= _LONGEST else None


def _without_article(words: list[str]) -> list[str]:
    """Return a name without the article and the common noun of its sentence: la société X SA."""
    if len(words) <= 2 or words[0].casefold() not in _ARTICLES:  # noqa: PLR2004 (La Poste)
        return words
    rest = words[1:]
    while rest and not rest[0][:1].isupper():
        rest = rest[1:]
    return rest or words


def _goes_on(word: str, behind: str) -> bool:
    """Tell whether a name goes on behind a comma or a point: Acme, Inc. and A. Miller."""
    legal = behind.strip(".,").casefold() in _LEGAL
    return legal or (word.endswith(".") and len(word) < _SHORT_WORD)
