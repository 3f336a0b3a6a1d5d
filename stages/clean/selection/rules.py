"""The rules of selection, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable

from stages.clean.selection.chrome import drop_by_name, drop_hidden
from stages.clean.selection.headline import find_headline
from stages.clean.selection.page import Page
from stages.clean.selection.scope import find_scope

RULES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("headline", find_headline),
    ("hidden", drop_hidden),
    ("names", drop_by_name),
    ("scope", find_scope),
)
