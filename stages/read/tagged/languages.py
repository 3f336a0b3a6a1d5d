"""The language of words and paragraphs, where the tags state another than that of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from stages.clean.tongue import tongue_of
from stages.read.layout.shapes import Page, Word

_LONG = 60
"""Letters from which on a text shows its language by its short words."""
_LONGEST_TAG = 35
_SIGNS = ".,;:!?\"'()“”„«»‘’"


def tell_languages(pages: list[Page]) -> None:
    """Give words the language that their element states, where it is not that of the document.

    Word processors tag the language that their spelling checker was set to: names come out as
    French, a whole German text as English. So a stretch is believed when its own words speak for
    it, or when nothing in it speaks against and it is more than a name (two words at least, one of
    them in lower case); and nothing is believed in a document where a long stretch is seen to be
    in another language than stated.
    """
    counts = Counter[str]()
    runs: list[tuple[str, list[Word]]] = []
    for page in pages:
        for language, words in _runs(page):
            runs.append((language, words))
            counts[_primary(language)] += sum(len(word.text) for word in words)
    if len(counts) < 2:  # noqa: PLR2004 (one language says nothing)
        return
    main = counts.most_common(1)[0][0]
    if not main:
        untold = [" ".join(word.text for word in words) for language, words in runs if not language]
        main = tongue_of(untold) or ""
    believed: list[tuple[str, list[Word]]] = []
    for language, words in runs:
        primary = _primary(language)
        if not primary or primary == main:
            continue
        text = " ".join(word.text for word in words)
        shown = tongue_of([text])
        if shown not in {None, primary} and sum(map(str.isalpha, text)) >= _LONG:
            return
        if shown == primary or (shown is None and _is_phrase(text)):
            believed.append((language, words))
    for language, words in believed:
        for word in words:
            word.language = language


def _runs(page: Page) -> Iterator[tuple[str, list[Word]]]:
    tags = page.tags
    if tags is None:
        return

    def language(word: Word) -> str:
        return tags.elements[word.tag - 1].language if word.tag else ""

    for told, words in groupby(page.words, key=language):
        yield _valid(told), list(words)


def _valid(tag: str) -> str:
    """Return a language tag (BCP 47) as such, or nothing where it is none."""
    parts = tag.replace("_", "-").split("-")
    fits = 1 < len(parts[0]) < 4 and parts[0].isalpha() and len(tag) <= _LONGEST_TAG  # noqa: PLR2004 (two or three letters)
    return "-".join(parts) if fits and all(part.isalnum() for part in parts) else ""


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _is_phrase(text: str) -> bool:
    words = [word.strip(_SIGNS) for word in text.split()]
    words = [word for word in words if word.isalpha()]
    return len(words) > 1 and any(word[0].islower() and len(word) > 1 for word in words)
