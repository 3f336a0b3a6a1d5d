"""Make `releases/harbour-gate.pdf` from `print/harbour-gate.html`, as an issuer would send it."""

from __future__ import annotations

from pathlib import Path

from font_source_sans_pro import font_files_otf as sans
from font_source_serif_pro import font_files_otf as serif
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

SAMPLES = Path(__file__).parent
FACES = (
    ("Source Sans Pro", sans["SourceSansPro"], 400, "normal"),
    ("Source Sans Pro", sans["SourceSansProSemibold"], 600, "normal"),
    ("Source Serif Pro", serif["SourceSerifPro"], 400, "normal"),
    ("Source Serif Pro", serif["SourceSerifProIt"], 400, "italic"),
)


def make() -> bytes:
    """Return the PDF: the same bytes on every machine with the same WeasyPrint."""
    fonts = FontConfiguration()
    rules = "".join(
        f"@font-face {{ font-family: '{family}'; src: url('{Path(file).as_uri()}');"
        f" font-weight: {weight}; font-style: {style} }}\n"
        for family, file, weight, style in FACES
    )
    page = HTML(filename=str(SAMPLES / "print" / "harbour-gate.html"))
    pdf: bytes = page.write_pdf(
        stylesheets=[CSS(string=rules, font_config=fonts)], font_config=fonts
    )
    return pdf


if __name__ == "__main__":
    (SAMPLES / "releases" / "harbour-gate.pdf").write_bytes(make())
