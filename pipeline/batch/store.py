"""Outputs that are whole or not there: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from itertools import count
from pathlib import Path, PurePosixPath

from pipeline.batch.outcome import Spooled
from pipeline.errors import OutputError

_MARK = ".wirecopy-"


class Spool:
    """Where workers write before anything has its name: hidden files of one output folder."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is missing. Raises OutputError when that cannot be."""
        self.folder = folder
        self.token = secrets.token_hex(4)
        make_folder(folder)

    def prefix(self, number: int) -> str:
        """Return the beginning of the paths that belong to one job."""
        return f"{self.folder}/{_MARK}{self.token}-{number}-"

    def discard(self, number: int) -> None:
        """Remove what a job has left here."""
        for part in count():
            try:
                os.unlink(f"{self.prefix(number)}{part}")  # noqa: PTH108 (bytes that are no text)
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
        msg = f"the folder {folder} cannot be made: {_reason(error)}"
        raise OutputError(msg) from error


def place(files: Iterable[tuple[Spooled, Path]]) -> None:
    """Give every written file its name, then make the names last.

    Raises OutputError where a name cannot be given.
    """
    folders: set[Path] = set()
    for file, path in files:
        if path.is_dir():
            msg = f"{path} is a folder, so the output cannot have that name"
            raise OutputError(msg)
        if path.parent not in folders:
            make_folder(path.parent)
            folders.add(path.parent)
        try:
            os.replace(file.path, path)  # noqa: PTH105 (bytes that are no text)
        except (OSError, ValueError) as error:
            msg = f"{path} cannot be written: {_reason(error)}"
            raise OutputError(msg) from error
    for folder in folders:
        _sync(folder)


def path_beside(path: Path, name: str) -> Path:
    """Return where a rendition's further file goes: under the rendition's own folder.

    Raises OutputError when the name leads elsewhere.
    """
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
        msg = f"a rendition names a file outside its folder: {name!r}"
        raise OutputError(msg)
    return path.parent.joinpath(*parts)


def _sync(folder: Path) -> None:
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


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
