"""Patterns that are compiled when they are first used: most releases need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a compiled pattern; the first use of a method compiles it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.told = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self.told)
        for method in ("search", "match", "fullmatch", "findall", "finditer", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what may be used as `re.compile(pattern, flags)`, compiled at first use."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
