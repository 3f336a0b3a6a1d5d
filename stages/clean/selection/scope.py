"""Find the element that holds the release."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from pipeline.tree import Heading
from stages.clean.selection.head import head_lines
from stages.clean.selection.names import is_content
from stages.clean.selection.page import Page

_SHARE = 0.7
_NAMED = 1.5
_MOST_UP = 4
_LEAST = 250
_OTHERS = 0.6
_LINKED = 0.2
_PARTS = 3
_SHORT = 4
"""Times the length of a lone paragraph below the headline that the text in scope is shorter."""
_LEAVES = frozenset({"p", "pre", "blockquote", "ul", "ol", "dl", "table", "figure", "li"})


def find_scope(page: Page) -> None:
    """Go down from the root as long as one element holds seven tenths of the text.

    Elements named as the article's count half more. From there the way leads up again as long as
    the element above has lines of text of its own. Of several articles on a page it is the one
    with the headline. Lines of text between headline and scope stay.
    """
    if not page.elements:
        return
    single = _article_of_headline(page)
    page.scope = _heaviest(page) if single is None else single
    within = page.inside(page.scope)
    kept = _opening(page, within) | head_lines(page, within)
    if page.headline is not None:
        kept.add(page.headline.index)
    page.drop(
        (i for i in page.items if i.element >= 0 and not within[i.element] and i.index not in kept),
        "chrome.outside",
        "It stands outside the part of the page that holds the release.",
    )


def _heaviest(page: Page) -> int:
    weights = _weights(page)
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
    return _widened(page, at)


def _article_of_headline(page: Page) -> int | None:
    """Return the article element with the headline where the other text stands in others."""
    if page.headline is None:
        return None
    around = list(page.layout.around(page.headline.element))
    article = next((n for n in around if page.elements[n].tag == "article"), None)
    if article is None:
        return None
    weights = page.group_weights()
    outer = set(around)
    others = sum(
        weights[n]
        for n, element in enumerate(page.elements)
        if element.tag == "article" and n not in outer and not _inside_article(page, n, article)
    )
    rest = weights[0] - weights[article]
    if weights[article] < _LEAST or rest <= 0 or others < _OTHERS * rest:
        return None
    return article


def _inside_article(page: Page, number: int, article: int) -> bool:
    """Tell whether an article stands inside another one that is counted, or inside `article`."""
    above = page.elements[number].parent
    return any(page.elements[n].tag == "article" for n in page.layout.around(above)) or any(
        n == article for n in page.layout.around(above)
    )


def _opening(page: Page, within: list[bool]) -> set[int]:
    """Return the numbers of the lines of text between headline and scope: an article's opening."""
    if page.headline is None:
        return set()
    first = next((i.index for i in page.live() if i.element >= 0 and within[i.element]), 0)
    together = Counter(item.parent for item in page.live() if item.is_prose)
    text = sum(i.size for i in page.live() if i.is_prose and i.element >= 0 and within[i.element])
    above = [item for item in page.items[page.headline.index + 1 : first] if item.live]
    opening = [
        item
        for item in above
        if item.is_prose
        and item.linked < _LINKED
        and (together[item.parent] > 1 or (item.opens and _SHORT * item.size > text))
    ]
    homes = {item.parent for item in opening if together[item.parent] == 1}
    lines = (item for item in above if item.parent in homes and not item.linked and item.text)
    return {item.index for item in (*opening, *lines)}


def _weights(page: Page) -> list[float]:
    weights = page.group_weights()
    named: list[bool] = []
    for element in page.elements:
        above = element.parent >= 0 and named[element.parent]
        named.append(above or (element.names != "" and is_content(element.names)))
    own = list(weights)
    for number, parent in enumerate(page.parents):
        if parent >= 0:
            own[parent] -= weights[number]
    boosted = [weight * (_NAMED if named[n] else 1.0) for n, weight in enumerate(own)]
    return page.summed(boosted)


def _widened(page: Page, scope: int) -> int:
    """Return the outermost of the elements round the scope that has lines of text of its own."""
    owners = {item.parent for item in page.live() if item.is_prose}
    found = scope = _with_its_like(page, scope)
    for step, number in enumerate(page.layout.around(scope)):
        if step > _MOST_UP:
            break
        if number in owners:
            found = number
    return found


def _with_its_like(page: Page, scope: int) -> int:
    """Return the element round the scope whose parts are named alike and hold text as it does.

    Page builders set every few paragraphs of one text in a part of its own. Parts with a linked
    heading, and articles, are texts of their own.
    """
    text, links = [0.0] * len(page.elements), [0.0] * len(page.elements)
    for item in page.live():
        if item.element >= 0 and item.is_prose:
            text[item.element] += 1
        elif item.element >= 0 and isinstance(item.block, Heading) and item.linked > _LINKED:
            links[item.element] += 1
    page.summed(text)
    page.summed(links)
    for part in islice(page.layout.around(scope), _PARTS):
        one = page.elements[part]
        if one.tag in {"article", "main", "body"} or not one.names:
            continue
        if any(
            text[n] and not links[n] and n != part
            for n, other in enumerate(page.elements)
            if other.parent == one.parent and other.tag == one.tag and other.names == one.names
        ):
            return one.parent
    return scope
