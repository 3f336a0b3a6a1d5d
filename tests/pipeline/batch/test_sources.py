"""Which documents a run takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.batch.sources import Shard, find_sources, parse_shard
from pipeline.errors import ConfigurationError
from pipeline.plan import default_pipeline


def test_patterns(tmp_path: Path) -> None:
    """Patterns are relative to the pipeline; a file is taken once, the output folder never."""
    for name in ("in/a.txt", "in/deep/b.txt", "out/in/c.txt", "in/d.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", "utf-8")
    pipeline = replace(
        default_pipeline(()),
        folder=str(tmp_path),
        output="out/{stem}",
        sources=("**/*.txt", "in/a.*", "in/missing.txt"),
    )
    found = [Path(path).relative_to(tmp_path).as_posix() for path in find_sources(pipeline)]
    assert found == ["in/a.txt", "in/deep/b.txt", "in/missing.txt"]


def test_shard() -> None:
    """`3/8` is the third of eight parts."""
    assert parse_shard("3/8") == Shard(3, 8)


@pytest.mark.parametrize("text", ["0/8", "9/8", "3", "a/b", "3/", "-1/8"])
def test_wrong_shard(text: str) -> None:
    """What is no shard is refused."""
    with pytest.raises(ConfigurationError, match="is no shard"):
        parse_shard(text)
