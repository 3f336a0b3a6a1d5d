"""Links inside the copy: footnotes and the way back."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from pipeline.convert import Converted, convert_source
from pipeline.plan import default_pipeline
from pipeline.tree import Source
from tests.stages.render.test_pdf import elements

PAGE = b"""<!doctype html><html lang="en"><head><title>Gate opens at Port Ellery</title></head>
<body><a href="#main">Skip to the text</a><main id="main"><h1>Gate opens at Port Ellery</h1>
<p>PORT ELLERY, 3 March 2026 - The gate shields 9,400 homes<a href="#fn1" id="ref1"><sup>1</sup></a>
from surges, the office said, and it took <a href="#how">four years</a> to build.</p>
<h2 id="how">How it was built</h2>
<p>Crews sank 12 caissons in the summer of 2024, when the water was low and the nights short.</p>
<ol><li id="fn1">Counted by the borough. <a href="#ref1">\xe2\x86\xa9</a></li></ol>
<p>The measurements and the people who made them are in <a href="#gone">the annex</a>.</p>
</main></body></html>"""


@pytest.fixture(scope="module")
def made() -> Converted:
    """Return the page as HTML, EPUB and PDF."""
    return convert_source(Source("gate.html", PAGE), default_pipeline(["html", "epub", "pdf"]))


def test_a_mark_leads_to_its_note_and_back(made: Converted) -> None:
    """The mark is a reference, its target a footnote, and the arrow leads back to the mark."""
    page = made.renditions["html"].data.decode()
    mark = re.search(r'<a href="#([\w-]+)" epub:type="noteref" role="doc-noteref">', page)
    back = re.search(r'<a href="#([\w-]+)" epub:type="backlink" role="doc-backlink">', page)
    assert mark is not None
    assert back is not None
    assert f'<span id="{mark[1]}" epub:type="footnote" role="doc-footnote">Counted' in page
    assert f'<span id="{back[1]}"><sup>1</sup></span>' in page


def test_parts_of_the_text_are_linked(made: Converted) -> None:
    """A link to a heading leads there; a link to what the copy does not have is none."""
    page = made.renditions["html"].data.decode()
    part = re.search(r'<a href="#([\w-]+)">four years</a>', page)
    assert part is not None
    assert f'<span id="{part[1]}">How it was built</span>' in page
    assert '<span class="link">the annex</span>' in page
    assert "Skip to" not in page


def test_every_inner_link_has_its_target(made: Converted) -> None:
    """No id is given twice and no inner link leads nowhere."""
    page = made.renditions["html"].data.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_pdf_links_them(made: Converted) -> None:
    """Mark, way back and part of the text are links inside the PDF."""
    assert len(elements(pypdf.PdfReader(io.BytesIO(made.renditions["pdf"].data)), "/Link")) == 3
