"""Make the embedded fonts of Chinese, Japanese and Korean copy as small as their used signs.

WeasyPrint keeps the numbers of all glyphs, so that a font of 65,000 signs leaves 100 to 200 KB of
empty places in a file that shows 180 of them (measured). ISO 32000-1, 9.7.4.2 lets the font say
itself which number each glyph has (the charset of its CFF table): only used glyphs are then there.
"""

from __future__ import annotations

import struct
from typing import Any

_CHARSET = 15
_REGISTRY = (12, 30)
_END_OF_REAL = 0xF
_WIDE_NUMBER = 29
"""First byte of an operand of five bytes, which holds any offset."""


def slim_fonts(pdf: Any) -> None:
    """Replace each CID-keyed OpenType font of a pydyf PDF by a CFF font of its used glyphs."""
    used: dict[bytes, set[int]] = {}
    subfonts: dict[bytes, list[Any]] = {}
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("Subtype") == "/CIDFontType0":
            descriptor = pdf.objects[int(entry["FontDescriptor"].split()[0])]
            reference = descriptor["FontFile3"]
            used.setdefault(reference, set()).update(_glyphs(entry["W"]))
            subfonts.setdefault(reference, []).append(entry)
    for reference, glyphs in used.items():
        stream = pdf.objects[int(reference.split()[0])]
        font = b"".join(stream.stream)
        table = cff_of(font, glyphs)
        if table is None:
            continue
        stream.stream = [table]
        stream.extra["Subtype"] = "/CIDFontType0C"
        for entry in subfonts[reference]:
            entry.pop("CIDToGIDMap", None)  # has a meaning in TrueType fonts alone


def _glyphs(widths: Any) -> set[int]:
    """Return the glyphs of a `W` array: first number, widths, first number, widths ..."""
    starts = zip(widths[::2], widths[1::2], strict=True)
    return {first + step for first, run in starts for step in range(len(run))}


def cff_of(font: bytes, glyphs: set[int]) -> bytes | None:
    """Return the CFF table of an OpenType font with these glyphs, each under its old number.

    None where the font has no CID-keyed CFF table, which alone can number its glyphs.
    """
    import uharfbuzz  # noqa: PLC0415 (only for fonts of this kind)

    face = uharfbuzz.Face(font)
    if "CFF " not in face.table_tags:
        return None
    kept = sorted({0, *(glyph for glyph in glyphs if glyph < face.glyph_count)})
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.GLYPH_INDEX).update(kept)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE
    small = uharfbuzz.subset(face, wanted)
    if small is None or small.glyph_count != len(kept):
        return None
    return _numbered(small.reference_table("CFF ").data, kept)


def _numbered(table: bytes, numbers: list[int]) -> bytes | None:
    """Give the glyphs of a CID-keyed CFF table these numbers (Technical Note 5176, 13)."""
    try:
        start, end = _top_dictionary(table)
        place = _charset_operand(table, start, end)
    except (struct.error, IndexError):
        return None
    if place is None:
        return None
    charset = struct.pack(f">B{len(numbers) - 1}H", 0, *numbers[1:])
    return table[: place + 1] + struct.pack(">i", len(table)) + table[place + 5 :] + charset


def _top_dictionary(table: bytes) -> tuple[int, int]:
    """Return where the only top dictionary starts and ends."""
    _, _, names = _index(table, table[2])
    start, first, _ = _index(table, names)
    return start, start + first


def _index(table: bytes, at: int) -> tuple[int, int, int]:
    """Return where the data of an INDEX starts, the length of its first entry, and its end."""
    (count,) = struct.unpack_from(">H", table, at)
    if count == 0:
        return at + 2, 0, at + 2
    size = table[at + 2]
    offsets = [
        int.from_bytes(table[at + 3 + size * n : at + 3 + size * (n + 1)]) for n in range(count + 1)
    ]
    start = at + 3 + size * (count + 1)
    return start, offsets[1] - 1, start + offsets[-1] - 1


def _charset_operand(table: bytes, at: int, end: int) -> int | None:
    """Return where the five bytes of the charset's offset stand in the dictionary of a CID font."""
    operand, charset, keyed = at, None, False
    while at < end:
        byte = table[at]
        if byte <= 21:  # noqa: PLR2004 (operators are 0 to 21)
            keyed |= byte == _REGISTRY[0] and table[at + 1] == _REGISTRY[1]
            if byte == _CHARSET and table[operand] == _WIDE_NUMBER:
                charset = operand
            at += 2 if byte == _REGISTRY[0] else 1
            operand = at
            continue
        at += _operand_length(table, at)
    return charset if keyed else None


def _operand_length(table: bytes, at: int) -> int:
    """Return the bytes of one number of a dictionary (Technical Note 5176, table 3)."""
    byte = table[at]
    if byte == 30:  # noqa: PLR2004 (a real number ends with a half byte F)
        length = 1
        while _END_OF_REAL not in divmod(table[at + length], 16):
            length += 1
        return length + 1
    return {28: 3, 29: 5}.get(byte, 1 if byte <= 246 else 2)  # noqa: PLR2004 (the table's bounds)
