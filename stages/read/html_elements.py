"""What each HTML element is to the reader: skipped, a container, a block or a format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import (
    Code,
    Direction,
    Emphasis,
    Image,
    Inlines,
    Span,
    Strong,
    Subscript,
    Superscript,
)
from stages.read.html_inlines import Make

SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "meta",
        "link",
        "base",
        "title",
        "iframe",
        "object",
        "embed",
        "applet",
        "video",
        "audio",
        "canvas",
        "track",
        "source",
        "param",
        "map",
        "area",
        "datalist",
        "noframes",
        "frameset",
        "frame",
        "colgroup",
        "col",
        "desc",
        "defs",
        "metadata",
        "xml",
        "annotation",
        "annotation-xml",
    ]
)
"""Elements whose content no browser shows as text."""

CONTAINERS = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "form",
        "fieldset",
        "details",
        "summary",
        "address",
        "center",
        "hgroup",
        "dialog",
        "menu",
        "search",
        "legend",
        "noscript",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "li",
        "dt",
        "dd",
        "button",
        "select",
        "option",
        "optgroup",
        "textarea",
        "label",
        "p",
        "figcaption",
        "caption",
        "turbo-frame",
        "amp-sidebar",
        "amp-consent",
        "dir",
        "multicol",
        "plaintext",
        "listing",
        "xmp",
        "define-tag",
        "template",
    ]
)
"""Elements that begin and end lines and have no block of their own."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}

FORMATS: dict[str, Make] = {
    "strong": Strong,
    "b": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "var": Emphasis,
    "dfn": Emphasis,
    "sup": Superscript,
    "sub": Subscript,
    "code": Code,
    "kbd": Code,
    "samp": Code,
    "tt": Code,
}
_ROLES = {
    "ins": "inserted",
    "del": "deleted",
    "s": "struck",
    "strike": "struck",
    "u": "underlined",
    "mark": "marked",
    "small": "small",
    "abbr": "abbreviation",
    "math": "math",
}


def span_maker(role: str | None, language: str | None, direction: Direction | None) -> Make:
    """Return a maker of spans."""

    def make(inlines: Inlines) -> Span:
        return Span(inlines, role, language, direction)

    return make


FORMATS.update({tag: span_maker(role, None, None) for tag, role in _ROLES.items()})

_HIDDEN_STYLE = lazily(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAMED = frozenset(
    [
        "class",
        "id",
        "role",
        "itemprop",
        "property",
        "rel",
        "aria-label",
        "data-testid",
        "data-component",
        "data-module",
        "data-type",
        "name",
    ]
)
_LANGUAGE = frozenset({"lang", "xml:lang"})
_DIRECTIONS: dict[str, Direction] = {"rtl": "rtl", "ltr": "ltr"}


class Attributes(NamedTuple):
    """What an element says of itself."""

    names: str = ""
    hidden: bool = False
    language: str | None = None
    direction: Direction | None = None
    style: str = ""


NONE = Attributes()


def attributes_of(element: etree._Element) -> Attributes:
    """Return the attributes the reader looks at."""
    items: Sequence[tuple[Any, Any]] = element.items()
    if not items:
        return NONE
    if len(items) == 1 and items[0][0] == "class":
        return _of_class(items[0][1])
    names = style = ""
    hidden = False
    language: str | None = None
    direction: Direction | None = None
    for name, value in items:
        if name in _NAMED:
            names += " " + value
        elif name == "style":
            style = value
            if "none" in value or "hidden" in value:
                hidden = hidden or bool(_HIDDEN_STYLE.search(value))
        elif name == "hidden":
            hidden = value.lower() != "until-found"
        elif name in _LANGUAGE:
            language = value.strip() or None
        elif name == "dir":
            direction = _DIRECTIONS.get(value.strip().lower())
    if names:
        names = _names(names)
    elif not (style or hidden or language or direction):
        return NONE
    return Attributes(names, hidden, language, direction, style)


@lru_cache(maxsize=4096)
def _of_class(value: str) -> Attributes:
    """Return the attributes of an element that has a class and no other, as most have."""
    return Attributes(_names(f" {value}"))


def _names(names: str) -> str:
    """Return names in lower case without those of utility classes (`md:w-1/2`, `w-[12px]`)."""
    names = names.lower()
    if "[" in names or ":" in names:
        kept = [f" {name}" for name in names.split() if "[" not in name and ":" not in name]
        names = "".join(kept)
    return names


_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-hi-res-src")
_PLACEHOLDER = 400
"""A `data:` picture shorter than this stands in for one that is loaded later."""


def image_of(element: etree._Element) -> Image | None:
    """Return the picture an element names, or None where it names none or counts readers.

    A picture that scripts load later is named by its `data-` attribute or source set.
    """
    url = (element.get("src") or "").strip()
    if element.get("width") in {"0", "1"} and element.get("height") in {"0", "1"}:
        return None
    if not url or (url.startswith("data:") and len(url) < _PLACEHOLDER):
        late = next((str(element.get(n)) for n in _SOURCES if element.get(n)), None)
        if late is None:
            sources = element.get("srcset") or element.get("data-srcset") or ""
            late = sources.strip().partition(" ")[0].rstrip(",")
        url = (late or url).strip()
    return Image(url, " ".join((element.get("alt") or "").split())) if url else None
