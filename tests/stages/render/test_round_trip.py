"""A PDF given back in is the document it was made of, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.convert import convert_source
from pipeline.plan import default_pipeline
from pipeline.tree import Source

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "releases").iterdir())


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_pdf_gives_the_document_back(sample: Path) -> None:
    """`convert our.pdf --to json` writes the JSON of the first conversion, account and all."""
    full = [("json", {"account": "full"})]
    source = Source(sample.name, sample.read_bytes())
    first = convert_source(source, default_pipeline([*full, "pdf"]))
    copy = Source("copy.pdf", first.renditions["pdf"].data)
    second = convert_source(copy, default_pipeline(full))
    assert second.renditions["json"].data == first.renditions["json"].data
