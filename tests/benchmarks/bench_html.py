"""The HTML door beside other extractors: body text, structure, releases, cost and growth.

    python -m tests.benchmarks.bench_html                # the whole table
    python -m tests.benchmarks.bench_html --ablation     # what each rule of selection brings
    python -m tests.benchmarks.bench_html --growth       # cost of a page ten times as long

The measuring sets lie beside the repository (`../shared/bench`); without them nothing is measured
and one sentence says so. The peers are in the dependency group `bench`; one that is not installed
is left out. The pages of `wcxb` are split by site: a site whose host name (without `www.`) has a
SHA-256 with an even last byte was looked at while the rules were made (`tuned`), the others were
not (`unseen`).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from pipeline.collector import seldom_collected
from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.text import body_text
from pipeline.tree import Document, Source
from stages.clean.content import select_content
from stages.clean.selection.rules import RULES
from stages.read.html import read_html
from tests.benchmarks.measure import cost, table

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
HTML = BENCH / "html"
PEERS = ("trafilatura", "trafilatura-fast", "readability")
Extract = Callable[[str, str], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--ablation", action="store_true", help="leave out one rule at a time")
    parser.add_argument("--growth", action="store_true", help="measure growth alone")
    chosen = parser.parse_args(arguments)
    if chosen.growth:
        show_growth()
        return 0
    if not (HTML / "score.py").exists():
        print("The measuring sets are not here: they are expected in ../shared/bench.")
        return 0
    sys.path.insert(0, str(HTML))
    score = importlib.import_module("score")
    if chosen.ablation:
        show_ablation(score)
        return 0
    show_extractors(score)
    show_structure()
    show_releases()
    show_growth()
    return 0


def is_tuned(url: str) -> bool:
    """Tell whether the pages of a site were looked at while the rules were made."""
    host = urlsplit(url).netloc.lower().removeprefix("www.")
    return hashlib.sha256(host.encode()).digest()[-1] % 2 == 0


def whole_chain() -> Extract:
    """Return the extractor a user gets: every stage of the default chain."""
    pipeline = default_pipeline()

    def extract(html: str, url: str) -> str:
        source = Source("page.html", html.encode(), media_type="text/html", url=url)
        return body_text(clean_copy(source, pipeline)[0])

    return extract


def door_alone(without: tuple[str, ...] = ()) -> Extract:
    """Return the reader and the selection alone, without some rules, collected as in the chain."""

    @seldom_collected()
    def extract(html: str, url: str) -> str:
        context = Context("select-content")
        return body_text(select_content(_read(html, url), context, without=without))

    return extract


def load(name: str, score: ModuleType) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the truth and the pages of a set."""
    gold = json.loads((HTML / name / "ground-truth.json").read_text("utf-8"))
    return gold, {one: score.read_page(HTML / name, one) for one in gold}


def parts(gold: dict[str, Any], name: str) -> list[tuple[str, list[str]]]:
    """Return the names of the parts of a set and their pages."""
    if name == "aeb":
        return [("aeb", list(gold))]
    tuned = [one for one in gold if is_tuned(gold[one]["url"])]
    return [("wcxb tuned", tuned), ("wcxb unseen", [one for one in gold if one not in set(tuned)])]


def figures(score: ModuleType, gold: dict[str, Any], ids: Iterable[str], run: Any) -> Any:
    """Return F1, precision, recall and accuracy over some pages."""
    rows = [score.full_text_row(gold[one]["articleBody"], run.texts[one]) for one in ids]
    return score.full_text_figures(rows)


def show_extractors(score: ModuleType) -> None:
    """Print body F1, accuracy and CPU of the door, the whole chain and the peers, in one run."""
    makers: dict[str, Callable[[], Extract]] = {
        "wirecopy": whole_chain,
        "wirecopy, reading and selecting alone": door_alone,
        **{name: score.PEERS[name] for name in PEERS},
    }
    rows: dict[str, list[str]] = {name: [name] for name in makers}
    for data in ("aeb", "wcxb"):
        gold, pages = load(data, score)
        for name, make in makers.items():
            try:
                run = score.run_function(name, make(), pages, gold)
            except ImportError:
                rows.pop(name, None)
                continue
            for _, ids in parts(gold, data):
                found = figures(score, gold, ids, run)
                rows[name].append(f"{found['f1']:.4f} / {found['accuracy']:.3f}")
            rows[name].append(f"{run.cpu * 1000 / len(pages):.1f}")
    head = ["extractor", "aeb F1 / exact", "ms", "wcxb tuned", "wcxb unseen", "ms"]
    print(table("Body text of pages, CPU milliseconds a page", head, list(rows.values())))


