"""Where the output is a device or a pipe, the copy is written into it and it stays what it is."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

RELEASE = Path(__file__).parents[3] / "samples" / "releases" / "fernwaerme.txt"


def test_pipe_stays_a_pipe(tmp_path: Path) -> None:
    """A named pipe given as output gets the copy and is not replaced by a file."""
    pipe = tmp_path / "copy.json"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    done = subprocess.run(
        [*command, "convert", str(RELEASE), "-o", str(pipe)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    if done.returncode:
        pipe.write_bytes(b"")
    reader.join()
    assert done.returncode == 0, done.stderr
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert got[0].startswith(b"{")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.json"]
