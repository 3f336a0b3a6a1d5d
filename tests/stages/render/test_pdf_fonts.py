"""Fonts of Chinese, Japanese and Korean copy hold the signs that are shown, and no empty places."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen

from pipeline.registry import Registry
from stages.render.pdf_fonts import cff_of
from tests.stages.render.documents import context, document, h, p


def embedded_fonts() -> list[tuple[Any, bytes]]:
    """Return the descendant fonts and CFF tables of a Japanese release."""
    given = document(h(1, "灯台、夜間に開館", "headline"), p("港の灯台は夜も（毎日）開きます。"))
    pdf = Registry().get("pdf").function(given, context(given))
    fonts: dict[str, Any] = {}
    for page in pypdf.PdfReader(io.BytesIO(pdf.data)).pages:
        resources: Any = page["/Resources"]
        fonts |= resources["/Font"].get_object()
    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts.values()]
    found = [
        (font, font["/FontDescriptor"]["/FontFile3"])
        for font in descendants
        if "/FontFile3" in font["/FontDescriptor"]
    ]
    return [(font, file.get_data()) for font, file in found if file["/Subtype"] != "/OpenType"]


def test_font_numbers_its_glyphs_as_the_page_does() -> None:
    """Every glyph that has a width in the PDF is in the font, under the number the page uses."""
    fonts = embedded_fonts()
    if not fonts:
        pytest.skip("no CID-keyed OpenType font for Japanese is installed")
    for font, table in fonts:
        cff = CFFFontSet()
        cff.decompile(io.BytesIO(table), None)
        charset = cff.topDictIndex[0].charset
        widths = font["/W"]
        shown = {
            first + step
            for first, run in zip(widths[::2], widths[1::2], strict=True)
            for step in range(len(run))
        }
        assert {f"cid{number:05d}" for number in shown - {0}} == set(charset[1:])
        assert len(table) < 40_000


def test_font_without_numbers_is_left_alone() -> None:
    """A CFF font whose glyphs have names cannot number them: it stays as WeasyPrint embeds it."""
    pen = T2CharStringPen(500, None)
    pen.moveTo((0, 0))
    pen.lineTo((400, 0))
    pen.lineTo((400, 400))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupCFF("Small", {}, {".notdef": pen.getCharString(), "A": pen.getCharString()}, {})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({})
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    assert cff_of(file.getvalue(), {1}) is None
