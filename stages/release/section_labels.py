"""Rows round the body that say by a label what they are, and what they open."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.pattern import lazily
from pipeline.tree import Divider, List, Table
from stages.release.contacts import NUMBERED, is_company
from stages.release.end_mark import is_end_mark
from stages.release.fold import fold, squeezed
from stages.release.lexicon import Label
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

Section = Literal["about", "contact", "notice"]

RUN_IN = 90
_RIGHTS = lazily(r"^(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_LONGEST_RIGHTS = 260
_WINDOW = 5
LONG_PROSE = 260
_ARTICLE = worded(r"^<<articles>>\s*")
"""What may stand before a name: About the Harbour Trust."""
NOTICES = frozenset(
    [
        "forward_looking",
        "disclaimer",
        "editor_notes",
        "translation_notice",
        "not_for_publication",
        "notice",
        "attachment",
    ]
)
_GLUED = lazily(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])|(?<=\.)(?=[A-ZÀ-Þ])")
"""Where a heading ran into its paragraph without a blank."""
_CLOSERS = NOTICES | frozenset(
    ["about", "contact", "more_info", "rights", "source_line", "view_original", "paid_label"]
)


class Labelled:
    """The rows from the lead down, and the section that is open."""

    def __init__(self, reading: Reading) -> None:
        """Take the rows from the lead down."""
        self.reading = reading
        self.rows = [row for row in reading.live if row.index >= reading.lead]
        self.current: Section | None = None
        self.abouts: list[tuple[str | None, list[Row]]] = []
        self.contacts: list[list[Row]] = []
        self.notices: list[Row] = []
        self.ended: Row | None = None
        places = range(len(self.rows) - 1, -1, -1)
        self.last = next((k for k in places if _text(self.rows[k])), -1)
        """Place of the last row that is running text, a heading, a list or a table."""
        self.tailed = False
        """Something that follows a body has been seen."""
        self.headed = False
        """A heading that opens no section stands above: what follows belongs to it."""

    def says_itself(self, k: int, row: Row) -> bool:
        """Handle a row whose first words, or all of them, are known."""
        if isinstance(row.block, Divider):
            return True
        if is_end_mark(self.rows, k):
            row.role = "end-mark"
            self.ended, self.current, self.tailed = row, None, True
            return True
        late = k >= max(1.0, 0.3 * len(self.rows) - 1)
        if late and _RIGHTS.match(row.line) and len(row.line) <= _LONGEST_RIGHTS:
            return self.rights(row)
        return any(
            self.labelled(k, row, label, late=late)
            for label in row.labels
            if label.role in _CLOSERS
        )

    def labelled(self, k: int, row: Row, label: Label, *, late: bool) -> bool:
        """Handle one label of a row; tell whether it held."""
        if label.role == "about":
            return self.about(k, row, label, late=late)
        if label.role in {"contact", "more_info"}:
            return self.contact(k, row, label, late=late)
        if label.role in NOTICES:
            return self.notice(k, row, label, late=late)
        if label.role == "rights":
            return late and len(row.line) <= _LONGEST_RIGHTS and self.rights(row)
        if label.role == "source_line":
            last = self.tailed or k >= len(self.rows) - 4
            if not late or not label.rest or len(label.rest) > RUN_IN or (label.weak and not last):
                return False
            self.reading.notes.setdefault("source", (label.rest, row))
        elif label.role == "paid_label":
            if label.weak:
                return False
            self.notices.append(row)
        row.role = "notice"
        self.tailed = True
        return True

    def about(self, k: int, row: Row, label: Label, *, late: bool) -> bool:
        """Open a boilerplate at its heading, or at a paragraph that its heading ran into."""
        rest = label.rest
        named = _ARTICLE.sub("", rest)
        capital = not named or not named[:1].isascii() or named[:1].isupper() or named[:1].isdigit()
        early = not label.weak and k > 0.15 * len(self.rows)
        if not (late or row.heading or early) or not capital:
            return False
        if len(row.line) <= RUN_IN and (not row.ended or is_company(row.line)):
            set_apart = bool(row.heading) or row.strong or row.text.rstrip().endswith((":", "："))
            if label.weak and not (
                (set_apart or self.tailed) and (not rest or self.known_name(rest))
            ):
                return False
            self.abouts.append((_name(rest), []))
        else:
            lines = row.lines()
            own_line = len(lines) > 1 and len(lines[0]) < RUN_IN
            head = re.split(r"[:：\n]", rest)[0]
            parted = head != rest and len(head) < RUN_IN - 20
            if own_line:
                name = _name(self.reading.words.labels(lines[0])[0].rest)
            else:
                name = _name(head) if parted else _twice(rest)
            marked = lines[0][:1] in "【■◆●" or lines[0].endswith((":", "："))
            sure = not label.weak or (
                own_line and (self.tailed or marked) and self.known_name(name or "")
            )
            if not sure or (name is None and not (self.tailed or (own_line and marked))):
                return False
            self.abouts.append((name, [row]))
        row.role = "about"
        self.current, self.tailed = "about", True
        return True

    def contact(self, k: int, row: Row, label: Label, *, late: bool) -> bool:
        """Open a contact section where an address or a number is in reach."""
        own = bool(row.mails or row.phones or NUMBERED.search(row.line))
        if row.prose and not own:
            return False
        if row.prose and not self.tailed and len(row.line) > LONG_PROSE:
            return False
        if not (late or not label.weak):
            return False
        alone = label.form == "alone" and not label.weak and label.role == "contact"
        stops = ("about", "forward_looking", *(["contact"] if label.role == "more_info" else []))
        if not (own or alone or (label.form != "run" and self.reachable(self.rows, k, stops))):
            return False
        self.open_contact(row)
        return True

    def notice(self, k: int, row: Row, label: Label, *, late: bool) -> bool:
        """Open a notice; a word that means other things too needs its place as a witness."""
        if label.weak:
            apart = row.heading or label.form == "colon" or k > 0.6 * len(self.rows)
            if label.form == "run" or not (late and (self.tailed or apart)):
                return False
            if label.role == "editor_notes" and not (self.tailed or row.heading):
                return False
        row.role = "notice"
        self.notices.append(row)
        if row.mails and row.phones:
            self.contacts.append([row])
        head = label.form == "alone" or len(row.line) < RUN_IN
        self.current, self.tailed = ("notice" if head else None), True
        return True

    def rights(self, row: Row) -> bool:
        """State the line of rights; the first one counts."""
        row.role = "rights"
        if "rights" not in self.reading.facts:
            self.reading.state("rights", row.text.strip(), row, 0.95)
        self.tailed = True
        return True

    def given_about(self, row: Row) -> None:
        """Take a row that an earlier stage knows as boilerplate."""
        label = row.label("about")
        if label is not None and len(row.line) <= RUN_IN:
            self.abouts.append((_name(label.rest), []))
        elif row.heading:
            self.abouts.append((None, []))
        elif not self.abouts or self.current != "about":
            self.abouts.append((None, [row]))
        else:
            self.abouts[-1][1].append(row)
        self.current, self.tailed = "about", True

    def reachable(
        self, rows: list[Row], k: int, stops: tuple[str, ...] = ("about", "forward_looking")
    ) -> bool:
        """Tell whether an address or number stands in a row or just below it."""
        for row in rows[k : k + _WINDOW]:
            if row is not rows[k] and row.label(*stops):
                return False
            if row.mails or row.phones:
                return not row.prose or row is rows[k] or not row.ended
        return False

    def known_name(self, rest: str) -> bool:
        """Tell whether the name behind a weak heading, or its stem, opens the release."""
        name = squeezed(rest)
        stem = name[: max(4, len(name) - 3)]
        opening = [row for row in self.reading.live if row.index <= self.reading.lead + 3]
        return any(stem in squeezed(row.line[:600]) for row in opening)

    def open_contact(self, row: Row) -> None:
        """Let a row open the contacts, or begin the next where they are open."""
        self.add_contact(row, new=self.current != "contact" or bool(row.heading))
        self.current, self.tailed = "contact", True

    def add_contact(self, row: Row, *, new: bool) -> None:
        """Give a row to the contact that is open, or to a new one."""
        row.role = "contact"
        if new or not self.contacts:
            self.contacts.append([])
        self.contacts[-1].append(row)


def _text(row: Row) -> bool:
    return bool(row.heading) or row.prose or isinstance(row.block, List | Table)


def _name(rest: str) -> str | None:
    name = re.sub(r"\s*(?:https?://|www\.)\S+", "", rest)
    return _ARTICLE.sub("", name.strip(" :：*_.–—-【】[]")) or None


def _twice(rest: str) -> str | None:
    """Return the name in `About X X is ...`, where the heading ran into its paragraph."""
    words = rest.split()
    for size in range(min(8, len(words) // 2), 0, -1):
        if fold(" ".join(words[:size])) == fold(" ".join(words[size : 2 * size])):
            return " ".join(words[:size])
    for cut in _GLUED.finditer(rest[:RUN_IN]):
        name = squeezed(rest[: cut.start()])
        if name and squeezed(rest[cut.start() : 3 * cut.start()]).startswith(name):
            return rest[: cut.start()]
    return None
