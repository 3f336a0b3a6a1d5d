"""The organisation whose news it is, by the most trustworthy sign at hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from stages.release.contacts import ORGANISATION
from stages.release.fold import fold, squeezed
from stages.release.frame import is_person
from stages.release.issuer_names import (
    again,
    as_in_text,
    bodies,
    hosts_of,
    is_body,
    is_dated,
    small,
    spelled_out,
    with_head,
)
from stages.release.issuer_signs import (
    ARABIC,
    ARABIC_BODY,
    ARTICLE,
    EAST,
    NOT_NAMES,
    ORGAN,
    PREFIX,
    SAYS,
    TICKER,
)
from stages.release.letterhead import BODY_WORD
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

Named = tuple[str, Row | str]
Sign = Callable[[Reading], Named | None]

_SOURCE_TAIL = worded(r",? <<source_tails>>|\s[|–]\s")
_LABELLED = worded(
    r"<<issuer_labels>>(?:\s*[:：]\s*|\u3000\s*)(\S.{1,80})$", needs="<<issuer_labels>>"
)
_LABEL_ALONE = worded(r"<<issuer_labels>>\s*[:：]?", needs="<<issuer_labels>>")
_LONGEST = 80
_MOST_WORDS = 8


def read_issuer(reading: Reading) -> None:
    """State the issuer; the signs are asked in order of trust and the first that speaks counts."""
    released = _released(reading)
    for sign, sure in SIGNS:
        found = sign(reading) if released or sign not in _OF_RELEASES else None
        if found is None:
            continue
        name = " ".join(found[0].split()).strip(" ,;:：–—-*_|")
        if fold(name) in reading.words.desks or is_dated(reading, name):
            continue
        if 1 < len(name) <= 120:  # noqa: PLR2004 (a name)
            reading.state("issuer", spelled_out(reading, name), found[1], sure)
            return


_AUTHORS = ("json-ld|author", "meta|author", "opengraph|article:author", "microdata|author")


def _released(reading: Reading) -> bool:
    """Tell whether nothing speaks against a release: an author, with nothing that marks one.

    The subject of an article's first sentence is a name that acts; of a release, who sent it.
    """
    if not (reading.facts.get("authors") or reading.first_told(*_AUTHORS)):
        return True
    if not reading.facts.keys().isdisjoint({"dateline", "embargo", "wire", "end_mark"}):
        return True
    notes = reading.notes
    if notes.get("contact.rows") or notes.get("abouts") or notes.get("letterhead") is not None:
        return True
    rows = [row for row in reading.live if row.index <= reading.lead]
    return any(row.label("immediate", "release_kind", "number", "embargo") for row in rows)


def _source(reading: Reading) -> Named | None:
    source = reading.notes.get("source")
    if source is None or re.match(r"https?:|www\.", source[0]):
        return None
    if reading.words.wire_of_mark(source[0].strip()) is not None:
        return None  # the service that carried it is not who sent it
    return _SOURCE_TAIL.split(source[0])[0], source[1]


def _stated_source(reading: Reading) -> Named | None:
    names = ["issuer", "organisation", "organization", "source", "company"]
    told = reading.told(*(f"front-matter|{name}" for name in names), "json-ld|sourceOrganization")
    return next(((value, where) for where, value in told if not value.startswith("http")), None)


def _company_slot(reading: Reading) -> Named | None:
    company: Named | None = reading.notes.get("company")
    return company


def _headline_prefix(reading: Reading) -> Named | None:
    """Return the name in `Name: headline`, where an address or a boilerplate names it too."""
    match = PREFIX.match(reading.facts.get("headline") or "")
    if match is None or len(match["name"].split()) > 4:  # noqa: PLR2004 (a name, not a clause)
        return None
    name = match["name"].strip()
    if any(label.form == "alone" for label in reading.words.labels(name)):
        return None
    key = squeezed(name)
    hosts = squeezed(" ".join(hosts_of(reading)))
    abouts = {squeezed(about or "") for about, _ in reading.notes.get("abouts", [])}
    if key in abouts or (len(key) > 2 and key in hosts):  # noqa: PLR2004 (a length in signs or words, as releases have it)
        return name, next((row for row in reading.rows if row.role == "headline"), "headline")
    return None


def _one_about(reading: Reading) -> Named | None:
    """Return the organisation of the first boilerplate that the opening names."""
    abouts = [(name, rows) for name, rows in reading.notes.get("abouts", []) if name and rows]
    rows = [row for row in reading.live if row.index <= reading.lead + 1]
    opening = squeezed(" ".join(row.line[:700] for row in rows))
    for name, about in abouts:
        plain = ARTICLE.sub("", re.sub(r"\s*\(.*?\)", "", name).strip())
        if plain and squeezed(plain)[:12] in opening:
            return with_head(plain, rows), about[0]
    if len(abouts) == 1 and not reading.words.labels(abouts[0][0]):
        return abouts[0][0], abouts[0][1][0]
    return None


def _lead_text(reading: Reading) -> tuple[str, Row] | None:
    row = next(
        (r for r in reading.live if r.index >= reading.lead and not reading.is_figure(r)), None
    )
    if row is None:
        return None
    read = reading.notes.get("lead")
    start = read[1].end if read is not None and read[0] is row else 0
    return row.text[start:].strip(" \n\t–—-:"), row


def _ticker(reading: Reading) -> Named | None:
    lead = _lead_text(reading)
    match = TICKER.match(lead[0]) if lead else None
    return (match["name"], lead[1]) if match and lead else None


def _letterhead(reading: Reading) -> Named | None:
    named = reading.notes.get("field.issuer")
    if named:
        return named, "block"
    row = reading.notes.get("letterhead")
    if row is None:
        return None
    line = next((line for line in row.lines() if BODY_WORD.search(line)), row.lines()[0])
    name = re.split(r"\s[-–—|]\s", line)[0]
    return as_in_text(reading, name), row


def _field(reading: Reading) -> Named | None:
    """Return what stands behind a label of the issuer, or under it near the end."""
    rows = reading.live
    for k, row in enumerate(rows):
        for line in row.lines():
            match = _LABELLED.match(line)
            if match:
                return match[1], row
        below = rows[k + 1 : k + 2]
        if below and 2 * k > len(rows) and _LABEL_ALONE.fullmatch(row.line):
            name = below[0].lines()[0]
            words = name.split()
            named = all(word[:1].isupper() or small(word) for word in words)
            if named and len(words) <= 2 * _MOST_WORDS and ORGANISATION.search(name):
                return name, below[0]
    return None


def _signature(reading: Reading) -> Named | None:
    row = reading.notes.get("signature")
    return (row.line, row) if row is not None else None


def _first_words(reading: Reading) -> Named | None:
    """Return the subject of the lead's first sentence, where it is a name that acts."""
    lead = _lead_text(reading)
    if lead is None:
        return None
    text, row = lead
    arabic = ARABIC_BODY.search(text[:90]) or ARABIC.search(text[:120])
    if arabic:
        return arabic["name"], row
    if row.eastern:
        match = EAST.match(text)
        name = (match["ja"] or match["zh"] or match["ko"]) if match else None
        return (name, row) if name else None
    head = ARTICLE.sub("", text[:220])
    stop = SAYS.search(head)
    if stop is None or stop.start() > _LONGEST:
        return _opening_body(head, row)
    name = re.split(r",\s|\s\(|\s[–—-]\s", head[: stop.start()])[0].strip(" ,")
    organ = ORGAN.match(name)
    if organ is not None:
        name = ARTICLE.sub("", name[organ.end() :])
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or NOT_NAMES.match(name):
        return None
    if not all(w[:1].isupper() or small(w) or w[:1].isdigit() or w[:1] in '#&"“«„' for w in words):
        return None
    if words[0].endswith(("'s", "’s")):
        return (words[0][:-2], row) if sum(map(str.isupper, words[0])) > 2 else None  # noqa: PLR2004 (NASA's rover)
    if not is_body(reading, name):
        return None
    if len(words) == 1 and not (sum(map(str.isupper, name)) > 1 or again(reading, name, row)):
        return None
    return name, row


