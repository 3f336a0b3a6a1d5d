"""`wirecopy convert`: formats, outputs, and one clear sentence for what cannot be."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.pipeline.cli.command import COMMAND, RELEASES, ROOT, lines, wirecopy

RELEASE = RELEASES / "harbour-gate.html"


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 (hidden files too)


def test_format_is_the_suffix(tmp_path: Path) -> None:
    """The suffix of OUT says the format, and nothing but the copy is there after."""
    done = wirecopy("convert", RELEASE, "-o", tmp_path / "copy.html")
    assert (done.returncode, done.stdout) == (0, b"")
    assert names(tmp_path) == ["copy.html"]
    assert b"<html" in (tmp_path / "copy.html").read_bytes()


def test_standard_input_and_output() -> None:
    """`-` is standard input; without OUT the copy goes to standard output, nothing else does."""
    text = "The quay opens\n\nPORT ELLERY, 14 May 2026 - The quay opens on Monday.\n"
    done = wirecopy("convert", "-", "--to", "json", stdin=text.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["name"] == "stdin"


def test_several_files_and_formats_into_a_folder(tmp_path: Path) -> None:
    """Every file gets a copy in every format; files of one name keep their suffix."""
    files = [RELEASES / "harbour-gate.html", RELEASES / "harbour-gate.txt"]
    done = wirecopy("convert", *files, "--to", "json,html", "-o", f"{tmp_path}/new/")
    assert done.returncode == 0
    assert names(tmp_path / "new") == [
        "harbour-gate-html.html",
        "harbour-gate-html.json",
        "harbour-gate-txt.html",
        "harbour-gate-txt.json",
    ]


def test_one_bad_file_costs_no_other(tmp_path: Path) -> None:
    """A file that cannot be converted is told in one line; the others have their copies."""
    done = wirecopy("convert", RELEASE, "missing.txt", "--to", "json", "-q", "-o", tmp_path)
    assert done.returncode == 1
    assert lines(done.stderr) == ["wirecopy: missing.txt is not there"]
    assert names(tmp_path) == ["harbour-gate.json"]


def test_received_file_is_never_replaced(tmp_path: Path) -> None:
    """A copy that would take the place of a received file is refused, and the file stays."""
    received = tmp_path / "a.html"
    received.write_bytes(RELEASE.read_bytes())
    (tmp_path / "link").symlink_to(tmp_path)
    for out in (received, tmp_path / "link" / "a.html", tmp_path):
        done = wirecopy("convert", received, "--to", "html", "-q", "-o", out)
        assert done.returncode == 1
        (line,) = lines(done.stderr)
        assert "which was received" in line
        assert received.read_bytes() == RELEASE.read_bytes()
    assert names(tmp_path) == ["a.html", "link"]


def test_account_and_pipeline(tmp_path: Path) -> None:
    """--account full reaches the JSON; --pipeline takes that pipeline's stages."""
    (tmp_path / "bare.yaml").write_text("stages: [read]\n", "utf-8")
    options = ("--account", "full", "--pipeline", tmp_path / "bare.yaml")
    done = wirecopy("convert", RELEASE, "--to", "json", *options)
    account = json.loads(done.stdout)["account"]
    assert account["source_text"] == account["output_text"]
    assert account["removed"] == 0


