"""Draw the first page of a sample in every theme, as the README shows them."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from pipeline.convert import convert_source
from pipeline.plan import default_pipeline
from pipeline.tree import Source
from stages.render.themes import theme_names

SAMPLES = Path(__file__).parents[1] / "samples"
SCALE = 60 / 72
COLOURS = 24


def main() -> None:
    """Write `samples/pictures/THEME.png` for each theme, a few colours each to stay small."""
    sample = SAMPLES / "releases" / "harbour-gate.html"
    source = Source(sample.name, sample.read_bytes())
    for theme in theme_names():
        made = convert_source(source, default_pipeline([("pdf", {"template": theme})]))
        pdf = pypdfium2.PdfDocument(made.renditions["pdf"].data)
        picture: Image.Image = pdf[0].render(scale=SCALE).to_pil()
        out = io.BytesIO()
        picture.quantize(COLOURS).save(out, "PNG", optimize=True)
        (SAMPLES / "pictures" / f"{theme}.png").write_bytes(out.getvalue())
        pdf.close()


if __name__ == "__main__":
    main()
