"""The public face: two functions, names that stay, and the package as it is installed."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import wirecopy
from pipeline.errors import ConfigurationError, Exit, ReadError
from tests.pipeline.batch.desk import write_desk

SAMPLES = Path(__file__).parents[1] / "samples"


def test_names() -> None:
    """Everything that is promised is there."""
    assert [name for name in wirecopy.__all__ if not hasattr(wirecopy, name)] == []


def test_doctests() -> None:
    """The examples in the docstrings are true."""
    assert doctest.testmod(wirecopy).attempted == 1
    assert doctest.testmod(wirecopy).failed == 0


def test_convert_takes_path_bytes_and_source() -> None:
    """A path, its bytes and a Source give the same document."""
    path = SAMPLES / "releases" / "harbour-gate.html"
    data = path.read_bytes()
    made = [
        wirecopy.convert(path),
        wirecopy.convert(str(path)),
        wirecopy.convert(data, name=path.name),
        wirecopy.convert(wirecopy.Source(path.name, data)),
    ]
    assert len({converted.renditions["json"].data for converted in made}) == 1


def test_convert_takes_options() -> None:
    """Formats, a pipeline and the options of renderers go in as arguments."""
    path = SAMPLES / "releases" / "harbour-gate.txt"
    made = wirecopy.convert(
        path,
        to=["html", "json"],
        pipeline=SAMPLES / "pipelines" / "archive.yaml",
        account="full",
    )
    assert list(made.renditions) == ["html", "json"]
    assert b'"operations"' in made.renditions["json"].data


def test_convert_raises_one_sentence() -> None:
    """What cannot be is an exception of wirecopy's own."""
    with pytest.raises(ReadError, match="is not there"):
        wirecopy.convert("missing.txt")
    with pytest.raises(ConfigurationError, match="no format 'jsn'"):
        wirecopy.convert(b"text", to="jsn")


def test_run(tmp_path: Path) -> None:
    """A pipeline is run from Python as from the command."""
    summary = wirecopy.run(write_desk(tmp_path, stages="bad-raise"), workers=2)
    assert summary.exit_code is Exit.SOME_FAILED
    assert summary.counts == {"ok": 2, "failed": 1}
    assert [Path(result.source).name for result in summary.results] == [
        "harmless-1.txt",
        "harmless-2.txt",
        "victim.txt",
    ]


def test_import_is_light() -> None:
    """`import wirecopy` loads no library that reads or renders."""
    code = "import sys, wirecopy; print({'lxml', 'weasyprint', 'yaml', 'click'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_command_is_installed() -> None:
    """The package installs the command `wirecopy`."""
    (point,) = [p for p in entry_points(group="console_scripts") if p.name == "wirecopy"]
    assert point.value == "pipeline.cli:main"
