"""Datelines that need no dash: those of East Asia, and cities whose dash was lost."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily
from stages.release.dates import Found, find_dates
from stages.release.fold import eastern
from stages.release.lexicon import Lexicon, Wire
from stages.release.places import has_region, placelike, stands_alone
from stages.release.word_lists import worded

HEAD = 230
"""How far into a text a dateline may reach, in signs."""
EAST_ASIAN = (
    worded(
        r"【(?P<place>[^】\d、，,]{1,20}?)"
        r"(?:[、，,]?\s?(?P<date>\d{4}年[^】]{3,12}))?(?P<wire><<wire_marks>>)?】"
    ),
    worded(
        r"[［\[]?\s?(?P<place>[^\s\d［\]］]{1,12})"
        r"[\s　]+(?P<day>[\d０-９]{1,2})[\s　]?日[\s　]+(?P<wire><<wire_marks>>)[］\]]\s*[-－–]?"
    ),
    worded(
        r"(?P<wire><<wire_marks>>)?(?P<place>[\u4e00-\u9fff、]{2,12}?)\s?"
        r"(?P<date>(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?(?P<mark>[电電])?"
        r"(?:\s?[/（(](?P<slug>[^/）)\d]{2,16})[/）)])?\s*(?:-{1,2}|[–—])?"
    ),
    worded(
        r"（(?P<wire><<wire_marks>>)記者(?P<names>[^（）\d]{2,20})"
        r"(?P<place>[\u4e00-\u9fff]{2,3})(?P<day>\d{1,2})日電）"
    ),
    worded(
        r"[(\[【](?P<place>[^()\[\]=\d]{1,24})"
        r"=(?P<wire>[^()\[\]=]{2,12})"
        r"[)\]】]\s?(?:[^=\n]{2,40}?\s?=)"
        r"?\s?(?P<date>\d{4}년 ?\d{1,2}월 ?\d{1,2}일)?\s*(?:-{1,2}|[–—])?"
    ),
    worded(r"(?P<place>[\uac00-\ud7a3]{1,8})\s?--\s?[(（](?P<wire>[^()]{2,12})[)）]\s?--"),
    worded(
        r"(?P<place>[\uac00-\ud7a3]{1,8})"
        r",\s(?P<date>\d{4}년 ?\d{1,2}월 ?\d{1,2}일)"
        r"\s?(?:[/(](?P<slug>[^/)]{2,30})[/)])?\s*(?:-{1,2}|[–—])"
    ),
)
_POINTED = lazily(r"([A-ZÀ-Þ][^.:!?]{2,60})\.\s")
_GLUED = lazily(r"([A-ZÀ-Þ][a-zà-ÿ]{3,})-(?=\S+\s[a-z])")
_OPENER = worded(r"(?:<<^articles|sentence_openers>>)\s")
_LOUD_CITY = lazily(
    r"((?:[A-ZÀ-ÞА-Я.]{2,}[ ,]*){1,4}(?:[A-Z]\s){0,2})\s?(?=[A-ZÀ-ÞА-Я][a-zà-ÿа-я]+\s|A\s)"
)
_INITIALS = lazily(r"(?:\s[A-Z])+\s*$")


class Read(NamedTuple):
    """A dateline as read: `end` is where the text behind it begins."""

    start: int
    end: int
    place: str | None
    date: Found | None
    wire: Wire | None
    slug: str | None
    """The mark as written, known or not."""
    company: str | None
    """A name between spaced slashes that is no wire: who paid for the copy to be carried."""
    kind: bool
    """A kind of release stands in it (`Transcript - Perth - 11 February 2000`)."""
    sure: float


def lost_dash(text: str, words: Lexicon) -> Read | None:
    """Read `WASHINGTON The captain`: a known city in capitals whose dash is gone."""
    pointed = _POINTED.match(text)
    if (
        pointed
        and placelike(pointed[1])
        and (re.search(r"[,/]", pointed[1]) or " " not in pointed[1])
        and _OPENER.match(text, pointed.end())
    ):
        return Read(0, pointed.end(), pointed[1], None, None, None, None, kind=False, sure=0.75)
    glued = _GLUED.match(text)
    if glued and _OPENER.match(text, glued.end()):
        return Read(0, glued.end(), glued[1], None, None, None, None, kind=False, sure=0.7)
    dated = next(
        (d for d in find_dates(text[:40], words) if not text[: d.start].strip() and d.iso), None
    )
    start = dated.end + 1 if dated is not None else 0
    match = _LOUD_CITY.match(text[start:])
    city = _INITIALS.sub("", match[1]) if match else ""
    if match and (stands_alone(city, words) or has_region(city, words)):
        place = match[1].strip(" ,")
        return Read(0, start + match.end(1), place, dated, None, None, None, kind=False, sure=0.8)
    return None


def east_asian(text: str, words: Lexicon) -> Read | None:
    """Read a dateline in one of the shapes of Japanese, Chinese and Korean agencies."""
    if not eastern(text[:HEAD]):
        return None
    for pattern in EAST_ASIAN:
        match = pattern.match(text)
        if match is None:
            continue
        groups = match.groupdict()
        slug = groups.get("wire") or groups.get("slug")
        told = groups.get("date")
        found = next(find_dates(told, words), None) if told else None
        if found is not None:
            found = found._replace(start=match.start("date"), end=match.end("date"))
        ends = match[0].rstrip().endswith(
            ("-", "–", "—", "】", "］", "]", "=", "電）", ")")
        ) or groups.get("mark")
        if not ends or not (slug or told or groups.get("day")):
            continue
        wire = words.wire_of_mark(slug) if slug else None
        place = groups["place"].strip("、 ")
        return Read(0, match.end(), place, found, wire, slug, None, kind=False, sure=0.95)
    return None
