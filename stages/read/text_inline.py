"""Inline marks of text: links, addresses, emphasis, pictures, as Markdown and e-mail write them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.pattern import lazily
from pipeline.tree import (
    Code,
    Emphasis,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strong,
    Text,
)

MEANT = "\u2028"
"""Stands for a line end the author meant until the inlines are made."""
_SIGNS = lazily(r"[\[*_<`@\\]")
_URL = r"[^\s<>\"“”„«»\u2028]"
_ALWAYS = (
    r"\[!\[(?P<palt>[^\[\]\n\u2028]{0,300})\]\((?P<psrc>[^\s()<>]{0,2000})\)\]"
    r"\((?P<purl>[^\s()<>]{0,2000})\)"
    r"|!\[(?P<alt>[^\[\]\n\u2028]{0,300})\]\( ?(?P<src>[^\s()<>]{0,2000})"
    r"(?: \"[^\"\n]{0,200}\")? ?\)"
    r"|\[(?P<words>[^\[\]]{0,600})\]\( ?<?(?P<url>(?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,2000})>?"
    r"(?: \"(?P<title>[^\"\n]{0,200})\")? ?\)"
    r"|<(?P<auto>(?:https?|ftp)://[^\s<>]{1,2000}|mailto:[^\s<>@]{1,100}@[^\s<>@]{1,200})>"
    r"|<(?P<mail>[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})>"
    r"|\*\*(?=\S)(?P<strong>[^*\u2028]{1,600}(?<=\S))\*\*(?!\*)"
    rf"|(?P<bare>(?<![\w@/.])(?:https?://|www\.(?=\w)){_URL}{{2,2000}})"
    r"|(?P<at>(?<![\w.+%/:@-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w@]))"
)
_MARKDOWN = (
    r"|\*\*\*(?=\S)(?P<both>[^*\u2028]{1,600}(?<=\S))\*\*\*"
    r"|(?<!\w)__(?=\S)(?P<under>[^_\u2028]{1,600}(?<=\S))__(?!\w)"
    r"|(?<![*\w])\*(?=[^\s*])(?P<star>[^*\u2028]{1,600}(?<=\S))\*(?![*\w])"
    r"|(?<![\w_])_(?=[^\s_])(?P<line>[^_\u2028]{1,600}(?<=\S))_(?![\w_])"
    r"|(?<!`)`(?P<code>[^`\u2028\n]{1,300})`(?!`)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<hard>\\)(?=\u2028)"
)
_PLAIN = lazily(_ALWAYS)
_MARKED = lazily(_ALWAYS + _MARKDOWN)
_TRAILING = lazily(r"[.,;:!?'’”)\]*_]+$")
_LINK_WHY = "the address of the link is kept on the link"
_MARK_WHY = "the mark of emphasis became emphasis"
_PICTURE_WHY = "a picture's address and description stand on the picture"
_NO_WORDS = "the link has no words to be followed by"


class Dropped(NamedTuple):
    """Characters [start, end) of the text that are marks, and why they stand in no block."""

    start: int
    end: int
    rule: str
    why: str


def inlines_of(text: str, *, markdown: bool = False) -> tuple[Inlines, list[Dropped]]:
    """Return the inlines of a text and the marks that went; cost is linear.

    Links and addresses are read in any text, single stars, lines and backslashes only in Markdown.
    """
    if not (_SIGNS.search(text) or "://" in text or "www." in text.lower()):
        return _plain(text), []
    dropped: list[Dropped] = []
    pattern = _MARKED if markdown else _PLAIN
    return tuple(_parse(text, 0, pattern, dropped)), sorted(dropped)


def _plain(text: str) -> Inlines:
    if MEANT not in text:
        return (Text(text),) if text else ()
    inlines: list[Inline] = []
    for number, part in enumerate(text.split(MEANT)):
        if number:
            inlines.append(LineBreak())
        if part:
            inlines.append(Text(part))
    return tuple(inlines)


def _parse(text: str, shift: int, pattern: re.Pattern[str], dropped: list[Dropped]) -> list[Inline]:
    """Parse text that stands at `shift` of the whole."""
    done: list[Inline] = []
    at = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if start < at:
            continue
        made, end = _inline(match, shift, pattern, dropped, end)
        if made is None:
            continue
        done.extend(_plain(text[at:start]))
        done.extend(made)
        at = end
    done.extend(_plain(text[at:]))
    return done


def _inline(
    match: re.Match[str], shift: int, pattern: re.Pattern[str], dropped: list[Dropped], end: int
) -> tuple[list[Inline] | None, int]:
    """Return the inlines a match stands for and where it ends."""
    kind = match.lastgroup if match.lastgroup != "title" else "url"
    start = match.start()

    def drop(first: int, last: int, rule: str, why: str) -> None:
        if last > first:
            dropped.append(Dropped(first + shift, last + shift, rule, why))

    if kind in {"bare", "at"}:
        words = _TRAILING.sub("", match[0]) if kind == "bare" else match[0].rstrip(".")
        words = _balanced(words, match[0])
        url = words if "://" in words else ("mailto:" if kind == "at" else "https://") + words
        return [Link(url, (Text(words),))], start + len(words)
    if kind in {"auto", "mail"}:
        words = match[kind]
        shown = words.removeprefix("mailto:")
        drop(start, match.start(kind) + len(words) - len(shown), "link-mark", _LINK_WHY)
        drop(end - 1, end, "link-mark", _LINK_WHY)
        url = words if kind == "auto" else f"mailto:{words}"
        return [Link(url, (Text(shown),))], end
    if kind in {"src", "alt"}:
        drop(start, end, "picture-mark", _PICTURE_WHY)
        return [Image(match["src"], match["alt"])], end
    if kind == "purl":
        drop(start, end, "picture-mark", _PICTURE_WHY)
        image = Image(match["psrc"], match["palt"])
        return [Link(match["purl"], (image,))], end
    if kind == "url":
        first, last = match.span("words")
        if not match["words"].strip():
            if not match["words"].isprintable():
                return None, end
            drop(start, end, "link-without-words", _NO_WORDS)
            return [], end
        drop(start, first, "link-mark", _LINK_WHY)
        drop(last, end, "link-mark", _LINK_WHY)
        inner = _within(match["words"], first + shift, pattern, dropped)
        return [Link(match["url"], inner, title=match["title"])], end
    if kind == "hard":
        drop(start, end, "line-break", "the stroke at the end of the line only breaks it")
        return [], end
    if kind == "escaped":
        drop(start, start + 1, "escape", "the stroke only says that the next sign is no mark")
        return [Text(match["escaped"])], end
    return _emphasis(match, kind or "", shift, pattern, dropped), end


def _emphasis(
    match: re.Match[str], kind: str, shift: int, pattern: re.Pattern[str], dropped: list[Dropped]
) -> list[Inline]:
    first, last = match.span(kind)
    dropped.append(Dropped(match.start() + shift, first + shift, "emphasis-mark", _MARK_WHY))
    dropped.append(Dropped(last + shift, match.end() + shift, "emphasis-mark", _MARK_WHY))
    if kind == "code":
        return [Code((Text(match["code"]),))]
    inner = tuple(_parse(match[kind], first + shift, pattern, dropped))
    if kind == "both":
        return [Strong((Emphasis(inner),))]
    return [Strong(inner) if kind in {"strong", "under"} else Emphasis(inner)]


def _within(words: str, shift: int, pattern: re.Pattern[str], dropped: list[Dropped]) -> Inlines:
    """Parse the words of a link; a link inside a link is only its words."""
    mine: list[Dropped] = []
    inner = _parse(words, shift, pattern, mine)
    if any(isinstance(inline, Link) for inline in inner):
        return _plain(words)
    dropped.extend(mine)
    return tuple(inner)


def _balanced(words: str, whole: str) -> str:
    """Give back a closing bracket that belongs to the address."""
    while words.count("(") > words.count(")") and whole.startswith(words + ")"):
        words += ")"
    return words
