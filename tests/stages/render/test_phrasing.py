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
