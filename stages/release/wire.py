"""The service that carried the release, its number for it, and who handed the copy on."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from pipeline.tree import Wire
from stages.release.reading import Reading
from stages.release.urls import addresses, wire_of

_PARTS = lazily(r"\s[-–—|:·]\s")


def read_wire(reading: Reading) -> None:
    """State the wire of the dateline; an address of the same wire gives its number.

    A mark that is in no table is a wire only between slashes or brackets of a dateline.
    """
    slug = reading.notes.get("slug")
    if slug is not None:
        known, written, row = slug
        name = known.name if known is not None else written
        number = None
        stated = reading.facts.get("wire")
        if stated is not None and stated.name == name:
            number = stated.id
        if number is None and known is not None:
            number = _number(reading, known.name)
        reading.state("wire", Wire(name, number), row, 0.97 if known else 0.8)
    if "wire" not in reading.facts:
        _from_title(reading)
    if "wire" not in reading.facts and (source := reading.notes.get("source")) is not None:
        known = reading.words.wire_of_mark(source[0].strip())
        if known is not None and known.hosts:
            reading.state("wire", Wire(known.name, _number(reading, known.name)), source[1], 0.8)
    _from_text(reading)
    _distributor(reading)


def _number(reading: Reading, name: str) -> str | None:
    for row in reading.live:
        for url in addresses(row):
            found = wire_of(reading, url)
            if found and found[0].name == name and found[1]:
                return found[1]
    return None


def _from_title(reading: Reading) -> None:
    """State the service that the page's title, or its site, names in its own right."""
    for where, value in reading.told("html|title", "opengraph|og:site_name"):
        for part in _PARTS.split(value)[0 if where == "opengraph" else 1 :]:
            known = reading.words.wire_of_mark(part.strip())
            if known is not None and known.hosts and part.strip() in (known.name, *known.marks):
                reading.state("wire", Wire(known.name, _number(reading, known.name)), where, 0.8)
                return


def _from_text(reading: Reading) -> None:
    for known in reading.words.wires:
        if not known.text_id:
            continue
        for row in reading.live:
            match = re.search(known.text_id, row.line)
            if match:
                reading.state("wire", Wire(known.name, match[1]), row, 0.95)
                return


def _distributor(reading: Reading) -> None:
    stated = reading.facts.get("wire")
    for known in reading.words.distributors:
        for row in reading.live:
            named = any(word in row.line for word in known.words)
            linked = any(host in url for host in known.hosts for url in addresses(row))
            if (named or linked) and (stated is None or stated.name != known.name):
                reading.state("distributor", known.name, row, 0.9)
                return
