"""The errors of wirecopy, each one sentence for a person and an exit code.

WirecopyError
├── ConfigurationError      exit 2: the pipeline, an option or a command is wrong
│   ├── PipelineError       mistakes in a pipeline file, each with its place
│   ├── StageError          a stage that cannot be registered or called as written
│   └── MissingExtraError   an optional package is needed; names the install command
├── DocumentError           exit 1: this document cannot be converted
│   ├── RejectedError       refused by policy: too large, encrypted, not a release format
│   ├── EmptyError          nothing to read in it
│   ├── ReadError           damaged beyond reading
│   └── StageFailedError    a stage raised; names the stage
├── LimitError              exit 1: stopped at a limit (deadline, memory) or by a crash
└── OutputError             exit 1: the result could not be written
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Any, NamedTuple


class Exit(IntEnum):
    """Exit codes of the command."""

    OK = 0
    SOME_FAILED = 1
    CONFIGURATION = 2
    ABORTED = 3


class Status(StrEnum):
    """How one document ended; exactly one of these, always."""

    OK = "ok"
    OK_WITH_PROBLEMS = "ok-with-problems"
    EMPTY = "empty"
    REJECTED = "rejected"
    FAILED = "failed"
    TIMEOUT = "timeout"
    CRASH = "crash"
    OUT_OF_MEMORY = "out-of-memory"

    @property
    def is_ok(self) -> bool:
        """Tell whether the document has a rendition."""
        return self in {Status.OK, Status.OK_WITH_PROBLEMS}


class WirecopyError(Exception):
    """Any error that wirecopy itself raises; `str()` is one sentence for a person.

    All of them can be pickled, since batches run in processes of their own.
    """

    exit_code = Exit.SOME_FAILED

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make the error again: by its message and attributes, not by its arguments."""
        return _again, (type(self), self.args, self.__dict__)


def _again(
    kind: type[WirecopyError], arguments: tuple[Any, ...], attributes: dict[str, Any]
) -> WirecopyError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class ConfigurationError(WirecopyError):
    """The pipeline, an option or a command is wrong."""

    exit_code = Exit.CONFIGURATION


class Mistake(NamedTuple):
    """One mistake in a pipeline file; line and column count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str
    source_line: str = ""

    def __str__(self) -> str:
        """Return `file:line:column: path: message`, the source line and a caret."""
        where = f"{self.path}: " if self.path else ""
        head = f"{self.file}:{self.line}:{self.column}: {where}{self.message}"
        if not self.source_line:
            return head
        return f"{head}\n  {self.source_line}\n  {' ' * (self.column - 1)}^"


class PipelineError(ConfigurationError):
    """Mistakes in a pipeline file, all of them at once."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        """Keep the mistakes in file order."""
        self.mistakes = sorted(mistakes, key=lambda mistake: mistake[:3])
        super().__init__("\n".join(map(str, self.mistakes)))


class StageError(ConfigurationError):
    """A stage that cannot be registered or called as written."""


class MissingExtraError(ConfigurationError):
    """An optional package is needed."""

    def __init__(self, what: str, extra: str) -> None:
        """Say what needed the extra and how to install it."""
        self.extra = extra
        super().__init__(f"{what} needs an extra: pip install 'wirecopy[{extra}]'")


class DocumentError(WirecopyError):
    """This document cannot be converted."""

    status = Status.FAILED


class RejectedError(DocumentError):
    """Refused by policy: too large, encrypted, not a format that has a reader."""

    status = Status.REJECTED


class EmptyError(DocumentError):
    """Nothing to read in the document."""

    status = Status.EMPTY


class ReadError(DocumentError):
    """Damaged beyond reading."""


class StageFailedError(DocumentError):
    """A stage raised; the message names stage and cause."""

    def __init__(self, stage: str, cause: BaseException) -> None:
        """Name the stage and keep the cause."""
        self.stage = stage
        self.cause = cause
        text = " ".join(str(cause).split())[:300]
        detail = f": {text}" if text else ""
        super().__init__(f"stage {stage} failed with {type(cause).__name__}{detail}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make the error again; a cause that cannot be pickled is told by its text."""
        attributes = {**self.__dict__, "cause": _portable(self.cause)}
        return _again, (type(self), self.args, attributes)


def _portable(cause: BaseException) -> BaseException:
    import pickle  # noqa: PLC0415 (only where an error leaves its process)

    try:
        pickle.loads(pickle.dumps(cause))  # noqa: S301 (what was pickled in the line itself)
    except Exception:  # noqa: BLE001 (an error of a plug-in may refuse in any way)
        return RuntimeError(f"{type(cause).__name__}: {cause}")
    return cause


class LimitError(WirecopyError):
    """Stopped at a limit or by a crash of the process that did the work."""

    def __init__(self, status: Status, message: str) -> None:
        """Keep the status that the document ends in."""
        self.status = status
        super().__init__(message)


class OutputError(WirecopyError):
    """The result could not be written."""
