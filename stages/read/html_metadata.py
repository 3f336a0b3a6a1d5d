"""What a page states about itself, statement by statement, for recognition to weigh.

`Document.metadata` holds a `Metadatum(vocabulary, name, value)` a statement, in the order of trust:
what stands further up is the publisher's own and made for machines. Names are as written in the
page, in lower case but for schema.org's.

1. `json-ld`, from the node that is the article (NewsArticle, PressRelease ...), else the page:
   `type`, `headline`, `alternativeHeadline`, `name`, `description`, `datePublished`,
   `dateModified`, `dateCreated`, `inLanguage`, `url`, `mainEntityOfPage`, `articleSection`,
   `keywords`, `articleBody`, `identifier`, `isBasedOn`, `isAccessibleForFree`,
   `contentLocation`; `author`, `creator`, `publisher`, `sourceOrganization`, `copyrightHolder`
   are names, one statement each, followed by their `author.type` (Person, Organization) ...
2. `html`: `canonical` (`<link rel=canonical>`), `lang` (`<html lang>`).
3. `opengraph`: `og:title`, `og:description`, `og:url`, `og:site_name`, `og:locale`,
   `article:published_time`, `article:modified_time`, `article:author`, `article:section`,
   `article:tag` ...
4. `dublin-core`: `title`, `creator`, `date`, `language`, `publisher`, `identifier`,
   `description`, `subject`, `rights` ..., the prefix (`dc.`, `dcterms.`) taken off.
5. `microdata`: item properties of the article, by `content`, `datetime`, `href` or text.
6. `front-matter`: what a page in source form defines (`pagetitle`, `release_date`).
7. `meta`: any other `<meta name>`: `author`, `description`, `keywords`, `date`, `generator`,
   numbers of wires.
8. `html`: `title` (`<title>`, to which sites add their own name), then `time` and `time.pubdate`
   (`<time datetime>`, else its text) in the order of the page; related stories have them too.

Values are stripped and white space is folded, but never changed otherwise: dates stay as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import Metadatum
from stages.read.html_json_ld import json_ld
from stages.read.html_links import without_tracking

_LONGEST = 5000
_MOST = 400
_OPENGRAPH = lazily(r"(?:og|article|book|profile|product|fb):")
_DUBLIN_CORE = lazily(r"(?:dc|dcterms)[.:](?:terms\.)?(.+)")
_MICRODATA = frozenset(
    [
        "headline",
        "alternativeHeadline",
        "name",
        "description",
        "datePublished",
        "dateModified",
        "dateCreated",
        "author",
        "publisher",
        "inLanguage",
        "articleSection",
        "keywords",
        "url",
        "mainEntityOfPage",
    ]
)
_typed = etree.XPath("descendant-or-self::*[@itemtype]")
_properties = etree.XPath("descendant-or-self::*[@itemprop]")
_STATING = ("meta", "link", "script", "time", "title", "base", "define-tag")
_ARTICLE = lazily(r"schema\.org/\w*(?:Article|Posting|Report|PressRelease)\b")


class Statements(NamedTuple):
    """The elements in which a page speaks of itself, in the order of the page."""

    metas: list[etree._Element]
    links: list[etree._Element]
    scripts: list[etree._Element]
    times: list[etree._Element]
    titles: list[etree._Element]
    bases: list[etree._Element]
    defined: list[etree._Element]


def statements_of(root: etree._Element) -> Statements:
    """Return the elements of a page that state something of it, found in one pass."""
    found = Statements([], [], [], [], [], [], [])
    lists = dict(zip(_STATING, found, strict=True))
    for element in root.iter(*_STATING):
        lists[str(element.tag)].append(element)
    return found


def metadata_of(root: etree._Element, said: Statements | None = None) -> tuple[Metadatum, ...]:
    """Return the statements of a page in order of trust; at most 400, long ones cut at 5,000.

    Only the article's own body (`articleBody`) is kept at any length. `said` saves looking for
    the elements once more.
    """
    said = said or statements_of(root)
    found: list[Metadatum] = list(json_ld(said.scripts))
    head: list[Metadatum] = []
    og: list[Metadatum] = []
    dc: list[Metadatum] = []
    other: list[Metadatum] = []
    for meta in said.metas[:_MOST]:
        value = _folded(meta.get("content") or "")
        name = (meta.get("property") or meta.get("name") or "").strip().lower()
        if not value or not name:
            continue
        core = _DUBLIN_CORE.match(name)
        if core:
            dc.append(Metadatum("dublin-core", core[1], value))
        elif _OPENGRAPH.match(name):
            og.append(Metadatum("opengraph", name, value))
        else:
            other.append(Metadatum("meta", name, value))
    for link in said.links[:_MOST]:
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            canonical = without_tracking(link.get("href", "").strip())
            head.append(Metadatum("html", "canonical", canonical))
    language = language_of(root)
    if language:
        head.append(Metadatum("html", "lang", language))
    found += [*head, *og, *dc, *_microdata(root), *_defined(said.defined), *other]
    found += _visible(said)
    return tuple(found)


def language_of(root: etree._Element) -> str | None:
    """Return the language the page states, as written."""
    page = root if root.tag == "html" else next(root.iter("html"), root)
    named = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang")
    if not named:
        body = next(root.iter("body"), None)
        named = body.get("lang") if body is not None else None
    return (named or "").strip() or None


def base_of(root: etree._Element, url: str | None, said: Statements | None = None) -> str | None:
    """Return the address that relative links are joined to, or None where nothing names it.

    `<base href>`, then where the bytes came from, then what the page calls its own address.
    """
    said = said or statements_of(root)
    stated = next((base.get("href") for base in said.bases if base.get("href")), None)
    own = url or _own_address(said)
    try:
        base = urljoin(own or "", stated.strip()) if stated else own
    except ValueError:
        base = own
    return base if base and base.startswith(("http://", "https://")) else None


def _own_address(said: Statements) -> str | None:
    for link in said.links[:_MOST]:
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    for meta in said.metas[:_MOST]:
        if (meta.get("property") or "").lower() == "og:url" and meta.get("content"):
            return str(meta.get("content")).strip()
    return None


def _microdata(root: etree._Element) -> Iterator[Metadatum]:
    """Yield the item properties inside the first article that names its type."""
    typed: Any = _typed(root)
    article = next((e for e in typed if _ARTICLE.search(e.get("itemtype") or "")), None)
    if article is None:
        return
    properties: Any = _properties(article)
    for element in properties[:_LONGEST]:
        for name in element.get("itemprop").split():
            if name in _MICRODATA:
                value = _folded(
                    element.get("content")
                    or element.get("datetime")
                    or element.get("href")
                    or "".join(map(str, islice(element.itertext(), 50)))
                )
                if value:
                    yield Metadatum("microdata", name, value)


def _defined(elements: Iterable[etree._Element]) -> Iterator[Metadatum]:
    """Yield what a page's source defines for the program that makes the page (WML)."""
    for element in islice(elements, 50):
        name = next(iter(element.keys()), "")
        value = _folded("".join(map(str, islice(element.itertext(), 20))))
        if name and value:
            yield Metadatum("front-matter", str(name), value)


def _visible(said: Statements) -> Iterator[Metadatum]:
    if said.titles:
        text = _folded("".join(map(str, said.titles[0].itertext())))
        if text:
            yield Metadatum("html", "title", text)
    for element in said.times[:50]:
        value = _folded(
            element.get("datetime") or "".join(map(str, islice(element.itertext(), 20)))
        )
        if value:
            name = "time.pubdate" if element.get("pubdate") is not None else "time"
            yield Metadatum("html", name, value)


def _folded(value: str) -> str:
    return " ".join(value.split())[:_LONGEST]
