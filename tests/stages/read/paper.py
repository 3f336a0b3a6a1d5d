"""PDFs written by hand, a line of syntax for each thing on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}
_NAMES = {"plain": "F1", "bold": "F2", "italic": "F3", "hebrew": "F4"}
HEBREW = """/CIDInit /ProcSet findresource begin begincmap /CMapName /Hebrew def
1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfrange <20> <60> <0020> <61> <7a> <05d0> endbfrange
1 beginbfchar <7b> <05e905dc> endbfchar endcmap end"""
"""What the font `hebrew` says its small letters mean: a is alef, and { a shin with a lamed."""


@dataclass
class Sheet:
    """One page, 400 by 600 points unless told; y counts from the foot."""

    width: int = 400
    height: int = 600
    rotate: int = 0
    ops: list[str] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = "plain") -> Sheet:
        shown = words.encode("cp1252")
        escaped = "".join(
            f"\\{byte:03o}" if byte > 126 or chr(byte) in "()\\" else chr(byte) for byte in shown
        )
        self.ops.append(f"BT /{_NAMES[font]} {size} Tf {x} {y} Td ({escaped}) Tj ET")
        return self

    def lines(  # noqa: PLR0917 (as short as the calls want it)
        self,
        x: float,
        y: float,
        words: list[str],
        pitch: float = 12,
        size: float = 10,
        font: str = "plain",
    ) -> float:
        """Set lines one under the other; return the height of the next."""
        for line in words:
            self.text(x, y, line, size, font)
            y -= pitch
        return y

    def box(self, x: float, y: float, wide: float, high: float) -> Sheet:
        self.ops.append(f"{x} {y} {wide} {high} re f")
        return self

    def raw(self, op: str) -> Sheet:
        self.ops.append(op)
        return self

    def link(self, x0: float, y0: float, x1: float, y1: float, url: str) -> Sheet:
        self.links.append(((x0, y0, x1, y1), url))
        return self


def pdf_of(*sheets: Sheet, info: dict[str, str] | None = None) -> bytes:
    """Return the bytes of a PDF with these pages."""
    objects: list[bytes] = [b"", b""]

    def add(body: str | bytes) -> int:
        objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return len(objects)

    fonts = {
        _NAMES[name]: add(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>"
        )
        for name, base in FONTS.items()
    }
    told = add(f"<< /Length {len(HEBREW)} >>\nstream\n{HEBREW}\nendstream")
    fonts["F4"] = add(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
        f"/ToUnicode {told} 0 R >>"
    )
    resources = "<< /Font << " + " ".join(f"/{k} {v} 0 R" for k, v in fonts.items()) + " >> >>"
    pages: list[int] = []
    for sheet in sheets:
        data = "\n".join(sheet.ops).encode("latin-1")
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data))
        annotations = [
            add(
                f"<< /Type /Annot /Subtype /Link /Rect [{a} {b} {c} {d}] /Border [0 0 0] "
                f"/A << /S /URI /URI ({url}) >> >>"
            )
            for (a, b, c, d), url in sheet.links
        ]
        refs = " ".join(f"{number} 0 R" for number in annotations)
        pages.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] "
                f"/Rotate {sheet.rotate} /Resources {resources} /Contents {content} 0 R "
                f"/Annots [{refs}] >>"
            )
        )
    kids = " ".join(f"{number} 0 R" for number in pages)
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>"
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    told = add("<< " + " ".join(f"/{k} ({v})" for k, v in (info or {}).items()) + " >>")
    out = bytearray(b"%PDF-1.7\n")
    places: list[int] = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        told,
        start,
    )
    return bytes(out)
