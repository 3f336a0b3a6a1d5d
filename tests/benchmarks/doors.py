"""What reading and cleaning cost, door by door, beside the bare parsers of the same files."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.tree import Document, Source
from tests.benchmarks.measure import cost, cost_of_command, ms, table, times

HEAD = ("sample", "read cold", "read", "whole chain", "peer", "peer ms", "read/peer")


def source_of(path: Path) -> Source:
    """Return a file as the engine gets it."""
    return Source(path.name, path.read_bytes())


def doors(paths: list[Path]) -> str:
    """Return the table of reading, and of reading and cleaning, in CPU milliseconds a document."""
    pipeline = default_pipeline(())
    rows: list[list[str]] = []
    for path in paths:
        source = source_of(path)

        def read(source: Source = source) -> Document:
            context = Context("read", source=source, readers=pipeline.registry.readers())
            document: Document = pipeline.read.stage.function(source, context)
            return document

        def chain(source: Source = source) -> object:
            return clean_copy(source, pipeline)

        reading, cleaning = cost(read), cost(chain)
        for number, (name, peer) in enumerate(_peers(path)):
            own = [path.name, ms(reading.cold), ms(reading.warm), ms(cleaning.warm)]
            peers = [name, ms(peer), times(reading.warm, peer)] if name else ["-", "-", "-"]
            rows.append([*(own if number == 0 else [""] * 4), *peers])
    return table("Doors: CPU ms a document", HEAD, rows)


def _peers(path: Path) -> list[tuple[str, float]]:
    data = path.read_bytes()
    if path.suffix == ".html":
        return [
            ("lxml.html parse", cost(lambda: _lxml(data)).warm),
            ("bs4 get_text", cost(lambda: _soup(data)).warm),
        ]
    if path.suffix != ".pdf":
        return [("", 0.0)]
    found = [("pypdf", cost(lambda: _pypdf(data)).warm)]
    if shutil.which("pdftotext"):
        found.append(("pdftotext, the process", cost_of_command(["pdftotext", str(path), "-"])))
    return found


def _lxml(data: bytes) -> object:
    import lxml.html  # noqa: PLC0415 (counted as cold)

    return lxml.html.document_fromstring(data)


def _soup(data: bytes) -> str:
    from bs4 import BeautifulSoup  # noqa: PLC0415 (counted as cold)

    return BeautifulSoup(data, "lxml").get_text()


def _pypdf(data: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415 (counted as cold)

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


Growth = Callable[[int], Source]


def growth() -> str:
    """Return what the whole chain costs for one and for ten times the copy; linear is 10."""
    pipeline = default_pipeline(())
    rows: list[list[str]] = []
    made: list[tuple[str, Growth]] = [("text", _text), ("html", _html), ("pdf", _pdf)]
    for name, make in made:
        one, ten = make(1), make(10)
        short = cost(lambda one=one: clean_copy(one, pipeline)).warm  # type: ignore[misc]
        long = cost(lambda ten=ten: clean_copy(ten, pipeline), least=2).warm  # type: ignore[misc]
        sizes = [f"{len(source.data) / 1000:.0f}" for source in (one, ten)]
        rows.append([name, sizes[0], ms(short), sizes[1], ms(long), times(long, short)])
    head = ("door", "KB", "1x", "KB", "10x", "growth")
    return table("Growth: CPU ms of the whole chain for ten times the copy", head, rows)


def _paragraphs(times_longer: int) -> list[str]:
    return [
        f"In week {week} of the trial, the trust saw {week * 37 + 210} vessels and shut the gate"
        f" for {week % 7 + 1} hours. Masters were told {week % 5 + 9} hours before, on channel 14."
        for week in range(1, 30 * times_longer + 1)
    ]


def _text(times_longer: int) -> Source:
    copy = "\n\n".join(["Gate log of the trust", *_paragraphs(times_longer)])
    return Source("log.txt", copy.encode())


def _page(times_longer: int) -> str:
    body = "".join(f"<p>{text}</p>\n" for text in _paragraphs(times_longer))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Gate log</title></head>'
        f"<body><nav><a href='/'>Home</a></nav><main><h1>Gate log of the trust</h1>{body}</main>"
        "<footer>Terms of use</footer></body></html>"
    )


def _html(times_longer: int) -> Source:
    return Source("log.html", _page(times_longer).encode())


def _pdf(times_longer: int) -> Source:
    from weasyprint import HTML  # noqa: PLC0415 (only to make the file)

    printed: Any = HTML(string=_page(times_longer)).write_pdf()
    return Source("log.pdf", printed)
