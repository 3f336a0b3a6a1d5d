"""The structure tree of a tagged PDF: followed where the page bears it out, and doubted else."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pypdf
import pytest

from pipeline.context import Context
from pipeline.text import block_text, document_text, inline_text
from pipeline.tree import Document, Heading, List, Paragraph, Source, Span, Table, Text
from stages.clean.pages import join_pages
from stages.read.layout import engine
from stages.read.layout.characters import Characters, Fonts
from stages.read.pdf import read_pdf
from tests.stages.read.tagged_paper import E, Tagged, tagged_pdf
from tests.stages.read.test_pdf import BODY, MORE


def read(*pages: tuple[Tagged, list[E]]) -> Document:
    document: Document = read_pdf(Source("a.pdf", tagged_pdf(*pages)), Context("read-pdf"))
    return document


def texts(document: Document) -> list[str]:
    return [block_text(block) for block in document.blocks]


def edges(document: Document) -> dict[str, str]:
    """Return the furniture that the reader names, by its text."""
    return {
        block_text(block): facts.edge
        for block, facts in zip(document.blocks, document.layout.blocks, strict=True)
        if facts.edge
    }


def body(paper: Tagged, y: float = 500) -> list[E]:
    """Set two paragraphs that page and tree agree on."""
    return [E("P", [*paper.lines(50, y, BODY)]), E("P", [*paper.lines(50, y - 62, MORE)])]


SHORT = [
    "The quay of Eastport is open.",
    "Boats may come from the first of May.",
]


def test_two_elements_are_two_paragraphs() -> None:
    """Lines that follow each other without a gap or an indent are parted as the tree says."""
    paper = Tagged()
    elements = body(paper)
    one = paper.line(50, 380, "The lower quay stays closed until the end of June.")
    two = paper.line(50, 368, "The upper quay opens on the same day as the market hall.")
    assert texts(read((paper, [*elements, E("P", [one]), E("P", [two])])))[2:] == [
        "The lower quay stays closed until the end of June.",
        "The upper quay opens on the same day as the market hall.",
    ]
    assert len(texts(read((paper, [*elements, E("P", [one, two])])))) == 3


def test_one_element_over_gaps_is_not_believed() -> None:
    """A page whose paragraphs are all in one P comes out as the page shows it."""
    paper = Tagged()
    body(paper)
    assert texts(read((paper, [E("P", list(range(paper.count)))]))) == [
        "\n".join(BODY),
        "\n".join(MORE),
    ]


def test_an_element_a_line_is_not_believed() -> None:
    """A tree with a P for every line, as converters write it, does not cut sentences."""
    paper = Tagged()
    body(paper)
    assert texts(read((paper, [E("P", [number]) for number in range(paper.count)]))) == [
        "\n".join(BODY),
        "\n".join(MORE),
    ]


def test_what_the_tree_leaves_out_comes_out() -> None:
    """A paragraph that no element mentions stands where the page has it."""
    paper = Tagged()
    elements = body(paper)
    assert texts(read((paper, elements[:1]))) == ["\n".join(BODY), "\n".join(MORE)]


def items(paper: Tagged) -> E:
    """A list without marks: an item of two paragraphs and one with a list inside."""
    a, b, c, d, e = (
        paper.line(50, 380 - 14 * n, words)
        for n, words in enumerate(
            ["A market hall", "It opens at five.", "Ninety berths", "forty north", "fifty south"]
        )
    )
    inner = E("L", [E("LI", [E("LBody", [d])]), E("LI", [E("LBody", [e])])])
    first = E("LI", [E("LBody", [E("P", [a]), E("P", [b])])])
    return E("L", [first, E("LI", [E("LBody", [c]), inner])])


def test_items_nest_and_hold_paragraphs_as_the_tree_says() -> None:
    """No bullet, no indent: the items, the second paragraph and the inner list are the tree's."""
    paper = Tagged()
    document = read((paper, [*body(paper), items(paper)]))
    found = document.blocks[-1]
    assert isinstance(found, List)
    assert [[block_text(block) for block in item] for item in found.items] == [
        ["A market hall", "It opens at five."],
        ["Ninety berths", "forty north\nfifty south"],
    ]


def test_labels_are_marks_and_no_text() -> None:
    """What the tree calls a label is the mark of its item, whatever it looks like."""
    paper = Tagged()
    elements = body(paper)
    rows = []
    for number, words in enumerate(["Doors open", "Speeches"]):
        label = paper.line(50, 380 - 14 * number, ">>")
        text = paper.line(70, 380 - 14 * number, words)
        rows.append(E("LI", [E("Lbl", [label]), E("LBody", [text])]))
    document = read((paper, [*elements, E("L", rows)]))
    assert isinstance(document.blocks[-1], List)
    assert block_text(document.blocks[-1]) == "Doors open\nSpeeches"


