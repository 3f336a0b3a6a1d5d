"""Run the command as a person does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
RELEASES = ROOT / "samples" / "releases"
COMMAND = (sys.executable, "-m", "wirecopy")


def wirecopy(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path = ROOT, width: int = 100
) -> subprocess.CompletedProcess[bytes]:
    """Return what the command printed and how it ended."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(width)}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment,
        timeout=120,
        check=False,
    )


def lines(data: bytes) -> list[str]:
    """Return the lines of what was printed."""
    return data.decode("utf-8").splitlines()
