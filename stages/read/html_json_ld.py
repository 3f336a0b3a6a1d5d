"""The article's node in the JSON-LD of a page."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import Metadatum

_PLAIN = [
    "headline",
    "alternativeHeadline",
    "name",
    "description",
    "datePublished",
    "dateModified",
    "dateCreated",
    "inLanguage",
    "url",
    "articleSection",
    "keywords",
    "articleBody",
    "isBasedOn",
    "isAccessibleForFree",
]
_NAMED = (
    "author",
    "creator",
    "publisher",
    "sourceOrganization",
    "copyrightHolder",
    "contentLocation",
)
_ARTICLE = lazily(r"Article$|PressRelease|Posting$|Report$|NewsArticle|Announcement")
_PAGE = lazily(r"WebPage$|ItemPage$|CreativeWork$")
_CONTROLS = lazily(r"[\x00-\x1f]")
_MOST_NODES = 2000
_LONGEST = 5000
_LONGEST_SCRIPT = 4_000_000


def json_ld(scripts: Iterable[etree._Element]) -> Iterator[Metadatum]:
    """Yield the statements of the node that describes the article, best kind of node first.

    JSON that does not parse, even with its raw control characters made spaces, says nothing.
    """
    best = article_of(scripts)
    if best is not None:
        yield from _statements(best)


def article_of(scripts: Iterable[etree._Element]) -> dict[str, Any] | None:
    """Return the node that describes the article, or else the page; None where there is none."""
    best: dict[str, Any] | None = None
    rank = 0
    for script in islice(scripts, 200):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(_parsed(script.text or "")):
            found = _rank(node)
            if found > rank:
                best, rank = node, found
    return best


def _parsed(text: str) -> Any:
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("<![CDATA[").removesuffix("]]>")
    if len(text) > _LONGEST_SCRIPT:
        return None
    try:
        return json.loads(_CONTROLS.sub(" ", text), parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of a graph that may be articles: at the top, in lists, `@graph`, parts."""
    todo = deque([value])
    for _ in range(_MOST_NODES):
        if not todo:
            return
        one = todo.popleft()
        if isinstance(one, list):
            todo.extend(one)
        elif isinstance(one, dict):
            yield one
            todo.extend(one[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in one)


def _types(node: dict[str, Any]) -> list[str]:
    named = node.get("@type")
    return [t for t in (named if isinstance(named, list) else [named]) if isinstance(t, str)]


def _rank(node: dict[str, Any]) -> int:
    types = _types(node)
    if any(_ARTICLE.search(t) for t in types):
        return 3 + ("articleBody" in node) + ("headline" in node)
    return 1 if any(_PAGE.search(t) for t in types) else 0


def _statements(node: dict[str, Any]) -> Iterator[Metadatum]:
    for kind in _types(node):
        yield Metadatum("json-ld", "type", kind)
    for name in _PLAIN:
        for value in _texts(node.get(name)):
            yield Metadatum("json-ld", name, value if name == "articleBody" else value[:_LONGEST])
    for value in _texts(node.get("mainEntityOfPage"), "@id", "url"):
        yield Metadatum("json-ld", "mainEntityOfPage", value)
    for value in _texts(node.get("identifier"), "value", "name"):
        yield Metadatum("json-ld", "identifier", value)
    for name in _NAMED:
        named: Any = node.get(name)
        for one in named if isinstance(named, list) else [named]:
            for text in _texts(one, "name"):
                yield Metadatum("json-ld", name, text)
                for kind in _types(one) if isinstance(one, dict) else []:
                    yield Metadatum("json-ld", f"{name}.type", kind)


def _texts(value: Any, *keys: str) -> Iterator[str]:
    """Yield the plain texts of a value: itself, the items of a list, a key of an object."""
    for one in value if isinstance(value, list) else [value]:
        text: Any = one
        if isinstance(one, dict):
            text = next((one[key] for key in (*keys, "@value", "name") if key in one), None)
        if isinstance(text, bool):
            text = str(text).lower()
        if isinstance(text, str):
            folded = " ".join(html.unescape(text).split())
            if folded:
                yield folded
