"""Recognise the parts of a release: the roles of its blocks, and the facts a desk needs."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Block, Dateline, Document, Release
from stages.release.correction import read_correction
from stages.release.date_line import date_row
from stages.release.embargo import read_embargo
from stages.release.fold import fold
from stages.release.frame import read_frame
from stages.release.headline import read_headline
from stages.release.issuer import read_issuer
from stages.release.kind import read_kind
from stages.release.language import read_language
from stages.release.lead import find_lead
from stages.release.masthead import read_masthead, whole_datelines
from stages.release.media import read_media
from stages.release.number import read_number
from stages.release.paid import read_paid
from stages.release.published import complete, read_published
from stages.release.quotations import read_quotations
from stages.release.reading import Reading
from stages.release.sections import read_sections
from stages.release.split import split_blocks
from stages.release.stated import state_abouts, state_contacts, state_notices
from stages.release.statements import read_statements
from stages.release.subheads import mark_subheads
from stages.release.tickers import read_tickers
from stages.release.unheaded import read_unheaded
from stages.release.urls import read_urls
from stages.release.wire import read_wire

Part = Callable[[Reading], None]


def read_dateline_facts(reading: Reading) -> None:
    """State the dateline that opens the body, or stands on a line of its own."""
    lead = reading.notes.get("lead")
    place = reading.notes.get("field.place")
    if lead is not None:
        row, read = lead
        if read.slug is not None:
            reading.notes["slug"] = (read.wire, read.slug, row)
        if read.company is not None:
            reading.notes["company"] = (read.company, row)
        if read.place or read.date:
            day = complete(reading, read.date) if read.date else None
            day = day or _at_foot(reading, read.place)
            text = row.text[read.start : read.end].strip()
            reading.state("dateline", Dateline(text, read.place, day), row, read.sure)
            return
    field = reading.notes.get("field.date")
    if place is not None:
        text, row = place
        day = complete(reading, field[0]) if field is not None else None
        reading.state("dateline", Dateline(row.line, text, day), row, 0.8)


def _at_foot(reading: Reading, place: str | None) -> str | None:
    """Return the date of a line near the end that repeats the dateline's place."""
    for row in reversed(reading.live[-40:]):
        if place and row.index > reading.lead and row.line.startswith(place):
            dated = date_row(reading, row.line)
            if dated is not None and dated.place == place and dated.date.iso:
                row.role = "dateline"
                return dated.date.iso
    return None


PARTS: tuple[Part, ...] = (
    split_blocks,
    read_language,
    read_frame,
    read_statements,
    read_urls,
    read_paid,
    read_embargo,
    find_lead,
    read_masthead,
    whole_datelines,
    read_sections,
    read_headline,
    read_dateline_facts,
    read_wire,
    read_published,
    read_issuer,
    read_unheaded,
    state_abouts,
    state_contacts,
    state_notices,
    mark_subheads,
    read_kind,
    read_number,
    read_correction,
    read_tickers,
    read_quotations,
    read_media,
)
"""What is recognised, in this order; a later part may use what an earlier one found."""


@stage("recognise-release")
def recognise_release(document: Document, context: Context) -> Document:
    """Recognise the parts of a release.

    Blocks get their roles, `release` its facts, each with where it was read and how sure it is.
    What a content system printed round the release leaves the copy on the record. What a release
    does not have stays null; what is doubtful is reported and not guessed.
    """
    fold.cache_clear()
    reading = Reading(document, context)
    reading.notes["month_first"] = False
    for part in PARTS:
        part(reading)
    finished = {id(row): _finished(row.new or row.block, row.role) for row in reading.rows}
    for old, parts, why in reading.splits:
        news = [finished[id(row)] for row in parts]
        context.became([old], news)
        context.because("release.split", why, old, *news)
    blocks = tuple(finished[id(row)] for row in reading.rows if not row.gone)
    facts = {**_already(document.release), **reading.facts}
    evidence = (*document.evidence, *reading.evidence)
    return replace(document, blocks=blocks, release=Release(**facts), evidence=evidence)


def _finished(block: Block, role: str | None) -> Block:
    """Return the block with its role; the same object where nothing changed."""
    wanted = role or "body"
    return block if block.role == wanted else replace(block, role=wanted)


def _already(release: Release) -> dict[str, object]:
    """Return the facts that an earlier stage stated."""
    empty = Release()
    return {
        field: getattr(release, field)
        for field in release.__struct_fields__
        if getattr(release, field) != getattr(empty, field)
    }
