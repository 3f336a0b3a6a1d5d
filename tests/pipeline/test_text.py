"""The one definition of the text of a document."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace

from pipeline.text import (
    block_inlines,
    block_text,
    body_text,
    document_text,
    inline_text,
    links,
    outline,
)
from pipeline.tree import (
    Cell,
    Divider,
    Document,
    Emphasis,
    Figure,
    FigureImage,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Table,
    Text,
)
from tests.pipeline.documents import FACTS, documents, paragraph


def test_items_and_rows_stand_on_lines_of_their_own() -> None:
    """Items and rows are divided by newlines, cells by tabs, the caption stands above."""
    listed = List(ordered=True, start=3, items=((paragraph("One"),), (paragraph("Two"),)))
    row = Row(header=False, cells=(Cell((paragraph("a"),), 1, 1), Cell((paragraph("b"),), 1, 1)))
    table = Table(caption=(Text("Figures"),), rows=(row, row))
    assert block_text(listed) == "One\nTwo"
    assert block_text(table) == "Figures\na\tb\na\tb"


def test_text_of_every_kind() -> None:
    """A figure has its caption, a quotation its blocks, a divider nothing."""
    picture = Figure(image=FigureImage("data:,", "A bar chart"), caption=(Text("Revenue"),))
    quote = Quote(blocks=(paragraph("One."), paragraph("Two.")))
    kinds = (picture, quote, Preformatted(text=" a\n  b"), Divider())
    assert [block_text(block) for block in kinds] == ["Revenue", "One.\nTwo.", " a\n  b", ""]


def test_body_is_what_has_no_other_role() -> None:
    """Body text and outline leave headline and boilerplate out; blank blocks leave no gap."""
    document = Document(
        FACTS,
        blocks=(
            Heading(level=1, inlines=(Text("The gate opens"),), role="headline"),
            paragraph("It opened today."),
            Divider(),
            Heading(level=2, inlines=(Text("For ships"),), role="body"),
            replace(paragraph("The trust has run the port since 1894."), role="about"),
        ),
    )
    assert body_text(document) == "It opened today.\n\nFor ships"
    assert outline(document) == ["For ships"]
    assert document_text(document).startswith("The gate opens\n\nIt opened today.\n\nFor ships")


def test_links_are_found_inside_other_inlines() -> None:
    """A link inside emphasis inside a list item is a link of the document, in order."""
    one, two = (Link(f"https://example.com/{n}", (Text(str(n)),)) for n in (1, 2))
    listed = List(
        ordered=False, start=1, items=((Paragraph(inlines=(Emphasis((one,)), LineBreak(), two)),),)
    )
    assert list(links(Document(FACTS, blocks=(listed,)))) == [one, two]


@settings(deadline=None)
@given(documents())
def test_text_is_that_of_the_inlines(document: Document) -> None:
    """Structure adds only newlines and tabs to the characters of the inlines."""
    for block in document.blocks:
        if not isinstance(block, Preformatted):
            inner = inline_text(block_inlines(block))
            structure = str.maketrans("", "", "\n\t")
            assert block_text(block).translate(structure) == inner.translate(structure)
