"""A copy of ours that comes back through a door is the release it was made of."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from pipeline.context import Context
from pipeline.registry import Registry
from pipeline.text import body_text, document_text
from pipeline.tree import Rendition
from tests.samples.copies import NAMES, Copy, clean, copy_of


def given_back(name: str, form: str, suffix: str) -> Copy:
    """Return a sample's rendition after it went through the default chain."""
    copy = copy_of(name)
    context = Context(form, account=copy.account)
    rendition: Rendition = Registry().get(form).function(copy.document, context)
    return clean(f"copy{suffix}", rendition.data)


def facts(copy: Copy) -> dict[str, Any]:
    """Return the release facts."""
    found: dict[str, Any] = msgspec.to_builtins(copy.document.release)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_html_of_ours_says_the_same(name: str) -> None:
    """The HTML copy has the words, the body and every fact of the release."""
    first, again = copy_of(name), given_back(name, "html", ".xhtml")
    assert document_text(again.document).split() == document_text(first.document).split()
    assert body_text(again.document).split() == body_text(first.document).split()
    assert facts(again) == facts(first)


@pytest.mark.parametrize("name", NAMES)
def test_plain_text_of_ours_has_the_same_words(name: str) -> None:
    """The plain text has the words of the release, its headline and its contacts."""
    first, again = copy_of(name), given_back(name, "text", ".txt")
    assert document_text(again.document).split() == document_text(first.document).split()
    assert facts(again)["headline"] == facts(first)["headline"]
    assert facts(again)["contacts"] == facts(first)["contacts"]
