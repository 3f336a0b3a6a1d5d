"""The facts of the sections round the body: boilerplates, contacts and notices, from their rows."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from pipeline.tree import About, Contact
from stages.release.contact_heads import heads_contact, parted
from stages.release.contact_ways import postal_address, social_addresses
from stages.release.contacts import read_contacts
from stages.release.phones import in_e164
from stages.release.reading import MAIL, Reading, Row, phones_in
from stages.release.section_labels import NOTICES


def _headless(reading: Reading, row: Row) -> str:
    """Return a boilerplate without the heading that stands on a line of its own in its block."""
    head, _, text = row.text.partition("\n")
    heads = text and len(head) < _LONGEST_HEAD and not head.rstrip().endswith((".", "。"))
    if heads and any(label.role == "about" for label in reading.words.labels(head)):
        return text.strip()
    return row.text


_FEWEST_FIELDS = 4
_LONGEST_HEAD = 90
_LONGEST_CARD = 2000
_NO_CONTACT = frozenset(["immediate", "release_kind", "embargo", "created"])
"""Lines that stand in one block with a contact above the body."""


def state_abouts(reading: Reading) -> None:
    """State the boilerplates: the text of each without its heading."""
    abouts = reading.notes.get("abouts", [])
    found = [(name, rows) for name, rows in abouts if rows]
    if found:
        texts = tuple(
            About(name, "\n\n".join([_headless(reading, rows[0]), *(row.text for row in rows[1:])]))
            for name, rows in found
        )
        reading.state("about", texts, found[0][1][0], 0.9)


def state_contacts(reading: Reading) -> None:
    """Read the rows of the contact sections as contacts."""
    found: dict[Contact, Row] = {}
    for group in reading.notes.get("contact.rows", []):
        for lines, mails in _headed(reading, group):
            for contact in read_contacts(reading, lines, mails):
                found.setdefault(contact, group[0])
    for contact in [one for one in found if _says_no_more(one, list(found))]:
        del found[contact]
    if not found:
        return
    links = [link.url for row in found.values() for link in row.links()] if len(found) == 1 else []
    contacts = tuple(
        replace(
            contact,
            address=postal_address(reading, contact.text[:_LONGEST_CARD]),
            social=social_addresses(contact.text[:_LONGEST_CARD], links),
        )
        for contact in found
    )
    reading.state("contacts", contacts, next(iter(found.values())), 0.9)
    for k, (contact, row) in enumerate(found.items()):
        number = in_e164(reading, contact)
        if number is not None:
            reading.witness(f"contacts/{k}/phone", number[0], row, number[1])


def _headed(reading: Reading, group: list[Row]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the lines of a section and the addresses linked in them, cut where a label heads more.

    A label where the one above has its address or number already heads the next contact.
    """
    lines: list[str] = []
    mails: list[str] = []
    reached = False
    for row in group:
        linked = row.mails
        for line in _asked_from(reading, row):
            for part in parted(reading, line):
                if reached and lines and heads_contact(reading, part):
                    yield lines, mails
                    lines, mails, reached = [], [], False
                    linked = [mail for mail in linked if mail in row.text]
                heads = row is group[0] or (not lines and part.rstrip().endswith((":", "：")))
                lines.extend(_told(reading, part, first=heads))
                reached = reached or bool(MAIL.search(part) or phones_in(part))
        reached = reached or bool(row.mails)
        mails.extend(linked)
    yield lines, mails


def _told(reading: Reading, line: str, *, first: bool) -> Iterator[str]:
    """Yield a line of a contact without the label that only heads it."""
    labels = reading.words.labels(line)
    if any(one.role in _NO_CONTACT and one.form != "run" for one in labels):
        return
    known = next((one for one in labels if one.role in {"contact", "more_info"}), None)
    if known is None or (known.form == "run" and not known.rest):
        yield line
    elif known.form != "alone" and known.rest:
        yield known.rest
    elif known.form == "alone" and not first:
        yield line


def _asked_from(reading: Reading, row: Row) -> list[str]:
    """Return the lines of a row; of fields above the body those from the contact's label on."""
    lines = row.lines()
    if row.index >= reading.lead or len(lines) < _FEWEST_FIELDS:
        return lines
    asked = (any(one.role == "contact" for one in reading.words.labels(line)) for line in lines)
    return lines[next((k for k, known in enumerate(asked) if known), 0) :]


def _says_no_more(contact: Contact, others: list[Contact]) -> bool:
    """Tell whether an address stands by itself that belongs to a fuller contact."""
    if contact.name or contact.phone or contact.role or not contact.email:
        return False
    mail = contact.email.casefold()
    same = [one for one in others if one.email is not None and one.email.casefold() == mail]
    return any(one.name or one.phone for one in same)


def _heads(row: Row) -> bool:
    """Tell whether a notice is but the heading of the next, set as a heading or not."""
    return bool(row.heading) or any(
        label.form == "alone" and label.role in NOTICES for label in row.labels
    )


def state_notices(reading: Reading) -> None:
    """State the texts of notices: a heading of a notice belongs to the text under it."""
    rows = {row.index: row for row in reading.notes.get("notice.rows", [])}
    rows.update({row.index: row for row in reading.notes.get("paid.rows", [])})
    texts: list[str] = []
    last: Row | None = None
    for _, row in sorted(rows.items()):
        text = row.text.strip()
        if last is not None and last.index == row.index - 1 and _heads(last):
            texts[-1] = f"{texts[-1]}\n{text}"
        else:
            texts.append(text)
        last = row
    if last is not None:
        reading.state("notices", tuple(texts), last, 0.9)
