"""The working sheet of recognition: one row a block, what is known of it, and the facts so far."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.context import Context
from pipeline.pattern import lazily
from pipeline.text import block_text, links_in
from pipeline.tree import (
    Block,
    Document,
    Emphasis,
    Evidence,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Role,
    Strong,
    Table,
    Text,
)
from stages.release.fold import eastern
from stages.release.lexicon import Label, Lexicon, lexicon

_ENDS = frozenset(".!?…。！？؟۔")
_CLOSERS = "\"”“»«’')）」』]"
MAIL = lazily(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?\[at\]\s?|\(at\))[\w-]{1,63}\.[\w.-]{0,250}\w")
_ADDRESSED = lazily(r"@|at[\])]")
_PHONE = lazily(
    r"(?<![\w/.-])(?:\+|00|\(?0|\(\d{2,4}\)|\d)[\d０-９\s()/.‐–-]{6,22}\d(?![\w/]|\.\d|[-–]\d)"
)
_FEWEST_LINES = 4
_PROSE = 90
_PROSE_EASTERN = 36


class Row:
    """One top-level block."""

    __slots__ = (
        "_links",
        "_mails",
        "_phones",
        "_prose",
        "addresses",
        "block",
        "eastern",
        "gone",
        "heading",
        "index",
        "known",
        "line",
        "new",
        "reading",
        "role",
        "text",
    )

    def __init__(self, reading: Reading, index: int, block: Block) -> None:
        """Read the block's text once."""
        self.reading = reading
        self.index = index
        self.block = block
        self.text = block_text(block)
        self.line = " ".join(self.text.split())
        self.heading: int = block.level if isinstance(block, Heading) else 0
        """The level of a heading, 0 for anything else."""
        self.eastern: bool = eastern(self.line)
        """The row is in a script whose signs are whole syllables or words."""
        self.role: Role | None = block.role if block.role != "body" else None
        self.gone = False
        self.new: Block | None = None
        self.known: list[Label] | None = None
        self.addresses: list[str] | None = None
        """Its web addresses, once they were asked for."""
        self._links: list[Link] | None = None
        self._mails: list[str] | None = None
        self._phones: list[str] | None = None
        self._prose: bool | None = None

    @property
    def labels(self) -> list[Label]:
        """Return what the row's first words are known as."""
        if self.known is None:
            wordy = isinstance(self.block, Paragraph | Heading | List | Table)
            first = self.text.lstrip().partition("\n")[0]
            self.known = self.reading.words.labels(first) if wordy and first else []
        return self.known

    def label(self, *roles: str, form: str | None = None) -> Label | None:
        """Return the row's label of one of these roles, if it has one."""
        for label in self.labels:
            if label.role in roles and (form is None or label.form == form):
                return label
        return None

    @property
    def ended(self) -> bool:
        """Tell whether the row ends as a sentence does."""
        return self.line.rstrip(_CLOSERS)[-1:] in _ENDS

    @property
    def prose(self) -> bool:
        """Tell whether the row is running text."""
        if self._prose is None:
            size = len(self.line)
            least = _PROSE_EASTERN if self.eastern else _PROSE
            long = size >= 2.5 * least or (size >= least * 0.7 and self.ended)
            self._prose = long and isinstance(self.block, Paragraph) and not self._listed()
        return self._prose

    def _listed(self) -> bool:
        """Tell whether the row is four short lines or more: fields, or an address."""
        if self.text.count("\n") < _FEWEST_LINES - 1:
            return False
        lines = self.lines()
        longest = 28 if self.eastern else 40
        if any(line.rstrip(_CLOSERS)[-1:] in _ENDS for line in lines):
            longest //= 2
        return len(lines) >= _FEWEST_LINES and all(len(line) <= 2 * longest for line in lines)

    @property
    def strong(self) -> bool:
        """Tell whether all words of a paragraph are set bold or italic."""
        if not isinstance(self.block, Paragraph) or not self.block.inlines:
            return False
        return all(
            isinstance(inline, Strong | Emphasis)
            or (isinstance(inline, Text) and not inline.text.strip())
            for inline in self.block.inlines
        )

    @property
    def mails(self) -> list[str]:
        """Return the e-mail addresses that stand in the text or are linked."""
        if self._mails is None:
            self._mails = self._find_mails()
        return self._mails

    def _find_mails(self) -> list[str]:
        found = MAIL.findall(self.line) if _ADDRESSED.search(self.line) else []
        for link in self.links():
            if link.url.startswith("mailto:"):
                address = link.url[7:].partition("?")[0]
                if "@" in address and address.casefold() not in {m.casefold() for m in found}:
                    found.append(address)
        return found

    @property
    def phones(self) -> list[str]:
        """Return what looks like telephone numbers, as written."""
        if self._phones is None:
            self._phones = phones_in(self.line)
        return self._phones

    def links(self) -> list[Link]:
        """Return the links of the row in order."""
        if self._links is None:
            self._links = links_in(self.block)
        return self._links

    def lines(self) -> list[str]:
        """Return the lines of the row as printed, without empty ones."""
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def phones_in(text: str) -> list[str]:
    """Return the stretches of a text with 7 to 15 digits set as telephone numbers are."""
    found = []
    for match in _PHONE.finditer(text):
        digits = sum(map(str.isdecimal, match[0]))
        number = match[0].strip()
        if (
            7 <= digits <= 15  # noqa: PLR2004 (a length in signs or words, as releases have it)
            and not re.fullmatch(
                r"\d{4}-\d\d-\d\d|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|[\d ]+|(?:19"
                r"|20)\d\d\s?[-–]\s?(?:19|20)\d\d|\d{1,3}(?:[., ]\d{3})+",
                number,
            )
        ) or (7 <= digits <= 12 and re.fullmatch(r"0[\d ]+|\d{2,4}(?: \d{2,4}){2,4}", number)):  # noqa: PLR2004 (a length in signs or words, as releases have it)
            found.append(number.lstrip("(") if ")" not in number else number)
    return found


