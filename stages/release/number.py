"""The issuer's own number of the release: 058/21, IP/25/1234, Nr. 12/2024."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.pattern import lazily
from stages.release.fold import fold
from stages.release.kind import head_lines
from stages.release.reading import Reading, Row

_LONGEST = 160
_TAIL_ROWS = 6
_SIGNS = r"(?:[A-Z]{1,5}[-/_ ])?\d{1,6}(?:\s?[-/._–]\s?[A-Z0-9]{1,8}){0,3}"
_NUMBER_WORD = (
    r"(?:nr|no|nº|n°|n\.º|n\.|n|num|número|numéro|number|nummer|№|#|第|제|رقم)(?![^\W\d_])"
)
_WORDED = lazily(
    rf"^\W{{0,4}}{_NUMBER_WORD}\.?\s?[:：]?\s?(?P<number>{_SIGNS})(?!\w)(?P<rest>.*)$", 2
)
_IN_KIND = lazily(rf"\s{_NUMBER_WORD}\.?\s?[:：]?\s?(?P<number>{_SIGNS})(?!\w)", 2)
"""A number behind its word in a line that names the kind of release."""
_AFTER_WORDS = lazily(
    rf"^[\s:.,|(\-]*(?P<word>{_NUMBER_WORD}\.?[:：]?\s?)?(?P<number>{_SIGNS})(?![\w])", 2
)
_CODED = lazily(
    r"(?<![\w/.-])(?:(?:IP|MEMO|STATEMENT|SPEECH|MEX|AC|QANDA|DOC|READ|CC|WM)[/_]\d{2}[/_]\d{1,5}"
    r"|PR[-/ _]?\d{2,4}[-/_]\d{1,4}|PM[-/ _]\d{2,4}[-/_]\d{1,4})(?![\w/-])"
)
_NAMED = lazily(
    r"(?:\b(?:nr|no|n|number|nummer|numero|n\.o)\.?|号|號|番号|编号|編號|번호|رقم|رقم البيان)$"
)
"""Words that already say that a number follows."""
_OF_YEAR = lazily(r"^(?P<head>\d{1,4})/(?P<year>\d{2}|\d{4})$")
_EASTERN = lazily(r"(?:第|제)\s?(?P<number>\d[\d-]{0,11})\s?(?:号|號|호)")
_DATE = lazily(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$|^\d{4}[./-]\d{1,2}[./-]\d{1,2}$|^(?:19|20)\d\d$")
_FOREIGN = lazily(
    r"\b(?:isin|wkn|lei|hrb|ust|vat|az|aktenzeichen|drucksache|gesetz|verordnung|regulation|law"
    r"|directive|decreto|legge|loi|ley|lei n|art|article|artikel|tel|fax|phone|iban|§+)\b|§",
    2,
)
_MONTHS = 12


def read_number(reading: Reading) -> None:
    """State the number that a line of the head, or one near the end, gives the release."""
    for row, line, head in _lines(reading):
        number = _number(reading, row, line, head=head)
        if number is not None:
            reading.state("number", number[0], row, number[1])
            return


def _lines(reading: Reading) -> Iterator[tuple[Row, str, bool]]:
    for row, line in head_lines(reading):
        if any(map(str.isdecimal, line)):
            yield row, line, True
    lead = next((row for row in reading.live if row.index >= reading.lead), None)
    if lead is not None and any(map(str.isdecimal, lead.line[:_LONGEST])):
        yield lead, lead.line[:_LONGEST], False
    for row in reading.live[-_TAIL_ROWS:]:
        if row.index > reading.lead and len(row.line) <= _LONGEST and row.role != "contact":
            yield row, row.line, False


def _number(reading: Reading, row: Row, line: str, *, head: bool) -> tuple[str, float] | None:
    coded = _CODED.search(line)
    if coded:
        return coded[0], 0.95
    kind = reading.facts.get("kind")
    named = _IN_KIND.search(line) if kind is not None and kind.text == line else None
    foreign = _FOREIGN.search(line) is not None
    if named is not None and not foreign and _may_be(named["number"], worded=True):
        return named["number"], 0.9
    worded = _after_kind(reading, line)
    if worded is not None:
        return worded, 0.9
    if not head or row.role == "headline" or foreign:
        return None
    eastern = _EASTERN.fullmatch(line)
    if eastern:
        return eastern["number"], 0.8
    alone = _WORDED.match(line)
    if alone and _may_be(alone["number"], worded=True) and _small(reading, alone["rest"]):
        return alone["number"], 0.8
    beside = _with_date(reading, line)
    return (beside, 0.85) if beside is not None else None


def _after_kind(reading: Reading, line: str) -> str | None:
    """Return the number that follows the name of a kind of release."""
    quick = fold(line)
    known = [words for words in reading.words.facts.number_words if words in quick]
    if not known:
        return None
    folded, places = _folded(line)
    for words in sorted(known, key=len, reverse=True):
        at = folded.find(words)
        if at < 0 or (at and folded[at - 1].isalnum() and words[0].isascii()):
            continue
        start = at + len(words)
        rest = folded[start:]
        eastern = _EASTERN.match(rest.lstrip(" :(["))
        if eastern:
            begin = start + len(rest) - len(rest.lstrip(" :([")) + eastern.start("number")
            return line[places[begin] : places[begin + len(eastern["number"]) - 1] + 1]
        named = bool(_NAMED.search(words))
        match = _AFTER_WORDS.match(rest)
        if match is None or (rest[:1].isalnum() and not named and not match["word"]):
            continue
        token = match["number"].strip()
        if _may_be(token, worded=bool(match["word"]) or named):
            begin = start + match.start("number")
            begin += len(match["number"]) - len(match["number"].lstrip())
            return line[places[begin] : places[begin + len(token) - 1] + 1]
    return None


def _folded(line: str) -> tuple[str, list[int]]:
    """Return a line folded sign by sign, and where each sign of it stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(line):
        plain = " " if sign.isspace() else fold(sign)
        if plain == " " and signs and signs[-1] == " ":
            continue
        signs.extend(plain)
        places.extend([place] * len(plain))
    return "".join(signs), places


