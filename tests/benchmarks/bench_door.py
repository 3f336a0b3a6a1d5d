"""The PDF door alone: reading, furniture, page ends."""

from __future__ import annotations

from pathlib import Path

from pipeline.context import Context
from pipeline.tree import Source
from stages.clean.furniture import drop_furniture
from stages.clean.pages import join_pages
from stages.read.pdf import read_pdf


def door(name: str) -> None:
    """Run the whole PDF door on one file."""
    path = Path(name)
    source = Source(path.name, path.read_bytes())
    document = read_pdf(source, Context("read-pdf", source=source), ocr="off")
    document = drop_furniture(document, Context("drop-furniture"))
    join_pages(document, Context("join-pages"))
