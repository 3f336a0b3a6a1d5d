"""`wirecopy run` and `wirecopy check`: exit codes, summaries, and what would be done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.pipeline.batch.desk import files_below, write_desk
from tests.pipeline.cli.command import COMMAND, ROOT, lines, wirecopy


def test_all_well(tmp_path: Path) -> None:
    """When every document has its copy the run ends with 0 and a line of totals."""
    done = wirecopy("run", write_desk(tmp_path))
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done.stdout) == [f"3 documents: 3 ok; copies in {tmp_path / 'out'}"]


def test_some_failed(tmp_path: Path) -> None:
    """When a document fails the run ends with 1 and names it in one line."""
    done = wirecopy("run", write_desk(tmp_path, stages="bad-raise"))
    assert done.returncode == 1
    (line,) = lines(done.stderr)
    assert "victim.txt: failed: stage bad-raise failed with KeyError" in line
    assert lines(done.stdout)[-1].startswith("3 documents: 1 failed, 2 ok;")


def test_summary_for_machines(tmp_path: Path) -> None:
    """--json prints one object with every document, its status and its outputs."""
    done = wirecopy("run", write_desk(tmp_path, stages="bad-raise"), "--json", "--workers", "1")
    summary = json.loads(done.stdout)
    assert done.returncode == summary["exit_code"] == 1
    assert summary["counts"] == {"ok": 2, "failed": 1}
    statuses = {Path(d["source"]).name: d["status"] for d in summary["documents"]}
    assert statuses["victim.txt"] == "failed"
    outputs = [path for document in summary["documents"] for path in document["outputs"]]
    assert sorted(outputs) == [str(tmp_path / "out" / f"harmless-{n}.json") for n in (1, 2)]


def test_plan_runs_nothing(tmp_path: Path) -> None:
    """--explain says each option and where it comes from, and writes nothing."""
    pipeline = write_desk(tmp_path, renditions="json")
    done = wirecopy("run", pipeline, "--explain")
    told = done.stdout.decode()
    assert done.returncode == 0
    assert "documents  3" in told
    assert "account = counters  [default]" in told
    assert "[desk.yaml:3]" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["run", "check"])
def test_wrong_pipeline(tmp_path: Path, command: str) -> None:
    """A wrong pipeline ends with 2: its mistakes on standard output, one line on standard error."""
    (tmp_path / "p.yaml").write_text("stage: [read]\nsources: 5\n", "utf-8")
    done = wirecopy(command, "p.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert lines(done.stderr) == ["wirecopy: p.yaml has 2 mistakes"]
    assert lines(done.stdout)[0] == "p.yaml:1:1: unknown key 'stage'; did you mean 'stages'?"
    assert files_below(tmp_path) == ["p.yaml"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("renditions: [json]", 2, "has no 'sources'"),
        ("sources: ['*.txt']", 2, "has no 'renditions'"),
        ("sources: ['*.txt']\nrenditions: [json]", 1, "match no file"),
    ],
)
def test_nothing_to_do(tmp_path: Path, text: str, code: int, words: str) -> None:
    """A run without documents or formats is no success, and says what is missing."""
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    done = wirecopy("run", "p.yaml", cwd=tmp_path)
    assert done.returncode == code
    (line,) = lines(done.stderr)
    assert words in line


def test_missing_document_is_missed(tmp_path: Path) -> None:
    """A document named without a wildcard that is not there fails; it is not passed over."""
    (tmp_path / "p.yaml").write_text("sources: [a.txt]\nrenditions: [json]\n", "utf-8")
    done = wirecopy("run", "p.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert "a.txt is not there" in done.stderr.decode()


def test_check_of_a_good_pipeline(tmp_path: Path) -> None:
    """`check` says what is right, and runs nothing."""
    pipeline = write_desk(tmp_path)
    done = wirecopy("check", pipeline)
    assert done.returncode == 0
    assert lines(done.stdout) == [f"{pipeline}: 1 stage, json: no mistakes"]
    assert not (tmp_path / "out").exists()


def test_stopped(tmp_path: Path) -> None:
    """Ctrl-C ends a run with 3; whole copies stay, and nothing else."""
    pipeline = write_desk(tmp_path, stages="bad-hang", limits="seconds: 100")
    child = subprocess.Popen(
        [*COMMAND, "run", pipeline, "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    until = time.monotonic() + 60
    while not (tmp_path / "out" / "harmless-2.json").exists() and time.monotonic() < until:
        time.sleep(0.02)
        if (tmp_path / "out" / "harmless-1.json").exists():
            break
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=30)
    assert child.returncode == 3
    assert lines(errors)[-1] == "wirecopy: stopped"
    assert set(files_below(tmp_path / "out")) <= {"harmless-1.json", "harmless-2.json"}
    assert [name for name in os.listdir(tmp_path / "out") if name.startswith(".")] == []  # noqa: PTH208


def test_with_embargo(tmp_path: Path) -> None:
    """--respect-embargo makes no copy of what is not free; without it a line warns."""
    pipeline = write_desk(tmp_path, names=("a.txt",), stages="embargoed: {until: '2190-01-01'}")
    refused = wirecopy("run", pipeline, "--respect-embargo")
    assert refused.returncode == 1
    assert files_below(tmp_path / "out") == []
    warned = wirecopy("run", pipeline)
    assert warned.returncode == 0
    for done in (refused, warned):
        (line,) = lines(done.stderr)
        assert "under embargo until 2190-01-01" in line
