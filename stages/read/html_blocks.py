"""Walk a page once, without recursion, and build its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from pipeline.tree import Block, Divider, Image, Inline, Inlines, Link
from stages.read.html_anchors import Targets
from stages.read.html_elements import (
    CONTAINERS,
    FORMATS,
    HEADINGS,
    NONE,
    SKIPPED,
    attributes_of,
    image_of,
    span_maker,
)
from stages.read.html_layout import Layout
from stages.read.html_links import clean_link
from stages.read.html_structures import Structures
from stages.read.html_tables import is_point_mark
from stages.read.html_word import is_mark, with_lists

_LEAVES = frozenset({"br", "hr", "pre", "span", "td", "img", "amp-img"})
_NO_LINK = ("javascript:", "data:", "vbscript:", "about:", "blob:")


class Blocks(NamedTuple):
    """The blocks of a page and the elements they stood in."""

    blocks: tuple[Block, ...]
    layout: Layout


def read_blocks(
    root: etree._Element, *, base: str | None = None, language: str | None = None
) -> Blocks:
    """Return the blocks of a page; every character a browser would show is in one of them.

    Text that is only shown later or never (`hidden`, `display: none`, `noscript`, a closed dialog)
    is read too and marked in the layout. `language` is the page's: blocks in it do not repeat it.
    Cost is proportional to the size of the page; depth is no matter.
    """
    return _Walker(base, language).walk(root)


class _Walker(Structures):
    """Goes from element to element and hands each to what it is."""

    def walk(self, root: etree._Element) -> Blocks:
        """Walk the page; every element leaves on `undo` what its end has to do."""
        undo: list[Callable[[], None] | None] = []
        run = self.run
        self.targets = Targets(root)
        blocks = CONTAINERS | HEADINGS.keys() | self.starts.keys()
        plain = (blocks | FORMATS.keys() | {"a"}) - _LEAVES
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                done = undo.pop()
                if done is not None:
                    done()
                tail = element.tail
                if tail:
                    run.text(tail)
                continue
            tag = element.tag
            if tag in SKIPPED or (tag not in plain and self.leaf(element, tag)):
                walker.skip_subtree()
                undo.append(None)
                continue
            self.walked += 1
            if tag in blocks:
                undo.append(self.anchored(element, tag, self.start_block(element, tag)))
            else:
                undo.append(self.anchored(element, tag, self.start_inline(element, tag)))
            text = element.text
            if text:
                run.text(text)
        self.flush()
        flow = with_lists(self.flow, self.marks) if self.marks else self.flow
        return Blocks(tuple(flow), self.layout)

    def anchored(
        self, element: etree._Element, tag: str, end: Callable[[], None] | None
    ) -> Callable[[], None] | None:
        """Set the words of an element that a link of the page leads to in a span of its id."""
        role = self.targets.role(element, tag)
        if role is None or not self.run.open(span_maker(role, None, None)):
            return end
        is_line = self.is_block(tag)

        def close() -> None:
            if is_line:
                self.flush()
            self.run.close()
            if end is not None:
                end()

        return close

    def leaf(self, element: etree._Element, tag: object) -> bool:
        """Take an element whose inside is not walked; return whether it is one."""
        if tag not in _LEAVES:
            return not isinstance(tag, str)
        if tag == "br":
            self.line_break()
        elif tag == "hr":
            self.flush()
            if not self.inline_only():
                self.put(Divider(origin=self.origin()))
        elif tag == "pre":
            self.preformatted(element)
        elif tag == "span":
            if not is_mark(element):
                return False
            self.mark = "".join(map(str, element.itertext()))
        elif tag == "td":
            in_point = bool(self.open) and self.open[-1].kind == "item"
            return in_point and is_point_mark(element)
        else:
            self.image(element)
        return True

    def is_block(self, tag: object) -> bool:
        """Tell whether elements of a tag begin and end lines."""
        return tag in CONTAINERS or tag in self.starts or tag in HEADINGS or tag in {"pre", "hr"}

    def start_inline(self, element: etree._Element, tag: str) -> Callable[[], None] | None:
        said = attributes_of(element)
        wraps = len(element) > 0 and self.is_block(element[0].tag)
        if wraps or (said.hidden and not self.run.filled):
            end = self.start_block(element, tag)
            make = self.link(element) if tag == "a" else FORMATS.get(tag)
            if make is None or not self.run.open(make):
                return end

            def close() -> None:
                self.run.close()
                end()

            return close
        if said.names:
            self.names.append(said.names)
        make = None
        if tag == "a":
            make = self.link(element)
        elif tag == "q":
            self.run.text("“")
            return lambda: self.run.text("”")
        elif tag in FORMATS:
            make = FORMATS[tag]
        elif said is not NONE and (said.language or said.direction):
            make = span_maker(None, said.language, said.direction)
        elif said.style:
            make = _format_of(said.style)
        if tag == "math" and make is None:
            make = span_maker("math", None, None)
        if make is None or not self.run.open(make):
            return None
        return self.run.close

    def link(self, element: etree._Element) -> Callable[[Inlines], Inline] | None:
        href = element.get("href")
        if not href or href.strip().lower().startswith(_NO_LINK):
            return None
        url, as_sent = clean_link(href, self.base)
        if not url:
            return None
        title = element.get("title") or None

        def make(inlines: Inlines) -> Link:
            return Link(url, inlines, as_sent, title)

        return make

    def image(self, element: etree._Element) -> None:
        found = image_of(element)
        if found is None:
            return
        url, _ = clean_link(found.url, self.base) if found.url[:5] != "data:" else (found.url, None)
        found = Image(url, found.alt)
        if self.open and self.open[-1].kind == "figure":
            self.open[-1].data["images"].append(found)
        else:
            self.run.image(found)


def _format_of(style: str) -> Callable[[Inlines], Inline] | None:
    """Return the format that an inline style sets: bold or italic."""
    if "font-weight" in style and re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style):
        return FORMATS["strong"]
    if "font-style" in style and re.search(r"font-style\s*:\s*italic", style):
        return FORMATS["em"]
    return None
