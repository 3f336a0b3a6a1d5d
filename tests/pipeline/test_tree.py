"""The tree is its JSON: out and in gives the same document, and wrong JSON is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tree import Block, Document, Image, Link, Paragraph, Release, Text
from tests.pipeline.documents import blocks, documents, releases


@settings(deadline=None)
@given(st.lists(blocks(), max_size=5))
def test_blocks_out_and_in(some: list[Block]) -> None:
    """Blocks that go out as JSON come in as the same blocks."""
    sent = msgspec.json.encode(some)
    assert msgspec.json.decode(sent, type=list[Block]) == some


@settings(deadline=None)
@given(documents().flatmap(releases))
def test_release_out_and_in(release: Release) -> None:
    """Release facts that go out as JSON come in as the same facts, every key present."""
    sent = msgspec.json.encode(release)
    assert msgspec.json.decode(sent, type=Release) == release
    assert set(msgspec.json.decode(sent)) == set(Release.__struct_fields__)


def test_every_kind_names_its_type() -> None:
    """A block and an inline say in the JSON what they are."""
    block = Paragraph(
        inlines=(Text("See "), Link("https://example.com/", (Text("here"),)), Image("a.png", "A"))
    )
    value = msgspec.json.decode(msgspec.json.encode(block))
    assert value["type"] == "paragraph"
    assert [inline["type"] for inline in value["inlines"]] == ["text", "link", "image"]


@pytest.mark.parametrize(
    "wrong",
    [
        '{"type": "paragraph"}',
        '{"type": "poem", "inlines": []}',
        '{"type": "paragraph", "inlines": [{"type": "text", "text": 7}]}',
        '{"type": "paragraph", "inlines": [], "role": "chorus"}',
    ],
)
def test_wrong_json_is_refused(wrong: str) -> None:
    """JSON that is no block raises instead of making half a block."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(wrong, type=Block)


@settings(deadline=None)
@given(documents())
def test_documents_are_values(document: Document) -> None:
    """A document cannot be changed in place."""
    with pytest.raises(AttributeError):
        document.blocks = ()  # type: ignore[misc]