def show_structure() -> None:
    """Print how many of the structure checks hold."""
    command = [sys.executable, str(HTML / "fidelity" / "check.py"), "-q", "--cmd"]
    command.append(f"{sys.executable} -m wirecopy convert {{html}} --to html -o -")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"\nStructure: {_line(done.stdout, 'kept') or done.stderr.strip()[-200:]}")


def show_releases() -> None:
    """Print what the labelled releases in HTML keep and leak, beside the peers."""
    folder = BENCH / "releases"
    python = shlex.quote(sys.executable)
    commands = {"wirecopy": [f"{python} -m wirecopy convert {{file}} --to json -o -", "map.json"]}
    for peer in ("trafilatura", "readability"):
        command = f"{python} {folder / 'peers.py'} {peer} {{file}}"
        commands[peer] = [command, "map-peers.json"]
    rows = []
    for name, (command, fields) in commands.items():
        done = subprocess.run(
            [
                sys.executable,
                str(folder / "score.py"),
                "--kind",
                "html",
                "--cmd",
                command,
                "--map",
                str(folder / fields),
                "-v",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        found = [_after(done.stdout, word) for word in ("must_contain", "leaks", "links")]
        rows.append([name, *found, _after(done.stdout, "headline")])
    head = ["tool", "must_contain", "leaks", "links", "headline"]
    print("\n" + table("Labelled releases in HTML", head, rows))


def show_ablation(score: ModuleType) -> None:
    """Print the door's figures with one rule of selection left out at a time."""
    rules = ("", *(name for name, _ in RULES))
    rows: dict[str, list[str]] = {rule: [rule or "all rules"] for rule in rules}
    for data in ("aeb", "wcxb"):
        gold, pages = load(data, score)
        read = {one: _read(score.decode(page), gold[one]["url"]) for one, page in pages.items()}
        for rule in rules:
            without = (rule,) if rule else ()
            run = score.Run(rule)
            for one, document in read.items():
                context = Context("select-content")
                run.texts[one] = body_text(select_content(document, context, without=without))
            for _, ids in parts(gold, data):
                found = figures(score, gold, ids, run)
                rows[rule].append(f"{found['f1']:.4f} / {found['accuracy']:.3f}")
    head = ["without", "aeb F1 / exact", "wcxb tuned", "wcxb unseen"]
    print(table("What each rule of selection brings", head, list(rows.values())))


def _read(html: str, url: str) -> Document:
    source = Source("page.html", html.encode(), media_type="text/html", url=url)
    document: Document = read_html(source, Context("read-html"))
    return document


def show_growth() -> None:
    """Print what a page costs to read and select, tenfold longer up to 9 MB."""
    rows: list[list[str]] = []
    before = 0.0
    for times in (20, 200, 2000, 20_000):
        page = made_page(times)
        found = cost(partial(door_alone(), page, "https://www.example.com/"), least=2)
        growth = f"{found.warm / before:.1f}" if before else ""
        rows.append([f"{len(page):,}", f"{found.warm:.1f}", growth])
        before = found.warm
    print("\n" + table("Growth", ["characters", "CPU ms", "times the last"], rows))


def made_page(times: int) -> str:
    """Return a page of navigation, paragraphs, lists, tables and teasers, each `times` over."""
    link = '<li><a href="/p/{n}?utm_source=x">Page {n} of the site</a></li>'
    text = (
        "<h2>Part {n} of the report</h2><p>The works opened gate {n} on Monday, and <b>all {n}</b> "
        'keels passed it, said <a href="/people/{n}">Ada Fenwick</a>, who runs the place.</p>'
        "<ul><li>First point {n}</li><li>Second point {n}</li></ul>"
        "<table><tr><th>Year</th><th>Keels</th></tr><tr><td>2026</td><td>{n}</td></tr></table>"
    )
    links = "".join(link.format(n=n) for n in range(times))
    body = "".join(text.format(n=n) for n in range(times))
    teasers = "".join(
        f'<div class="card"><h3><a href="/t/{n}">Other news {n}</a></h3><p>Short.</p></div>'
        for n in range(times)
    )
    return (
        "<!doctype html><html lang=en><title>The works open a gate</title><body>"
        f"<nav><ul>{links}</ul></nav><main><article><h1>The works open a gate</h1>{body}"
        f"</article><section>{teasers}</section></main></body></html>"
    )


def _line(text: str, word: str) -> str:
    return next((line.strip() for line in text.splitlines() if word in line), "")


def _after(text: str, word: str) -> str:
    found = re.findall(rf"\b{word}[=\s]+([\d.]+/\d+)", text)
    return found[-1] if found else ""


if __name__ == "__main__":
    sys.exit(main())
