"""Lines for a person on standard error."""

from __future__ import annotations

import os

import click

_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if code != ord("\n")},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
}


def complain(message: str) -> None:
    """Print one message on standard error, behind the name of the command."""
    click.echo(f"wirecopy: {visible(message)}", err=True)


def visible(text: str) -> str:
    """Return text with control characters as their pictures; a terminal would obey them."""
    return text.translate(_PICTURES)


def shown(path: str) -> str:
    """Return a path as text, with the sign � for bytes that are none."""
    return os.fsencode(path).decode("utf-8", "replace")


def written(value: object) -> str:
    """Return the value of an option as a pipeline file writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(written, value))}]"
    return str(value) or "''"
