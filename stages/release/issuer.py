"""The organisation whose news it is, by the most trustworthy sign at hand."""

from __future__ import annotations

import re

from pipeline.tree import About
from stages.release.fold import fold, squeezed
from stages.release.reading import Reading, Row

_TICKER = re.compile(
    r"^(?:the\s)?(?P<name>[A-Z0-9][^()]{2,70}?),?\s\((?:the\s[“\"][^)]*|(?:NYSE|Nasdaq|NASDAQ|OTC\w*|TSX\S*|LSE|AIM|ASX|SGX|HKEX|FWB|XETRA|Euronext|BIT|MIL|Frankfurt|TSE|TYO|SIX)\b[^)]*)\)"
)
_PREFIX = re.compile(r"(?P<name>[^:：“\"]{2,40})[:：]\s")
_SAYS = re.compile(
    r"\s(?:today|has|have|is|will|announce[sd]?|said|says|reported|reports|launche[sd]|unveil(?:s|ed)|publishe[sd]|released?|opens?|opened|"
    r"hat|haben|ist|wird|startet|eröffnet|veröffentlicht|teilt|stellt|kündigt|gibt|"
    r"ha|è|annuncia|presenta|lancia|inaugura|apre|comunica|"
    r"a|annonce|présente|lance|ouvre|publie|dévoile|est|"
    r"anuncia|anunció|lanza|abre|ha|presentó|"
    r"anunciou|lança|apresenta|inaugura|abriu|"
    r"heeft|opent|lanceert|kondigt|presenteert|start|"
    r"ogłasza|ogłosiła|ogłosił|uruchamia|otwiera|zaprezentowała|"
    r"объявила|объявил|сообщает|сообщила|открыла|открыл|запустила|запускает|представила)\b"
)
_EAST = re.compile(
    r"(?P<ja>(?:株式会社|一般社団法人|公益財団法人|学校法人|国立大学法人|合同会社|NPO法人|特定非営利活動法人)?[^\s、。（(「]{2,30}?)(?:（[^）]{2,120}）)?は、"
    r"|(?P<zh>[^\s，。（(：]{2,24}?(?:公司|集团|集團|大学|大學|基金会|基金會|协会|協會|博物馆|博物館|研究院|委员会|委員會|局|部|厅|署|合作社|出版社|电影节|管理處|中心|學會|学会|团|團))(?:（[^）]{1,60}）)?(?:今天|今日|宣布|宣佈|日前|近日|，|于|於|在)"
    r"|(?P<ko>[^\s,(]{2,24}(?:\s[^\s,(]{2,12})?)(?:\([^)]{1,60}\))?(?:는|은|이|가)\s"
)
_SHORT = 60
_WORDS = 7


def read_issuer(reading: Reading) -> None:
    """State the issuer; signs are asked in order of trust, each must stand in the release."""
    for sign, sure in (
        (_source, 0.95),
        (_stated_source, 0.95),
        (_company_slot, 0.9),
        (_headline_prefix, 0.85),
        (_one_about, 0.9),
        (_ticker, 0.9),
        (_letterhead, 0.85),
        (_field, 0.9),
        (_first_words, 0.7),
        (_publisher, 0.7),
        (_rights, 0.6),
        (_contact, 0.6),
        (_address, 0.5),
    ):
        found = sign(reading)
        if found is not None:
            name, where = found
            name = " ".join(name.split()).strip(" ,;:–—-*_")
            if 1 < len(name) <= 120:  # noqa: PLR2004 (a name)
                reading.state("issuer", name, where, sure)
                return


def _source(reading: Reading) -> tuple[str, Row | str] | None:
    source = reading.notes.get("source")
    if source is None:
        return None
    name = re.split(r",? übermittelt durch|,? transmitted by|\s[|–]\s", source[0])[0]
    if re.match(r"https?:|www\.", name):
        return None
    return name, source[1]


def _stated_source(reading: Reading) -> tuple[str, Row | str] | None:
    names = ("front-matter|issuer", "front-matter|organisation", "front-matter|organization", "front-matter|source", "json-ld|sourceOrganization", "front-matter|company")
    for vocabulary, value in reading.told(*names):
        if not value.startswith("http"):
            return value, vocabulary
    return None


def _company_slot(reading: Reading) -> tuple[str, Row | str] | None:
    company = reading.notes.get("company")
    return (company[0], company[1]) if company else None


def _headline_prefix(reading: Reading) -> tuple[str, Row | str] | None:
    """Return the name in `Name: headline`, where an address or the text names it too."""
    headline = reading.facts.get("headline") or ""
    match = _PREFIX.match(headline)
    if match is None or len(match["name"].split()) > 4:  # noqa: PLR2004 (a name, not a clause)
        return None
    name = match["name"].strip()
    if any(label.form == "alone" for label in reading.words.labels(name)):
        return None
    folded = squeezed(name)
    hosts = " ".join(re.findall(r"https?://([\w.-]+)|@([\w.-]+)", " ".join(r.text for r in reading.live)).__str__().split())
    for row in reading.live:
        for link in row.links():
            hosts += " " + (re.sub(r"^https?://([^/]*).*", r"\1", link.url))
    known = any(About and fold(name) == fold(a.organisation or "") for a in reading.facts.get("about", ()))
    if known or (len(folded) > 2 and folded in squeezed(hosts)):  # noqa: PLR2004
        row = next((r for r in reading.rows if r.role == "headline"), None)
        return name, row or "headline"
    return None


