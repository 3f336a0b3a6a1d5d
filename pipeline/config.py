"""Pipelines written in YAML: every mistake at once, each with its place and what was meant."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.choose import formats
from pipeline.config_values import WrongValueError, did_you_mean, is_null, shown, value_of
from pipeline.config_yaml import MOST_BYTES, Page, compose
from pipeline.context import Limits
from pipeline.errors import ConfigurationError, Mistake, PipelineError, StageError
from pipeline.plan import PLACEHOLDERS, Pipeline, Step
from pipeline.registry import Registry
from pipeline.sizes import size_of
from pipeline.stage import Kind, Stage

KEYS = ("name", "plugins", "sources", "stages", "renditions", "output", "limits")
LIMIT_KEYS = ("seconds", "memory", "size")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}?|\}")
_LEAST_MEMORY = 256 << 20


def load_pipeline(path: str | Path) -> Pipeline:
    """Return the pipeline of a file.

    Its plug-ins, sources and output are relative to the file's folder. Raises PipelineError with
    all mistakes, ConfigurationError when the file cannot be read.
    """
    file = Path(path)
    try:
        if file.is_dir():
            msg = f"{path} is a folder, not a pipeline"
            raise ConfigurationError(msg)
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        msg = f"there is no pipeline {path}"
        raise ConfigurationError(msg) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"the pipeline {path} cannot be read: {reason}"
        raise ConfigurationError(msg) from error
    return parse_pipeline(data, str(path))


def parse_pipeline(data: bytes, file: str = "pipeline.yaml") -> Pipeline:
    """Return the pipeline that YAML text says. Raises PipelineError with all its mistakes."""
    if len(data) > MOST_BYTES:
        raise PipelineError(
            [Mistake(file, 1, 1, "", f"the file is larger than {MOST_BYTES} bytes")]
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise PipelineError([Mistake(file, line, column, "", "the file is not UTF-8")]) from error
    page = Page(file, text)
    root = compose(page)
    if root is None:
        page.wrong(None, "", "the pipeline is empty")
    elif not isinstance(root, MappingNode):
        page.wrong(root, "", f"a pipeline is a mapping with the keys {', '.join(KEYS)}")
    else:
        pipeline = _Reading(page, root).pipeline()
        page.stop()
        return pipeline
    raise PipelineError(page.mistakes)


class _Named(NamedTuple):
    """One entry under `stages` or `renditions`: its name and its options, as nodes."""

    name: Node
    options: Node | None
    path: str


class _Reading:
    """One reading of one pipeline file."""

    def __init__(self, page: Page, root: MappingNode) -> None:
        self.page = page
        self.registry = Registry()
        self.keys: dict[str, Node] = {}
        for key, value in root.value:
            if key.value in KEYS:
                self.keys.setdefault(key.value, value)
            else:
                hint = did_you_mean(key.value, KEYS)
                page.wrong(key, "", f"unknown key {key.value!r}{hint}")

    def pipeline(self) -> Pipeline:
        """Return what the file says; only good when the page has no mistakes."""
        plugins = self.plugins()
        read, transforms = self.stages()
        return Pipeline(
            name=self.value("name", str, Path(self.page.file).stem),
            read=read,
            transforms=transforms,
            renditions=self.renditions(),
            registry=self.registry,
            sources=tuple(self.value("sources", list[str], [])),
            output=self.output(),
            limits=self.limits(),
            plugins=plugins,
            folder=os.path.dirname(self.page.file) or ".",  # noqa: PTH120 (kept as written)
        )

    def value(self, key: str, hint: Any, default: Any) -> Any:
        """Return the value of a top-level key in a type."""
        node = self.keys.get(key)
        if node is None:
            return default
        return self.typed(node, hint, key, default)

    def typed(self, node: Node, hint: Any, path: str, default: Any = None) -> Any:
        """Return a node's value in a type, or note a mistake and return the default."""
        try:
            return value_of(node, hint)
        except WrongValueError as error:
            self.page.wrong(error.node, path + error.path, str(error))
            return default

    # --- plug-ins ----------------------------------------------------------

    def plugins(self) -> tuple[str, ...]:
        """Load the plug-ins, so that their stages have names."""
        node = self.keys.get("plugins")
        names: list[str] = self.value("plugins", list[str], [])
        if not isinstance(node, SequenceNode) or len(names) != len(node.value):
            return ()
        folder = Path(self.page.file).parent
        for number, (name, item) in enumerate(zip(names, node.value, strict=True)):
            try:
                self.registry.plug_in(name, folder)
            except StageError as error:
                self.page.wrong(item, f"plugins[{number}]", " ".join(str(error).split()))
        return tuple(names)

    # --- stages ------------------------------------------------------------

    def stages(self) -> tuple[Step, tuple[Step, ...]]:
        """Return the reader and the transforms in their order."""
        node = self.keys.get("stages")
        if node is None:
            names = self.registry.default_chain()
            return self.default_read(), tuple(Step(self.registry.get(name)) for name in names)
        steps = [(named, self.step(named)) for named in self.entries(node)]
        read: Step | None = None
        transforms: list[Step] = []
        for number, (named, step) in enumerate(steps):
            if step is None:
                continue
            stage = step.stage
            if stage.kind is Kind.RENDER:
                self.page.wrong(
                    named.name,
                    named.path,
                    f"{stage.name!r} renders a document: name it under 'renditions'",
                )
            elif stage.kind is Kind.READ and number:
                self.page.wrong(
                    named.name, named.path, f"{stage.name!r} reads a source, so it must stand first"
                )
            elif stage.kind is Kind.READ:
                read = step
            elif number == 0:
                self.page.wrong(
                    named.name,
                    named.path,
                    f"the first stage must read a source, and {stage.name!r} takes a document; "
                    "begin with 'read'",
                )
            else:
                transforms.append(step)
        if isinstance(node, SequenceNode) and not node.value:
            self.page.wrong(node, "stages", "name at least 'read', or leave the key out")
        return read or self.default_read(), tuple(transforms)

    def default_read(self) -> Step:
        """Return the reader that looks at the bytes."""
        return Step(self.registry.get("read"))

    def entries(self, node: Node) -> Iterator[_Named]:
        """Yield the entries of a list of stages: `- name` or `- name: {option: value}`."""
        if not isinstance(node, SequenceNode):
            self.page.wrong(node, "stages", f"expected a list of stages, got {shown(node)}")
            return
        for number, item in enumerate(node.value):
            path = f"stages[{number}]"
            if isinstance(item, ScalarNode):
                yield _Named(item, None, path)
            elif isinstance(item, MappingNode) and len(item.value) == 1:
                key, options = item.value[0]
                yield _Named(key, options, path)
            else:
                what = "one name only" if isinstance(item, MappingNode) else "a name"
                self.page.wrong(
                    item,
                    path,
                    f"a stage is {what}, written '- name' or '- name: {{option: value}}'; "
                    f"got {self.keys_of(item)}",
                )

    def keys_of(self, node: Node) -> str:
        """Return what an odd entry holds."""
        if isinstance(node, MappingNode):
            return ", ".join(str(key.value) for key, _ in node.value) or "nothing"
        return shown(node)

    def step(self, named: _Named) -> Step | None:
        """Return a stage with its options, or None where there is no such stage."""
        name = str(named.name.value)
        if name not in self.registry:
            known = self.registry.names()
            self.page.wrong(
                named.name, named.path, f"there is no stage {name!r}{self.near(name, known)}"
            )
            return None
        try:
            stage = self.registry.get(name)
        except StageError as error:
            self.page.wrong(named.name, named.path, str(error))
            return None
        path = f"{named.path}.{name}" if "[" in named.path else named.path
        options, places = self.options(stage, named.options, path)
        places[""] = self.place(named.name)
        for option in stage.options:
            if option.required and option.name not in options:
                self.page.wrong(
                    named.name, path, f"the option {option.name!r} ({option.type_name}) is needed"
                )
        return Step(stage, options, places)

    def near(self, name: str, known: Sequence[str]) -> str:
        """Return a hint for a name of a stage; the whole list would be no help."""
        hint = did_you_mean(name, known)
        return hint if hint.endswith("?") else "; 'wirecopy stages' lists them"

    def options(
        self, stage: Stage, node: Node | None, path: str
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """Return a stage's options and where each was given."""
        values: dict[str, Any] = {}
        places: dict[str, str] = {}
        if node is None or is_null(node):
            return values, places
        if not isinstance(node, MappingNode):
            self.page.wrong(node, path, f"expected options as a mapping, got {shown(node)}")
            return values, places
        for key, value in node.value:
            option = stage.option(key.value) if isinstance(key, ScalarNode) else None
            if option is None:
                names = [option.name for option in stage.options]
                hint = did_you_mean(str(key.value), names) or "; it has none"
                self.page.wrong(key, path, f"{stage.name} has no option {key.value!r}{hint}")
                continue
            before = len(self.page.mistakes)
            found = self.typed(value, option.type, f"{path}.{option.name}")
            if len(self.page.mistakes) > before:
                continue
            try:
                values[option.name] = self.located(option.name, stage.convert(option.name, found))
                places[option.name] = self.place(key)
            except StageError as error:
                self.page.wrong(value, f"{path}.{option.name}", str(error))
        return values, places

    def located(self, name: str, value: Any) -> Any:
        """Return a template's folder as seen from here; a pipeline names it from where it lies."""
        if name == "template" and isinstance(value, str) and "/" in value:
            return os.path.normpath(os.path.join(os.path.dirname(self.page.file), value))  # noqa: PTH118, PTH120 (kept as written)
        return value

    def place(self, node: Node) -> str:
        """Return `newsroom.yaml:12`."""
        return f"{Path(self.page.file).name}:{node.start_mark.line + 1}"

    # --- renditions, output, limits ------------------------------------------

    def renditions(self) -> tuple[Step, ...]:
        """Return the renderers with their options."""
        node = self.keys.get("renditions")
        if node is None:
            return ()
        pairs: Iterable[tuple[Node, Node | None]]
        if isinstance(node, MappingNode):
            pairs = node.value
        elif isinstance(node, SequenceNode) and all(isinstance(n, ScalarNode) for n in node.value):
            pairs = [(item, None) for item in node.value]
        else:
            message = f"expected formats with their options, got {shown(node)}"
            self.page.wrong(node, "renditions", f"{message}; write 'pdf:' or 'pdf: {{...}}'")
            return ()
        steps: list[Step] = []
        names = formats(self.registry)
        for key, options in pairs:
            name = str(key.value)
            path = f"renditions.{name}"
            if name not in self.registry:
                self.page.wrong(
                    key, path, f"there is no format {name!r}{did_you_mean(name, names)}"
                )
                continue
            step = self.step(_Named(key, options, path))
            if step is None:
                continue
            if step.stage.kind is not Kind.RENDER:
                self.page.wrong(
                    key, path, f"{name!r} renders nothing: it is a stage; formats are {names}"
                )
            steps.append(step)
        return tuple(steps)

    def output(self) -> str:
        """Return the pattern of output paths."""
        node = self.keys.get("output")
        pattern: str = self.value("output", str, "{stem}")
        if node is None:
            return pattern
        for match in _PLACEHOLDER.finditer(pattern):
            if match[1] is None or not match[0].endswith("}"):
                self.page.wrong(node, "output", "a brace without its partner")
            elif match[1] not in PLACEHOLDERS:
                known = [f"{{{name}}}" for name in PLACEHOLDERS]
                hint = did_you_mean(f"{{{match[1]}}}", known)
                self.page.wrong(node, "output", f"unknown placeholder {match[0]!r}{hint}")
        if pattern.endswith("/"):
            self.page.wrong(node, "output", "it ends in a folder; add a name such as {stem}")
        return pattern

    def limits(self) -> Limits:
        """Return what a document may cost."""
        node = self.keys.get("limits")
        limits = Limits()
        if node is None or is_null(node):
            return limits
        if not isinstance(node, MappingNode):
            self.page.wrong(node, "limits", f"expected a mapping, got {shown(node)}")
            return limits
        told: dict[str, Any] = {}
        for key, value in node.value:
            path = f"limits.{key.value}"
            if key.value not in LIMIT_KEYS:
                hint = did_you_mean(str(key.value), LIMIT_KEYS)
                self.page.wrong(key, "limits", f"unknown limit {key.value!r}{hint}")
            elif key.value == "seconds":
                seconds = self.typed(value, float, path)
                if seconds is not None and not seconds > 0:
                    self.page.wrong(value, path, "a document needs more time than none")
                elif seconds is not None:
                    told["seconds"] = seconds
            else:
                told[key.value] = self.size(value, path)
        if told.get("memory") is not None and told["memory"] < _LEAST_MEMORY:
            self.page.wrong(node, "limits.memory", "the renderers alone need 256MiB")
        return msgspec.structs.replace(
            limits, **{key: value for key, value in told.items() if value is not None}
        )

    def size(self, node: Node, path: str) -> int | None:
        """Return the bytes of `2GiB`, or note a mistake."""
        text = self.typed(node, str, path)
        if text is None:
            return None
        try:
            return size_of(text)
        except ConfigurationError as error:
            self.page.wrong(node, path, str(error))
            return None
