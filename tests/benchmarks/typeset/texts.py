"""The made-up releases of `tests/texts/typeset.md` as blocks, with what must come out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

TEXTS = Path(__file__).resolve().parents[2] / "texts" / "typeset.md"
_PIECE = re.compile(
    r"\[(?P<words>[^\]]+)\]\((?P<url>[^)]+)\)|\[(?P<note>\d)\]|\^(?P<raised>[^^]+)\^"
)


@dataclass
class Piece:
    """A run of text in one setting."""

    text: str
    kind: str = "text"
    """`text`, `link`, `raised`, `note` (the number of a footnote)."""
    url: str = ""


@dataclass
class Block:
    """One block of a release; `kind` is head, standfirst, subhead, paragraph, list or table."""

    kind: str
    pieces: list[Piece] = field(default_factory=list)
    items: list[tuple[int, list[Piece]]] = field(default_factory=list)
    """Depth and text of the items of a list."""
    ordered: bool = False
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Text:
    """One release."""

    name: str
    language: str
    blocks: list[Block]
    notes: dict[str, str]

    @property
    def title(self) -> str:
        """The headline."""
        return plain(self.blocks[0].pieces)


def texts() -> list[Text]:
    """Return all releases in the order of the file."""
    done: list[Text] = []
    for part in re.split(r"^=== ", TEXTS.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        name, language = head.split()
        notes = dict(re.findall(r"^\[(\d)\]: (.+)$", body, flags=re.MULTILINE))
        body = re.sub(r"^\[\d\]: .+\n", "", body, flags=re.MULTILINE)
        blocks = [_block(chunk) for chunk in re.split(r"\n\s*\n|\n(?=###\n|ENDS)", body.strip())]
        done.append(Text(name, language, blocks, notes))
    return done


def _block(chunk: str) -> Block:
    lines = chunk.strip("\n").split("\n")
    first = lines[0]
    if first.startswith("# "):
        return Block("head", _pieces(first[2:]))
    if first.startswith("## "):
        return Block("subhead", _pieces(first[3:]))
    if first.startswith("|"):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        return Block("table", rows=rows)
    if re.match(r"-\s|1\.\s", first):
        ordered = first[0] == "1"
        items = [
            (
                (len(line) - len(line.lstrip())) // 2,
                _pieces(re.sub(r"^\s*(?:-|\d\.)\s", "", line)),
            )
            for line in lines
        ]
        return Block("list", items=items, ordered=ordered)
    if first.startswith("*"):
        return Block("standfirst", _pieces(first.strip("*")))
    return Block("paragraph", _pieces(first))


def _pieces(line: str) -> list[Piece]:
    done: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(line):
        if match.start() > at:
            done.append(Piece(line[at : match.start()]))
        if match["url"]:
            done.append(Piece(match["words"], "link", match["url"]))
        elif match["note"]:
            done.append(Piece(match["note"], "note"))
        else:
            done.append(Piece(match["raised"], "raised"))
        at = match.end()
    if at < len(line):
        done.append(Piece(line[at:]))
    return done


def plain(pieces: list[Piece]) -> str:
    """Return the words of pieces."""
    return "".join(piece.text for piece in pieces)


def without_notes(text: Text) -> Text:
    """Return a release without its footnotes, for producers that have none."""
    blocks = [
        Block(b.kind, [p for p in b.pieces if p.kind != "note"], b.items, b.ordered, b.rows)
        for b in text.blocks
    ]
    return Text(text.name, text.language, blocks, {})
