"""The characters of a page as words with places and styles, in the order of the file."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.pattern import lazily
from stages.read.layout import engine
from stages.read.layout.accents import compose_accents
from stages.read.layout.companion import name_companions
from stages.read.layout.shapes import Box, Style, Word

MOST_CHARACTERS = 200_000
"""Characters read of one page; a page of newsprint has 30,000."""

_TOKEN = lazily(r"[^ \t\r\n\x0b\f\ufffe\ufdd0]+\ufffe?|\ufffe")
_FORMULA = lazily(r"\(?[A-Z][A-Za-z]{0,2}\d[A-Za-z\d]{0,8}[).,;:]{0,2}")
"""CO2, H2O: alike at both ends, lowered in the middle."""
_SPACED = lazily(
    r"(?:(?<!\S)\S ){2}\S(?!\S)|[\u2e80-\u9fff\uf900-\ufaff] [\u2e80-\u9fff\uf900-\ufaff](?!\S)"
)
_SUBSET = lazily(r"^[A-Z]{6}\+")
_BOLD = lazily(r"bold|black|heavy|demi(?!$)|semibd|[-, ]bd\b", re.IGNORECASE)
_ITALIC = lazily(r"ital|obliq|slanted|kursiv|[-, ]it\b", re.IGNORECASE)
_FAMILY = lazily(r"[-,].*$|MT$")
_HEAVY = 700
_FORCED_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
_LEVEL = 0.5
_SPACED_LETTERS = 5
_FEWEST_SPACED = 3
_NARROW, _EVEN = 0.6, 0.25
"""Widest gap between the letters of a short spaced word, and how far gaps may differ, in sizes."""
_WORD_GAP = 1.7
"""Gap between letter-spaced words, in gaps between their letters."""
_INVISIBLE = 3
_FILL_AND_STROKE = 2
_SLANT = 0.15
_HYPHEN = "\ufffe"
_SETTING = 20
"""Bytes of the size and the four numbers of a matrix that turn and scale."""


class Fonts:
    """Styles of one document, each made once."""

    def __init__(self) -> None:
        """Begin with no font."""
        self.faces: dict[int, tuple[str, bool, bool]] = {}
        self.styles: dict[tuple[object, ...], Style] = {}
        self.known: dict[tuple[int, int, bytes], tuple[Style, int]] = {}
        """Style and direction by font, mode, and the bytes of size and matrix."""
        self._name = ctypes.create_string_buffer(256)

    def face(self, font: int) -> tuple[str, bool, bool]:
        """Return family, bold and italic of a font handle."""
        if font not in self.faces:
            size = engine.font_name(font, ctypes.addressof(self._name), 256)
            name = self._name.value.decode("utf-8", "replace") if 0 < size <= 256 else ""  # noqa: PLR2004 (the buffer)
            name = _SUBSET.sub("", name)
            flags = max(engine.font_flags(font), 0)
            bold = bool(_BOLD.search(name)) or bool(flags & _FORCED_BOLD)
            if not bold and not name:
                bold = engine.font_weight(font) >= _HEAVY
            italic = bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG)
            self.faces[font] = (_FAMILY.sub("", name), bold, italic)
        return self.faces[font]

    def set_as(
        self, font: int, size: float, mode: int, matrix: tuple[float, float, float, float]
    ) -> tuple[Style, int]:
        """Return the style of a font at a size under a matrix, and its direction in quarters."""
        a, b, c, d = matrix
        family, bold, italic = self.face(font) if font else ("", False, False)
        if abs(b) <= abs(a):
            quarter = 0 if a >= 0 else 2
            skew = c / d if d else 0.0
            askew = abs(b) > abs(a) * 0.1
        else:
            quarter = 1 if b > 0 else 3
            skew = -d / c if c else 0.0
            askew = abs(a) > abs(b) * 0.1
        scale = (c * c + d * d) ** 0.5 or 1.0
        bold = bold or mode == _FILL_AND_STROKE
        italic = italic or (_SLANT < skew < 1 and not askew)
        key = (round(abs(size) * scale, 1), bold, italic, family, askew, mode == _INVISIBLE)
        return self.style(key), quarter

    def style(self, key: tuple[object, ...]) -> Style:
        """Return the one Style with these fields."""
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = Style(*key)  # type: ignore[arg-type]
        return style


class Characters:
    """The text of one page: what pdfium reports, and where each character stands."""

    def __init__(self, text_page: int, fonts: Fonts) -> None:
        """Take the characters in, at most MOST_CHARACTERS of them."""
        self.page = text_page
        self.fonts = fonts
        self.count = min(max(engine.count_chars(text_page), 0), MOST_CHARACTERS)
        self.cut = engine.count_chars(text_page) > MOST_CHARACTERS
        self.text = _page_text(text_page, self.count)
        self.turn = 0
        """Quarter turns that set the page upright."""
        self._box = (ctypes.c_double * 4)()
        at = ctypes.addressof(self._box)
        self._corners = (at, at + 8, at + 16, at + 24)
        self.text = name_companions(self)
        self.text = compose_accents(self)
        self._setting = (ctypes.c_float * 7)()
        self._setting_bytes = memoryview(self._setting).cast("B")
        self._size_at = ctypes.addressof(self._setting)
        self._matrix_at = self._size_at + ctypes.sizeof(ctypes.c_float)
        self._styles: dict[int, tuple[Style, int]] = {}

    def box(self, index: int) -> Box:
        """Return left, bottom, right, top of a character, not yet turned."""
        left, right, bottom, top = self._corners
        if not engine.char_box(self.page, index, left, right, bottom, top):
            return (0.0, 0.0, 0.0, 0.0)
        x0, x1, y0, y1 = self._box
        return (x0, y0, x1, y1)

    def style_of(self, thing: int, index: int) -> tuple[Style, int]:
        """Return the style of a text object and its direction in quarter turns."""
        engine.char_matrix(self.page, index, self._matrix_at)
        setting = self._setting
        setting[0] = 12.0
        font = mode = 0
        if thing:
            engine.font_size(thing, self._size_at)
            font = engine.object_font(thing) or 0
            mode = engine.render_mode(thing)
        key = (font, mode, self._setting_bytes[:_SETTING].tobytes())
        known = self.fonts.known.get(key)
        if known is None:
            size, a, b, c, d = setting[:5]
            known = self.fonts.known[key] = self.fonts.set_as(font, size, mode, (a, b, c, d))
        return known

    def words(self) -> list[Word]:
        """Return the words in the order of the file, on a page set upright."""
        found = list(self._pieces())
        turns: dict[int, int] = {}
        for word, quarter in found:
            turns[quarter] = turns.get(quarter, 0) + len(word.text)
        turn = self.turn = max(turns, key=turns.__getitem__) if turns else 0
        words: list[Word] = []
        for word, quarter in found:
            if quarter != turn:
                word.style = self.fonts.style(
                    (
                        word.style.size,
                        word.style.bold,
                        word.style.italic,
                        word.style.font,
                        True,
                        word.style.hidden,
                    )
                )
                self._across(word)
            elif turn or word.x1 <= word.x0:
                self._along(word)
            words.append(word)
        if _SPACED.search(self.text):
            self._close_letters(words)
        return words

    def _close_letters(self, words: list[Word]) -> None:
        """Take the spaces out of letter-spaced words that pdfium saw gaps between."""
        start = 0
        while start < len(words):
            end = start
            while end < len(words) and len(words[end].text) == 1:
                end += 1
                if not words[end - 1].space or words[end - 1].style is not words[start].style:
                    break
            run = words[start:end]
            letters = sum(word.text.isalpha() for word in run)
            unspaced = sum(word.text > "\u2e7f" for word in run)
            if letters >= _SPACED_LETTERS or unspaced > 1 or self._is_even(run):
                self._close_run(run)
            start = max(end, start + 1)

    def _is_even(self, run: list[Word]) -> bool:
        """Tell whether three signs or more have the same narrow gap: `E N D S`, no row of cells."""
        if len(run) < _FEWEST_SPACED:
            return False
        gaps = sorted(two.x0 - one.x1 for one, two in pairwise(run))
        size = run[0].style.size
        usual = gaps[(len(gaps) - 1) // 2]
        letters = sum(word.text.isalpha() for word in run)
        wide = gaps[-1] - usual > _EVEN * size  # between `-` and `FIN`
        return 0 < usual <= _NARROW * size and (
            not wide or (letters >= _FEWEST_SPACED and gaps[-1] <= 2 * _NARROW * size)
        )

    def _close_run(self, run: list[Word]) -> None:
        """Close the gaps of a run; a gap much wider than most parts two words.

        What runs to the left is turned round by pdfium, which loses what it generated.
        """
        gaps = [max(two.x0 - one.x1, one.x0 - two.x1) for one, two in pairwise(run)]
        usual = sorted(gaps)[(len(gaps) - 1) // 2]
        turned = run[-1].x0 < run[0].x0
        if usual <= 0 or not (
            turned or all(engine.is_generated(self.page, word.at + 1) == 1 for word in run[:-1])
        ):
            return
        for (word, following), gap in zip(pairwise(run), gaps, strict=True):
            if gap <= _WORD_GAP * usual:
                word.space = False
                if following.x0 >= word.x1:
                    word.x1 = following.x0
                else:
                    word.x0 = following.x1

    def _pieces(self) -> Iterator[tuple[Word, int]]:
        text, page, styles = self.text, self.page, self._styles
        left, right, bottom, top = self._corners
        box, char_object, char_origin = self._box, engine.char_object, engine.char_origin
        char_box, style_of = engine.char_box, self.style_of
        length = len(text)
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            thing = char_object(page, start) or 0
            known = styles.get(thing)
            if known is None:
                known = styles[thing] = style_of(thing, start)
            char_origin(page, start, left, right)
            x, y, _, _ = box
            last = end - 1
            if last > start:
                other = char_object(page, last) or thing
                if other != thing:
                    far = styles.get(other)
                    if far is None:
                        far = styles[other] = style_of(other, last)
                    char_origin(page, last, left, right)
                    if far != known or abs(box[1] - y) > _LEVEL or _FORMULA.fullmatch(match[0]):
                        space = end < length and text[end] in " \t"
                        yield from self._mixed(start, end, space=space)
                        continue
            char_box(page, last, left, right, bottom, top)
            space = end < length and text[end] in " \t"
            yield Word(match[0], x, box[1], y, known[0], start, space), known[1]

    def _mixed(self, start: int, end: int, *, space: bool) -> Iterator[tuple[Word, int]]:
        """Yield the runs of equal style and baseline that a token is made of."""
        page, styles = self.page, self._styles
        runs: list[tuple[int, tuple[Style, int], float, float]] = []
        thing = 0
        for index in range(start, end):
            now = engine.char_object(page, index) or thing
            if now == thing and runs:
                continue
            thing = now
            if thing not in styles:
                styles[thing] = self.style_of(thing, index)
            engine.char_origin(page, index, *self._corners[:2])
            x, y = self._box[0], self._box[1]
            if runs and runs[-1][1] == styles[thing] and abs(runs[-1][3] - y) <= _LEVEL:
                continue
            runs.append((index, styles[thing], x, y))
        ends = [run[0] for run in runs[1:]] + [end]
        for (first, (style, quarter), x, y), last in zip(runs, ends, strict=True):
            x1 = self.box(last - 1)[2]
            yield (
                Word(self.text[first:last], x, x1, y, style, first, space and last == end),
                quarter,
            )

    def _along(self, word: Word) -> None:
        """Set a word's place as it is on the page turned upright."""
        last = word.at + len(word.text) - 1
        boxes = [self.upright(self.box(i)) for i in {word.at, last}]
        origin = (word.x0, word.y)
        _, word.y = turn_point(*origin, self.turn)
        word.x0 = min(box[0] for box in boxes)
        word.x1 = max(box[2] for box in boxes)

    def _across(self, word: Word) -> None:
        last = word.at + len(word.text) - 1
        boxes = [self.upright(self.box(i)) for i in {word.at, last}]
        word.x0 = min(box[0] for box in boxes)
        word.x1 = max(box[2] for box in boxes)
        word.y = min(box[1] for box in boxes)

    def upright(self, box: Box) -> Box:
        """Return a box of the file as it is on the page turned upright."""
        return turn_box(box, self.turn)


