"""Render the document as CommonMark with the facts as front matter."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from pipeline.context import Context
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.text import inline_text
from pipeline.tree import (
    Block,
    Blocks,
    Code,
    Document,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Rendition,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from stages.render.escape import plain, web_address

_MARKS = lazily(r"([\\`*_\[\]<>|~])")
_ENTITY = lazily(r"&(?=#?\w+;)")
_LINE_START = lazily(r"^(\s*)(#{1,6}|[+=-]+|\d{1,9}[.)])(?=\s|$)")
_BESIDE = lazily(r"[\w./-]{1,500}")
_EDGE = lazily(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


@stage("markdown")
def render_markdown(
    document: Document, context: Context, *, front_matter: bool = True
) -> Rendition:
    """Render CommonMark; tables in the GitHub form, for want of another.

    `front_matter` sets the facts of the release before it as YAML (every value as JSON, which YAML
    reads alike).
    """
    parts = [block_markdown(block) for block in document.blocks]
    text = "\n\n".join(part for part in parts if part) + "\n"
    if front_matter:
        text = _front_matter(document) + text
    return Rendition("text/markdown", ".md", text.encode("utf-8", "replace"))


def _front_matter(document: Document) -> str:
    facts: dict[str, Any] = msgspec.to_builtins(document.release)
    told = {key: value for key, value in facts.items() if value not in (None, [], False, "")}
    lines = [f"{key}: {msgspec.json.encode(value).decode('utf-8')}" for key, value in told.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def block_markdown(block: Block) -> str:
    """Return one block as CommonMark, without a line end after it."""
    if isinstance(block, Paragraph):
        return _opened(inlines_markdown(block.inlines).strip())
    if isinstance(block, Heading):
        words = inlines_markdown(block.inlines).replace("\\\n", " ").replace("\n", " ").strip()
        return f"{'#' * block.level} {words}" if words else ""
    if isinstance(block, List):
        return _list(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Quote):
        inner = _blocks(block.blocks)
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    if isinstance(block, Figure):
        picture = _picture(block.image.url, block.image.alt)
        caption = inlines_markdown(block.caption).strip()
        return f"{picture}\n\n{_opened(caption)}".strip()
    if isinstance(block, Preformatted):
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", block.text)), default=0))
        return f"{fence}\n{plain(block.text)}\n{fence}"
    return "---"


def _blocks(blocks: Blocks) -> str:
    return "\n\n".join(part for part in map(block_markdown, blocks) if part)


def _list(block: List) -> str:
    items: list[str] = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        lines = _blocks(item).split("\n")
        pad = " " * len(mark)
        items.append(
            "\n".join(
                (mark if at == 0 else pad) + line if line else "" for at, line in enumerate(lines)
            )
        )
    return "\n".join(items)


def _table(block: Table) -> str:
    rows = [[_cell(cell.blocks) for cell in row.cells] for row in block.rows]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return inlines_markdown(block.caption or ()).strip()
    headed = block.rows[0].header
    lines = [rows[0] if headed else [""] * width, ["---"] * width, *rows[headed:]]
    text = "\n".join("| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in lines)
    caption = inlines_markdown(block.caption or ()).strip()
    return f"{_opened(caption)}\n\n{text}" if caption else text


def _cell(blocks: Blocks) -> str:
    parts = [
        inlines_markdown(block.inlines) if isinstance(block, Paragraph) else block_markdown(block)
        for block in blocks
    ]
    return " ".join(" ".join(parts).replace("\\\n", "<br>").split())


def inlines_markdown(inlines: Inlines) -> str:
    """Return inlines as CommonMark; what it has no mark for keeps its words alone."""
    out: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            out.append(_escaped(inline.text))
        elif isinstance(inline, LineBreak):
            out.append("\\\n")
        elif isinstance(inline, Image):
            out.append(_picture(inline.url, inline.alt))
        elif isinstance(inline, Code):
            out.append(_code(inline_text(inline.inlines)))
        else:
            out.append(_wrapped(inline, inlines_markdown(inline.inlines)))
    return "".join(out)


def _wrapped(inline: Any, words: str) -> str:
    found = _EDGE.match(words)
    before, inner, after = found.groups() if found is not None else ("", words, "")
    if not inner:
        return words
    if isinstance(inline, Strong):
        return f"{before}**{inner}**{after}"
    if isinstance(inline, Emphasis):
        return f"{before}*{inner}*{after}"
    if isinstance(inline, Superscript):
        return f"{before}<sup>{inner}</sup>{after}"
    if isinstance(inline, Subscript):
        return f"{before}<sub>{inner}</sub>{after}"
    if isinstance(inline, Link):
        url = web_address(inline.url)
        return f"{before}[{inner}](<{url.replace('>', '%3E')}>){after}" if url else words
    return words


def _escaped(text: str) -> str:
    return _ENTITY.sub(r"\\&", _MARKS.sub(r"\\\1", plain(text)))


def _opened(text: str) -> str:
    """Guard the line starts that would open a heading, a list or a rule."""
    return "\n".join(_LINE_START.sub(_guard, line) for line in text.split("\n"))


def _guard(found: re.Match[str]) -> str:
    mark = found[2]
    at = len(mark) - 1 if mark[0].isdigit() else 0
    return f"{found[1]}{mark[:at]}\\{mark[at:]}"


def _code(words: str) -> str:
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{fence}{pad}{plain(words)}{pad}{fence}" if words.strip() else words


def _picture(url: str, alt: str) -> str:
    """Return a picture with its address, or none where the address is nothing to link to."""
    address = url if _BESIDE.fullmatch(url) else web_address(url)
    return f"![{_escaped(' '.join(alt.split()))}](<{address or ''}>)"
