"""A forked child that works on one document after another under limits it cannot leave.

Parsers of hostile files abort, hang and eat memory. In a child of its own that costs the document
and nothing else: what C libraries print is discarded, memory ends at RLIMIT_AS, files at
RLIMIT_FSIZE, and a child whose parent is gone ends at its own alarm.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from pipeline.batch.outcome import Job, Outcome
from pipeline.collector import collect_seldom
from pipeline.context import Limits
from pipeline.errors import (
    ConfigurationError,
    DocumentError,
    LimitError,
    MissingExtraError,
    Status,
    WirecopyError,
)

Work = Callable[[Job], Outcome]

_LARGEST_FILE = 1 << 30
_HEAD = 4
_ORPHAN_SECONDS = 10
_MEMORY_SHARE = 0.5
_INHERITED = 256 << 20
_TO_EXIT = 1.0


class Ended(Struct, frozen=True):
    """How a child ended: its exit code (minus the signal), the most bytes of memory it took."""

    code: int
    most_memory: int


class Worker(Struct, frozen=True):
    """A running child: its process id and this end of the two pipes to it."""

    pid: int
    jobs: int
    outcomes: int
    inherited: int
    """Bytes of memory that its parent held when it began, which count as its own."""

    def give(self, job: Job) -> None:
        """Hand over a job. Raises OSError when the child is gone."""
        _send(self.jobs, msgspec.msgpack.encode(job))

    def take(self) -> Outcome | None:
        """Wait for the outcome of the job; None when the child is gone."""
        message = _receive(self.outcomes)
        return None if message is None else msgspec.msgpack.decode(message, type=Outcome)

    def end(self, *, kill: bool = True) -> Ended:
        """End the child with all it started and say how it ended.

        Without `kill` the child is known to be going, and is given a moment to do so.
        """
        os.close(self.jobs)
        os.close(self.outcomes)
        until = time.monotonic() + (0.0 if kill else _TO_EXIT)
        while not self._is_gone() and time.monotonic() < until:
            time.sleep(0.002)
        # The child is not waited for yet, so its process group is still its own.
        for send in (os.killpg, os.kill):
            try:
                send(self.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        _, status, usage = os.wait4(self.pid, 0)
        unit = 1 if sys.platform == "darwin" else 1024
        own = max(0, usage.ru_maxrss * unit - self.inherited)
        return Ended(os.waitstatus_to_exitcode(status), own)

    def _is_gone(self) -> bool:
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def start_worker(work: Work, limits: Limits, others: Iterable[Worker] = ()) -> Worker:
    """Fork a child that does the work of every job it is given.

    The child has all that is imported and loaded here, so nothing is started twice. It lets go of
    the pipes to the other workers, which would else not see their parent end.
    """
    jobs_out, jobs_in = os.pipe()
    outcomes_out, outcomes_in = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    address_space, resident = _size_of_this_process()
    pid = os.fork()
    if pid:
        os.close(jobs_out)
        os.close(outcomes_in)
        return Worker(pid, jobs_in, outcomes_out, resident)
    code = 1
    try:
        os.setsid()
        os.close(jobs_in)
        os.close(outcomes_out)
        for other in others:
            os.close(other.jobs)
            os.close(other.outcomes)
        _hush()
        _limit(limits, address_space)
        _serve(work, jobs_out, outcomes_in, limits)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent (buffers, handlers, atexit) is the child's to do


def _hush() -> None:
    """Let nothing be read or printed, by Python, by C libraries or by what shows their faults."""
    faulthandler.disable()
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    sys.stdin = sys.stdout = sys.stderr = os.fdopen(null, "r+", encoding="utf-8", errors="replace")


def _size_of_this_process() -> tuple[int, int]:
    """Return bytes of address space and of resident memory, or zeros where the system is mute."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return 0, 0
    unit = resource.getpagesize()
    return int(pages[0]) * unit, int(pages[1]) * unit


def _limit(limits: Limits, inherited: int) -> None:
    """Set the limits; a parent that is larger than the command is costs the document nothing."""
    for signal_number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(signal_number, signal.SIG_DFL)
    wanted = {
        resource.RLIMIT_AS: limits.memory + max(0, inherited - _INHERITED),
        resource.RLIMIT_FSIZE: _LARGEST_FILE,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        _, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (most, hard))
        except (ValueError, OSError):
            continue  # macOS knows RLIMIT_AS and does not take it
    gc.freeze()
    collect_seldom()


def _serve(work: Work, jobs: int, outcomes: int, limits: Limits) -> None:
    while (message := _receive(jobs)) is not None:
        signal.alarm(int(limits.seconds) + _ORPHAN_SECONDS)
        outcome = _answer(work, msgspec.msgpack.decode(message, type=Job))
        signal.alarm(0)
        _send(outcomes, msgspec.msgpack.encode(outcome))


def _answer(work: Work, job: Job) -> Outcome:
    try:
        return work(job)
    except MemoryError:
        return Outcome(status=Status.OUT_OF_MEMORY, message="it needs more memory than it may have")
    except (DocumentError, LimitError) as error:
        return Outcome(status=error.status, message=str(error))
    except WirecopyError as error:
        is_setup = isinstance(error, ConfigurationError) and not isinstance(
            error, MissingExtraError
        )
        return Outcome(status=Status.FAILED, message=str(error), is_setup=is_setup)
    except BaseException as error:  # noqa: BLE001 (a child answers whatever happens)
        detail = " ".join(str(error).split())[:300]
        return Outcome(status=Status.FAILED, message=f"{type(error).__name__}: {detail}")


def outcome_of_death(ended: Ended, limits: Limits) -> Outcome:
    """Return the outcome of the document whose worker ended without an answer."""
    if ended.code == -signal.SIGALRM:
        return outcome_of_deadline(limits)
    near = ended.most_memory > limits.memory * _MEMORY_SHARE
    if ended.code == -signal.SIGKILL or (near and ended.code < 0):
        return Outcome(status=Status.OUT_OF_MEMORY, message="it needs more memory than it may have")
    if ended.code < 0:
        how = f"a library ended the process with {signal.Signals(-ended.code).name}"
    else:
        how = f"the process ended with exit code {ended.code}"
    return Outcome(status=Status.CRASH, message=f"{how}, most likely because the file is damaged")


def outcome_of_deadline(limits: Limits) -> Outcome:
    """Return the outcome of a document that took too long."""
    return Outcome(status=Status.TIMEOUT, message=f"it was not done after {limits.seconds:g} s")


def _send(number: int, message: bytes) -> None:
    view = memoryview(len(message).to_bytes(_HEAD, "big") + message)
    while view:
        view = view[os.write(number, view) :]


def _receive(number: int) -> bytes | None:
    head = _read_exactly(number, _HEAD)
    return None if head is None else _read_exactly(number, int.from_bytes(head, "big"))


def _read_exactly(number: int, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        try:
            part = os.read(number, min(size, 1 << 20))
        except ConnectionResetError:
            return None
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
