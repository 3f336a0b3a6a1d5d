"""Walk a page once, without recursion, and build its blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from pipeline.tree import (
    Block,
    Cell,
    Direction,
    Divider,
    Figure,
    FigureImage,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Origin,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Span,
    Table,
    Text,
)
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
from stages.read.html_inlines import Run
from stages.read.html_layout import Element, Layout
from stages.read.html_links import clean_link
from stages.read.html_tables import is_layout, span

_DEEPEST = 12
"""Lists, tables and quotations inside one another that are kept; deeper ones are unfolded."""
_LOOKED_AT = 2000
_PARTS = frozenset(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "article",
        "section",
        "table",
        "form",
        "header",
        "footer",
        "aside",
        "nav",
        "main",
    ]
)
_PAGE_PARTS = frozenset({"h1", "h2", "table", "form", "article", "nav", "main"})
_NO_PICTURE = frozenset({"table", "pre", "ul", "ol", "dl", "blockquote", "figure", "article"})
_LOOKS = 25
_MOST_QUOTED = 15
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?)(?:[?#].*)?$", re.IGNORECASE)
_NO_LINK = ("javascript:", "data:", "vbscript:", "about:", "blob:")


class Blocks(NamedTuple):
    """The blocks of a page and the elements they stood in."""

    blocks: tuple[Block, ...]
    layout: Layout


class _Open(NamedTuple):
    """A structure that is being read: what ends it, and what was being read round it."""

    kind: str
    flow: list[Block]
    data: dict[str, Any]


def read_blocks(
    root: etree._Element, *, base: str | None = None, language: str | None = None
) -> Blocks:
    """Return the blocks of a page; every character a browser would show is in one of them.

    Text that is only shown later or never (`hidden`, `display: none`, `noscript`, a closed dialog)
    is read too and marked in the layout. `language` is the page's: blocks in it do not repeat it.
    Cost is proportional to the size of the page; depth is no matter.
    """
    return _Walker(base, language).walk(root)


class _Walker:
    def __init__(self, base: str | None, language: str | None) -> None:
        self.base = base
        self.page_language = language
        self.layout = Layout(url=base)
        self.elements = self.layout.elements
        self.node = -1
        self.flow: list[Block] = []
        self.open: list[_Open] = []
        self.run = Run()
        self.heading = 0
        self.language: str | None = None
        self.direction: Direction | None = None
        self.names: list[str] = []
        self.walked = 0
        self.looked = 0
        self.starts: dict[str, Callable[[etree._Element, Attributes], str | None]] = {
            "ul": self.start_list,
            "ol": self.start_list,
            "menu": self.start_list,
            "dl": self.start_list,
            "li": self.start_item,
            "dt": self.start_item,
            "dd": self.start_item,
            "table": self.start_table,
            "tr": self.start_row,
            "td": self.start_cell,
            "th": self.start_cell,
            "caption": self.start_caption,
            "blockquote": self.start_quote,
            "figure": self.start_figure,
        }

    # --- the walk

    def walk(self, root: etree._Element) -> Blocks:
        """Walk the page; every element leaves on `undo` what its end has to do."""
        undo: list[Any] = []
        run = self.run
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
            if not isinstance(tag, str) or tag in SKIPPED:
                walker.skip_subtree()
                undo.append(None)
                continue
            if tag == "br":
                self.line_break()
                undo.append(None)
                continue
            if tag == "img" or tag == "amp-img":
                self.image(element)
                undo.append(None)
                continue
            if tag == "hr":
                self.flush()
                if not self.inline_only():
                    self.put(Divider(origin=self.origin()))
                undo.append(None)
                continue
            if tag == "pre":
                undo.append(self.preformatted(element))
                walker.skip_subtree()
                continue
            self.walked += 1
            block = tag in CONTAINERS or tag in self.starts or tag in HEADINGS
            undo.append(
                self.start_block(element, tag) if block else self.start_inline(element, tag)
            )
            text = element.text
            if text:
                run.text(text)
        self.flush()
        return Blocks(tuple(self.flow), self.layout)

    # --- blocks

    def is_block(self, tag: object) -> bool:
        """Tell whether elements of a tag begin and end lines."""
        return tag in CONTAINERS or tag in self.starts or tag in HEADINGS or tag in {"pre", "hr"}

    def start_block(self, element: etree._Element, tag: str) -> Callable[[], None]:
        self.flush()
        said = attributes_of(element)
        saved = (self.node, self.language, self.direction, self.heading)
        parent = self.node
        hidden = (
            said.hidden
            or (parent >= 0 and self.elements[parent].hidden)
            or tag == "noscript"
            or (tag == "dialog" and element.get("open") is None)
        )
        self.elements.append(Element(tag, parent, said.names, element.sourceline, hidden))
        self.node = len(self.elements) - 1
        if said.language:
            self.language = said.language
        if said.direction:
            self.direction = said.direction
        level = HEADINGS.get(tag)
        if level:
            self.heading = level
        start = self.starts.get(tag)
        kind = start(element, said) if start is not None else None

        def end() -> None:
            self.flush()
            if kind is not None:
                getattr(self, f"end_{kind}")(self.open.pop())
            self.node, self.language, self.direction, self.heading = saved

        return end

    def origin(self) -> Origin:
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
        self.put(
            Paragraph(inlines=inlines, language=language, direction=self.direction, origin=origin)
        )

    def line_break(self) -> None:
        """Take one `<br>` as a line end, two as the end of a paragraph."""
        if self.run.breaks and not self.heading and not self.inline_only():
            self.flush()
        else:
            self.run.line_break()

    def preformatted(self, element: etree._Element) -> None:
        self.flush()
        text = "".join(element.itertext()).strip("\n\r")
        if not text.strip():
            return
        if self.inline_only():
            self.run.text(text)
            return
        said = attributes_of(element)
        hidden = self.node >= 0 and self.elements[self.node].hidden
        self.elements.append(
            Element("pre", self.node, said.names, element.sourceline, hidden or said.hidden)
        )
        origin = Origin(line=element.sourceline, node=len(self.elements) - 1)
        self.put(Preformatted(text=text.replace("\r\n", "\n").replace("\r", "\n"), origin=origin))

    # --- inlines

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

    # --- lists

    def begin(self, kind: str, **data: Any) -> str | None:
        """Begin a structure; its blocks are gathered apart until it ends."""
        if self.inline_only() or len(self.open) >= 2 * _DEEPEST:
            return None
        data["heading"] = self.heading
        data["language"], data["direction"] = self.language, self.direction
        data["origin"] = self.origin()
        self.open.append(_Open(kind, self.flow, data))
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

    def start_list(self, element: etree._Element, said: Attributes) -> str | None:
        if not any(frame.kind == "item" for frame in self.open) and _has_parts(self.ahead(element)):
            return None
        start = element.get("start") or ""
        number = int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1
        return self.begin("list", ordered=element.tag == "ol", start=number, items=[])

    def end_list(self, frame: _Open) -> None:
        self.stray(frame)
        self.flow = frame.flow
        items = tuple(frame.data["items"])
        if items:
            self.put(
                List(
                    ordered=frame.data["ordered"],
                    start=frame.data["start"],
                    items=items,
                    language=self.other(frame.data["language"]),
                    direction=frame.data["direction"],
                    origin=frame.data["origin"],
                )
            )

    def stray(self, frame: _Open) -> None:
        """Make an item of what stands in a list outside its items, a list there part of the last."""
        if not self.flow:
            return
        items = frame.data["items"]
        if items and all(isinstance(block, List) for block in self.flow):
            items[-1] = (*items[-1], *self.flow)
        else:
            items.append(tuple(self.flow))
        self.flow = []

    def start_item(self, element: etree._Element, said: Attributes) -> str | None:
        if not self.open or self.open[-1].kind != "list":
            return None
        self.stray(self.open[-1])
        if element.tag == "dd" and self.open[-1].data["items"]:
            return self.begin("detail")
        return self.begin("item", term=element.tag == "dt")

    def end_item(self, frame: _Open) -> None:
        blocks, self.flow = self.flow, frame.flow
        if frame.data["term"]:
            blocks = [_spanned(block, "term") for block in blocks]
        if blocks:
            self.open[-1].data["items"].append(tuple(blocks))

    def end_detail(self, frame: _Open) -> None:
        blocks, self.flow = self.flow, frame.flow
        items = self.open[-1].data["items"]
        items[-1] = (*items[-1], *blocks)

    # --- tables

    def start_table(self, element: etree._Element, said: Attributes) -> str | None:
        if is_layout(element):
            return None
        return self.begin("table", rows=[], caption=None)

    def end_table(self, frame: _Open) -> None:
        stray, self.flow = self.flow, frame.flow
        self.flow.extend(stray)
        rows = tuple(row for row in frame.data["rows"] if row.cells)
        if any(cell.blocks for row in rows for cell in row.cells):
            self.put(
                Table(
                    caption=frame.data["caption"],
                    rows=rows,
                    language=self.other(frame.data["language"]),
                    direction=frame.data["direction"],
                    origin=frame.data["origin"],
                )
            )

    def start_row(self, element: etree._Element, said: Attributes) -> str | None:
        if not self.open or self.open[-1].kind != "table":
            return None
        parent = element.getparent()
        head = parent is not None and parent.tag == "thead"
        return self.begin("row", cells=[], head=head, headers=0)

    def end_row(self, frame: _Open) -> None:
        stray, self.flow = self.flow, frame.flow
        cells = frame.data["cells"]
        if stray:
            cells.append(Cell(tuple(stray), 1, 1))
        header = frame.data["head"] or (bool(cells) and frame.data["headers"] == len(cells))
        if any(cell.blocks for cell in cells) or any(cell.rowspan > 1 for cell in cells):
            self.open[-1].data["rows"].append(Row(header, tuple(cells)))

    def start_cell(self, element: etree._Element, said: Attributes) -> str | None:
        if not self.open or self.open[-1].kind != "row":
            return None
        self.open[-1].data["headers"] += element.tag == "th"
        return self.begin(
            "cell", colspan=span(element, "colspan"), rowspan=span(element, "rowspan")
        )

    def end_cell(self, frame: _Open) -> None:
        blocks, self.flow = self.flow, frame.flow
        self.open[-1].data["cells"].append(
            Cell(tuple(blocks), frame.data["colspan"], frame.data["rowspan"])
        )

    def start_caption(self, element: etree._Element, said: Attributes) -> str | None:
        if not self.open or self.open[-1].kind != "table":
            return None
        return self.begin("caption")

    def end_caption(self, frame: _Open) -> None:
        self.flow = frame.flow
        self.open[-1].data["caption"] = self.run.take() or None

    # --- quotations and figures

    def start_quote(self, element: etree._Element, said: Attributes) -> str | None:
        return None if _is_indented(self.ahead(element)) else self.begin("quote")

    def end_quote(self, frame: _Open) -> None:
        blocks, self.flow = self.flow, frame.flow
        if blocks:
            quoted = tuple(
                _spanned(block, "attribution") if self.is_attribution(block) else block
                for block in blocks
            )
            self.put(
                Quote(
                    blocks=quoted,
                    language=self.other(frame.data["language"]),
                    direction=frame.data["direction"],
                    origin=frame.data["origin"],
                )
            )

    def is_attribution(self, block: Block) -> bool:
        node = self.layout.element_of(block)
        return node >= 0 and self.elements[node].tag == "footer"

    def start_figure(self, element: etree._Element, said: Attributes) -> str | None:
        return self.begin("figure", images=[]) if _is_picture(self.ahead(element)) else None

    def end_figure(self, frame: _Open) -> None:
        self.flow = frame.flow
        caption = self.run.take()
        images = [*frame.data["images"], *(i for i in caption if isinstance(i, Image))]
        caption = tuple(i for i in caption if not isinstance(i, Image))
        if not images:
            if caption:
                self.put(Paragraph(inlines=caption, origin=frame.data["origin"]))
            return
        for number, image in enumerate(images, 1):
            words = caption if number == len(images) else ()
            picture = FigureImage(image.url, image.alt)
            self.put(Figure(image=picture, caption=words, origin=frame.data["origin"]))

    def other(self, language: str | None) -> str | None:
        """Return a language that is not the page's."""
        return language if language != self.page_language else None


