"""Documents for the tests of recognition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.context import Context
from pipeline.tree import Document, Heading, Metadatum, Paragraph, SourceFacts, Text
from stages.release.recognise import recognise_release

Recognise = Callable[..., tuple[Document, Context]]


@pytest.fixture
def recognise() -> Recognise:
    """Return a function that recognises paragraphs; `# ` makes a heading of a line."""

    def run(
        *lines: str, metadata: tuple[tuple[str, str, str], ...] = ()
    ) -> tuple[Document, Context]:
        blocks = tuple(
            Heading(level=1, inlines=(Text(line[2:]),))
            if line.startswith("# ")
            else Paragraph(inlines=(Text(line),))
            for line in lines
        )
        source = SourceFacts("in.txt", "text/plain", "0" * 64, "utf-8", 1)
        told = tuple(Metadatum(*one) for one in metadata)
        context = Context("recognise-release")
        return recognise_release(Document(source, blocks=blocks, metadata=told), context), context

    return run
