"""Front matter: what an archive wrote above a text about it, as YAML or TOML between two rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from pipeline.pattern import lazily
from pipeline.tree import Metadatum

_FENCED = lazily(
    r"\ufeff?\s{0,200}---[ \t]*\r?\n(.{0,60000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_TOML = lazily(
    r"\ufeff?\s{0,200}\+\+\+[ \t]*\r?\n(.{0,60000}?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_DEEPEST = 4
_KEY = lazily(r"[ \t]*([A-Za-z_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$", re.MULTILINE)
_ALIAS = lazily(r"(?:^|[\s\[{,:-])[&*][\w-]+", re.MULTILINE)


class Front(Struct, frozen=True):
    """The statements of the front matter and where it ends."""

    end: int
    metadata: tuple[Metadatum, ...]


def front_matter(text: str) -> Front | None:
    """Return the front matter a text begins with, or None.

    It must be lines of `key: value`; YAML that cannot be read is taken line by line. Keys inside
    keys are named with a point between them (`author.name`). Between `+++` it is TOML.
    """
    if text[:300].lstrip("\ufeff \t\r\n").startswith("+++"):
        return _toml(text)
    if not text[:300].lstrip("\ufeff \t\r\n").startswith("---"):
        return None
    match = _FENCED.match(text)
    if match is None:
        return None
    inside = match[1]
    lines = [line for line in inside.splitlines() if line.strip()]
    keyed = sum(_KEY.match(line) is not None or line.lstrip().startswith("- ") for line in lines)
    if not lines or not _KEY.match(lines[0]) or keyed * 2 < len(lines):
        return None
    return Front(match.end(), tuple(_metadata(inside)))


def _metadata(inside: str) -> Iterator[Metadatum]:
    data = _yaml(inside)
    if data is None:
        for match in _KEY.finditer(inside):
            value = (match[2] or "").strip().strip("\"'")
            if value:
                yield Metadatum("front-matter", match[1].strip(), value)
        return
    yield from _stated(data)


def _stated(data: Mapping[Any, Any], above: str = "", depth: int = 0) -> Iterator[Metadatum]:
    for name, value in data.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                if depth < _DEEPEST:
                    yield from _stated(item, f"{above}{name}.", depth + 1)
            elif item is not None and not isinstance(item, list):
                words = " ".join(str(item).split())
                if words:
                    yield Metadatum("front-matter", f"{above}{name}", words)


def _toml(text: str) -> Front | None:
    match = _TOML.match(text)
    if match is None:
        return None
    import tomllib  # noqa: PLC0415 (only where a text has such front matter)

    try:
        data = tomllib.loads(match[1].replace("\r\n", "\n"), parse_float=str)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
    return Front(match.end(), tuple(_stated(data))) if data else None


def _yaml(inside: str) -> dict[Any, Any] | None:
    """Return the mapping, every scalar as written; None where it is no plain mapping."""
    if _ALIAS.search(inside):
        return None
    import yaml  # noqa: PLC0415 (only where a text has front matter)

    try:
        data = yaml.load(inside, Loader=yaml.BaseLoader)  # noqa: S506 (texts only, no objects)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
