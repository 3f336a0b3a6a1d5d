"""What the README shows works as written, from the first line to the result."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("pipeline", "samples", "stages", "templates", "tests")
DOCUMENTS = [*ROOT.glob("*.md"), *(p for part in PARTS for p in (ROOT / part).rglob("README.md"))]
DOCUMENTS.append(ROOT / "stages" / "render" / "STANDARDS.md")
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+\.(?:py|yaml))\n")
_NAMED = re.compile(r"`([\w./*-]+\.py|[a-z]+/[\w./*-]+)`")
_LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#]+)\)")


class Shown(NamedTuple):
    """A block of the README: its language and its text."""

    language: str
    text: str


BLOCKS = [Shown(*found.groups()) for found in _BLOCK.finditer(README)]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Return a folder with the samples and with every file that the README shows."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples", ignore=shutil.ignore_patterns("out"))
    for block in BLOCKS:
        named = _FILE.match(block.text)
        if named:
            (tmp_path / named[1]).write_text(block.text, "utf-8")
    return tmp_path


def run(command: str, folder: Path) -> str:
    """Run a command as a reader would, and return what it says."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "120"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def test_commands_do_and_say_what_is_shown(desk: Path) -> None:
    """Every line that begins with `$` runs; each line under it but `...` is in what it says."""
    ran = 0
    for block in BLOCKS:
        if block.language != "console":
            continue
        said = ""
        for line in block.text.splitlines():
            if line.startswith("$ "):
                said = run(line[2:], desk)
                ran += 1
            elif line != "...":
                assert line.rstrip() in said
    assert ran >= 8
    assert (desk / "gate.pdf").read_bytes().startswith(b"%PDF")
    assert (desk / "gate.epub").read_bytes().startswith(b"PK")
    assert {path.suffix for path in (desk / "copies").iterdir()} == {".pdf", ".html"}
    assert list((desk / "out").glob("*.json"))


def test_python_does_what_is_shown(desk: Path) -> None:
    """The Python of the README runs."""
    scripts = [b.text for b in BLOCKS if b.language == "python" and not _FILE.match(b.text)]
    assert scripts
    for number, script in enumerate(scripts):
        (desk / f"script_{number}.py").write_text(script, "utf-8")
        assert "Port Ellery opens" in run(f"python script_{number}.py", desk)


def test_own_stage_leaves_the_paragraph_out(desk: Path) -> None:
    """The copy made with the README's own stage has no picture credits; the one without has."""
    run("wirecopy run own.yaml", desk)
    run("wirecopy convert samples/releases/harbour-gate.txt -o with.html", desk)
    (own,) = (desk / "out").glob("*-without-credits.html")
    assert "Photographs may be used" not in own.read_text("utf-8")
    assert "Photographs may be used" in (desk / "with.html").read_text("utf-8")


def test_stage_of_the_contributing_guide_works(tmp_path: Path) -> None:
    """The stage that CONTRIBUTING.md shows is one, and takes out what it says."""
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "my_stage.py").write_text(textwrap.dedent("   " + code.lstrip()), "utf-8")
    (tmp_path / "in.txt").write_text("The gate opens.\n\n??\n", "utf-8")
    (tmp_path / "my.yaml").write_text(
        "name: my\nplugins: [./my_stage.py]\nsources: [in.txt]\nstages: [read, my-stage]\n"
        "renditions: {text: }\noutput: out\n",
        "utf-8",
    )
    run("wirecopy run my.yaml", tmp_path)
    (copy,) = tmp_path.glob("out.*")
    assert copy.read_text("utf-8").strip() == "The gate opens."


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every file that a document links to is there."""
    links = _LINK.findall(document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_are_there(document: Path) -> None:
    """Every module and every path in backticks is there, but for the ones a guide makes up."""
    modules = {path.name for part in PARTS for path in (ROOT / part).rglob("*.py")}
    modules |= {found[1] for block in BLOCKS if (found := _FILE.match(block.text))}
    for name in _NAMED.findall(document.read_text("utf-8")):
        if "my_" in name or "my-" in name:
            continue
        if "/" not in name:
            assert name in modules | {"wirecopy.py"}
        elif name.partition("/")[0] in PARTS:
            assert list(ROOT.glob(name)), name
