"""Judge every sample in every theme by the validators of the field, and print what they find.

    python -m tests.conformance.run [--theme NAME] [--sample WORD] [--skip ace]

Exit status 0 only when every figure of the table is 0 and every validator ran.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.context import Context
from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.registry import Registry
from pipeline.tree import Source
from stages.render.themes import theme_names
from tests.conformance import tools

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "releases"
MADE = tools.TOOLS / "renditions"
SUFFIXES = {"pdf": ".pdf", "epub": ".epub", "html": ".xhtml"}
Found = dict[Path, list[str]]
COLUMNS = ("PDF/A-3a", "PDF/UA-1", "qpdf", "epubcheck", "Ace", "Nu", "axe")


def say(*words: str, error: bool = False) -> None:
    """Write a line."""
    stream = sys.stderr if error else sys.stdout
    stream.write(" ".join(words) + "\n")
    stream.flush()


def render(themes: list[str], word: str) -> dict[tuple[str, str], dict[str, Path]]:
    """Write the renditions; return their paths by sample and theme."""
    registry = Registry()
    pipeline = default_pipeline()
    MADE.mkdir(parents=True, exist_ok=True)
    made: dict[tuple[str, str], dict[str, Path]] = {}
    for sample in sorted(SAMPLES.iterdir()):
        if word not in sample.name:
            continue
        source = Source(sample.name, sample.read_bytes())
        document, account = clean_copy(source, pipeline)
        for theme in themes:
            paths: dict[str, Path] = {}
            for name, suffix in SUFFIXES.items():
                path = MADE / f"{sample.name.replace('.', '-')}-{theme}{suffix}"
                given = Context(name, source=source, account=account)
                rendition = registry.get(name).function(document, given, template=theme)
                path.write_bytes(rendition.data)
                paths[name] = path
            made[sample.name, theme] = paths
    return made


def judge(
    made: dict[tuple[str, str], dict[str, Path]], skipped: list[str]
) -> dict[str, Found | str]:
    """Run the validators; a column is what was found by path, or why it could not run."""

    def paths(kind: str) -> list[Path]:
        return [each[kind] for each in made.values()]

    def vera(profile: str) -> Callable[[], Found]:
        return lambda: {
            path: said.get(profile, ["not checked"]) for path, said in checked().items()
        }

    cache: list[dict[Path, dict[str, list[str]]]] = []

    def checked() -> dict[Path, dict[str, list[str]]]:
        if not cache:
            cache.append(tools.verapdf(*paths("pdf")))
        return cache[0]

    work: dict[str, Callable[[], Found]] = {
        "PDF/A-3a": vera("PDF/A-3a"),
        "PDF/UA-1": vera("PDF/UA-1"),
        "qpdf": lambda: tools.qpdf(*paths("pdf")),
        "epubcheck": lambda: tools.epubcheck(*paths("epub")),
        "Ace": lambda: tools.ace(*paths("epub")),
        "Nu": lambda: tools.nu(*paths("html")),
        "axe": lambda: tools.axe(*paths("html")),
    }
    results: dict[str, Found | str] = {}
    for name, run in work.items():
        if name.lower() in skipped:
            results[name] = "skipped"
            continue
        say(f"{name} ...", error=True)
        try:
            results[name] = run()
        except tools.MissingToolError as error:
            results[name] = str(error)
    return results


def main() -> int:
    """Print the table and what was found; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--theme", action="append", choices=theme_names())
    parser.add_argument("--sample", default="", help="only samples with this in their name")
    parser.add_argument("--skip", action="append", default=[], type=str.lower)
    given = parser.parse_args()
    made = render(given.theme or theme_names(), given.sample)
    results = judge(made, given.skip)
    width = max((len(sample) + len(theme) + 3 for sample, theme in made), default=10)
    say(" " * width, *(f"{column:>9}" for column in COLUMNS))
    details: list[str] = []
    clean = True
    kinds = {"qpdf": "pdf", "PDF/A-3a": "pdf", "PDF/UA-1": "pdf", "Nu": "html", "axe": "html"}
    for (sample, theme), paths in made.items():
        cells: list[str] = []
        for column in COLUMNS:
            result = results[column]
            if isinstance(result, str):
                cells.append("-")
                continue
            found = result.get(paths[kinds.get(column, "epub")], ["no answer"])
            cells.append(str(len(found)))
            details += [f"{sample} {theme} {column}: {said}" for said in found]
        clean = clean and all(cell == "0" for cell in cells)
        say(f"{sample} / {theme}".ljust(width), *(f"{cell:>9}" for cell in cells))
    for column in COLUMNS:
        if isinstance(results[column], str):
            say(f"{column}: not run: {results[column]}")
    say("\n".join(dict.fromkeys(details)))
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