def _opening_body(head: str, row: Row) -> Named | None:
    """Return the words with a capital that open a lead, where they name a body by its word."""
    taken: list[str] = []
    for word in head.split()[:_MOST_WORDS]:
        if not (word[:1].isupper() or (taken and small(word))):
            break
        if word.endswith(("'s", "’s")):
            taken.append(word[:-2])
            break
        taken.append(word.rstrip(","))
        if word.endswith(","):
            break
    while taken and small(taken[-1]):
        taken.pop()
    name = " ".join(taken)
    found = ORGANISATION.search(name)
    return (name, row) if found and len(taken) > 1 and not ORGAN.match(name) else None


def _headline_name(reading: Reading) -> Named | None:
    """Return the longest run of capitalised words at the headline's head that the body repeats."""
    headline = reading.facts.get("headline")
    language = (reading.facts.get("language") or "en")[:2]
    if not headline:
        return None
    known = reading.words.languages.get(language)
    capitals_name = known is None or not known.capital_nouns
    words = headline.split()[:7]
    body = " ".join(row.line for row in reading.live if row.index >= reading.lead)
    for size in range(len(words), 1, -1):
        run = words[:size]
        capitals = sum(w[:1].isupper() for w in run)
        if capitals < 2 or small(run[-1]):  # noqa: PLR2004 (a length in signs or words, as releases have it)
            continue
        if not all(w[:1].isupper() or small(w) or w[:1] in '#"“' for w in run):
            continue
        flags = re.IGNORECASE if capitals_name or headline.isupper() else re.NOFLAG
        found = re.findall(
            re.escape(" ".join(run).rstrip(":,")).replace("’s", "").replace("'s", ""), body, flags
        )
        if len(found) > 1 and sum(w[:1].isupper() for w in found[0].split()) > 1:
            return found[0], next(
                (row for row in reading.rows if row.role == "headline"), "headline"
            )
    return None