def _format_of(style: str) -> Callable[[Inlines], Inline] | None:
    """Return the format that an inline style sets: bold or italic."""
    if "font-weight" in style and re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", style):
        return FORMATS["strong"]
    if "font-style" in style and re.search(r"font-style\s*:\s*italic", style):
        return FORMATS["em"]
    return None


def _has_parts(tags: Iterator[Any]) -> bool:
    """Tell whether a list places parts of a page instead of listing words."""
    return any(tag in _PARTS for tag in tags)


def _is_indented(tags: Iterator[Any]) -> bool:
    """Tell whether a quotation is there to indent a part of the page, not to quote."""
    paragraphs = 0
    for tag in tags:
        if tag in _PAGE_PARTS:
            return True
        paragraphs += tag == "p"
    return paragraphs > _MOST_QUOTED


def _is_picture(tags: Iterator[Any]) -> bool:
    """Tell whether a figure is a picture with its caption."""
    pictures = 0
    for tag in tags:
        if tag in _NO_PICTURE:
            return False
        pictures += tag in {"img", "amp-img"}
    return pictures > 0


def _is_blank(inlines: Inlines) -> bool:
    """Tell whether nothing of a paragraph can be seen: it holds spaces that set it apart."""
    return all(isinstance(inline, Text) and not inline.text.strip() for inline in inlines)


def _figures(inlines: Inlines) -> list[Image]:
    """Return the pictures of a paragraph that is nothing else; none if one links to a page."""
    found: list[Image] = []
    todo = list(inlines)
    while todo:
        inline = todo.pop(0)
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


def _spanned(block: Block, role: str) -> Block:
    """Return a paragraph with its words in a span of a role."""
    if not isinstance(block, Paragraph):
        return block
    return Paragraph(
        inlines=(Span(block.inlines, role),),
        language=block.language,
        direction=block.direction,
        origin=block.origin,
    )
