"""Names of outputs are one path segment, on every file system, whatever the headline says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.names import fill, safe, slug, stems


@given(st.text())
def test_safe_is_one_segment(text: str) -> None:
    """A name has no separator, no control character, no dot-dot, and fits into 255 bytes."""
    name = safe(text)
    assert name
    assert name not in {".", ".."}
    assert not set(name) & set("/\\\0\n")
    assert len(name.encode("utf-8")) <= 120


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Port Ellery opens gate: 9,400 homes", "port-ellery-opens-gate-9-400-homes"),
        ("Fernwärme für 2.000 Häuser", "fernwärme-für-2-000-häuser"),
        ("港に新しい水門", "港に新しい水門"),
        ("../../etc/passwd", "etc-passwd"),
        ("***", ""),
        (None, ""),
    ],
)
def test_slug(headline: str | None, expected: str) -> None:
    """A headline becomes lower-case words in its own script, joined by hyphens."""
    assert slug(headline) == expected


def test_stems_of_twins_keep_their_suffix() -> None:
    """Where only the suffix tells two documents apart, it stays in the name."""
    assert stems(["a/x.html", "a/x.pdf", "a/y.txt"]) == ["x-html", "x-pdf", "y"]


def test_fill() -> None:
    """The placeholders are filled; what is missing has a name that says so."""
    named = fill("{published}/{slug}", stem="s", headline="A b", published="2026-05-14T09:00Z")
    assert named == "2026-05-14/a-b"
    assert fill("{published}-{slug}", stem="s", headline=None, published=None) == "undated-s"
    assert fill("{stem}", stem="../x", headline=None, published=None) == "-x"
