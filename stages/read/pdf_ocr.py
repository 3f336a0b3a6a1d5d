"""Pages that are pictures of text: told, and read by tesseract where the extra is installed."""

from __future__ import annotations

from importlib.util import find_spec
from shutil import which
from typing import Any

from stages.read.layout.shapes import Line, Page, Style, Word

_DPI = 200
_MOST_PIXELS = 25_000_000
_FEWEST_CHARACTERS = 25
_PICTURE_SHARE = 0.25
_ANY_PICTURE = 0.05
_DRAWN_LETTERS = 150
_LEAST_SURE = 30
_NEAR_USUAL = 0.25
_EM = 1.25
"""Size of type whose words are so many times less high."""
_SECONDS = 120
_LANGUAGES = {"de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld"}


def is_scan(page: Page) -> bool:
    """Tell whether a page shows pictures, or letters drawn as shapes, and hardly a character."""
    if page.characters == 0:
        return page.image_share >= _ANY_PICTURE or page.shapes >= _DRAWN_LETTERS
    return page.characters < _FEWEST_CHARACTERS and page.image_share >= _PICTURE_SHARE


def can_read() -> bool:
    """Tell whether the extra `ocr` and the program tesseract are there."""
    return find_spec("pytesseract") is not None and which("tesseract") is not None


def read_scan(data: bytes, password: str | None, page: Page, language: str | None) -> bool:
    """Give a page the words that tesseract sees on it; False where it sees none."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (only for scans)
    import pytesseract  # noqa: PLC0415 (an extra)

    document = pdfium.PdfDocument(data, password=password)
    try:
        sheet = document[page.number - 1]
        width, height = sheet.get_size()
        scale = _DPI / 72
        if width * height * scale * scale > _MOST_PIXELS:
            scale = (_MOST_PIXELS / (width * height)) ** 0.5
        image = sheet.render(scale=scale, grayscale=True).to_pil()
        sheet.close()
    finally:
        document.close()
    installed = set(pytesseract.get_languages(config=""))
    wanted = [_LANGUAGES.get((language or "")[:2], "eng"), "eng"]
    lang = "+".join(dict.fromkeys(name for name in wanted if name in installed)) or "eng"
    try:
        found: dict[str, list[Any]] = pytesseract.image_to_data(
            image, lang=lang, timeout=_SECONDS, output_type=pytesseract.Output.DICT
        )
    except (RuntimeError, pytesseract.TesseractError):
        return False
    page.lines = _lines(found, page, scale, image.height)
    page.words = [word for line in page.lines for word in line.words]
    page.ocr = bool(page.words)
    return page.ocr


def _lines(found: dict[str, list[Any]], page: Page, scale: float, height: int) -> list[Line]:
    """Return the lines of tesseract's table, in points of the page."""
    rows: dict[tuple[int, int, int], list[int]] = {}
    for index, text in enumerate(found["text"]):
        if text.strip() and float(found["conf"][index]) >= _LEAST_SURE:
            key = (found["block_num"][index], found["par_num"][index], found["line_num"][index])
            rows.setdefault(key, []).append(index)
    sizes = _sizes(found, rows, scale)
    lines: list[Line] = []
    at = 0
    for key in sorted(rows):
        size = sizes[key[0], key[1]]
        feet = sorted(found["top"][i] + found["height"][i] for i in rows[key])
        y = page.bottom + (height - feet[len(feet) // 3]) / scale
        words: list[Word] = []
        for i in rows[key]:
            x0 = page.left + found["left"][i] / scale
            x1 = x0 + found["width"][i] / scale
            words.append(Word(found["text"][i], x0, x1, y, Style(size), at, space=True))
            at += 1
        words[-1].space = False
        lines.append(Line(words, words[0].x0, words[-1].x1, y, size, page.number))
    return lines


def _sizes(
    found: dict[str, list[Any]], rows: dict[tuple[int, int, int], list[int]], scale: float
) -> dict[tuple[int, int], float]:
    """Return the size of each paragraph; what is near the usual one is the usual one.

    The height of a word depends on its letters, so single lines say little.
    """
    tall: dict[tuple[int, int], list[int]] = {}
    for key, indexes in rows.items():
        tall.setdefault((key[0], key[1]), []).extend(found["height"][i] for i in indexes)
    every = sorted(height for heights in tall.values() for height in heights)
    usual = every[len(every) // 2] if every else 1
    sizes: dict[tuple[int, int], float] = {}
    for paragraph, heights in tall.items():
        middle = sorted(heights)[len(heights) // 2]
        size = usual if abs(middle - usual) <= _NEAR_USUAL * usual else middle
        sizes[paragraph] = float(round(max(size / scale * _EM, 4.0)))
    return sizes