def _with_date(reading: Reading, line: str) -> str | None:
    """Return a number of the form 058/21 that stands beside the date of the same year."""
    day = _day(reading)
    if day is None:
        return None
    for part in line.replace("|", ",").replace("·", ",").replace(" - ", ",").split(","):
        match = _OF_YEAR.match(part.strip())
        if match is None or not day[:4].endswith(match["year"]):
            continue
        if len(match["head"]) > 2 or int(match["head"]) > _MONTHS:  # noqa: PLR2004 (03/2026 is March)
            return part.strip()
    return None


def _day(reading: Reading) -> str | None:
    dateline = reading.facts.get("dateline")
    stated: str | None = dateline.date if dateline is not None else None
    published: str | None = reading.facts.get("published")
    return stated or published


def _small(reading: Reading, rest: str) -> bool:
    """Tell whether nothing but a date follows a number."""
    words = [word for word in fold(rest).replace(",", " ").split() if word.isalpha()]
    months = reading.words.months
    free = [word for word in words if word not in months and word not in reading.words.weekdays]
    return len(free) <= 2  # noqa: PLR2004 (vom, of, a place)


def _may_be(number: str, *, worded: bool) -> bool:
    """Tell whether a token may number a release: no date, no year, no long row of digits."""
    if _DATE.match(number.replace(" ", "")):
        return False
    digits = sum(map(str.isdecimal, number))
    if not 1 <= digits <= 10:  # noqa: PLR2004 (a running number, with a year or date)
        return False
    parted = any(sign in number for sign in "/-_–")
    return parted or worded
