"""Places in a page that its own links lead to: footnotes, the way back, parts of the text."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import unquote

from lxml import etree

from stages.read.html_elements import HEADINGS

ANCHOR = "anchor:"
"""Begins the role of a span that a link to `#id` leads to; the id follows."""
_LONGEST_MARK = 4
"""Signs of a footnote's mark: `[12]`, `*`, `↩`."""
_OWN_LINES = frozenset({"p", "li", "dt", "dd", *HEADINGS})
_INLINE = frozenset({"a", "sup", "sub", "span", "cite", "small", "em", "strong", "b", "i"})
_MOST = 2000
_LOOKED_AT = 50


_links: Any = etree.XPath("descendant-or-self::a[starts-with(@href, '#')]")
_named: Any = etree.XPath("descendant-or-self::*[@id] | descendant-or-self::a[@name]")


def anchors_of(root: etree._Element) -> dict[etree._Element, str]:
    """Return the elements that links of the page lead to, each with the role of its span.

    Elements that hold parts of a page count only where a footnote's mark leads to them: links
    that skip to the text would otherwise mark all of it.
    """
    every: set[str] = set()
    notes: set[str] = set()
    for link in _links(root):
        linked = unquote(link.get("href")[1:])
        if not linked or len(every) >= _MOST:
            continue
        every.add(linked)
        if len("".join(map(str, islice(link.itertext(), _LOOKED_AT))).strip()) <= _LONGEST_MARK:
            notes.add(linked)
    found: dict[etree._Element, str] = {}
    name: str | None
    for element in _named(root) if every else ():
        tag = element.tag
        name = element.get("id") or (element.get("name") if tag == "a" else None)
        if name in (every if tag in _OWN_LINES or tag in _INLINE else notes):
            found[element] = f"{ANCHOR}{name}"
    return found
