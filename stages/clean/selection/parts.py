"""Keep the parts of a release that a page sets in boxes of their own, above and below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.pattern import lazily
from pipeline.tree import Heading
from stages.clean.selection.page import Item, Page
from stages.clean.selection.words import END_MARK

_ABOVE = frozenset(
    {"immediate", "embargo", "release_kind", "paid_label", "number", "not_for_publication"}
)
"""What stands above a headline, by the roles of the lexicon."""
_BELOW = frozenset(
    {
        *("contact", "about", "editor_notes", "forward_looking", "disclaimer", "end_mark"),
        *("source_line", "view_original", "notice", "embargo", "correction", "more_info"),
        *("translation_notice", "attachment", "rights"),
    }
)
"""What stands below the text."""
_BOX = lazily(
    r"(?:^|[\s_-])(?:doc-)?notices?(?:$|\s)|disclaimer|forward-?_*looking|safe-?_*harbou?r|end-?_*mark"
    r"|(?:^|[\s_-])embargo|editors?-?_*notes?|notes?-?_*(?:to|for)-?_*editors?"
)
"""Names of boxes that hold notices of a release."""
_FACTS = lazily(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w"
    r"|(?<![\d-])(?!\d{4}-\d\d-\d\d|[\d.]+/)\+?\d[\d\s()/.-]{6,}\d"
)
"""Addresses and telephone numbers, not time stamps."""
_SITE = lazily(
    r"(?:contact|about|connect with|follow) us|©.*"
    r"|(?:about|over|über|à propos de|a propos de|sobre|acerca de|om|o)\s"
    r"(?:the |de[nrsm]? |el |la |l['’]|o )?"
    r"(?:authors?|writers?|editors?|contributors?|aut(?:or|eur|ore)(?:in|e|a)?|verfasser(?:in)?|auteurs?"
    r"|redactor|författaren|autorze)\b.*",
    re.IGNORECASE,
)
"""Labels of a site's own words, and of a note about the author."""
_STANDS_ALONE = frozenset({"source_line", "view_original", "notice", "embargo", "rights"})
_NOTE = lazily(r"※")
"""Signs that open a note to the text."""
_ADVERTS = lazily(
    r"(?:subscri|newsletter|sign up|comment|copyright|©|call (?:us|now))", re.IGNORECASE
)
_DROPPED = frozenset({"chrome.outside", "chrome.tail", "chrome.label", "chrome.call"})
_NEVER = frozenset(
    {"chrome.navigation", "chrome.footer", "chrome.consent", "chrome.comments", "chrome.share"}
)
_LINKED = 0.5
_LABEL = 160
_ADDRESS = 200
_LONGEST = 6000
_MOST_BLOCKS = 24
_MOST_ABOVE = 6
_MOST_UP = 4


def keep_parts(page: Page) -> None:
    """Take back what a rule dropped around the text and what the lexicon knows as a release's.

    Below the text a box counts from its first known line on; above the headline each line for
    itself. Links alone, and what is chrome by its name, stay out.
    """
    text = [item for item in page.live() if item.is_prose]
    if not text:
        return
    near, named = _near(page), _named(page)
    first = page.headline.index if page.headline is not None else text[0].index
    for item in page.items[max(first - _MOST_ABOVE, 0) : first]:
        if _is_open(item) and item.size <= _LABEL and _knows(item, _ABOVE) and near[item.element]:
            item.drop = None
    for box in _boxes(page, first):
        if any(item.drop in _NEVER for item in box) or not near[box[0].element]:
            continue
        opening = next((at for at, item in enumerate(box) if _opens(item, named)), None)
        if opening is not None:
            _keep(box[opening:])


def _keep(items: list[Item]) -> None:
    """Take back the lines of a part that are no mere links; a label needs words below it."""
    kept = [item for item in items if item.linked < _LINKED or _FACTS.search(item.text)]
    alone = len(kept) == 1 and _is_label(kept[0])
    for item in kept if not alone else []:
        item.drop = None


def _boxes(page: Page, first: int) -> Iterator[list[Item]]:
    """Yield the runs of dropped blocks that stand in one part of the page, the text apart."""
    part = _parts(page)
    run: list[Item] = []
    home: int | None = None
    for item in page.items[first + 1 :]:
        if item.drop is not None and item.drop not in _DROPPED | _NEVER:
            continue
        here = part[item.element] if item.element >= 0 else -1
        if run and (not _is_open(item) or here != home or len(run) >= _MOST_BLOCKS):
            yield run
            run = []
        if _is_open(item):
            run.append(item)
            home = here
    if run:
        yield run


def _parts(page: Page) -> list[int]:
    """Return for each element the outermost one round it that holds no text of the release."""
    held = [0.0] * len(page.elements)
    for item in page.live():
        if item.is_prose and item.element >= 0:
            held[item.element] = 1.0
    page.summed(held)
    part = list(range(len(held)))
    for number, above in enumerate(page.parents):
        if held[number]:
            part[number] = -1
        elif above >= 0 and not held[above]:
            part[number] = part[above]
    return part


def _named(page: Page) -> list[bool]:
    """Return for each element whether it, or one round it, is named as a notice."""
    named = [bool(one.names) and _BOX.search(one.names) is not None for one in page.elements]
    for number, above in enumerate(page.parents):
        named[number] = named[number] or (above >= 0 and named[above])
    return named


def _is_open(item: Item) -> bool:
    found = item.drop in _DROPPED and item.element >= 0
    return found and bool(item.text) and item.size <= _LONGEST


def _opens(item: Item, named: list[bool]) -> bool:
    if END_MARK.fullmatch(item.text) or _NOTE.match(item.text):
        return True
    if item.linked >= _LINKED or _SITE.fullmatch(item.label):
        return False
    if item.size <= _ADDRESS and _FACTS.search(item.text) and not _ADVERTS.search(item.text):
        return True
    boxed = item.is_prose and item.element >= 0 and named[item.element]
    return boxed or _knows(item, _BELOW)


def _is_label(item: Item) -> bool:
    """Tell whether a line only names what ought to follow it."""
    return (
        item.size <= _ADDRESS
        and not END_MARK.fullmatch(item.text)
        and not _NOTE.match(item.text)
        and not _FACTS.search(item.text)
        and not _knows(item, _STANDS_ALONE)
        and not item.text.rstrip().endswith((".", "。"))
    )


def _knows(item: Item, roles: frozenset[str]) -> bool:
    """Tell whether the lexicon knows the first line as a label of these roles."""
    from stages.release.lexicon import lexicon  # noqa: PLC0415 (only where something was dropped)

    line, _, more = item.text.strip().partition("\n")
    heading = isinstance(item.block, Heading) or bool(more)
    return any(
        label.role in roles
        and (
            not label.weak
            or heading
            or label.form == "colon"
            or (label.role == "embargo" and any(map(str.isdigit, label.rest)))
        )
        for label in lexicon().labels(line)
    )


def _near(page: Page) -> list[bool]:
    """Return for each element whether it stands in the part of the page round the text."""
    around = list(islice(page.layout.around(page.scope), _MOST_UP + 1))
    outer = [number for number in around if page.elements[number].tag != "html"]
    return page.inside(outer[-1]) if outer else [False] * len(page.elements)
