"""A stage of one's own in one file: spell words the way the desk spells them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from wirecopy import Block, Context, Document, Edit, block_text, stage

_LEFT_ALONE = re.compile(r"https?://\S+|\S+@\S+|[“\"«„][^”\"»“]*[”\"»“]")
"""Addresses are no words, and what somebody said is quoted as said."""


@stage("desk-spellings")
def desk_spellings(
    document: Document, context: Context, *, words: Mapping[str, str] | None = None
) -> Document:
    """Spell words the way the desk spells them.

    `words` says which word becomes which: `{per cent: "%", organisation: organization}`. Whole
    words only; a capital at the beginning is kept; quotations and addresses are left alone.
    """
    if not words:
        return document
    known = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?!\w)",
        re.IGNORECASE,
    )
    lower = {word.lower(): spelling for word, spelling in words.items()}
    blocks = tuple(_spell(block, context, known, lower) for block in document.blocks)
    return replace(document, blocks=blocks)


def _spell(
    block: Block, context: Context, known: re.Pattern[str], words: Mapping[str, str]
) -> Block:
    text = block_text(block)
    alone = [match.span() for match in _LEFT_ALONE.finditer(text)]
    edits = []
    for match in known.finditer(text):
        if any(start <= match.start() < end for start, end in alone):
            continue
        new = words[match[0].lower()]
        if match[0][0].isupper():
            new = new[:1].upper() + new[1:]
        if new != match[0]:
            why = f"the desk writes “{new}”"
            edits.append(Edit(match.start(), match.end(), new, "desk-spelling", why))
    return context.edit(block, edits)
