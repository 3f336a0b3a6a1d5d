"""Right-to-left text: its logical order, on a page mirrored so that it reads like any other."""

from __future__ import annotations

from itertools import groupby, pairwise
from unicodedata import bidirectional

from msgspec import Struct

from pipeline.pattern import lazily
from stages.read.layout.characters import Characters
from stages.read.layout.loose_marks import take_marks
from stages.read.layout.shapes import Box, Page, Picture, Rule, Word

RIGHT = lazily(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Hebrew, Arabic, Syriac, Thaana, NKo and their presentation forms."""

_LEVEL = 0.3
_FAR = 2.0
"""Gap in sizes between things that only share a baseline."""
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
_LAM, _ALEFS = "\u0644", "\u0627\u0622\u0623\u0625"
"""The one obligatory ligature has lam first, whatever order a producer names its letters in."""
_QUOTES = frozenset('«»‹›()[]{}"“”„״')
_STOPS = frozenset(".,;:!?،؛؟")
_TIGHT = _QUOTES | frozenset("-–־״׳'’/")
_NO_SPACE, _SURE_SPACE = 0.12, 0.25
"""Gap between a sign and a letter up to which there is no space, and from which on there is one."""
_MIRROR = _PAIRS | {close: opening for opening, close in _PAIRS.items()}


class _Glyph(Struct):
    """What stands at one place: a letter with its marks, or a ligature of several."""

    text: str
    x0: float
    x1: float
    word: Word | None
    kind: str
    """`L` left to right, `R` right to left, `N` of a number, `O` neither."""


def is_right(text: str) -> bool:
    """Tell whether most strong characters of a text run to the left."""
    if RIGHT.search(text) is None:
        return False
    kinds = [bidirectional(character) for character in text]
    return kinds.count("R") + kinds.count("AL") > kinds.count("L")


def set_direction(page: Page, characters: Characters) -> None:
    """Put words into logical order; a page of right-to-left text is mirrored in place.

    pdfium turns runs of right-to-left letters round one by one, which loses the order of words in
    another script, of addresses and of ligatures; so the order is found anew from the places of the
    glyphs, by the rules of UAX 9 read backwards. On the mirrored page, lines begin at the left and
    columns follow to the right, as every later step expects.
    """
    if RIGHT.search(characters.text) is None:
        return
    page.words, marks = take_marks(page.words, characters)
    page.mirrored = is_right(characters.text)
    if page.mirrored:
        _mirror(page)
    done: list[Word] = []
    for group in _groups(page.words):
        if page.mirrored or any(RIGHT.search(word.text) for word in group):
            done.extend(_in_order(group, page, characters, marks))
        else:
            done.extend(group)
    page.words = done


def mirrored(box: Box, page: Page) -> Box:
    """Return a box as it stands on the page before or after the mirror."""
    whole = page.left + page.right
    return (whole - box[2], box[1], whole - box[0], box[3])


def _mirror(page: Page) -> None:
    whole = page.left + page.right
    for word in page.words:
        word.x0, word.x1 = whole - word.x1, whole - word.x0
    page.rules = [Rule(whole - r.x1, r.y0, whole - r.x0, r.y1) for r in page.rules]
    page.marks = [mirrored(box, page) for box in page.marks]
    page.drawings = [mirrored(box, page) for box in page.drawings]
    page.pictures = [
        Picture(mirrored(p.box, page), p.data, p.media_type, p.alt) for p in page.pictures
    ]


def _groups(words: list[Word]) -> list[list[Word]]:
    """Return runs of words on one baseline, without wide gaps, from left to right."""
    rows: list[list[Word]] = []
    for word in words:
        last = rows[-1][-1] if rows else None
        if (
            last is not None
            and abs(word.y - last.y) <= _LEVEL * min(word.style.size, last.style.size)
            and word.style.turned == last.style.turned
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    done: list[list[Word]] = []
    for row in rows:
        row.sort(key=lambda word: word.x0)
        done.append(row[:1])
        for one, two in pairwise(row):
            if two.x0 - one.x1 > _FAR * max(one.style.size, two.style.size):
                done.append([])
            done[-1].append(two)
    return done


def _in_order(
    group: list[Word], page: Page, characters: Characters, marks: dict[int, str]
) -> list[Word]:
    """Return the words of a line in logical order, standing in that order too."""
    if group[0].style.turned:
        return group
    glyphs: list[_Glyph] = []
    before: Word | None = None
    for word in group:
        if before is not None and not _touch(before, word):
            glyphs.append(_Glyph(" ", before.x1, max(word.x0, before.x1), None, "O"))
        glyphs.extend(_glyphs(word, page, characters, marks))
        before = word
    glyphs = _spaced(glyphs, group[0].style.size)
    _settle_numbers(glyphs)
    if not page.mirrored:
        ordered = _against(glyphs, "R")
    elif any(g.kind == "R" for g in glyphs) or not any(g.kind == "L" for g in glyphs):
        ordered = _against(glyphs, "L")
    else:
        ordered = _reflected(glyphs)
    if any(glyph.kind == "R" for glyph in ordered):
        _turn_brackets(ordered)
    words = _words_of(ordered)
    words[-1].space = False
    return words


def _spaced(glyphs: list[_Glyph], size: float) -> list[_Glyph]:
    """Return glyphs with the spaces that their places show.

    pdfium turns a run with a quotation mark or stop at its end so that the space lands on the wrong
    side, and sees spaces between glyphs that the file only holds in another order.
    """
    done: list[_Glyph] = []
    for place, glyph in enumerate(glyphs):
        last = done[-1] if done else None
        if glyph.word is None:
            after = glyphs[place + 1] if place + 1 < len(glyphs) else None
            if last is None or after is None or not _is_tight(last, after, size):
                done.append(glyph)
            continue
        quoted = last is not None and last.word is not None and {glyph.text, last.text} & _QUOTES
        if last is not None and quoted and glyph.x0 - last.x1 > _SURE_SPACE * size:
            done.append(_Glyph(" ", last.x1, glyph.x0, None, "O"))
        done.append(glyph)
    return done


def _is_tight(last: _Glyph, after: _Glyph, size: float) -> bool:
    """Tell whether two glyphs, one of them a sign, stand so near that no space is between them."""
    gap = after.x0 - last.x1
    if gap <= 0 and last.kind == after.kind == "R":
        return True
    if after.text in _STOPS:
        return gap <= _SURE_SPACE * size
    return gap <= _NO_SPACE * size and bool({last.text, after.text} & _TIGHT)


def _touch(one: Word, two: Word) -> bool:
    """Tell whether no white space stands between two words of the page's text.

    A space that pdfium made between the letters of one spaced word is none.
    """
    forward, back = two.at - one.at - len(one.text), one.at - two.at - len(two.text)
    return (
        forward == 0
        or back == 0
        or (forward == 1 and not one.space)
        or (back == 1 and not two.space)
    )


def _glyphs(word: Word, page: Page, characters: Characters, marks: dict[int, str]) -> list[_Glyph]:
    """Return the glyphs of a word from left to right."""
    if len(word.text) == 1:
        text = word.text + marks.get(word.at, "")
        return [_Glyph(text, word.x0, word.x1, word, _kind(bidirectional(word.text)))]
    found: list[_Glyph] = []
    former: Box | None = None
    for index, character in enumerate(word.text):
        box = characters.upright(characters.box(word.at + index))
        if page.mirrored:
            box = mirrored(box, page)
        kind = bidirectional(character)
        character += marks.get(word.at + index, "")  # noqa: PLW2901 (the letter with its signs)
        if found and kind in {"NSM", "BN"}:
            found[-1].text += character
            continue
        if found and box == former:
            one = found[-1]
            one.text = character + one.text if kind in {"R", "AL"} else one.text + character
            continue
        former = box
        found.append(_Glyph(character, box[0], box[2], word, _kind(kind)))
    for glyph in found:
        if len(glyph.text) == 2 and glyph.text[0] in _ALEFS and glyph.text[1] == _LAM:  # noqa: PLR2004 (a ligature of two)
            glyph.text = glyph.text[::-1]
    found.sort(key=lambda glyph: glyph.x0 + glyph.x1)
    return found


def _kind(kind: str) -> str:
    if kind in {"R", "AL"}:
        return "R"
    if kind in {"EN", "AN"}:
        return "N"
    return "L" if kind == "L" else "O"


def _settle_numbers(glyphs: list[_Glyph]) -> None:
    """Make signs inside and at numbers part of them (UAX 9, W4 and W5).

    After Arabic letters a percent sign is no part of the number (W2 makes it one of their own).
    """
    kinds = ["O", *(glyph.kind for glyph in glyphs), "O"]
    arabic = False
    for place, glyph in enumerate(glyphs, 1):
        if glyph.kind in {"R", "L"}:
            arabic = bidirectional(glyph.text[0]) == "AL"
        if glyph.kind != "O" or glyph.text == " ":
            continue
        near = (kinds[place - 1], kinds[place + 1])
        sign = bidirectional(glyph.text[0])
        if (near == ("N", "N") and sign in {"CS", "ES"}) or (
            "N" in near and sign == "ET" and not arabic
        ):
            glyph.kind = "N"


def _against(glyphs: list[_Glyph], kind: str) -> list[_Glyph]:
    """Return glyphs, ordered along the line, with the runs turned that go against it.

    With `L` the line runs to the left and runs of Latin letters and numbers go against it; with `R`
    the line runs to the right. Runs are reflected where they stand.
    """
    done: list[_Glyph] = []
    at = 0
    while at < len(glyphs):
        if glyphs[at].kind not in {kind, "N"}:
            done.append(glyphs[at])
            at += 1
            continue
        end = scan = at
        strong = False
        while scan < len(glyphs) and glyphs[scan].kind in {kind, "N", "O"}:
            if glyphs[scan].kind != "O":
                end = scan + 1
            elif kind == "L" and _ends_number(glyphs, scan):
                break
            strong = strong or glyphs[scan].kind == kind
            scan += 1
        if strong:
            run = _reflected(glyphs[at:end])
            done.extend(_against(run, "L") if kind == "R" else run)
        elif kind == "R":
            done.extend(glyphs[at:end])
        elif end < len(glyphs) and glyphs[end].text == "+":
            end += 1
            done.extend(_reflected(glyphs[at:end]))
        else:
            for is_number, group in groupby(glyphs[at:end], key=lambda glyph: glyph.kind == "N"):
                run = list(group)
                done.extend(_reflected(run) if is_number else run)
        at = end
    return done


def _ends_number(glyphs: list[_Glyph], place: int) -> bool:
    """Tell whether a sign is a stop between a number and what follows: `0188, name@`.

    A number that belongs to the Latin words after it has the stop on their side.
    """
    return (
        glyphs[place].text in _STOPS
        and 0 < place < len(glyphs) - 1
        and glyphs[place - 1].kind == "N"
        and glyphs[place + 1].text == " "
    )


def _reflected(run: list[_Glyph]) -> list[_Glyph]:
    """Return glyphs in the other order, as if set from the other end of their stretch."""
    whole = min(glyph.x0 for glyph in run) + max(glyph.x1 for glyph in run)
    for glyph in run:
        glyph.x0, glyph.x1 = whole - glyph.x1, whole - glyph.x0
    return run[::-1]


def _turn_brackets(glyphs: list[_Glyph]) -> None:
    """Turn brackets that close where one must open: producers disagree which shape they name.

    What stands between a space and a letter opens, what stands between a letter and a space closes;
    where that says nothing, the first of a pair opens.
    """
    texts = [" ", *(glyph.text for glyph in glyphs), " "]
    for place, glyph in enumerate(glyphs, 1):
        other = _MIRROR.get(glyph.text)
        if other is None:
            continue
        before, after = texts[place - 1][-1:], texts[place + 1][:1]
        opens = (before == " " or before in _MIRROR) and after.isalnum()
        closes = before.isalnum() and not after.isalnum()
        if (opens and glyph.text not in _PAIRS) or (closes and glyph.text in _PAIRS):
            glyph.text = other
    for opening, close in _PAIRS.items():
        signs = [glyph for glyph in glyphs if glyph.text in {opening, close}]
        if len(signs) > 1 and signs[0].text == close and signs[-1].text == opening:
            for glyph in signs:
                glyph.text = _MIRROR[glyph.text]


def _words_of(glyphs: list[_Glyph]) -> list[Word]:
    words: list[Word] = []
    source: Word | None = None
    for glyph in glyphs:
        if glyph.word is None:
            if words:
                words[-1].space = True
            source = None
        elif glyph.word is source:
            words[-1].text += glyph.text
            words[-1].x0 = min(words[-1].x0, glyph.x0)
            words[-1].x1 = max(words[-1].x1, glyph.x1)
        else:
            source = glyph.word
            words.append(
                Word(
                    glyph.text,
                    glyph.x0,
                    glyph.x1,
                    source.y,
                    source.style,
                    source.at,
                    link=source.link,
                    tag=source.tag,
                )
            )
    return words
