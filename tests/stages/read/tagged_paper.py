"""Tagged PDFs written by hand: marked stretches on a page, and a tree over them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdf
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests.stages.read.paper import Sheet, pdf_of


@dataclass
class Tagged:
    """One page whose lines are marked; `E(...)` elements hold the numbers of their lines."""

    sheet: Sheet = field(default_factory=Sheet)
    count: int = 0

    def line(self, x: float, y: float, words: str, size: float = 10, font: str = "plain") -> int:
        """Set a line as a marked stretch; return its number."""
        self.sheet.raw(f"/Span << /MCID {self.count} >> BDC")
        self.sheet.text(x, y, words, size, font)
        self.sheet.raw("EMC")
        self.count += 1
        return self.count - 1

    def lines(self, x: float, y: float, words: list[str], pitch: float = 12) -> list[int]:
        """Set lines one under the other, each marked; return their numbers."""
        return [self.line(x, y - pitch * n, text) for n, text in enumerate(words)]

    def artifact(self, x: float, y: float, words: str, size: float = 8) -> None:
        """Set a line that is none of the text."""
        self.sheet.raw("/Artifact << /Type /Pagination >> BDC").text(x, y, words, size).raw("EMC")


@dataclass
class E:
    """An element: kind, its lines and elements in order, and further entries."""

    kind: str
    kids: Sequence[int | E]
    entries: dict[str, Any] = field(default_factory=dict)


def tagged_pdf(*pages: tuple[Tagged, list[E]]) -> bytes:
    """Return a PDF with these pages and what their trees say."""
    data = pdf_of(*(page.sheet for page, _ in pages))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    root_ref = writer._add_object(root)
    document = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject("/Document"),
            NameObject("/P"): root_ref,
        }
    )
    document_ref = writer._add_object(document)
    root[NameObject("/K")] = document_ref
    tops = ArrayObject()
    parents = ArrayObject()
    for number, (page, elements) in enumerate(pages):
        sheet = writer.pages[number]
        sheet[NameObject("/StructParents")] = NumberObject(number)
        owners: dict[int, Any] = {}
        for element in elements:
            tops.append(_element(writer, element, document_ref, sheet.indirect_reference, owners))
        listed = ArrayObject(owners.get(n) or document_ref for n in range(page.count))
        parents.extend([NumberObject(number), writer._add_object(listed)])
    document[NameObject("/K")] = tops
    numbers = DictionaryObject({NameObject("/Nums"): parents})
    root[NameObject("/ParentTree")] = writer._add_object(numbers)
    writer.root_object[NameObject("/StructTreeRoot")] = root_ref
    marked = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    writer.root_object[NameObject("/MarkInfo")] = marked
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _element(
    writer: pypdf.PdfWriter, element: E, parent: Any, page: Any, owners: dict[int, Any]
) -> Any:
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject(f"/{element.kind}"),
            NameObject("/P"): parent,
            NameObject("/Pg"): page,
        }
    )
    ref = writer._add_object(made)
    kids = ArrayObject()
    for kid in element.kids:
        if isinstance(kid, int):
            kids.append(NumberObject(kid))
            owners[kid] = ref
        else:
            kids.append(_element(writer, kid, ref, page, owners))
    made[NameObject("/K")] = kids
    for name, value in element.entries.items():
        made[NameObject(f"/{name}")] = _value(value)
    return ref


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return DictionaryObject({NameObject(f"/{k}"): _value(v) for k, v in value.items()})
    if isinstance(value, int):
        return NumberObject(value)
    return NameObject(value) if value.startswith("/") else TextStringObject(value)