def test_a_list_of_one_item_is_left_to_the_page() -> None:
    """A single numbered paragraph is no list because a program tagged it as one."""
    paper = Tagged()
    elements = body(paper)
    line = paper.line(50, 380, "The quay is free for all.")
    document = read((paper, [*elements, E("L", [E("LI", [E("LBody", [line])])])]))
    assert isinstance(document.blocks[-1], Paragraph)


def test_a_list_over_two_pages_is_one() -> None:
    """An item at the foot of a page and one at the head of the next are a list of two."""
    first, second = Tagged(), Tagged()
    elements = body(first)
    one = E("L", [E("LI", [E("LBody", [first.line(50, 400, "Free entry for all")])])])
    two = E("L", [E("LI", [E("LBody", [second.line(50, 560, "No dogs on the quay")])])])
    document = read((first, [*elements, one]), (second, [two, *body(second)]))
    joined = join_pages(document, Context("join-pages"))
    (found,) = [block for block in joined.blocks if isinstance(block, List)]
    assert block_text(found) == "Free entry for all\nNo dogs on the quay"


def headed(kind: str, words: str = "How to get there", size: float = 14) -> Document:
    """A headline, text, a line of some kind, text."""
    paper = Tagged()
    head = E("H1", [paper.line(50, 560, "Eastport opens its quay", 18, "bold")])
    first = E("P", paper.lines(50, 530, BODY))
    middle = E(kind, [paper.line(50, 460, words, size, "bold")])
    last = E("P", paper.lines(50, 440, MORE))
    return read((paper, [head, first, middle, last]))


def test_levels_of_headings_are_the_trees() -> None:
    """The page alone would make the second heading level 2; the tree says 3."""
    found = [block for block in headed("H3").blocks if isinstance(block, Heading)]
    assert [(block_text(block), block.level) for block in found] == [
        ("Eastport opens its quay", 1),
        ("How to get there", 3),
    ]


def test_a_bold_line_may_be_a_heading_though_called_a_paragraph() -> None:
    """Many writers make headings by hand; the page is heard beside a good tree."""
    assert [type(block) for block in headed("P").blocks] == [Heading, Paragraph, Heading, Paragraph]


def test_headings_set_like_text_are_not_believed() -> None:
    """Everything an H, or heads no larger and no bolder than the text: the page decides."""
    paper = Tagged()
    document = read((paper, [E("H2", list(e.kids)) for e in body(paper)]))
    assert not [block for block in document.blocks if isinstance(block, Heading)]


def table(paper: Tagged, head: str = "TH") -> E:
    """A table whose cells wrap and whose columns stand close."""
    rows = []
    for number, (kind, cells) in enumerate(
        [
            (head, ["Month", "2024", "2025"]),
            ("TD", ["April", "120 boats", "140 boats"]),
            ("TD", ["May", "220 boats", "310 boats"]),
        ]
    ):
        made: list[int | E] = []
        for place, words in enumerate(cells):
            made.append(E(kind, [paper.line(50 + 58 * place, 380 - 12 * number, words)]))
        rows.append(E("TR", made))
    return E("Table", [*rows])


def test_a_table_is_the_trees_where_its_cells_stand_in_columns() -> None:
    """Rows, cells and heads are the tree's; nothing parts them on the page but narrow gaps."""
    paper = Tagged()
    found = read((paper, [*body(paper), table(paper)])).blocks[-1]
    assert isinstance(found, Table)
    assert [row.header for row in found.rows] == [True, False, False]
    assert block_text(found) == (
        "Month\t2024\t2025\nApril\t120 boats\t140 boats\nMay\t220 boats\t310 boats"
    )


def test_spans_and_captions_of_tables() -> None:
    """A head over two columns covers them, the caption is the table's and no paragraph."""
    paper = Tagged()
    elements = body(paper)
    caption = E("Caption", [paper.line(50, 410, "Boats in the harbour")])
    over = paper.line(130, 394, "Boats")
    wide = {"A": {"O": "/Table", "ColSpan": 2}}
    top = E("TR", [E("TH", [over], wide)])
    told = table(paper)
    found = read((paper, [*elements, E("Table", [caption, top, *told.kids])])).blocks[-1]
    assert isinstance(found, Table)
    assert inline_text(found.caption or ()) == "Boats in the harbour"
    assert [(cell.colspan, len(cell.blocks)) for cell in found.rows[0].cells] == [(1, 0), (2, 1)]
    assert [row.header for row in found.rows] == [True, True, False, False]


