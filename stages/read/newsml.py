"""Read a NewsML-G2 news item: a colleague's feed, or what the `newsml-g2` renderer wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

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
    Metadatum,
    Release,
    Source,
    Ticker,
    Urls,
    Wire,
)
from stages.render.epub_package import EPOCH
from stages.render.news_dates import from_date_time
from stages.render.news_facts import marks_of
from stages.render.newsml import NAMESPACE

MEDIA_TYPE = "application/vnd.iptc.g2.newsitem+xml"
_N = f"{{{NAMESPACE}}}"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@stage("read-newsml-g2", media_types=(MEDIA_TYPE,))
def read_newsml(source: Source, context: Context) -> Document:
    """Read the first news item of a NewsML-G2 file: its inline body and the facts it states.

    Raises ReadError when the XML is broken, or holds no news item with a body inside it.
    """
    from lxml import etree  # noqa: PLC0415 (heavy, only for XML)

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        msg = f"{source.name} is no well-formed XML: {' '.join(str(error).split())[:200]}"
        raise ReadError(msg) from error
    item = root if root.tag == f"{_N}newsItem" else next(root.iter(f"{_N}newsItem"), None)
    found = _body(item) if item is not None else None
    if item is None or found is None:
        msg = f"{source.name} holds no news item with a body"
        raise ReadError(msg)
    body, media_type = found
    inner = replace(source, data=body, media_type=media_type, charset="utf-8")
    document = context.read_with(media_type, inner)
    facts = replace(
        document.source,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(source.data).hexdigest(),
        encoding=root.getroottree().docinfo.encoding or "utf-8",
        bytes=len(source.data),
    )
    metadata = (
        Metadatum("newsml-g2", str(name), str(value))
        for name, value in item.attrib.items()
        if "}" not in str(name)
    )
    return replace(
        document,
        source=facts,
        release=release_of(item),
        metadata=(*document.metadata, *metadata),
    )


def _body(item: Any) -> tuple[bytes, str] | None:
    from lxml import etree  # noqa: PLC0415 (see above)

    for inline in item.iter(f"{_N}inlineXML"):
        for child in inline:
            if isinstance(child.tag, str):
                return etree.tostring(child, encoding="utf-8", with_tail=False), "text/html"
    for inline in item.iter(f"{_N}inlineData"):
        kind = (inline.get("contenttype") or "text/plain").partition(";")[0]
        if inline.text and not inline.get("encoding") and kind in {"text/plain", "text/html"}:
            return inline.text.encode("utf-8"), kind
    return None


def release_of(item: Any) -> Release:
    """Return the facts that a news item states."""
    texts = _texts(item, "description")
    headlines = _texts(item, "headline")
    others = _texts(item, "altId")
    sources = _texts(item, "infoSource")
    creators = _all(item, "contentMeta/creator")
    rights = item.find(f"{_N}rightsInfo/{_N}copyrightNotice")
    wire = _first(sources, "wire")
    genres = [_name(each) for each in _all(item, "contentMeta/genre")]
    subjects = [s for s in _all(item, "contentMeta/subject") if _about_number(s) is None]
    kinds = [g for g in _all(item, "contentMeta/genre") if g.get("literal") == "kind"]
    kind, correction = marks_of(texts, [_child(each, "name") or "" for each in kinds])
    first, version = _date(item, "firstCreated"), _date(item, "versionCreated")
    modified = _first(others, "modified")
    return Release(
        headline=_first(headlines, "main", ""),
        subheadline=_first(headlines, "sub"),
        kicker=_first(headlines, "kicker"),
        summary=_first(texts, "summary"),
        language=_language(item),
        dateline=_dateline(item),
        published=first or (None if modified else version),
        modified=modified or (version if first and version != first else None),
        embargo=_embargo(item, _first(texts, "embargo")),
        issuer=_first(sources, "issuer"),
        wire=Wire(wire, _first(others, "wire")) if wire else None,
        distributor=_first(sources, "distributor"),
        authors=tuple(name for name in map(_name, creators) if name),
        contacts=tuple(
            _contact(each)
            for each in _all(item, "contentMeta/contributor")
            if _role(each) == "contact"
        ),
        about=tuple(
            About(_child(each, "name"), _child(each, "definition") or "")
            for each in _all(item, "contentMeta/subject")
            if _about_number(each) is not None
        ),
        notices=tuple(texts.get("notice", ())),
        paid="Paid content" in genres,
        rights=_words(rights) if rights is not None else None,
        end_mark=_first(texts, "end-mark"),
        urls=Urls(_first(others, "canonical"), _first(others, "original")),
        categories=tuple(name for name in map(_name, subjects) if name),
        tags=tuple(_words(each) for each in _all(item, "contentMeta/keyword")),
        kind=kind,
        number=_first(others, "number"),
        tickers=tuple(_tickers(item)),
        correction=correction,
    )


def _tickers(item: Any) -> Iterator[Ticker]:
    for each in _all(item, "assert"):
        for instrument in _all(each, "hasInstrument"):
            symbol, market = instrument.get("symbol"), instrument.get("marketlabel")
            if symbol:
                scheme = each.get("literal") or "ticker"
                yield Ticker(market, symbol, _child(each, "name"), None, scheme)


def _language(item: Any) -> str | None:
    told = item.find(f"{_N}contentMeta/{_N}language")
    tag: str | None = told.get("tag") if told is not None else item.get(_XML_LANGUAGE)
    return None if tag == "und" else tag


def _all(item: Any, path: str) -> list[Any]:
    found: list[Any] = item.findall("/".join(_N + step for step in path.split("/")))
    return found


def _words(element: Any) -> str:
    return "".join(element.itertext())


def _child(element: Any, name: str) -> str | None:
    found = element.find(_N + name)
    return _words(found) if found is not None else None


def _name(element: Any) -> str | None:
    name = _child(element, "name")
    return name or element.get("literal")


def _role(element: Any) -> str:
    """Return the last part of an element's role, whatever the alias of its scheme."""
    role: str = element.get("role") or ""
    return role.rpartition(":")[2]


