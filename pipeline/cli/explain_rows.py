"""An account as rows that an editor reads: as received, clean, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline.account import Operation

Mark = Literal["", "gone", "new", "moved"]

_CONTEXT = 28
_NEAR = 24
_MOST_OPERATIONS = 8
_LONG = 160
_HEAD, _TAIL = 100, 40
_MOST_REASONS = 3


class Piece(NamedTuple):
    """A stretch of text and what happened to it."""

    text: str
    mark: Mark = ""


class Row(NamedTuple):
    """One place of the copy where something other than white space changed."""

    received: tuple[Piece, ...]
    clean: tuple[Piece, ...]
    why: tuple[str, ...]


class Books(NamedTuple):
    """The texts of an account and the operations between them, in source order."""

    source: str
    output: str
    operations: Sequence[Operation]

    def before(self, operation: Operation) -> str:
        """Return the source characters of an operation."""
        return self.source[slice(*operation.source)] if operation.source else ""

    def after(self, operation: Operation) -> str:
        """Return the output characters of an operation."""
        return self.output[slice(*operation.output)] if operation.output else ""


def rows(books: Books) -> Iterator[Row]:
    """Yield a row for every place that changed; changes close to each other share one."""
    for first, last in _clusters(books):
        yield _row(books, first, last)


def white_space(books: Books) -> Counter[str]:
    """Return how often white space alone was changed, by reason."""
    reasons: Counter[str] = Counter()
    for operation in books.operations:
        if operation.op != "keep" and not _is_noteworthy(books, operation):
            reasons[operation.why or operation.rule or operation.stage or ""] += 1
    return reasons


def _is_noteworthy(books: Books, operation: Operation) -> bool:
    return operation.op != "keep" and bool(
        books.before(operation).strip() or books.after(operation).strip()
    )


def _clusters(books: Books) -> Iterator[tuple[int, int]]:
    """Yield first and last operation of what is shown together."""
    first = last = -1
    for number, operation in enumerate(books.operations):
        if not _is_noteworthy(books, operation):
            continue
        if first >= 0 and _belongs(books, first, last, number):
            last = number
            continue
        if first >= 0:
            yield first, last
        first = last = number
    if first >= 0:
        yield first, last


def _belongs(books: Books, first: int, last: int, number: int) -> bool:
    between = books.operations[last + 1 : number]
    gap = sum(len(books.before(operation)) for operation in between)
    one, other = books.operations[last], books.operations[number]
    if one.op == other.op == "remove" and (one.stage, one.rule) == (other.stage, other.rule):
        return not any(books.before(operation).strip() for operation in between)
    if "remove" in {one.op, other.op} and max(map(len, map(books.before, (one, other)))) > _NEAR:
        return False
    return gap <= _NEAR and number - first <= _MOST_OPERATIONS and "move" not in {one.op, other.op}


def _row(books: Books, first: int, last: int) -> Row:
    shown = books.operations[first : last + 1]
    only_gone = all(operation.output is None for operation in shown)
    whole = only_gone and sum(len(books.before(operation)) for operation in shown) > _NEAR
    lead = "" if whole else _context(books, first - 1, before=True)
    trail = "" if whole else _context(books, last + 1, before=False)
    received = [Piece(lead)]
    clean = [Piece(lead)]
    why: list[str] = []
    for operation in shown:
        before, after = books.before(operation), books.after(operation)
        if operation.op == "keep" or not _is_noteworthy(books, operation):
            received.append(Piece(_flat(before)))
            clean.append(Piece(_flat(after)))
            continue
        if before:
            received.append(Piece(_short(before), "moved" if operation.op == "move" else "gone"))
        if after:
            clean.append(Piece(_short(after), "moved" if operation.op == "move" else "new"))
        why.append(_reason(operation))
    received.append(Piece(trail))
    clean.append(Piece(trail))
    if whole:
        clean = []
    return Row(_joined(received), _joined(clean), _counted(why))


def _reason(operation: Operation) -> str:
    where = f"now in {operation.to.removeprefix('/release/')}: " if operation.to else ""
    rule = f" [{operation.stage}]" if operation.stage else ""
    return f"{where}{operation.why or operation.rule or 'no reason given'}{rule}"


def _counted(reasons: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(reasons)
    told = [f"{reason} ({n} times)" if n > 1 else reason for reason, n in counts.items()]
    if len(told) > _MOST_REASONS:
        more = len(told) - _MOST_REASONS
        told = [*told[:_MOST_REASONS], f"and {more} more reason{'s' if more > 1 else ''}"]
    return tuple(told)


def _context(books: Books, number: int, *, before: bool) -> str:
    """Return the kept words beside a change, cut between words."""
    if not 0 <= number < len(books.operations) or books.operations[number].op != "keep":
        return ""
    text = books.after(books.operations[number])
    if before:
        tail = text[-_CONTEXT:].rpartition("\n\n")[2]
        if len(tail) < len(text) and "\n\n" not in text[-_CONTEXT:]:
            tail = "… " + tail.partition(" ")[2]
        return _flat(tail)
    head = text[:_CONTEXT].partition("\n\n")[0]
    if len(head) < len(text) and "\n\n" not in text[:_CONTEXT]:
        head = head.rpartition(" ")[0] + " …"
    return _flat(head)


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))


def _short(text: str) -> str:
    text = " ".join(text.split()) if len(text) > _NEAR else text.replace("\n", "⏎")
    if len(text) <= _LONG:
        return text
    left_out = len(text) - _HEAD - _TAIL
    return f"{text[:_HEAD]} … ({left_out} characters) … {text[-_TAIL:]}"


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Join neighbours of the same mark, and shorten what got long."""
    done: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if done and done[-1].mark == piece.mark:
            joint = " " if piece.mark == "gone" else ""
            done[-1] = Piece(_short(done[-1].text + joint + piece.text), piece.mark)
        else:
            done.append(piece)
    return tuple(done)
