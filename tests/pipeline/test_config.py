"""A pipeline file says every mistake at once, each with its place and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import KEYS, load_pipeline, parse_pipeline
from pipeline.errors import ConfigurationError, Exit, PipelineError

ROOT = Path(__file__).parents[2]
PLUGIN = """
from typing import Any, Literal
from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document

@stage("all-options")
def all_options(
    document: Document,
    context: Context,
    *,
    text: str = "",
    number: int = 0,
    share: float = 0.0,
    flag: bool = False,
    policy: Literal["auto", "ask", "off"] = "auto",
    names: tuple[str, ...] = (),
    table: dict[str, int] | None = None,
    anything: Any = None,
) -> Document:
    '''Take every kind of option.'''
    return document

@stage("needs-option")
def needs_option(document: Document, context: Context, *, word: str) -> Document:
    '''Need a word.'''
    return document
"""


def mistakes(text: str) -> list[str]:
    """Return the first line of each mistake, without the file."""
    with pytest.raises(PipelineError) as caught:
        parse_pipeline(text.encode("utf-8"), "p.yaml")
    assert caught.value.exit_code is Exit.CONFIGURATION
    return [str(m).split("\n")[0].removeprefix("p.yaml:") for m in caught.value.mistakes]


def test_all_mistakes_at_once() -> None:
    """Every mistake is told with line, column, path, and what was meant, in file order."""
    text = """\
nam: desk
stages:
  - reed
  - tidy-spaces: {nonsense: 1}
renditions:
  jsn:
  json: {account: ful}
