"""Pictures of a page: which are worth a figure, their bytes, the words said instead of them."""

from __future__ import annotations

import base64
import ctypes
import io
from collections import Counter
from collections.abc import Iterator

from pipeline.tree import Figure, FigureImage
from stages.read.layout import engine
from stages.read.layout.graphics import Graphics
from stages.read.layout.paragraphs import Part
from stages.read.layout.shapes import Box, Page, Picture
from stages.read.tagged.elements import Element, Tags

MOST_PICTURES = 20
"""Pictures taken of one page."""
LARGEST_PICTURE = 3 << 20
"""Bytes of one picture."""
LARGEST_TOGETHER = 8 << 20
"""Bytes of all pictures of a document."""

_MOST_PIXELS = 500_000
"""Pixels of a picture that has to be set anew; a JPEG is taken as it is."""
_SMALLEST_SIDE = 60.0
_LEAST_SHARE, _MOST_SHARE = 0.02, 0.85
_MOST_ELEMENTS = 5000
_DEEPEST = 40
_CMYK = 3
_SAME_PLACE = 3.0


def take_pictures(page: Page, graphics: Graphics, handle: int) -> None:
    """Fill in the pictures of a page that are worth a figure."""
    area = (page.right - page.left) * (page.top - page.bottom)
    worth = [
        (thing, box)
        for thing, box in graphics.images
        if min(box[2] - box[0], box[3] - box[1]) >= _SMALLEST_SIDE
        and _LEAST_SHARE * area <= (box[2] - box[0]) * (box[3] - box[1]) <= _MOST_SHARE * area
        and not _is_background(box, page)
    ][:MOST_PICTURES]
    if not worth:
        return
    said = dict(_said_instead(handle) if page.tags is None else _said_by(page.tags))
    for thing, box in worth:
        found = _bytes_of(thing)
        if found is None:
            page.pictures_left += 1
        else:
            alt = said.get(engine.marked_id(thing), "")
            page.pictures.append(Picture(box, *found, alt=alt))


def _is_background(box: Box, page: Page) -> bool:
    """Tell whether text stands on a picture."""
    on = sum(
        box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= word.y <= box[3]
        for word in page.words
    )
    return on > 3  # noqa: PLR2004 (more than a credit in its corner)


def _bytes_of(thing: int) -> tuple[bytes, str] | None:
    """Return the bytes and media type of an image object; None where it is too large."""
    if _filter(thing) == "DCTDecode" and _colour_space(thing) != _CMYK:
        size = engine.image_raw(thing, None, 0)
        if not 0 < size <= LARGEST_PICTURE:
            return None
        buffer = ctypes.create_string_buffer(size)
        engine.image_raw(thing, ctypes.addressof(buffer), size)
        return buffer.raw[:size], "image/jpeg"
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    engine.image_pixels(thing, ctypes.addressof(wide), ctypes.addressof(high))
    if not 0 < wide.value * high.value <= _MOST_PIXELS:
        return None
    return _as_png(thing)


def _as_png(thing: int) -> tuple[bytes, str] | None:
    """Return an image object as PNG; its bitmap is closed here, once, and by nobody later."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (only for pictures that are no JPEG)
    from pypdfium2 import raw  # noqa: PLC0415 (see above)

    bitmap = engine.image_bitmap(thing)
    if not bitmap:
        return None
    held = pdfium.PdfBitmap.from_raw(ctypes.cast(bitmap, raw.FPDF_BITMAP))
    held.warn_on_close = False
    try:
        out = io.BytesIO()
        held.to_pil().save(out, "PNG", compress_level=1)
    finally:
        held.close()
    return out.getvalue(), "image/png"


def _filter(thing: int) -> str:
    if engine.image_filters(thing) != 1:
        return ""
    buffer = ctypes.create_string_buffer(32)
    size = engine.image_filter(thing, 0, ctypes.addressof(buffer), 32)
    return buffer.raw[: max(size - 1, 0)].decode("ascii", "replace") if size <= 32 else ""  # noqa: PLR2004 (the buffer)


class _Metadata(ctypes.Structure):
    _fields_ = (
        ("width", ctypes.c_uint),
        ("height", ctypes.c_uint),
        ("horizontal_dpi", ctypes.c_float),
        ("vertical_dpi", ctypes.c_float),
        ("bits_per_pixel", ctypes.c_uint),
        ("colorspace", ctypes.c_int),
        ("marked_content_id", ctypes.c_int),
    )


def _colour_space(thing: int) -> int:
    metadata = _Metadata()
    engine.image_metadata(thing, None, ctypes.addressof(metadata))
    return int(metadata.colorspace)


def _said_instead(page: int) -> Iterator[tuple[int, str]]:
    """Yield the alternative text of figures of a tagged page, by marked content number."""
    tree = engine.struct_tree(page)
    if not tree:
        return
    try:
        left = _MOST_ELEMENTS
        waiting = [
            (engine.struct_root(tree, index), 0)
            for index in range(min(max(engine.struct_roots(tree), 0), _MOST_ELEMENTS))
        ]
        while waiting and left:
            element, depth = waiting.pop()
            left -= 1
            if not element:
                continue
            alt = _alt(element)
            children = min(max(engine.struct_children(element), 0), _MOST_ELEMENTS)
            for index in range(children if depth < _DEEPEST else 0):
                if alt:
                    number = engine.struct_child_id(element, index)
                    if number >= 0:
                        yield number, alt
                waiting.append((engine.struct_child(element, index), depth + 1))
    finally:
        engine.struct_close(tree)


def _said_by(tags: Tags) -> Iterator[tuple[int, str]]:
    """Yield the same of a page whose tree is read."""
    for number, element in tags.of.items():
        above: Element | None = element
        while above is not None and not above.alt:
            above = above.parent
        if above is not None:
            yield number, above.alt


def _alt(element: int) -> str:
    size = engine.struct_alt(element, None, 0)
    if not 2 < size <= 4096:  # noqa: PLR2004 (an end sign alone; a page of words)
        return ""
    buffer = ctypes.create_string_buffer(size)
    engine.struct_alt(element, ctypes.addressof(buffer), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


def make_figures(pages: list[Page]) -> list[list[Part]]:
    """Return the figures of each page; what returns at one place of pages is a letterhead.

    Pictures beyond LARGEST_TOGETHER are counted in `Page.pictures_left`.
    """
    places = Counter(_place(picture.box) for page in pages for picture in page.pictures)
    together = 0
    done: list[list[Part]] = []
    for page in pages:
        parts: list[Part] = []
        for picture in page.pictures:
            if places[_place(picture.box)] > 1:
                continue
            if together + len(picture.data) > LARGEST_TOGETHER:
                page.pictures_left += 1
                continue
            together += len(picture.data)
            url = f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
            figure = Figure(image=FigureImage(url, picture.alt), caption=())
            parts.append(
                Part([], page.number, kind="figure", content=figure, box=picture.box, size=8.0)
            )
        done.append(parts)
    return done


def _place(box: Box) -> tuple[int, ...]:
    return tuple(round(value / _SAME_PLACE) for value in box)
