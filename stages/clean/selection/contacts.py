"""Keep press contacts that stand outside the text: beside it, below it, in boxes of their own."""

from __future__ import annotations

import re

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
    r"|contact(?:persoon)? (?:voor de )?pers|presskontakt|pressekontakt|pressivalmi"
    r"|kontakt dla (?:mediów|prasy)"
    r"|(?:本件|報道).{0,12}(?:問い?合わ?せ|連絡)"
    r"|媒體聯絡|新聞聯絡|媒体联系"
    r"|언론 ?문의|보도 ?문의|جهات? (?:الاتصال|اتصال)",
    re.IGNORECASE,
)
_FACTS = lazily(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w|\+?\d[\d\s()/.-]{6,}\d", re.IGNORECASE)
_LABEL = 80
_LONGEST = 700
_MOST_BLOCKS = 12
_MOST_UP = 3
_NEVER = frozenset(
    {"chrome.navigation", "chrome.footer", "chrome.consent", "chrome.hidden", "chrome.comments"}
)


def keep_contacts(page: Page) -> None:
    """Take back a press contact that a rule dropped: a label that names it, and what belongs to it.

    It has to give an address or number of a person or office; navigation and footers stay out.
    """
    for at, item in enumerate(page.items):
        if not _opens(item):
            continue
        group = _group(page, at)
        if not any(_FACTS.search(one.text) for one in group):
            continue
        for one in group:
            one.drop = None
            one.role = "contact"


def _opens(item: Item) -> bool:
    return (
        item.drop is not None
        and item.drop not in _NEVER
        and 0 < item.size <= _LABEL
        and item.linked < 0.5  # noqa: PLR2004 (a link to a page of contacts)
        and bool(_OPENS.search(item.text))
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
