"""What is set within a line keeps the order in which it is read."""

from __future__ import annotations

import pytest

from stages.render.markup import body_of
from tests.stages.render.documents import document, p


def markup_of(words: str, direction: str) -> str:
    block = p(words, language="ar" if direction == "rtl" else "en", direction=direction)
    return body_of(document(block), lambda _url, _alt: None).markup


@pytest.mark.parametrize("number", ["+971 4 555 0137", "(04) 555-0137-22", "04-5550137"])
def test_telephone_number_is_isolated_between_words_from_right_to_left(number: str) -> None:
    """Groups of a number keep their order in a line that runs from right to left."""
    assert f'<bdi dir="ltr">{number}</bdi>' in markup_of(f"هاتف: {number}", "rtl")


@pytest.mark.parametrize("words", ["بين 2019 و 2026", "1,250 موظفًا", "310.000.000", "7/9"])
def test_other_figures_stay_as_they_are(words: str) -> None:
    """Years, amounts and dates are no telephone numbers."""
    assert "<bdi" not in markup_of(words, "rtl")


def test_line_from_left_to_right_needs_no_isolation() -> None:
    """A release in Latin letters is written without the element."""
    assert "<bdi" not in markup_of("Phone: +971 4 555 0137", "ltr")


def test_endless_word_gets_places_to_break() -> None:
    """A word longer than any address may break, its characters and marks stay as they are."""
    word = "(<&>" * 400
    shown = markup_of(f"before {word} after", "ltr")
    assert shown.count("<wbr/>") == len(word) // 40 - 1
    assert "before " + "(&lt;&amp;&gt;" * 400 + " after" in shown.replace("<wbr/>", "")


def test_long_address_and_scripts_without_spaces_are_left_whole() -> None:
    """An address of some hundred signs is one word; Chinese breaks of itself."""
    shown = markup_of("https://example.com/" + "a" * 700 + " " + "港口开放" * 400, "ltr")
    assert "<wbr/>" not in shown


def test_hosts_are_kept_whole_where_they_are_few() -> None:
    """A text made of thousands of addresses gets no element for each."""
    few, many = (document(p("See https://example.com/quay. " * count)) for count in (2, 201))
    assert body_of(few, lambda _url, _alt: None, epub=False).markup.count('class="pair"') == 2
    assert 'class="pair"' not in body_of(many, lambda _url, _alt: None, epub=False).markup
