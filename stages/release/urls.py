"""Addresses: of this copy, of the copy it points back to, and what they say of the wire."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.pattern import lazily
from pipeline.tree import Link, Paragraph, Text, Urls, Wire
from stages.release.lexicon import Wire as KnownWire
from stages.release.reading import Reading, Row

_URL = lazily(r"https?://[^\s<>\"'（）()\[\]]+[^\s<>\"'.,;:!?（）()\[\]]")


def read_urls(reading: Reading) -> None:
    """State the canonical address and the original one, and keep the wire that they name."""
    canonical = None
    for name in (
        "html|canonical",
        "json-ld|url",
        "opengraph|og:url",
        "front-matter|url",
        "front-matter|canonical",
    ):
        canonical = reading.first_told(name)
        if canonical and canonical.startswith(("http:", "https:")):
            break
        canonical = None
    original = None
    for row in reading.live:
        if row.label("view_original"):
            for url in addresses(row):
                original = original or url
            row.role = row.role or "notice"
            reading.notes.setdefault("view_original", row)
    told = reading.first_told(
        "json-ld|isBasedOn",
        "front-matter|source_url",
        "front-matter|original_url",
    )
    original = original or told
    if canonical or original:
        where = reading.notes.get("view_original")
        reading.state("urls", Urls(canonical, original), where or "metadata", 0.95)
    _records(reading)
    for url in filter(None, (original, canonical)):
        _wire(reading, url)


def _records(reading: Reading) -> None:
    """Set the addresses that the head of a text file states at the foot of the copy, as links."""
    told = [one for one in reading.document.metadata if one.vocabulary == "front-matter"]
    told = [one for one in told if one.value.startswith(("http://", "https://"))]
    known = " ".join(url for row in reading.live for url in addresses(row)) if told else ""
    for one in told:
        if one.value in known or any(map(str.isspace, one.value)):
            continue
        link = Link(one.value, (Text(one.value),))
        block = Paragraph(inlines=(link,), role="notice")
        why = "an address that the head of the file states, kept as a link"
        reading.context.because("release.record-address", why, block)
        reading.rows.append(Row(reading, len(reading.rows), block))


def addresses(row: Row) -> list[str]:
    """Return the web addresses of a row: of its links, then those written out."""
    if row.addresses is None:
        found = [link.url for link in row.links() if link.url.startswith(("http:", "https:"))]
        if "http" in row.text or "www" in row.text:
            found.extend(url for url in _URL.findall(row.text) if url not in found)
        row.addresses = found
    return row.addresses


def wire_of(reading: Reading, url: str) -> tuple[KnownWire, str | None] | None:
    """Return the wire an address belongs to and the number in it."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    known = reading.words.wire_of_host(host)
    if known is None:
        return None
    number = re.search(known.id, url) if known.id else None
    return known, number[1] if number else None


def _wire(reading: Reading, url: str) -> None:
    found = wire_of(reading, url)
    if found is None or "wire" in reading.facts:
        return
    known, number = found
    row = reading.notes.get("view_original")
    reading.state("wire", Wire(known.name, number), row or "metadata", 0.9)
