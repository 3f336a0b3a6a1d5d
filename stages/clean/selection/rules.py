"""The rules of selection, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable

from stages.clean.selection.body import (
    drop_calls,
    drop_cards,
    drop_labels,
    drop_link_lines,
    drop_machine_text,
    drop_related,
    drop_repeats,
)
from stages.clean.selection.captions import drop_captions
from stages.clean.selection.chrome import drop_by_name, drop_hidden
from stages.clean.selection.contacts import keep_contacts
from stages.clean.selection.ending import drop_copies, drop_tail
from stages.clean.selection.head import settle_body, type_bylines, type_head
from stages.clean.selection.headline import find_headline
from stages.clean.selection.page import Page
from stages.clean.selection.scope import find_scope

RULES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("headline", find_headline),
    ("names", drop_by_name),
    ("hidden", drop_hidden),
    ("scope", find_scope),
    ("repeats", drop_repeats),
    ("labels", drop_labels),
    ("machine", drop_machine_text),
    ("related", drop_related),
    ("cards", drop_cards),
    ("bylines", type_bylines),
    ("captions", drop_captions),
    ("head", type_head),
    ("links", drop_link_lines),
    ("calls", drop_calls),
    ("tail", drop_tail),
    ("copies", drop_copies),
    ("contacts", keep_contacts),
    ("body", settle_body),
)
