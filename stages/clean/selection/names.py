"""What the class, id and role of an element say it is for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.pattern import lazily


class Kind(NamedTuple):
    """One kind of page chrome: rule, the names that give it away, why it goes."""

    rule: str
    names: re.Pattern[str]
    tags: frozenset[str]
    why: str


def _kind(rule: str, names: str, tags: str, why: str) -> Kind:
    return Kind(rule, re.compile(names), frozenset(tags.split()), why)


KINDS: tuple[Kind, ...] = (
    _kind(
        "chrome.hidden",
        r"sr-only|visually-?hidden|screen-?reader|\bhidden-print|print-?only|noprint-show"
        r"|\bu-hidden\b"
        r"|assistive-text|element-invisible",
        "",
        "The page does not show this text.",
    ),
    _kind(
        "chrome.consent",
        r"cookie|consent|gdpr|onetrust|\bcmp-?_?(?:box|wrapper|banner|popup|modal|overlay|root|app|ui\b)|qc-cmp|\bcc-(?:window|banner)|privacy-?(?:banner"
        r"|notice|popup)",
        "dialog amp-consent",
        "It asks the reader for consent.",
    ),
    _kind(
        "chrome.comments",
        r"comment(?!ary|ator)s?|disqus|\brespond\b|\breplies\b|kommentar(?!e?-text)|\bcommenti\b"
        r"|\bpingback|trackback|user-?reviews?\b",
        "",
        "It is readers' comments or the form for them.",
    ),
    _kind(
        "chrome.share",
        r"(?:^|[\s_-])shar(?:e|ing)|share(?:bar|box|daddy|tools|links|buttons)|social(?!ist"
        r"|-?polic)|addthis"
        r"|addtoany|a2a_|follow-?(?:us|me)|\bsumo|(?:post|article|page)-?(?:tools|actions)"
        r"|print-?(?:page|button|link)"
        r"|teilen|condividi|compartir|partager",
        "",
        "It is a row of links for sharing or printing.",
    ),
    _kind(
        "chrome.newsletter",
        r"news-?letter|subscri(?:be|ption|ber)|sign-?up|mailing-?list|mc_embed|mailchimp|hbspt"
        r"|hs-form"
        r"|email-?(?:capture|form|opt)|opt-?in\b|paywall|meter|regwall|piano-|gform|wpcf7"
        r"|leadform|form-wrapper",
        "form",
        "It asks the reader to subscribe or to fill in a form.",
    ),
    _kind(
        "chrome.related",
        r"related|recommend|recirc|more-?(?:stories|news|posts|articles|from|on|in)\b"
        r"|also-?(?:read|like|on|see)"
        r"|read-?(?:more|next|also)|trending|(?:most|more)-?(?:read|popular|viewed|recent"
        r"|shared)|popular"
        r"|latest-?(?:news|posts|stories|articles)|recent-?(?:posts|news|articles)|outbrain"
        r"|taboola|zergnet|revcontent"
        r"|teaser(?!-?(?:text|body|copy))|suggest|next-?(?:post|article|story|up)"
        r"|prev(?:ious)?-?(?:post|article|story)"
        r"|post-?nav|nav-?(?:links|single|previous|next)|up-?next|you-?may|see-?also|rp4wp"
        r"|yarpp|jp-relatedposts"
        r"|further-?reading|crosslink|weitere-|mehr-zum|article-?list|post-?list|card-?(?:list"
        r"|grid|deck)|\bcarousel"
        r"|\bslick-|swiper|in-?this-?(?:article|story)-?links",
        "",
        "It leads to other pages of the site.",
    ),
    _kind(
        "chrome.promotion",
        r"promo|advert|(?:^|[\s_-])ads?(?:$|[\s_-]|slot|box|unit|wrap)|adsbygoogle|dfp"
        r"|sponsor(?!ed-post)|call-?to-?action"
        r"|(?:^|[\s_-])cta(?:$|[\s_-])|donat|popup|pop-up|modal|overlay|lightbox|side-?bar"
        r"|(?<![\w-])widget(?:[\s_]|$)|affiliate"
        r"|shop-?(?:box|links)|upsell|marketing|banner(?!-title|-text|-content)"
        r"|app-?(?:download|store)|coupon|offer-?box",
        "aside",
        "It advertises, or stands beside the article.",
    ),
    _kind(
        "chrome.metadata",
        r"(?:^|\s)(?:mainentityofpage|wordcount|thumbnailurl)(?:\s|$)",
        "",
        "It repeats for machines what the page says elsewhere.",
    ),
    _kind(
        "chrome.footer",
        r"foot(?:er|er-\w+)\b(?<!entry-footer)(?<!article-footer)(?<!card-footer)|colophon"
        r"|contentinfo|copyright|impressum|\blegal\b"
        r"|\bbottom-?(?:bar|nav|menu)",
        "footer",
        "It is the foot of every page of the site.",
    ),
    _kind(
        "chrome.navigation",
        r"(?:^|[\s_-])nav(?:$|[\s_-]|bar|igation|menu|list|i\b)|navigation|(?:^|[\s_-])menu"
        r"|menu(?:$|[\s_-]|bar|item)"
        r"|bread-?crumb|paginat|(?:^|[\s_-])pager|skip-?(?:link|to|nav|content)|masthead"
        r"|top-?bar|tool-?bar"
        r"|(?:site|page|global|main)-?header(?!-?(?:content|title|text))|sub-?nav|\bbanner\b$"
        r"|search|\bsitemap|table-of-contents"
        r"|(?:^|[\s_-])toc(?:$|[\s_-]|_container)|ez-toc|jump-?(?:to|links|nav)"
        r"|lang(?:uage)?-?(?:switch|select|chooser)"
        r"|\blogin|log-in|\baccount-|user-?menu|back-?to-?top|\bbacktotop|site-?(?:logo|title"
        r"|name|branding)",
        "nav menu search button select option textarea label amp-sidebar",
        "It is the site's navigation.",
    ),
)

CONTENT = lazily(
    r"article-?_*(?:body|content|text|main|copy|detail)|(?:entry|post|page|main|body|news"
    r"|story|blog|release|press|single)"
    r"-?_*(?:content|body|text|copy)|articlebody|storytext|hentry|richtext|rich-text|\bprose\b"
    r"|wysiwyg"
    r"|body-?copy|field--name-body|td-post-content"
)
"""Names that sites give to the element that holds the article."""


CAPTION = lazily(
    r"caption|gallery|slide-?show|(?:photo|image|picture|img|media)-?_*(?:credit|source)|\bcredit"
    r"|bildunter|bildtext"
)
"""Names that sites give to the words below a picture."""
_BUILDERS = lazily(r"so-panel|sow-|elementor")
"""Marks of page builders, which call every part of a page a widget."""
_WIDGET = "widget"
_STRUCTURE = frozenset({"html", "body", "main", "article", "tbody", "tr", "table"})
"""Elements whose names tell of the page as a whole or of its subject, not of their own part."""
_TAGS = {tag: number for number, kind in enumerate(KINDS) for tag in kind.tags}
_NONE = len(KINDS)


@lru_cache(maxsize=8192)
def kind_of(tag: str, names: str) -> Kind | None:
    """Return the kind of chrome that an element is by its tag or names, None for none.

    Of several kinds it is the first of the table.
    """
    found = _TAGS.get(tag, _NONE)
    if names and tag not in _STRUCTURE:
        builders = bool(_BUILDERS.search(names))
        words = names.split()
        last = len(words) - 1
        for number, word in enumerate(words):
            if builders and word.startswith(_WIDGET):
                word = word.removeprefix(_WIDGET)  # noqa: PLW2901 (the rest of it may tell)
            # Only the last word has no space after it: some names count at the end alone.
            found = min(found, _kind_of_word(f" {word} " if number < last else f" {word}"))
    return KINDS[found] if found < _NONE else None


@lru_cache(maxsize=16384)
def _kind_of_word(word: str) -> int:
    """Return the number of the kind of chrome that one word of a name says."""
    for number, kind in enumerate(KINDS):
        if kind.names.search(word):
            return number
    return _NONE


@lru_cache(maxsize=8192)
def is_content(names: str) -> bool:
    """Tell whether the names of an element say that it holds the article."""
    return any(map(_is_content_word, names.split()))


@lru_cache(maxsize=16384)
def _is_content_word(word: str) -> bool:
    return CONTENT.search(word) is not None


@lru_cache(maxsize=8192)
def is_caption(names: str) -> bool:
    """Tell whether the names of an element say that it holds a caption or credit."""
    return bool(names and CAPTION.search(names))
