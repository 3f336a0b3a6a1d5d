"""What the HTML reader saw of the page that is not text: the elements round the blocks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from pipeline.tree import Block


class Element(Struct):
    """One block-level element; `parent` is its number in the layout, -1 at the root."""

    tag: str
    parent: int
    names: str = ""
    """Class, id, role, itemprop and label as written, in lower case, a space before each."""
    line: int | None = None
    hidden: bool = False
    """It, or an element round it, is not shown."""
    inline: bool = False
    """It stands for one paragraph's inline elements, whose names it has; `tag` is the block's."""


class Layout(Struct):
    """The block-level elements of a page in document order; `Origin.node` counts them from 0."""

    elements: list[Element] = field(default_factory=list)
    url: str | None = None
    """Address that relative links were resolved against."""

    def element_of(self, block: Block) -> int:
        """Return the number of the element a block stood in, -1 where it is not known."""
        node = block.origin.node if block.origin else None
        return -1 if node is None or node >= len(self.elements) else node

    def around(self, node: int) -> Iterator[int]:
        """Yield an element and the elements round it, inner before outer."""
        while node >= 0:
            yield node
            node = self.elements[node].parent
