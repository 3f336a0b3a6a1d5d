"""Take the signs off headings that only link the heading to itself."""

from __future__ import annotations

from pipeline.context import Context
from pipeline.edit import Edit, edit_block
from pipeline.text import block_text, inline_text
from pipeline.tree import Block, Heading, Link, Span

_SIGNS = frozenset({"#", "¶", "§", "🔗", "⚓", "Permalink", "Link to this heading"})
_WHY = "the sign only links the heading to itself"


def without_permalink(block: Block, context: Context, page: str | None) -> Block:
    """Return a heading without the sign at its end or start that links to its own place.

    `page` is the address of the page, of which such a link is a part.
    """
    if not isinstance(block, Heading):
        return block
    inlines = block.inlines
    while len(inlines) == 1 and isinstance(inlines[0], Span):
        inlines = inlines[0].inlines
    if len(inlines) < 2:  # noqa: PLR2004 (words and a link)
        return block
    text = block_text(block)
    own = ("#", f"{page.partition('#')[0]}#") if page else ("#",)
    for inline, at_end in ((inlines[-1], True), (inlines[0], False)):
        if not isinstance(inline, Link) or not inline.url.startswith(own):
            continue
        sign = inline_text(inline.inlines)
        if sign.strip() not in _SIGNS:
            continue
        words = text.removesuffix(sign).rstrip() if at_end else text.removeprefix(sign).lstrip()
        if words:
            start, end = (len(words), len(text)) if at_end else (0, len(text) - len(words))
            context.because("permalink", _WHY, block)
            return edit_block(block, [Edit(start, end, "", "permalink", _WHY)])
    return block
