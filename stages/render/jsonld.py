"""Render the facts of a release as schema.org JSON-LD."""

from __future__ import annotations

from typing import Any

import msgspec

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.text import body_text
from pipeline.tree import Contact, Document, Release, Rendition
from stages.render.escape import language_tag, web_address
from stages.render.news_facts import corporations, media_objects, quoted


@stage("jsonld")
def render_jsonld(
    document: Document, context: Context, *, body: bool = True, indent: int = 1
) -> Rendition:
    """Render schema.org JSON-LD: a NewsArticle, an AdvertiserContentArticle when paid.

    `body` adds the words of the release as `articleBody`. `indent: 0` writes one line.
    """
    data = msgspec.json.encode(linked_data(document, body=body))
    if indent:
        data = msgspec.json.format(data, indent=indent)
    return Rendition("application/ld+json", ".jsonld", data + b"\n")


def linked_data(document: Document, *, body: bool = False) -> dict[str, Any]:
    """Return the schema.org description of a release; what it does not have is left out."""
    release = document.release
    kind = "AdvertiserContentArticle" if release.paid else "NewsArticle"
    value: dict[str, Any] = {"@context": "https://schema.org", "@type": kind}
    value.update(_filled(_facts(release)))
    if body:
        words = body_text(document)
        if words:
            value["articleBody"] = words
    return value


def _facts(release: Release) -> dict[str, Any]:
    dateline = release.dateline
    place = dateline.place if dateline is not None else None
    publisher = release.distributor or (release.wire.name if release.wire else None)
    return {
        "headline": release.headline,
        "alternativeHeadline": release.subheadline,
        "abstract": release.summary,
        "articleSection": list(release.categories),
        "inLanguage": language_tag(release.language),
        "dateline": dateline.text if dateline is not None else None,
        "locationCreated": {"@type": "Place", "name": place} if place else None,
        "datePublished": release.published,
        "dateModified": release.modified,
        "author": [{"@type": "Person", "name": name} for name in release.authors]
        or _organisation(release.issuer),
        "sourceOrganization": _organisation(release.issuer, release.contacts),
        "provider": _organisation(publisher),
        "identifier": _identifiers(release),
        "copyrightNotice": release.rights,
        "keywords": list(release.tags),
        "genre": list(release.categories),
        "url": web_address(release.urls.canonical or ""),
        "isBasedOn": web_address(release.urls.original or ""),
        "conditionsOfAccess": release.embargo.text if release.embargo else None,
        "about": [
            _filled(
                {"@type": "Organization", "name": about.organisation, "description": about.text}
            )
            for about in release.about
        ],
        "mentions": corporations(release.tickers),
        "hasPart": quoted(release.quotations),
        "associatedMedia": media_objects(release.media),
        "correction": release.correction.text if release.correction else None,
    }


def _identifiers(release: Release) -> dict[str, Any] | list[dict[str, Any]] | None:
    """Return the wire's number for the release and the issuer's own."""
    named = [
        (release.wire.name if release.wire else "", release.wire.id if release.wire else None),
        ("release number", release.number),
    ]
    found = [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in named
        if value
    ]
    return found[0] if len(found) == 1 else found or None


def _organisation(name: str | None, contacts: tuple[Contact, ...] = ()) -> dict[str, Any] | None:
    if not name:
        return None
    points = [
        _filled(
            {
                "@type": "ContactPoint",
                "contactType": contact.role or "press",
                "name": contact.name,
                "email": contact.email,
                "telephone": contact.phone,
            }
        )
        for contact in contacts
        if contact.email or contact.phone
    ]
    return _filled({"@type": "Organization", "name": name, "contactPoint": points})


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each not in (None, "", [], {})}
