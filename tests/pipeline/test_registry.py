"""Stages are found by name: built in, installed, or in a file beside the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import StageError
from pipeline.registry import Registry
from pipeline.stage import Kind

PLUGIN = '''
from wirecopy import Context, Document, stage

@stage("{name}")
def mine(document: Document, context: Context) -> Document:
    """Do nothing."""
    return document
'''


def write(folder: Path, text: str, name: str = "mine.py") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_every_line_of_the_table_is_a_stage() -> None:
    """Each built-in name leads to a stage of that name and kind, with a sentence of help."""
    registry = Registry(with_entry_points=False)
    for entry in registry.entries.values():
        found = registry.get(entry.name)
        assert (found.name, found.kind) == (entry.name, entry.kind)
        assert found.summary.endswith(".")
        if entry.kind is Kind.READ and entry.name != "read":
            assert entry.media_types == found.media_types


def test_default_chain_is_the_table_in_order() -> None:
    """What runs when no pipeline is named are the transforms that are on, in their order."""
    chain = Registry(with_entry_points=False).default_chain()
    assert chain[-1] == "recognise-release"
    assert "house-style" not in chain
    assert chain.index("drop-page-marks") < chain.index("rejoin-lines")


def test_plugin_file_adds_its_stage(tmp_path: Path) -> None:
    """A file beside the pipeline adds what it marks, and a reader reads its media type."""
    registry = Registry(with_entry_points=False)
    write(tmp_path, PLUGIN.format(name="mine"))
    (added,) = registry.plug_in("mine.py", tmp_path)
    assert registry.get("mine") is added
    assert "mine" in registry.names()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PLUGIN.format(name="rejoin-lines"), "the name 'rejoin-lines' is taken"),
        ("x = 1\n", "defines no stage"),
        ("def (\n", "cannot be loaded in line 1: SyntaxError"),
        ("raise RuntimeError('no')\n", "cannot be loaded: RuntimeError: no"),
    ],
)
def test_wrong_plugin_is_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    """A plug-in that cannot be used is refused with a sentence that says why."""
    with pytest.raises(StageError) as raised:
        Registry(with_entry_points=False).plug_in("mine.py", write(tmp_path, text))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_missing_names_are_one_sentence(tmp_path: Path) -> None:
    """A stage or file that is not there is said so."""
    registry = Registry(with_entry_points=False)
    with pytest.raises(StageError, match="there is no stage 'polish'"):
        registry.get("polish")
    with pytest.raises(StageError, match="is not there"):
        registry.plug_in("gone.py", tmp_path)
    with pytest.raises(StageError, match="no_such_module"):
        registry.plug_in("no_such_module", tmp_path)
