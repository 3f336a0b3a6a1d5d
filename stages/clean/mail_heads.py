"""Take the heads of forwarded and answered e-mails off the text, and keep what they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from pipeline.context import Context
from pipeline.edit import Edit
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import block_text
from pipeline.tree import Block, Divider, Document, Heading, Metadatum, Paragraph
from stages.clean.mail_words import ANSWERED, FIELDS, FORWARDED
from stages.clean.repairs import Mode, tell


def _names(kind: str) -> str:
    return "|".join(re.escape(name).replace("_", r"\s") for name in FIELDS[kind].split())


_FIELD = lazily(
    r"[*_\s]{0,4}(?:"
    + "|".join(f"(?P<{'from_' if kind == 'from' else kind}>{_names(kind)})" for kind in FIELDS)
    + r")[*_]{0,2}\s{0,3}[:：][*_]{0,2}(?:\s|$)\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_SENDER = lazily(
    rf"^[*_\s]{{0,4}}(?:{_names('from')})[*_]{{0,2}}\s{{0,3}}[:：]", re.IGNORECASE | re.MULTILINE
)
_MARK = lazily(rf"[-–—_=*~\s]*(?:{'|'.join(FORWARDED)})\s?[:：]?[-–—_=*~\s]*$", re.IGNORECASE)
_ANSWER = lazily(rf"(?=.*\d)(?:{'|'.join(ANSWERED)})\s?[:：]$", re.IGNORECASE | re.DOTALL)
_ANSWERED = lazily(r"[:：]\s*$")
_MAILED = lazily(r"\S@\S|\[mailto:|\d{1,2}[:.]\d{2}")
_PREFIX = lazily(
    r"(?:(?:fwd?|wg|tr|rv|enc|i|vs|doorst|pd|re|aw|r|sv|res|odp|转发|轉寄|回复)\s?[:：]\s*)+",
    re.IGNORECASE,
)
_ADDRESS = lazily(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_ROUND = " \t<>[]()\"'“”*"
_BY_RULE = lazily(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? [+-]\d{4}")
_AROUND = 8
_MOST_LINES = 30
_LEAST = 3
_LONGEST_CONTINUED = 3
_LONGEST_ANSWER = 300
_WHY = "it is the head of a forwarded e-mail; what it says stands in the metadata"
_WHY_MARK = "the mail program wrote it above a forwarded message"
_WHY_ANSWER = "the mail program wrote it above a quoted message"


class _Line(Struct, frozen=True):
    block: int
    start: int
    end: int
    words: str


class _Head(Struct, frozen=True):
    """The lines of one head: [first, last) of lines, and the fields they state."""

    lines: list[_Line]
    fields: dict[str, str]
    rules: tuple[int, ...]
    """Numbers of rules drawn above the head."""


@stage("drop-mail-heads")
def drop_mail_heads(document: Document, context: Context, *, mode: Mode = "auto") -> Document:
    """Take out the heads that mail programs set above forwarded and answered messages.

    The lines with sender, date, addressees and subject go on the record and are metadata (`email`)
    for later stages; the subject of the last head is that of the release. What the person who
    forwarded it wrote above is a note to editors (role `notice`). Where the text above is longer
    than what follows, nothing is taken out, and it is reported.
    """
    if mode == "off":
        return document
    heads = list(_heads(document.blocks))
    answers = list(_answers(document.blocks))
    if not heads and not answers:
        return document
    if mode == "ask":
        shown = [head.lines[0].words for head in heads] + [line.words for line in answers]
        tell(context, "mail-head", "may be the head of a forwarded e-mail and was left", shown)
        return document
    first = min(line.block for line in [*(head.lines[0] for head in heads), *answers])
    last = max(line.block for line in [*(head.lines[-1] for head in heads), *answers])
    texts = [block_text(block) for block in document.blocks]
    above = sum(map(len, texts[:first]))
    if above > sum(map(len, texts[last:])):
        context.report(
            "quoted-mail", "An older e-mail is quoted under the text; it was left as it is."
        )
        return document
    blocks = _without(document, heads, answers, context)
    for i in range(first):
        old = blocks[i]
        if isinstance(old, Paragraph | Heading) and old.role is None:
            blocks[i] = replace(old, role="notice")
    kept = tuple(block for block in blocks if block is not None)
    told = tuple(_metadata(heads[-1].fields)) if heads else ()
    return replace(document, blocks=kept, metadata=(*told, *document.metadata))


def _without(
    document: Document, heads: Sequence[_Head], answers: Sequence[_Line], context: Context
) -> list[Block | None]:
    """Return the blocks with the lines of heads taken out, None for blocks that go."""
    blocks: list[Block | None] = list(document.blocks)
    gone: dict[int, list[tuple[_Line, str, str]]] = {}
    for head in heads:
        for line in head.lines:
            marked = _MARK.match(line.words) is not None
            told = ("forward-mark", _WHY_MARK) if marked else ("mail-head", _WHY)
            gone.setdefault(line.block, []).append((line, *told))
        for i in head.rules:
            context.because("forward-mark", _WHY_MARK, document.blocks[i])
            blocks[i] = None
    for line in answers:
        gone.setdefault(line.block, []).append((line, "answer-mark", _WHY_ANSWER))
    for i, lines in gone.items():
        block = document.blocks[i]
        text = block_text(block)
        edits: list[Edit] = []
        for line, rule, why in lines:
            end = line.end + (text[line.end : line.end + 1] == "\n")
            edits.append(Edit(line.start, end, "", rule, why))
        if sum(edit.end - edit.start for edit in edits) >= len(text.rstrip()):
            for _, rule, why in lines[-1:]:
                context.because(rule, why, block)
            blocks[i] = None
        else:
            blocks[i] = context.edit(block, edits)
    return blocks


def _lines(blocks: Sequence[Block], first: int, last: int) -> list[_Line]:
    """Return the lines of paragraphs [first, last); other blocks end the text before them."""
    lines: list[_Line] = []
    for i in range(max(first, 0), min(last, len(blocks))):
        block = blocks[i]
        if not isinstance(block, Paragraph | Heading):
            lines.append(_Line(i, 0, 0, ""))
            continue
        at = 0
        for words in block_text(block).split("\n")[:_MOST_LINES]:
            lines.append(_Line(i, at, at + len(words), words))
            at += len(words) + 1
    return lines


def _heads(blocks: Sequence[Block]) -> Iterator[_Head]:
    """Yield the heads of a text in order."""
    done = -1
    for i, block in enumerate(blocks):
        if i <= done or not isinstance(block, Paragraph | Heading):
            continue
        text = block_text(block)
        found = _SENDER.search(text) if ":" in text or "：" in text else None
        if found is None:
            continue
        head = _head(blocks, i, found.start())
        if head is not None:
            yield head
            done = head.lines[-1].block


def _head(blocks: Sequence[Block], i: int, at: int) -> _Head | None:
    lines = _lines(blocks, i - _AROUND, i + _AROUND + 1)
    sender = next((n for n, line in enumerate(lines) if line.block == i and line.end > at), None)
    if sender is None:
        return None
    first = sender
    while first and _FIELD.match(lines[first - 1].words):
        first -= 1
    last = sender + 1
    while last < len(lines):
        if _FIELD.match(lines[last].words):
            last += 1
            continue
        more = _continued(lines, last)
        if not more:
            break
        last += more
    fields = _fields(lines[first:last])
    above = first - 1
    rules: list[int] = []
    while above >= 0 and not lines[above].words.strip():
        if isinstance(blocks[lines[above].block], Divider):
            rules.append(lines[above].block)
        above -= 1
    marked = above >= 0 and _MARK.match(lines[above].words) is not None
    told = " ".join(line.words for line in lines[first:last])
    enough = "date" in fields or "subject" in fields
    if not enough or len(fields) < (_LEAST - marked) or not (marked or _MAILED.search(told)):
        return None
    taken = [line for line in lines[first:last] if line.words]
    if marked:
        taken = [lines[above], *taken]
    return _Head(taken, fields, tuple(rules))


def _continued(lines: Sequence[_Line], at: int) -> int:
    """Return how many lines go on a field before the next field of the same block begins."""
    for more in range(1, _LONGEST_CONTINUED + 1):
        if at + more >= len(lines) or lines[at + more].block != lines[at - 1].block:
            return 0
        if _FIELD.match(lines[at + more].words):
            return more
    return 0


def _fields(lines: Sequence[_Line]) -> dict[str, str]:
    fields: dict[str, str] = {}
    last = ""
    for line in lines:
        match = _FIELD.match(line.words)
        if match is not None:
            last = next(k.rstrip("_") for k, v in match.groupdict().items() if v and k != "value")
            fields.setdefault(last, match["value"].strip())
        elif last:
            fields[last] = f"{fields[last]} {line.words.strip()}"
    return fields


def _answers(blocks: Sequence[Block]) -> Iterator[_Line]:
    """Yield the lines that say who wrote, and when, what follows."""
    for i, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        text = block_text(block)
        if len(text) > _LONGEST_ANSWER or not _ANSWERED.search(text):
            continue
        if _ANSWER.match(text.strip()) and _MAILED.search(text) and i + 1 < len(blocks):
            yield _Line(i, 0, len(text), text)


def _metadata(fields: dict[str, str]) -> Iterator[Metadatum]:
    subject = _PREFIX.sub("", fields.get("subject", "")) if "subject" in fields else ""
    if subject:
        yield Metadatum("email", "subject", subject)
    sender = fields.get("from", "")
    address = _ADDRESS.search(sender)
    name = sender[: address.start() if address else None].removesuffix("mailto:").strip(_ROUND)
    if name:
        yield Metadatum("email", "from-name", name)
    if address is not None:
        yield Metadatum("email", "from-address", address[0])
    sent = fields.get("date", "")
    if sent:
        yield Metadatum("email", "date", _moment(sent))


def _moment(sent: str) -> str:
    """Return an e-mail's date in ISO 8601 where it is written by RFC 5322, else as written."""
    if not _BY_RULE.search(sent):
        return sent
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 (seldom needed, takes 5 ms)

    try:
        return parsedate_to_datetime(sent).isoformat()
    except (TypeError, ValueError):
        return sent
