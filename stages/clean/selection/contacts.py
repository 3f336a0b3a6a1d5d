"""Keep press contacts that stand outside the text: beside it, below it, in boxes of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.pattern import lazily
from pipeline.tree import Heading
from stages.clean.selection.page import Item, Page

_OPENS = lazily(
    r"\b(?:press|media|news|editorial|pr|investor(?: relations)?|ir)(?: (?:&"
    r"|and) \w+)? (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office(?:r|rs)?|relations)\b"
    r"|\bcontacts? (?:for (?:the )?(?:press|media)|press|media|information|us for)\b"
    r"|\bfor (?:more|further|additional|media|press) (?:information|inquiries|enquiries)\b"
    r"|presse-?(?:kontakte?|stelle|sprecher(?:in)?|büro|anfragen|team"
    r"|ansprechpartner(?:in)?)\b|pressekontakt|medienkontakt|\bkontakte? (?:für|zur|presse)\b"
    r"|ansprechpartner(?:in)?(?:nen)?(?: für)?\b.{0,30}(?:press|medien|rückfragen)"
    r"|ansprechpartner(?:in)?\b|kontakt investor|kontakt für (?:rück|presse)"
    r"|contacts? (?:de )?presse|service (?:de )?presse|relations? presse"
    r"|contactos? (?:de )?prensa|gabinete de prensa|contacto para (?:medios|prensa)"
    r"|contatt[oi] (?:per la )?stampa|ufficio stampa"
    r"|contatos? (?:de |para )?(?:a )?imprensa|assessoria de imprensa|perscontact"
    r"|rückfragen?\b|rückfrage-?hinweis"
    r"|contact(?:persoon)? (?:voor de )?pers|presskontakt|pressekontakt|pressivalmi"
    r"|kontakt dla (?:mediów|prasy)"
    r"|(?:本件|報道).{0,12}(?:問い?合わ?せ|連絡)"
    r"|媒體聯絡|新聞聯絡|媒体联系"
    r"|언론 ?문의|보도 ?문의|جهات? (?:الاتصال|اتصال)",
    re.IGNORECASE,
)
_PLAIN = lazily(
    r"(?:press |media |presse)?(?:contacts?|kontakte?|contatti?|contactos?|contatos?"
    r"|contactperso(?:nen|on)|yhteystiedot|kontakty?|контакты|お問い?合わ?せ(?:先)?|联系人|聯絡人|연락처)\s*:?",
    re.IGNORECASE,
)
"""Labels that name a contact of the release only where an address or number follows them."""
_CARD = lazily(
    r"(?:^|[\s_-])(?:press|media|pr|news)?-?_*contacts?(?![\s_-]*(?:form|us\b|link|btn|button|modal))"
    r"(?:$|[\s_-])|ansprechpartner|pressekontakt|press-?(?:inquir|enquir)|media-?(?:inquir|enquir)"
    r"|spokes-?person"
)
"""Names of boxes that hold a contact."""
_CARD_PARTS = ("contact", "nquir", "ansprech", "kontakt", "spokes")
"""One of these stands in every such name; most names have none."""
_FACTS = lazily(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w|\+?\d[\d\s()/.-]{6,}\d", re.IGNORECASE)
_LABEL = 80
_LINE = 220
_LONGEST = 700
_MOST_LINES = 3
_KEPT = frozenset({None, "body", "contact"})
_ENDING = frozenset({"chrome.tail", "chrome.outside"})
_MOST_BLOCKS = 12
_MOST_UP = 3
_NEVER = frozenset(
    {"chrome.navigation", "chrome.footer", "chrome.consent", "chrome.hidden", "chrome.comments"}
)


def keep_contacts(page: Page) -> None:
    """Take back press contacts that a rule dropped: labelled, in boxes named so, or cut in two.

    A contact has to give an address or number of a person or office; navigation and footers stay
    out.
    """
    for at, item in enumerate(page.items):
        if _opens(page, item):
            _keep(_group(page, at))
        elif _runs_in(page, item):
            _keep([item])
    for card in _cards(page):
        _keep(card)
    _complete(page)


def _keep(group: list[Item]) -> None:
    if any(_FACTS.search(one.text) for one in group):
        for one in group:
            one.drop = None
            if one.role in {None, "body"}:
                one.role = "contact"


def _cards(page: Page) -> Iterator[list[Item]]:
    """Yield the blocks of each outermost box that is named a contact and lost some of them."""
    first = page.headline.index if page.headline is not None else -1
    cards: list[int] = []
    for element in page.elements:
        above = cards[element.parent] if element.parent >= 0 else -1
        named = above < 0 and element.names and is_contact(element.names)
        cards.append(len(cards) if named else above)
    boxes: dict[int, list[Item]] = {}
    for item in page.items[first + 1 :]:
        if item.element >= 0 and cards[item.element] >= 0:
            boxes.setdefault(cards[item.element], []).append(item)
    for items in boxes.values():
        if (
            any(item.drop is not None and item.text for item in items)
            and len(items) <= _MOST_BLOCKS
            and sum(item.size for item in items) <= _LONGEST
            and not any(item.drop in _NEVER or item.is_prose for item in items)
        ):
            yield items


def _complete(page: Page) -> None:
    """Take back the short lines that stand right above an address or number that was kept."""
    items = page.items
    for at, item in enumerate(items):
        if not item.live or item.is_prose or item.size > _LINE or item.role not in _KEPT:
            continue
        if not _FACTS.search(item.text):
            continue
        for other in reversed(items[max(at - _MOST_LINES, 0) : at]):
            if (
                other.drop not in _ENDING
                or other.size > _LABEL
                or other.linked >= 0.5  # noqa: PLR2004 (a link to another page)
                or not page.are_near(other, item)
            ):
                break
            other.drop = None
            other.role = item.role


def _opens(page: Page, item: Item) -> bool:
    return (
        item.drop is not None
        and item.drop not in _NEVER
        and 0 < item.size <= _LABEL
        and item.linked < 0.5  # noqa: PLR2004 (a link to a page of contacts)
        and bool(
            _OPENS.search(item.text)
            or (
                page.headline is not None
                and item.index > page.headline.index
                and _PLAIN.fullmatch(item.text.strip())
            )
        )
    )


def _runs_in(page: Page, item: Item) -> bool:
    """Tell whether a dropped paragraph opens with the label of a contact and goes on with it."""
    return (
        item.drop in _ENDING
        and _LABEL < item.size <= _LONGEST
        and item.linked < 0.5  # noqa: PLR2004 (a link to a page of contacts)
        and page.headline is not None
        and item.index > page.headline.index
        and (found := _OPENS.match(item.text)) is not None
        and ":" in item.text[found.end() : found.end() + _LABEL // 2]
    )


def _group(page: Page, at: int) -> list[Item]:
    """Return the label and the dropped blocks after it in the same box, up to the next heading."""
    opening = page.items[at]
    box = _box(page, opening)
    group = [opening]
    length = opening.size
    for item in page.items[at + 1 : at + 1 + _MOST_BLOCKS]:
        if item.drop is None or item.drop in _NEVER or item.is_prose:
            break
        if (
            isinstance(item.block, Heading)
            and isinstance(opening.block, Heading)
            and item.block.level <= opening.block.level
        ):
            break
        if box not in page.layout.around(item.element) or length + item.size > _LONGEST:
            break
        length += item.size
        group.append(item)
    return group


def _box(page: Page, item: Item) -> int:
    """Return the element that holds a label and its contact, at most three levels up."""
    around = list(page.layout.around(item.element))
    for number in around[1 : _MOST_UP + 1]:
        if page.counts[number] > 1:
            return number
    return around[-1] if around else -1


@lru_cache(maxsize=8192)
def is_contact(names: str) -> bool:
    """Tell whether the names of an element say that it holds a contact."""
    return any(part in names for part in _CARD_PARTS) and bool(_CARD.search(names))
