"""Selection: every kind of chrome goes for its own reason, and the release stays."""

from __future__ import annotations

import pytest

from pipeline.context import Context
from pipeline.text import block_text
from pipeline.tree import Document, Paragraph, Source, SourceFacts, Text
from stages.clean.content import select_content
from stages.clean.selection.rules import RULES
from stages.read.html import read_html

TEXT = (
    "<p>EASTPORT – Brightwater Harbour Works today opened the Eastport tide gate, the first of its"
    " kind made entirely from recycled sheet piles.</p>"
    "<p>The gate closes in eleven minutes and needs no diver, and it saves the town two million"
    " euros a year in repairs.</p>"
    "<p>“The old piles had forty years of life left,” said Ada Fenwick, chief engineer of the works"
    " in Eastport.</p>"
)


def selected(
    markup: str, *, without: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, str], Document]:
    """Return the texts that stay, the rule by which each other text went, and the document."""
    read = read_html(Source("page.html", markup.encode()), Context("read-html"))
    context = Context("select-content")
    document = select_content(read, context, without=without)
    stay = [block_text(block) for block in document.blocks]
    gone = {
        block_text(block): context.reasons[id(block)][0].rule
        for block in read.blocks
        if id(block) in context.reasons
    }
    return stay, gone, document


def page(inside: str = "", after: str = "") -> str:
    return (
        "<html lang=en><title>Gate opened</title><body><main><article>"
        f"<h1>Gate opened in Eastport</h1>{TEXT}{inside}</article></main>{after}</body></html>"
    )


@pytest.mark.parametrize(
    ("chrome", "rule"),
    [
        ("<nav><p>Home and away</p></nav>", "chrome.navigation"),
        ("<div class=breadcrumbs>Home and away</div>", "chrome.navigation"),
        ("<div id=onetrust-banner>Home and away</div>", "chrome.consent"),
        ("<ul class=social-links><li>Home and away</li></ul>", "chrome.share"),
        ("<div class=related-posts>Home and away</div>", "chrome.related"),
        ("<section id=comments>Home and away</section>", "chrome.comments"),
        ("<form>Home and away</form>", "chrome.newsletter"),
        ("<aside>Home and away</aside>", "chrome.promotion"),
        ("<footer>Home and away</footer>", "chrome.footer"),
        ("<div hidden>Home and away</div>", "chrome.hidden"),
        ("<span class=visually-hidden>Home and away</span>", "chrome.hidden"),
        ("<div>Home and away</div>", "chrome.outside"),
    ],
)
def test_each_kind_of_chrome_goes_for_its_reason(chrome: str, rule: str) -> None:
    """What an element's name says decides the rule that is booked, and the text stays whole."""
    stay, gone, _ = selected(page(after=chrome))
    assert gone == {"Home and away": rule}
    assert len(stay) == 4


def test_every_removal_has_a_sentence() -> None:
    """Each reason is a sentence an editor can read."""
    read = read_html(Source("p.html", page(after="<nav>x</nav>").encode()), Context("read-html"))
    context = Context("select-content")
    select_content(read, context)
    for reasons in context.reasons.values():
        for reason in reasons:
            assert reason.why[0].isupper()
            assert reason.why.endswith(".")


def test_names_do_not_take_what_holds_the_text() -> None:
    """An element that holds the page's text stays, however badly it is named."""
    stay, _, _ = selected(page().replace("<article>", "<article><div class='sidebar widget'>"))
    assert len(stay) == 4


@pytest.mark.parametrize("name", [name for name, _ in RULES])
def test_a_rule_can_be_switched_off(name: str) -> None:
    """Without any one rule the release is still there."""
    stay, _, _ = selected(page(after="<footer>Imprint</footer>"), without=(name,))
    assert sum("Eastport" in text for text in stay) >= 3


