"""The words by which an issuer is known: verbs that announce, exchanges, ends of names."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.release.word_lists import worded

EXCHANGE = (
    r"NYSE|Nasdaq|NASDAQ|OTC\w*|TSX\S*|LSE|AIM|ASX|SGX|HKEX|FWB|XETRA|Euronext|BIT|MIL"
    r"|Frankfurt|TSE|TYO|SIX|WSE|GPW|BME|B3"
)
TICKER = lazily(
    rf"^(?:[Tt]he\s)?(?P<name>[A-Z0-9][^()]{{2,70}}?),?\s\((?:the\s[“\"][^)]*"
    rf"|(?:{EXCHANGE})\b[^)]*)\)"
)
PREFIX = lazily(r"(?P<name>[^:：“\"]{2,40})[:：]\s?")
SAYS = worded(r"\s<<verbs>>")
EAST = worded(
    r"(?P<ja>[^\s、。（(「]{2,30}?)(?:（[^）]{2,120}）)?は、"
    r"|(?P<zh>[^\s，。（(：]{2,24}?(?:<<company_forms|organisation_words>>"
    r"|<<organisation_endings>>(?=[（(今宣表公發发於于將将])))"
    r"|(?P<ko>[^\s,(]{2,24}(?:\s[^\s,(]{2,12})?)(?:\([^)]{1,60}\))?<<subject_endings>>\s"
)
ARABIC = worded(r"<<verbs_first>>\s(?P<name>[^،.(:]{4,50}?)(?=\s<<name_ends>>|،|\s\()")
ARABIC_BODY = worded(
    r"(?:^|\s)(?P<name><<organisation_heads>>\s\S+(?:\s(?!<<name_ends>>)ال[^\s،.]+)*)"
)
ARTICLE = worded(r"^<<^articles>>\s?(?=[A-ZÀ-ÞА-Я])")
NOT_NAMES = worded(r"<<^sentence_openers>>")
ORGAN = worded(r"<<organs>>\s?(?:<<genitives|organ_of>>\s)?", re.IGNORECASE)
"""A part of a body that decides for it: the issuer is what stands behind."""
