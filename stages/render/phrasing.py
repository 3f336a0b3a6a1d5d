"""Write words and what is set within a line: links, emphasis, pictures, anchors."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.pattern import lazily
from pipeline.text import inline_text
from pipeline.tree import (
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from stages.render.anchors import Anchors
from stages.render.escape import escape, language_tag, web_address

DEEPEST_INLINE = 24
"""Inlines within one another; what lies deeper is set without its tags."""
FEW_WORDS = 5
LONGEST_PAIR = 30
"""Words of a headline from which on its last two are kept together on paper."""

_PLAIN_TAGS: dict[type, str] = {
    Strong: "strong",
    Emphasis: "em",
    Superscript: "sup",
    Subscript: "sub",
    Code: "code",
}
_SPAN_TAGS = {
    "ins": "ins",
    "inserted": "ins",
    "del": "del",
    "deleted": "del",
    "mark": "mark",
    "term": "dfn",
    "underline": "u",
    "u": "u",
    "s": "s",
    "strike": "s",
    "small": "small",
    "cite": "cite",
    "abbr": "abbr",
    "q": "span",
    "kbd": "kbd",
    "samp": "samp",
    "var": "var",
}
_HOST = lazily(r"\bhttps?://[^\s/&<>]{1,40}(?![^\s/&<>])")
"""The scheme and host of a printed address, which stay on one line of paper."""
_PAIR = r'<span class="pair">\g<0></span>'
_NUMBER = lazily(r"(?<![\d.,])(?:\+|\(\+?)?\d(?:[ \u00a0\u202f()/.-]{0,2}\d){6,15}(?![\d.,]\d)")
_GROUPED = frozenset(" \u00a0\u202f+-()/")
"""Signs that a line written from right to left would set in another order within a number."""
_MOST_HOSTS = 200
"""Addresses of one run of text whose hosts are kept whole; each costs an element."""
_ENDLESS = 1000
"""Signs of a word from which on it gets places to break; an address has some hundreds."""
_PIECE = 40
_WORD = lazily(r"([\x21-\u0dff]+)")
_TOKEN = lazily(r"[^a-z0-9-]+")


class Shown(NamedTuple):
    """A picture that can be shown: its address in the rendition and its size in pixels."""

    src: str
    width: int = 0
    height: int = 0


class Phrasing:
    """Writes inlines as XHTML to `out`; the options are those of `body_of`."""

    def __init__(
        self,
        out: list[str],
        show: Callable[[str, str], Shown | None],
        anchors: Anchors,
        *,
        epub: bool,
        prefix: str,
        rtl: bool,
    ) -> None:
        """Begin with what the body that it writes for knows."""
        self.out = out
        self.show = show
        self.anchors = anchors
        self.epub = epub
        self.prefix = prefix
        self.rtl = rtl

    def wrapped(self, tag: str, attributes: str, inlines: Inlines) -> None:
        """Write inlines inside an element."""
        self.out.append(f"<{tag}{attributes}>")
        self.inlines(inlines, 0, in_link=False)
        self.out.append(f"</{tag}>\n")

    def inlines(self, inlines: Inlines, depth: int, *, in_link: bool) -> None:
        """Write inlines; `in_link` leaves out links, which may not stand in one another."""
        out = self.out
        for inline in inlines:
            if isinstance(inline, Text):
                text = escape(inline.text)
                if len(text) > _ENDLESS and max(map(len, text.split())) > _ENDLESS:
                    text = _breakable(inline.text)
                if self.rtl:
                    text = _NUMBER.sub(_isolated, text)
                paired = not self.epub and 0 < text.count("://") <= _MOST_HOSTS
                out.append(_HOST.sub(_PAIR, text) if paired else text)
            elif isinstance(inline, LineBreak):
                out.append("<br/>")
            elif isinstance(inline, Image):
                self.picture(inline.url, inline.alt, in_link=in_link)
            else:
                linked = in_link
                start, end = ("", "")
                if depth < DEEPEST_INLINE:
                    start, end, linked = self._tags(inline, in_link=in_link)
                out.append(start)
                self.inlines(inline.inlines, depth + 1, in_link=linked)
                out.append(end)

    def _tags(self, inline: Inline, *, in_link: bool) -> tuple[str, str, bool]:
        """Return the start and end tag of an inline, and whether one is now inside a link."""
        plain = _PLAIN_TAGS.get(type(inline))
        if plain is not None:
            return f"<{plain}>", f"</{plain}>", in_link
        if isinstance(inline, Link):
            place = None if in_link else self.anchors.link(inline)
            if place is not None:
                told = self.meaning(*place.meaning)
                return f'<a href="#{self.prefix}{place.id}"{told}>', "</a>", True
            url = None if in_link else web_address(inline.url)
            if url is None or not inline_text(inline.inlines).strip():
                return '<span class="link">', "</span>", in_link
            title = f' title="{escape(inline.title)}"' if inline.title else ""
            return f'<a href="{escape(url)}"{title}>', "</a>", True
        if isinstance(inline, Span):
            place = self.anchors.place(inline)
            if place is not None:
                told = self.meaning(*place.meaning)
                return f'<span id="{self.prefix}{place.id}"{told}>', "</span>", in_link
            if self.anchors.is_anchor(inline):
                return "", "", in_link
            role = (inline.role or "").lower()
            tag = _SPAN_TAGS.get(role, "span")
            word = _TOKEN.sub("-", role).strip("-")
            named = f' class="{word}"' if word and tag == "span" else ""
            attributes = self.attributes(inline.language, inline.direction)
            return f"<{tag}{named}{attributes}>", f"</{tag}>", in_link
        return "", "", in_link

    def picture(self, url: str, alt: str, *, in_link: bool) -> None:
        """Write a picture, or a link to it where the copy does not have it."""
        shown = self.show(url, alt)
        label = escape(" ".join(alt.split()))
        if shown is not None:
            size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
            self.out.append(f'<img src="{escape(shown.src)}" alt="{label}"{size}/>')
            return
        told = "" if url.startswith("data:") else f' data-src="{escape(url)}"'
        address = None if in_link else web_address(url)
        if address is not None:
            name = label or escape(address.rpartition("/")[2]) or "picture"
            self.out.append(
                f'<a class="picture" href="{escape(address)}"{told} aria-label="{name}"></a>'
            )
        elif label:
            self.out.append(f'<span class="picture" role="img"{told} aria-label="{label}"></span>')
        else:
            self.out.append(f'<span class="picture"{told}></span>')

    def attributes(self, language: str | None, direction: str | None) -> str:
        """Return `lang` and `dir` with their leading space, or nothing."""
        if language is None and direction is None:
            return ""
        told = ""
        tag = language_tag(language)
        if tag is not None:
            told = f' lang="{tag}"' + (f' xml:lang="{tag}"' if self.epub else "")
        if direction in {"ltr", "rtl"}:
            told += f' dir="{direction}"'
        return told

    def meaning(self, epub_type: str, role: str) -> str:
        """Return `epub:type` and `role` with their leading space."""
        told = f' epub:type="{epub_type}"' if epub_type and self.epub else ""
        return told + (f' role="{role}"' if role else "")

    def unwidowed(self, inlines: Inlines) -> None:
        """Write a headline so that its last word never stands on a line alone."""
        *before, last = inlines
        words = last.text.split() if isinstance(last, Text) else []
        pair = " ".join(words[-2:])
        short = len(words) >= FEW_WORDS and len(pair) <= LONGEST_PAIR
        if isinstance(last, Text) and short and last.text.endswith(pair):
            head = Text(last.text[: -len(pair)])
            self.inlines((*before, head), 0, in_link=False)
            self.out.append(f'<span class="pair">{escape(pair)}</span>')
        else:
            self.inlines(inlines, 0, in_link=False)


def _breakable(text: str) -> str:
    """Return escaped text whose endless words may break anywhere that no script breaks them.

    A word of 300,000 signs is laid out anew for every line it fills: minutes for one page.
    """
    parts = _WORD.split(text)
    for index, part in enumerate(parts):
        step = _PIECE if len(part) > _ENDLESS and index % 2 else len(part) or 1
        pieces = [escape(part[at : at + step]) for at in range(0, len(part), step)]
        parts[index] = "<wbr/>".join(pieces)
    return "".join(parts)


def _isolated(found: re.Match[str]) -> str:
    """Keep the groups of a telephone number in their order (Unicode UAX 9, 4.3 HL3)."""
    number = found[0]
    return number if _GROUPED.isdisjoint(number) else f'<bdi dir="ltr">{number}</bdi>'