def test_the_body_begins_with_the_first_line_of_text() -> None:
    """From the first line of text on, blocks are body; the headline is not."""
    _, _, document = selected(page())
    assert [block.role for block in document.blocks] == ["headline", "body", "body", "body"]


def test_ask_keeps_everything_and_reports() -> None:
    """With `ask` nothing goes, and what would go is named."""
    read = read_html(Source("p.html", page(after="<nav>Menu</nav>").encode()), Context("read-html"))
    context = Context("select-content")
    assert select_content(read, context, chrome="ask") is read
    assert [problem.code for problem in context.problems] == ["chrome.navigation"]
    assert select_content(read, Context("select-content"), chrome="off") is read


def test_documents_that_are_no_pages_stay_as_they_are() -> None:
    """Text and PDF documents have no elements, so nothing is selected."""
    facts = SourceFacts("x.txt", "text/plain", "", "utf-8", 4)
    document = Document(facts, blocks=(Paragraph(inlines=(Text("Home"),)),))
    assert select_content(document, Context("select-content")) is document


def test_untouched_blocks_stay_the_same_objects() -> None:
    """A block whose role does not change is the reader's own object."""
    read = read_html(Source("p.html", page("<p>End.</p>").encode()), Context("read-html"))
    document = select_content(read, Context("select-content"), without=("body", "headline"))
    assert all(any(block is old for old in read.blocks) for block in document.blocks)


def test_selecting_twice_changes_nothing() -> None:
    """The selection of a selection is the selection."""
    _, _, once = selected(page(after="<nav>Menu</nav><div>Other</div>"))
    assert select_content(once, Context("select-content")).blocks == once.blocks


def test_a_page_of_links_alone_keeps_some_text() -> None:
    """A page without running text does not come out empty."""
    links = "".join(f'<li><a href="/{n}">Page {n}</a></li>' for n in range(9))
    stay, _, _ = selected(f"<html><title>Pages</title><body><h1>Pages</h1><ul>{links}</ul></body>")
    assert stay


def sections(above: str, below: str = "") -> list[tuple[str, str]]:
    """Return what a page with labels above its headline and below its text is filed under."""
    markup = (
        f"<html><body>{above}<article><h1>The works open a third gate</h1>{LONG}{below}</article>"
        "</body></html>"
    )
    document: Document = read_html(Source("page.html", markup.encode()), Context())
    selected: Document = select_content(document, Context())
    return [(m.name, m.value) for m in selected.metadata if m.vocabulary == "furniture"]


LONG = (
    "<p>The works opened the third gate on Monday, after two years of building and trials.</p>"
    "<p>It closes in less than nine minutes, and ships pass it at any tide of the year.</p>"
)


def test_the_last_step_of_a_trail_is_the_category() -> None:
    """Home and the page itself are no categories, and a step of the title's words is one."""
    trail = "<div class=breadcrumb><a href=/>Home</a> » <a href=/g>Gate</a> » {}</div>"
    assert sections(trail.format("The works open a third gate")) == [("category", "Gate")]
    assert sections("<nav class=breadcrumb><a href=/>Home</a> / News</nav>") == [
        ("category", "News")
    ]
    assert sections("<p>A line of words » without a trail</p>") == []


def test_named_labels_come_before_the_trail() -> None:
    """A label whose element is named a category is one; tags are the links in their box."""
    found = sections(
        "<div class=breadcrumb>Home » News</div><div class=category><a href=/s>Ships</a></div>",
        "<p>Tags: <a href=/t/gate>gate</a>, <a href=/t/tide>tide</a></p>",
    )
    assert found == [("category", "Ships"), ("tag", "gate"), ("tag", "tide")]


def test_a_cloud_of_tags_tells_nothing() -> None:
    """The tags of the whole site are not those of the release."""
    links = "".join(f"<a href=/t/{n}>word {n}</a> " for n in range(9))
    assert sections("", f"<div class='tag-cloud tags links'>{links}</div>") == []
