"""Set the page around the body of a release: what every theme's template is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from pipeline.account import Account
from pipeline.text import document_text
from pipeline.tree import Document
from stages.render.escape import direction_of, language_tag, one_line
from stages.render.jsonld import linked_data
from stages.render.labels import labels_of
from stages.render.markup import Body
from stages.render.themes import Medium, Theme, Variable

GENERATOR = "wirecopy"
LONGEST_LABEL = 60
LONGEST_SLUG = 30
LONGEST_EXTRACT = 120
MOST_ENTRIES = 400
"""Entries of an account that are printed; the embedded JSON has all of them."""


def title_of(document: Document, body: Body | None = None) -> str:
    """Return what the copy is called: its headline, its first heading, or the file's name."""
    if document.release.headline:
        return one_line(document.release.headline)
    if body is not None and body.headings:
        return one_line(body.headings[0][2])
    return one_line(document.source.name) or "Untitled"


def language_of(document: Document) -> str:
    """Return the BCP 47 tag of the copy, `und` where the release has none."""
    return language_tag(document.release.language) or "und"


def banners_of(document: Document) -> dict[str, str | None]:
    """Return the words of the two labels a reader must always see, or None.

    `shown` is false for a label whose words stand in the copy itself and true where the page has to
    bring it.
    """
    release = document.release
    labels = labels_of(release.language)
    text = " ".join(document_text(document).split())
    embargo = one_line(release.embargo.text) or labels.embargo if release.embargo else None
    paid = labels.paid if release.paid else None
    if release.paid:
        short = [one_line(notice) for notice in release.notices if len(notice) < LONGEST_LABEL]
        paid = min(short, key=len, default=labels.paid)
    noticed = any(block.role == "notice" for block in document.blocks)
    return {
        "paid": paid,
        "embargo": embargo,
        "add_paid": paid if paid and not (noticed or paid in text) else None,
        "add_embargo": embargo if embargo and embargo not in text else None,
    }


def set_page(
    theme: Theme,
    document: Document,
    body: Body,
    *,
    medium: Medium,
    account: Account | None = None,
    stylesheet: str | None = None,
    variables: Mapping[str, Variable] | None = None,
    more: Mapping[str, Any] | None = None,
) -> str:
    """Return the whole page of a release.

    `stylesheet` is the address of the style sheet; without it the style stands in the page. What a
    template is given is set out in `templates/README.md`. Raises ConfigurationError for a mistake
    in the theme.
    """
    from markupsafe import Markup  # noqa: PLC0415 (comes with Jinja2)

    language = language_of(document)
    release = document.release
    given = theme.set(variables)
    if given.get("appendix") and account is not None:
        more = {"account": appendix_of(account), **(more or {})}
    values: dict[str, Any] = {
        "medium": medium,
        "generator": GENERATOR,
        "title": title_of(document, body),
        "language": language,
        "direction": direction_of(language),
        "release": release,
        "source": document.source,
        "labels": labels_of(release.language),
        "banner": banners_of(document),
        "variables": given,
        "stylesheet": stylesheet,
        "style": Markup("" if stylesheet else theme.style(medium).replace("</", "<\\/")),  # noqa: S704 (the theme's own)
        "json_ld": Markup(script_json(linked_data(document))),  # noqa: S704 (escaped by script_json)
        "body": Markup(body.markup),  # noqa: S704 (escaped as it was built)
        "headings": body.headings,
        "slug": slug_of(document),
        "account": None,
        **(more or {}),
    }
    return theme.page(values)


def slug_of(document: Document) -> str:
    """Return a short name for the heads of pages: the wire's number, or words of the headline."""
    release = document.release
    if release.wire is not None and release.wire.id:
        return one_line(f"{release.wire.name} {release.wire.id}")
    words = one_line(release.headline or document.source.name).split()
    slug = words[0] if words else ""
    for word in words[1:]:
        if len(slug) + 1 + len(word) > LONGEST_SLUG:
            break
        slug += f"-{word}"
    return slug[:LONGEST_SLUG].lower()


def appendix_of(account: Account) -> dict[str, Any]:
    """Return the account for print: totals, and entries that do more than keep or space."""
    entries = [
        {
            "op": entry.op,
            "before": one_line(entry.before or "")[:LONGEST_EXTRACT],
            "after": one_line(entry.after or entry.to or "")[:LONGEST_EXTRACT],
            "stage": entry.stage or "",
            "why": one_line(entry.why or ""),
        }
        for entry in account.operations
        if entry.op != "keep" and (f"{entry.before or ''}{entry.after or ''}".strip() or entry.to)
    ]
    return {
        "totals": account.counters(),
        "entries": entries[:MOST_ENTRIES],
        "left_out": max(0, len(entries) - MOST_ENTRIES),
    }


def script_json(value: object) -> str:
    """Return JSON that can stand in a script element of HTML and of XHTML."""
    text = msgspec.json.encode(value).decode("utf-8")
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
