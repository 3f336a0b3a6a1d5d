"""Files that hold several releases become several documents."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.batch.run import run_documents
from pipeline.batch.sources import find_sources
from pipeline.config import load_pipeline
from pipeline.errors import Status
from tests.pipeline.cli.command import wirecopy

_BODY = "The trust opened the gate on Thursday, after eleven years of work on the quay. " * 6


def week(folder: Path) -> Path:
    """Write two releases into one file, an end mark and a new head between them."""
    releases = [
        f"FOR IMMEDIATE RELEASE\n\n{headline}\n\nPORT ELLERY, 14 May 2026 - {_BODY}\n\n###\n\n"
        for headline in ("Harbour gate opens early", "Night ferry returns in June")
    ]
    (folder / "week.txt").write_text("".join(releases), "utf-8")
    return folder / "week.txt"


def test_run_makes_a_document_of_each_release(tmp_path: Path) -> None:
    """A run gives each release of a file its own copy, and says that it is a part."""
    week(tmp_path)
    desk = tmp_path / "desk.yaml"
    desk.write_text(
        "sources: ['*.txt']\nstages: [read, recognise-release]\nrenditions: {json: }\n"
        "output: out/{slug}\n",
        "utf-8",
    )
    pipeline = load_pipeline(desk)
    (result,) = run_documents(pipeline, find_sources(pipeline), workers=1)
    assert result.status is Status.OK_WITH_PROBLEMS
    assert sorted(Path(path).name for path in result.outputs) == [
        "harbour-gate-opens-early.json",
        "night-ferry-returns-in-june.json",
    ]
    assert "This is document 2 of 2 in week.txt." in result.problems


def test_convert_into_a_folder_splits(tmp_path: Path) -> None:
    """Converted into a folder each release is a file; together they hold all the words."""
    source = week(tmp_path)
    folder = tmp_path / "copies"
    folder.mkdir()
    assert wirecopy("convert", source, "--to", "json", "-q", "-o", f"{folder}/").returncode == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["week-1.json", "week-2.json"]
    copies = [json.loads((folder / name).read_bytes()) for name in names]
    assert [copy["release"]["headline"] for copy in copies] == [
        "Harbour gate opens early",
        "Night ferry returns in June",
    ]


def test_convert_to_one_file_keeps_all_in_it(tmp_path: Path) -> None:
    """Asked for one file, nothing is split and nothing is lost."""
    source = week(tmp_path)
    target = tmp_path / "all.json"
    assert wirecopy("convert", source, "-q", "-o", target).returncode == 0
    text = json.loads(target.read_bytes())["text"]
    assert "Harbour gate" in text
    assert "Night ferry" in text
