"""The command as a whole: help, light imports, and the small commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from pipeline.registry import Registry
from tests.pipeline.cli.command import RELEASES, ROOT, lines, wirecopy

HEAVY = "lxml bs4 pypdf pypdfium2 weasyprint yaml rich babel ftfy phonenumbers jinja2 rapidfuzz"


def test_help_is_light() -> None:
    """`wirecopy --help` imports no library that reads, renders or draws."""
    code = (
        "import sys; sys.argv = ['wirecopy', '--help']\n"
        "from pipeline.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n"
        f"    print('loaded', sorted(set({HEAVY.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded []"
    for name in COMMANDS:
        assert f"  {name}" in done.stdout


def test_text_is_converted_without_the_other_doors() -> None:
    """Text to JSON loads no library that only HTML, PDF or a rendition needs."""
    code = (
        "import sys, wirecopy\n"
        "wirecopy.convert(b'The quay opens\\n\\nIt opens on Monday.', to='json')\n"
        "heavy = {'lxml', 'bs4', 'pypdf', 'pypdfium2', 'weasyprint', 'rich', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    """Each command has a help text."""
    done = wirecopy(name, "--help")
    assert done.returncode == 0
    assert lines(done.stdout)[0].startswith(f"Usage: wirecopy {name}")


def test_version() -> None:
    """--version says name and version."""
    assert lines(wirecopy("--version").stdout)[0].startswith("wirecopy 0.")


def test_unknown_command() -> None:
    """A command that is none is one line."""
    done = wirecopy("convrt")
    assert done.returncode == 2
    assert len(lines(done.stderr)) == 1


def test_stages_are_listed_and_explained() -> None:
    """`stages` lists every stage; `stages NAME` shows its options and how to write them."""
    listed = wirecopy("stages").stdout.decode()
    for name in Registry().names():
        assert f"  {name} " in listed
    told = wirecopy("stages", "json").stdout.decode()
    assert "account: counters | full (default counters)" in told
    pdf = wirecopy("stages", "read-pdf").stdout.decode()
    assert "password: text (default '')" in pdf
    assert "ends as `rejected`" in pdf
    assert "Error" not in pdf
    wrong = wirecopy("stages", "tidy-space")
    assert wrong.returncode == 2
    assert "did you mean 'tidy-spaces'?" in wrong.stderr.decode()


@pytest.mark.parametrize("what", ["document", "pipeline"])
def test_schemas_are_printed(what: str) -> None:
    """`schema` prints a JSON Schema."""
    assert json.loads(wirecopy("schema", what).stdout)["$schema"].endswith("2020-12/schema")


def test_doctor() -> None:
    """`doctor` names what is there; it ends well exactly when nothing needed is missing."""
    done = wirecopy("doctor")
    told = lines(done.stdout)
    assert (done.returncode == 0) is not any(line.startswith("MISSING") for line in told)
    for word in ("Python", "wirecopy", "engine", "lxml", "Pango", "Noto CJK fonts"):
        assert any(word in line for line in told)


def test_explain_of_a_damaged_release() -> None:
    """`explain` shows what was removed and why, in any width, and ends with the totals."""
    for width in (80, 120):
        done = wirecopy("explain", RELEASES / "harbour-gate.html", width=width)
        told = lines(done.stdout)
        assert done.returncode == 0
        assert max(map(len, told)) <= width
        assert "as received" in told[1]
        assert any("[-" in line for line in told)
        totals = told[-2:] if "inserted" not in told[-1] else told[-1:]
        assert "characters:" in " ".join(totals)
    assert b"\x1b" not in done.stdout


def test_explain_of_what_is_not_there() -> None:
    """A file that cannot be explained is one line."""
    done = wirecopy("explain", "missing.txt")
    assert (done.returncode, lines(done.stderr)) == (1, ["wirecopy: missing.txt is not there"])


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    """`explain` shows escape sequences of a release as pictures of themselves."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"The quay opens\n\nIt opens \x1b[31mon\x07 Monday, they said.\n")
    done = wirecopy("explain", path)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("wirecopy co", "plain,convert"),
        ("wirecopy convert --to ep", "plain,epub"),
        ("wirecopy stages tidy", "plain,tidy-spaces"),
    ],
)
def test_shell_completion(words: str, expected: str) -> None:
    """The shell is told commands, formats and stages."""
    asked = {"_WIRECOPY_COMPLETE": "bash_complete", "COMP_WORDS": words}
    number = str(len(words.split()) - 1)
    done = subprocess.run(
        [Path(sys.executable).with_name("wirecopy")],
        capture_output=True,
        env={**os.environ, **asked, "COMP_CWORD": number},
        check=False,
    )
    assert lines(done.stdout) == [expected]
