"""Press contacts: names, offices, addresses and numbers, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from msgspec import Struct

from pipeline.pattern import lazily
from pipeline.tree import Contact
from stages.release.fold import eastern, fold, squeezed
from stages.release.lexicon import lexicon
from stages.release.places import placelike
from stages.release.reading import MAIL, Reading, phones_in
from stages.release.word_lists import worded, words_of

ORGANISATION = worded(
    r"<<~company_forms>>\.?|<<organisation_words|organisation_heads>>|\b(?:Oy|AB)\b",
    needs="<<~company_forms|organisation_words|organisation_heads>>",
)
_FIELD = worded(
    r"^\s*<<contact_fields.phone|contact_fields.mobile|contact_fields.fax|contact_fields.email"
    r"|contact_fields.web>>\.?\s*[:：.／/]?\s*$",
    re.IGNORECASE,
)
_FIELD_INSIDE = worded(
    r"(?<=[\s\u3000])<<contact_fields.phone|contact_fields.mobile|contact_fields.fax"
    r"|contact_fields.email|contact_fields.web>>\.?\s?[:：]",
    re.IGNORECASE,
)
_NAME_FIELD = worded(
    r"^\s*<<contact_names>>(?:\s*[:：／]\s*|[ \u3000]+(?=[\uac00-\ud7a3\u4e00-\u9fff]{2}))",
    re.IGNORECASE,
)
_NAME_INSIDE = worded(
    r"^(?P<organisation>\S.*?\S)[\s\u3000]+(?=<<contact_names>>\s?[:：／]\s*\S)", re.IGNORECASE
)
"""An organisation in front of who is to be asked there, in one line without a sign between."""
_LABEL = worded(r"^\s*<<issuer_labels>>\s*[:：]\s*")
_LEGAL = worded(r"<<~company_forms>>$")
_FORM = worded(r"<<company_forms>>(?=\W*$|[\u3040-\u9fff\uac00-\ud7a3])", needs="<<company_forms>>")
_CLOSED = lazily(r"\d\)(?=\s[^\W\d_])")
_CUT = lazily(
    r"\s*[|•·;]\s*|\s+[–—-]\s+|[,،]\s+(?!(?:Inc|Ltd|LLC|LLP|PLC|Co|Corp)\b)"
    r"|，\s*|（|\t+|\s{3,}|\s/\s|:\s+(?=$)"
)
_FAX = worded(r"<<contact_fields.fax>>[\s.:：]*$", re.IGNORECASE)
_NOT_NAME = worded(r"\d|@|https?:|www\.|[:：;!?]|<<street_words>>", re.IGNORECASE)
TITLE = worded(r"^<<person_titles>>\.?\s+")
NUMBERED = worded(
    r"<<contact_fields.phone|contact_fields.mobile|contact_fields.fax>>\.?\s*[:：.．]?\s*[(+]{0,2}\d",
    re.IGNORECASE,
    needs="<<contact_fields.phone|contact_fields.mobile|contact_fields.fax>>",
)
"""A field of a contact with its number."""
_FIELD_NUMBER = worded(
    r"<<contact_fields.phone|contact_fields.mobile>>\.?\s*[:：.．]?\s*(?P<number>\+?\(?\d[\d\s./()-]{5,20}\d)",
    re.IGNORECASE,
)
_EASTERN_NAME = lazily(
    r"[\u4e00-\u9fff\u3040-\u30ff]{1,5}[ 　]?[\u4e00-\u9fff\u3040-\u30ff]{0,5}|[\uac00-\ud7a3]{2,4}"
)
_EASTERN_PERSON = lazily(
    lambda: (
        r"(?:(?P<organisation>\S.*?)[ \u3000])??(?:"
        r"(?P<name>[\uac00-\ud7a3]{2,4})[ \u3000](?P<office>" + _korean_offices() + r")$"
        r"|(?P<before>" + _korean_offices() + r")[ \u3000](?P<after>[\uac00-\ud7a3]{2,4})$)"
    )
)
"""Hong Gil-dong team leader, or team leader Hong Gil-dong, as Korean ministries write them."""
_OFFICER = lazily(
    lambda: (
        r"(?P<office>\S{0,14}(?:"
        + "|".join(sorted(lexicon().offices["ja"], key=len, reverse=True))
        + r"))[ \u3000](?P<name>[\u4e00-\u9fff]{2,5})$"
    )
)
"""A Japanese office with the name behind it."""
_SURNAMES = lazily(r"[\u4e00-\u9fff]{1,3}(?:、[\u4e00-\u9fff]{1,3})+.{0,4}")
_ARABIC = lazily(r"[\u0600-\u06ff]")
_URL = lazily(r"(?:https?://|www\.)\S+")
_BARE_NUMBER = lazily(r"(?<![\d.,€$£])\d{9,13}(?![\d.,%])")
"""A number set without blanks is a telephone number only among contacts."""
_GLUED_FIELD = worded(
    r"(?<=[^\W_A-ZÀ-Þ])(?=(?:<<+^contact_fields.phone|contact_fields.email|contact_fields.web"
    r"|contact_fields.fax|contact_fields.mobile>>|<<+!contact_fields.phone|contact_fields.fax>>)"
    r"\s?[:：])"
)
_LONGEST_NAME = 48
_LONGEST_ROLE = 70
_SHORT = 16
_FEWEST_WORDS = 3
"""Words of a name that opens the headline, from which on it is a body and no press officer."""
_ASK = worded(
    r"(?:^|(?:^|\s)<<ask_words>>\s)(?P<name>(?:<<person_titles>>\.?\s)?"
    r"(?:[A-ZÀ-ÞА-Я][\w'’-]+\s?){2,4}?)\s?(?=<<ask_ends>>|$)"
)
_ASK_EASTERN = lazily(
    r"(?:.{0,8}は、?)?(?P<office>[^\s、の]{1,12}[部課室局])の(?P<name>[\u4e00-\u9fff]{3,5})$"
    r"|[请請](?:联系|联络|聯繫|聯絡|致电|致電)\s?(?P<asked>[\u4e00-\u9fff]{2,4})$"
)
"""Who is to be asked in a sentence: behind the word that sends there, before how to reach them."""


def _korean_offices() -> str:
    return "|".join(sorted(lexicon().offices["ko"], key=len, reverse=True))


class _Card:
    """A contact being filled."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.role: str | None = None
        self.organisation: str | None = None
        self.email: str | None = None
        self.phone: str | None = None
        self.lines: list[str] = []
        self.others: tuple[list[str], list[str]] = ([], [])
        """Further names and further addresses of one line: A / B, a@ / b@."""

    def empty(self) -> bool:
        return not (self.name or self.email or self.phone)

    def done(self) -> Iterator[Contact]:
        text = "\n".join(self.lines)
        yield Contact(self.name, self.role, self.organisation, self.email, self.phone, text)
        names, mails = self.others
        if len(names) == len(mails):
            for name, mail in zip(names, mails, strict=True):
                yield Contact(name, None, self.organisation, mail, None, text)


