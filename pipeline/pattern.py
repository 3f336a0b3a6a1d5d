"""Regular expressions that are compiled when they are first used, not when a module is imported.

A cold start reads one document and needs a part of the patterns; compiling all of them took more
than half of its time (measured: 100 of 190 ms for 285 patterns).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
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


_NOTHING: dict[str, Callable[[], Any]] = {
    "search": lambda: None,
    "match": lambda: None,
    "fullmatch": lambda: None,
    "finditer": lambda: iter(()),
}
"""What the methods return for a text that a pattern is not in."""
_OFTEN = 150
"""So many texts one document of two pages does not ask about; for more the pattern is quicker."""


class _Pattern:
    """Stands for a compiled pattern; takes over its methods at the first use of one."""

    def __init__(
        self,
        source: str | bytes | Callable[[], str | bytes],
        flags: int,
        may: Callable[[Any], bool] | None,
    ) -> None:
        self.pattern = source
        self._flags = flags
        self._may = may
        self._asked = 0

    def __getattr__(self, name: str) -> Any:
        """Return a method: of the pattern, or for now one that asks whether it may be there."""
        if name not in _METHODS:
            raise AttributeError(name)
        if self._may is not None and name in _NOTHING:
            return partial(self._unless, name)
        return getattr(self._compiled(), name)

    def _unless(self, name: str, text: AnyStr, *limits: int) -> Any:
        self._asked += 1
        if self._may is not None and self._asked <= _OFTEN and not self._may(text):
            return _NOTHING[name]()
        return getattr(self._compiled(), name)(text, *limits)

    def _compiled(self) -> Any:
        """Compile, and keep the methods."""
        if callable(self.pattern):
            self.pattern = self.pattern()
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled

    def __repr__(self) -> str:
        return f"lazily({self.pattern!r})"


def lazily(
    source: AnyStr | Callable[[], AnyStr],
    flags: int = 0,
    *,
    may: Callable[[AnyStr], bool] | None = None,
) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, compiled at its first use.

    A source that must be put together first may be given as a function that does so. `may` tells
    of a text, by less than the pattern, whether it may be there at all: until it is, or many texts
    were asked about, nothing is compiled.
    A mistake in it shows at its first use too, as `re.error`: `tests/pipeline/test_pattern.py`
    compiles every pattern of the built-in stages.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags, may))
