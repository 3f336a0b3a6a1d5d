"""A small desk for tests of runs: releases, a pipeline over them, and what lies there after."""

from __future__ import annotations

from pathlib import Path

BAD_STAGES = Path(__file__).with_name("bad_stages.py")
RELEASE = "The quay opens\n\nPORT ELLERY, 14 May 2026 - The quay opens on Monday, the port said.\n"


def write_desk(
    folder: Path,
    *,
    names: tuple[str, ...] = ("harmless-1.txt", "victim.txt", "harmless-2.txt"),
    stages: str = "",
    renditions: str = "json",
    output: str = "out/{stem}",
    limits: str = "seconds: 20",
) -> Path:
    """Write releases and a pipeline over them, and return the pipeline's path."""
    for name in names:
        (folder / name).write_text(f"{name}\n\n{RELEASE}", "utf-8")
    pipeline = folder / "desk.yaml"
    pipeline.write_text(
        f"plugins: [{BAD_STAGES}]\n"
        "sources: ['*.txt']\n"
        f"stages: [read{', ' if stages else ''}{stages}]\n"
        f"renditions: [{renditions}]\n"
        f"output: '{output}'\n"
        f"limits: {{{limits}}}\n",
        "utf-8",
    )
    return pipeline


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, hidden ones too."""
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
