"""What each rendition costs, and the PDF beside bare WeasyPrint on the same page and style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.account import Account
from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.registry import Registry
from pipeline.tree import Document, Rendition, Source
from tests.benchmarks.doors import source_of
from tests.benchmarks.measure import Cost, cost, ms, table, times

NAMES = ("pdf", "epub", "html", "json")


def renditions(paths: list[Path]) -> str:
    """Return the table of rendering a finished document, in CPU milliseconds."""
    registry = Registry()
    pipeline = default_pipeline((), registry=registry)
    rows: list[list[str]] = []
    for path in paths:
        source = source_of(path)
        document, account = clean_copy(source, pipeline)
        costs: dict[str, Cost] = {}
        size = 0
        for name in NAMES:
            last = _render(registry, name, document, source, account)
            size = len(last.data) if name == "pdf" else size
            costs[name] = cost(
                lambda name=name: _render(registry, name, document, source, account)  # type: ignore[misc] # noqa: B023 (called at once)
            )
        bare = _bare_weasyprint(document)
        rows.append(
            [
                path.name,
                ms(bare.warm),
                *(ms(costs[name].warm) for name in NAMES),
                times(costs["pdf"].warm, bare.warm),
                f"{size / 1000:.0f}",
            ]
        )
    head = ("sample", "bare WeasyPrint", *NAMES, "pdf/bare", "pdf KB")
    return table("Renditions: CPU ms a document, warm", head, rows)


def _render(
    registry: Registry, name: str, document: Document, source: Source, account: Account
) -> Rendition:
    context = Context(name, source=source, account=account)
    rendition: Rendition = registry.get(name).function(document, context)
    return rendition


def _bare_weasyprint(document: Document) -> Cost:
    """Return the cost of plain `HTML(...).write_pdf`, fonts and parsed style shared."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 (heavy)

    from stages.render.fonts import font_configuration  # noqa: PLC0415 (sets fontconfig up)
    from stages.render.html import render_html  # noqa: PLC0415 (with its siblings)
    from stages.render.themes import load_theme  # noqa: PLC0415 (with its siblings)

    fonts = font_configuration()
    theme = load_theme("classic")
    address = (theme.folders[0] / "print.css").as_uri()
    style = CSS(string=theme.style("pdf"), base_url=address, font_config=fonts)
    page = render_html(document, Context("html")).data.decode()

    def print_it() -> Any:
        return HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts)

    return cost(print_it)
