"""What a stage may ask of the engine while it works on one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from pipeline.edit import Edit, edit_block
from pipeline.reading import Reading
from pipeline.tree import Block, Document, Problem, Source

if TYPE_CHECKING:
    from pipeline.account import Account
    from pipeline.stage import Made


class Limits(Struct, frozen=True):
    """What one document may cost."""

    seconds: float = 45.0
    memory: int = 960 << 20
    """Bytes of address space: a copy of 500 pages takes about half of it."""
    size: int = 64 << 20
    """Bytes of one source file."""


class Reason(Struct, frozen=True):
    """Why a stage did something: a short stable word and one sentence."""

    rule: str
    why: str
    before: str | None = None
    """Only for changes of these characters, where one block changed for several reasons."""


class Delivery(Struct, frozen=True):
    """Where a reader's blocks stand in the source text, in characters, half open."""

    source_text: str
    spans: tuple[tuple[int, int], ...]
    reasons: tuple[tuple[int, int, Reason], ...] = ()
    """Why stretches that no block has were left out: marks of headings, lists, front matter."""
    edits: Mapping[int, tuple[Edit, ...]] = field(default_factory=dict)
    """How the source of a block became its text, by number of the block, where the reader knows:
    characters count from the block's start. Without them the two texts are aligned."""
    reading: Reading | None = None
    """The source as it was read, where that is not from its first character to its last: spans
    and edits count in its text, reasons in the source."""
    moved: Reason | None = None
    """Why the reading has another order than the source."""


class Context:
    """The engine's side of one call of one stage.

    `stage` is the name of the stage, `limits` what the document may cost, `source` the received
    bytes. Renderers find the finished books in `account`, and in `made_by` the stages the copy has
    been through.
    """

    def __init__(
        self,
        stage: str = "",
        *,
        limits: Limits | None = None,
        source: Source | None = None,
        account: Account | None = None,
        readers: Mapping[str, Callable[[], Any]] | None = None,
        password: str | None = None,
        made_by: Sequence[Made] = (),
    ) -> None:
        """Make a context; tests of a stage need no argument."""
        self.stage = stage
        self.limits = limits or Limits()
        self.source = source
        self.account = account
        self.readers = readers or {}
        self.password = password
        self.made_by = tuple(made_by)
        self.reasons: dict[int, list[Reason]] = {}
        self.edits: dict[int, tuple[Block, Block, tuple[Edit, ...]]] = {}
        self.became_pairs: list[tuple[tuple[Block, ...], tuple[Block, ...]]] = []
        self.problems: list[Problem] = []
        self.delivery: Delivery | None = None
        self.restored: Account | None = None
        self.general: list[Reason] = []
        self._alive: list[object] = []

    def because(self, rule: str, why: str, *blocks: Block, before: str | None = None) -> None:
        """Say why blocks are changed or removed; without blocks it goes for the whole stage.

        Name the old block for a removal, the new (or old) block for a change. `before` narrows
        the reason to changes of exactly these characters.
        """
        reason = Reason(rule, why, before)
        if not blocks:
            self.general.append(reason)
        for block in blocks:
            self._alive.append(block)
            self.reasons.setdefault(id(block), []).append(reason)

    def edit(self, block: Block, edits: Sequence[Edit]) -> Block:
        """Return the block with its text edited, each edit booked exactly as told.

        Edits are sorted, apart from each other, in characters of `block_text(block)`. Edit a block
        once a stage. Raises ValueError as `edit_block` does.
        """
        new = edit_block(block, edits)
        if new is not block:
            self.edits[id(new)] = (block, new, tuple(edits))
        return new

    def became(self, old: Sequence[Block], new: Sequence[Block]) -> None:
        """Say which blocks became which, when a stage joins or splits them."""
        self.became_pairs.append((tuple(old), tuple(new)))

    def report(self, code: str, message: str) -> None:
        """Add a problem to the document: something seen and not settled."""
        problem = Problem(code, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def delivers(
        self,
        source_text: str,
        spans: Sequence[tuple[int, int]],
        reasons: Sequence[tuple[int, int, Reason]] = (),
        edits: Mapping[int, tuple[Edit, ...]] | None = None,
        *,
        reading: Reading | None = None,
        moved: Reason | None = None,
    ) -> None:
        """Say, as a reader, what the source text is and where each block stands in it.

        With a `reading`, spans and edits count in the text as read (two columns side by side are
        read one after the other), reasons in the source; `moved` says why. A reader that does not
        deliver has delivered the text of its blocks as the source text.
        """
        self.delivery = Delivery(
            source_text, tuple(spans), tuple(reasons), edits or {}, reading, moved
        )

    def restores(self, account: Account, made_by: Sequence[Made] = ()) -> None:
        """Say, as a reader, that the document comes with its books (a rendition given back).

        `made_by` are the stages it has been through, where it says so.
        """
        self.restored = account
        self.made_by = tuple(made_by)

    def read_with(self, media_type: str, source: Source) -> Document:
        """Return what the reader of a media type makes of a source (an e-mail's HTML part).

        Raises KeyError when no reader takes the media type.
        """
        reader = self.readers[media_type]()
        document: Document = reader(source, self)
        return document
