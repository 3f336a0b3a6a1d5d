"""Values of a pipeline file in the type that is wanted, never in the one YAML would guess.

Where text is wanted `no`, `12:30` and `014` stay the text they look like; where a whole number is
wanted `014` is a mistake.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pipeline.stage import type_name

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18})(?:\.[0-9]{1,18})?(?:[eE][-+]?[0-9]{1,2})?")
_BOOLEANS = {
    "true": True, "false": False, "yes": True, "no": False, "on": True, "off": False,
}  # fmt: skip
_NULLS = frozenset({"", "~", "null"})


class WrongValueError(ValueError):
    """A node that is not what is wanted: where and, in one sentence, how."""

    def __init__(self, node: Node, message: str, path: str = "") -> None:
        """Keep the node and the path below the one that was asked for."""
        self.node = node
        self.path = path
        super().__init__(message)


def value_of(node: Node, hint: Any) -> Any:
    """Return a node's value in the wanted type. Raises WrongValueError."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return guess(node)
    if origin in {Union, types.UnionType}:
        return _one_of(node, hint, arguments)
    if origin is Literal:
        return _choice(node, arguments)
    if hint in {list, tuple} or origin in {list, tuple, Sequence, frozenset, set}:
        inner = arguments[0] if arguments else Any
        return [value for _, value in _items(node, inner, hint)]
    if hint is dict or origin in {dict, Mapping}:
        return _mapping(node, arguments[1] if arguments else Any, hint)
    return _scalar(node, hint)


def is_null(node: Node) -> bool:
    """Tell whether nothing stands there: `epub:` with no value, `~` or `null`."""
    return isinstance(node, ScalarNode) and node.style is None and node.value.lower() in _NULLS


def guess(node: Node) -> Any:
    """Return the value of a node where any is welcome, as YAML 1.2 reads it."""
    if isinstance(node, SequenceNode):
        return [guess(item) for item in node.value]
    if isinstance(node, MappingNode):
        return {key.value: guess(value) for key, value in node.value}
    if is_null(node):
        return None
    if isinstance(node, ScalarNode) and node.style is None:
        if node.value in {"true", "false"}:
            return node.value == "true"
        if _INTEGER.fullmatch(node.value):
            return int(node.value)
        if _NUMBER.fullmatch(node.value):
            return float(node.value)
    return node.value


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for a near word, else what there is to choose from."""
    names = list(known)
    near = difflib.get_close_matches(word, names, 1, 0.55)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(names)}" if names else ""


def shown(node: Node) -> str:
    """Return what stands at a node, short, for a message."""
    if isinstance(node, ScalarNode):
        if is_null(node):
            return "nothing"
        text = node.value if len(node.value) <= 40 else node.value[:39] + "…"  # noqa: PLR2004
        return repr(text)
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _one_of(node: Node, hint: Any, arguments: tuple[Any, ...]) -> Any:
    if types.NoneType in arguments and is_null(node):
        return None
    rest = [argument for argument in arguments if argument is not types.NoneType]
    order = sorted(rest, key=lambda argument: argument is str)
    deepest: WrongValueError | None = None
    for argument in order:
        try:
            return value_of(node, argument)
        except WrongValueError as error:
            if len(order) == 1 or error.path:
                deepest = error
    raise deepest or _expected(node, hint)


def _choice(node: Node, choices: tuple[Any, ...]) -> Any:
    if isinstance(node, ScalarNode):
        for choice in choices:
            written = str(choice).lower() if isinstance(choice, bool) else str(choice)
            if node.value == written:
                return choice
        names = [str(choice) for choice in choices]
        near = difflib.get_close_matches(node.value, names, 1, 0.55)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise WrongValueError(node, f"expected {' | '.join(names)}, got {shown(node)}{hint}")
    raise _expected(node, Literal[choices])


def _items(node: Node, inner: Any, hint: Any) -> Iterable[tuple[int, Any]]:
    if not isinstance(node, SequenceNode):
        raise _expected(node, hint)
    for number, item in enumerate(node.value):
        try:
            yield number, value_of(item, inner)
        except WrongValueError as error:
            path = f"[{number}]{error.path}"
            raise WrongValueError(error.node, str(error), path) from error


def _mapping(node: Node, inner: Any, hint: Any) -> dict[str, Any]:
    if not isinstance(node, MappingNode):
        raise _expected(node, hint)
    values: dict[str, Any] = {}
    for key, value in node.value:
        try:
            values[key.value] = value_of(value, inner)
        except WrongValueError as error:
            path = f".{key.value}{error.path}"
            raise WrongValueError(error.node, str(error), path) from error
    return values


def _scalar(node: Node, hint: Any) -> Any:
    if not isinstance(node, ScalarNode):
        if hint in {str, int, float, bool}:
            raise _expected(node, hint)
        return guess(node)
    text = node.value
    plain = node.style is None
    if hint is str and not (plain and text == ""):
        return text
    if hint is bool and plain and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if hint is int and plain and _INTEGER.fullmatch(text):
        return int(text)
    if hint is float and plain and _NUMBER.fullmatch(text):
        return float(text)
    if hint not in {str, bool, int, float}:
        return guess(node)
    raise _expected(node, hint)


def _expected(node: Node, hint: Any) -> WrongValueError:
    return WrongValueError(node, f"expected {type_name(hint)}, got {shown(node)}")