def test_a_page_laid_out_as_a_table_is_none() -> None:
    """Two columns of words are a letterhead, whatever the tree says."""
    paper = Tagged()
    elements = body(paper)
    rows: list[int | E] = []
    for number, (left, right) in enumerate([("Harbour Office", "Quay 5"), ("Press", "Eastport")]):
        cells: list[int | E] = [
            E("TD", [paper.line(50, 380 - 12 * number, left)]),
            E("TD", [paper.line(250, 380 - 12 * number, right)]),
        ]
        rows.append(E("TR", cells))
    document = read((paper, [*elements, E("Table", rows)]))
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert sorted("".join(texts(document)[2:]).split()) == sorted(
        ["Harbour", "Office", "Quay", "5", "Press", "Eastport"]
    )


def test_furniture_is_what_the_tree_leaves_out_at_the_edges() -> None:
    """A head on a single page is named, one with an address to write to stays in the copy."""
    paper = Tagged()
    paper.artifact(50, 580, "Harbour Office Eastport")
    paper.artifact(50, 20, "press@example.com")
    document = read((paper, body(paper)))
    assert edges(document) == {"Harbour Office Eastport": "head"}
    assert "press@example.com" in texts(document)


def test_in_a_file_that_tags_little_nothing_is_furniture() -> None:
    """Where the tree mentions a part of the page only, what it leaves out means nothing."""
    paper = Tagged()
    paper.artifact(50, 580, "Harbour Office Eastport")
    elements = body(paper)
    assert edges(read((paper, elements[1:]))) == {}


def test_the_order_of_the_tree_is_followed_where_the_page_allows_it() -> None:
    """Two blocks side by side, painted in the wrong order, come in the order of the tree."""
    paper = Tagged()
    right = paper.lines(220, 500, ["Opening: noon on the", "first of May"])
    left = paper.lines(50, 500, ["The quay opens to the", "public after a year"])
    order = [E("P", left), E("P", right)]
    assert texts(read((paper, order)))[0].startswith("The quay")
    assert texts(read((paper, order[::-1])))[0].startswith("Opening")


def test_a_box_at_the_right_is_read_where_the_tree_has_it() -> None:
    """A box that stands lower than the text beside it begins may come first for all that."""
    paper = Tagged()
    left = E("P", paper.lines(50, 400, ["The quay opens to the", "public after a year"]))
    right = E("P", paper.lines(220, 370, ["Opening: noon on the", "first of May"]))
    elements = body(paper)
    assert texts(read((paper, [*elements, right, left])))[2].startswith("Opening")
    assert texts(read((paper, [*elements, left, right])))[2].startswith("The quay")


def test_terms_and_what_they_mean_are_one_list() -> None:
    """Items that do not stand under each other are one list where the tree has them in one."""
    paper = Tagged()
    elements = body(paper)
    rows = [
        E("LI", [E("LBody", [paper.line(x, 400 - 14 * n, words)])])
        for n, (x, words) in enumerate([(50, "Kai"), (120, "A place for boats"), (50, "Mole")])
    ]
    document = read((paper, [*elements, E("L", rows)]))
    assert texts(document)[2:] == ["Kai\nA place for boats\nMole"]


def test_an_order_that_climbs_the_page_is_not_followed() -> None:
    """A tree that reads a column from its foot is wrong."""
    paper = Tagged()
    elements = body(paper)
    assert texts(read((paper, elements[::-1]))) == ["\n".join(BODY), "\n".join(MORE)]


def columns(*, together: bool) -> list[str]:
    """Two columns of which the first ends with a sentence and room; one element, or two."""
    paper = Tagged()
    head = E("P", paper.lines(50, 560, BODY))
    left = paper.lines(50, 480, ["The quay opens to the", "public. Boats may come."])
    right = paper.lines(220, 480, ["The tram ends at the", "gate and runs until one."])
    told = [E("P", [*left, *right])] if together else [E("P", left), E("P", right)]
    joined = join_pages(read((paper, [head, *told])), Context("join-pages"))
    return [text.replace("\n", " ") for text in texts(joined)[1:]]


def test_a_paragraph_of_the_tree_goes_on_in_the_next_column() -> None:
    """Nothing on the page says that the second column is no new paragraph; the tree does."""
    one, two = columns(together=False)
    assert columns(together=True) == [f"{one} {two}"]