def read_contacts(reading: Reading, lines: list[str], mails: list[str]) -> list[Contact]:
    """Return the contacts that stand in lines; `mails` are linked addresses not written out.

    A name where there is one already begins the next contact.
    """
    cards: list[_Card] = []
    card = _Card()
    lines = [part for line in lines for part in _persons(reading, line)]
    for line in lines:
        if _begins(reading, line, card):
            cards.append(card)
            card = _Card()
        _fill(reading, card, line)
        card.lines.append(line)
    cards.append(card)
    _names_of_hosts(cards, lines)
    for card, following in pairwise(cards):
        if card.organisation and card.empty() and following.organisation is None:
            following.organisation = card.organisation
    found = [card for card in cards if not card.empty()]
    written = " ".join(lines).casefold()
    for mail in dict.fromkeys(mails):
        if mail.casefold() in written:
            continue
        open_ = next((one for one in found if one.email is None), None)
        if open_ is None:
            open_ = _Card()
            found.append(open_)
        open_.email = mail
    return [contact for card in found for contact in card.done()]


def _persons(reading: Reading, line: str) -> Iterator[str]:
    """Yield a line in parts that each hold one person, with fields that lost their line ends."""
    for part in _GLUED_FIELD.split(line):
        start = 0
        for found in (*MAIL.finditer(part), *_CLOSED.finditer(part)):
            rest = part[found.end() :].lstrip(" );,/")
            name = _CUT.split(rest.partition("(")[0])[0].strip()
            named = is_name(reading, name) or _NAME_FIELD.match(rest)
            if found.end() > start and rest and named:
                yield part[start : found.end()]
                start = found.end()
        yield part[start:].lstrip(" ;,/") if start else part


