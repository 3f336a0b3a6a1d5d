"""The PDF door on made-up releases, set anew by every producer that is installed.

    python -m tests.benchmarks.bench_typeset [--misses]

The texts are those of `tests/texts/typeset.md`, in eleven languages; the layouts are justified and
ragged, in one to three columns, double-spaced, with running heads, footnotes, initials and
letter-spaced heads. WeasyPrint comes with the project; Chromium, wkhtmltopdf, LibreOffice, pdfTeX
and groff are used where their programs are on the path. `--misses` names what did not come out.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Sequence

from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, default_pipeline
from pipeline.tree import Source
from tests.benchmarks.measure import table
from tests.benchmarks.typeset import office, roff, web
from tests.benchmarks.typeset.scoring import COLUMNS, Score, leaves_of, score, truth
from tests.benchmarks.typeset.texts import Text, texts, without_notes

Maker = Callable[[Text, str], bytes]
_WITH_NOTES = ("WeasyPrint", "LibreOffice", "pdfTeX", "groff")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one row a producer."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="name what did not come out")
    show(misses=parser.parse_args(arguments).misses)
    return 0


def show(*, misses: bool = False) -> None:
    """Set, read and score every text by every producer, in two layouts each."""
    logging.disable(logging.CRITICAL)
    pipeline = default_pipeline()
    makers: list[tuple[str, Maker, tuple[str, ...]]] = [
        *((name, make, tuple(web.LAYOUTS)) for name, make in web.producers().items()),
        *((name, make, tuple(office.LAYOUTS)) for name, make in office.producers().items()),
        *((name, make, roff.LAYOUTS) for name, make in roff.producers().items()),
    ]
    rows: list[list[str]] = []
    for name, make, layouts in makers:
        total = Score()
        for number, text in enumerate(texts()):
            if layouts == roff.LAYOUTS and text.language not in roff.LATIN:
                continue
            for step in (0, len(layouts) // 2):
                layout = layouts[(number + step) % len(layouts)]
                one = _scored(name, make, text, layout, pipeline)
                total.add(one)
                for miss in one.missed if misses else ():
                    print(f"{name}, {text.name}, {layout}: {miss[:120]}")
        rows.append([name, str(total.documents), *total.row()])
    print(table("Made-up releases, set by producers", ["producer", "PDFs", *COLUMNS], rows))


def _scored(name: str, make: Maker, text: Text, layout: str, pipeline: Pipeline) -> Score:
    known = text if name.startswith(_WITH_NOTES) else without_notes(text)
    source = Source(f"{text.name}.pdf", make(known, layout))
    document, _ = clean_copy(source, pipeline)
    return score(truth(known), leaves_of(document.blocks, text.language))


if __name__ == "__main__":
    raise SystemExit(main())
