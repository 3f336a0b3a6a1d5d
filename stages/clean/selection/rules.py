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
from stages.clean.selection.boilerplate import keep_boilerplate
from stages.clean.selection.captions import drop_captions
from stages.clean.selection.chrome import drop_by_name, drop_hidden
from stages.clean.selection.contacts import keep_contacts
from stages.clean.selection.ending import drop_copies, drop_tail, type_author_note
from stages.clean.selection.head import settle_body, type_bylines, type_head
from stages.clean.selection.headline import find_headline
from stages.clean.selection.page import Page
from stages.clean.selection.parts import keep_parts
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
    ("notes", type_author_note),
    ("copies", drop_copies),
    ("contacts", keep_contacts),
    ("boilerplate", keep_boilerplate),
    ("parts", keep_parts),
    ("body", settle_body),
)

_MAY_MISLEAD = frozenset(
    {"chrome.promotion", "chrome.related", "chrome.newsletter", "chrome.share"}
)
"""Kinds of chrome whose names sites also give to parts of their articles."""
_TOO_LITTLE = 0.5


def apply(page: Page, without: tuple[str, ...] = ()) -> None:
    """Run every rule but those named."""
    for name, rule in RULES:
        if name not in without:
            rule(page)


def misnamed_kinds(page: Page) -> frozenset[str]:
    """Return the kinds of chrome that took more text than is left: their names misled.

    Only text with hardly a link counts, and what is left must be under half of it.
    """
    left = sum(item.weight for item in page.live() if item.role in {None, "body"})
    taken: dict[str, float] = {}
    for item in page.items:
        if item.drop in _MAY_MISLEAD and item.is_prose and item.linked < 0.1:  # noqa: PLR2004 (hardly a link)
            taken[item.drop] = taken.get(item.drop, 0.0) + item.weight
    return frozenset(kind for kind, weight in taken.items() if left < _TOO_LITTLE * weight)
