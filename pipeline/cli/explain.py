"""`wirecopy explain`: what became of every character of a document, for a person."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click
import msgspec

from pipeline.account import Operation
from pipeline.batch.convert import convert_job
from pipeline.batch.outcome import Job, Outcome
from pipeline.batch.store import Spool
from pipeline.batch.workers import Pool
from pipeline.choose import choose_pipeline
from pipeline.cli.explain_rows import Books, Piece, Row, rows, white_space
from pipeline.cli.options import load
from pipeline.cli.say import shown, visible
from pipeline.errors import DocumentError
from pipeline.tree import Problem

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {"": "", "gone": "red strike", "new": "green", "moved": "blue"}
_SIGNS = {"": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}"), "moved": ("[>", "<]")}
_STDIN = "stdin"
_WIDEST = 140


class _Explained(msgspec.Struct, frozen=True):
    """What of the JSON rendition is shown."""

    account: dict[str, Any]
    problems: tuple[Problem, ...]


@click.command(short_help="Show what became of every character of a document.")
@click.argument("file", type=click.Path())
@click.option(
    "--pipeline", "pipeline_file", metavar="YAML", help="Use the stages of this pipeline."
)
@click.option("--password", help="The password of an encrypted document.")
def command(file: str, pipeline_file: str | None, password: str | None) -> None:
    """Show what was changed, moved and removed in FILE, and why.

    Three columns: as received, clean, why. White space is summed up at the end. In a pipe or a file
    [-gone-], {+new+} and [>moved<] stand for the colours.
    """
    explained = _convert(file, pipeline_file, password)
    account = explained.account
    operations = msgspec.convert(account["operations"], list[Operation])
    books = Books(account["source_text"], account["output_text"], operations)
    console = _console()
    found = list(rows(books))
    if found:
        console.print(_table(found, console))
    for reason, count in white_space(books).most_common():
        noun = "place" if count == 1 else "places"
        console.print(f"white space, {count} {noun}: {visible(reason)}", markup=False)
    for problem in explained.problems:
        console.print(f"not settled: {visible(problem.message)}", style="yellow", markup=False)
    console.print(
        f"{account['characters']} characters: {account['kept']} kept, {account['changed']} changed,"
        f" {account['moved']} moved, {account['removed']} removed; {account['inserted']} inserted",
        style="bold",
        highlight=False,
    )


def _convert(file: str, pipeline_file: str | None, password: str | None) -> _Explained:
    """Return the account, made in a child as every conversion is. Raises DocumentError."""
    pipeline = choose_pipeline(
        ["json"], pipeline=load(pipeline_file), options={"account": "full", "indent": 0}
    )
    work = partial(convert_job, pipeline=pipeline, password=password)
    with (
        TemporaryDirectory(prefix="wirecopy-") as folder,
        Spool(Path(folder)) as spool,
        Pool(work, pipeline.limits) as pool,
    ):
        job = Job(0, os.fsencode(file), spool.prefix(0))
        if file == "-":
            job = Job(
                0, b"", spool.prefix(0), sys.stdin.buffer.read(pipeline.limits.size + 1), _STDIN
            )
        ((_, outcome),) = pool.run([job])
        return msgspec.json.decode(_copy(file, outcome), type=_Explained)


def _copy(file: str, outcome: Outcome) -> bytes:
    if not outcome.status.is_ok:
        name = shown(Path(file).name)
        said = (
            outcome.message
            if outcome.message.startswith((name, shown(file)))
            else f"{name}: {outcome.message}"
        )
        raise DocumentError(said)
    return Path(outcome.files[0].path).read_bytes()


def _console() -> Console:
    from rich.console import Console  # noqa: PLC0415 (only needed here)

    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    return Console(width=width, highlight=False, soft_wrap=False)


def _table(found: list[Row], console: Console) -> object:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_lines=False, leading=1)
    for title, ratio in (("as received", 5), ("clean", 5), ("why", 4)):
        table.add_column(title, ratio=ratio, overflow="fold")
    signs = not console.is_terminal or console.no_color
    for row in found:
        table.add_row(
            _styled(row.received, signs=signs),
            _styled(row.clean, signs=signs),
            Text("\n".join(row.why)),
        )
    return table


def _styled(pieces: tuple[Piece, ...], *, signs: bool) -> Text:
    from rich.text import Text  # noqa: PLC0415

    text = Text()
    for piece in pieces:
        left, right = _SIGNS[piece.mark] if signs else ("", "")
        text.append(f"{left}{visible(piece.text)}{right}", style=_STYLES[piece.mark])
    return text