def bad_inputs(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "folder").mkdir()
    (folder / "noise.pdf").write_bytes(b"\x00\x01\x02\x03" * 500)
    (folder / "cut.pdf").write_bytes((RELEASES / "harbour-gate.pdf").read_bytes()[:300])
    (folder / "ok.txt").write_text("The quay opens\n\nIt opens on Monday.\n", "utf-8")
    (folder / "file").write_text("", "utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["empty.txt", "--to", "json"], 1, "empty.txt is empty"),
        (["blank.txt", "--to", "json"], 1, "blank.txt is empty"),
        (["folder", "--to", "json"], 1, "folder is a folder"),
        (["noise.pdf", "--to", "json"], 1, "a format that has no reader"),
        (["cut.pdf", "--to", "json"], 1, "cut.pdf"),
        (["missing.txt", "--to", "json"], 1, "missing.txt is not there"),
        (["ok.txt", "-o", "file/copy.json"], 1, "file is a file, not a folder"),
        (["ok.txt", "-o", "copy"], 2, "copy does not say a format"),
        (["ok.txt", "-o", "copy.xyz"], 2, "copy.xyz does not say a format"),
        (["ok.txt", "--to", "jsn"], 2, "no format 'jsn'; did you mean 'json'"),
        (["ok.txt"], 2, "say the format: --to"),
        (["ok.txt", "empty.txt", "--to", "json"], 2, "several files need a folder"),
        (["ok.txt", "--to", "json,html"], 2, "several formats need a folder"),
        (["-", "-", "--to", "json", "-o", "folder/"], 2, "name - once"),
        (["ok.txt", "--to", "json", "--template", "x"], 2, "json has no option 'template'"),
        (["ok.txt", "--to", "html", "--template", "modrn"], 2, "modrn"),
        (["ok.txt", "--to", "json", "--account", "ful"], 2, "expected counters | full"),
        (["ok.txt", "--to", "json", "--memory", "lots"], 2, "'lots' is no size"),
        (["ok.txt", "--to", "json", "--seconds", "0"], 2, "more time than none"),
        (["ok.txt", "--to", "json", "--pipeline", "missing.yaml"], 2, "there is no pipeline"),
        (["ok.txt", "--nope"], 2, "No such option '--nope'"),
        ([], 2, "Missing argument 'FILE...'"),
    ],
)
def test_one_clear_sentence(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    """What cannot be done is one line on standard error, an exit code, and no output at all."""
    bad_inputs(tmp_path)
    before = names(tmp_path)
    done = wirecopy("convert", *arguments, cwd=tmp_path)
    assert done.returncode == code
    (line,) = lines(done.stderr)
    assert line.startswith("wirecopy: ")
    assert words in line
    assert done.stdout == b""
    assert names(tmp_path) == before


def test_name_that_is_no_text(tmp_path: Path) -> None:
    """A file whose name is not UTF-8 is converted as any other."""
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("The quay opens\n\nIt opens on Monday.\n", "utf-8")
    done = wirecopy("convert", os.fsdecode(path), "--to", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["source"]["name"] == "caf\ufffd.txt"


def test_escape_sequences_are_not_obeyed(tmp_path: Path) -> None:
    """A name that would colour or move the terminal is printed as pictures of its signs."""
    done = wirecopy("convert", "\x1b[31mred\x9b2J.txt", "--to", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode("utf-8") == "wirecopy: ␛[31mred\ufffd2J.txt is not there\n"


def test_full_standard_output() -> None:
    """Where standard output is full, one line says so."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "convert", RELEASE, "--to", "json", "-q"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            check=False,
        )
    assert done.returncode == 1
    (line,) = lines(done.stderr)
    assert line.startswith("wirecopy: standard output cannot be written")


def test_reader_that_has_had_enough(tmp_path: Path) -> None:
    """A pipe that is closed early is no fault and no line."""
    long = tmp_path / "long.txt"
    long.write_text("The quay opens\n\n" + "It opens on Monday, they said.\n\n" * 9000, "utf-8")
    child = subprocess.Popen(
        [*COMMAND, "convert", long, "--to", "json", "-q"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.read(10)
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    """Ctrl-C and the system's own stop end with code 3, one line, no file and no child."""
    os.mkfifo(tmp_path / "never.txt")
    (tmp_path / "out").mkdir()
    child = subprocess.Popen(
        [*COMMAND, "convert", tmp_path / "never.txt", "-o", tmp_path / "out" / "a.json"],
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    until = time.monotonic() + 60
    while not (workers := children.read_text().split()):
        assert time.monotonic() < until, "no worker was started"
        time.sleep(0.01)
    time.sleep(0.1)
    child.send_signal(number)
    _, errors = child.communicate(timeout=30)
    assert (child.returncode, lines(errors)) == (3, ["wirecopy: stopped"])
    assert names(tmp_path / "out") == []
    assert not Path(f"/proc/{workers[0]}").exists()


def test_noise_is_not_the_copy(tmp_path: Path) -> None:
    """What libraries print is neither in the copy nor on standard error."""
    kit = Path(__file__).parents[1] / "batch" / "bad_stages.py"
    pipeline = tmp_path / "noise.yaml"
    pipeline.write_text(f"plugins: ['{kit}']\nstages: [read, bad-noise]\n", "utf-8")
    done = wirecopy("convert", RELEASE, "--to", "json", "--pipeline", pipeline, "-q")
    assert done.stderr == b""
    assert json.loads(done.stdout)["format"] == "wirecopy/1"


@pytest.mark.parametrize("stage", ["bad-abort", "bad-eater", "bad-raise", "bad-hang", "bad-exit"])
def test_bad_stage_is_one_line(tmp_path: Path, stage: str) -> None:
    """A stage that crashes, hangs or eats memory ends in one line, a code, no output."""
    kit = Path(__file__).parents[1] / "batch" / "bad_stages.py"
    pipeline = tmp_path / "bad.yaml"
    pipeline.write_text(f"plugins: ['{kit}']\nstages: [read, {stage}]\n", "utf-8")
    limits = ("--seconds", "3", "--memory", "400MiB")
    done = wirecopy("convert", RELEASE, "-o", tmp_path / "a.json", "--pipeline", pipeline, *limits)
    assert done.returncode == 1
    assert len(lines(done.stderr)) == 1
    assert names(tmp_path) == ["bad.yaml"]
