"""A pool of warm workers: a deadline for every document, a fresh worker after every accident."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterable, Iterator
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from pipeline.batch.isolate import (
    Work,
    Worker,
    outcome_of_deadline,
    outcome_of_death,
    start_worker,
)
from pipeline.batch.outcome import Job, Outcome
from pipeline.context import Limits
from pipeline.errors import Status

_ACCIDENTS = frozenset({Status.TIMEOUT, Status.CRASH, Status.OUT_OF_MEMORY})
_DOCUMENTS_A_WORKER = 500


class _Busy(Struct, frozen=True):
    worker: Worker
    job: Job
    deadline: float
    done: int
    """Documents the worker has done before this one."""


class Pool:
    """Workers that convert jobs; use it as a context manager, so that no worker is left.

    `size` workers at most; `retry` lets a document that timed out, crashed or ran out of memory
    try once more, alone, in a fresh worker, after all others.
    """

    def __init__(self, work: Work, limits: Limits, *, size: int = 1, retry: bool = False) -> None:
        """Start no worker yet: they start with the first jobs."""
        self.work = work
        self.limits = limits
        self.size = size
        self.retry = retry
        self.busy: dict[int, _Busy] = {}
        self.idle: list[tuple[Worker, int]] = []
        self.postponed: set[int] = set()
        """Numbers of the jobs that wait for their second try."""

    def __enter__(self) -> Self:
        """Return the pool."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every worker, with whatever it is doing."""
        for busy in self.busy.values():
            busy.worker.end()
        for worker, _done in self.idle:
            worker.end()
        self.busy.clear()
        self.idle.clear()

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Yield every job with its outcome, in the order in which they end.

        A job that is to be tried again is yielded once, with the outcome of its second try.
        """
        again: list[Job] = []
        for job, outcome in self._run(jobs, self.size):
            if self.retry and outcome.status in _ACCIDENTS:
                self.postponed.add(job.number)
                again.append(job)
            else:
                yield job, outcome
        for job in again:
            self._end_idle()
            for _, outcome in self._run([job], 1):
                self.postponed.discard(job.number)
                yield job, replace(outcome, attempts=2)

    def _run(self, jobs: Iterable[Job], size: int) -> Iterator[tuple[Job, Outcome]]:
        waiting = iter(jobs)
        more = True
        while True:
            while more and len(self.busy) < size:
                job = next(waiting, None)
                if job is None:
                    more = False
                else:
                    self._give(job)
            if not self.busy:
                return
            yield from self._ended()

    def _give(self, job: Job) -> None:
        while True:
            worker, done = self.idle.pop() if self.idle else (self._start(), 0)
            try:
                worker.give(job)
            except OSError:
                worker.end()
                continue
            deadline = time.monotonic() + self.limits.seconds
            self.busy[worker.outcomes] = _Busy(worker, job, deadline, done)
            return

    def _start(self) -> Worker:
        others = [busy.worker for busy in self.busy.values()] + [worker for worker, _ in self.idle]
        return start_worker(self.work, self.limits, others)

    def _ended(self) -> Iterator[tuple[Job, Outcome]]:
        poll = select.poll()
        for number in self.busy:
            poll.register(number, select.POLLIN)
        nearest = min(busy.deadline for busy in self.busy.values()) - time.monotonic()
        ready = {number for number, _ in poll.poll(max(0.0, nearest) * 1000 + 1)}
        now = time.monotonic()
        for number, busy in list(self.busy.items()):
            if number in ready:
                del self.busy[number]
                yield busy.job, self._answer(busy)
            elif busy.deadline <= now:
                del self.busy[number]
                busy.worker.end()
                yield busy.job, outcome_of_deadline(self.limits)

    def _answer(self, busy: _Busy) -> Outcome:
        outcome = busy.worker.take()
        if outcome is None:
            return outcome_of_death(busy.worker.end(kill=False), self.limits)
        done = busy.done + 1
        if outcome.status in _ACCIDENTS or done >= _DOCUMENTS_A_WORKER:
            busy.worker.end()
        else:
            self.idle.append((busy.worker, done))
        return outcome

    def _end_idle(self) -> None:
        while self.idle:
            self.idle.pop()[0].end()


def processors() -> int:
    """Return how many workers may run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
