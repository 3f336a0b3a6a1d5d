"""What is recognised of a release: per field and kind, its cost, and three doors for one release.

    python -m tests.benchmarks.bench_release             # all tables
    python -m tests.benchmarks.bench_release --doors     # the three doors alone, with differences

The labelled releases lie beside the repository (`../shared/bench/releases`); without them only the
three doors are measured. For these every golden case of recognition is set as plain text, as a
plain page and as a PDF of that page, read through each door, and the facts are compared.
"""

from __future__ import annotations

import argparse
import html
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.text import block_text, document_text
from pipeline.tree import Block, Divider, Document, Heading, List, Release, Source
from stages.release.recognise import recognise_release
from stages.render.json import copy_of
from tests.benchmarks.bench_facts import show_facts
from tests.benchmarks.measure import cost, table

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
RELEASES = BENCH / "releases"
CASES = ROOT / "tests" / "cases" / "recognise-release"
KINDS = ("html", "pdf", "txt")
GOALS = {
    "headline": 0.95,
    "place": 0.95,
    "date": 0.95,
    "published": 0.95,
    "wire": 0.9,
    "embargo": 0.9,
    "end_mark": 0.9,
    "subheadline": 0.9,
    "about": 0.9,
    "contacts": 0.9,
    "body_first": 0.93,
    "body_last": 0.93,
}
PIPELINE = default_pipeline(())
Facts = dict[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--doors", action="store_true", help="the three doors alone")
    chosen = parser.parse_args(arguments)
    if not chosen.doors:
        if (RELEASES / "score.py").exists():
            show_fields()
        else:
            sys.stdout.write("The labelled releases are not here: ../shared/bench/releases.\n")
        show_facts()
    show_doors(differences=chosen.doors)
    return 0


def convert(source: Source) -> Document:
    """Return the clean copy of a source through the default chain."""
    return clean_copy(source, PIPELINE)[0]


# --- the labelled releases ---------------------------------------------------


def show_fields() -> None:
    """Print the score of every field per kind, the totals, and the cost of recognition."""
    sys.path.insert(0, str(RELEASES))
    score = importlib.import_module("score")
    mapping = json.loads((RELEASES / "map.json").read_text("utf-8"))
    scores: dict[str, dict[str, list[tuple[float, bool]]]] = defaultdict(lambda: defaultdict(list))
    totals: dict[str, list[float]] = defaultdict(list)
    costs: list[float] = []
    for row, label, path in score.select(RELEASES, "dev", None, set()):
        source = Source(path.name, path.read_bytes())
        document, account = clean_copy(source, PIPELINE)
        output = json.loads(msgspec.json.encode(copy_of(document, account)))
        result = score.score_one(label, output, mapping)
        totals[row["kind"]].append(result["total"])
        for field, value in result["fields"].items():
            scores[field][row["kind"]].append((value, field in result["present"]))
        costs.append(_cost(document))
    head = ("field", *KINDS, "present", "absent", "goal")
    rows = []
    for field, kinds in sorted(scores.items()):
        every = [pair for pairs in kinds.values() for pair in pairs]
        rows.append(
            [
                field,
                *(_mean([value for value, _ in kinds.get(kind, [])]) for kind in KINDS),
                _mean([value for value, there in every if there]),
                _mean([value for value, there in every if not there]),
                f"{GOALS[field]:.2f}" if field in GOALS else "",
            ]
        )
    rows.append(["total", *(_mean(totals[kind]) for kind in KINDS), "", "", "0.93"])
    sys.stdout.write(table("Fields of the labelled releases", head, rows) + "\n\n")
    costs.sort()
    line = (
        f"Recognition costs {costs[len(costs) // 2]:.1f} ms of CPU for the middle release, "
        f"{costs[int(len(costs) * 0.9)]:.1f} ms for nine of ten.\n\n"
    )
    sys.stdout.write(line)


def _cost(document: Document) -> float:
    """Return the CPU milliseconds of recognising a copy, as if nothing were recognised."""
    plain = tuple(msgspec.structs.replace(block, role=None) for block in document.blocks)
    fresh = msgspec.structs.replace(document, blocks=plain, release=Release(), evidence=())
    return cost(lambda: recognise_release(fresh, Context("recognise-release")), seconds=0.05).warm


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.3f}/{len(values)}" if values else "-"


