"""Themes inherit, a user's folder works by its path, and mistakes are named."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pipeline.errors import ConfigurationError
from pipeline.registry import Registry
from stages.render.bind import bind
from stages.render.themes import load_theme, theme_names
from tests.stages.render.documents import context, document, full, h, p


def page(template: str, **options: object) -> str:
    given = full()
    made = Registry().get("html").function(given, context(given), template=template, **options)
    text: str = made.data.decode("utf-8")
    return text


def test_the_themes_are_there() -> None:
    """Four themes come with wirecopy."""
    assert theme_names() == ["archive", "classic", "modern", "wire"]


def test_a_folder_is_a_theme(tmp_path: Path) -> None:
    """A folder with one style sheet inherits the rest from classic, and comes last."""
    (tmp_path / "epub.css").write_text("h1 { color: #123456 }", "utf-8")
    text = page(str(tmp_path))
    assert text.index("/* classic") < text.index("#123456")


def test_a_theme_may_inherit_from_its_neighbour(tmp_path: Path) -> None:
    """`inherits` takes a path relative to the theme's folder."""
    for name, parent in (("one", "../two"), ("two", "modern")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.yaml").write_text(f"inherits: {parent}\n", "utf-8")
    theme = load_theme(str(tmp_path / "one"))
    assert [folder.name for folder in theme.folders] == ["one", "two", "modern", "classic"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("inherits: nobody\n", "there is no theme 'nobody'"),
        ("inherits: .\n", "inherits from itself"),
        ("colour: red\n", "only the keys"),
        ("variables: [a]\n", "variables are names"),
        ("a: [\n", "theme.yaml"),
        ("inherits: null\n", "has no page.html.j2"),
    ],
)
def test_wrong_settings(tmp_path: Path, settings: str, said: str) -> None:
    """A mistake in theme.yaml is one sentence."""
    (tmp_path / "theme.yaml").write_text(settings, "utf-8")
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        load_theme(str(tmp_path))


@pytest.mark.parametrize(
    ("template", "line"),
    [("{{ relaese.headline }}", 1), ("\n{{ release.headlin }}", 2), ("\n\n{% if %}", 3)],
)
def test_a_template_mistake_has_a_place(tmp_path: Path, template: str, line: int) -> None:
    """A variable that is not there, or a broken tag, is named with file and line."""
    (tmp_path / "page.html.j2").write_text(template, "utf-8")
    with pytest.raises(ConfigurationError, match=rf"page\.html\.j2:{line}: "):
        page(str(tmp_path))


def test_unknown_variables_are_mistakes() -> None:
    """A setting that the theme does not have names those it has."""
    with pytest.raises(ConfigurationError, match="it has accent, more, spacing"):
        page("wire", variables={"moer": True})


def test_the_archive_prints_the_account() -> None:
    """The appendix stands in the archive, and only there, and can be left out."""
    assert 'class="account"' in page("archive")
    assert 'class="account"' not in page("archive", variables={"appendix": False})
    assert 'class="account"' not in page("classic")


def test_a_label_that_the_copy_lacks_is_added() -> None:
    """Paid content without a word of it in the copy gets the label, in the copy's language."""
    given = document(p("Ein Satz."), paid=True, language="de")
    text = Registry().get("html").function(given, context(given)).data.decode("utf-8")
    assert '<p class="label paid">Anzeige</p>' in text


def test_style_and_pictures_beside_the_page() -> None:
    """With `embed: false` the page refers to files that come with it."""
    given = full()
    made = Registry().get("html").function(given, context(given), embed=False)
    text = made.data.decode("utf-8")
    assert "<style>" not in text
    assert sorted(Path(name).suffix for name in made.files) == [".css", ".png"]
    assert all(f'"{name}"' in text for name in made.files)


def test_headings_skip_no_level() -> None:
    """However the source numbers its subheads, the copy's levels have no gap."""
    given = document(h(1, "T", "headline"), h(4, "a"), h(6, "b"), h(4, "c"), h(2, "d"))
    text = Registry().get("html").function(given, context(given)).data.decode("utf-8")
    assert re.findall(r"<h(\d)", text) == ["1", "2", "3", "2", "2"]


def test_several_releases_make_one_book() -> None:
    """A digest has a chapter for each release, with contents that lead to them."""
    other = document(h(1, "Second", "headline"), p("Text."), headline="Second", language="ja")
    with zipfile.ZipFile(io.BytesIO(bind([full(), other], title="Digest").data)) as book:
        names = book.namelist()
        contents = ET.fromstring(book.read("EPUB/nav.xhtml"))  # noqa: S314 (our own)
    assert names[0] == "mimetype"
    assert {"EPUB/release-1.xhtml", "EPUB/release-2.xhtml"} <= set(names)
    links = [each.get("href") for each in contents.iter("{http://www.w3.org/1999/xhtml}a")]
    assert {"release-1.xhtml", "release-2.xhtml", "release-1.xhtml#r1-page-2"} <= set(links)
