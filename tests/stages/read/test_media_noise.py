"""Noise is no text."""

from __future__ import annotations

import random

import pytest

from pipeline.tree import Source
from stages.read.media import media_type_of


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", ["junk.pdf", "junk.bin", "junk"])
def test_random_bytes_are_no_text(seed: int, name: str) -> None:
    """Bytes without a pattern are not read as text, whatever the file is called."""
    data = random.Random(seed).randbytes(3000)  # noqa: S311 (noise, not a secret)
    assert media_type_of(Source(name, data)) == "application/octet-stream"


def test_a_few_control_characters_do_no_harm() -> None:
    """A text with a stray control character here and there stays a text."""
    data = b"The gate opens on Thursday, and the quay with it.\x01 The ferry follows.\n" * 20
    assert media_type_of(Source("gate.txt", data)) == "text/plain"
