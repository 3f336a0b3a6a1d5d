"""Drop the parts of a page whose names say that they are no part of the release."""

from __future__ import annotations

from pipeline.pattern import lazily
from pipeline.tree import Paragraph, Quote
from stages.clean.selection.names import Kind, is_content, kind_of
from stages.clean.selection.page import Page, words_of

_MOST_OF_PAGE = 0.4
_MOST_OF_OTHERS = 0.8
_SOME_OF_PAGE = 0.15
_LONG_KINDS = frozenset({"chrome.comments", "chrome.related", "chrome.consent"})
_EMBED = lazily(r"twitter-tweet|twitter-video|instagram-media|fb-post|tiktok-embed|bluesky-embed")
"""The marks of posts set into an article."""


def drop_hidden(page: Page) -> None:
    """Drop what the page does not show, unless that is most of what it has to say.

    Pages that scripts or style sheets unveil hide their whole text in the markup.
    """
    hidden = [
        item for item in page.items if item.element >= 0 and page.elements[item.element].hidden
    ]
    weight = sum(item.weight for item in hidden if item.live)
    if weight < 0.5 * sum(item.weight for item in page.live()):
        page.drop(hidden, "chrome.hidden", "The page does not show this text.")
        return
    if not hidden:
        return
    seen: set[str] = set()
    for item in page.items:
        words = words_of(item)
        if item.hidden and words in seen:
            page.drop([item], "chrome.hidden", "The page has this text twice.")
        seen.add(words)


def drop_by_name(page: Page) -> None:
    """Drop elements whose tag, class, id or role names a part of the site.

    Elements of one name that hold two fifths of the page's text together are spared (readers'
    comments and lists of other pages: four fifths), and so is one that is named as the article's
    too where they hold a sixth. The elements round the headline are spared.
    """
    weights = page.group_weights()
    total = weights[0] if weights else 0.0
    holds = page.holders(page.headline)
    together = _together(page, weights)
    kinds: list[Kind | None] = []
    for number, element in enumerate(page.elements):
        above = kinds[element.parent] if element.parent >= 0 else None
        if above is not None or element.inline:
            kinds.append(above)
            continue
        kind = kind_of(element.tag, element.names)
        if kind is not None and kind.rule in page.spared:
            kind = None
        if kind is not None:
            share = together.get(element.names, weights[number]) / total if total else 0.0
            named = is_content(element.names)
            most = _MOST_OF_OTHERS if kind.rule in _LONG_KINDS else _MOST_OF_PAGE
            if share > most or (named and share > _SOME_OF_PAGE) or holds[number]:
                kind = None
        kinds.append(kind)
    for item in page.live():
        kind = kinds[item.element] if item.element >= 0 else None
        if kind is not None and isinstance(item.block, Quote) and _EMBED.search(page.names(item)):
            continue
        if kind is None and item.inside and isinstance(item.block, Paragraph) and not item.is_prose:
            kind = kind_of("", item.inside)
        if kind is not None and item is not page.headline:
            page.drop([item], kind.rule, kind.why)


def _together(page: Page, weights: list[float]) -> dict[str, float]:
    """Return the weight of all elements of the same names, those inside others not counted."""
    found: dict[str, float] = {}
    for number, element in enumerate(page.elements):
        if element.names and not element.inline and weights[number]:
            above = page.elements[element.parent].names if element.parent >= 0 else ""
            if above != element.names:
                found[element.names] = found.get(element.names, 0.0) + weights[number]
    return found
