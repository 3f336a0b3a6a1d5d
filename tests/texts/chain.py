"""The text door and its repairs, alone: what tests and benchmarks of them run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.account import Account
from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.tree import Document, Source

HERE = Path(__file__).parent
STAGES = (
    "drop-page-marks",
    "repair-encoding",
    "repair-characters",
    "rejoin-lines",
    "repair-signs",
    "tidy-spaces",
)


@cache
def text_pipeline(stages: tuple[str, ...] = STAGES) -> Pipeline:
    registry = Registry()
    return Pipeline(
        name="text",
        read=Step(registry.get("read-text")),
        transforms=tuple(Step(registry.get(name)) for name in stages),
        renditions=(),
        registry=registry,
    )


def repaired(text: str | bytes, stages: tuple[str, ...] = STAGES) -> tuple[Document, Account]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return clean_copy(Source("received.txt", data), text_pipeline(stages))


@cache
def damaged() -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load((HERE / "damaged.yaml").read_text("utf-8"))
    return found


@cache
def clean_texts() -> list[tuple[str, str]]:
    """Return (language, text) of 520 sound texts: sentences of a language in many orders."""
    sentences: dict[str, list[Any]] = yaml.safe_load((HERE / "sentences.yaml").read_text("utf-8"))
    texts: list[tuple[str, str]] = []
    for language, lines in sentences.items():
        for number in range(40):
            step = 1 + number // len(lines)
            chosen = [lines[(number + k * step) % len(lines)] for k in range(2 + number % 3)]
            space = "" if language in {"ja", "zh"} else " "
            texts.append((language, ("\n\n" if number % 2 else space).join(chosen)))
    return texts
