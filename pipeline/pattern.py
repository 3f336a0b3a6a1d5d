"""Regular expressions that are compiled when they are first used, not when a module is imported.

A cold start reads one document and needs a part of the patterns; compiling all of them took more
than half of its time (measured: 100 of 190 ms for 285 patterns).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast

_METHODS = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "flags",
    "groups",
    "groupindex",
)


class _Pattern:
    """Stands for a compiled pattern; takes over its methods at the first use of one."""

    def __init__(self, source: str | bytes | Callable[[], str | bytes], flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, keep the methods, and return the one asked for."""
        if name not in _METHODS:
            raise AttributeError(name)
        if callable(self.pattern):
            self.pattern = self.pattern()
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"lazily({self.pattern!r})"


def lazily(source: AnyStr | Callable[[], AnyStr], flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, compiled at its first use.

    A source that must be put together first may be given as a function that does so.
    A mistake in it shows at its first use too, as `re.error`: `tests/pipeline/test_pattern.py`
    compiles every pattern of the built-in stages.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
