"""Find the element that holds the release."""

from __future__ import annotations

from stages.clean.selection.page import Page

_SHARE = 0.75
_NAMED_SHARE = 0.5


def find_scope(page: Page) -> None:
    """Go down from the root as long as one element holds three quarters of the text.

    An element that is named as the article's ends the way when it holds half of the page's text.
    """
    weights = page.weights()
    if not weights:
        return
    children: dict[int, list[int]] = {}
    for number, element in enumerate(page.elements):
        if weights[number] > 0:
            children.setdefault(element.parent, []).append(number)
    total = sum(weights[n] for n in children.get(-1, []))
    at = max(children.get(-1, [0]), key=lambda n: weights[n])
    while True:
        best = max(children.get(at, []), key=lambda n: weights[n], default=None)
        if best is None or weights[best] < _SHARE * weights[at]:
            break
        if page.elements[best].tag in {"p", "pre", "blockquote", "ul", "ol", "table"}:
            break
        at = best
    page.scope = at
    within = page.inside(at)
    page.drop(
        (
            i
            for i in page.items
            if i.element >= 0 and not within[i.element] and i is not page.headline
        ),
        "chrome.outside",
        "It stands outside the part of the page that holds the release.",
    )
