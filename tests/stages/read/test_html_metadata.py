"""What a page states about itself comes in the written order of trust."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.tree import Document, Metadatum, Source
from stages.read.html import read_html


def said(head: str, body: str = "<p>x</p>") -> tuple[Metadatum, ...]:
    markup = f"<html lang=en><head>{head}</head><body>{body}</body></html>"
    document: Document = read_html(Source("page.html", markup.encode()), Context())
    return document.metadata


def test_vocabularies_stand_in_order_of_trust() -> None:
    """JSON-LD comes before the page's own links, OpenGraph, Dublin Core, meta, title and times."""
    found = said(
        "<title>Gate | Works</title><meta name=author content=Ada><meta name=DC.date "
        'content=2026-03-03><meta property=og:title content=Gate><link rel=canonical href="'
        'https://www.example.com/gate?utm_source=x"><script type=application/ld+json>'
        '{"@type":"NewsArticle","headline":"Gate &amp; quay"}</script>',
        '<time datetime="2026-03-03">today</time>',
    )
    assert [(one.vocabulary, one.name, one.value) for one in found] == [
        ("json-ld", "type", "NewsArticle"),
        ("json-ld", "headline", "Gate & quay"),
        ("html", "canonical", "https://www.example.com/gate"),
        ("html", "lang", "en"),
        ("opengraph", "og:title", "Gate"),
        ("dublin-core", "date", "2026-03-03"),
        ("meta", "author", "Ada"),
        ("html", "title", "Gate | Works"),
        ("html", "time", "2026-03-03"),
    ]


def test_the_article_is_found_in_a_graph() -> None:
    """Of several nodes the article speaks, with its people and organisations by name."""
    found = said(
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"no"},'
        '{"@type":["PressRelease"],"headline":"Gate","author":[{"@type":"Person","name":"Ada"}],'
        '"publisher":{"@type":"Organization","name":"Works"}}]}</script>'
    )
    values = {(one.name, one.value) for one in found}
    assert ("headline", "Gate") in values
    assert ("author", "Ada") in values
    assert ("author.type", "Person") in values
    assert ("publisher", "Works") in values
    assert ("name", "no") not in values


def test_broken_json_says_nothing() -> None:
    """JSON that does not parse is left out; raw line ends inside strings do no harm."""
    broken = said("<script type=application/ld+json>{oops</script>")
    assert {one.vocabulary for one in broken} == {"html"}
    found = said('<script type=application/ld+json>{"@type":"Report","headline":"a\nb"}</script>')
    assert ("headline", "a b") in {(one.name, one.value) for one in found}


def test_definitions_of_a_page_in_source_form_are_stated() -> None:
    """What a page's source defines for its maker is metadata too."""
    found = said("", "<define-tag pagetitle>Gate</define-tag><p>x</p>")
    assert Metadatum("front-matter", "pagetitle", "Gate") in found
