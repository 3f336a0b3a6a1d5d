"""What a stage is: a plain function whose annotations say its kind and its options."""

from __future__ import annotations

import builtins
import inspect
import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct, field

from pipeline.errors import StageError
from pipeline.tree import Document, Rendition, Source

Function = Callable[..., Any]


class Kind(StrEnum):
    """What a stage takes and gives."""

    READ = "read"
    """`Source -> Document`"""
    TRANSFORM = "transform"
    """`Document -> Document`"""
    RENDER = "render"
    """`Document -> Rendition`"""


_KINDS: dict[tuple[type, type], Kind] = {
    (Source, Document): Kind.READ,
    (Document, Document): Kind.TRANSFORM,
    (Document, Rendition): Kind.RENDER,
}


class Option(Struct, frozen=True):
    """One option of a stage, read off a keyword-only parameter."""

    name: str
    type: Any
    default: Any
    required: bool

    @property
    def choices(self) -> tuple[Any, ...]:
        """Return the allowed values of a `Literal` option, else nothing."""
        return get_args(self.type) if get_origin(self.type) is Literal else ()

    @property
    def type_name(self) -> str:
        """Return the type as a person writes it: `auto | ask | off`, `list[str]`."""
        return type_name(self.type)


class Made(Struct, frozen=True, omit_defaults=True):
    """A stage that had a part in a copy: its version and the options it was given."""

    name: str
    version: str
    options: Mapping[str, Any] = field(default_factory=dict)


class Stage(Struct, frozen=True):
    """A named function that reads, transforms or renders."""

    name: str
    kind: Kind
    function: Function
    options: tuple[Option, ...] = ()
    media_types: tuple[str, ...] = ()
    """What a reader reads."""
    summary: str = ""
    """First line of the docstring."""
    doc: str = ""
    version: str = "1"
    """Raised when the same input gives another output, so that finished runs know."""

    def option(self, name: str) -> Option | None:
        """Return the option of that name, if there is one."""
        return next((option for option in self.options if option.name == name), None)

    def convert(self, name: str, value: Any) -> Any:
        """Return an option's value in the option's type.

        Raises StageError with one sentence where there is no such option or the value does not fit.
        """
        option = self.option(name)
        if option is None:
            msg = f"stage {self.name} has no option {name!r}"
            raise StageError(msg)
        try:
            return msgspec.convert(value, option.type, strict=False)
        except (msgspec.ValidationError, TypeError, ValueError) as error:
            msg = f"expected {option.type_name}, got {value!r}"
            raise StageError(msg) from error


def stage(
    name: str,
    *,
    media_types: tuple[str, ...] = (),
    version: str = "1",
) -> Callable[[Function], Function]:
    """Make a stage of a function.

    The function takes a `Source` or a `Document`, a `Context`, and its options as keyword-only
    parameters with defaults; its annotations say which of the three kinds it is. The function
    itself is returned unchanged and carries its `Stage` as `.stage`. Raises StageError when the
    annotations say no kind.
    """

    def mark(function: Function) -> Function:
        function.stage = describe(  # type: ignore[attr-defined]
            function, name, media_types=media_types, version=version
        )
        return function

    return mark


def describe(
    function: Function, name: str, *, media_types: tuple[str, ...] = (), version: str = "1"
) -> Stage:
    """Return what a function's signature and docstring say of it as a stage."""
    try:
        hints = _hints(function)
    except NameError as error:
        msg = f"stage {name}: an annotation cannot be resolved: {error}"
        raise StageError(msg) from error
    parameters = list(inspect.signature(function).parameters.values())
    positional = [p for p in parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    first = hints.get(positional[0].name) if positional else None
    kind = _KINDS.get((first, hints.get("return")))  # type: ignore[arg-type]
    if kind is None or len(positional) != 2:  # noqa: PLR2004 (the two things a stage is given)
        msg = (
            f"stage {name}: write it as (Source, Context) -> Document, "
            "(Document, Context) -> Document or (Document, Context) -> Rendition, "
            "with its options after a *"
        )
        raise StageError(msg)
    options = tuple(
        Option(
            p.name,
            hints.get(p.name, Any),
            None if p.default is p.empty else p.default,
            p.default is p.empty,
        )
        for p in parameters
        if p.kind is inspect.Parameter.KEYWORD_ONLY
    )
    doc = inspect.getdoc(function) or ""
    return Stage(name, kind, function, options, media_types, doc.partition("\n")[0], doc, version)


def _hints(function: Function) -> dict[str, Any]:
    """Return the types of a function's annotations; those that are one name are looked up.

    To evaluate them all would take twice as long, at every start.
    """
    names = {**vars(builtins), **function.__globals__}
    given = function.__annotations__
    known = {
        key: names[hint] for key, hint in given.items() if isinstance(hint, str) and hint in names
    }
    others = {key: hint for key, hint in given.items() if key not in known}
    rest = types.SimpleNamespace(__annotations__=others)
    return known | (get_type_hints(rest, names) if others else {})


def type_name(hint: Any) -> str:
    """Return a type as a person writes it in a pipeline file."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(str(value) for value in arguments)
    if origin in {Union, types.UnionType}:
        return " | ".join("null" if a is types.NoneType else type_name(a) for a in arguments)
    if origin in {list, tuple}:
        inner = [type_name(argument) for argument in arguments if argument is not Ellipsis]
        return f"list of {inner[0]}" if inner else "list"
    if origin in {dict, Mapping}:
        return "mapping"
    names = {bool: "true | false", int: "whole number", float: "number", str: "text", Any: "any"}
    return names.get(hint, getattr(hint, "__name__", str(hint)))
