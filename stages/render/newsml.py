"""Render the document as a NewsML-G2 2.35 news item."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Contact, Document, Release, Rendition
from stages.render.epub_package import EPOCH, identifier_of
from stages.render.escape import escape, language_tag, one_line
from stages.render.markup import body_of
from stages.render.news_dates import to_date_time
from stages.render.news_facts import marks
from stages.render.page import language_of, slug_of, title_of

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
SCHEME = "urn:x-wirecopy:role:"
"""Scheme of the roles that the standard's own vocabularies have no word for."""
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"


@stage("newsml-g2")
def render_newsml(document: Document, context: Context) -> Rendition:
    """Render NewsML-G2 2.35, which the `newsml-g2` reader gives back with the same facts.

    Facts without an element of their own stand in `description` and `altId` with a role of the
    scheme `urn:x-wirecopy:role:`; the body is XHTML.
    """
    return Rendition(
        "application/vnd.iptc.g2.newsitem+xml", ".newsml.xml", news_item(document).encode("utf-8")
    )


def news_item(document: Document) -> str:
    """Return the news item as XML, its elements in the order of the standard's schema."""
    release = document.release
    markup = body_of(document, lambda _url, _alt: None, epub=False).markup
    language = language_of(document)
    title = escape(title_of(document))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            f'<newsItem xmlns="{NAMESPACE}" standard="NewsML-G2" standardversion="2.35"'
            f' conformance="power" guid="{identifier_of(document.source.sha256)}" version="1"'
            f' xml:lang="{language}">'
        ),
        f'<catalogRef href="{_CATALOG}"/>',
        f'<catalog><scheme alias="wirecopy" uri="{SCHEME}"/></catalog>',
        *_rights(release),
        *_item_meta(release, title),
        *_content_meta(document),
        *_instruments(release),
        "<contentSet>",
        (
            '<inlineXML contenttype="application/xhtml+xml">'
            f'<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="{language}" lang="{language}">'
        ),
        f"<head><title>{title}</title></head>",
        f"<body><article>\n{markup}</article></body></html></inlineXML>",
        "</contentSet>",
        "</newsItem>",
    ]
    return "\n".join(lines) + "\n"


def _text(name: str, value: str | None, attributes: str = "") -> list[str]:
    return [f"<{name}{attributes}>{escape(value)}</{name}>"] if value else []


def _role(role: str) -> str:
    return f' role="wirecopy:{role}"'


def _rights(release: Release) -> list[str]:
    if not release.rights:
        return []
    return ["<rightsInfo>", *_text("copyrightNotice", release.rights), "</rightsInfo>"]


def _item_meta(release: Release, title: str) -> list[str]:
    published, modified = to_date_time(release.published), to_date_time(release.modified)
    embargo = release.embargo
    until = to_date_time(embargo.until) if embargo is not None else None
    provider = release.distributor or (release.wire.name if release.wire else None)
    named = provider or release.issuer or "unknown"
    status = "withheld" if embargo is not None else "usable"
    return [
        "<itemMeta>",
        '<itemClass qcode="ninat:text"/>',
        f'<provider literal="{escape(one_line(named))}"/>',
        f"<versionCreated>{modified or published or EPOCH}</versionCreated>",
        *_text("firstCreated", published),
        *_text("embargoed", until),
        f'<pubStatus qcode="stat:{status}"/>',
        f"<title>{title}</title>",
        "</itemMeta>",
    ]


def _content_meta(document: Document) -> list[str]:
    release = document.release
    dateline = release.dateline
    parts = ["<contentMeta>"]
    if dateline is not None:
        parts += _text("contentCreated", dateline.date)
        parts += _named("located", dateline.place)
    parts += _named("infoSource", release.issuer, "issuer")
    parts += _named("infoSource", release.wire.name if release.wire else None, "wire")
    parts += _named("infoSource", release.distributor, "distributor")
    for author in release.authors:
        parts += _named("creator", author, "author")
    for contact in release.contacts:
        parts += _contact(contact)
    parts += _text("altId", release.wire.id if release.wire else None, _role("wire"))
    parts += _text("altId", release.number, _role("number"))
    parts += _text("altId", release.urls.canonical, _role("canonical"))
    parts += _text("altId", release.urls.original, _role("original"))
    tag = language_tag(release.language)
    parts += _text("altId", release.modified, _role("modified"))
    parts += [f'<language tag="{tag}"/>'] if tag else []
    parts += _named("genre", "Press release")
    parts += _named("genre", "Paid content" if release.paid else None)
    kind = release.kind
    if kind is not None:
        parts.append(f'<genre literal="kind"><name>{escape(kind.kind)}</name></genre>')
    for word in release.tags:
        parts += _text("keyword", word)
    for category in release.categories:
        parts += _named("subject", category)
    for number, about in enumerate(release.about, 1):
        parts += [f'<subject literal="about-{number}">', *_text("name", about.organisation)]
        parts += [*_text("definition", about.text), "</subject>"]
    parts += _text("slugline", slug_of(document))
    parts += _text("headline", release.headline, ' role="hldrole:main"')
    parts += _text("headline", release.subheadline, ' role="hldrole:sub"')
    parts += _text("headline", release.kicker, _role("kicker"))
    parts += _text("dateline", dateline.text if dateline is not None else None)
    parts += _text("by", ", ".join(release.authors))
    parts += _text("description", release.summary, ' role="drol:summary"')
    embargo = release.embargo.text if release.embargo is not None else None
    parts += _text("description", embargo, _role("embargo"))
    parts += _text("description", release.end_mark, _role("end-mark"))
    for role, text in marks(release):
        parts += _text("description", text, _role(role))
    for notice in release.notices:
        parts += _text("description", notice, _role("notice"))
    return [*parts, "</contentMeta>"]


def _instruments(release: Release) -> list[str]:
    """Return an assertion for each security: the organisation and its instrument."""
    parts = []
    for ticker in release.tickers:
        market = f' marketlabel="{escape(ticker.exchange)}"' if ticker.exchange else ""
        parts += [
            f'<assert literal="{ticker.scheme}">',
            *_text("name", ticker.organisation),
            f'<hasInstrument symbol="{escape(ticker.symbol)}"{market}/>',
            "</assert>",
        ]
    return parts


def _named(element: str, name: str | None, role: str | None = None) -> list[str]:
    if not name:
        return []
    told = _role(role) if role else ""
    return [f"<{element}{told}><name>{escape(name)}</name></{element}>"]


def _contact(contact: Contact) -> list[str]:
    ways = [*_text("email", contact.email), *_text("phone", contact.phone)]
    details = [
        *_within("affiliation", _text("name", contact.organisation)),
        *_within("contactInfo", ways),
    ]
    return [
        f"<contributor{_role('contact')}>",
        *_text("name", contact.name),
        *_text("definition", contact.text),
        *_text("note", contact.role, _role("position")),
        *_within("personDetails", details),
        "</contributor>",
    ]


def _within(name: str, parts: list[str]) -> list[str]:
    return [f"<{name}>", *parts, f"</{name}>"] if parts else []
