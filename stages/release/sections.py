"""What stands round the body: boilerplates, contacts, notices, rights, end marks."""

from __future__ import annotations

from pipeline.tree import Divider, Table
from stages.release.contacts import is_name, is_office
from stages.release.masthead import CREDIT
from stages.release.reading import Reading, Row
from stages.release.section_labels import LONG_PROSE, RUN_IN, Labelled


def read_sections(reading: Reading) -> None:
    """Give the rows round the body their roles; state abouts and the end mark."""
    walk = _Walk(reading)
    walk.head()
    walk.below()
    walk.finish()


class _Walk(Labelled):
    """One pass over the rows, with the section that is open."""

    def head(self) -> None:
        """Find the contacts above the body."""
        rows = [row for row in self.reading.live if row.index < self.reading.lead]
        open_ = False
        for k, row in enumerate(rows):
            if row.role not in {None, "contact"}:
                open_ = False
                continue
            near = self.reachable(rows, k)
            short = not row.heading and len(row.line) < LONG_PROSE and not row.prose
            named = is_name(self.reading, row.line.split(",")[0]) and len(row.line) < RUN_IN
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

    def goes_on(self, k: int, row: Row) -> None:
        """Give a row to what is open, or to the body."""
        if self.set_apart(k, row):
            return
        if row.heading and self.current is not None:
            card = is_name(self.reading, row.line) or self.reachable(self.rows, k)
            if self.current == "contact" and card and not row.ended and len(row.line) < RUN_IN:
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
        if late and len(row.line) < 2 * LONG_PROSE and self.reading.words.disclaims(row.line):
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
        elif row.prose and not (row.mails or row.phones) and len(row.line) > LONG_PROSE / 2:
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
        if self.current is not None or k < 2 or row.prose or len(row.line) > RUN_IN:  # noqa: PLR2004 (a length in signs or words, as releases have it)
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
        if len(row.line) > LONG_PROSE or row.prose or k < 0.5 * len(self.rows):
            return False
        if row.mails or (row.phones and (self.tailed or k > 0.8 * len(self.rows))):
            return True
        return bool(row.phones) and any(is_name(self.reading, line) for line in row.lines())

    def finish(self) -> None:
        """State what was found."""
        reading = self.reading
        reading.notes["abouts"] = self.abouts
        reading.notes["contact.rows"] = self.contacts
        reading.notes["notice.rows"] = self.notices
        if self.ended is not None:
            reading.state("end_mark", self.ended.line, self.ended, 0.95)
