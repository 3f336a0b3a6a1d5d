"""Facts in the text, held against golden cases: what was found, missed, and invented.

    python -m tests.benchmarks.bench_facts

The cases are our own fiction, one that has the facts and one that holds back per language; the
figures say that the rules do what they were written for, not how often a release of the world is
read right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.tree import Source
from tests.benchmarks.measure import table

CASES = Path(__file__).resolve().parents[1] / "cases" / "recognise-release"
FIELDS = ("kind", "number", "tickers", "quotations", "media", "correction")


def main(_arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    show_facts()
    return 0


def show_facts() -> None:
    """Print, for each field, how many values were wanted, found, missed and invented."""
    wanted, found, invented = Counter[str](), Counter[str](), Counter[str]()
    pipeline = default_pipeline(())
    folders = sorted(path.parent for path in CASES.glob("*-facts/facts.yaml"))
    for folder in folders:
        source = Source("in.txt", (folder / "in.txt").read_bytes())
        release = clean_copy(source, pipeline)[0].release
        got = json.loads(msgspec.json.encode(release))
        for field, value in yaml.safe_load((folder / "facts.yaml").read_text("utf-8")).items():
            want, have = _values(value), _values(got[field])
            wanted[field] += len(want)
            found[field] += sum(one in have for one in want)
            invented[field] += sum(one not in want for one in have)
    rows = [
        [
            field,
            str(wanted[field]),
            str(found[field]),
            str(wanted[field] - found[field]),
            str(invented[field]),
        ]
        for field in FIELDS
    ]
    head = ("fact", "wanted", "found", "missed", "invented")
    title = f"Facts in the text, {len(folders)} golden cases"
    sys.stdout.write(table(title, head, rows) + "\n\n")


def _values(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


if __name__ == "__main__":
    sys.exit(main())
