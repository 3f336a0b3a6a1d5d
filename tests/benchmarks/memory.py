"""What a worker holds after many documents: growth of its memory over 500 conversions."""

from __future__ import annotations

import gc
import multiprocessing
import resource
from pathlib import Path

from pipeline.convert import convert_source
from pipeline.plan import default_pipeline
from tests.benchmarks.doors import source_of
from tests.benchmarks.measure import table

DOCUMENTS = 500
_WARM = 50
"""Documents after which everything that is loaded once has been loaded."""


def memory(paths: list[Path]) -> str:
    """Return the table of memory growth, each row a worker of its own, in MB."""
    rows = [[names, *_in_worker(paths, names)] for names in ("json", "html, epub", "pdf")]
    head = ("renditions", f"MB after {_WARM}", f"MB after {DOCUMENTS}", "growth MB")
    return table(f"Memory of one worker over {DOCUMENTS} documents", head, rows)


def _in_worker(paths: list[Path], names: str) -> list[str]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        warm, done = pool.apply(grow, (paths, names.split(", ")))
    return [f"{warm:.0f}", f"{done:.0f}", f"{done - warm:+.1f}"]


def grow(paths: list[Path], names: list[str]) -> tuple[float, float]:
    """Return the megabytes resident after warming up and after all documents."""
    sources = [source_of(path) for path in paths]
    pipeline = default_pipeline(names)
    warm = 0.0
    for number in range(DOCUMENTS):
        convert_source(sources[number % len(sources)], pipeline)
        if number + 1 == _WARM:
            warm = resident()
    return warm, resident()


def resident() -> float:
    """Return the megabytes this process holds now; where the system does not say, its peak."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / (1 << 20)
