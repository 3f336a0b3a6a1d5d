"""YAML as nodes that know their place: bounded, without aliases, merge keys and doubled keys.

The pure-Python scanner is used on purpose: the C one ends the process on deeply nested input. No
value is guessed here; `pipeline.config_values` types a scalar by what is wanted where it stands.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode

from pipeline.errors import Mistake, PipelineError

MOST_BYTES = 1 << 20
_DEEPEST = 20
_CORE = "tag:yaml.org,2002:"
_TAGS = frozenset(
    _CORE + name
    for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp", "value")
)
_LONGEST_LINE = 200


class Page:
    """The text of a pipeline file, and the mistakes found on it so far."""

    def __init__(self, file: str, text: str) -> None:
        """Split the text into its lines."""
        self.file = file
        self.lines = text.split("\n")
        self.mistakes: list[Mistake] = []

    def wrong(self, node: Any, path: str, message: str) -> None:
        """Note a mistake at the beginning of a node, or at a mark."""
        mark = getattr(node, "start_mark", node)
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        source = self.lines[line].rstrip("\r") if line < len(self.lines) else ""
        source = source[:_LONGEST_LINE].replace("\t", " ")
        self.mistakes.append(Mistake(self.file, line + 1, column + 1, path, message, source))

    def stop(self) -> None:
        """Raise PipelineError when there are mistakes."""
        if self.mistakes:
            raise PipelineError(self.mistakes)


class _Loader(yaml.SafeLoader):
    """Composes nodes; refuses what makes them more than the text shows."""

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        peek: Any = self.peek_event
        event = peek()
        if isinstance(event, AliasEvent):
            raise _Refused(
                event.start_mark, f"aliases (*{event.anchor}) are not allowed: repeat it"
            )
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Refused(event.start_mark, f"nested deeper than {_DEEPEST} levels")
        node: Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Refused(yaml.MarkedYAMLError):
    """Something that is YAML and not allowed here."""

    def __init__(self, mark: Any, problem: str) -> None:
        super().__init__(problem=problem, problem_mark=mark)


def compose(page: Page) -> Node | None:
    """Return the root node of a page, or None when it says nothing.

    Mistakes that leave the tree usable (doubled keys, merge keys, tags) are noted on the page.
    Raises PipelineError for text that is no YAML, or more than one document.
    """
    try:
        root = yaml.compose("\n".join(page.lines), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        page.wrong(error.problem_mark or error.context_mark, "", _syntax(error))
        page.stop()
        raise
    except yaml.reader.ReaderError as error:
        before = "\n".join(page.lines)[: error.position]
        place = yaml.Mark("", 0, before.count("\n"), len(before.rpartition("\n")[2]), None, 0)
        page.wrong(place, "", "a control character that YAML does not allow")
        page.stop()
        raise
    if root is not None:
        _check(page, root, "")
    return root


def _check(page: Page, node: Node, path: str) -> None:
    """Note what is not allowed in a node and below, and leave out the keys that are not."""
    if node.tag not in _TAGS and node.tag != _CORE + "merge":
        page.wrong(node, path, f"the tag {node.tag} is not allowed")
    if isinstance(node, MappingNode):
        seen: dict[str, int] = {}
        good: list[tuple[Node, Node]] = []
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "?"
            here = f"{path}.{name}" if path else str(name)
            if not isinstance(key, ScalarNode):
                page.wrong(key, path, "a key must be a word")
            elif key.tag == _CORE + "merge":
                page.wrong(key, path, "merge keys (<<) are not allowed: repeat the keys")
            elif name in seen:
                page.wrong(key, here, f"the key is there twice, first in line {seen[name]}")
            else:
                seen[name] = key.start_mark.line + 1
                good.append((key, value))
            _check(page, value, here)
        node.value = good
    elif not isinstance(node, ScalarNode):
        for number, item in enumerate(node.value):
            _check(page, item, f"{path}[{number}]")


def _syntax(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _Refused):
        return str(error.problem)
    problem = " ".join((error.problem or "not YAML").split())
    if "found character '\\t'" in problem:
        return "a tab: indent with spaces"
    context = " ".join((error.context or "").split())
    return f"not YAML: {problem}" + (f" {context}" if context else "")
