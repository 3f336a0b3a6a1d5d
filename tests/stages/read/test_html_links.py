"""Addresses: absolute, undone redirectors, tracking taken off, nothing else changed."""

from __future__ import annotations

import pytest

from stages.read.html_links import clean_link, without_redirector, without_tracking

_BASE = "https://www.example.com/news/gate.html"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a", "https://www.example.com/a"),
        ("b.html", "https://www.example.com/news/b.html"),
        ("../c", "https://www.example.com/c"),
        ("/d/../e", "https://www.example.com/e"),
        ("//cdn.example.com/f", "https://cdn.example.com/f"),
        ("?page=2", "https://www.example.com/news/gate.html?page=2"),
        (" https://example.com/g\n", "https://example.com/g"),
    ],
)
def test_relative_addresses_are_joined(href: str, url: str) -> None:
    """An address is what a browser makes of it on this page."""
    assert clean_link(href, _BASE)[0] == url


def test_anchors_and_addresses_without_a_base_stay() -> None:
    """Nothing is invented: an anchor is one, and without the page's address a path is a path."""
    assert clean_link("#note-1", _BASE) == ("#note-1", None)
    assert clean_link("/a", None) == ("/a", None)
    assert clean_link("tel:+49301234567", _BASE) == ("tel:+49301234567", None)


@pytest.mark.parametrize(
    ("sent", "target"),
    [
        (
            "https://c212.net/c/link/?t=0&u=https%3A%2F%2Fexample.com%2Fx&a=x",
            "https://example.com/x",
        ),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com&data=1",
            "https://example.com",
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.com_y&d=1",
            "https://example.com/y",
        ),
        ("https://urldefense.com/v3/__https://example.com/z__;!!abc", "https://example.com/z"),
        ("https://www.google.com/url?q=https%3A%2F%2Fexample.com%2F&sa=D", "https://example.com/"),
        ("https://c212.net/c/link/?u=javascript%3Aalert(1)", None),
        ("https://example.com/?u=https%3A%2F%2Fother.example.com", None),
    ],
)
def test_redirectors_are_undone(sent: str, target: str | None) -> None:
    """A known redirector gives way to the web address it carries; anything else stays."""
    assert without_redirector(sent) == (target or sent)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("https://example.com/?utm_source=a&id=1&utm_medium=b", "https://example.com/?id=1"),
        ("https://example.com/?gclid=1#top", "https://example.com/#top"),
        ("https://example.com/?b=%20&a=&b=2", "https://example.com/?b=%20&a=&b=2"),
        ("https://example.com/?source=x", "https://example.com/?source=x"),
    ],
)
def test_tracking_is_taken_off_and_the_rest_kept(sent: str, kept: str) -> None:
    """Only parameters that count readers go; order and spelling of the others stay."""
    assert without_tracking(sent) == kept