class Reading:
    """Rows, facts and evidence of one document; every part reads and writes here."""

    def __init__(self, document: Document, context: Context) -> None:
        """Make a row of every block."""
        self.document = document
        self.context = context
        self.words: Lexicon = lexicon()
        self._told: dict[tuple[str, str], list[str]] = {}
        for one in document.metadata:
            if value := one.value.strip():
                self._told.setdefault((one.vocabulary, one.name), []).append(value)
        self.rows = [Row(self, i, block) for i, block in enumerate(document.blocks)]
        self.facts: dict[str, Any] = {}
        self.evidence: list[Evidence] = []
        self.lead = 0
        """Index of the row where the body begins."""
        self.tail = len(self.rows)
        """Index of the row where the body ends."""
        self.splits: list[tuple[Block, list[Row], str]] = []
        """Blocks that were split, the rows they became, and why."""
        self.notes: dict[str, Any] = {}
        """What one part found for another."""

    @property
    def live(self) -> list[Row]:
        """Return the rows that are still in the copy and have text."""
        return [row for row in self.rows if not row.gone and row.line]

    def head(self) -> list[Row]:
        """Return the rows above the body."""
        return [row for row in self.live if row.index < self.lead]

    def told(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield (vocabulary, value) of what the file states under these `vocabulary:name`s."""
        for name in names:
            vocabulary, _, key = name.partition("|")
            for value in self._told.get((vocabulary, key), ()):
                yield vocabulary, value

    def first_told(self, *names: str) -> str | None:
        """Return the first statement of the file under these names."""
        return next((value for _, value in self.told(*names)), None)

    def state(self, field: str, value: Any, where: Row | str, sure: float) -> None:
        """Set a fact of the release and say where it was read and how sure it is."""
        if value in (None, "", (), []):
            return
        self.facts[field] = value
        origin = where.block.origin if isinstance(where, Row) else None
        place = "block" if isinstance(where, Row) else where
        self.evidence = [e for e in self.evidence if e.field != f"/release/{field}"]
        self.evidence.append(Evidence(f"/release/{field}", place, sure, origin))

    def state_each(self, field: str, found: Sequence[tuple[Any, Row, float]]) -> None:
        """Set a fact that is a list, and say of each item where it was read and how sure it is."""
        if not found:
            return
        self.facts[field] = tuple(value for value, _, _ in found)
        self.evidence.extend(
            Evidence(f"/release/{field}/{number}", "block", sure, row.block.origin)
            for number, (_, row, sure) in enumerate(found)
        )

    def witness(self, field: str, value: str, where: Row, sure: float) -> None:
        """Say what a part of a fact is in the form of a standard; the fact stays as written."""
        path = f"/release/{field}"
        self.evidence.append(Evidence(path, "block", sure, where.block.origin, value))

    def is_figure(self, row: Row) -> bool:
        """Tell whether the row is a picture with its caption."""
        return isinstance(row.block, Figure)

    def remove(self, row: Row, rule: str, why: str) -> None:
        """Take a row out of the copy."""
        row.gone = True
        self.context.because(rule, why, row.block)
