"""Patterns that are compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest

import stages
from pipeline.pattern import _Pattern, lazily


def test_pattern_does_what_a_compiled_one_does() -> None:
    """Searching, substituting and flags are those of `re`."""
    word = lazily(r"(?P<first>[a-z])[a-z]*", re.IGNORECASE)
    found = word.search("12 Gate")
    assert found is not None
    assert found["first"] == "G"
    assert word.sub("x", "a b") == "x x"
    assert word.pattern == r"(?P<first>[a-z])[a-z]*"
    assert word.groupindex == {"first": 1}


def test_nothing_is_compiled_before_use() -> None:
    """A broken pattern is harmless until it is used, then it says what `re` says."""
    broken = lazily("(")
    with pytest.raises(re.error):
        broken.search("")


def test_every_pattern_of_the_stages_compiles() -> None:
    """No built-in stage carries a pattern that is broken, alone or in a table."""
    for module in pkgutil.walk_packages(stages.__path__, "stages."):
        for value in vars(importlib.import_module(module.name)).values():
            for pattern in _patterns(value):
                assert pattern.groups >= 0


def _patterns(value: object) -> Iterator[_Pattern]:
    if isinstance(value, _Pattern):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _patterns(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _patterns(inner)
