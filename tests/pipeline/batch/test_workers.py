"""The pool: deadlines, fresh workers, second tries."""

from __future__ import annotations

import os
import time
from pathlib import Path

from msgspec.structs import replace

from pipeline.batch.outcome import Job, Outcome
from pipeline.batch.workers import Pool
from pipeline.context import Limits
from pipeline.errors import Status

LIMITS = Limits(seconds=20)


def jobs(*names: str) -> list[Job]:
    return [Job(number, name.encode(), "") for number, name in enumerate(names)]


def work(job: Job) -> Outcome:
    """Do what the path says."""
    what = job.path.decode()
    if what.startswith("once:"):
        marker = Path(what.removeprefix("once:"))
        if not marker.exists():
            marker.write_text("", "utf-8")
            os.abort()
    if what == "abort":
        os.abort()
    if what == "sleep":
        time.sleep(60)
    return Outcome(status=Status.OK, message=str(os.getpid()))


def test_worker_is_warm() -> None:
    """One worker does many documents."""
    with Pool(work, LIMITS) as pool:
        assert len({outcome.message for _, outcome in pool.run(jobs(*"abcdef"))}) == 1


def test_second_try_can_succeed(tmp_path: Path) -> None:
    """A document that crashed once is tried again, alone, after all others."""
    names = ("a", f"once:{tmp_path / 'marker'}", "b")
    with Pool(work, LIMITS, size=2, retry=True) as pool:
        ended = list(pool.run(jobs(*names)))
    assert [outcome.status for _, outcome in ended] == [Status.OK] * 3
    assert ended[-1][0].number == 1
    assert [outcome.attempts for _, outcome in ended] == [1, 1, 2]


def test_without_retry_a_crash_is_final() -> None:
    """A single conversion is not tried twice."""
    with Pool(work, LIMITS) as pool:
        ((_, outcome),) = pool.run(jobs("abort"))
    assert (outcome.status, outcome.attempts) == (Status.CRASH, 1)


def test_deadline_is_the_documents_own() -> None:
    """Only the document that is late is ended; one that waited its turn is not."""
    with Pool(work, replace(LIMITS, seconds=1), size=1) as pool:
        ended = {job.path: outcome.status for job, outcome in pool.run(jobs("sleep", "a", "b"))}
    assert ended == {b"sleep": Status.TIMEOUT, b"a": Status.OK, b"b": Status.OK}


def test_no_worker_is_left() -> None:
    """When the pool closes in the middle of work, every worker is gone."""
    with Pool(work, LIMITS, size=2) as pool:
        next(iter(pool.run(jobs("a", "sleep", "sleep"))))
        pids = [busy.worker.pid for busy in pool.busy.values()]
        pids += [worker.pid for worker, _ in pool.idle]
    assert pids
    for pid in pids:
        assert not Path(f"/proc/{pid}/stat").exists()
