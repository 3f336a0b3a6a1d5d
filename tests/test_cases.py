"""Golden cases: folders `cases/<stage>/<case>/` with `in.*`, `out.txt`, `why.md`.

`in.txt`, `in.html`, `in.pdf` or `in.eml` is read; then the stages named in `stages.txt` (a line
each; without the file: the stage the folder is named after) run; `out.txt` is what `view` shows
of the result. `facts.yaml`, where it is there, holds release fields that must come out. Set
UPDATE_CASES=1 to write `out.txt` anew, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from pipeline.account import backward, forward
from pipeline.checker import faults
from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.stage import Kind
from pipeline.tree import Source
from tests.view import view

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/why.md"))


def stages_of_case(folder: Path) -> list[str]:
    told = folder / "stages.txt"
    if told.exists():
        return told.read_text("utf-8").split()
    return [folder.parent.name]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_case(folder: Path) -> None:
    """The case comes out as an editor wrote it down, and the books are right."""
    registry = Registry()
    steps = [Step(registry.get(name)) for name in stages_of_case(folder)]
    pipeline = Pipeline(
        name="case",
        read=Step(registry.get("read")),
        transforms=tuple(step for step in steps if step.stage.kind is Kind.TRANSFORM),
        renditions=(),
        registry=registry,
    )
    (received,) = folder.glob("in.*")
    document, account = clean_copy(Source(received.name, received.read_bytes()), pipeline)
    assert faults(account, document.release) == []
    assert forward(account) == account.output_text
    assert backward(account, document.release) == account.source_text
    expected = folder / "out.txt"
    if os.environ.get("UPDATE_CASES"):
        expected.write_text(view(document), "utf-8")
    assert view(document) == expected.read_text("utf-8")
    facts = folder / "facts.yaml"
    if facts.exists():
        wanted = yaml.safe_load(facts.read_text("utf-8"))
        got = msgspec.json.decode(msgspec.json.encode(document.release))
        assert {key: _named(got[key], wanted[key]) for key in wanted} == wanted


def _named(got: Any, wanted: Any) -> Any:
    """Return what came out, of objects in lists only the keys that the case names."""
    if not (isinstance(got, list) and isinstance(wanted, list) and len(got) == len(wanted)):
        return got
    return [
        {key: one[key] for key in other} if isinstance(one, dict) else one
        for one, other in zip(got, wanted, strict=True)
    ]
