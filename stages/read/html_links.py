"""Addresses of links: absolute, and without what only counts the reader."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from pipeline.pattern import lazily

_TRACKING = lazily(
    r"(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid"
    r"|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|hsCtaTracking|vero_(?:id|conv)|oly_(?:anon|enc)_id"
    r"|trk(?:Campaign|Info|Contact|Msg|Module|Sid)|WT\.(?:mc_id|z_\w+)|s_cid|cmpid|spm|_openstat"
    r"|pk_(?:campaign|kwd|source|medium)|mtm_\w+|piwik_\w+|elqTrackId|elq(?:TrackId)?|sc_cid"
    r"|ml_subscriber(?:_hash)?|rb_clickid|wickedid|__s)",
    re.IGNORECASE,
)
"""Query parameters that name a campaign or a reader and no content, as their makers document."""

_REDIRECTORS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (lazily(r"c212\.net/c/link"), ("u",)),
    (lazily(r"(?:\w+\.)*safelinks\.protection\.outlook\.com/"), ("url",)),
    (lazily(r"cts\.businesswire\.com/ct/CT"), ("url",)),
    (lazily(r"(?:www\.)?globenewswire\.com/Tracker"), ("url", "data-url")),
    (lazily(r"(?:www\.)?google\.[a-z.]+/url"), ("url", "q")),
    (lazily(r"l[m]?\.facebook\.com/l\.php"), ("u",)),
    (lazily(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (lazily(r"(?:www\.)?linkedin\.com/redir/redirect"), ("url",)),
    (lazily(r"out\.reddit\.com/"), ("url",)),
    (lazily(r"linkprotect\.cudasvc\.com/url"), ("a",)),
)
_URLDEFENSE_2 = lazily(r"https?://urldefense\.proofpoint\.com/v[12]/url\?")
_URLDEFENSE_3 = lazily(r"https?://urldefense\.com/v3/__(.+?)__;")
_SCHEME = lazily(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_PLAIN_PATH = lazily(r"/(?![/.])(?:[^./?#][^/?#]*/)*[^./?#]?[^/?#]*(?:\?.*)?")
_HOST = lazily(r"https?://[^/?#]+")
_BLANKS = lazily(r"[\t\n\r]")
_MOST_HOPS = 3


class Links:
    """Cleans the addresses of one page, each once: menus stand in a page twice and more."""

    def __init__(self, base: str | None) -> None:
        """Clean addresses that are relative to `base`."""
        self.base = base
        self.known: dict[str, tuple[str, str | None]] = {}

    def clean(self, href: str) -> tuple[str, str | None]:
        """Return what `clean_link` does."""
        found = self.known.get(href)
        if found is None and _is_clean(href):
            found = self.known[href] = (href, None)
        elif found is None:
            found = self.known[href] = clean_link(href, self.base)
        return found


def clean_link(href: str, base: str | None) -> tuple[str, str | None]:
    """Return the address for the copy, and the one received where the two differ.

    Relative addresses are joined to `base`; anchors of the page stay as they are. Redirectors that
    carry the target in the address are undone, tracking parameters taken off; nothing is fetched.
    """
    sent = href.strip(" \t\n\r\f")
    blank = "\n" in sent or "\t" in sent or "\r" in sent
    url = _BLANKS.sub("", sent) if blank else sent
    if not _SCHEME.match(url):
        if not base or url.startswith("#"):
            return url, None
        if url[:1] == "/" and _PLAIN_PATH.fullmatch(url):
            host = _HOST.match(base)
            if host:
                return without_tracking(host[0] + url), sent
        try:
            url = urljoin(base, url)
        except ValueError:
            return sent, None
    if url[:4].lower() == "http":
        url = without_tracking(without_redirector(url))
    return url, (sent if url != sent else None)


def _is_clean(href: str) -> bool:
    """Tell of most addresses that nothing can be taken off them: no query, no other inside."""
    return (
        href.startswith(("https://", "http://"))
        and "?" not in href
        and href.isprintable()
        and href[-1] != " "
        and href.find("http", 1) < 0
    )


def without_redirector(url: str) -> str:
    """Return the target that a redirector's address carries, else the address itself."""
    if url.find("http", 1) < 0:
        return url
    for _ in range(_MOST_HOPS):
        target = _target(url)
        if target is None:
            break
        url = target
    return url


def without_tracking(url: str) -> str:
    """Return an address without tracking parameters; the others keep their order and spelling."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
    if len(kept) == len(pairs):
        return url
    return urlunsplit(parts._replace(query="&".join(kept)))


def _target(url: str) -> str | None:
    rest = url.partition("://")[2]
    for pattern, names in _REDIRECTORS:
        if pattern.match(rest):
            found = dict(parse_qsl(url.partition("?")[2]))
            return next((found[n] for n in names if _is_web(found.get(n, ""))), None)
    if _URLDEFENSE_2.match(url):
        packed = dict(parse_qsl(url.partition("?")[2])).get("u", "")
        target = unquote(packed.replace("-", "%").replace("_", "/"))
        return target if _is_web(target) else None
    wrapped = _URLDEFENSE_3.match(url)
    if wrapped and "*" not in wrapped[1] and _is_web(wrapped[1]):
        return wrapped[1]
    return None


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))
