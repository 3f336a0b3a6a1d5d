"""What each stage costs of one text, warm: from bytes to JSON, with the books kept around it."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from msgspec.structs import replace

from pipeline.convert import convert_source
from pipeline.ledger import Ledger
from pipeline.plan import Pipeline, Step, default_pipeline
from pipeline.tree import Source
from tests.benchmarks.doors import source_of
from tests.benchmarks.measure import ms, table

SEED = Path(__file__).parents[3] / "shared" / "bench" / "seed" / "cgtn-release.txt"
RUNS = 300
_WARM = 20


def shares(samples: list[Path]) -> str:
    """Return the table of one release of two pages, text to JSON, warm; CPU milliseconds.

    The release is the one of the measuring sets; where they are not at hand, the first text sample.
    """
    path = SEED if SEED.exists() else next(p for p in samples if p.suffix == ".txt")
    source, pipeline = source_of(path), default_pipeline(("json",))
    whole = [run["whole"] for run in _runs(source, pipeline)]
    spent: dict[str, float] = defaultdict(float)
    parts: dict[str, list[float]] = defaultdict(list)
    with _timed_books(spent):
        for run in _runs(source, _timed(pipeline, spent), spent):
            for name, cost in run.items():
                parts[name].append(cost)
    del parts["whole"]
    middle = {name: median(costs) for name, costs in parts.items()}
    total = sum(middle.values())
    rows = [[path.name, ms(median(whole)), f"least {ms(min(whole))}"]]
    rows.extend(
        [f"  {name}", f"{middle[name]:.2f}", f"{middle[name] / total:.0%}"]
        for name in sorted(middle, key=middle.__getitem__, reverse=True)
    )
    title = f"Shares: CPU ms of one text to JSON, warm, the middle one of {RUNS} runs"
    return table(title, ("part", "ms", "share"), rows)


def _runs(
    source: Source, pipeline: Pipeline, spent: dict[str, float] | None = None
) -> Iterator[dict[str, float]]:
    """Yield what each of the runs cost, those before it is warm left out."""
    gc.collect()
    for number in range(RUNS + _WARM):
        if spent is not None:
            spent.clear()
        start = time.process_time()
        convert_source(source, pipeline)
        whole = (time.process_time() - start) * 1000
        if number >= _WARM:
            yield {"whole": whole, **(spent or {})}


def _timed(pipeline: Pipeline, spent: dict[str, float]) -> Pipeline:
    """Return the pipeline with stages that add what they cost to `spent`, by name."""

    def step(one: Step) -> Step:
        function = _watched(one.stage.function, one.stage.name, spent)
        return replace(one, stage=replace(one.stage, function=function))

    return replace(
        pipeline,
        read=step(pipeline.read),
        transforms=tuple(map(step, pipeline.transforms)),
        renditions=tuple(map(step, pipeline.renditions)),
    )


def _watched(function: Callable[..., Any], name: str, spent: dict[str, float]) -> Any:
    def call(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        result = function(*arguments, **options)
        spent[name] += (time.perf_counter() - start) * 1000
        return result

    return call


@contextmanager
def _timed_books(spent: dict[str, float]) -> Iterator[None]:
    names = {"__init__": "books: open", "audit": "books: compare", "close": "books: close"}
    before = {name: getattr(Ledger, name) for name in names}
    for name, shown in names.items():
        setattr(Ledger, name, _watched(before[name], shown, spent))
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(Ledger, name, function)
