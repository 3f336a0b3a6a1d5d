"""The PDF door beside other tools: structure on made documents, releases, cost and memory.

    python -m tests.benchmarks.bench_pdf

What made-up releases come to that are set anew by every producer here is printed first
(`bench_typeset`).

The measuring sets lie beside the repository (`../shared/bench`); without them nothing is measured
and one sentence says so. The peers are in the dependency group `bench` or are programs of the
system; one that is not installed is left out. CPU is of calls in one warm process, imports not
counted; of pdftotext, which is a program, with its start and, in brackets, without. Memory is the
peak of a fresh process.
"""

from __future__ import annotations

import argparse
import importlib
import io
import json
import logging
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from types import ModuleType
from typing import Any

import msgspec
import pypdf

from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.tree import Source
from tests.benchmarks import bench_typeset
from tests.benchmarks.bench_door import door
from tests.benchmarks.measure import cost, cost_of_command, table

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
PDF = BENCH / "pdf"
RELEASES = BENCH / "releases"
COLUMNS = ("words", "order", "para", "item", "heading", "row", "uri", "text+uri", "leaks")
Tool = Callable[[Path], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args(arguments)
    bench_typeset.show()
    if not (PDF / "score.py").exists():
        print("The measuring sets are not here: they are expected in ../shared/bench.")
        return 0
    logging.disable(logging.CRITICAL)
    sys.path.insert(0, str(PDF))
    score = importlib.import_module("score")
    show_structure(score)
    show_releases()
    show_cost()
    return 0


def wirecopy() -> Tool:
    """Return what a user gets: every stage of the default chain, as JSON."""
    pipeline = default_pipeline()

    def convert(path: Path) -> str:
        document, _ = clean_copy(Source(path.name, path.read_bytes()), pipeline)
        return json.dumps({"blocks": msgspec.to_builtins(document.blocks)})

    return convert


def peers() -> dict[str, Tool]:
    """Return the other tools that are installed, by name."""
    found: dict[str, Tool] = {"pypdf": _pypdf}
    if which("pdftotext"):
        found["pdftotext"] = _pdftotext
    if find_spec("pdfminer"):
        found["pdfminer.six"] = _pdfminer
    if find_spec("pdf_oxide"):
        found["pdf_oxide"] = _pdf_oxide
    if find_spec("markitdown"):
        found["markitdown"] = _markitdown
    return found


def _pypdf(path: Path) -> str:
    return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _pdftotext(path: Path) -> str:
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def _pdfminer(path: Path) -> str:
    high_level: Any = importlib.import_module("pdfminer.high_level")
    return str(high_level.extract_text(io.BytesIO(path.read_bytes())))


def _pdf_oxide(path: Path) -> str:
    document = importlib.import_module("pdf_oxide").PdfDocument(str(path))
    return "\n\n".join(document.to_markdown(page) for page in range(document.page_count()))


def _markitdown(path: Path) -> str:
    return str(importlib.import_module("markitdown").MarkItDown().convert(str(path)).text_content)


def show_structure(score: ModuleType) -> None:
    """Print how much of the structure of the made documents comes out."""
    rows: list[list[str]] = []
    documents = [json.loads(line) for line in (PDF / "docs/manifest.jsonl").open()]
    for name, tool in {"wirecopy": wirecopy(), **peers()}.items():
        scored = []
        for document in documents:
            base = PDF / "docs" / document["id"]
            truth = json.loads(base.with_suffix(".json").read_text("utf-8"))
            text = base.with_suffix(".txt").read_text("utf-8")
            scored.append(score.score(tool(base.with_suffix(".pdf")), text, truth))
        total = score.summary(scored)
        rows.append(
            [
                name,
                *(f"{v:.3f}" if isinstance(v := total[key], float) else str(v) for key in COLUMNS),
            ]
        )
    print(table(f"Structure, {len(documents)} made documents", ["tool", *COLUMNS], rows))


def show_releases() -> None:
    """Print what the scorer of real releases says of the command and of pdftotext."""
    command = [sys.executable, str(RELEASES / "score.py"), "--kind", "pdf"]
    ours = shlex.join(
        [sys.executable, "-m", "wirecopy", "convert", "{file}", "--to", "json", "-o", "-"]
    )
    for title, more in (
        ("wirecopy", ["--cmd", ours]),
        ("pdftotext", ["--text", "--cmd", "pdftotext {file} -"]),
    ):
        done = subprocess.run([*command, *more], capture_output=True, text=True, check=False)
        told = [line for line in done.stdout.splitlines() if line.startswith("ALL")]
        print(f"Real releases, {title}: {' '.join(told[0].split()) if told else 'not scored'}")
    print()


def show_cost() -> None:
    """Print CPU per page and peak memory over the real releases that have text."""
    files: list[Path] = []
    for path in sorted((RELEASES / "files" / "pdf").glob("*.pdf")):
        try:
            door(str(path))
        except Exception as error:  # noqa: BLE001 (a file that any tool may refuse)
            print(f"left out: {path.name}: {error}")
        else:
            files.append(path)
    pages = sum(len(pypdf.PdfReader(path).pages) for path in files)
    rows: list[list[str]] = []
    own = sum(cost(lambda p=path: door(str(p)), seconds=0).warm for path in files)  # type: ignore[misc]
    rows.append(["wirecopy, whole door", f"{own / pages:.1f}", _memory("wirecopy")])
    for name, tool in peers().items():
        if name == "pdftotext":
            whole = sum(cost_of_command(["pdftotext", str(p), os.devnull]) for p in files)
            start = cost_of_command(["pdftotext", "-v"]) * len(files)
            rows.append(
                [name, f"{whole / pages:.1f} ({(whole - start) / pages:.1f})", _memory(name)]
            )
            continue
        spent = sum(cost(lambda p=path, t=tool: t(p), seconds=0).warm for path in files)  # type: ignore[misc]
        rows.append([name, f"{spent / pages:.1f}", _memory(name)])
    title = f"Cost on {len(files)} real releases, {pages} pages"
    print(table(title, ["tool", "CPU ms a page", "peak MB, 4 pages"], rows))


_ALONE = {
    "wirecopy": "from tests.benchmarks.bench_door import door; door(sys.argv[1])",
    "pypdf": "import pypdf; [p.extract_text() for p in pypdf.PdfReader(sys.argv[1]).pages]",
    "pdfminer.six": "from pdfminer.high_level import extract_text; extract_text(sys.argv[1])",
    "pdf_oxide": (
        "import pdf_oxide; d = pdf_oxide.PdfDocument(sys.argv[1]); "
        "[d.to_markdown(p) for p in range(d.page_count())]"
    ),
    "markitdown": "import markitdown; markitdown.MarkItDown().convert(sys.argv[1])",
    "pdftotext": (
        "import os, resource, subprocess; subprocess.run(['pdftotext', sys.argv[1], os.devnull]); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    ),
}
_PEAK = "; print(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1])"


def _memory(name: str) -> str:
    """Return the peak memory of a fresh process that reads a release of four pages, in MB."""
    path = next(p for p in sorted((RELEASES / "files" / "pdf").glob("*.pdf")) if _pages(p) == 4)
    code = f"import sys; {_ALONE[name]}" + ("" if name == "pdftotext" else _PEAK)
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False
    )
    return f"{int(done.stdout.split()[-1]) / 1024:.0f}" if done.stdout.split() else "-"


def _pages(path: Path) -> int:
    return len(pypdf.PdfReader(path).pages)


if __name__ == "__main__":
    raise SystemExit(main())