def _publisher(reading: Reading) -> Named | None:
    """Return whom the page names as its publisher; a site named as the headline names no one."""
    headline = squeezed(reading.facts.get("headline") or "")
    names = (
        "json-ld|publisher",
        "dublin-core|publisher",
        "microdata|author",
        "meta|author",
        "meta|copyright",
        "opengraph|og:site_name",
        "json-ld|copyrightHolder",
        "json-ld|author",
        "meta|application-name",
        "meta|apple-mobile-web-app-title",
    )
    for where, value in reading.told(*names):
        name = re.sub(
            r"^(?:©|\(c\)|copyright)\s*|\s*(?:19|20)\d\d.*$", "", value, flags=re.IGNORECASE
        ).strip()
        name = re.split(r"\s[-–—|]\s", name)[0]
        key = squeezed(name)
        words = set(fold(name).split())
        overlap = sum(squeezed(word) in headline for word in words) > 0.6 * len(words)
        if (
            squeezed(name) in squeezed(" ".join(names))
            or name.startswith(("http", "@"))
            or len(name) > 90  # noqa: PLR2004 (a length in signs or words, as releases have it)
            or (overlap and len(words) > 1)
        ):
            continue
        if (
            where in {"meta", "microdata", "json-ld"}
            and is_person(reading, name)
            and not any(word in key for word in bodies())
        ):
            continue
        return name, where
    return None


def _title_end(reading: Reading) -> Named | None:
    """Return what stands behind the headline in the page's title."""
    title = reading.first_told("html|title") or ""
    headline = reading.facts.get("headline") or ""
    if headline and fold(title).startswith(fold(headline)):
        name = title[len(headline) :].strip(" |–—-·»:")
        if 1 < len(name) < 70 and name:  # noqa: PLR2004 (a length in signs or words, as releases have it)
            return re.split(r"\s[|–—·]\s", name)[-1], "html"
    return None


def _host_name(reading: Reading) -> Named | None:
    """Return the word of the text that the page's host spells."""
    urls = reading.facts.get("urls")
    hosts = [urlsplit(urls.canonical).hostname or ""] if urls is not None and urls.canonical else []
    hosts.extend((c.email or "").rpartition("@")[2] for c in reading.facts.get("contacts", ()))
    hosts.extend(mail.rpartition("@")[2] for row in reading.live for mail in row.mails)
    for host in hosts:
        core = squeezed(host.removeprefix("www.").rpartition(".")[0].rpartition(".")[2])
        if len(core) < 3:  # noqa: PLR2004 (too short to be sure)
            continue
        for row in reading.live[:40]:
            for match in re.finditer(r"[A-Z0-9][\w&'’-]*(?:\s[A-Z0-9&][\w&'’-]*){0,4}", row.line):
                words = match[0].split()
                for start in range(len(words)):
                    for end in range(len(words), start, -1):
                        if squeezed(" ".join(words[start:end])) == core:
                            return " ".join(words[start:end]), row
    return None


def _rights(reading: Reading) -> Named | None:
    match = re.search(
        r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?,?\s+)?(?:by\s+)?([^."
        r"|,\d]{2,60})",
        reading.facts.get("rights") or "",
        re.IGNORECASE,
    )
    return (match[1], "rights") if match else None


def _contact(reading: Reading) -> Named | None:
    for contact in reading.facts.get("contacts", ()):
        if contact.organisation:
            return contact.organisation, "contacts"
    return None


SIGNS: tuple[tuple[Sign, float], ...] = (
    (_source, 0.95),
    (_stated_source, 0.95),
    (_company_slot, 0.9),
    (_field, 0.9),
    (_headline_prefix, 0.85),
    (_one_about, 0.9),
    (_ticker, 0.9),
    (_letterhead, 0.85),
    (_signature, 0.7),
    (_first_words, 0.75),
    (_headline_name, 0.65),
    (_publisher, 0.7),
    (_host_name, 0.6),
    (_contact, 0.6),
    (_title_end, 0.6),
    (_rights, 0.5),
)
"""Where the issuer is looked for, surest first, and how sure each is."""

_OF_RELEASES = frozenset([_first_words, _headline_name])
"""Signs that hold in a release only: in an article they name whom it is about."""