# --- three doors -------------------------------------------------------------


def show_doors(*, differences: bool) -> None:
    """Print the share of facts and words that are the same through all three doors."""
    same: dict[str, list[bool]] = defaultdict(list)
    words: list[bool] = []
    lines: list[str] = []
    count = 0
    for name, sources in _doors():
        documents = [convert(source) for source in sources]
        found = [_facts(document) for document in documents]
        count += 1
        for field in found[0]:
            values = [facts[field] for facts in found]
            same[field].append(len(set(values)) == 1)
            if len(set(values)) > 1:
                lines.append(f"  {name} {field}: " + " | ".join(value[:70] for value in values))
        texts = {"".join(document_text(document).split()) for document in documents}
        words.append(len(texts) == 1)
    every = [one for field in same.values() for one in field]
    rows = [[field, _mean([float(one) for one in ones])] for field, ones in sorted(same.items())]
    rows.append(["all fields", _mean([float(one) for one in every])])
    rows.append(["identical words", _mean([float(one) for one in words])])
    title = f"{count} releases through three doors: the share that is identical"
    sys.stdout.write(table(title, ("field", "identical"), rows) + "\n")
    if differences:
        sys.stdout.write("\n".join(lines) + "\n")


def _doors() -> Iterator[tuple[str, list[Source]]]:
    """Yield each release as plain text, as a plain page and as a PDF of the page."""
    import weasyprint  # noqa: PLC0415 (only this table needs it)

    for folder in sorted(CASES.glob("??-??")):
        text = folder / "in.txt"
        if not text.exists():
            continue
        source = Source("in.txt", text.read_bytes())
        clean = convert(source)
        read = clean_copy(source, msgspec.structs.replace(PIPELINE, transforms=()))[0]
        page = _page(read.blocks, clean.release.headline, clean.release.language or "en")
        pdf = weasyprint.HTML(string=page).write_pdf()
        yield (
            folder.name,
            [
                source,
                Source("in.html", page.encode()),
                Source("in.pdf", pdf),
            ],
        )


def _page(blocks: Sequence[Block], headline: str | None, language: str) -> str:
    """Return a page with one element a block as read, only the headline set as such."""
    parts = []
    for block in blocks:
        if isinstance(block, Divider):
            continue
        lines = [html.escape(line) for line in block_text(block).splitlines()]
        if isinstance(block, List):
            parts.append("<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>")
            continue
        tag = "p"
        if headline and " ".join(block_text(block).split()) == headline:
            tag = "h1"
        elif isinstance(block, Heading):
            tag = "h2"
        parts.append(f"<{tag}>{'<br>'.join(lines)}</{tag}>")
    style = "<style>@page{size:A4;margin:25mm}p{font-size:11pt}h1{font-size:18pt}</style>"
    direction = ' dir="rtl"' if language == "ar" else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"{direction}><head><meta charset="utf-8">{style}'
        f"</head><body><article>{''.join(parts)}</article></body></html>"
    )


def _facts(document: Document) -> Facts:
    """Return the facts of a release as folded texts, by field."""
    release: dict[str, Any] = msgspec.to_builtins(document.release)
    facts: Facts = {}
    for field, value in release.items():
        if field in {"urls", "modified"}:
            continue
        plain = json.dumps(value, ensure_ascii=False, sort_keys=True).replace("\\n", " ")
        facts[field] = "".join(plain.split())
    return facts


if __name__ == "__main__":
    sys.exit(main())
