"""The same document gives the same bytes, whatever the process and its hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROGRAM = """
import hashlib, sys
from pipeline.registry import Registry
from tests.stages.render.documents import context, full
for name in sys.argv[1:]:
    made = Registry().get(name).function(full(), context(full()))
    print(name, hashlib.sha256(made.data).hexdigest())
"""
KINDS = ["pdf", "epub", "html", "json", "jsonld", "ninjs", "newsml-g2", "markdown", "text"]


def digests(seed: str, zone: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *KINDS],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
    )
    assert done.stderr == ""
    return done.stdout


def test_two_processes_agree() -> None:
    """Two hash seeds and two time zones make no difference, and nothing is said on the way."""
    assert digests("1", "Asia/Tokyo") == digests("2", "America/Lima")