def _names_of_hosts(cards: list[_Card], lines: list[str]) -> None:
    """Make an organisation of a name that an address in the same lines spells."""
    hosts = re.findall(r"(?:@|www\.|https?://(?:www\.)?)([\w-]+)", " ".join(lines))
    cores = {squeezed(host) for host in hosts if len(squeezed(host)) > 5}  # noqa: PLR2004 (a length in signs or words, as releases have it)
    users = {squeezed(mail.partition("@")[0]) for mail in MAIL.findall(" ".join(lines))}
    for card in cards:
        name = squeezed(card.name or "")
        own = any(squeezed(word) in user for word in (card.name or "").split() for user in users)
        if len(name) > 5 and not own and any(name in core or core in name for core in cores):  # noqa: PLR2004 (a length in signs or words, as releases have it)
            card.organisation, card.name = card.organisation or card.name, None


def _begins(reading: Reading, line: str, card: _Card) -> bool:
    if card.empty():
        return False
    name = _first_name(reading, line)
    if card.name is None:
        return bool(name and card.email and card.phone)
    return bool(name)


def _first_name(reading: Reading, line: str) -> str | None:
    inside = _NAME_INSIDE.match(line)
    line = line[inside.end() :] if inside else line
    named = _NAME_FIELD.match(line)
    open_ = (line[named.end() :] if named else line).partition(" (")[0]
    first = _CUT.split(open_)[0].strip()
    if named and first and not MAIL.search(first):
        return first
    office_and_name = eastern(first) and _EASTERN_PERSON.match(first)
    return first if office_and_name or is_name(reading, first) else None


def _fill(reading: Reading, card: _Card, line: str) -> None:
    inside = _NAME_INSIDE.match(line)
    if inside and card.organisation is None:
        card.organisation = inside["organisation"]
        line = line[inside.end() :]
    rest = line
    named = _NAME_FIELD.match(line)
    if named and card.name is None:
        rest = line[named.end() :]
        if _SURNAMES.fullmatch(rest.strip()):
            card.name = rest.strip()
            return
    for mail in MAIL.findall(rest):
        if card.email is not None and mail != card.email:
            card.others[1].append(mail)
        card.email = card.email or mail
        rest = rest.replace(mail, " ; ")
    rest = _URL.sub(" ; ", rest)
    for phone in phones_in(rest):
        before = rest[: rest.index(phone)]
        if card.phone is None and not _FAX.search(before):
            card.phone = phone
        rest = rest.replace(phone, " ; ")
    if card.phone is None:
        bare = _FIELD_NUMBER.search(rest) or _BARE_NUMBER.search(rest)
        if bare is not None:
            card.phone = (bare.groupdict().get("number") or bare[0]).strip()
            rest = rest.replace(card.phone, " ; ")
    for segment in _CUT.split(_FIELD_INSIDE.sub(" ; ", rest)):
        part = _FIELD.sub("", segment) if len(segment) < _SHORT else _LABEL.sub("", segment)
        _part(reading, card, part.strip(" \u3000,.;:()（）．<>[]"), line, named=bool(named))


