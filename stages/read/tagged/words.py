"""Words learn which element of the structure tree they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.pattern import lazily
from stages.read.layout import engine
from stages.read.tagged.elements import Tags

if TYPE_CHECKING:
    from stages.read.layout.shapes import Word

_UNREADABLE = lazily("[\ufffd\ue000-\uf8ff\x00-\x08]")


def tag_words(text: int, words: list[Word], marked: dict[int, int], tags: Tags) -> list[Word]:
    """Return the words of a page with their elements; one that spans two paragraphs is cut.

    Signs that cannot be read (fonts without a table of characters) are read as the text that their
    element says they stand for (ActualText, ISO 32000-2, 14.9.4); other signs are read as shown.

    `text` is pdfium's text page, `marked` the marked content number by text object. Objects within
    a form have numbers of their own, so they belong where the form does.
    """
    numbers = {thing: tags.of[mark].number for thing, mark in marked.items() if tags.of.get(mark)}
    object_of, get = engine.char_object, numbers.get
    done: list[Word] = []
    for word in words:
        at, length = word.at, len(word.text)
        word.tag = get(object_of(text, at), 0)
        done.append(word)
        if length == 1:
            continue
        last = get(object_of(text, at + length - 1), 0)
        if last not in {word.tag, 0} and _apart(tags, word.tag, last):
            done.extend(_cut(text, word, last, numbers))
    if any(element.actual for element in tags.elements):
        done = list(_stated(done, tags))
    return done


def is_unreadable(text: str) -> bool:
    """Tell whether a text holds signs that no font or table gave a meaning."""
    return _UNREADABLE.search(text) is not None


def _stated(words: list[Word], tags: Tags) -> Iterator[Word]:
    """Yield the words, those of an element that states what they stand for as that."""
    for tag, group in groupby(words, key=lambda word: word.tag):
        found = list(group)
        stated = tags.elements[tag - 1].actual.strip() if tag else ""
        shown = "".join(word.text for word in found)
        if stated and stated.isprintable() and is_unreadable(shown) and not is_unreadable(stated):
            first, last = found[0], found[-1]
            first.text, first.x1, first.space = stated, last.x1, last.space
            yield first
        else:
            yield from found


def _apart(tags: Tags, one: int, two: int) -> bool:
    """Tell whether two elements are different paragraphs, or a label and its text."""
    return bool(one) and tags.elements[one - 1].block is not tags.elements[two - 1].block


def _cut(text: int, word: Word, last: int, numbers: dict[int, int]) -> list[Word]:
    """Cut off what belongs to the element of the last character, and return it as a word."""
    from stages.read.layout.shapes import Word  # noqa: PLC0415 (shapes knows the tree)

    place = len(word.text) - 1
    while place and numbers.get(engine.char_object(text, word.at + place - 1), 0) == last:
        place -= 1
    if not place:
        return []
    share = place / len(word.text)
    middle = word.x0 + share * (word.x1 - word.x0)
    rest = Word(
        word.text[place:],
        middle,
        word.x1,
        word.y,
        word.style,
        word.at + place,
        word.space,
        word.link,
        last,
    )
    word.text, word.x1, word.space = word.text[:place], middle, False
    return [rest]
