"""The books around a stage: what is kept, changed, moved, removed and inserted, and why."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pipeline.account import Account, Operation, backward, forward
from pipeline.checker import faults
from pipeline.context import Context, Reason
from pipeline.edit import Edit
from pipeline.ledger import Ledger
from pipeline.text import block_text
from pipeline.tree import Block, Document, Paragraph, Release, SourceFacts, Text

Step = Callable[[Document, Context], Document]


def para(text: str) -> Block:
    return Paragraph(inlines=(Text(text),))


def document(*texts: str) -> Document:
    return Document(
        SourceFacts("a.txt", "text/plain", "", "utf-8", 0), blocks=tuple(map(para, texts))
    )


def account_of(
    received: Document, *steps: Step, release: Release | None = None, reader: Context | None = None
) -> Account:
    """Run steps over a document and return its account, checked and replayed."""
    ledger = Ledger(received, "read-text", reader.delivery if reader else None)
    now = received
    for number, step in enumerate(steps):
        context = Context(f"stage-{number}")
        now = step(now, context)
        ledger.audit(now, context)
    now = replace(now, release=release or Release())
    account = ledger.close(now)
    assert faults(account, now.release, ledger.stages) == []
    assert forward(account) == account.output_text
    assert backward(account, now.release) == account.source_text
    return account


def entries(account: Account, op: str) -> list[Operation]:
    return [operation for operation in account.operations if operation.op == op]


def with_blocks(*blocks: Block) -> Callable[[Document], Document]:
    return lambda document: replace(document, blocks=blocks)


def test_untouched_text_is_one_keep() -> None:
    """A document no stage touches is kept as one piece."""
    account = account_of(document("One.", "Two."), lambda d, _: d)
    assert [o.op for o in account.operations] == ["keep"]
    assert account.counters() == {
        "characters": 10,
        "kept": 10,
        "changed": 0,
        "moved": 0,
        "removed": 0,
        "inserted": 0,
    }


def test_told_edit_is_booked_with_its_rule() -> None:
    """An edit told to the context is booked with its own rule and sentence."""

    def step(d: Document, context: Context) -> Document:
        edits = [
            Edit(4, 5, " ", "join", "the line goes on"),
            Edit(9, 10, "–", "dash", "the dash of the dateline"),
        ]
        return replace(d, blocks=(context.edit(d.blocks[0], edits),))

    changes = entries(account_of(document("EAST\nEND “ A gate"), step), "change")
    assert [(c.before, c.after, c.rule, c.why) for c in changes] == [
        ("\n", " ", "join", "the line goes on"),
        ("“", "–", "dash", "the dash of the dateline"),
    ]


def test_untold_change_is_found() -> None:
    """What a stage changes without a word is booked under its name."""
    (change,) = entries(
        account_of(document("It -- works"), lambda d, _: replace(d, blocks=(para("It – works"),))),
        "change",
    )
    assert (change.before, change.after, change.stage) == ("--", "–", "stage-0")
    assert change.why == "done by the stage stage-0, which gave no reason"


def test_removed_block_carries_the_reason() -> None:
    """A block left out is a removal with the reason given for it."""

    def step(d: Document, context: Context) -> Document:
        context.because("chrome.navigation", "A link of the site.", d.blocks[0])
        return replace(d, blocks=d.blocks[1:])

    account = account_of(document("Home", "The gate opens."), step)
    (first, *rest) = entries(account, "remove")
    assert (first.before, first.rule, first.why) == (
        "Home",
        "chrome.navigation",
        "A link of the site.",
    )
    assert [o.before for o in rest] == ["\n\n"]


def test_removed_words_in_a_field_are_a_move() -> None:
    """Words that leave the text and stand in a release field are a move to that field."""
    account = account_of(
        document("Tags: coast", "The gate opens."),
        lambda d, _: replace(d, blocks=d.blocks[1:]),
        release=Release(tags=("coast",)),
    )
    (move,) = entries(account, "move")
    assert (move.before, move.to) == ("coast", "/release/tags/0")
    assert entries(account, "remove")[0].before == "Tags: "


def test_reordered_block_is_a_move() -> None:
    """Blocks set in another order are moves, the smaller part of the text moves."""
    account = account_of(
        document("A long first paragraph of the release.", "Kicker"),
        lambda d, _: replace(d, blocks=d.blocks[::-1]),
    )
    (move,) = entries(account, "move")
    assert move.stage == "stage-0"
    assert account.source_text[slice(*(move.source or ()))] == "Kicker"
    assert account.removed + account.changed == 2


def test_joined_blocks_keep_their_words() -> None:
    """Joining two blocks changes only the gap between them."""

    def step(d: Document, context: Context) -> Document:
        joined = para("among their")
        context.became(d.blocks, [joined])
        context.because("page-break", "The sentence goes on after the page break.", joined)
        return replace(d, blocks=(joined,))

    account = account_of(document("among", "their"), step)
    assert [(o.op, o.before, o.after) for o in account.operations] == [
        ("keep", None, None),
        ("change", "\n\n", " "),
        ("keep", None, None),
    ]
    assert entries(account, "change")[0].rule == "page-break"


def test_split_block_inserts_only_the_gap() -> None:
    """Splitting a block keeps every word."""
    account = account_of(
        document("One. Two."), lambda d, _: replace(d, blocks=(para("One."), para("Two.")))
    )
    assert account.kept == 8
    assert account.removed + account.changed == 1


def test_altered_digit_is_never_a_change() -> None:
    """A stage that alters a digit is booked as taking out one figure and putting in another."""
    account = account_of(
        document("It cost 140 euros"), lambda d, _: replace(d, blocks=(para("It cost 150 euros"),))
    )
    assert entries(account, "change") == []
    assert entries(account, "remove")[0].before == "4"
    assert entries(account, "insert")[0].after == "5"


def test_copied_block_is_an_insertion() -> None:
    """A block that stands twice in the copy is kept once and inserted once."""
    account = account_of(
        document("Same."), lambda d, _: replace(d, blocks=(d.blocks[0], d.blocks[0]))
    )
    assert account.kept == 5
    assert account.inserted == 7


def test_change_undone_later_is_a_keep() -> None:
    """A change that a later stage takes back leaves no trace."""
    account = account_of(
        document("a -- b"),
        lambda d, _: replace(d, blocks=(para("a – b"),)),
        lambda d, _: replace(d, blocks=(para("a -- b"),)),
    )
    assert account.kept == account.characters


def test_reader_marks_are_booked_with_its_reasons() -> None:
    """What a reader leaves out of its blocks is a removal of the reader with its reason."""
    reader = Context("read-text")
    source = "\n## Head\n\n\nBody\n"
    reader.delivers(
        source, [(4, 8), (11, 15)], [(1, 4, Reason("heading-mark", "A Markdown mark."))]
    )
    account = account_of(document("Head", "Body"), lambda d, _: d, reader=reader)
    removals = [(o.before, o.rule) for o in entries(account, "remove")]
    assert removals == [("\n", "space"), ("## ", "heading-mark"), ("\n", "space"), ("\n", "space")]
    assert account.kept == len("Head\n\nBody")


def test_text_moved_into_another_block_is_found() -> None:
    """Words taken out of one block and put into another, unsaid, are a move and not a loss."""

    def step(d: Document, _: Context) -> Document:
        first, second = (block_text(block) for block in d.blocks)
        return replace(d, blocks=(para(first[:4]), para(second + first[4:])))

    account = account_of(document("Gate opens on Thursday", "News:"), step)
    assert account.removed + account.inserted <= 4
    assert account.kept + account.moved == account.characters - 2


def test_listed_words_in_fields_are_moves_each() -> None:
    """Each of several values behind one label is a move to its own field."""
    account = account_of(
        document("Tags: coast, night travel, gate", "The gate opens."),
        lambda d, _: replace(d, blocks=d.blocks[1:]),
        release=Release(tags=("coast", "night travel", "gate")),
    )
    assert [(move.before, move.to) for move in entries(account, "move")] == [
        ("coast", "/release/tags/0"),
        ("night travel", "/release/tags/1"),
        ("gate", "/release/tags/2"),
    ]
