"""A test kit of bad stages, a plug-in: each does one thing that no stage should ever do.

Name this file under `plugins:` and one of them in `stages:` or `renditions:` to see what becomes of
the run. A document that has the word "harmless" in its name is spared.
"""

# ruff: noqa: ARG001 (every stage takes a document and a context)

from __future__ import annotations

import os
import sys
import time

from msgspec.structs import replace

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document, Embargo, Rendition


def _spared(document: Document) -> bool:
    return "harmless" in document.source.name


@stage("bad-hang")
def hang(document: Document, context: Context) -> Document:
    """Never end."""
    while not _spared(document):
        time.sleep(1)
    return document


@stage("bad-abort")
def abort(document: Document, context: Context) -> Document:
    """End the process as a C library does that finds its memory damaged."""
    if not _spared(document):
        os.abort()
    return document


@stage("bad-exit")
def leave(document: Document, context: Context) -> Document:
    """Leave the process without a word."""
    if not _spared(document):
        os._exit(7)
    return document


@stage("bad-eater")
def eat_memory(document: Document, context: Context) -> Document:
    """Take memory without end."""
    kept: list[bytearray] = []
    while not _spared(document):
        kept.append(bytearray(16 << 20))
    return document


@stage("bad-raise")
def fail(document: Document, context: Context) -> Document:
    """Raise something that is no error of wirecopy."""
    if not _spared(document):
        msg = "the stage fell over\nand said so in two lines"
        raise KeyError(msg)
    return document


@stage("bad-noise")
def make_noise(document: Document, context: Context) -> Document:
    """Print as C libraries do, past Python."""
    os.write(1, b"noise on standard output\n")
    os.write(2, b"noise on standard error\n")
    sys.stdout.write("more noise\n")
    return document


@stage("bad-orphan")
def leave_children(document: Document, context: Context) -> Document:
    """Start a process that outlives the document, and say which."""
    child = os.fork()
    if child == 0:
        time.sleep(600)
        os._exit(0)
    context.report("child", str(child))
    return document


@stage("bad-output")
def huge_output(document: Document, context: Context, *, mebibytes: int = 2048) -> Rendition:
    """Render more than a file may hold."""
    return Rendition("text/plain", ".txt", b"x" * (mebibytes << 20))


@stage("bad-path")
def wrong_path(document: Document, context: Context) -> Rendition:
    """Render a file that wants to lie outside its folder."""
    return Rendition("text/plain", ".txt", b"copy", {"../../outside.txt": b"outside"})


@stage("plain-copy")
def plain_copy(document: Document, context: Context) -> Rendition:
    """Render the text and a file beside it, as a good stage does."""
    return Rendition("text/plain", ".txt", b"copy", {f"{document.source.name}-files/a.txt": b"a"})


@stage("embargoed")
def embargoed(document: Document, context: Context, *, until: str | None = None) -> Document:
    """Put the release under an embargo."""
    release = replace(document.release, embargo=Embargo("Not before the day", until))
    return replace(document, release=release)
