"""A page as the rules of selection see it: its blocks measured, its elements weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from pipeline.pattern import lazily
from pipeline.text import block_inlines, block_text, inline_text
from pipeline.tree import (
    Block,
    Document,
    Figure,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Role,
    Table,
    Text,
)
from stages.read.html_layout import Layout

_LINE = 220
_SENTENCE_END = lazily(r"[.!?…:;。！？」”\"'’)»]\s*$")
_WIDE = lazily(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_RUNNING = (Paragraph, Quote, Preformatted)
_TITLING = (Heading, Figure)
_NO_LINKS = (Text, LineBreak, Image)
LINE = 60
"""Characters from which a block counts as a line of text."""
WORDS = 7
"""Spaces that a line of text has at least; an address has none."""
_HALF = 0.5
LONG = 600
"""Characters that no teaser has."""
ALONE = 0.25


class Item:
    """One block of the page with its measures; `drop` and `role` are what the rules decide."""

    __slots__ = (
        "block",
        "caption",
        "drop",
        "element",
        "folded",
        "hidden",
        "index",
        "inside",
        "is_prose",
        "label",
        "linked",
        "parent",
        "role",
        "size",
        "tag",
        "text",
        "weight",
        "why",
    )

    def __init__(self, index: int, block: Block, layout: Layout) -> None:
        """Measure a block."""
        self.index = index
        self.block = block
        self.element = layout.element_of(block)
        node = layout.elements[self.element] if self.element >= 0 else None
        self.tag = node.tag if node is not None else ""
        self.inside = node.names if node is not None and node.inline else ""
        self.parent = node.parent if node is not None else -1
        if node is not None and node.inline and self.parent >= 0:
            self.parent = layout.elements[self.parent].parent
        text = self.text = block_text(block)
        self.size = len(text)
        if self.size and not text.isascii() and _WIDE.search(text):
            self.size += 2 * len(_WIDE.findall(text))
        self.linked = 0.0
        if text and not _is_plain(block):
            own = layout.url if isinstance(block, Heading) else None
            anchors = isinstance(block, Heading)
            self.linked = _linked(block_inlines(block), own, anchors=anchors) / len(text)
            if _HALF <= self.linked < 1 and _is_row(block, text):
                self.linked = 1.0
        self.label = ""
        """A short block's text on one line without the signs at its ends."""
        if self.size <= _LINE:
            self.label = " ".join(text.split()).strip(" \xa0:.…|·•-–—>»›[]()▼▲+↓→")
        self.folded: str | None = None
        self.hidden = node is not None and node.hidden
        self.drop: str | None = None
        self.why = ""
        self.role: Role | None = block.role
        self.caption: Item | None = None
        self.is_prose = self._reads_as_prose()
        """It is running text: long enough and not made of links."""
        self.weight = self._weighed()
        """How much it speaks for the element it stands in being the release."""

    @property
    def live(self) -> bool:
        """Tell whether no rule has dropped it."""
        return self.drop is None

    def _reads_as_prose(self) -> bool:
        return (
            self.size >= 80  # noqa: PLR2004 (a line of text)
            and isinstance(self.block, _RUNNING)
            and self.linked < 0.4  # noqa: PLR2004 (more is a list of links)
            and (self.size > len(self.text) or self.text.count(" ") >= WORDS)
        )

    @property
    def opens(self) -> bool:
        """Tell whether it may be the first line of text: long, or ended as a sentence is."""
        return self.is_prose and (
            self.size >= 2 * LINE + 40 or bool(_SENTENCE_END.search(self.text))
        )

    def _weighed(self) -> float:
        if isinstance(self.block, _TITLING) or self.linked > 0.5:  # noqa: PLR2004 (mostly links)
            return 0.0
        size = self.size * (1 - self.linked) ** 2
        if isinstance(self.block, List):
            return size * 0.5
        if isinstance(self.block, Table):
            return size * 0.3
        return size if self.size >= 60 else size * 0.2  # noqa: PLR2004 (shorter is a label)


