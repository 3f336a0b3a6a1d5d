"""Which file every rendition becomes, and that none takes the name of another."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from pipeline.batch.outcome import Spooled
from pipeline.batch.store import make_folder, reason, sync
from pipeline.errors import OutputError


class Outputs:
    """The names given in one run; `sources` are what it reads, which no copy may replace."""

    def __init__(self, sources: Iterable[str] = ()) -> None:
        """Begin with no name given."""
        self.taken: dict[str, str] = {}
        self.sources = {_place(path) for path in sources}

    def deliver(
        self, files: Sequence[Spooled], base: Path, source: str, *, exact: bool = False
    ) -> list[Path]:
        """Give the written files of one document their names, and return these.

        A rendition becomes `base` and its suffix, or `base` itself when `exact`. Raises OutputError
        when another source of this run has the name, or it cannot be given; then no file of the
        document has its name, as far as the system lets us.
        """
        pairs = self._named(files, base, exact=exact)
        for _, path in pairs:
            if self.sources and _place(path) in self.sources:
                msg = f"its copy would overwrite {path}, which was received"
                raise OutputError(msg)
            other = self.taken.get(_key(path), source)
            if other != source:
                msg = f"its copy {path} would overwrite that of {other}"
                raise OutputError(msg)
        for _, path in pairs:
            self.taken[_key(path)] = source
        place(pairs)
        return [path for _, path in pairs]

    def _named(
        self, files: Sequence[Spooled], base: Path, *, exact: bool
    ) -> list[tuple[Spooled, Path]]:
        pairs: list[tuple[Spooled, Path]] = []
        seen: set[str] = set()
        for file in files:
            if file.beside is not None:
                path = path_beside(base, file.beside)
            else:
                path = base if exact else base.with_name(base.name + file.suffix)
                if _key(path) in seen:
                    path = base.with_name(f"{base.name}.{file.rendition}{file.suffix}")
            seen.add(_key(path))
            pairs.append((file, path))
        return pairs


def _place(path: str | Path) -> str:
    """Return where a file really lies, links in the way followed, as a key."""
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 (bytes that are no text)
    return _key(Path(os.path.realpath(folder), name))


def _key(path: Path) -> str:
    """Return what two names share that are one on some file systems."""
    return unicodedata.normalize("NFC", os.path.normpath(path)).casefold()


def place(files: Sequence[tuple[Spooled, Path]]) -> None:
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
            if is_stream(path):
                _pour(file.path, path)
            else:
                os.replace(file.path, path)  # noqa: PTH105 (bytes that are no text)
        except (OSError, ValueError) as error:
            msg = f"{path} cannot be written: {reason(error)}"
            raise OutputError(msg) from error
    for folder in folders:
        sync(folder)


def is_stream(path: Path) -> bool:
    """Tell whether a path is there and is no file: a device or a pipe, written to, not replaced."""
    return path.exists() and not path.is_file()


def _pour(written: str, path: Path) -> None:
    from shutil import copyfileobj  # noqa: PLC0415 (only for a device or a pipe)

    with open(written, "rb") as copy, path.open("wb") as stream:  # noqa: PTH123 (as above)
        copyfileobj(copy, stream)


def path_beside(path: Path, name: str) -> Path:
    """Return where a rendition's further file goes: under the rendition's own folder.

    Raises OutputError when the name leads elsewhere.
    """
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
        msg = f"a rendition names a file outside its folder: {name!r}"
        raise OutputError(msg)
    return path.parent.joinpath(*parts)
