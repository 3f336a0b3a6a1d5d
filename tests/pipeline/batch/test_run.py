"""A run ends every document in one status, and what one document does costs no other."""

from __future__ import annotations

import mmap
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.batch.run import Result, run_documents
from pipeline.batch.sources import Shard, find_sources
from pipeline.config import load_pipeline
from pipeline.errors import ConfigurationError, Status
from tests.pipeline.batch.desk import RELEASE, files_below, write_desk


def run(pipeline_file: Path, workers: int = 2, **options: bool) -> dict[str, Result]:
    pipeline = load_pipeline(pipeline_file)
    paths = find_sources(pipeline)
    results = list(run_documents(pipeline, paths, workers=workers, **options))  # type: ignore[arg-type]
    assert len(results) == len(paths)
    return {Path(result.source).name: result for result in results}


@pytest.mark.parametrize(
    ("stages", "status", "words"),
    [
        ("bad-hang", Status.TIMEOUT, "not done after 1 s"),
        ("bad-abort", Status.CRASH, "SIGABRT"),
        ("bad-exit", Status.CRASH, "exit code 7"),
        ("bad-eater", Status.OUT_OF_MEMORY, "more memory"),
        ("bad-raise", Status.FAILED, "bad-raise failed with KeyError"),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_bad_stage_costs_its_document_alone(
    tmp_path: Path, stages: str, status: Status, words: str, workers: int
) -> None:
    """The document ends in its status with one sentence; the others have their copies."""
    limits = "seconds: 1" if status is Status.TIMEOUT else "seconds: 60, memory: 400MiB"
    results = run(write_desk(tmp_path, stages=stages, limits=limits), workers)
    victim = results["victim.txt"]
    assert victim.status is status
    assert words in victim.message
    assert "\n" not in victim.message
    assert victim.attempts == (1 if status is Status.FAILED else 2)
    assert {results[f"harmless-{n}.txt"].status.is_ok for n in (1, 2)} == {True}
    assert files_below(tmp_path / "out") == ["harmless-1.json", "harmless-2.json"]


def test_large_parent_costs_the_document_nothing(tmp_path: Path) -> None:
    """A program that holds much memory itself can run a pipeline with a small limit."""
    held = mmap.mmap(-1, 700 << 20)
    try:
        results = run(write_desk(tmp_path, names=("a.txt",), limits="memory: 400MiB"))
    finally:
        held.close()
    assert results["a.txt"].status is Status.OK


def test_huge_output_is_stopped(tmp_path: Path) -> None:
    """A rendition larger than a file may be ends its document; nothing of it stays."""
    results = run(write_desk(tmp_path, names=("a.txt",), renditions="bad-output"))
    assert not results["a.txt"].status.is_ok
    assert files_below(tmp_path / "out") == []


def test_file_outside_the_folder_is_refused(tmp_path: Path) -> None:
    """A rendition cannot put a file outside the output folder; the document fails as a whole."""
    folder = tmp_path / "desk"
    folder.mkdir()
    results = run(write_desk(folder, names=("a.txt",), renditions="bad-path"))
    assert results["a.txt"].status is Status.FAILED
    assert "outside its folder" in results["a.txt"].message
    assert files_below(tmp_path) == ["desk/a.txt", "desk/desk.yaml"]


def test_files_beside_a_rendition(tmp_path: Path) -> None:
    """Files that belong beside a rendition are delivered with it."""
    results = run(write_desk(tmp_path, names=("a.txt",), renditions="plain-copy"))
    assert results["a.txt"].status is Status.OK
    assert files_below(tmp_path / "out") == ["a.txt", "a.txt-files/a.txt"]


def test_children_of_a_stage_end_with_the_run(tmp_path: Path) -> None:
    """A process that a stage started is gone when the run is over."""
    results = run(write_desk(tmp_path, names=("a.txt",), stages="bad-orphan"))
    (child,) = results["a.txt"].problems
    stat = Path("/proc", child, "stat")
    until = time.monotonic() + 5
    while stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < until, "the child is still alive"
        time.sleep(0.02)


def test_noise_of_libraries_goes_nowhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What is printed past Python while a document is converted reaches no one."""
    assert run(write_desk(tmp_path, stages="bad-noise"))["victim.txt"].status is Status.OK
    assert capfd.readouterr() == ("", "")


def test_same_outputs_with_any_number_of_workers(tmp_path: Path) -> None:
    """The same documents give the same names and bytes, in the order of their names."""
    made = []
    for workers in (1, 3):
        folder = tmp_path / str(workers)
        folder.mkdir()
        names = tuple(f"r{n}.txt" for n in range(7))
        pipeline = load_pipeline(write_desk(folder, names=names, renditions="json, html"))
        results = list(run_documents(pipeline, find_sources(pipeline), workers=workers))
        assert [Path(result.source).name for result in results] == sorted(names)
        made.append({p.name: p.read_bytes() for p in (folder / "out").iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 14


def test_second_document_of_a_name_is_refused(tmp_path: Path) -> None:
    """Two documents whose copies want one name: the first has it, the second says so."""
    names = ("a.txt", "b.txt")
    pipeline = write_desk(tmp_path, names=names, output="out/{published}")
    results = run(pipeline)
    assert results["a.txt"].status.is_ok
    assert results["b.txt"].status is Status.FAILED
    assert "would overwrite that of" in results["b.txt"].message
    assert len(files_below(tmp_path / "out")) == 1


def test_received_file_is_never_replaced(tmp_path: Path) -> None:
    """A run whose copies would take the place of its sources fails, and the sources stay."""
    pipeline = write_desk(tmp_path, names=("a.txt",), renditions="text", output="{stem}")
    before = (tmp_path / "a.txt").read_bytes()
    result = run(pipeline)["a.txt"]
    assert result.status is Status.FAILED
    assert "which was received" in result.message
    assert (tmp_path / "a.txt").read_bytes() == before


def test_same_stem_keeps_its_suffix(tmp_path: Path) -> None:
    """A release that came as text and as Markdown gets two copies."""
    pipeline = write_desk(tmp_path, names=("a.txt",))
    (tmp_path / "a.md").write_text(RELEASE, "utf-8")
    pipeline.write_text(pipeline.read_text("utf-8").replace("'*.txt'", "'a.*'"), "utf-8")
    run(pipeline)
    assert files_below(tmp_path / "out") == ["a-md.json", "a-txt.json"]


@pytest.mark.parametrize(
    ("until", "free"), [("2190-03-03T09:00:00+00:00", False), ("2020-03-03", True), ("~", False)]
)
def test_embargo_is_respected_when_asked(tmp_path: Path, until: str, *, free: bool) -> None:
    """With respect_embargo a release that is not free yet has no copy; without, it is told."""
    stages = f"embargoed: {{until: {until}}}"
    pipeline = write_desk(tmp_path, names=("a.txt",), stages=stages)
    told = run(pipeline)["a.txt"]
    assert told.status.is_ok
    assert ("embargo" in told.embargo) is not free
    (tmp_path / "out" / "a.json").unlink()
    asked = run(pipeline, respect_embargo=True)["a.txt"]
    assert asked.status is (Status.OK if free else Status.REJECTED)
    assert files_below(tmp_path / "out") == (["a.json"] if free else [])


def test_shards_are_all_documents_once(tmp_path: Path) -> None:
    """Every document is in exactly one shard, whatever else is there."""
    names = tuple(f"r{n}.txt" for n in range(9))
    pipeline = load_pipeline(write_desk(tmp_path, names=names))
    paths = find_sources(pipeline)
    done = [
        Path(result.source).name
        for part in (1, 2, 3)
        for result in run_documents(pipeline, paths, workers=1, shard=Shard(part, 3))
    ]
    assert sorted(done) == sorted(names)


def test_stopping_early_leaves_nothing(tmp_path: Path) -> None:
    """Closing a run in the middle leaves whole copies only, and no hidden file."""
    pipeline = load_pipeline(write_desk(tmp_path, names=tuple(f"r{n}.txt" for n in range(9))))
    documents = run_documents(pipeline, find_sources(pipeline), workers=2)
    first = next(documents)
    documents.close()
    assert [str(tmp_path / "out" / name) for name in files_below(tmp_path / "out")] == list(
        first.outputs
    )


def test_wrong_setup_ends_the_run(tmp_path: Path) -> None:
    """What is wrong for every document is said once, as an error of the configuration."""
    pipeline = load_pipeline(write_desk(tmp_path, renditions="html"))
    (step,) = pipeline.renditions
    wrong = replace(step, options={"template": "no-such-template"})
    pipeline = replace(pipeline, renditions=(wrong,))
    with pytest.raises(ConfigurationError, match="no-such-template"):
        list(run_documents(pipeline, find_sources(pipeline), workers=1))