def _one_about(reading: Reading) -> tuple[str, Row | str] | None:
    """Return the organisation of the first boilerplate, the shorter name where both are used."""
    abouts = [(name, rows) for name, rows in reading.notes.get("abouts", []) if name and rows]
    if not abouts:
        return None
    opening = " ".join(row.line[:700] for row in reading.live if row.index <= reading.lead + 1)
    for name, rows in abouts:
        plain = re.sub(r"\s*\(.*?\)", "", name).strip()
        if squeezed(plain)[:12] in squeezed(opening):
            return plain, rows[0]
    if len(abouts) == 1 and not reading.words.labels(abouts[0][0]):
        return abouts[0][0], abouts[0][1][0]
    return None


def _lead_text(reading: Reading) -> tuple[str, Row] | None:
    row = next((r for r in reading.live if r.index >= reading.lead and r.role in {None, "summary"}), None)
    if row is None:
        return None
    read = reading.notes.get("lead")
    start = read[1].end if read is not None and read[0] is row else 0
    return row.text[start:].strip(), row


def _ticker(reading: Reading) -> tuple[str, Row | str] | None:
    lead = _lead_text(reading)
    match = _TICKER.match(lead[0]) if lead else None
    return (match["name"], lead[1]) if match and lead else None


def _letterhead(reading: Reading) -> tuple[str, Row | str] | None:
    row = reading.notes.get("letterhead")
    return (row.line, row) if row is not None else None


def _field(reading: Reading) -> tuple[str, Row | str] | None:
    for row in reading.live:
        for line in row.lines():
            match = re.match(r"(?:Unternehmen|Company|Emittente|Societa'|Società|Emittent|企業名|会社名|商号|Organisation|Issuer|社名|Firma)\s*[:：]\s*(\S.{1,80})$", line)
            if match:
                return match[1], row
    return None


def _first_words(reading: Reading) -> tuple[str, Row | str] | None:
    """Return the subject of the lead's first sentence, where it is a name that acts."""
    lead = _lead_text(reading)
    if lead is None:
        return None
    text, row = lead
    if row.eastern:
        match = _EAST.match(text)
        if match is None:
            return None
        name = match["ja"] or match["zh"] or match["ko"]
        return (name, row) if name and len(name) <= _SHORT else None
    head = re.sub(r"^(?:The|Die|Der|Das|Il|La|Lo|Le|Les|El|Los|Las|O|A|As|Os|De|Het|L['’])\s?(?=[A-ZÀ-ÞА-Я])", "", text[:220])
    stop = _SAYS.search(head)
    if stop is None or stop.start() > _SHORT + 20:
        return None
    name = re.split(r",\s|\s\(|\s[–—-]\s", head[: stop.start()])[0].strip(" ,")
    words = name.split()
    small = {"of", "for", "and", "the", "di", "de", "des", "der", "für", "e", "y", "et", "und", "van", "het", "du", "la", "do", "da", "del", "della", "i", "и", "&", "dos", "das", "voor", "pour", "para", "per", "zur", "im", "in", "w"}
    if not 0 < len(words) <= _WORDS or not all(word[:1].isupper() or word in small or word[:1].isdigit() for word in words):
        return None
    if re.fullmatch(r"(?:U\.S\.|US|Today|Heute|Oggi|Hoy|Hoje|In|This|Mr|Mrs|Dr|Senator)\b.*", name) or len(words) < 2 and name.islower():  # noqa: PLR2004
        return None
    return name, row


def _publisher(reading: Reading) -> tuple[str, Row | str] | None:
    names = ("json-ld|publisher", "dublin-core|publisher", "opengraph|og:site_name", "json-ld|copyrightHolder", "meta|author", "json-ld|author")
    for vocabulary, value in reading.told(*names):
        if not value.startswith(("http", "@")) and len(value) < 90:  # noqa: PLR2004
            return value, vocabulary
    return None


def _rights(reading: Reading) -> tuple[str, Row | str] | None:
    rights = reading.facts.get("rights")
    match = re.search(r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s+)?(?:by\s+)?([^.|,\d]{2,60})", rights or "", re.IGNORECASE)
    return (match[1], "rights") if match else None


def _contact(reading: Reading) -> tuple[str, Row | str] | None:
    for contact in reading.facts.get("contacts", ()):
        if contact.organisation:
            return contact.organisation, "contacts"
    return None


def _address(reading: Reading) -> tuple[str, Row | str] | None:
    """Return the name in the text that an e-mail address spells."""
    text = " ".join(row.line for row in reading.live[:14])
    for contact in reading.facts.get("contacts", ()):
        host = squeezed((contact.email or "").rpartition("@")[2].rpartition(".")[0])
        if len(host) < 3:  # noqa: PLR2004
            continue
        for match in re.finditer(r"(?:[A-Z][\w&'’.-]*\s?){1,5}", text):
            if squeezed(match[0]) == host:
                return match[0], "contacts"
    return None
