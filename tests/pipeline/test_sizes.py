"""Sizes as people write them."""

from __future__ import annotations

import pytest

from pipeline.errors import ConfigurationError
from pipeline.sizes import size_of


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("65536", 65536),
        ("10kB", 10_000),
        ("10 KiB", 10_240),
        ("1.5MiB", 1_572_864),
        ("2GB", 2_000_000_000),
        ("2gib", 2 << 30),
    ],
)
def test_size(text: str, size: int) -> None:
    """KiB counts in 1024, kB in 1000."""
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "lots", "-1", "1.2.3", "3 bananas", "1e9", "9" * 40])
def test_no_size(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ConfigurationError, match="is no size"):
        size_of(text)
