"""The command `wirecopy`: one file per command, imported when it is asked for."""

from __future__ import annotations

import importlib
import os
import signal
import sys

import click

from pipeline.cli.say import complain
from pipeline.collector import collect_seldom
from pipeline.errors import Exit, WirecopyError

COMMANDS = {
    "convert": "Convert documents.",
    "run": "Convert all documents of a pipeline.",
    "bind": "Bind releases into one EPUB.",
    "check": "Check pipelines without running them.",
    "explain": "Show what became of every character of a document.",
    "stages": "List the stages, or explain one.",
    "schema": "Print a JSON Schema.",
    "doctor": "Check that everything is there, and say what mends it.",
}


class _Commands(click.Group):
    """Commands by name; the module of a command is imported when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"pipeline.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


class _StoppedError(BaseException):
    """Someone or the system wants the command to stop."""


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="wirecopy", message="wirecopy %(version)s")
def wirecopy() -> None:
    """Turn press releases into clean copy and account for every character on the way."""


def main() -> None:
    """Run the command and leave with its exit code; an error is one line on standard error."""
    collect_seldom()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    try:
        code = wirecopy.main(prog_name="wirecopy", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = Exit.CONFIGURATION
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "wirecopy"
        complain(f"{_sentence(error)} (try '{where} --help')")
        code = Exit.CONFIGURATION
    except click.ClickException as error:
        complain(_sentence(error))
        code = Exit.CONFIGURATION
    except WirecopyError as error:
        complain(str(error))
        code = error.exit_code
    except (_StoppedError, click.Abort):
        complain("stopped")
        code = Exit.ABORTED
    except BrokenPipeError:  # the reader has had enough, as `head` has
        code = _without_output()
    except OSError as error:
        where = error.filename or "standard output"
        complain(f"{where} cannot be written: {error.strerror}")
        code = _without_output()
    except Exception as error:
        if os.environ.get("WIRECOPY_TRACEBACK"):
            raise
        detail = " ".join(str(error).split())
        complain(
            f"a fault of wirecopy itself: {type(error).__name__}: {detail} "
            "(WIRECOPY_TRACEBACK=1 shows where)"
        )
        code = Exit.SOME_FAILED
    sys.exit(int(code or 0))


def _without_output() -> Exit:
    """Let nothing more be written at exit, where standard output is gone or full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.SOME_FAILED


def _stop(*_: object) -> None:
    raise _StoppedError


def _sentence(error: click.ClickException) -> str:
    return " ".join(error.format_message().split()).rstrip(".")
