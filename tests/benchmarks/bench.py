"""Measure wirecopy over its samples and print tables: `make bench`."""

from __future__ import annotations

import argparse
import logging
import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.doors import doors, growth
from tests.benchmarks.measure import cost_of_command, ms, table, times
from tests.benchmarks.memory import memory
from tests.benchmarks.renditions import renditions
from tests.benchmarks.shares import shares

SAMPLES = Path(__file__).parents[2] / "samples" / "releases"
IMPORTS = "import lxml.html, yaml"


def cold() -> str:
    """Return what the command costs from its start, beside Python with two imports."""
    base = cost_of_command([sys.executable, "-c", IMPORTS])
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    rows = [[f"python -c '{IMPORTS}'", ms(base), "1.00x"]]
    for arguments in (
        ["--help"],
        ["convert", str(SAMPLES / "harbour-gate.txt"), "--to", "json", "-o", "-"],
        ["convert", str(SAMPLES / "harbour-gate.html"), "--to", "json", "-o", "-"],
        ["convert", str(SAMPLES / "harbour-gate.pdf"), "--to", "json", "-o", "-"],
        ["convert", str(SAMPLES / "harbour-gate.txt"), "--to", "html", "-o", "-"],
        ["convert", str(SAMPLES / "harbour-gate.txt"), "--to", "epub", "-o", "-"],
        ["convert", str(SAMPLES / "harbour-gate.txt"), "--to", "pdf", "-o", "-"],
    ):
        spent = cost_of_command([*command, *arguments], times=3)
        shown = " ".join(Path(a).name if "/" in a else a for a in arguments)
        rows.append([f"wirecopy {shown}", ms(spent), times(spent, base)])
    return table("Cold start: CPU ms of the whole process", ("command", "ms", "ratio"), rows)


def machine() -> str:
    """Return what the figures were measured on."""
    names = ("weasyprint", "lxml", "pypdf", "pypdfium2")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()} on {platform.machine()}; {versions}\n"


def main() -> None:
    """Print the tables asked for; all without arguments."""
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    logging.getLogger("weasyprint").propagate = False
    paths = sorted(path for path in SAMPLES.iterdir() if path.is_file())
    parts: dict[str, Callable[[], str]] = {
        "doors": lambda: doors(paths),
        "shares": lambda: shares(paths),
        "renditions": lambda: renditions(paths),
        "memory": lambda: memory(paths),
        "cold": cold,
        "growth": growth,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(parts)}")
    asked = parser.parse_args().parts or list(parts)
    if unknown := [name for name in asked if name not in parts]:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(parts)}")
    print(machine())
    for name in asked:
        print(parts[name](), flush=True)


if __name__ == "__main__":
    main()
