"""Make the cover of an EPUB from its headline: as SVG, and the same as PNG for old readers."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stages.render.escape import direction_of, escape, one_line
from stages.render.fonts import font_files, font_folders

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 600, 900
_MARGIN = 60
_SIZES = (56, 48, 41, 35, 30, 26)
_LEADING = 1.22
_SMALL = 22
_PAPER, _INK, _ACCENT = (250, 247, 241), (27, 26, 24), (122, 31, 31)
_BAR = (_MARGIN, 96, _MARGIN + 90, 104)
_HEADLINE_TOP, _HEADLINE_FOOT = 150, 700
_WIDE = frozenset("WF")


class Cover(NamedTuple):
    """What stands on a cover; `lines` are the headline broken to fit at `size`."""

    lines: tuple[str, ...]
    size: int
    issuer: str
    date: str
    language: str


def plan_cover(title: str, issuer: str | None, date: str | None, language: str) -> Cover:
    """Break the headline into lines at the largest size that fits; too long, it ends in `…`."""
    words = one_line(title)
    lines: list[str] = []
    size = _SIZES[-1]
    for candidate in _SIZES:
        size = candidate
        lines = _break(words, (WIDTH - 2 * _MARGIN) / size)
        most = int((_HEADLINE_FOOT - _HEADLINE_TOP) / (size * _LEADING))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], lines[most - 1][:-1].rstrip() + "…"]
    small = (WIDTH - 2 * _MARGIN) / _SMALL
    told = _break(one_line(issuer or ""), small)
    return Cover(tuple(lines), size, told[0] if told else "", (date or "")[:10], language)


def cover_svg(cover: Cover, label: str) -> bytes:
    """Return the cover as SVG whose title says what it is."""
    rtl = direction_of(cover.language) == "rtl"
    x = WIDTH - _MARGIN if rtl else _MARGIN
    way = ' direction="rtl"' if rtl else ""
    bar_x = WIDTH - _BAR[2] if rtl else _BAR[0]
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    bar = f'x="{bar_x}" y="{_BAR[1]}" width="{_BAR[2] - _BAR[0]}" height="{_BAR[3] - _BAR[1]}"'
    face = 'font-family="Source Serif Pro, Noto Serif, Georgia, serif"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {size}',
        f' xml:lang="{cover.language}" role="img">',
        f"<title>{escape(label)}</title>",
        f'<rect {size} fill="{_hex(_PAPER)}"/>',
        f'<rect {bar} fill="{_hex(_ACCENT)}"/>',
        f'<g {face} fill="{_hex(_INK)}"{way}>',
    ]
    for number, line in enumerate(cover.lines):
        y = _HEADLINE_TOP + round((number + 0.8) * cover.size * _LEADING)
        parts.append(
            f'<text x="{x}" y="{y}" font-size="{cover.size}" font-weight="600">'
            f"{escape(line)}</text>"
        )
    for y, text in ((HEIGHT - 96, cover.issuer), (HEIGHT - 62, cover.date)):
        if text:
            parts.append(f'<text x="{x}" y="{y}" font-size="{_SMALL}">{escape(text)}</text>')
    parts.append("</g></svg>\n")
    return "\n".join(parts).encode("utf-8")


def cover_png(cover: Cover) -> bytes:
    """Return the cover as PNG with a small palette."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (only for EPUB)

    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(picture)
    rtl = direction_of(cover.language) == "rtl"
    for number, line in enumerate(cover.lines):
        y = _HEADLINE_TOP + round((number + 0.8) * cover.size * _LEADING)
        _write(draw, line, y, cover.size, bold=True, rtl=rtl)
    for y, text in ((HEIGHT - 96, cover.issuer), (HEIGHT - 62, cover.date)):
        if text:
            _write(draw, text, y, _SMALL, bold=False, rtl=rtl)
    steps = 15
    reduced = picture.point([value * steps // 255 for value in range(256)])
    bar = (WIDTH - _BAR[2], _BAR[1], WIDTH - _BAR[0] - 1, _BAR[3] - 1)
    bar = bar if rtl else (_BAR[0], _BAR[1], _BAR[2] - 1, _BAR[3] - 1)
    ImageDraw.Draw(reduced).rectangle(bar, fill=steps + 1)
    palette: list[int] = []
    for step in range(steps + 1):
        palette.extend(round(p + (i - p) * step / steps) for p, i in zip(_PAPER, _INK, strict=True))
    palette.extend(_ACCENT)
    reduced.putpalette(palette)
    out = io.BytesIO()
    reduced.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _write(draw: Any, text: str, y: int, size: int, *, bold: bool, rtl: bool) -> None:
    font = _font(_face_for(text, bold=bold), size)
    x = WIDTH - _MARGIN if rtl else _MARGIN
    draw.text((x, y), text, fill=255, font=font, anchor="rs" if rtl else "ls")


@cache
def _font(path: str, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 (only for EPUB)

    return ImageFont.truetype(path, size)


def _face_for(text: str, *, bold: bool) -> str:
    """Return the first font that has every letter of the text: the packaged one, or a Noto."""
    style = "Semibold" if bold else "Regular"
    own = next(
        str(path)
        for folder in font_folders()
        for path in sorted(folder.glob(f"SourceSerifPro-{style}.ttf"))
    )
    needed = frozenset(ord(sign) for sign in text if not sign.isspace())
    if needed <= _letters(own):
        return own
    best, most = own, len(needed & _letters(own))
    for path in _other_faces():
        has = len(needed & _letters(path))
        if has > most:
            best, most = path, has
            if most == len(needed):
                break
    return best


@cache
def _other_faces() -> tuple[str, ...]:
    """Return the Noto fonts worth trying, the common scripts first."""
    first = (
        "NotoSerifCJK-Regular",
        "NotoSansCJK-Regular",
        "NotoNaskhArabic-Regular",
        "NotoSerifHebrew-Regular",
        "NotoSerifDevanagari-Regular",
        "NotoSerif-Regular",
    )
    faces = [path for path in font_files() if path.stem.endswith("-Regular")]
    return tuple(str(path) for path in sorted(faces, key=lambda path: _rank(path, first)))


def _rank(path: Path, first: tuple[str, ...]) -> tuple[int, str]:
    return (first.index(path.stem) if path.stem in first else len(first), path.name)


@cache
def _letters(path: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (only where a font must be chosen)

    with TTFont(path, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _break(text: str, width: float) -> list[str]:
    """Break text into lines of at most `width` ems, between words or wide signs."""
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text):
        wide = _ems(piece)
        if line and used + wide > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        line += piece if line else piece.lstrip()
        used += wide
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in _WIDE
        if sign == " ":
            pieces[-1] += sign
            pieces.append("")
        elif wide and not unicodedata.category(sign).startswith("P"):
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return [piece for piece in pieces if piece]


def _ems(text: str) -> float:
    """Return a text's width in ems, near enough for a serif face."""
    return sum(
        1.0 if unicodedata.east_asian_width(sign) in _WIDE else 0.68 if sign.isupper() else 0.52
        for sign in text
        if not unicodedata.combining(sign)
    )


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
