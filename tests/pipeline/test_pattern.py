"""Patterns that are compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest

import stages
from pipeline.pattern import _Pattern, lazily
from stages.release.lexicon import lexicon


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


def test_nothing_is_compiled_for_texts_a_pattern_cannot_be_in() -> None:
    """Such texts are answered as the pattern would; others, and many of them, are searched."""
    broken = lazily("(", may=lambda text: "(" in text)
    assert broken.search("gate") is None
    assert broken.match("gate") is None
    assert broken.fullmatch("gate") is None
    assert list(broken.finditer("gate")) == []
    with pytest.raises(re.error):
        broken.search("(gate")
    often = lazily("gate", may=lambda text: len(text) > 1000)
    assert [often.search("gate") is None for _ in range(200)].count(False) > 0


def test_what_says_a_pattern_cannot_be_there_overlooks_none() -> None:
    """Every word of the lexicon, in several settings, is searched where its pattern finds it."""
    words = {word for listed in lexicon().lists.values() for word in listed}
    settings = (
        "{}",
        "{}: 12",
        "Port Ellery {}",
        "{}. Gate 1",
        "– {} –",
        "({} 12)",
        "{}’s\u00a0gate",
    )
    texts = [
        setting.format(form) for word in words for form in _forms(word) for setting in settings
    ]
    guarded = 0
    for module in pkgutil.walk_packages(stages.__path__, "stages."):
        for value in vars(importlib.import_module(module.name)).values():
            for pattern in _patterns(value):
                if pattern._may is None:
                    continue
                guarded += 1
                compiled = pattern._compiled()
                assert not [t for t in texts if compiled.search(t) and not pattern._may(t)]
    assert guarded


def _forms(word: str) -> set[str]:
    return {word, word.upper(), word.lower(), word[:1].upper() + word[1:], word.replace("'", "’")}


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
