"""What is asked of a worker and what it answers, as small messages."""

from __future__ import annotations

from msgspec import Struct

from pipeline.errors import Status
from pipeline.tree import Problem


class Job(Struct, frozen=True):
    """One document to convert."""

    number: int
    """Place among the inputs, from 0."""
    path: bytes
    """As the system has it: a path need not be text."""
    spool: str
    """Beginning of the path of every file the worker writes: `<spool>0`, `<spool>1`, ..."""
    data: bytes | None = None
    """The document itself, where it did not come from a file."""
    name: str | None = None
    """Name of the document where the path does not say it."""


class Spooled(Struct, frozen=True):
    """One file of a rendition, written but not yet under its name."""

    path: str
    rendition: str
    suffix: str
    beside: str | None = None
    """Relative name of a file that belongs beside the rendition."""


class Outcome(Struct, frozen=True, kw_only=True):
    """How one document ended, and what there is to place."""

    status: Status
    message: str = ""
    """One sentence where the document has no rendition."""
    is_setup: bool = False
    """No document can be converted so: an option or a template is wrong, not this document."""
    files: tuple[Spooled, ...] = ()
    problems: tuple[Problem, ...] = ()
    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    embargo: str | None = None
    """The embargo line, where the release has one."""
    embargo_until: str | None = None
    """Its end, ISO 8601, where that can be read."""
    account: dict[str, int] = {}
    """The six totals."""
    source_sha256: str = ""
    cpu: float = 0.0
    """Seconds of processor time."""
    attempts: int = 1
    name: str = ""
    """Name of the document, where it is a part of a file."""
    parts: tuple[Outcome, ...] = ()
    """The documents of a file that holds several; then the fields above speak of all of them."""