FRENCH = "Nous avons attendu ce quai pendant trente ans."


def spoken(words: str, told: str) -> Document:
    """A release in English with a paragraph, and a stretch in it, tagged as another language."""
    paper = Tagged()
    elements = [E("P", e.kids, {"Lang": "en"}) for e in body(paper)]
    whole = E("P", [paper.line(50, 400, words)], {"Lang": told})
    before = paper.line(50, 370, "The motto is ")
    motto = paper.line(112, 370, "semper ad mare")
    mixed = E("P", [before, E("Span", [motto], {"Lang": "la"})], {"Lang": "en"})
    return read((paper, [*elements, whole, mixed]))


def test_languages_that_the_words_bear_out_are_kept() -> None:
    """A paragraph in French has its language, words in Latin have theirs inside the sentence."""
    document = spoken(FRENCH, "fr-FR")
    assert [block.language for block in document.blocks] == [None, None, "fr-FR", None]
    last = document.blocks[-1]
    assert isinstance(last, Paragraph)
    assert Span((Text("semper ad mare"),), language="la") in last.inlines


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (": ada@example.com Eastport", "fr-FR"),
        ("Ada Quill", "fr-FR"),
        ("The tram ends at the gate of the old fish market", "de"),
        ("A b", "?"),
    ],
    ids=["an-address", "a-name", "seen-to-be-english", "no-tag"],
)
def test_languages_that_nothing_bears_out_are_left_out(words: str, told: str) -> None:
    """Word processors tag names and whole texts as what their spelling checker was set to."""
    assert all(block.language is None for block in spoken(words, told).blocks)


def test_one_long_stretch_in_the_wrong_language_makes_all_doubtful() -> None:
    """Who tags a sentence of another language wrongly has not tagged the others by hand."""
    words = (
        "The tram ends at the gate of the old fish market in the middle of the town of Eastport."
    )
    assert "Span" not in repr(spoken(words, "de").blocks)


def signed(shown: str, actual: str) -> str:
    """Return the last paragraph of a page: a sign with the text it stands for, and words."""
    paper = Tagged()
    elements = body(paper)
    paper.sheet.raw(f"/Span << /MCID {paper.count} >> BDC").text(50, 400, shown).raw("EMC")
    paper.count += 1
    after = paper.line(90, 400, "boats came to the quay.")
    span = E("Span", [paper.count - 2], {"ActualText": actual})
    return texts(read((paper, [*elements, E("P", [span, after])])))[-1]


def test_signs_without_meaning_are_read_as_the_file_states() -> None:
    """A sign that no table explains is the text its element says that it stands for."""
    assert signed("\x01\x02", "Ninety") == "Ninety boats came to the quay."


def test_signs_that_can_be_read_are_read_as_shown() -> None:
    """A file cannot say one thing to the eye and another to the copy."""
    assert signed("Ninety", "Nine") == "Ninety boats came to the quay."


@pytest.mark.parametrize("last", ["table", "untagged"])
def test_every_character_comes_out_once(last: str) -> None:
    """What pdfium reports of a tagged page is in the copy, each character as often as there."""
    paper = Tagged()
    paper.artifact(50, 580, "Harbour Office Eastport")
    elements = [*body(paper), items(paper)]
    if last == "table":
        elements.append(table(paper))
    else:
        paper.lines(50, 200, SHORT)
    data = tagged_pdf((paper, elements))
    context = Context("read-pdf")
    document = read_pdf(Source("a.pdf", data), context)
    with engine.opened(data, None, "a.pdf") as handle:
        page = engine.load_page(handle, 0)
        text = engine.load_text(page)
        shown = Characters(text, Fonts()).text
        engine.close_text(text)
        engine.close_page(page)
    assert context.delivery is not None
    assert letters(context.delivery.source_text) == letters(shown)
    assert letters(document_text(document)) == letters(shown)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def test_a_circle_in_the_tree_ends() -> None:
    """A tree whose element is its own child is read once."""
    paper = Tagged()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(tagged_pdf((paper, body(paper)))))
    root: Any = writer.root_object["/StructTreeRoot"]
    first = root["/K"]["/K"][0]
    first.get_object()["/K"].append(first)
    out = io.BytesIO()
    writer.write(out)
    document = read_pdf(Source("a.pdf", out.getvalue()), Context("read-pdf"))
    assert texts(document) == ["\n".join(BODY), "\n".join(MORE)]
