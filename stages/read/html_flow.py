"""The blocks of a page while they are read, and the elements they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import (
    Block,
    Direction,
    Figure,
    FigureImage,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    Origin,
    Paragraph,
    Preformatted,
    Text,
)
from stages.read.html_elements import HEADINGS, attributes_of
from stages.read.html_inlines import Run
from stages.read.html_layout import Element, Layout
from stages.read.html_word import Mark, heading_level, level_of

_DEEPEST = 24
"""Structures inside one another that are kept; deeper ones are unfolded."""
_LOOKED_AT = 2000
_LOOKS = 25
_PICTURE = lazily(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)(?:[?#].*)?$", re.IGNORECASE)


class Open(NamedTuple):
    """A structure that is being read: what ends it, and what was being read round it."""

    kind: str
    flow: list[Block]
    data: dict[str, Any]


class Flow:
    """What has been read so far: finished blocks, open structures, the paragraph at hand."""

    starts: dict[str, Callable[[etree._Element], str | None]]

    def __init__(self, base: str | None, language: str | None) -> None:
        """Begin with nothing read."""
        self.base = base
        self.page_language = language
        self.layout = Layout(url=base)
        self.elements = self.layout.elements
        self.node = -1
        self.flow: list[Block] = []
        self.open: list[Open] = []
        self.around: list[tuple[str | None, int, str | None, Direction | None, int]] = []
        """What held before each open element began, and the structure that ends with it."""
        self.run = Run()
        self.heading = 0
        self.language: str | None = None
        self.direction: Direction | None = None
        self.names: list[str] = []
        self.mark: str | None = None
        self.mark_level = 1
        self.marks: dict[int, Mark] = {}
        self.walked = 0
        self.looked = 0
        self.starts = {}
        self.ends: dict[str, Callable[[Open], None]] = {}

    def start_block(self, element: etree._Element, tag: str) -> None:
        """Begin an element that begins and ends lines; `end_block` ends the last one begun."""
        if self.run.filled:
            self.flush()
        elif self.names:
            self.names = []
        said = attributes_of(element)
        names, elements, parent = said.names, self.elements, self.node
        language, direction, heading = self.language, self.direction, self.heading
        hidden = (
            said.hidden
            or (parent >= 0 and elements[parent].hidden)
            or tag == "noscript"
            or (tag == "dialog" and element.get("open") is None)
        )
        self.node = len(elements)
        elements.append(Element(tag, parent, names, _line(element), hidden))
        if said.language:
            self.language = said.language
        if said.direction:
            self.direction = said.direction
        level = HEADINGS.get(tag)
        if tag == "p" and " mso" in names:
            level = heading_level(names)
            self.mark_level = level_of(said.style)
        if level:
            self.heading = level
        start = self.starts.get(tag)
        kind = start(element) if start is not None else None
        self.around.append((kind, parent, language, direction, heading))

    def end_block(self) -> None:
        """End an element that begins and ends lines, and the structure it began."""
        if self.run.filled:
            self.flush()
        elif self.names:
            self.names = []
        kind, node, language, direction, heading = self.around.pop()
        if kind is not None:
            self.ends[kind](self.open.pop())
        self.node = node
        self.language = language
        self.direction = direction
        self.heading = heading

    def origin(self) -> Origin:
        """Return where the element at hand stands."""
        if self.node < 0:
            return Origin()
        return Origin(line=self.elements[self.node].line, node=self.node)

    def paragraph_origin(self) -> Origin:
        """Return where the paragraph stood; one with named inline elements has its own number."""
        if not self.names or self.node < 0:
            self.names = []
            return self.origin()
        names, self.names = "".join(self.names), []
        block = self.elements[self.node]
        self.elements.append(
            Element(block.tag, self.node, names, block.line, block.hidden, inline=True)
        )
        return Origin(line=block.line, node=len(self.elements) - 1)

    def put(self, block: Block) -> None:
        """Add a finished block to what is being gathered."""
        self.flow.append(block)

    def inline_only(self) -> bool:
        """Tell whether blocks cannot stand here, as in a caption."""
        return bool(self.open) and self.open[-1].kind in {"figure", "caption"}

    def flush(self) -> None:
        """End the paragraph being read."""
        run = self.run
        if not run.filled:
            self.names = []
            return
        if self.inline_only():
            run.line_break()
            return
        inlines = run.take()
        if not inlines or _is_blank(inlines):
            return
        language = self.language if self.language != self.page_language else None
        origin = self.paragraph_origin()
        if self.heading:
            self.put(
                Heading(
                    level=self.heading,
                    inlines=inlines,
                    language=language,
                    direction=self.direction,
                    origin=origin,
                )
            )
            return
        figures = _figures(inlines)
        if figures:
            for image in figures:
                self.put(Figure(image=FigureImage(image.url, image.alt), caption=(), origin=origin))
            return
        paragraph = Paragraph(
            inlines=inlines, language=language, direction=self.direction, origin=origin
        )
        if self.mark is not None:
            self.marks[id(paragraph)] = Mark(self.mark, self.mark_level)
            self.mark = None
        self.put(paragraph)

    def line_break(self) -> None:
        """Take one `<br>` as a line end, two as the end of a paragraph."""
        if self.run.breaks and not self.heading and not self.inline_only():
            self.flush()
        else:
            self.run.line_break()

    def preformatted(self, element: etree._Element) -> None:
        """Read an element whose white space means something."""
        self.flush()
        text = "".join(map(str, element.itertext())).strip("\n\r")
        if not text.strip():
            return
        if self.inline_only():
            self.run.text(text)
            return
        said = attributes_of(element)
        hidden = self.node >= 0 and self.elements[self.node].hidden
        self.elements.append(
            Element("pre", self.node, said.names, _line(element), hidden or said.hidden)
        )
        origin = Origin(line=_line(element), node=len(self.elements) - 1)
        self.put(Preformatted(text=text.replace("\r\n", "\n").replace("\r", "\n"), origin=origin))

    def begin(self, kind: str, **data: Any) -> str | None:
        """Begin a structure; its blocks are gathered apart until it ends."""
        if self.inline_only() or len(self.open) >= _DEEPEST:
            return None
        self.open.append(Open(kind, self.flow, data))
        self.flow = []
        self.heading = 0
        return kind

    def ahead(self, element: etree._Element) -> Iterator[Any]:
        """Yield the tags inside an element: 2,000 at most, and never 25 a tag walked so far."""
        for inside in islice(element.iter(), 1, _LOOKED_AT):
            self.looked += 1
            if self.looked > _LOOKS * self.walked + _LOOKED_AT:
                return
            yield inside.tag

    def other(self, language: str | None) -> str | None:
        """Return a language that is not the page's."""
        return language if language != self.page_language else None


def _is_blank(inlines: Inlines) -> bool:
    """Tell whether nothing of a paragraph can be seen: it holds spaces that set it apart."""
    first = inlines[0]
    if not isinstance(first, Text) or first.text.strip():
        return False
    return all(isinstance(inline, Text) and not inline.text.strip() for inline in inlines)


def _figures(inlines: Inlines) -> list[Image]:
    """Return the pictures of a paragraph that is nothing else; none if one links to a page."""
    first = inlines[0]
    if isinstance(first, Text) and first.text.strip():
        return []
    found: list[Image] = []
    todo = list(inlines)
    for inline in todo:
        if isinstance(inline, Image):
            found.append(inline)
        elif isinstance(inline, Text):
            if inline.text.strip():
                return []
        elif isinstance(inline, Link):
            if not _PICTURE.search(inline.url):
                return []
            todo.extend(inline.inlines)
        elif not isinstance(inline, LineBreak):
            todo.extend(inline.inlines)
    return found


def _line(element: etree._Element) -> int | None:
    """Return the line of the source an element began on."""
    line: Any = element.sourceline
    return int(line) if line else None
