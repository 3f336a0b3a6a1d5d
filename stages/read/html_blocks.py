"""Walk a page once, without recursion, and build its blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import Block, Divider, Image, Inline, Inlines, Link
from stages.read.html_anchors import anchors_of
from stages.read.html_elements import (
    CONTAINERS,
    FORMATS,
    HEADINGS,
    NONE,
    SKIPPED,
    Attributes,
    attributes_of,
    image_of,
    span_maker,
)
from stages.read.html_inlines import BLANK
from stages.read.html_layout import Layout
from stages.read.html_links import Links
from stages.read.html_structures import Structures
from stages.read.html_tables import is_point_mark
from stages.read.html_word import is_mark, with_lists

_LEAVES = frozenset({"br", "hr", "pre", "span", "td", "img", "amp-img", "template"})
_LINES = frozenset({"pre", "hr"})
"""Leaves that begin and end lines."""
_BOLD = lazily(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = lazily(r"font-style\s*:\s*italic")
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

    def __init__(self, base: str | None, language: str | None) -> None:
        """Say which elements begin and end lines."""
        super().__init__(base, language)
        self.links = Links(base)
        self.blocks = CONTAINERS | HEADINGS.keys() | self.starts.keys()

    def walk(self, root: etree._Element) -> Blocks:
        """Walk the page; every element leaves on `ends` what its end has to do."""
        ends: list[Callable[[], None] | None] = []
        run, end_block = self.run, self.end_block
        self.anchors = anchors = anchors_of(root)
        blocks = self.blocks
        plain = (blocks | FORMATS.keys() | {"a"}) - _LEAVES
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                end = ends.pop()
                if end is not None:
                    end()
                text = element.tail
                if text and (not run.at_space or text.strip(BLANK)):
                    run.text(text)
                continue
            tag = element.tag
            if tag not in plain and (tag in SKIPPED or self.leaf(element, tag)):
                walker.skip_subtree()
                ends.append(None)
                continue
            self.walked += 1
            if tag in blocks:
                self.start_block(element, tag)
                end = end_block
            else:
                end = self.start_inline(element, tag)
            if anchors and element in anchors:
                end = self.anchored(anchors[element], end, ends_line=tag in blocks)
            ends.append(end)
            text = element.text
            if text and (not run.at_space or text.strip(BLANK)):
                run.text(text)
        self.flush()
        flow = with_lists(self.flow, self.marks) if self.marks else self.flow
        return Blocks(tuple(flow), self.layout)

    def anchored(
        self, role: str, end: Callable[[], None] | None, *, ends_line: bool
    ) -> Callable[[], None] | None:
        """Set the words of an element that a link of the page leads to in a span of its id."""
        if not self.run.open(span_maker(role, None, None)):
            return end

        def close() -> None:
            if ends_line:
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
        elif tag == "template":
            # Only a shadow root that the markup declares is shown; others wait for a script.
            return element.get("shadowrootmode") is None and element.get("shadowroot") is None
        elif tag == "td":
            in_point = bool(self.open) and self.open[-1].kind == "item"
            return in_point and is_point_mark(element)
        else:
            self.image(element)
        return True

    def start_inline(self, element: etree._Element, tag: str) -> Callable[[], None] | None:
        """Begin an element inside a line; return what its end has to do."""
        said = attributes_of(element)
        run = self.run
        if len(element) > 0 and ((inner := element[0].tag) in self.blocks or inner in _LINES):
            return self.start_wrapper(element, tag)
        if said.hidden and not run.filled:
            return self.start_wrapper(element, tag)
        if said.names:
            self.names.append(said.names)
        if tag == "q":
            run.text("“")
            return self.end_quoted
        if tag == "rt" and _is_bare(element):
            run.text("（")
            return self.end_reading
        make = self.link(element) if tag == "a" else FORMATS.get(tag)
        if make is None and tag != "a" and said is not NONE:
            make = _format_said(said)
        return run.close if make is not None and run.open(make) else None

    def start_wrapper(self, element: etree._Element, tag: str) -> Callable[[], None]:
        """Begin an element of a line that holds whole blocks, or is hidden, as one itself."""
        self.start_block(element, tag)
        make = self.link(element) if tag == "a" else FORMATS.get(tag)
        return self.end_wrapper if make is not None and self.run.open(make) else self.end_block

    def end_wrapper(self) -> None:
        """End what `start_wrapper` began with a format of its own."""
        self.run.close()
        self.end_block()

    def end_quoted(self) -> None:
        """End words that the page's style sets in quotation marks."""
        self.run.text("”")

    def end_reading(self) -> None:
        """End the reading that stands above words."""
        self.run.text("）")

    def link(self, element: etree._Element) -> Callable[[Inlines], Inline] | None:
        href = element.get("href")
        if not href or href.strip().lower().startswith(_NO_LINK):
            return None
        url, as_sent = self.links.clean(href)
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
        if found.url[:5] != "data:":
            found = Image(self.links.clean(found.url)[0], found.alt)
        if self.open and self.open[-1].kind == "figure":
            self.open[-1].data["images"].append(found)
        else:
            self.run.image(found)


def _is_bare(reading: etree._Element) -> bool:
    """Tell whether the reading above words has no parentheses for where it cannot stand above."""
    around = reading.getparent()
    return around is not None and next(around.iterchildren("rp"), None) is None


def _format_said(said: Attributes) -> Callable[[Inlines], Inline] | None:
    """Return the format that attributes set: a language, a direction, bold or italic."""
    if said.language or said.direction:
        return span_maker(None, said.language, said.direction)
    style = said.style
    if "font-weight" in style and _BOLD.search(style):
        return FORMATS["strong"]
    if "font-style" in style and _ITALIC.search(style):
        return FORMATS["em"]
    return None
