"""Imports run one way: the engine knows no stage, the stages know only the types they work on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = (
    ("pipeline.cli",),
    ("pipeline.batch",),
    ("pipeline.convert", "pipeline.config"),
    ("pipeline.plan", "pipeline.registry", "pipeline.ledger"),
    ("pipeline.context", "pipeline.stage"),
    ("pipeline.tree",),
)
"""From above to below: a layer may import itself and what stands under it."""
ENGINE_FOR_STAGES = {
    f"pipeline.{name}"
    for name in (
        "account",
        "align",
        "checker",
        "context",
        "edit",
        "errors",
        "pattern",
        "reading",
        "registry",
        "stage",
        "text",
        "tree",
    )
}
"""What a stage may use of the engine; `pipeline.registry` for the line in the table."""


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, inside functions too, `from` targets included."""
    package = name_of(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{package} imports relatively in line {node.lineno}"
            yield node.module or ""


def layer(module: str) -> int | None:
    for number, names in enumerate(LAYERS):
        if any(module == name or module.startswith((f"{name}.", f"{name}_")) for name in names):
            return number
    return None


@pytest.mark.parametrize("path", modules("pipeline"), ids=name_of)
def test_engine_never_imports_stages(path: Path) -> None:
    """The engine reaches stages by name through the registry alone."""
    assert [name for name in imported(path) if name.split(".")[0] == "stages"] == []


@pytest.mark.parametrize("path", modules("stages"), ids=name_of)
def test_stages_know_only_the_types_they_work_on(path: Path) -> None:
    """A stage uses the tree, its context and the text, never the machinery that runs it."""
    engine = {name for name in imported(path) if name.split(".")[0] in {"pipeline", "wirecopy"}}
    assert sorted(engine - ENGINE_FOR_STAGES) == []


@pytest.mark.parametrize("path", modules("pipeline"), ids=name_of)
def test_layers_import_downwards(path: Path) -> None:
    """`cli -> batch -> convert, config -> plan, registry, ledger -> context, stage -> tree`."""
    mine = layer(name_of(path))
    if mine is None:
        return
    upwards = [
        name for name in imported(path) if (theirs := layer(name)) is not None and theirs < mine
    ]
    assert upwards == []
