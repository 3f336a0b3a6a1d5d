"""Where a word may break."""

from __future__ import annotations

import pyphen
import pytest

from stages.clean.breaks import break_points

WORDS = {
    "de": "unternehmenskommunikation straßenbahnhaltestelle Öffentlichkeitsarbeit",
    "en": "announcement hyphenation international",
    "fr": "développement communiqué événementiel",
    "hu": "asszonnyal közlemény megnyitása",
    "pl": "przedsiębiorstwo wiadomość",
    "ru": "предприятие сообщение",
}


@pytest.mark.parametrize("language", WORDS)
def test_words_break_where_the_dictionary_read_whole_breaks_them(language: str) -> None:
    """Reading only the patterns of a word gives what reading all of them gives."""
    whole = pyphen.Pyphen(lang=language, left=2, right=2)
    for word in WORDS[language].split():
        found = break_points(word, language)
        assert found == frozenset(whole.positions(word.lower()))
        assert found


def test_a_language_without_patterns_says_so() -> None:
    """No patterns is another answer than no place to break."""
    assert break_points("sana", "xx") is None
    assert break_points("a", "de") == frozenset()
