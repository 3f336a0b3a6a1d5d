"""Every rule of every repair acts on one text and holds back from a near one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from pipeline.account import Account
from pipeline.convert import clean_copy
from pipeline.plan import Step
from pipeline.text import document_text
from pipeline.tree import Document, Source
from tests.texts.chain import repaired, text_pipeline

ROOT = Path(__file__).resolve().parents[3]
CLEAN = ROOT / "stages" / "clean"
PARTS = {
    "drop-page-marks": ("page_marks",),
    "repair-encoding": ("mojibake", "quoted_printable", "wrong_page"),
    "repair-characters": ("characters",),
    "rejoin-lines": ("joining", "lines"),
    "repair-signs": ("lost_letters", "lost_signs", "witnesses"),
    "tidy-spaces": ("spaces",),
}
TABLE: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
    (ROOT / "tests" / "texts" / "rules.yaml").read_text("utf-8")
)
RULES = [(stage, rule) for stage, rules in TABLE.items() for rule in rules]
_NAME = re.compile("[a-z][a-z0-9]*(?:-[a-z]+)*")
FLAT = "The harbour opened its second dock at noon, and the crew that had built it was proud. " * 5


def received(text: str, door: str) -> tuple[Document, Account]:
    text = text.replace("&flat;", FLAT.strip())
    if door == "text":
        return repaired(text)
    pipeline = text_pipeline()
    read = Step(pipeline.registry.get(f"read-{door}"))
    source = Source(f"received.{door}", f"<meta charset=utf-8><p>{text}</p>".encode())
    return clean_copy(source, msgspec.structs.replace(pipeline, read=read))


def named_in(stage: str) -> set[str]:
    """Return the rules that the code of a stage names: of edits, joins and reasons for removal."""
    found: set[str] = set()
    for part in PARTS[stage]:
        file = CLEAN / f"{part}.py"
        if file.exists():
            found.update(_named(ast.parse(file.read_text("utf-8"))))
    return found


def _named(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            at = {"Edit": len(node.args) - 2, "Join": 2, "because": 0}.get(name, 99)
            rule = node.args[at] if 0 <= at < len(node.args) else None
            yield from _rule(rule)
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
            rule, why = node.elts
            if ast.unparse(why).startswith("_WHY") or isinstance(why, ast.Constant):
                yield from _rule(rule)


def _rule(node: ast.expr | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and re.fullmatch(
        "[a-z][a-z0-9]*(?:-[a-z]+)*", str(node.value)
    ):
        yield str(node.value)


@pytest.mark.parametrize("stage", sorted(PARTS))
def test_every_rule_has_both_cases(stage: str) -> None:
    """The rules in the code of a stage are those of the table, no more and no fewer."""
    assert named_in(stage) == set(TABLE[stage])
    for rule, case in TABLE[stage].items():
        assert {"acts", "copy", "holds"} <= set(case), rule


@pytest.mark.parametrize(("stage", "rule"), RULES)
def test_rule_acts(stage: str, rule: str) -> None:
    """The rule acts under its own name, with a sentence why, and the copy is right."""
    case = TABLE[stage][rule]
    document, account = received(case["acts"], case.get("door", "text"))
    acted = [o for o in account.operations if (o.stage, o.rule) == (stage, rule)]
    assert acted or "quiet" in case, [
        (o.stage, o.rule, o.before) for o in account.operations if o.op != "keep"
    ]
    assert all(o.why and len(o.why.split()) > 3 for o in acted)
    assert document_text(document) == case["copy"].replace("&flat;", FLAT.strip())


@pytest.mark.parametrize(("stage", "rule"), RULES)
def test_rule_holds_back(stage: str, rule: str) -> None:
    """The rule leaves the near text alone."""
    case = TABLE[stage][rule]
    _, account = received(case["holds"], case.get("door", "text"))
    assert not [o for o in account.operations if (o.stage, o.rule) == (stage, rule)]
