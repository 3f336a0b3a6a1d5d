"""The HTML reader: all text of any page, its structure, no harm from bad pages."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checker import faults
from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.text import block_inlines, document_text, walk_inlines
from pipeline.tree import Document, Link, List, Quote, Source, Span, Table
from stages.read.html import read_html

_BLOCKS = ("p", "div", "h2", "section", "li", "ul", "blockquote", "td", "table", "tr", "figcaption")
_INLINES = ("b", "i", "span", "a", "sup", "code", "mark", "custom-part")
_WORDS = st.text("abcdefgäß港ة.,", min_size=1, max_size=8)


def read(markup: str | bytes, url: str | None = None) -> tuple[Document, Context]:
    data = markup.encode() if isinstance(markup, str) else markup
    context = Context("read-html")
    return read_html(Source("page.html", data, url=url), context), context


@st.composite
def _markup(draw: st.DrawFn, depth: int = 4) -> str:
    """Return markup of nested elements, closed or not, with words between."""
    if depth == 0:
        return draw(_WORDS)
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        tag = draw(st.sampled_from((*_BLOCKS, *_INLINES, "")))
        inside = draw(_markup(depth - 1))
        if not tag:
            parts.append(f" {inside} ")
            continue
        attribute = draw(st.sampled_from(("", " class=x", ' href="/y"', " hidden", " dir=rtl")))
        end = f"</{tag}>" if draw(st.booleans()) else ""
        parts.append(f"<{tag}{attribute}>{inside}{end}")
    return "".join(parts)


@given(_markup())
@settings(max_examples=150, deadline=None)
def test_no_visible_character_is_missing(markup: str) -> None:
    """Whatever the nesting, every character between the tags is in the text of the document."""
    seen = Counter(re.sub(r"<[^>]*>|\s", "", markup))
    document, _ = read(f"<html><body><p>start</p>{markup}</body></html>")
    have = Counter("".join(document_text(document).split()))
    assert have == seen + Counter("start")


@given(_markup())
@settings(max_examples=60, deadline=None)
def test_the_books_of_read_and_select_are_right(markup: str) -> None:
    """For any page the account covers all that was read, and explains all that is gone."""
    registry = Registry()
    steps = tuple(Step(registry.get(name)) for name in ("select-content", "join-cells"))
    pipeline = Pipeline("p", Step(registry.get("read-html")), steps, (), registry)
    source = Source("page.html", f"<body><h1>start</h1>{markup}</body>".encode())
    document, account = clean_copy(source, pipeline)
    assert faults(account, document.release) == []
    assert account.output_text == document_text(document)


@pytest.mark.parametrize(
    "inside",
    [
        "<div>" * 3000 + "deep" + "</div>" * 3000,
        "<ul><li>" * 2000 + "deep" + "</li></ul>" * 2000,
        "<blockquote>" * 2000 + "deep",
        "<b><i>" * 3000 + "deep",
        "<font>" * 2100 + "deep",
        "<table><tr><td>" * 300 + "deep" + "</td></tr></table>" * 300,
        "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">deep</p>",
        "<p>de\0ep</p>",
    ],
)
def test_hostile_nesting_loses_nothing(inside: str) -> None:
    """Text inside and after elements that break parsers is read; what was left out is told."""
    document, context = read(f"<body><p>before</p>{inside}<p>after</p></body>")
    assert document_text(document).split() == ["before", "deep", "after"]
    taken = inside.startswith(("<blockquote>", "<table>"))
    assert bool(context.problems) is not taken


@pytest.mark.parametrize("data", [b"", b"<", b"<!--" * 900, b"<a " * 900, b"\xff\xfe\x00<p"])
def test_rubble_is_a_document_without_text_or_with_it(data: bytes) -> None:
    """Bytes that are hardly a page are read without an exception."""
    document, _ = read(data)
    assert document.source.bytes == len(data)


def test_hidden_text_is_read_and_marked() -> None:
    """Text that is not shown is in the document, its element marked as hidden."""
    document, _ = read('<p>Shown</p><div style="display: none"><p>Not shown</p></div>')
    elements = document.layout.elements
    marked = [elements[block.origin.node].hidden for block in document.blocks if block.origin]
    assert marked == [False, True]


def test_origins_name_lines_of_the_source() -> None:
    """A block's origin is the line its element began on."""
    document, _ = read("<body>\n<p>One</p>\n\n<p>Two</p></body>")
    assert [block.origin.line for block in document.blocks if block.origin] == [2, 4]


