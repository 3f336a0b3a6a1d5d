"""The text door and its repairs: damage repaired, sound text left alone, cost and growth.

    python -m tests.benchmarks.bench_text

The damaged and the sound texts are the project's own (`tests/texts`): `damaged.yaml` was written
with the rules, the accidents (`accidents.py`) are what programs do to sound text, whatever the
rules. The seed and the labelled releases lie beside the repository (`../shared/bench`); without
them their rows are left out. The figure of ftfy is that of the same texts with its options least
harmful to releases.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from rapidfuzz.distance import Levenshtein

from pipeline.align import digits
from pipeline.convert import convert_source
from pipeline.plan import default_pipeline
from pipeline.text import document_text
from pipeline.tree import Source
from tests.benchmarks.measure import cost, table
from tests.benchmarks.repairs import (
    accident_rows,
    curly_ftfy,
    release_rows,
    sound_rows,
    wrapped_rows,
)
from tests.texts.chain import again, clean_texts, damaged, damaged_bytes, repaired

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
_SENTENCE = "The company said its new works in the northern valley will open next year and hire. "


def main() -> int:
    """Print the table."""
    rows = [*repairs(), *accident_rows(), *sound(), *sound_rows(), *wrapped_rows(), *twice()]
    rows.extend([*speed(), *labelled()])
    print(table("Text door", ("measure", "result", "goal"), rows))
    return 0


def repairs() -> list[tuple[str, str, str]]:
    """Count damaged texts that come out as they must, and those that come out worse."""
    cases = damaged()
    mine, worse = _judged(lambda text: document_text(repaired(text)[0]))
    other, other_worse = _judged(curly_ftfy)
    encodings = damaged_bytes()
    right = sum(document_text(repaired(data)[0]) == text for _, data, text in encodings)
    languages = len({case["language"] for case in cases})
    return [
        (f"damaged texts repaired ({languages} languages)", f"{mine}/{len(cases)}", ">= .95"),
        ("  made worse", f"{worse}", "0"),
        ("  ftfy, curly marks kept", f"{other}/{len(cases)}, {other_worse} worse", "-"),
        ("bytes in other encodings read right", f"{right}/{len(encodings)}", ">= .95"),
    ]


def _judged(repair: Callable[[str], str]) -> tuple[int, int]:
    """Return how many texts come out right, and how many further from right than received."""
    right = worse = 0
    for case in damaged():
        got, wanted = _flat(repair(case["received"])), _flat(case["copy"])
        right += got == wanted
        before = Levenshtein.distance(_flat(case["received"]), wanted)
        worse += Levenshtein.distance(got, wanted) > before
    return right, worse


def _flat(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip()


def sound() -> list[tuple[str, str, str]]:
    """Count sound texts whose letters or digits a repair changed, and those changed at all."""
    texts = [text for _, text in clean_texts()]
    letters = changed = 0
    for text in texts:
        got = document_text(repaired(text)[0])
        changed += got != text
        letters += _letters(got) != _letters(text) or digits(got) != digits(text)
    return [
        (f"sound texts with a letter or digit changed, of {len(texts)}", str(letters), "0"),
        ("  with any character changed", str(changed), "-"),
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def twice() -> list[tuple[str, str, str]]:
    """Count repaired texts that a second repair changes."""
    texts = [case["received"] for case in damaged()] + [text for _, text in clean_texts()]
    changed = 0
    for text in texts:
        once = repaired(text)[0]
        changed += document_text(again(once)) != document_text(once)
    return [(f"repaired texts that change when repaired again, of {len(texts)}", str(changed), "0")]


def speed() -> list[tuple[str, str, str]]:
    """Measure text to JSON, all stages and the account, in processor time."""
    pipeline = default_pipeline()
    rows: list[tuple[str, str, str]] = []
    seed = BENCH / "seed" / "cgtn-release.txt"
    if seed.exists():
        source = Source(seed.name, seed.read_bytes())
        warm = cost(lambda: convert_source(source, pipeline), seconds=2).warm
        rows.append(("seed, text to JSON with account, warm", f"{warm:.1f} ms", "<= 4 ms"))
    times = {size: _seconds(size) for size in (1, 10)}
    rows.append(("1 MB of text to JSON with account", f"{times[1]:.2f} s", "<= 0.6 s"))
    rows.append(("10 MB against 1 MB", f"{times[10] / times[1]:.1f} times", "10 times"))
    return rows


def _seconds(megabytes: int) -> float:
    """Return the processor seconds that so much hard-wrapped text takes."""
    words = (_SENTENCE * 12).split()
    lines: list[str] = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    paragraph = "\n".join(lines) + "\n\n"
    parts = [f"Part {k}. {paragraph}" for k in range(megabytes * 1_000_000 // len(paragraph))]
    source = Source("long.txt", "".join(parts).encode())
    pipeline = default_pipeline()
    limits = msgspec.structs.replace(pipeline.limits, seconds=600)
    pipeline = msgspec.structs.replace(pipeline, limits=limits)
    start = time.process_time()
    convert_source(source, pipeline)
    return time.process_time() - start


def labelled() -> list[tuple[str, str, str]]:
    """Run the seed's checker and the scorer of the labelled releases, where they are."""
    rows: list[tuple[str, str, str]] = []
    check, score = BENCH / "seed" / "check.py", BENCH / "releases" / "score.py"
    if check.exists():
        rows.append(("seed, facts", _last_line([str(check)]), "35 of 35"))
    if score.exists():
        line = _last_line([str(score), "--kind", "txt"], "txt ")
        rows.append(("labelled releases, text", " ".join(line.split()[3:]), "total >= .93"))
        rows.extend(release_rows(BENCH / "releases" / "files"))
    return rows


def _last_line(command: list[str], start: str = "") -> str:
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith(start)]
    return lines[-1] if lines else f"failed: {done.stderr.strip()[-200:]}"


if __name__ == "__main__":
    sys.exit(main())
