"""Build the body of a release once, as well-formed XHTML, for HTML, EPUB and PDF alike."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from pipeline.text import inline_text
from pipeline.tree import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Table,
)
from stages.render.anchors import Anchors
from stages.render.escape import direction_of, escape
from stages.render.grid import Place, figure_columns, grid_of, words_of
from stages.render.phrasing import Phrasing, Shown

DEEPEST_BLOCK = 16
"""Lists, tables and quotes inside one another; what lies deeper is set without its frames."""
LONG_HEADLINE = 100
"""Signs of a headline that is set smaller (class `long`)."""

_GROUPS = {
    "kicker": "head",
    "headline": "head",
    "subheadline": "head",
    "byline": "head",
    "about": "about",
    "contact": "contact",
    "notice": "notice",
    "embargo": "embargo",
    "rights": "rights",
    "summary": "summary",
}
_GROUP_MEANING = {
    "notice": ("notice", "doc-notice"),
    "embargo": ("notice", "doc-notice"),
    "summary": ("abstract", "doc-abstract"),
}
_ABOVE = frozenset({"kicker", "notice", "embargo", "dateline", "byline"})
_BLOCK_MEANING = {"headline": ("title", ""), "subheadline": ("subtitle", "doc-subtitle")}


class Body(Struct, frozen=True):
    """The markup of a release and what a navigation needs to know of it."""

    markup: str
    pages: tuple[int, ...]
    """Pages of the source that a page break is marked for (`id="page-3"`)."""
    headings: tuple[tuple[int, str, str], ...]
    """Level, anchor and words of every heading, in order."""


def body_of(
    document: Document,
    show: Callable[[str, str], Shown | None],
    *,
    epub: bool = True,
    prefix: str = "",
) -> Body:
    """Return the blocks of a document as XHTML, in their order, nothing added to their words.

    `show` gives the place of a picture by its address and description, or None where the copy does
    not have it: it is then a link that says what it leads to. `epub` writes `epub:type` (whose name
    space the page declares), `xml:lang` and the page breaks of the source; `prefix` goes before
    every id.
    """
    return _Writer(document, show, epub=epub, prefix=prefix).body()


class _Writer:
    """Writes one body; `out` collects the parts."""

    def __init__(
        self,
        document: Document,
        show: Callable[[str, str], Shown | None],
        *,
        epub: bool,
        prefix: str,
    ) -> None:
        self.document = document
        self.epub = epub
        self.prefix = prefix
        self.out: list[str] = []
        self.above: list[tuple[int, int]] = []
        self.pages: list[int] = []
        self.headings: list[tuple[int, str, str]] = []
        self.words = Phrasing(
            self.out,
            show,
            Anchors(document.blocks),
            epub=epub,
            prefix=prefix,
            rtl=direction_of(document.release.language) == "rtl"
            or any(block.direction == "rtl" for block in document.blocks),
        )
        self.lead = False
        self.has_headline = any(
            isinstance(block, Heading | Paragraph) and block.role == "headline"
            for block in document.blocks
        )

    def body(self) -> Body:
        group: str | None = None
        for block in self.document.blocks:
            wanted = _GROUPS.get(block.role or "body")
            if wanted != group:
                if group is not None:
                    self.out.append("</div>\n")
                if wanted is not None:
                    meaning = self.words.meaning(*_GROUP_MEANING.get(wanted, ("", "")))
                    self.out.append(f'<div class="{wanted}"{meaning}>\n')
                group = wanted
            self.page_break(block)
            self.top_block(block)
        if group is not None:
            self.out.append("</div>\n")
        return Body("".join(self.out), tuple(self.pages), tuple(self.headings))

    # --- blocks ------------------------------------------------------------

    def page_break(self, block: Block) -> None:
        page = block.origin.page if block.origin is not None else None
        if not self.epub or page is None or (self.pages and page <= self.pages[-1]):
            return
        self.pages.append(page)
        self.out.append(
            f'<div epub:type="pagebreak" role="doc-pagebreak" id="{self.prefix}page-{page}"'
            f' title="{page}"></div>\n'
        )

    def top_block(self, block: Block) -> None:
        role = block.role or "body"
        kind: str = "" if role == "body" else role
        if role == "body" and not self.lead and isinstance(block, Paragraph):
            self.lead = True
            kind = "lead"
        self.block(self.as_set(block), 0, kind)

    def as_set(self, block: Block) -> Block:
        """Return the headline as a heading and what stands above it as a line of text."""
        if isinstance(block, Paragraph) and block.role == "headline":
            return Heading(
                level=1,
                inlines=block.inlines,
                role=block.role,
                language=block.language,
                direction=block.direction,
                origin=block.origin,
            )
        if isinstance(block, Heading) and block.role in _ABOVE and not self.headings:
            return Paragraph(
                inlines=block.inlines,
                role=block.role,
                language=block.language,
                direction=block.direction,
                origin=block.origin,
            )
        return block

    def block(self, block: Block, depth: int, kind: str = "") -> None:
        """Write one block; `kind` is its class."""
        attributes = self.words.attributes(block.language, block.direction)
        if kind:
            meaning = self.words.meaning(*_BLOCK_MEANING.get(kind, ("", "")))
            attributes = f' class="{kind}"{meaning}{attributes}'
        if isinstance(block, Paragraph):
            if block.inlines:
                self.words.wrapped("p", attributes, block.inlines)
        elif isinstance(block, Heading):
            self.heading(block, attributes)
        elif isinstance(block, List):
            self.list(block, depth, attributes)
        elif isinstance(block, Table):
            self.table(block, depth, attributes)
        elif isinstance(block, Quote):
            self.frame("blockquote", block.blocks, depth, attributes)
        elif isinstance(block, Figure):
            self.figure(block, attributes)
        elif isinstance(block, Preformatted):
            start = "<span></span>" if block.text.startswith("\n") else ""
            self.out.append(f"<pre{attributes}>{start}{escape(block.text)}</pre>\n")
        else:
            self.out.append("<hr/>\n")

    def frame(self, tag: str, blocks: Blocks, depth: int, attributes: str) -> None:
        """Write blocks inside an element, or without it where it lies too deep."""
        if depth < DEEPEST_BLOCK:
            self.out.append(f"<{tag}{attributes}>\n")
        for child in blocks:
            self.block(child, depth + 1)
        if depth < DEEPEST_BLOCK:
            self.out.append(f"</{tag}>\n")

    def heading(self, block: Heading, attributes: str) -> None:
        words = " ".join(inline_text(block.inlines).split())
        if not words:
            self.words.wrapped("p", attributes, block.inlines)
            return
        level = self.level_of(block)
        if level == 1 and len(words) > LONG_HEADLINE:
            attributes = attributes.replace(' class="headline', ' class="headline long', 1)
        anchor = f"{self.prefix}h-{len(self.headings) + 1}"
        self.headings.append((level, anchor, words))
        self.out.append(f'<h{level} id="{anchor}"{attributes}>')
        if level == 1 and not self.epub:
            self.words.unwidowed(block.inlines)
        else:
            self.words.inlines(block.inlines, 0, in_link=False)
        self.out.append(f"</h{level}>\n")

    def level_of(self, block: Heading) -> int:
        """Return a level that skips none: one below the nearest heading before it that is above."""
        if block.role == "headline" and not self.headings:
            return 1
        while self.above and self.above[-1][0] >= block.level:
            self.above.pop()
        level = self.above[-1][1] + 1 if self.above else 1 + self.has_headline
        self.above.append((block.level, min(level, 6)))
        return min(level, 6)

    def list(self, block: List, depth: int, attributes: str) -> None:
        items = [item for item in block.items if item]
        if depth >= DEEPEST_BLOCK or not items:
            for item in items:
                for child in item:
                    self.block(child, depth + 1)
            return
        tag = "ol" if block.ordered else "ul"
        start = ""
        if block.ordered and block.start != 1:
            start = f' start="{block.start}"'
            if not self.epub:  # WeasyPrint reads the number from the style alone
                start += f' style="counter-reset: list-item {block.start - 1}"'
        self.out.append(f"<{tag}{start}{attributes}>\n")
        for item in items:
            self.out.append("<li>")
            self.flow(item, depth)
            self.out.append("</li>\n")
        self.out.append(f"</{tag}>\n")

    def flow(self, blocks: Blocks, depth: int) -> None:
        """Write the blocks of an item or cell; a paragraph alone, or before lists, stays bare."""
        first = blocks[0] if blocks else None
        if (
            isinstance(first, Paragraph)
            and not (first.language or first.direction)
            and all(isinstance(other, List) for other in blocks[1:])
        ):
            self.words.inlines(first.inlines, 0, in_link=False)
            blocks = blocks[1:]
            if blocks:
                self.out.append("\n")
        for child in blocks:
            self.block(child, depth + 1)

    def table(self, block: Table, depth: int, attributes: str) -> None:
        grid = grid_of(block)
        if depth >= DEEPEST_BLOCK or not grid.rows:
            if block.caption:
                self.words.wrapped("p", "", block.caption)
            for row in block.rows:
                for cell in row.cells:
                    for child in cell.blocks:
                        self.block(child, depth + 1)
            return
        self.out.append(f"<table{attributes}>\n")
        if block.caption:
            self.words.wrapped("caption", "", block.caption)
        figures = figure_columns(grid)
        for start, stop, part in ((0, grid.heads, "thead"), (grid.heads, len(grid.rows), "tbody")):
            if start == stop:
                continue
            self.out.append(f"<{part}>\n")
            for header, places in grid.rows[start:stop]:
                self.out.append("<tr>")
                for place in places:
                    self.cell(place, depth, header=header, figures=place.column in figures)
                self.out.append("</tr>\n")
            self.out.append(f"</{part}>\n")
        self.out.append("</table>\n")

    def cell(self, place: Place, depth: int, *, header: bool, figures: bool) -> None:
        if place.cell is None:
            self.out.append("<td></td>")
            return
        blocks = place.cell.blocks
        words = words_of(blocks)
        spans = f' colspan="{place.colspan}"' if place.colspan > 1 else ""
        spans += f' rowspan="{place.rowspan}"' if place.rowspan > 1 else ""
        spans += ' class="figures"' if figures and place.colspan == 1 else ""
        if header and words and all(isinstance(b, Paragraph) for b in blocks):
            scope = "colgroup" if place.colspan > 1 else "col"
            self.out.append(f'<th scope="{scope}"{spans}>')
            self.flow(blocks, depth)
            self.out.append("</th>")
            return
        self.out.append(f"<td{spans}>")
        self.flow(blocks, depth)
        self.out.append("</td>")

    def figure(self, block: Figure, attributes: str) -> None:
        self.out.append(f"<figure{attributes}>\n")
        self.words.picture(block.image.url, block.image.alt, in_link=False)
        if block.caption:
            self.words.wrapped("figcaption", "", block.caption)
        self.out.append("</figure>\n")
