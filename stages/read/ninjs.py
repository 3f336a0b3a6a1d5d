"""Read ninjs, the IPTC's news in JSON: a colleague's feed, or what the `ninjs` renderer wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from pipeline.context import Context
from pipeline.errors import ReadError
from pipeline.stage import stage
from pipeline.tree import (
    About,
    Contact,
    Dateline,
    Document,
    Embargo,
    Medium,
    Metadatum,
    Release,
    Source,
    Ticker,
    Urls,
    Wire,
)
from stages.render.news_dates import from_date_time
from stages.render.news_facts import marks_of

MEDIA_TYPE = "application/vnd.iptc.ninjs+json"
_PLAIN = "text/plain"
_MARKED = ("application/xhtml+xml", "text/html")


class Valued(Struct, frozen=True):
    """A headline, description or body."""

    value: str
    role: str | None = None
    contentType: str | None = None  # noqa: N815 (the standard's name)


class Way(Struct, frozen=True):
    """One entry of contactInfo."""

    type: str | None = None
    value: str | None = None


class Symbol(Struct, frozen=True):
    """A security of an organisation."""

    symbol: str
    exchange: str | None = None


class Named(Struct, frozen=True):
    """A person, organisation, place, subject, genre, source or alternative identifier."""

    name: str | None = None
    rel: str | None = None
    role: str | None = None
    literal: str | None = None
    value: str | None = None
    contactInfo: tuple[Way, ...] = ()  # noqa: N815 (the standard's name)
    symbols: tuple[Symbol, ...] = ()
    uri: str | None = None


class News(Struct, frozen=True, rename="camel"):
    """What is read of a ninjs object; anything else in it is metadata."""

    uri: str | None = None
    first_created: str | None = None
    version_created: str | None = None
    content_created: str | None = None
    embargoed_until: str | None = None
    pub_status: str | None = None
    copyright_notice: str | None = None
    language: str | None = None
    headlines: tuple[Valued, ...] = ()
    headline: str | None = None
    descriptions: tuple[Valued, ...] = ()
    bodies: tuple[Valued, ...] = ()
    body_text: str | None = msgspec.field(name="body_text", default=None)
    body_xhtml: str | None = msgspec.field(name="body_xhtml", default=None)
    people: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    info_sources: tuple[Named, ...] = ()
    alt_ids: tuple[Named, ...] = ()
    genres: tuple[Named, ...] = ()
    subjects: tuple[Named, ...] = ()
    associations: tuple[Named, ...] = ()
    by: str | None = None
    located: str | None = None


@stage("read-ninjs", media_types=(MEDIA_TYPE,))
def read_ninjs(source: Source, context: Context) -> Document:
    """Read ninjs (1.0 to 3.1): its body as HTML or text, and the facts the object states.

    Raises ReadError when it is no ninjs object or has no body.
    """
    try:
        news = msgspec.json.decode(source.data, type=News)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        msg = f"{source.name} is not a ninjs object: {' '.join(str(error).split())[:200]}"
        raise ReadError(msg) from error
    body, media_type = _body(news)
    if body is None:
        msg = f"{source.name} has no body to read"
        raise ReadError(msg)
    inner = replace(
        source, data=body.encode("utf-8"), media_type=media_type, charset="utf-8", name=source.name
    )
    document = context.read_with(media_type, inner)
    facts = replace(
        document.source, media_type=MEDIA_TYPE, encoding="utf-8", bytes=len(source.data)
    )
    facts = replace(facts, sha256=_sha256(source.data))
    metadata = tuple(Metadatum("ninjs", name, value) for name, value in _told(news))
    return replace(
        document,
        source=facts,
        release=release_of(news),
        metadata=(*document.metadata, *metadata),
    )


def release_of(news: News) -> Release:
    """Return the facts that a ninjs object states."""
    headlines = _by_role(news.headlines)
    told = _by_role(news.descriptions)
    sources = {each.role: each.name for each in news.info_sources if each.name}
    others = {each.role: each.value for each in news.alt_ids if each.value}
    wire = sources.get("wire")
    published = from_date_time(news.first_created or news.version_created)
    modified = from_date_time(news.version_created) if news.first_created else None
    if "modified" in others:
        published, modified = None, others["modified"]
    issuer = sources.get("issuer") or next(
        (each.name for each in news.organisations if each.rel == "issuer"), None
    )
    kinds = [each.name for each in news.genres if each.literal == "kind" and each.name]
    kind, correction = marks_of(told, kinds)
    authors = tuple(each.name for each in news.people if each.rel == "author" and each.name)
    return Release(
        headline=_first(headlines, "main", None) or news.headline,
        subheadline=_first(headlines, "subheadline"),
        kicker=_first(headlines, "kicker"),
        summary=_first(told, "summary"),
        language=news.language,
        dateline=_dateline(news, told),
        published=published,
        modified=modified,
        embargo=_embargo(news, told),
        issuer=issuer,
        wire=Wire(wire, others.get("wire")) if wire else None,
        distributor=sources.get("distributor"),
        authors=authors or ((news.by,) if news.by else ()),
        contacts=tuple(_contact(each) for each in news.people if each.rel == "contact"),
        about=_about(news, told),
        notices=tuple(told.get("notice", ())),
        paid=any(each.name == "Paid content" for each in news.genres),
        rights=news.copyright_notice,
        end_mark=_first(told, "end-mark"),
        urls=Urls(others.get("canonical"), others.get("original")),
        categories=_names(news.subjects, "category"),
        tags=_names(news.subjects, "keyword"),
        kind=kind,
        number=others.get("number"),
        tickers=tuple(_tickers(news)),
        media=tuple(
            Medium(each.rel, each.name or each.uri, each.uri)
            for each in news.associations
            if each.rel and each.uri
        ),
        correction=correction,
    )


def _tickers(news: News) -> Iterator[Ticker]:
    for each in news.organisations:
        for symbol in each.symbols:
            name = each.name if each.name != symbol.symbol else None
            yield Ticker(symbol.exchange, symbol.symbol, name, None, each.literal or "ticker")


def _by_role(values: tuple[Valued, ...]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for each in values:
        found.setdefault(each.role, []).append(each.value)
    return found


def _first(values: dict[str | None, list[str]], *roles: str | None) -> str | None:
    return next((values[role][0] for role in roles if role in values), None)


def _names(values: tuple[Named, ...], rel: str) -> tuple[str, ...]:
    return tuple(each.name for each in values if each.rel == rel and each.name)


def _dateline(news: News, told: dict[str | None, list[str]]) -> Dateline | None:
    text = _first(told, "dateline")
    place = next((p.name for p in news.places if p.rel == "dateline"), None) or news.located
    if text is None and place is None:
        return None
    date = from_date_time(news.content_created)
    return Dateline(text or place or "", place, date[:10] if date else None)


def _embargo(news: News, told: dict[str | None, list[str]]) -> Embargo | None:
    text, until = _first(told, "embargo"), from_date_time(news.embargoed_until)
    return Embargo(text or until or "", until) if text or until else None


def _about(news: News, told: dict[str | None, list[str]]) -> tuple[About, ...]:
    names = {each.literal: each.name for each in news.organisations if each.rel == "about"}
    return tuple(
        About(names.get(f"about-{number}"), text)
        for number, text in enumerate(told.get("about", ()), 1)
    )


def _contact(person: Named) -> Contact:
    ways: dict[str | None, str | None] = {way.type: way.value for way in person.contactInfo}
    return Contact(
        person.name,
        ways.get("role"),
        ways.get("organisation"),
        ways.get("email"),
        ways.get("phone"),
        person.literal or "",
        ways.get("address"),
        tuple(way.value for way in person.contactInfo if way.type == "social" and way.value),
    )


def _body(news: News) -> tuple[str | None, str]:
    for media_type in (*_MARKED, _PLAIN):
        for body in news.bodies:
            if body.contentType == media_type and body.value.strip():
                kind = _PLAIN if media_type == _PLAIN else "text/html"
                return _page(body.value, news) if kind != _PLAIN else body.value, kind
    if news.body_xhtml:
        return _page(news.body_xhtml, news), "text/html"
    return news.body_text, _PLAIN


def _page(markup: str, news: News) -> str:
    """Put a page around a body that is only a part of one."""
    if "<html" in markup[:1000].lower():
        return markup
    language = f' lang="{news.language}"' if news.language and news.language.isascii() else ""
    return f"<!DOCTYPE html><html{language}><body><article>{markup}</article></body></html>"


def _told(news: News) -> list[tuple[str, str]]:
    named: dict[str, Any] = {
        "uri": news.uri,
        "pubStatus": news.pub_status,
        "versionCreated": news.version_created,
    }
    return [(name, value) for name, value in named.items() if value]


def _sha256(data: bytes) -> str:
    import hashlib  # noqa: PLC0415 (one call)

    return hashlib.sha256(data).hexdigest()
