"""Outputs that are whole or not there: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Self

from pipeline.errors import OutputError

_MARK = ".wirecopy-"


class Spool:
    """Where workers write before anything has its name: hidden files of one output folder.

    Use it as a context manager around the pool, so that nothing is left of work that was stopped.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is missing. Raises OutputError when that cannot be."""
        self.folder = folder
        self.token = os.urandom(4).hex()
        self.open: set[int] = set()
        make_folder(folder)

    def __enter__(self) -> Self:
        """Return the spool."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what is left of every job."""
        for number in tuple(self.open):
            self.discard(number)

    def prefix(self, number: int) -> str:
        """Return the beginning of the paths that belong to one job."""
        self.open.add(number)
        return self._prefix(number)

    def _prefix(self, number: int) -> str:
        return f"{self.folder}/{_MARK}{self.token}-{number}-"

    def discard(self, number: int) -> None:
        """Remove what a job has left here."""
        self.open.discard(number)
        for part in count():
            try:
                os.unlink(f"{self._prefix(number)}{part}")  # noqa: PTH108 (bytes that are no text)
            except OSError:
                return


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises OutputError with one sentence."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        msg = f"{folder} is a file, not a folder"
        raise OutputError(msg) from error
    except (OSError, ValueError) as error:
        msg = f"the folder {folder} cannot be made: {reason(error)}"
        raise OutputError(msg) from error


def sync(folder: Path) -> None:
    """Make the names in a folder last, where the file system can."""
    try:
        number = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    try:
        os.fsync(number)
    except OSError:
        pass  # some network file systems cannot
    finally:
        os.close(number)


def reason(error: Exception) -> str:
    """Return what the system says of an error, in its words."""
    return getattr(error, "strerror", None) or str(error)
