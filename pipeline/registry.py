"""Names of stages and where they live: the built-in table, entry points, plug-ins."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from pipeline.errors import StageError
from pipeline.stage import Function, Kind, Stage
from pipeline.tree import Source

GROUP = "wirecopy.stages"
_TABLE = "stages"


class Entry(NamedTuple):
    """One line of a table of stages: a name and where its function lives."""

    name: str
    path: str
    """`package.module:function`, imported when the stage is first used."""
    kind: Kind
    media_types: tuple[str, ...] = ()
    by_default: bool = True
    """Part of the chain that runs when no pipeline is given."""


class Registry:
    """Stages by name; the modules of built-in ones are imported when first used."""

    def __init__(self, *, with_entry_points: bool = True) -> None:
        """Begin with the built-in table and, unless told otherwise, installed entry points."""
        self.entries: dict[str, Entry] = {}
        self.loaded: dict[str, Stage] = {}
        for entry in importlib.import_module(_TABLE).TABLE:
            self.entries[entry.name] = entry
        self.with_entry_points = with_entry_points

    @cached_property
    def pending(self) -> dict[str, Callable[[], Any]]:
        """Installed stages, looked for when a name is not in the table (it takes 20 ms)."""
        if not self.with_entry_points:
            return {}
        from importlib.metadata import entry_points  # noqa: PLC0415 (heavy, seldom needed)

        return {point.name: point.load for point in entry_points(group=GROUP)}

    def __contains__(self, name: str) -> bool:
        """Tell whether a stage has that name."""
        return name in self.entries or name in self.loaded or name in self.pending

    def split(self, source: Source) -> list[Source]:
        """Return the releases in a source as sources of their own, or the source alone."""
        module_name, _, attribute = importlib.import_module(_TABLE).SPLIT.partition(":")
        parts: list[Source] = getattr(importlib.import_module(module_name), attribute)(source)
        return parts

    def names(self) -> list[str]:
        """Return the names of all stages, built-in ones first in their order."""
        return list(dict.fromkeys([*self.entries, *self.pending, *self.loaded]))

    def get(self, name: str) -> Stage:
        """Return a stage by name. Raises StageError when there is none or it cannot be loaded."""
        if name in self.loaded:
            return self.loaded[name]
        if name in self.entries:
            module_name, _, attribute = self.entries[name].path.partition(":")
            found = getattr(importlib.import_module(module_name), attribute)
        elif name in self.pending:
            try:
                found = self.pending[name]()
            except Exception as error:
                msg = f"the installed stage {name!r} cannot be loaded: {error}"
                raise StageError(msg) from error
        else:
            msg = f"there is no stage {name!r}"
            raise StageError(msg)
        stage: Stage | None = getattr(found, "stage", None)
        if stage is None or stage.name != name:
            msg = f"{name!r} names something that is not the stage {name!r}"
            raise StageError(msg)
        self.loaded[name] = stage
        return stage

    def default_chain(self) -> list[str]:
        """Return the stages that run when no pipeline names its own, in order."""
        return [
            entry.name
            for entry in self.entries.values()
            if entry.by_default and entry.kind is Kind.TRANSFORM
        ]

    def readers(self) -> Mapping[str, Callable[[], Any]]:
        """Return a loader of the reader's function for each media type; plug-ins win."""
        table: dict[str, Callable[[], Any]] = {}
        for entry in self.entries.values():
            for media_type in entry.media_types:
                table[media_type] = partial(self._function, entry.name)
        for stage in self.loaded.values():
            if stage.name not in self.entries:
                for media_type in stage.media_types:
                    table[media_type] = partial(self._function, stage.name)
        return table

    def _function(self, name: str) -> Function:
        return self.get(name).function

    def add(self, stage: Stage) -> None:
        """Add a plug-in's stage. Raises StageError when the name is taken."""
        if stage.name in self.entries or stage.name in self.pending:
            msg = f"the name {stage.name!r} is taken by a stage that is already there"
            raise StageError(msg)
        self.loaded[stage.name] = stage

    def plug_in(self, plugin: str, folder: Path) -> list[Stage]:
        """Load a plug-in, a `.py` file (relative to folder) or a module, and add its stages.

        Raises StageError with one sentence when it cannot be found, imported, or has no stage.
        """
        module = _load_file(folder / plugin) if plugin.endswith(".py") else _load_module(plugin)
        stages = list(stages_of(module))
        if not stages:
            msg = f"the plug-in {plugin} defines no stage: mark a function with @stage(...)"
            raise StageError(msg)
        for stage in stages:
            self.add(stage)
        return stages


def stages_of(module: ModuleType) -> Iterator[Stage]:
    """Yield the stages that a module defines itself, in the order of its text."""
    for value in vars(module).values():
        stage = getattr(value, "stage", None)
        if isinstance(stage, Stage) and stage.function.__module__ == module.__name__:
            yield stage


def _load_file(path: Path) -> ModuleType:
    if not path.is_file():
        msg = f"the plug-in file {path} is not there"
        raise StageError(msg)
    digest = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:12]
    name = f"wirecopy_plugin_{digest}_{path.stem}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        msg = f"the plug-in file {path} is not a Python file"
        raise StageError(msg)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        line = error.lineno if isinstance(error, SyntaxError) else None
        where = f" in line {line}" if line else ""
        msg = f"the plug-in file {path} cannot be loaded{where}: {type(error).__name__}: {error}"
        raise StageError(msg) from error
    return module


def _load_module(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        msg = f"the plug-in module {name} cannot be loaded: {type(error).__name__}: {error}"
        raise StageError(msg) from error
