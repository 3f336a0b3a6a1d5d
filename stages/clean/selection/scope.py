"""Find the element that holds the release."""

from __future__ import annotations

from stages.clean.selection.names import CONTENT
from stages.clean.selection.page import Page

_SHARE = 0.7
_NAMED = 1.5
_MOST_UP = 4
_LEAVES = frozenset({"p", "pre", "blockquote", "ul", "ol", "dl", "table", "figure", "li"})


def find_scope(page: Page) -> None:
    """Go down from the root as long as one element holds seven tenths of the text.

    Elements named as the article's count half more. From there the way leads up again as long as
    the element above has lines of text of its own.
    """
    weights = _weights(page)
    if not weights:
        return
    children: dict[int, list[int]] = {}
    for number, element in enumerate(page.elements):
        if weights[number] > 0:
            children.setdefault(element.parent, []).append(number)
    at = max(children.get(-1, [0]), key=lambda n: weights[n])
    while True:
        best = max(children.get(at, []), key=lambda n: weights[n], default=None)
        if best is None or weights[best] < _SHARE * weights[at]:
            break
        if page.elements[best].tag in _LEAVES or page.elements[best].inline:
            break
        at = best
    page.scope = _widened(page, at)
    within = page.inside(page.scope)
    page.drop(
        (i for i in page.items if i.element >= 0 and not within[i.element] and i is not page.headline),
        "chrome.outside",
        "It stands outside the part of the page that holds the release.",
    )


def _weights(page: Page) -> list[float]:
    weights = page.group_weights()
    named = page.kinds_of(lambda element: bool(CONTENT.search(element.names)))
    own = list(weights)
    for number, element in enumerate(page.elements):
        if element.parent >= 0:
            own[element.parent] -= weights[number]
    boosted = [weight * (_NAMED if named[n] else 1.0) for n, weight in enumerate(own)]
    return page.summed(boosted)


def _widened(page: Page, scope: int) -> int:
    """Return the outermost of the elements round the scope that has lines of text of its own."""
    owners = {item.parent for item in page.live() if item.is_prose}
    found = scope
    for step, number in enumerate(page.layout.around(scope)):
        if step > _MOST_UP:
            break
        if number in owners:
            found = number
    return found
