"""Text that a page holds only as data: a browser's scripts, or a search engine, would show it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree

from pipeline.context import Context
from pipeline.pattern import lazily
from pipeline.text import block_text
from pipeline.tree import Block
from stages.read.html_json_ld import article_of
from stages.read.html_layout import Layout
from stages.read.html_parse import parse

_POOR = 250
"""Characters: a page with fewer has no release in its markup."""
_MOST_BLOCKS = 40
_LEAST = 200
_LONGEST = 2_000_000
_TAGGED = lazily(r"<(?:p|br|div|li|h[1-6])\b[^>]{0,500}>")
_ANY_TAG = lazily(r"<[^<>]*>?")
_COMPARED = 40
_APP = lazily(r"__NEXT_DATA__|__NUXT__|__INITIAL_STATE__|__APOLLO_STATE__|__PRELOADED_STATE__")
_LONG_SCRIPT = 400
_MOST_FRAMES = 3
_LONGEST_FRAMES = 300
_SOURCE_LINES = (
    "//tr[td[@class='line-number']]/td[@class='line-content']"
    "|//body[@id='viewsource']/pre|//pre[@id='viewsource']"
)
"""What Chrome's and Firefox's views of a page's source consist of."""


def shows_little(blocks: Iterable[Block], layout: Layout) -> bool:
    """Tell whether a page shows next to no text: fewer than 250 characters in all."""
    length = 0
    for number, block in enumerate(blocks):
        node = layout.element_of(block)
        length += 0 if node >= 0 and layout.elements[node].hidden else len(block_text(block))
        if length >= _POOR or number >= _MOST_BLOCKS:
            return False
    return True


def add_article(
    root: etree._Element,
    scripts: Sequence[etree._Element],
    shown: Iterable[Block],
    context: Context,
) -> bool:
    """Add the article that a page holds as JSON-LD to its body; return whether there is one.

    Where the blocks that the page shows begin as the article does, they are it. A page that has
    none but large data for scripts, or frames, is reported: nothing of it can be read.
    """
    article = article_of(scripts) or {}
    told: Any = article.get("articleBody")
    if not isinstance(told, str) or not _LEAST <= len(told) <= _LONGEST:
        _report_emptiness(root, scripts, context)
        return False
    if _opening(told) in "".join("".join(map(block_text, shown)).split()):
        return False
    body = next(root.iter("body"), root)
    added = etree.SubElement(body, "article")
    headline: Any = article.get("headline")
    if isinstance(headline, str) and headline.strip() and next(root.iter("h1"), None) is None:
        etree.SubElement(added, "h1").text = _plain(headline)
    inside = parse(told, context.report) if _TAGGED.search(told) else None
    if inside is not None:
        added.append(inside)
    else:
        for line in html.unescape(told).splitlines():
            if line.strip():
                etree.SubElement(added, "p").text = _plain(line)
    context.report(
        "text-from-data",
        "The page shows its text by script only; it was taken from what the page holds for "
        "search engines.",
    )
    return True


def _opening(told: str) -> str:
    """Return the first letters of an article, without its tags and white space."""
    return "".join(html.unescape(_ANY_TAG.sub(" ", told[:_LEAST])).split())[:_COMPARED]


def source_shown(root: etree._Element) -> str | None:
    """Return the markup that a saved view of a page's source shows, None for any other page."""
    lines: Any = root.xpath(_SOURCE_LINES)
    if not lines:
        return None
    shown = "\n".join("".join(map(str, line.itertext())) for line in lines)
    return shown if shown.lstrip().startswith("<") else None


def _report_emptiness(
    root: etree._Element, scripts: Iterable[etree._Element], context: Context
) -> None:
    """Say where the text of a page without any may be."""
    frames = [str(frame.get("src")) for frame in root.iter("frame", "iframe") if frame.get("src")]
    if any(_needs_scripts(script) for script in scripts):
        context.report(
            "script-only",
            "The page shows next to no text without its scripts; save it from a browser, or "
            "print it to PDF there.",
        )
    elif frames:
        context.report(
            "frames-only",
            "The page shows other pages in frames and next to no text of its own; save the page "
            f"in the frame: {', '.join(frames[:_MOST_FRAMES])[:_LONGEST_FRAMES]}.",
        )


def _needs_scripts(script: etree._Element) -> bool:
    text = script.text or ""
    return len(text) >= _LONG_SCRIPT and bool(
        _APP.search(script.get("id") or "") or _APP.search(text[:4000])
    )


def _plain(text: str) -> str:
    """Return text without the controls that no tree may hold."""
    return "".join(sign for sign in html.unescape(text) if sign.isprintable() or sign in "\t ")
