"""The words of all languages and how lines are known by them."""

from __future__ import annotations

import pytest
import yaml

from stages.release import lexicon_build
from stages.release.lexicon import lexicon


def test_the_compiled_lexicon_is_that_of_the_language_files() -> None:
    """Whoever mends a language file compiles it: `python -m stages.release.lexicon_build`."""
    assert lexicon_build.TARGET.read_text("utf-8") == lexicon_build.text()


def test_every_language_file_has_the_roles_of_a_release() -> None:
    """A language is its file, with contacts, embargoes and the labels of content systems."""
    files = {path.stem for path in lexicon_build.TARGET.parent.glob("*.yaml")}
    assert set(lexicon().languages) == files - {"exchanges", "places", "wires"}
    for code in lexicon().languages:
        roles = {
            r
            for entries in lexicon().terms.values()
            for r, language, _ in entries
            if language == code
        }
        assert {"contact", "embargo", "release_kind", "tags", "category", "author"} <= roles, code


def test_every_key_of_a_language_file_is_explained() -> None:
    """Who writes a language file finds each of its keys in the README beside it."""
    folder = lexicon_build.TARGET.parent
    readme = (folder / "README.md").read_text("utf-8")
    for code in lexicon().languages:
        keys = yaml.safe_load((folder / f"{code}.yaml").read_text("utf-8"))
        assert [key for key in keys if f"`{key}`" not in readme] == [], code


@pytest.mark.parametrize(
    ("line", "role", "rest"),
    [
        ("About Harrow Lane Bakery", "about", "Harrow Lane Bakery"),
        ("**Media Enquiries:**", "contact", ""),
        ("本件に関するお問い合わせ先", "contact", ""),
        ("■けやき工房について", "about", "けやき工房"),
        ("关于 Acme", "about", "Acme"),
        ("Die Nordwind Gruppe im Profil", "about", "Die Nordwind Gruppe"),
        ("EMBARGOED UNTIL May 5, 9 am", "embargo", "May 5, 9 am"),
        ("FUENTE Observatorio Encinar", "source_line", "Observatorio Encinar"),
        ("Fonte: Associação do Lume", "source_line", "Associação do Lume"),
        ("- fine -", "end_mark", ""),
        ("ＦＯＲ IMMEDIATE RELEASE", "immediate", ""),
    ],
)
def test_a_line_is_known_by_its_first_words(line: str, role: str, rest: str) -> None:
    """A label is found however it is set; what follows it is given as written."""
    labels = [label for label in lexicon().labels(line) if label.role == role]
    assert labels
    assert labels[0].rest == rest


@pytest.mark.parametrize(
    "line", ["The harbour opened today.", "30", "Kontaktlinsen sind teuer", "Abouts"]
)
def test_ordinary_words_are_no_label(line: str) -> None:
    """A line that merely begins like a label is none."""
    assert lexicon().labels(line) == []


def test_every_language_says_who_does_not_answer() -> None:
    """A sentence on liability is known in each language, and only such a sentence."""
    words = lexicon()
    assert words.disclaims("Der Verlag übernimmt keine Gewähr für die Angaben.")
    assert words.disclaims("The newsroom accepts no liability for this text.")
    assert not words.disclaims("The ferry is responsible for its passengers.")
