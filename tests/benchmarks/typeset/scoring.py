"""How much of a made-up release comes out of a PDF as its author meant it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from pipeline import tree
from pipeline.text import block_text, inline_text
from tests.benchmarks.typeset.texts import Text, plain

_FOLD = str.maketrans({"\u2018": "'", "\u2019": "'", "\u00a0": " ", "\u202f": " ", "\u00ad": ""})


@dataclass
class Leaves:
    """A document as flat parts: words in order, and the texts of each kind."""

    words: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    either: list[str] = field(default_factory=list)
    """Standfirsts: paragraphs, or headings where they are set large."""


@dataclass
class Score:
    """What was counted; sums over documents can be added up."""

    words: float = 0.0
    order: float = 0.0
    documents: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Take another document in."""
        self.words += other.words
        self.order += other.order
        self.documents += other.documents
        self.counts.update(other.counts)

    def row(self) -> list[str]:
        """Return words, order, paragraphs, items, headings, rows and footnotes as figures."""
        n = max(self.documents, 1)
        shown = [f"{self.words / n:.3f}", f"{self.order / n:.3f}"]
        for kind in ("paragraph", "item", "heading", "row", "note"):
            true, found = self.counts[f"{kind} true"], self.counts[f"{kind} found"]
            shown.append(f"{found / true:.3f}" if true else "-")
        shown.append(str(self.counts["extra heading"]))
        return shown


COLUMNS = ("words", "order", "para", "item", "heading", "row", "note", "headings too many")


def fold(text: str) -> str:
    """Return a text without what producers are free to choose: capitals, spaces, ligatures."""
    folded = unicodedata.normalize("NFKC", text.translate(_FOLD))
    return " ".join(folded.casefold().split())


def truth(text: Text) -> Leaves:
    """Return what must come out of a release."""
    leaves = Leaves()
    for block in text.blocks:
        if block.kind == "list":
            leaves.items.extend(fold(plain(pieces)) for _, pieces in block.items)
            told = [plain(pieces) for _, pieces in block.items]
        elif block.kind == "table":
            leaves.rows.extend("\t".join(map(fold, row)) for row in block.rows)
            told = [" ".join(row) for row in block.rows]
        else:
            told = [plain(block.pieces)]
            kept = leaves.headings if block.kind in {"head", "subhead"} else leaves.paragraphs
            kept.append(fold(told[0]))
            if block.kind == "standfirst":
                leaves.either.append(fold(told[0]))
        leaves.words.extend(_words(" ".join(told), text.language))
    leaves.notes = [fold(note) for note in text.notes.values()]
    return leaves


def leaves_of(blocks: Sequence[tree.Block], language: str) -> Leaves:
    """Return the parts of what came out."""
    leaves = Leaves()
    for block in blocks:
        _take(block, leaves)
        leaves.words.extend(_words(block_text(block), language))
    return leaves


def _take(block: tree.Block, leaves: Leaves) -> None:
    if isinstance(block, tree.Heading):
        leaves.headings.append(fold(block_text(block)))
    elif isinstance(block, tree.Paragraph):
        leaves.paragraphs.append(fold(block_text(block)))
    elif isinstance(block, tree.Figure):
        leaves.paragraphs.append(fold(inline_text(block.caption)))
    elif isinstance(block, tree.List):
        for item in block.items:
            own = [b for b in item if not isinstance(b, tree.List)]
            leaves.items.append(fold(" ".join(block_text(b) for b in own)))
            for inner in item:
                if isinstance(inner, tree.List):
                    _take(inner, leaves)
    elif isinstance(block, tree.Table):
        for row in block.rows:
            cells = [" ".join(block_text(b) for b in cell.blocks) for cell in row.cells]
            leaves.rows.append("\t".join(map(fold, cells)))
    elif isinstance(block, tree.Quote):
        for inner in block.blocks:
            _take(inner, leaves)


def _words(text: str, language: str) -> list[str]:
    folded = fold(text)
    return list(folded.replace(" ", "")) if language == "ja" else folded.split()


def score(expected: Leaves, got: Leaves) -> Score:
    """Return how much of the expected came out.

    A paragraph, item, row or heading counts when it comes out as exactly one of its kind; a
    footnote when a paragraph ends with it. Words of footnotes have no order, so they are left out.
    """
    done = Score(documents=1)
    want, have = Counter(expected.words), Counter(got.words)
    for note in expected.notes:
        have.subtract(note.split())
    have = +have
    same = sum((want & have).values())
    done.words = 2 * same / max(want.total() + have.total(), 1)
    length = LCSseq.similarity(expected.words, got.words)
    extra = sum(len(note.split()) for note in expected.notes)
    done.order = 2 * length / max(len(expected.words) + len(got.words) - extra, 1)
    large = [text for text in got.headings if text in expected.either]
    for kind, true, found in (
        ("paragraph", expected.paragraphs, [*got.paragraphs, *large]),
        ("item", expected.items, got.items),
        ("row", expected.rows, got.rows),
        ("heading", expected.headings, [text for text in got.headings if text not in large]),
    ):
        left = Counter(found)
        done.counts[f"{kind} true"] += len(true)
        for text in true:
            if left[text]:
                left[text] -= 1
                done.counts[f"{kind} found"] += 1
            else:
                done.missed.append(f"{kind}: {text}")
        if kind == "heading":
            done.counts["extra heading"] += left.total()
            done.missed.extend(f"extra heading: {text}" for text in left.elements())
    done.counts["note true"] += len(expected.notes)
    for note in expected.notes:
        if any(text.endswith(note) for text in (*got.paragraphs, *got.items)):
            done.counts["note found"] += 1
        else:
            done.missed.append(f"note: {note}")
    return done
