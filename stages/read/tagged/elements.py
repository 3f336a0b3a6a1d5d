"""The structure tree of one page: which element each marked stretch of the page belongs to."""

from __future__ import annotations

import ctypes

from msgspec import Struct

from stages.read.layout import engine

MOST_ELEMENTS = 20_000
"""Elements read of one page; a page of a Word file with a span a word has some hundreds."""
_DEEPEST = 60
_LONGEST = 2048
"""Bytes of a string of an element."""

HEADINGS = {"H": 0, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6, "Title": 1}
"""Level by kind; `H` gets its level from how deep it stands."""
_PARAGRAPHS = (
    "P",
    "LI",
    "LBody",
    "TD",
    "TH",
    "Caption",
    "BlockQuote",
    "Note",
    "FENote",
    "BibEntry",
)
_BLOCKS = frozenset((*_PARAGRAPHS, "Code", "TOCI", "Aside", *HEADINGS))
"""Elements whose own characters are one paragraph (ISO 32000-2, 14.8.4.4 to 14.8.4.8)."""


_PLACED = _BLOCKS | {"L", "Lbl", "LI", "TD", "TH", "Table", "Figure"}
"""Elements that are more than a part of what they stand in."""

_struct_type, _struct_language = engine.struct_type, engine.struct_language
_struct_children, _struct_child = engine.struct_children, engine.struct_child
_struct_child_id = engine.struct_child_id


class Element(Struct, eq=False):
    """One element of the tree on one page."""

    kind: str
    """Standard type, the file's own types mapped by its role map."""
    parent: Element | None
    number: int
    """From 1, in the order of the tree."""
    language: str = ""
    actual: str = ""
    """The characters that its signs stand for, where they are asked for and the file says so."""
    alt: str = ""
    spans: tuple[int, int] = (1, 1)
    """Columns and rows of a table cell."""
    block: Element | None = None
    """The nearest element that is one paragraph, itself or above."""
    item: Element | None = None
    """The nearest list item."""
    cell: Element | None = None
    """The nearest table cell."""
    depth: int = 0
    """Lists that it stands in."""


class Tags(Struct):
    """What the tree says of the marked stretches of one page."""

    elements: list[Element]
    of: dict[int, Element]
    """The element of a marked content number."""
    share: float | None = None
    """Share of the page's characters that it mentions, once that is asked for."""


class _Reader:
    def __init__(self, *, actual: bool) -> None:
        self.tags = Tags([], {})
        self.actual = actual
        self.buffer = ctypes.create_string_buffer(_LONGEST)
        self.at = ctypes.addressof(self.buffer)
        self.view = memoryview(self.buffer).cast("B")
        self.known: dict[bytes, str] = {}

    def string(self, function: engine.Function, element: int) -> str:
        size = function(element, self.at, _LONGEST)
        if not 2 < size <= _LONGEST:  # noqa: PLR2004 (an end sign alone)
            return ""
        told = self.view[: size - 2].tobytes()
        text = self.known.get(told)
        if text is None:
            text = self.known[told] = told.decode("utf-16-le", "replace")
        return text

    def walk(self, handle: int, parent: Element | None, depth: int) -> None:
        """Take an element and what is in it, at most MOST_ELEMENTS in all."""
        elements, string = self.tags.elements, self.string
        if len(elements) >= MOST_ELEMENTS or depth > _DEEPEST:
            return
        kind = string(_struct_type, handle)
        element = Element(kind, parent, len(elements) + 1, string(_struct_language, handle))
        elements.append(element)
        if self.actual:
            element.actual = string(engine.struct_actual, handle)
        if parent is not None:
            element.item, element.cell = parent.item, parent.cell
            element.block, element.depth = parent.block, parent.depth
            element.language = element.language or parent.language
        if kind in _PLACED:
            self._place(element, handle)
        of = self.tags.of
        for index in range(min(_struct_children(handle), MOST_ELEMENTS)):
            number = _struct_child_id(handle, index)
            if number >= 0:
                of.setdefault(number, element)
                continue
            child = _struct_child(handle, index)
            if child:
                self.walk(child, element, depth + 1)

    def _place(self, element: Element, handle: int) -> None:
        """Fill in what an element is, where it is more than what it stands in."""
        kind, parent = element.kind, element.parent
        if kind in _BLOCKS:
            element.block = element
        elif kind == "L":
            element.depth += 1
        elif kind == "Lbl" and parent is not None and parent.kind == "LI":
            element.block = element
        if kind == "LI":
            element.item = element
        elif kind in {"TD", "TH"}:
            element.cell = element
            if engine.struct_attributes(handle) > 0:
                element.spans = (_span(handle, b"ColSpan"), _span(handle, b"RowSpan"))
        elif kind == "Table":
            element.item = element.cell = element.block = None
        elif kind == "Figure":
            element.alt = self.string(engine.struct_alt, handle).strip()


def _span(handle: int, name: bytes) -> int:
    """Return an attribute of a cell that counts columns or rows, 1 where there is none."""
    for index in range(min(max(engine.struct_attributes(handle), 0), 8)):
        attribute = engine.struct_attribute(handle, index)
        value = engine.attribute_value(attribute, name) if attribute else 0
        if value:
            told = ctypes.c_float()
            if engine.attribute_number(value, ctypes.addressof(told)):
                return min(max(int(told.value), 1), 100)
    return 1


def read_tags(page: int, *, actual: bool = False) -> Tags | None:
    """Return what the structure tree says of a page, None where there is none.

    `actual` asks for the characters that elements stand for as well.
    """
    tree = engine.struct_tree(page)
    if not tree:
        return None
    reader = _Reader(actual=actual)
    try:
        for index in range(min(max(engine.struct_roots(tree), 0), MOST_ELEMENTS)):
            root = engine.struct_root(tree, index)
            if root:
                reader.walk(root, None, 0)
    finally:
        engine.struct_close(tree)
    return reader.tags if reader.tags.of else None
