"""Markup to an element tree, whatever the markup: no part of a page goes missing in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pipeline.pattern import lazily

Report = Callable[[str, str], None]

_LONG_TAG = 16_000
_MOST_ATTRIBUTES = 500
_OPEN_TAG = lazily(r"<[a-zA-Z][^<>]{16000,}+")
_ATTRIBUTE = lazily(r"""[^\s=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"']\S*+))?+\s*+""")
_CONTROL_REFERENCE = lazily(r"&#(?:[xX]0*([89][0-9a-fA-F])|0*(1[2-5]\d));?")
_WRAPPERS = lazily(
    r"</?(?:div|span|font|b|i|u|em|strong|big|small|center|section|article|blockquote|ul|ol|li|dl|dd"
    r"|dt|table|tbody|tr|td|th|form|fieldset|a)\b[^>]*+>",
    re.IGNORECASE,
)
_ANY_TAG = lazily(r"<[^<>]*+>")
_SCRIPT = lazily(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


def parse(markup: str, report: Report) -> etree._Element | None:
    """Return the root of a page, or None for one without elements or text.

    libxml2 stops without a word where elements nest deeper than 2,048; the page is then parsed
    again without the elements that only wrap others, and that is reported. Elements with
    thousands of attributes, whose cost grows with the square, keep the first 500.
    """
    if "\x00" in markup:
        report("nul-characters", "The page held NUL characters, which have been left out.")
    markup = markup.replace("\x00", "").replace("\ufeff", "")
    markup = _references(markup)
    markup = _fewer_attributes(markup, report)
    root, complete = _tree(markup)
    if complete:
        return root
    report(
        "deep-nesting",
        "The page nests elements thousands deep; it was read without the ones that only wrap.",
    )
    without_scripts = _SCRIPT.sub(" ", markup)
    root, complete = _tree(_WRAPPERS.sub("\n", without_scripts))
    if complete:
        return root
    return _tree(_ANY_TAG.sub("\n", without_scripts))[0]


def _tree(markup: str) -> tuple[etree._Element | None, bool]:
    """Return the root, and whether the parser took everything."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    last = parser.error_log.last_error
    complete = last is None or "RESOURCE_LIMIT" not in last.type_name
    return root, complete


def _references(markup: str) -> str:
    """Return markup with references to C1 controls read as HTML does, as windows-1252."""

    def character(match: re.Match[str]) -> str:
        number = int(match[1], 16) if match[1] else int(match[2])
        if not 0x80 <= number <= 0x9F:  # noqa: PLR2004 (the C1 block)
            return match[0]
        return bytes([number]).decode("windows-1252", "replace")

    if "&#" not in markup:
        return markup
    return _CONTROL_REFERENCE.sub(character, markup)


def _fewer_attributes(markup: str, report: Report) -> str:
    def shorter(match: re.Match[str]) -> str:
        tag = match[0]
        end = 0
        for number, attribute in enumerate(_ATTRIBUTE.finditer(tag, 1)):
            if number > _MOST_ATTRIBUTES:
                report("attributes", "An element had over 500 attributes; the rest was left out.")
                return tag[:end]
            end = attribute.end()
        return tag

    parts: list[str] = []
    at = 0
    for start in _long_tags(markup):
        tag = _OPEN_TAG.match(markup, start) if start >= at else None
        if tag is not None:
            parts += (markup[at:start], shorter(tag))
            at = tag.end()
    return "".join((*parts, markup[at:])) if parts else markup


def _long_tags(markup: str) -> Iterator[int]:
    """Yield where a long tag may begin: before a stretch of half its length that ends no tag."""
    half = _LONG_TAG // 2
    for middle in range(half, len(markup) - half + 1, half):
        if markup.find(">", middle, middle + half) < 0:
            start = markup.rfind("<", middle - half, middle)
            if start >= 0:
                yield start
