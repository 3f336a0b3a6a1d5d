"""Links of a page: their rectangles mapped to the characters under them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

from pypdfium2 import raw

from stages.read.layout import engine
from stages.read.layout.characters import Characters
from stages.read.layout.shapes import Box, Word

MOST_LINKS = 2000
"""Link annotations looked at on one page."""

_LONGEST_URL = 8192
_SLACK = 0.12
"""Share of a character's size by which a word may stand out of a link's rectangle."""
_BAND = 16.0


def mark_links(document: int, page: int, characters: Characters, words: list[Word]) -> list[Word]:
    """Return the words with the address of the link over them; words are cut at a link's ends."""
    found = list(_links(document, page))
    if not found:
        return words
    bands: dict[int, list[tuple[Box, str]]] = {}
    for box, url in found:
        upright = characters.upright(box)
        for band in range(int(upright[1] // _BAND), int(upright[3] // _BAND) + 1):
            bands.setdefault(band, []).append((upright, url))
            if len(bands) > MOST_LINKS:
                return words
    done: list[Word] = []
    for word in words:
        middle = word.y + word.style.size * 0.25
        pieces = [word]
        for (x0, y0, x1, y1), url in bands.get(int(middle // _BAND), ()):
            if y0 <= middle <= y1 and word.x0 < x1 and word.x1 > x0:
                pieces = [cut for piece in pieces for cut in _cut(piece, x0, x1, url, characters)]
        done.extend(pieces)
    return done


def _cut(word: Word, x0: float, x1: float, url: str, characters: Characters) -> Iterator[Word]:
    slack = word.style.size * _SLACK
    if word.link is not None or word.x0 >= x1 or word.x1 <= x0:
        yield word
        return
    if word.x0 >= x0 - slack and word.x1 <= x1 + slack:
        word.link = url
        yield word
        return
    runs: list[tuple[int, int, bool]] = []
    boxes = [characters.upright(characters.box(word.at + i)) for i in range(len(word.text))]
    for index, box in enumerate(boxes):
        inside = x0 <= (box[0] + box[2]) / 2 <= x1
        if runs and runs[-1][2] == inside:
            runs[-1] = (runs[-1][0], index + 1, inside)
        else:
            runs.append((index, index + 1, inside))
    for start, end, inside in runs:
        yield Word(
            word.text[start:end],
            word.x0 if start == 0 else boxes[start][0],
            word.x1 if end == len(boxes) else boxes[end - 1][2],
            word.y,
            word.style,
            word.at + start,
            word.space and end == len(boxes),
            url if inside else None,
            word.tag,
            word.language,
        )


def _links(document: int, page: int) -> Iterator[tuple[Box, str]]:
    """Yield the rectangles of every link that has an address, in the order of the file."""
    position = ctypes.c_int(0)
    link = ctypes.c_void_p()
    rectangle = raw.FS_RECTF()
    quad = raw.FS_QUADPOINTSF()
    buffer = ctypes.create_string_buffer(_LONGEST_URL)
    for _ in range(MOST_LINKS):
        if not engine.next_link(page, ctypes.addressof(position), ctypes.addressof(link)):
            return
        if not link.value:
            continue
        action = engine.link_action(link.value)
        if not action:
            continue
        size = engine.action_uri(document, action, ctypes.addressof(buffer), _LONGEST_URL)
        if not 1 < size <= _LONGEST_URL:
            continue
        url = buffer.raw[: size - 1].decode("utf-8", "replace").strip()
        count = engine.count_quads(link.value)
        boxes: list[Box] = []
        for index in range(min(max(count, 0), MOST_LINKS)):
            if engine.get_quad(link.value, index, ctypes.addressof(quad)):
                xs = (quad.x1, quad.x2, quad.x3, quad.x4)
                ys = (quad.y1, quad.y2, quad.y3, quad.y4)
                boxes.append((min(xs), min(ys), max(xs), max(ys)))
        if not boxes and engine.link_rect(link.value, ctypes.addressof(rectangle)):
            boxes = [(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)]
        for x0, y0, x1, y1 in boxes:
            if url:
                yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), url
