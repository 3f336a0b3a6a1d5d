"""Outputs are whole or not there, and none takes the name of another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.batch.outcome import Spooled
from pipeline.batch.outputs import Outputs
from pipeline.batch.store import Spool
from pipeline.errors import OutputError


def written(folder: Path, *, name: str = "part", suffix: str = ".json") -> Spooled:
    path = folder / name
    path.write_text("copy", "utf-8")
    return Spooled(str(path), name, suffix)


def test_names_that_some_file_systems_hold_for_one(tmp_path: Path) -> None:
    """Names that differ in case or in how an accent is written are one name."""
    outputs = Outputs()
    outputs.deliver([written(tmp_path)], tmp_path / "Gr\u00fc\u00dfe", "a.txt")
    with pytest.raises(OutputError, match=r"that of a\.txt"):
        outputs.deliver([written(tmp_path)], tmp_path / "GRU\u0308SSE", "b.txt")


def test_two_renditions_of_one_suffix(tmp_path: Path) -> None:
    """Two renditions of a document that end alike both have a file."""
    files = [written(tmp_path, name="json"), written(tmp_path, name="ninjs")]
    paths = Outputs().deliver(files, tmp_path / "a", "a.txt")
    assert [path.name for path in paths] == ["a.json", "a.ninjs.json"]


def test_existing_copy_is_replaced(tmp_path: Path) -> None:
    """A later run replaces the copy of an earlier one; a link is replaced, not followed."""
    target = tmp_path / "elsewhere.txt"
    target.write_text("precious", "utf-8")
    (tmp_path / "a.json").symlink_to(target)
    Outputs().deliver([written(tmp_path)], tmp_path / "a", "a.txt")
    assert (tmp_path / "a.json").read_text("utf-8") == "copy"
    assert target.read_text("utf-8") == "precious"


def test_folder_in_the_way(tmp_path: Path) -> None:
    """A folder that has the name of a copy is not replaced, but named."""
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        Outputs().deliver([written(tmp_path)], tmp_path / "a", "a.txt")


def test_spool_leaves_nothing(tmp_path: Path) -> None:
    """Whatever a worker wrote and nobody placed is gone when the spool closes."""
    with Spool(tmp_path / "out") as spool:
        prefix = spool.prefix(0)
        for part in (0, 1):
            Path(f"{prefix}{part}").write_text("part", "utf-8")
        spool.prefix(1)
    assert os.listdir(tmp_path / "out") == []  # noqa: PTH208 (hidden files too)


def test_spool_where_a_file_is(tmp_path: Path) -> None:
    """An output folder that is a file is named in one sentence."""
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        Spool(tmp_path / "out")
