"""Read rich text (RTF): its paragraphs, bold and italic words, links and tables' cells."""

from __future__ import annotations

import hashlib
import re
from itertools import groupby
from typing import NamedTuple

from pipeline.context import Context
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.tree import (
    Block,
    Document,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Metadatum,
    Origin,
    Paragraph,
    Source,
    SourceFacts,
    Strong,
    Text,
)

_TOKEN = lazily(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z\r\n])|\\(\r?\n)|([{}])"
    r"|[\r\n]+|([^\\{}\r\n]+)"
)
_HIDDEN_WORDS = """
fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr
footerf listtable listoverridetable rsidtbl generator themedata colorschememapping latentstyles
datastore xmlnstbl filetbl revtbl nonshppict bkmkstart bkmkend
"""
_HIDDEN = frozenset(_HIDDEN_WORDS.split())
"""Groups that hold no text of the document (RTF 1.9.1, destinations)."""
_SIGNS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
}
_ENDS = frozenset({"par", "sect", "row", "nestrow", "page"})
_ADDRESS = lazily(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"')
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
_DEEPEST = 200


class _State(NamedTuple):
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    skip: int = 1
    """Characters that stand for one Unicode character in readers without Unicode."""
    url: str | None = None
    gathers: bool = False
    """The group holds the instruction of a field."""


class _Run(NamedTuple):
    text: str
    bold: bool
    italic: bool
    url: str | None


@stage("read-rtf", media_types=("application/rtf", "text/rtf"))
def read_rtf(source: Source, context: Context) -> Document:
    """Read rich text: paragraphs with bold and italic words and links; pictures are left out."""
    paragraphs, title = _paragraphs(source.data.decode("latin-1"))
    blocks: list[Block] = []
    for number, runs in enumerate(paragraphs):
        inlines = _inlines(runs)
        if inlines:
            blocks.append(Paragraph(inlines=inlines, origin=Origin(line=number + 1)))
    facts = SourceFacts(
        source.name,
        source.media_type or "application/rtf",
        hashlib.sha256(source.data).hexdigest(),
        None,
        len(source.data),
    )
    metadata = (Metadatum("rtf", "title", title),) if title else ()
    return Document(facts, blocks=tuple(blocks), metadata=metadata)


def _paragraphs(rtf: str) -> tuple[list[list[_Run]], str]:
    """Return the runs of each paragraph, and the title the file states."""
    title = re.search(r"\{\\title ([^{}\\]{1,300})\}", rtf[:20_000])
    reader = _Reader()
    for match in _TOKEN.finditer(rtf):
        reader.take(match)
    reader.flush()
    reader.end()
    return reader.paragraphs, title[1].strip() if title else ""


class _Reader:
    """Walks the tokens once; groups nest on a stack."""

    def __init__(self) -> None:
        self.paragraphs: list[list[_Run]] = []
        self.runs: list[_Run] = []
        self.stack: list[_State] = []
        self.state = _State()
        self.page = "cp1252"
        self.waiting = bytearray()
        self.skipping = 0
        self.field = ""
        self.star = False

    def take(self, match: re.Match[str]) -> None:
        word, number, byte, symbol, newline, brace, text = match.groups()
        if byte is not None:
            if self.skipping:
                self.skipping -= 1
            elif not self.state.hidden:
                self.waiting.append(int(byte, 16))
            return
        self.flush()
        if brace == "{":
            if len(self.stack) < _DEEPEST:
                self.stack.append(self.state)
            self.skipping = 0
        elif brace == "}":
            self.state = self.stack.pop() if self.stack else _State()
        elif word is not None:
            self.word(word, number)
        elif symbol is not None:
            self.symbol(symbol)
        elif newline is not None:
            self.end()
        elif text is not None:
            cut = min(self.skipping, len(text))
            self.skipping -= cut
            self.add(text[cut:])
        if brace != "{" and symbol != "*":
            self.star = False

    def word(self, word: str, number: str | None) -> None:
        value = int(number) if number is not None else None
        if word in _HIDDEN or (self.star and word not in {"fldinst", "shppict"}):
            self.state = self.state._replace(hidden=True)
        elif word in {"fldinst", "fldrslt", "b", "i", "plain", "v", "uc"}:
            self.look(word, value)
        elif word in _PAGES:
            self.page = _PAGES[word]
        elif word == "ansicpg":
            self.page = f"cp{value}" if _known(f"cp{value}") else "cp1252"
        elif word == "u" and value is not None:
            self.add(chr(value % 0x10000))
            self.skipping = self.state.skip
        elif word in _ENDS:
            self.end()
        else:
            self.add("\n" if word == "line" else _SIGNS.get(word, ""))

    def look(self, word: str, value: int | None) -> None:
        """Change how the text that follows looks, or what it is for."""
        state = self.state
        if word == "fldinst":
            self.field = ""
            state = state._replace(gathers=True)
        elif word == "fldrslt":
            address = _ADDRESS.search(self.field)
            state = state._replace(url=address[1] if address else None)
        elif word == "b":
            state = state._replace(bold=value != 0)
        elif word == "i":
            state = state._replace(italic=value != 0)
        elif word == "v":
            state = state._replace(hidden=value != 0)
        elif word == "uc":
            state = state._replace(skip=max(0, min(value or 0, 8)))
        else:
            state = state._replace(bold=False, italic=False)
        self.state = state

    def symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.star = True
        elif symbol in "\\{}":
            self.add(symbol)
        else:
            self.add({"~": "\u00a0", "_": "\u2011", "-": "\u00ad"}.get(symbol, ""))

    def add(self, text: str) -> None:
        state = self.state
        if state.gathers:
            self.field += text[:4000]
        elif text and not state.hidden:
            self.runs.append(_Run(text, state.bold, state.italic, state.url))

    def flush(self) -> None:
        if self.waiting:
            text = bytes(self.waiting).decode(self.page, "replace")
            self.waiting.clear()
            self.add(text)

    def end(self) -> None:
        if not self.state.hidden:
            self.paragraphs.append(self.runs)
            self.runs = []


def _known(page: str) -> bool:
    try:
        b"".decode(page)
    except LookupError:
        return False
    return True


def _inlines(runs: list[_Run]) -> Inlines:
    """Return runs as inlines, those that look alike as one; surrogate halves are put together."""
    if not "".join(run.text for run in runs).strip():
        return ()
    done: list[Inline] = []
    for key, group in groupby(runs, key=lambda run: run[1:]):
        text = "".join(run.text for run in group)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        made: Inlines = _lines(text)
        bold, italic, url = key
        if not text.strip():
            done.extend(made)
            continue
        made = (Emphasis(made),) if italic else made
        made = (Strong(made),) if bold else made
        done.extend((Link(url, made),) if url else made)
    return tuple(done)


def _lines(text: str) -> Inlines:
    parts = text.split("\n")
    done: list[Inline] = [Text(parts[0])] if parts[0] else []
    for part in parts[1:]:
        done.append(LineBreak())
        if part:
            done.append(Text(part))
    return tuple(done)
