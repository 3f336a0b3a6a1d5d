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

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import Metadatum
from stages.read.html_json_ld import json_ld
from stages.read.html_links import without_tracking

_LONGEST = 5000
_MOST = 400
_SPACE = lazily(r"\s+")
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
_ARTICLE = lazily(r"schema\.org/\w*(?:Article|Posting|Report|PressRelease)\b")


def metadata_of(root: etree._Element) -> tuple[Metadatum, ...]:
    """Return the statements of a page in order of trust; at most 400, long ones cut at 5,000.

    Only the article's own body (`articleBody`) is kept at any length.
    """
    found: list[Metadatum] = list(json_ld(root))
    head: list[Metadatum] = []
    og: list[Metadatum] = []
    dc: list[Metadatum] = []
    other: list[Metadatum] = []
    for meta in islice(root.iter("meta"), _MOST):
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
    for link in islice(root.iter("link"), _MOST):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            canonical = without_tracking(link.get("href", "").strip())
            head.append(Metadatum("html", "canonical", canonical))
    language = language_of(root)
    if language:
        head.append(Metadatum("html", "lang", language))
    found += [*head, *og, *dc, *_microdata(root), *_defined(root), *other, *_visible(root)]
    return tuple(found)


def language_of(root: etree._Element) -> str | None:
    """Return the language the page states, as written."""
    page = root if root.tag == "html" else next(root.iter("html"), root)
    named = page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang")
    if not named:
        body = next(root.iter("body"), None)
        named = body.get("lang") if body is not None else None
    return (named or "").strip() or None


def base_of(root: etree._Element, url: str | None) -> str | None:
    """Return the address that relative links are joined to, or None where nothing names it.

    `<base href>`, then where the bytes came from, then what the page calls its own address.
    """
    said = next((base.get("href") for base in root.iter("base") if base.get("href")), None)
    own = url or _own_address(root)
    try:
        base = urljoin(own or "", said.strip()) if said else own
    except ValueError:
        base = own
    return base if base and base.startswith(("http://", "https://")) else None


def _own_address(root: etree._Element) -> str | None:
    for link in islice(root.iter("link"), _MOST):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            return str(link.get("href")).strip()
    for meta in islice(root.iter("meta"), _MOST):
        if (meta.get("property") or "").lower() == "og:url" and meta.get("content"):
            return str(meta.get("content")).strip()
    return None


def _microdata(root: etree._Element) -> Iterator[Metadatum]:
    """Yield the item properties inside the first article that names its type."""
    typed: Any = _typed(root)
    article = next((e for e in typed if _ARTICLE.search(e.get("itemtype") or "")), None)
    if article is None:
        return
    for element in islice(article.iter(), _LONGEST):
        for name in (element.get("itemprop") or "").split():
            if name in _MICRODATA:
                value = _folded(
                    element.get("content")
                    or element.get("datetime")
                    or element.get("href")
                    or "".join(map(str, islice(element.itertext(), 50)))
                )
                if value:
                    yield Metadatum("microdata", name, value)


def _defined(root: etree._Element) -> Iterator[Metadatum]:
    """Yield what a page's source defines for the program that makes the page (WML)."""
    for element in islice(root.iter("define-tag"), 50):
        name = next(iter(element.keys()), "")
        value = _folded("".join(map(str, islice(element.itertext(), 20))))
        if name and value:
            yield Metadatum("front-matter", str(name), value)


def _visible(root: etree._Element) -> Iterator[Metadatum]:
    title = next((e for e in root.iter("title")), None)
    if title is not None:
        text = _folded("".join(map(str, title.itertext())))
        if text:
            yield Metadatum("html", "title", text)
    for element in islice(root.iter("time"), 50):
        value = _folded(
            element.get("datetime") or "".join(map(str, islice(element.itertext(), 20)))
        )
        if value:
            name = "time.pubdate" if element.get("pubdate") is not None else "time"
            yield Metadatum("html", name, value)


def _folded(value: str) -> str:
    return _SPACE.sub(" ", value).strip()[:_LONGEST]