class Page:
    """The blocks of a document for the rules to decide on, with weights of the elements."""

    def __init__(self, document: Document, layout: Layout) -> None:
        """Measure all blocks."""
        self.document = document
        self.layout = layout
        self.elements = layout.elements
        self.parents = [element.parent for element in layout.elements]
        self.items = [Item(i, block, layout) for i, block in enumerate(document.blocks)]
        counts = [0.0] * len(self.elements)
        for item in self.items:
            if item.element >= 0 and item.text:
                counts[item.element] += 1
        self.counts = self.summed(counts)
        self.spared: frozenset[str] = frozenset()
        self.scope = 0
        self.metadata = document.metadata
        self.described = frozenset(
            map(folded, self.said("description", "og:description", "alternativeHeadline"))
        )
        """What the page states as its description, for comparing."""
        self.headline: Item | None = None

    def live(self) -> Iterator[Item]:
        """Yield what is still in."""
        return (item for item in self.items if item.drop is None)

    def weights(self) -> list[float]:
        """Return the weight of what is still in, for every element with all inside it."""
        totals = [0.0] * len(self.elements)
        for item in self.items:
            if item.drop is None and item.element >= 0:
                totals[item.element] += item.weight
        return self.summed(totals)

    def group_weights(self) -> list[float]:
        """Return weights in which text that stands alone in its element counts a quarter.

        Paragraphs of an article stand together; the lines of teasers stand one in a box.
        """
        together: dict[int, int] = {}
        live = list(self.live())
        for item in live:
            if item.weight >= LINE:
                together[item.parent] = together.get(item.parent, 0) + 1
        totals = [0.0] * len(self.elements)
        for item in live:
            if item.element >= 0 and item.weight:
                alone = together.get(item.parent, 0) <= 1 and item.size < LONG
                totals[item.element] += item.weight * (ALONE if alone else 1.0)
        return self.summed(totals)

    def summed(self, totals: list[float]) -> list[float]:
        """Return totals with those of the elements inside added, in place."""
        parents = self.parents
        for number in range(len(totals) - 1, 0, -1):
            total = totals[number]
            if total and parents[number] >= 0:
                totals[parents[number]] += total
        return totals

    def inside(self, number: int) -> list[bool]:
        """Return for every element whether it is an element or inside it."""
        within = [False] * len(self.elements)
        parents = self.parents
        for other in range(number, len(self.elements)):
            parent = parents[other]
            within[other] = other == number or (parent >= 0 and within[parent])
        return within

    def holders(self, item: Item | None) -> list[bool]:
        """Return for every element whether the block stands in it."""
        found = [False] * len(self.elements)
        if item is not None:
            for number in self.layout.around(item.element):
                found[number] = True
        return found

    def drop(self, items: Iterable[Item], rule: str, why: str) -> None:
        """Take blocks out for a reason; what is out stays out for its first reason."""
        for item in items:
            if item.drop is None:
                item.drop = rule
                item.why = why

    def are_near(self, one: Item, other: Item) -> bool:
        """Tell whether two blocks stand in one box: an element at most three levels up."""
        around = set(islice(self.layout.around(one.element), 4))
        return any(n in around for n in islice(self.layout.around(other.element), 4))

    def names(self, item: Item) -> str:
        """Return the names of the element a block stood in."""
        return self.elements[item.element].names if item.element >= 0 else ""

    def said(self, *names: str) -> Iterator[str]:
        """Yield what the page states of itself under these names, in order of trust."""
        return (one.value for one in self.metadata if one.name in names)


_SIGNS = lazily(r"[\W_]+")


def folded(text: str) -> str:
    """Return text for comparing: lower case, letters and digits only."""
    return _SIGNS.sub("", text.lower())


def words_of(item: Item) -> str:
    """Return the text of a block for comparing, worked out once."""
    if item.folded is None:
        item.folded = folded(item.text)
    return item.folded


def _is_plain(block: Block) -> bool:
    """Tell whether a block is one run of characters: nothing in it can be a link."""
    if isinstance(block, (Paragraph, Heading)):
        return len(block.inlines) == 1 and isinstance(block.inlines[0], Text)
    return isinstance(block, Preformatted)


def _is_row(block: Block, text: str) -> bool:
    """Tell whether a short paragraph is links with signs between them: `[Home] [News]`."""
    if not isinstance(block, Paragraph) or len(text) > _LINE:
        return False
    links = 0
    for inline in block.inlines:
        if isinstance(inline, Link):
            links += 1
        elif not isinstance(inline, (Text, LineBreak)) or folded(inline_text((inline,))):
            return False
    return links > 1


def _linked(inlines: Iterable[Inline], page: str | None, *, anchors: bool) -> int:
    """Return the number of characters inside links; a heading's link to itself is none."""
    own = f"{page.partition('#')[0]}#" if page else "#"
    count = 0
    todo = list(inlines)
    while todo:
        inline = todo.pop()
        if isinstance(inline, Link):
            if not anchors or not inline.url.startswith(("#", own)):
                count += len(inline_text(inline.inlines))
        elif not isinstance(inline, _NO_LINKS):
            todo.extend(inline.inlines)
    return count
