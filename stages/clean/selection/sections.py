"""Read from a page's own labels which section and tags its site files the release under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.pattern import lazily
from pipeline.text import block_inlines, block_text, inline_text, walk_inlines
from pipeline.tree import Link, List, Metadatum
from stages.clean.selection.page import Item, Page, folded

_CATEGORY = lazily(
    r"category tag|(?:^|[\s_-])(?:categor(?:y|ies)|topics?|themen|rubri(?:k|que|c|ca)s?"
    r"|kategorien?)(?:$|[\s_-])|cat-?links|post-?cat"
)
_TAGS = lazily(r"(?<!category)(?:^|[\s_-])tags?(?:$|[\s_-]+(?:links?|list|cloud-single))|keywords")
_CLOUD = lazily(r"cloud|widget|sidebar")
_TAG_LABEL = lazily(
    r"\s*(?:tags?|tagged(?: with| as)?|keywords|schlag(?:wörter|worte)|stichw(?:orte|örter)"
    r"|mots[- ]clés|étiquettes|etiquetas|palabras clave|palavras-chave|parole chiave"
    r"|trefwoorden|taggar|słowa kluczowe|キーワード|タグ|关键词|标签)\s*[:：]",
    re.IGNORECASE,
)
_BREADCRUMB = lazily(r"bread-?_?crumb")
_TRAIL = lazily(r"\s*(?:[»›>→/|\\]|::)\s*")
_HERE = lazily(
    r"\s*(?:you are here|sie (?:sind|befinden sich) hier|vous êtes ici|usted está aquí|estás aquí"
    r"|sei qui|você está (?:aqui|em)|u bent hier|home|start(?:seite)?|accueil|inicio|início)"
    r"\s*[:»>]|当前位置|現在位置",
    re.IGNORECASE,
)
_HOME = frozenset(
    ["home", "homepage", "start", "startseite", "accueil", "inicio", "início", "hem", "forside"]
)
_FEW = 6
_HALF = 0.5
_MOST_TAGS = 20
_LONGEST = 60
_LABELS = " \xa0•·|,;/"


def sections_of(page: Page) -> tuple[Metadatum, ...]:
    """Return `category` and `tag` statements that stand on the page itself, none invented.

    Categories are the labels beside the headline whose elements are named so, else the last step
    of the trail that leads to the page; tags are the links in the first box named or labelled so.
    """
    headline = page.headline
    if headline is None:
        return ()
    begin = headline.index
    first = next((i.index for i in page.items[begin + 1 :] if i.role == "body"), begin + 1)
    beside = page.items[max(begin - _FEW, 0) : min(first, begin + 2 * _FEW)]
    found = [
        label for item in beside if _is_named(page, item, _CATEGORY) for label in _labels(item)
    ]
    categories = list(dict.fromkeys(found)) or [*_trail(page, headline)]
    tags = next((t for item in page.items[begin:] if (t := _tags_of(page, item))), [])
    return (
        *(Metadatum("furniture", "category", label) for label in categories),
        *(Metadatum("furniture", "tag", label) for label in tags),
    )


def _tags_of(page: Page, item: Item) -> list[str]:
    """Return the linked words of a block that is named or labelled as tags."""
    if not item.linked or item.drop in {"chrome.navigation", "chrome.related", "chrome.footer"}:
        return []
    if not _TAG_LABEL.match(item.text) and (
        item.linked < _HALF or not _is_named(page, item, _TAGS) or _is_named(page, item, _CLOUD)
    ):
        return []
    tags = list(dict.fromkeys(_linked(item)))
    return tags if len(tags) <= _MOST_TAGS else []


def _is_named(page: Page, item: Item, pattern: re.Pattern[str]) -> bool:
    near = islice(page.layout.around(item.element), 3)
    return any(page.counts[n] <= _FEW and pattern.search(page.elements[n].names) for n in near)


def _labels(item: Item) -> list[str]:
    """Return the labels of a block: its linked words, else its short text."""
    labels = list(_linked(item)) or [item.text.strip(_LABELS)]
    return [label for label in labels if folded(label) and len(label) <= _LONGEST]


def _linked(item: Item) -> Iterator[str]:
    for inline in walk_inlines(block_inlines(item.block)):
        if isinstance(inline, Link):
            label = " ".join(inline_text(inline.inlines).split()).strip(_LABELS)
            if label and len(label) <= _LONGEST:
                yield label


def _trail(page: Page, headline: Item) -> Iterator[str]:
    """Yield the last step of the trail above the headline that is not the page itself."""
    title = folded(headline.text)
    for item in page.items[: headline.index]:
        if not item.text or item.size > 4 * _LONGEST:
            continue
        if _is_named(page, item, _BREADCRUMB) or _HERE.match(item.text):
            steps = _steps(item)
            if steps and _is_title(folded(steps[-1]), title):
                steps.pop()
            if len(steps) > 1 and steps[-1].lower() not in _HOME and len(steps[-1]) <= _LONGEST:
                yield steps[-1]
                return


def _is_title(step: str, title: str) -> bool:
    """Tell whether the last step of a trail is the page itself, which may be cut short."""
    return title.startswith(step) or (step in title and len(step) > len(title) // 2)


def _steps(item: Item) -> list[str]:
    block = item.block
    if isinstance(block, List):
        lines = ["".join(map(block_text, blocks)) for blocks in block.items]
    else:
        lines = _TRAIL.split(item.text)
    steps = [" ".join(line.split()).strip("»›>→/| ") for line in lines]
    return [step for step in steps if step]
