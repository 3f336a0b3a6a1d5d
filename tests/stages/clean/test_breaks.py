"""Where a word may break."""

from __future__ import annotations

import pyphen
import pytest

from stages.clean.breaks import may_break

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
        told = set(whole.positions(word.lower()))
        assert told
        assert all(may_break(word, place, language) for place in told)
        assert not may_break(word, 1, language)


def test_what_either_country_breaks_may_break() -> None:
    """British patterns keep “Thursday” whole, American ones break it: both set English."""
    assert may_break("Thursday", 5, "en")
    assert not may_break("Thursday", 4, "en")


def test_a_language_without_patterns_says_so() -> None:
    """No patterns is another answer than no place to break."""
    assert may_break("sana", 2, "xx") is None
    assert may_break("a", 1, "de") is False