output: out/{publishd}
limits: {seconds: no, memory: 2Gx}
"""
    assert mistakes(text) == [
        "1:1: unknown key 'nam'; did you mean 'name'?",
        "3:5: stages[0]: there is no stage 'reed'; did you mean 'read'?",
        "4:19: stages[1].tidy-spaces: tidy-spaces has no option 'nonsense'; "
        + mistakes(text)[3 - 1].partition("; ")[2],
        "6:3: renditions.jsn: there is no format 'jsn'; did you mean 'json'?",
        "7:19: renditions.json.account: expected counters | full, got 'ful'; did you mean 'full'?",
        "8:9: output: unknown placeholder '{publishd}'; did you mean '{published}'?",
        "9:19: limits.seconds: expected number, got 'no'",
        "9:31: limits.memory: '2Gx' is no size: write it like 800MiB or 2GiB",
    ]


def test_source_line_and_caret() -> None:
    """A mistake shows its line with a caret under the place."""
    with pytest.raises(PipelineError) as caught:
        parse_pipeline(b"name: desk\nstage: [read]\n", "p.yaml")
    assert str(caught.value) == (
        "p.yaml:2:1: unknown key 'stage'; did you mean 'stages'?\n  stage: [read]\n  ^"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: the pipeline is empty"),
        ("# only a comment\n", "1:1: the pipeline is empty"),
        ("[a, b]", "1:1: a pipeline is a mapping with the keys " + ", ".join(KEYS)),
        ("name: a\nname: b\n", "2:1: name: the key is there twice, first in line 1"),
        ("name: &a x\noutput: *a\n", "2:9: aliases (*a) are not allowed: repeat it"),
        (
            "limits: {<<: {seconds: 1}}",
            ("1:10: limits: merge keys (<<) are not allowed: repeat the keys"),
        ),
        (
            "name: !!python/name:os.system x",
            ("1:7: name: the tag tag:yaml.org,2002:python/name:os.system is not allowed"),
        ),
        ("stages:\n\t- read\n", "2:1: a tab: indent with spaces"),
        (
            "name: 'open\n",
            ("2:1: not YAML: found unexpected end of stream while scanning a quoted scalar"),
        ),
        (
            "name: a\n---\nname: b\n",
            ("2:1: not YAML: but found another document expected a single document in the stream"),
        ),
        ("name: a\x07", "1:8: a control character that YAML does not allow"),
        ("stages: read", "1:9: stages: expected a list of stages, got 'read'"),
        ("stages: []", "1:9: stages: name at least 'read', or leave the key out"),
        ("stages: [read, read]", "1:16: stages[1]: 'read' reads a source, so it must stand first"),
        (
            "stages: [read, json]",
            ("1:16: stages[1]: 'json' renders a document: name it under 'renditions'"),
        ),
        (
            "stages: [tidy-spaces]",
            (
                "1:10: stages[0]: the first stage must read a source, and "
                "'tidy-spaces' takes a document; begin with 'read'"
            ),
        ),
        (
            "stages: [{read: , tidy-spaces: }]",
            (
                "1:10: stages[0]: a stage is one name only, written "
                "'- name' or '- name: {option: value}'; got read, tidy-spaces"
            ),
        ),
        (
            "renditions: {read: }",
            ("1:14: renditions.read: 'read' renders nothing: it is a stage; formats are"),
        ),
        (
            "renditions: json",
            (
                "1:13: renditions: expected formats with their options, got 'json'; "
                "write 'pdf:' or 'pdf: {...}'"
            ),
        ),
        ("renditions: {json: 5}", "1:20: renditions.json: expected options as a mapping, got '5'"),
        ("sources: inbox/*.txt", "1:10: sources: expected list of text, got 'inbox/*.txt'"),
        ("sources: [a, [b]]", "1:14: sources[1]: expected text, got a list"),
        ("output: a/{stem", "1:9: output: a brace without its partner"),
        ("output: out/", "1:9: output: it ends in a folder; add a name such as {stem}"),
        ("limits: {second: 1}", "1:10: limits: unknown limit 'second'; did you mean 'seconds'?"),
        ("limits: {seconds: 0}", "1:19: limits.seconds: a document needs more time than none"),
        ("limits: {memory: 1MiB}", "1:9: limits.memory: the renderers alone need 256MiB"),
        ("plugins: [./missing.py]", "1:11: plugins[0]: the plug-in file missing.py is not there"),
    ],
)
def test_one_mistake(text: str, expected: str) -> None:
    """Each kind of mistake has its place and its sentence."""
    (found,) = mistakes(text)
    assert found.startswith(expected)


def test_not_utf_8() -> None:
    """Bytes that are no UTF-8 are named with their place."""
    with pytest.raises(PipelineError, match=r"p\.yaml:2:8: the file is not UTF-8"):
        parse_pipeline(b"name: a\noutput: \xff\n".replace(b"output: ", b"output "), "p.yaml")


def test_bounded() -> None:
    """A file that is too large or nested too deep is refused at once."""
    with pytest.raises(PipelineError, match="larger than"):
        parse_pipeline(b"#" * ((1 << 20) + 1))
    with pytest.raises(PipelineError, match="nested deeper than 20 levels"):
        parse_pipeline(b"name: " + b"[" * 500_000)
    with pytest.raises(PipelineError, match="nested deeper than 20 levels"):
        parse_pipeline(b"name: " + b"{a: " * 50_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "options.py").write_text(PLUGIN, "utf-8")
    return tmp_path


def write(folder: Path, options: str, stage: str = "all-options") -> Path:
    path = folder / "desk.yaml"
    path.write_text(f"plugins: [./options.py]\nstages: [read, {stage}: {{{options}}}]\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("text: no", "text", "no"),
        ("text: 12:30", "text", "12:30"),
        ("text: 014", "text", "014"),
        ("text: 1e3", "text", "1e3"),
        ("text: 2026-05-14", "text", "2026-05-14"),
        ("text: 'null'", "text", "null"),
        ("text: ''", "text", ""),
        ("number: 14", "number", 14),
        ("number: -3", "number", -3),
        ("share: 1", "share", 1.0),
        ("share: 0.5", "share", 0.5),
        ("flag: yes", "flag", True),
        ("flag: Off", "flag", False),
        ("policy: off", "policy", "off"),
        ("names: [no, 014, x]", "names", ("no", "014", "x")),
        ("table: {a: 1}", "table", {"a": 1}),
        ("table: ", "table", None),
        ("anything: no", "anything", "no"),
        ("anything: [1, x, true, ~]", "anything", [1, "x", True, None]),
    ],
)
def test_values_are_typed_by_what_is_wanted(
    folder: Path, written: str, name: str, value: object
) -> None:
    """A scalar is what the option wants, never what YAML 1.1 would guess."""
    (step,) = load_pipeline(write(folder, written)).transforms
    assert step.options == {name: value}
    assert type(step.options[name]) is type(value)
    assert step.places == {"": "desk.yaml:2", name: "desk.yaml:2"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("number: 014", "expected whole number, got '014'"),
        ("number: '14'", "expected whole number, got '14'"),
        ("number: 12:30", "expected whole number, got '12:30'"),
        ("share: .nan", "expected number, got '.nan'"),
        ("flag: 1", "expected true | false, got '1'"),
        ("flag: 'yes'", "expected true | false, got 'yes'"),
        ("text: [a]", "expected text, got a list"),
        ("text: ", "expected text, got nothing"),
        ("policy: aut", "expected auto | ask | off, got 'aut'; did you mean 'auto'?"),
        ("names: x", "expected list of text, got 'x'"),
        ("names: [a, {b: c}]", "names[1]: expected text, got a mapping"),
        ("table: {a: x}", "table.a: expected whole number, got 'x'"),
    ],
)
def test_wrong_values(folder: Path, written: str, expected: str) -> None:
    """A value that does not fit says what is wanted and what stands there."""
    with pytest.raises(PipelineError) as caught:
        load_pipeline(write(folder, written))
    (mistake,) = caught.value.mistakes
    assert expected in str(mistake)


def test_needed_option(folder: Path) -> None:
    """An option without a default must be given."""
    with pytest.raises(PipelineError, match=r"the option 'word' \(text\) is needed"):
        load_pipeline(write(folder, "", "needs-option"))


def test_defaults() -> None:
    """What a file leaves out has its default: the whole chain, the name of the file."""
    pipeline = parse_pipeline(b"renditions: {json: }", "desks/night.yaml")
    assert pipeline.name == "night"
    assert pipeline.folder == "desks"
    assert [s.stage.name for s in pipeline.transforms] == pipeline.registry.default_chain()
    assert (pipeline.output, pipeline.sources) == ("{stem}", ())


def test_template_folder_is_relative_to_the_pipeline() -> None:
    """A template given as a path lies beside the pipeline; a name stays a name."""
    text = b"renditions: {html: {template: ./theme}, pdf: {template: classic}}"
    html, pdf = parse_pipeline(text, "desks/night.yaml").renditions
    assert html.options == {"template": "desks/theme"}
    assert pdf.options == {"template": "classic"}


def test_limits() -> None:
    """Sizes are read as people write them."""
    pipeline = parse_pipeline(b"limits: {seconds: 2.5, memory: 1GiB, size: 10MB}")
    assert pipeline.limits.seconds == 2.5
    assert (pipeline.limits.memory, pipeline.limits.size) == (1 << 30, 10_000_000)


@pytest.mark.parametrize("path", sorted((ROOT / "samples").rglob("*.yaml")), ids=lambda p: p.name)
def test_samples_have_no_mistake(path: Path) -> None:
    """The pipelines that the samples bring are right."""
    assert load_pipeline(path).renditions


@pytest.mark.parametrize(
    ("name", "sentence"), [("missing.yaml", "there is no pipeline"), (".", "is a folder")]
)
def test_unreadable(tmp_path: Path, name: str, sentence: str) -> None:
    """A file that is not there is said in one sentence."""
    with pytest.raises(ConfigurationError, match=sentence):
        load_pipeline(tmp_path / name)


@given(st.text(alphabet="abnrsty:[]{}-'\"#&*!|>%@`,?~ \n\t0159<", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_pipeline_or_a_list_of_mistakes(text: str) -> None:
    """No text makes the reader fail in any other way."""
    try:
        parse_pipeline(text.encode("utf-8"))
    except PipelineError as error:
        assert error.mistakes  # noqa: PT017 (either way is right)
