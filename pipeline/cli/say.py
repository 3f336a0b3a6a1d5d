"""Lines for a person on standard error."""

from __future__ import annotations

import os

import click


def complain(message: str) -> None:
    """Print one message on standard error, behind the name of the command."""
    click.echo(f"wirecopy: {message}", err=True)


def shown(path: str) -> str:
    """Return a path as text, with the sign � for bytes that are none."""
    return os.fsencode(path).decode("utf-8", "replace")
