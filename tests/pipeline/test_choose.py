"""Which pipeline a conversion runs that is asked for by format."""

from __future__ import annotations

import pytest

from pipeline.choose import choose_pipeline, format_of, formats
from pipeline.config import parse_pipeline
from pipeline.errors import ConfigurationError
from pipeline.registry import Registry


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.pdf", "pdf"),
        ("a.HTML", "html"),
        ("a.xhtml", "html"),
        ("release.html.pdf", "pdf"),
        ("release.text.html", "html"),
        ("release.html.json", "json"),
        ("release.ninjs.json", "ninjs"),
        ("release.newsml.xml", "newsml-g2"),
        ("release.md", "markdown"),
        ("release.txt", "text"),
        ("2026.05.14.json", "json"),
    ],
)
def test_format_of(name: str, expected: str) -> None:
    """The last suffix of a name says the format."""
    assert format_of(name, Registry()) == expected


@pytest.mark.parametrize("name", ["a", "a.doc", "pdf", "a.pdf.bak"])
def test_no_format(name: str) -> None:
    """A name that says no format is refused with what there is."""
    with pytest.raises(ConfigurationError, match=r"does not say a format: .*\.pdf"):
        format_of(name, Registry())


def test_default_chain() -> None:
    """Without a pipeline the whole default chain runs."""
    chosen = choose_pipeline(["html", "json", "html"])
    assert [step.stage.name for step in chosen.renditions] == ["html", "json"]
    assert len(chosen.transforms) == len(Registry().default_chain())


def test_pipelines_own_options_stay() -> None:
    """A format that the pipeline names keeps its options; others have their defaults."""
    pipeline = parse_pipeline(b"stages: [read]\nrenditions: {json: {account: full}}")
    chosen = choose_pipeline(["json", "html"], pipeline=pipeline, options={"indent": "0"})
    assert [dict(step.options) for step in chosen.renditions] == [
        {"account": "full", "indent": 0},
        {},
    ]
    assert chosen.transforms == ()
    assert choose_pipeline(pipeline=pipeline).renditions == pipeline.renditions


def test_mistakes() -> None:
    """A wrong format, a missing one and an option nobody has are each one sentence."""
    with pytest.raises(ConfigurationError, match="no format 'jsn'; did you mean 'json'"):
        choose_pipeline(["jsn"])
    with pytest.raises(ConfigurationError, match="say the format: --to"):
        choose_pipeline([])
    with pytest.raises(ConfigurationError, match="json has no option 'template'"):
        choose_pipeline(["json"], options={"template": "classic"})


def test_formats() -> None:
    """The formats are the stages that render."""
    assert {"pdf", "html", "epub", "json"} <= set(formats(Registry()))
    assert "read" not in formats(Registry())