def _part(reading: Reading, card: _Card, part: str, line: str, *, named: bool) -> None:
    if len(part) < 2 or _FIELD.match(part + ":"):  # noqa: PLR2004 (a sign is no name)
        return
    asked = _ASK.search(part)
    if asked and card.name is None and is_name(reading, asked["name"]):
        card.name = asked["name"].strip()
        return
    eastern_asked = _ASK_EASTERN.match(part) if card.name is None and eastern(part) else None
    if eastern_asked is not None:
        card.name = eastern_asked["name"] or eastern_asked["asked"]
        card.organisation = card.organisation or eastern_asked["office"]
        return
    role = is_office(part)
    officer = _OFFICER.match(part) if role and card.name is None else None
    if officer is not None:
        card.name, card.role = officer["name"], officer["office"]
        return
    if role and card.name is None and (eastern_person := _EASTERN_PERSON.match(part)):
        card.organisation = card.organisation or eastern_person["organisation"] or None
        card.name = eastern_person["name"] or eastern_person["after"]
        card.role = eastern_person["office"] or eastern_person["before"]
        return
    if (
        card.name is None
        and not role
        and (is_name(reading, part) or (named and not _NOT_NAME.search(part)))
    ):
        card.name = part
    elif " / " in line and is_name(reading, part):
        card.others[0].append(part)
    elif card.role is None and role:
        card.role = part
    elif card.organisation is None and _is_organisation(reading, part):
        card.organisation = f"{part}." if _LEGAL.search(part) and f"{part}." in line else part


def is_name(reading: Reading, text: str) -> bool:
    """Tell whether a text is a person's name: two to five words in capitals, no office, no firm."""
    text = TITLE.sub("", TITLE.sub("", text.strip(" ,.:()")))
    if not text or len(text) > _LONGEST_NAME or _NOT_NAME.search(text):
        return False
    if _is_organisation(reading, text) or is_office(text) or reading.words.labels(text):
        return False
    if eastern(text):
        return bool(_EASTERN_NAME.fullmatch(text))
    words = text.split()
    if not 2 <= len(words) <= 5:  # noqa: PLR2004 (given name and surname, particles between)
        return False
    if _ARABIC.search(text):
        return words[0] not in words_of("not_in_names") and len(words) <= 4  # noqa: PLR2004 (a length in signs or words, as releases have it)
    openers = _openers((reading.facts.get("language") or "en")[:2])
    return placelike(text, openers) and not text.isupper()


@cache
def _openers(language: str) -> frozenset[str]:
    """Return the words that begin no name in a language, or in English."""
    known = lexicon().languages
    spoken = known.get(language)
    return known["en"].openers | (spoken.openers if spoken is not None else frozenset())


def is_company(text: str) -> bool:
    """Tell whether a text ends in the legal form of a company: `About Acme, Inc.`."""
    return _LEGAL.search(text.rstrip(" .:")) is not None


def no_place(text: str) -> bool:
    """Tell whether words are a company or an office, whatever place they stand in.

    A legal form is one of a company where no comma parts it off as a state: Perth, SA. An office
    is one in the last word, or before an `of`: General Santos is a town.
    """
    if eastern(text):
        return _FORM.search(text) is not None or is_office(text)
    form = _FORM.search(text) if "," not in text else None
    if form is not None and text[: form.start()].strip():
        return True
    words = text.partition(" of ")[0].split()
    return len(words) > 1 and is_office(words[-1])


def is_office(text: str) -> bool:
    """Tell whether a text names an office: one of the words for offices stands in it."""
    folded = fold(text)
    if len(folded) > _LONGEST_ROLE:
        return False
    offices = _offices()
    if not offices.words.isdisjoint(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", folded)):
        return True
    if any(office in folded for office in offices.phrases):
        return True
    return eastern(folded) and any(office in folded for office in offices.eastern)


class _Offices(Struct, frozen=True):
    """The words for offices in all languages, by how they are looked for."""

    words: frozenset[str]
    phrases: tuple[str, ...]
    eastern: tuple[str, ...]


@cache
def _offices() -> _Offices:
    every = [office for offices in lexicon().offices.values() for office in offices]
    phrases = tuple(office for office in every if " " in office)
    return _Offices(frozenset(every), phrases, tuple(filter(eastern, every)))


def _is_organisation(reading: Reading, text: str) -> bool:
    issuer = reading.facts.get("issuer")
    if issuer is not None and fold(issuer) == fold(text):
        return True
    opened = fold(reading.facts.get("headline") or "").startswith(f"{fold(text)} ")
    if opened and len(text.split()) >= _FEWEST_WORDS:
        return True
    return bool(ORGANISATION.search(text))
