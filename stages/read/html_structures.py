"""Lists, tables, quotations and figures: what begins them, and what they become at their end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.tree import (
    Block,
    Cell,
    Figure,
    FigureImage,
    Image,
    List,
    Paragraph,
    Quote,
    Row,
    Span,
    Table,
)
from stages.read.html_flow import Flow, Open
from stages.read.html_tables import kind_of, span

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
_MOST_QUOTED = 15


class Structures(Flow):
    """The structures of a page; an element begins one, and its end makes it a block."""

    def __init__(self, base: str | None, language: str | None) -> None:
        """Say which elements begin a structure."""
        super().__init__(base, language)
        self.starts = {
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
        self.ends = {
            "list": self.end_list,
            "item": self.end_item,
            "detail": self.end_detail,
            "table": self.end_table,
            "row": self.end_row,
            "cell": self.end_cell,
            "caption": self.end_caption,
            "quote": self.end_quote,
            "figure": self.end_figure,
        }

    def start_list(self, element: etree._Element) -> str | None:
        """Begin a list, unless it places parts of a page."""
        if not any(frame.kind == "item" for frame in self.open) and _has_parts(self.ahead(element)):
            return None
        start = element.get("start") or ""
        number = int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1
        return self.begin("list", ordered=element.tag == "ol", start=number, items=[])

    def end_list(self, frame: Open) -> None:
        """Make the list of its items."""
        self.stray(frame)
        self.flow = frame.flow
        items = tuple(frame.data["items"])
        if items:
            self.put(
                List(
                    ordered=frame.data["ordered"],
                    start=frame.data["start"],
                    items=items,
                    language=self.other(self.language),
                    direction=self.direction,
                    origin=self.origin(),
                )
            )

    def stray(self, frame: Open) -> None:
        """Make an item of what stands in a list outside items, a list there part of the last."""
        if not self.flow:
            return
        items = frame.data["items"]
        if items and all(isinstance(block, List) for block in self.flow):
            items[-1] = (*items[-1], *self.flow)
        else:
            items.append(tuple(self.flow))
        self.flow = []

    def start_item(self, element: etree._Element) -> str | None:
        """Begin an item of a list, a term or its meaning."""
        if not self.open or self.open[-1].kind != "list":
            return None
        self.stray(self.open[-1])
        if element.tag == "dd" and self.open[-1].data["items"]:
            return self.begin("detail")
        return self.begin("item", term=element.tag == "dt")

    def end_item(self, frame: Open) -> None:
        """Add the item to its list."""
        blocks, self.flow = self.flow, frame.flow
        if frame.data["term"]:
            blocks = [_spanned(block, "term") for block in blocks]
        if blocks:
            self.open[-1].data["items"].append(tuple(blocks))

    def end_detail(self, frame: Open) -> None:
        """Add the meaning of a term to its item."""
        blocks, self.flow = self.flow, frame.flow
        items = self.open[-1].data["items"]
        items[-1] = (*items[-1], *blocks)

    def start_table(self, element: etree._Element) -> str | None:
        """Begin a table of data, or of points before paragraphs."""
        kind = kind_of(element)
        if kind == "points" and all(frame.kind != "item" for frame in self.open):
            return self.begin("list", ordered=False, start=1, items=[])
        if kind != "data":
            return None
        return self.begin("table", rows=[], caption=None)

    def end_table(self, frame: Open) -> None:
        """Make the table of its rows."""
        stray, self.flow = self.flow, frame.flow
        self.flow.extend(stray)
        rows = tuple(row for row in frame.data["rows"] if row.cells)
        if any(cell.blocks for row in rows for cell in row.cells):
            self.put(
                Table(
                    caption=frame.data["caption"],
                    rows=rows,
                    language=self.other(self.language),
                    direction=self.direction,
                    origin=self.origin(),
                )
            )

    def start_row(self, element: etree._Element) -> str | None:
        """Begin a row."""
        if self.open and self.open[-1].kind == "list":
            return self.begin("item", term=False)
        if not self.open or self.open[-1].kind != "table":
            return None
        parent = element.getparent()
        head = parent is not None and parent.tag == "thead"
        return self.begin("row", cells=[], head=head, headers=0)

    def end_row(self, frame: Open) -> None:
        """Add the row to its table, unless nothing stands in it."""
        stray, self.flow = self.flow, frame.flow
        cells = frame.data["cells"]
        if stray:
            cells.append(Cell(tuple(stray), 1, 1))
        header = frame.data["head"] or (bool(cells) and frame.data["headers"] == len(cells))
        if any(cell.blocks for cell in cells) or any(cell.rowspan > 1 for cell in cells):
            self.open[-1].data["rows"].append(Row(header, tuple(cells)))

    def start_cell(self, element: etree._Element) -> str | None:
        """Begin a cell."""
        if not self.open or self.open[-1].kind != "row":
            return None
        self.open[-1].data["headers"] += element.tag == "th"
        return self.begin(
            "cell", colspan=span(element, "colspan"), rowspan=span(element, "rowspan")
        )

    def end_cell(self, frame: Open) -> None:
        """Add the cell to its row."""
        blocks, self.flow = self.flow, frame.flow
        self.open[-1].data["cells"].append(
            Cell(tuple(blocks), frame.data["colspan"], frame.data["rowspan"])
        )

    def start_caption(self, element: etree._Element) -> str | None:  # noqa: ARG002 (all starts are alike)
        """Begin the caption of a table."""
        if not self.open or self.open[-1].kind != "table":
            return None
        return self.begin("caption")

    def end_caption(self, frame: Open) -> None:
        """Give the table its caption."""
        self.flow = frame.flow
        self.open[-1].data["caption"] = self.run.take() or None

    def start_quote(self, element: etree._Element) -> str | None:
        """Begin a quotation, unless it indents a part of a page."""
        return None if _is_indented(self.ahead(element)) else self.begin("quote")

    def end_quote(self, frame: Open) -> None:
        """Make the quotation; its footer says who spoke."""
        blocks, self.flow = self.flow, frame.flow
        if blocks:
            quoted = tuple(
                _spanned(block, "attribution") if self.is_attribution(block) else block
                for block in blocks
            )
            self.put(
                Quote(
                    blocks=quoted,
                    language=self.other(self.language),
                    direction=self.direction,
                    origin=self.origin(),
                )
            )

    def is_attribution(self, block: Block) -> bool:
        """Tell whether a block of a quotation says whose words they are."""
        node = self.layout.element_of(block)
        return node >= 0 and self.elements[node].tag == "footer"

    def start_figure(self, element: etree._Element) -> str | None:
        """Begin a picture with its caption."""
        return self.begin("figure", images=[]) if _is_picture(self.ahead(element)) else None

    def end_figure(self, frame: Open) -> None:
        """Make a figure of each picture; the last has the caption."""
        self.flow = frame.flow
        caption = self.run.take()
        images = [*frame.data["images"], *(i for i in caption if isinstance(i, Image))]
        caption = tuple(i for i in caption if not isinstance(i, Image))
        if not images:
            if caption:
                self.put(Paragraph(inlines=caption, origin=self.origin()))
            return
        for number, image in enumerate(images, 1):
            words = caption if number == len(images) else ()
            picture = FigureImage(image.url, image.alt)
            self.put(Figure(image=picture, caption=words, origin=self.origin()))


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