def test_structure_is_kept() -> None:
    """Nested lists, starts, spans of cells, attributions and languages are in the tree."""
    document, _ = read(
        "<html lang=en><ol start=3><li>a<ul><li>b</li></ul></li></ol>"
        "<table><tr><th colspan=2>x</th></tr><tr><td>1</td><td rowspan=0>2</td></tr></table>"
        "<blockquote lang=fr><p>oui</p><footer>Ada</footer></blockquote>"
    )
    numbered, table, quote = document.blocks
    assert isinstance(numbered, List)
    assert (numbered.ordered, numbered.start) == (True, 3)
    assert isinstance(numbered.items[0][1], List)
    assert isinstance(table, Table)
    assert table.rows[0].header
    assert table.rows[0].cells[0].colspan == 2
    assert table.rows[1].cells[1].rowspan == 1
    assert isinstance(quote, Quote)
    assert quote.language == "fr"
    spans = [inline for inline in block_inlines(quote) if isinstance(inline, Span)]
    assert [one.role for one in spans] == ["attribution"]


def test_links_keep_both_forms() -> None:
    """An address is absolute and without tracking; the one received stands beside it."""
    document, _ = read(
        '<p><a href="/a?utm_source=x&amp;id=1">one</a> <a href="#n">two</a> '
        '<a href="mailto:press@example.com">three</a></p>',
        url="https://www.example.com/news/",
    )
    found = [
        (inline.url, inline.as_sent)
        for block in document.blocks
        for inline in walk_inlines(block_inlines(block))
        if isinstance(inline, Link)
    ]
    assert found == [
        ("https://www.example.com/a?id=1", "/a?utm_source=x&id=1"),
        ("#n", None),
        ("mailto:press@example.com", None),
    ]


def test_reading_does_not_depend_on_chance() -> None:
    """The same bytes give the same document."""
    markup = "<body><p class='b a'>x <b>y</b></p><ul><li>z</li></ul></body>"
    assert read(markup)[0].blocks == read(markup)[0].blocks


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ("<div id=__next></div><script id=__NEXT_DATA__>" + "x" * 500 + "</script>", "script-only"),
        ("<frameset><frame src=menu.html><frame src=text.html></frameset>", "frames-only"),
        ("<p>Loading</p><iframe src=https://www.example.com/text></iframe>", "frames-only"),
    ],
)
def test_a_page_without_text_says_where_it_may_be(markup: str, code: str) -> None:
    """Scripts and frames hold the text of pages that show none; the editor is told which."""
    context = Context("read-html")
    read_html(Source("page.html", f"<html>{markup}</html>".encode()), context)
    assert [problem.code for problem in context.problems] == [code]


def test_a_page_with_text_is_silent_about_its_scripts() -> None:
    """Large data for scripts is no doubt where the page shows its text."""
    context = Context("read-html")
    script = "<script id=__NEXT_DATA__>" + "x" * 500 + "</script>"
    read_html(Source("page.html", f"<p>{'The gate is open. ' * 20}</p>{script}".encode()), context)
    assert not context.problems


def test_an_article_that_the_page_shows_is_not_added_again() -> None:
    """A short release that stands in the markup and in the data is read once."""
    text = "The gate closes in eleven minutes, needs no diver and saves the town money. " * 3
    data = f'{{"@type":"NewsArticle","articleBody":"{text.strip()}"}}'
    script = f"<script type=application/ld+json>{data}</script>"
    source = Source("page.html", f"<html><body><p>{text}</p>{script}</body></html>".encode())
    document: Document = read_html(source, Context("read-html"))
    assert document_text(document) == text.strip()
