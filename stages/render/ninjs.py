"""Render the document as ninjs 3.1, the IPTC's news in JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.text import document_text
from pipeline.tree import Contact, Document, Release, Rendition
from stages.render.epub_package import identifier_of
from stages.render.escape import language_tag, web_address
from stages.render.markup import body_of
from stages.render.news_dates import to_date_time
from stages.render.news_facts import associations, listed, marks
from stages.render.page import slug_of, title_of

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"
Values = list[dict[str, Any]]


@stage("ninjs")
def render_ninjs(document: Document, context: Context, *, indent: int = 1) -> Rendition:
    """Render ninjs 3.1, which the `ninjs` reader gives back with the same facts.

    Facts without a place of their own in the standard stand in `descriptions` with a role:
    dateline, embargo line, notices, boilerplates, end mark. `indent: 0` writes one line.
    """
    data = msgspec.json.encode(news_object(document))
    if indent:
        data = msgspec.json.format(data, indent=indent)
    return Rendition("application/json", ".ninjs.json", data + b"\n")


def news_object(document: Document) -> dict[str, Any]:
    """Return the ninjs object of a document; what it does not have is left out."""
    release = document.release
    dateline, embargo = release.dateline, release.embargo
    published, modified = to_date_time(release.published), to_date_time(release.modified)
    until = to_date_time(embargo.until) if embargo is not None else None
    value = {
        "uri": web_address(release.urls.canonical or "") or identifier_of(document.source.sha256),
        "type": "text",
        "representationType": "full",
        "firstCreated": published if modified else None,
        "versionCreated": modified or published,
        "contentCreated": to_date_time(dateline.date) if dateline is not None else None,
        "embargoedUntil": until,
        "pubStatus": "withheld" if embargo is not None else "usable",
        "copyrightNotice": release.rights,
        "language": language_tag(release.language),
        "title": title_of(document),
        "by": ", ".join(release.authors),
        "slugline": slug_of(document),
        "located": dateline.place if dateline is not None else None,
        "headlines": _roles(
            ("main", release.headline),
            ("subheadline", release.subheadline),
            ("kicker", release.kicker),
        ),
        "descriptions": _roles(
            ("summary", release.summary),
            ("dateline", dateline.text if dateline is not None else None),
            ("embargo", embargo.text if embargo is not None else None),
            ("end-mark", release.end_mark),
            *marks(release),
            *(("notice", notice) for notice in release.notices),
            *(("about", about.text) for about in release.about),
        ),
        "bodies": _bodies(document),
        "people": [
            *({"name": name, "rel": "author"} for name in release.authors),
            *map(_contact, release.contacts),
        ],
        "organisations": [
            *([{"name": release.issuer, "rel": "issuer"}] if release.issuer else []),
            *(
                _filled({"name": about.organisation, "rel": "about", "literal": f"about-{number}"})
                for number, about in enumerate(release.about, 1)
            ),
            *listed(release.tickers),
        ],
        "places": [{"name": dateline.place, "rel": "dateline"}]
        if dateline is not None and dateline.place
        else [],
        "infoSources": _sources(release),
        "altIds": _alternatives(release, only_modified=bool(modified and not published)),
        "genres": [
            {"name": "Press release"},
            *([{"name": "Paid content"}] * release.paid),
            *([{"name": release.kind.kind, "literal": "kind"}] if release.kind else []),
        ],
        "associations": associations(release.media),
        "subjects": [
            *({"name": name, "rel": "category"} for name in release.categories),
            *({"name": name, "rel": "keyword"} for name in release.tags),
        ],
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
    }
    return _filled(value)


def _roles(*pairs: tuple[str, str | None]) -> Values:
    return [
        {"role": role, "contentType": "text/plain", "value": value}
        for role, value in pairs
        if value is not None
    ]


def _bodies(document: Document) -> Values:
    text = document_text(document)
    markup = body_of(document, lambda _url, _alt: None, epub=False).markup
    return [
        {
            "role": "main",
            "contentType": "text/plain",
            "charCount": len(text),
            "wordCount": len(text.split()),
            "value": text,
        },
        {"role": "main", "contentType": "application/xhtml+xml", "value": markup},
    ]


def _contact(contact: Contact) -> dict[str, Any]:
    ways = (
        ("email", contact.email),
        ("phone", contact.phone),
        ("role", contact.role),
        ("organisation", contact.organisation),
        ("address", contact.address),
        *(("social", one) for one in contact.social),
    )
    return _filled(
        {
            "name": contact.name,
            "rel": "contact",
            "literal": contact.text,
            "contactInfo": [{"type": kind, "value": value} for kind, value in ways if value],
        }
    )


def _sources(release: Release) -> Values:
    wire = release.wire.name if release.wire is not None else None
    named = (
        ("issuer", release.issuer),
        ("wire", wire),
        ("distributor", release.distributor),
    )
    return [{"name": name, "role": role} for role, name in named if name]


def _alternatives(release: Release, *, only_modified: bool) -> Values:
    named = (
        ("wire", release.wire.id if release.wire is not None else None),
        ("number", release.number),
        ("canonical", release.urls.canonical),
        ("original", release.urls.original),
        ("modified", release.modified if only_modified else None),
    )
    return [{"role": role, "value": value} for role, value in named if value]


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each not in (None, "", [], {})}
