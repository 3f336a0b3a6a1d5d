"""Lines for a person on standard error."""

from __future__ import annotations

import click


def complain(message: str) -> None:
    """Print one message on standard error, behind the name of the command."""
    click.echo(f"wirecopy: {message}", err=True)
