"""Made-up documents and made-up stages for the property tests of the books."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from msgspec.structs import replace

from pipeline.context import Context, Reason
from pipeline.edit import Edit
from pipeline.reading import Part, as_received, read_anew
from pipeline.text import block_text
from pipeline.tree import (
    Block,
    Cell,
    Contact,
    Dateline,
    Divider,
    Document,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Release,
    Row,
    SourceFacts,
    Table,
    Text,
)

Step = Callable[[Document, Context], Document]
FACTS = SourceFacts("made-up.txt", "text/plain", "", "utf-8", 0)

WORDS = st.one_of(
    st.sampled_from(
        [
            *(
                "gate",
                "harbour",
                "Okafor",
                "die",
                "É",
                "港",
                "ميناء",
                "e\u0301",
                "🚢",
                "--",
                "–",
                "“",
                "”",
            ),
            *(
                "2026",
                "£186.5",
                "4.2%",
                "ref-7",
                "https://harbour.example.com/g?a=1",
                "a@example.com",
            ),
            *("", "\u00a0", "\u00ad", "\u200b", "?"),
        ]
    ),
    st.text(alphabet="ab1 –\n\t“é", max_size=6),
)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
SENTENCES = st.one_of(TEXTS, st.sampled_from(["The gate opens today.", "Home", "- 2 -", "ENDS"]))


def paragraph(text: str) -> Block:
    return Paragraph(inlines=(Text(text),))


@st.composite
def inlines(draw: st.DrawFn) -> tuple[Inline, ...]:
    made: list[Inline] = []
    for _ in range(draw(st.integers(1, 3))):
        text = Text(draw(SENTENCES))
        kind = draw(st.integers(0, 3))
        kinds: list[Inline] = [
            text,
            Link("https://example.com/", (text,)),
            Emphasis((text,)),
            LineBreak(),
        ]
        made.append(kinds[kind])
    return tuple(made)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return Heading(level=2, inlines=draw(inlines()))
    if kind == 1:
        items = draw(st.lists(SENTENCES.map(paragraph), min_size=1, max_size=3))
        return List(ordered=False, start=1, items=tuple((item,) for item in items))
    if kind == 2:
        cells = draw(st.lists(SENTENCES.map(paragraph), min_size=1, max_size=3))
        row = Row(header=False, cells=tuple(Cell((cell,), 1, 1) for cell in cells))
        return Table(caption=draw(st.none() | inlines()), rows=(row, row))
    if kind == 3:
        return Quote(blocks=tuple(draw(st.lists(SENTENCES.map(paragraph), max_size=2))))
    if kind == 4:
        if draw(st.booleans()):
            return Divider()
        return Preformatted(text="a  1\n  b")
    return Paragraph(inlines=draw(inlines()))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    return Document(FACTS, blocks=tuple(draw(st.lists(blocks(), min_size=1, max_size=6))))


@st.composite
def deliveries(draw: st.DrawFn, document: Document) -> Context:
    """Return a reader's context: the blocks' texts with marks of the format between them."""
    context = Context("read-made-up")
    if draw(st.booleans()):
        return context
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    reasons: list[tuple[int, int, Reason]] = []
    at = 0
    for block in document.blocks:
        mark = draw(st.sampled_from(["", "\n\n", "## ", "\n\n* 1. ", "<!-- 7 -->"]))
        if mark and draw(st.booleans()):
            reasons.append((at, at + len(mark), Reason("mark", "A mark of the format.")))
        told = block_text(block)
        if draw(st.integers(0, 4)) == 0:
            told = told.replace("\n", "\r\n").replace("–", "&ndash;")
        parts.extend((mark, told))
        spans.append((at + len(mark), at + len(mark) + len(told)))
        at += len(mark) + len(told)
    if draw(st.booleans()):
        context.delivers("".join(parts), spans, reasons)
        return context
    order = draw(st.permutations(range(len(parts))))
    source = "".join(parts[k] for k in order)
    starts = {k: sum(len(parts[j]) for j in order[:n]) for n, k in enumerate(order)}
    read = [Part(starts[k], starts[k] + len(parts[k])) for k in range(len(parts))]
    reading = read_anew(as_received(source), read, "read-made-up")
    context.delivers(source, spans, reading=reading)
    return context


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [
        Edit(
            start, end, draw(st.sampled_from(["", " ", "–", "gate", "2", "\n"])), "made-up", "Why."
        )
        for start, end in pairs
    ]


def _dropping(draw: st.DrawFn, document: Document, context: Context) -> Document:
    kept = [block for block in document.blocks if draw(st.booleans())]
    for block in document.blocks:
        if block not in kept and draw(st.booleans()):
            context.because("made-up", "It is of no use.", block)
    return replace(document, blocks=tuple(kept))


def _moving(draw: st.DrawFn, document: Document, _: Context) -> Document:
    return replace(document, blocks=tuple(draw(st.permutations(document.blocks))))


def _editing(draw: st.DrawFn, document: Document, context: Context) -> Document:
    done: list[Block] = []
    for block in document.blocks:
        edits = draw(edits_of(block_text(block)))
        try:
            done.append(context.edit(block, edits))
        except ValueError:  # the edit touches what stands between items or cells
            done.append(block)
    return replace(document, blocks=tuple(done))


def _joining(draw: st.DrawFn, document: Document, context: Context) -> Document:
    at = draw(st.integers(0, max(len(document.blocks) - 2, 0)))
    pair = document.blocks[at : at + 2]
    joined = paragraph(draw(st.sampled_from(["", " ", "\n"])).join(map(block_text, pair)))
    if draw(st.booleans()):
        context.became(pair, [joined])
    return replace(document, blocks=(*document.blocks[:at], joined, *document.blocks[at + 2 :]))


def _splitting(draw: st.DrawFn, document: Document, context: Context) -> Document:
    if not document.blocks:
        return document
    at = draw(st.integers(0, len(document.blocks) - 1))
    text = block_text(document.blocks[at])
    cut = draw(st.integers(0, len(text)))
    parts = [paragraph(text[:cut]), paragraph(text[cut:].lstrip())]
    if draw(st.booleans()):
        context.became([document.blocks[at]], parts)
    return replace(document, blocks=(*document.blocks[:at], *parts, *document.blocks[at + 1 :]))


def _doubling(draw: st.DrawFn, document: Document, _: Context) -> Document:
    if not document.blocks:
        return document
    block = draw(st.sampled_from(document.blocks))
    copy = block if draw(st.booleans()) else paragraph(block_text(block))
    return replace(document, blocks=(*document.blocks, copy))


def _rewriting(draw: st.DrawFn, document: Document, _: Context) -> Document:
    done = [
        paragraph(draw(SENTENCES)) if draw(st.integers(0, 3)) == 0 else block
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(done))


def _inserting(draw: st.DrawFn, document: Document, _: Context) -> Document:
    at = draw(st.integers(0, len(document.blocks)))
    new = draw(blocks())
    return replace(document, blocks=(*document.blocks[:at], new, *document.blocks[at:]))


KINDS = (_dropping, _moving, _editing, _joining, _splitting, _doubling, _rewriting, _inserting)


def steps(draw: st.DrawFn) -> list[Step]:
    """Return up to five stages that do something drawn at the moment they run."""
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=5))
    return [
        lambda document, context, kind=kind: kind(draw, document, context)  # type: ignore[misc]
        for kind in kinds
    ]


@st.composite
def releases(draw: st.DrawFn, document: Document) -> Release:
    """Return release facts, some of them words of the document as received."""
    texts = [text for text in map(block_text, document.blocks) if text.strip()] or ["gate"]
    some = st.sampled_from(texts)
    return Release(
        headline=draw(st.none() | some),
        dateline=draw(st.none() | some.map(Dateline)),
        notices=tuple(draw(st.lists(some, max_size=2))),
        contacts=tuple(Contact(text=text) for text in draw(st.lists(some, max_size=1))),
        tags=tuple(draw(st.lists(st.sampled_from(["gate", "Home", "2026"]), max_size=2))),
    )
