"""What stands round the body: boilerplates, contacts, notices, rights, end marks."""

from __future__ import annotations

import re
from typing import Literal

from pipeline.pattern import lazily
from pipeline.tree import Divider, List, Table
from stages.release.contacts import NUMBERED, is_company, is_name, is_office
from stages.release.end_mark import is_end_mark
from stages.release.fold import fold, squeezed
from stages.release.lexicon import Label
from stages.release.masthead import CREDIT
from stages.release.reading import Reading, Row
from stages.release.word_lists import worded

Section = Literal["about", "contact", "notice"]

_RUN_IN = 90
_RIGHTS = lazily(r"^(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_LONGEST_RIGHTS = 260
_WINDOW = 5
_LONG_PROSE = 260
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


def read_sections(reading: Reading) -> None:
    """Give the rows round the body their roles; state abouts and the end mark."""
    walk = _Walk(reading)
    walk.head()
    walk.below()
    walk.finish()


class _Walk:
    """One pass over the rows, with the section that is open."""

    def __init__(self, reading: Reading) -> None:
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

    def head(self) -> None:
        """Find the contacts above the body."""
        rows = [row for row in self.reading.live if row.index < self.reading.lead]
        open_ = False
        for k, row in enumerate(rows):
            if row.role not in {None, "contact"}:
                open_ = False
                continue
            near = self.reachable(rows, k)
            short = not row.heading and len(row.line) < _LONG_PROSE and not row.prose
            named = is_name(self.reading, row.line.split(",")[0]) and len(row.line) < _RUN_IN
            if row.role == "contact" or (near and row.label("contact", "more_info")):
                self.add_contact(row, new=not open_)
            elif open_ and not row.heading and (row.mails or row.phones or (near and named)):
                self.add_contact(row, new=False)
            elif short and not row.ended and row.mails:
                self.add_contact(row, new=not open_)
            else:
                open_ = False
                continue
            open_ = True

    def below(self) -> None:
        """Walk from the lead down."""
        for k, row in enumerate(self.rows):
            if row.role == "contact":
                self.open_contact(row)
            elif row.role == "about":
                self.given_about(row)
            elif row.role is not None:
                if row.role == "notice" and row.block.role == "notice":
                    self.notices.append(row)
                self.tailed = self.tailed or row.role in {"notice", "rights", "end-mark"}
            elif k and not self.says_itself(k, row):
                self.goes_on(k, row)

    # --- rows that say what they are -------------------------------------------

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
            if not late or not label.rest or len(label.rest) > _RUN_IN or (label.weak and not last):
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
        if len(row.line) <= _RUN_IN and (not row.ended or is_company(row.line)):
            set_apart = bool(row.heading) or row.strong or row.text.rstrip().endswith((":", "："))
            if label.weak and not (
                (set_apart or self.tailed) and (not rest or self.known_name(rest))
            ):
                return False
            self.abouts.append((_name(rest), []))
        else:
            lines = row.lines()
            own_line = len(lines) > 1 and len(lines[0]) < _RUN_IN
            head = re.split(r"[:：\n]", rest)[0]
            parted = head != rest and len(head) < _RUN_IN - 20
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
        if row.prose and not self.tailed and len(row.line) > _LONG_PROSE:
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
        head = label.form == "alone" or len(row.line) < _RUN_IN
        self.current, self.tailed = ("notice" if head else None), True
        return True

    def rights(self, row: Row) -> bool:
        row.role = "rights"
        if "rights" not in self.reading.facts:
            self.reading.state("rights", row.text.strip(), row, 0.95)
        self.tailed = True
        return True

    def given_about(self, row: Row) -> None:
        """Take a row that an earlier stage knows as boilerplate."""
        label = row.label("about")
        if label is not None and len(row.line) <= _RUN_IN:
            self.abouts.append((_name(label.rest), []))
        elif row.heading:
            self.abouts.append((None, []))
        elif not self.abouts or self.current != "about":
            self.abouts.append((None, [row]))
        else:
            self.abouts[-1][1].append(row)
        self.current, self.tailed = "about", True

    # --- rows that say nothing of themselves -------------------------------------

    def goes_on(self, k: int, row: Row) -> None:
        """Give a row to what is open, or to the body."""
        if self.set_apart(k, row):
            return
        if row.heading and self.current is not None:
            card = is_name(self.reading, row.line) or self.reachable(self.rows, k)
            if self.current == "contact" and card and not row.ended and len(row.line) < _RUN_IN:
                self.add_contact(row, new=False)
            else:
                self.current, self.headed = None, True
        elif isinstance(row.block, Table) and self.current == "notice":
            self.current = None
        elif row.line.startswith("※"):
            row.role = "notice"
        elif self.current is not None:
            self.into_open(k, row)
        else:
            self.into_tail(k, row)

    def set_apart(self, k: int, row: Row) -> bool:
        """Handle rows that close the body: who signs, what heads nothing, who is not liable."""
        if self.signed(k, row) or (self.current is None and self.closing_heading(k, row)):
            return True
        if self.signature(k, row):
            row.role = "byline"
            self.reading.notes.setdefault("signature", row)
            return True
        late = k > 0.5 * len(self.rows)
        if late and len(row.line) < 2 * _LONG_PROSE and self.reading.words.disclaims(row.line):
            row.role = "notice"
            self.notices.append(row)
            self.tailed = True
            return True
        return False

    def into_open(self, k: int, row: Row) -> None:
        """Give a row to the section that is open, unless running text closes it."""
        if self.current == "about" and row.mails and row.phones and not row.prose:
            self.open_contact(row)
        elif self.current == "about" and CREDIT.match(row.line) and not row.prose:
            row.role = "byline"
        elif self.current == "about":
            row.role = "about"
            self.abouts[-1][1].append(row)
        elif self.current == "notice":
            row.role = "notice"
            self.notices.append(row)
            if row.mails and row.phones:
                self.contacts.append([row])
        elif row.prose and not (row.mails or row.phones) and len(row.line) > _LONG_PROSE / 2:
            self.current = None
            if k > 0.5 * len(self.rows):
                row.role = "notice"
                self.notices.append(row)
        else:
            first = row.lines()[0]
            reached = row.mails or row.phones or row.label("contact")
            named = any(is_name(self.reading, line) for line in row.lines())
            if first.endswith((":", "：")) and not reached and not named:
                row.role = "notice"
                return
            self.add_contact(row, new=False)

    def into_tail(self, k: int, row: Row) -> None:
        """Handle a row where nothing is open: behind the end mark, near the end, or in the body."""
        if self.ended is not None:
            if row.mails or row.phones:
                before = self.contacts[-1][-1] if self.contacts else row
                self.add_contact(row, new=before.index < row.index - 1)
            else:
                row.role = "notice"
                if row.prose:
                    self.notices.append(row)
        elif self.loose_contact(k, row):
            self.open_contact(row)
        elif row.heading:
            self.headed = True
        elif self.tailed and not self.headed and k > 0.5 * len(self.rows):
            near = self.rows[k : k + 3]
            if not any(one.heading or one.prose for one in near):
                row.role = "notice"

    def signed(self, k: int, row: Row) -> bool:
        """Handle the name, office and number of who signs below the last paragraph."""
        if self.current is not None or k < 2 or row.prose or len(row.line) > _RUN_IN:  # noqa: PLR2004 (a length in signs or words, as releases have it)
            return False
        if k <= self.last:
            return False
        first = row.lines()[0]
        first = first[: first.find(")") + 1] if first.startswith("(") else first
        inner = first.strip("() ")
        if first.startswith("(") and is_name(self.reading, inner):
            self.reading.state("authors", (inner,), row, 0.7)
        elif not (is_office(inner) or row.label("release_kind", "number")):
            return False
        row.role = "byline"
        return True

    def closing_heading(self, k: int, row: Row) -> bool:
        """Handle a heading or opening line of the tail that heads addresses, or nothing at all."""
        if not self.tailed or not (row.heading or row.line.endswith((":", "："))) or row.labels:
            return False
        below = self.rows[k + 1] if k + 1 < len(self.rows) else None
        if self.reachable(self.rows, k) and not row.prose:
            self.open_contact(row)
            return True
        if below is None or below.heading or isinstance(below.block, Divider):
            row.role = "notice"
            return True
        return False

    def signature(self, k: int, row: Row) -> bool:
        """Tell whether a few words in capitals close the body: who issued it."""
        last = k >= len(self.rows) - 3 and self.current is None and self.ended is None
        words = row.line.split()
        if not last or not 0 < len(words) <= 4 or row.ended or not row.line.isupper():  # noqa: PLR2004 (a length in signs or words, as releases have it)
            return False
        below = self.rows[k + 1 :]
        return not any(one.prose and not self.reading.words.disclaims(one.line) for one in below)

    def loose_contact(self, k: int, row: Row) -> bool:
        """Tell whether a short row near the end is a contact without a heading."""
        if len(row.line) > _LONG_PROSE or row.prose or k < 0.5 * len(self.rows):
            return False
        if row.mails or (row.phones and (self.tailed or k > 0.8 * len(self.rows))):
            return True
        return bool(row.phones) and any(is_name(self.reading, line) for line in row.lines())

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
        self.add_contact(row, new=self.current != "contact" or bool(row.heading))
        self.current, self.tailed = "contact", True

    def add_contact(self, row: Row, *, new: bool) -> None:
        row.role = "contact"
        if new or not self.contacts:
            self.contacts.append([])
        self.contacts[-1].append(row)

    def finish(self) -> None:
        """State what was found."""
        reading = self.reading
        reading.notes["abouts"] = self.abouts
        reading.notes["contact.rows"] = self.contacts
        reading.notes["notice.rows"] = self.notices
        if self.ended is not None:
            reading.state("end_mark", self.ended.line, self.ended, 0.95)


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
    for cut in _GLUED.finditer(rest[:_RUN_IN]):
        name = squeezed(rest[: cut.start()])
        if name and squeezed(rest[cut.start() : 3 * cut.start()]).startswith(name):
            return rest[: cut.start()]
    return None