def turn_point(x: float, y: float, quarters: int) -> tuple[float, float]:
    """Return a point after quarter turns that make text of that direction run to the right."""
    if quarters == 0:
        return x, y
    if quarters == 1:
        return y, -x
    return (-x, -y) if quarters == 2 else (-y, x)  # noqa: PLR2004 (two quarters are a half)


def turn_box(box: Box, quarters: int) -> Box:
    """Return a box after quarter turns."""
    if quarters == 0:
        return box
    ax, ay = turn_point(box[0], box[1], quarters)
    bx, by = turn_point(box[2], box[3], quarters)
    return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _page_text(text_page: int, count: int) -> str:
    """Return exactly one character per index of pdfium."""
    if count == 0:
        return ""
    buffer = (ctypes.c_uint16 * (count * 2 + 2))()
    written = engine.get_text(text_page, 0, count, ctypes.addressof(buffer))
    text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    if len(text) != count:
        text = "".join(
            chr(code)
            if 0 < (code := engine.get_unicode(text_page, i)) < 0x110000  # noqa: PLR2004 (Unicode ends there)
            and not 0xD800 <= code < 0xE000  # noqa: PLR2004 (surrogates)
            else "\ufffd"
            for i in range(count)
        )
    return text.replace("\x02", _HYPHEN)