def _texts(item: Any, name: str) -> dict[str, list[str]]:
    """Return the words of contentMeta's elements of a name, by role."""
    found: dict[str, list[str]] = {}
    for element in _all(item, f"contentMeta/{name}"):
        words = _name(element) if name == "infoSource" else _words(element)
        if words:
            found.setdefault(_role(element), []).append(words)
    return found


def _first(values: dict[str, list[str]], *roles: str) -> str | None:
    return next((values[role][0] for role in roles if role in values), None)


def _date(item: Any, name: str) -> str | None:
    found = item.find(f"{_N}itemMeta/{_N}{name}")
    text = found.text.strip() if found is not None and found.text else None
    return None if text == EPOCH else from_date_time(text)


def _dateline(item: Any) -> Dateline | None:
    meta = item.find(f"{_N}contentMeta")
    if meta is None:
        return None
    text, located = _child(meta, "dateline"), meta.find(f"{_N}located")
    place = _name(located) if located is not None else None
    if text is None and place is None:
        return None
    date = from_date_time(_child(meta, "contentCreated"))
    return Dateline(text or place or "", place, date[:10] if date else None)


def _embargo(item: Any, text: str | None) -> Embargo | None:
    until = _date(item, "embargoed")
    return Embargo(text or until or "", until) if text or until else None


def _about_number(subject: Any) -> str | None:
    literal: str = subject.get("literal") or ""
    head, _, number = literal.partition("about-")
    return number if not head and number.isdecimal() else None


def _contact(element: Any) -> Contact:
    details = element.find(f"{_N}personDetails")
    ways: dict[str, str | None] = {}
    if details is not None:
        for name, path in (
            ("organisation", f"{_N}affiliation/{_N}name"),
            ("email", f"{_N}contactInfo/{_N}email"),
            ("phone", f"{_N}contactInfo/{_N}phone"),
        ):
            found = details.find(path)
            ways[name] = _words(found) if found is not None else None
    return Contact(
        _child(element, "name"),
        _child(element, "note"),
        ways.get("organisation"),
        ways.get("email"),
        ways.get("phone"),
        _child(element, "definition") or "",
    )
