"""Postal and social addresses of a press contact, as printed."""

from __future__ import annotations

from pipeline.pattern import lazily
from stages.release.contacts import is_name, is_office
from stages.release.reading import MAIL, Reading, phones_in

_POSTAL = lazily(
    r"(?<![\w+/.-])(?:"
    r"(?:[A-Z]{1,2}[-–])?(?!(?:19|20)\d\d\s)\d{4,5}\s(?:[A-ZÀ-Þ][^\W\d_]+|[A-ZÀ-Þ]{2,})"
    r"|\d{4}\s?[A-Z]{2}\s+[A-ZÀ-Þ][^\W\d_]+"
    r"|\d{2}-\d{3}\s+[A-ZÀ-Þ][^\W\d_]+"
    r"|\d{4}-\d{3}\s+[A-ZÀ-Þ][^\W\d_]+"
    r"|[A-Z]{2}\.?\s+\d{5}(?:-\d{4})?(?!\d)"
    r"|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)"
    r"|[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)"
    r"|\d{5}-\d{3}(?!\d)"
    r"|〒\s?\d{3}[-‐–]?\d{4}"
    r"|\d{6},?\s(?:г\.\s?)?[А-ЯЁ][а-яё]+)"
)
"""Postal codes as countries print them, with the town where the code alone is any number."""
_EASTERN = lazily(r"[\u4e00-\u9fff]{2,}(?:省|市|区|區|县|縣)[^\s,，]{0,24}\d+(?:号|號)")
_STREET = lazily(r"\d")
_LABEL = lazily(r"^[^\W\d_][^:：\d]{2,30}[:：]\s*")
_SOCIAL = lazily(
    r"(?:https?://)?(?:[a-z]{2,3}\.|www\.)?(?:linkedin\.com/(?:in|company)|twitter\.com|x\.com"
    r"|facebook\.com|instagram\.com|bsky\.app/profile|xing\.com/profile|t\.me|weibo\.com"
    r"|threads\.net|tiktok\.com|mastodon\.[a-z]{2,8})/[@\w%./-]{2,80}[\w/]"
)
_HANDLE = lazily(r"(?<![\w.@/])@\w[\w.]{1,30}(?:@[\w-]{2,30}\.[a-z]{2,10})?(?![\w@])")
_LONGEST_STREET = 70
_LONGEST_LINE = 240
_MOST = 12


def postal_address(reading: Reading, text: str) -> str | None:
    """Return a contact's words from street to town, as printed; null without a postal code."""
    lines = text.splitlines()
    for place, line in enumerate(lines[:_MOST]):
        if len(line) > _LONGEST_LINE:
            continue
        eastern = _EASTERN.search(line)
        if eastern:
            return eastern[0]
        found = _POSTAL.search(line)
        if found is None or _in_phone(line, found.start()):
            continue
        start, end = _stretch(reading, line, found.start(), found.end())
        here = line[start:end].strip(" ,;|·")
        above = lines[place - 1].strip() if place and not line[: found.start()].strip() else ""
        return f"{above}\n{here}" if above and _street(reading, above) else here
    return None


def _in_phone(line: str, place: int) -> bool:
    return any(
        line.find(phone) <= place < line.find(phone) + len(phone) for phone in phones_in(line)
    )


def _stretch(reading: Reading, line: str, start: int, end: int) -> tuple[int, int]:
    """Return the places in a line between which the parts of an address stand."""
    while start:
        before = line[:start].rstrip(" ,;|·")
        cut = max(before.rfind(sign) for sign in (",", ";", "|", "·", "–", ":"))
        part = before[cut + 1 :].strip()
        if not part or not _street(reading, part):
            break
        start = line.index(part, cut + 1)
        if _STREET.search(part):
            break
    behind = line[end:]
    stop = min((behind.find(sign) for sign in (",", ";", "|", "·") if sign in behind), default=-1)
    return start, len(line) if stop < 0 and not MAIL.search(behind) else end + max(stop, 0)


def _street(reading: Reading, part: str) -> bool:
    """Tell whether words may be a street or the name of a house: no person, office or number."""
    plain = _LABEL.sub("", part)
    if len(plain) > _LONGEST_STREET or MAIL.search(plain) or phones_in(plain):
        return False
    return not is_office(plain) and (bool(_STREET.search(plain)) or not is_name(reading, plain))


def social_addresses(text: str, links: list[str]) -> tuple[str, ...]:
    """Return profiles and handles of a contact: in its text, then in its links."""
    found = _SOCIAL.findall(text) if "/" in text else []
    if "@" in text:
        bare = MAIL.sub(" ", text)
        found.extend(handle for handle in _HANDLE.findall(bare))
    found.extend(url for url in links if _SOCIAL.fullmatch(url.rstrip("/")) and url not in found)
    return tuple(dict.fromkeys(found))[:_MOST]
