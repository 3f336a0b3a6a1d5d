"""Set releases of known words in pages of many makes, and say what each page keeps and leaks.

    python -m tests.benchmarks.bench_pages            # a row for each make of page
    python -m tests.benchmarks.bench_pages --show     # the words lost and leaked, too

The releases are the golden cases of recognition, so their words and facts are known; the pages are
`tests/benchmarks/pages/*.html`, each a way in which sites are built. What must stay are the words
of the release as the text door gives them; what must go is all that the page adds.
"""

from __future__ import annotations

import argparse
import html
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from string import Template

import msgspec

from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.text import block_text, document_text
from pipeline.tree import Block, Divider, Document, Heading, List, Source, Table
from tests.benchmarks.measure import table

PAGES = Path(__file__).parent / "pages"
CASES = Path(__file__).parents[1] / "cases" / "recognise-release"
PIPELINE = default_pipeline(("json",))
FACTS = ("headline", "dateline", "contacts", "about", "embargo", "end_mark", "issuer")
_LONGEST_WORD = 15
"""Letters that the words of no language have on average."""
_AFTER = frozenset({"about", "contact", "notice", "rights", "end-mark"})
_ABOVE = frozenset({"kicker", "embargo", "notice", "byline"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="the words lost and leaked, too")
    parser.add_argument("--make", help="this make of page alone")
    show = parser.parse_args(arguments)
    texts = sorted(CASES.glob("??-??/in.txt"))
    truths = [(path.parent.name, convert(Source("in.txt", path.read_bytes()))) for path in texts]
    makes = [path for path in sorted(PAGES.glob("*.html")) if show.make in {None, path.stem}]
    rows = [measured(path, truths, differences=show.show) for path in makes]
    head = ("page", "words kept", "words leaked", "whole", *FACTS)
    sys.stdout.write(table(f"{len(truths)} releases in pages of many makes", head, rows) + "\n")
    return 0


def convert(source: Source) -> Document:
    """Return a document after the default chain."""
    return clean_copy(source, PIPELINE)[0]


def measured(path: Path, truths: Sequence[tuple[str, Document]], *, differences: bool) -> list[str]:
    """Return a row: shares of words kept, leaked, of whole releases, and of facts alike."""
    page = Template(path.read_text("utf-8"))
    kept = wanted = leaked = whole = 0
    alike: Counter[str] = Counter()
    for name, truth in truths:
        made = convert(Source("in.html", page_of(page, truth).encode()))
        words = document_text(truth).split()
        spaced = sum(map(len, words)) < _LONGEST_WORD * len(words)
        ours, theirs = (signs(document_text(one), spaced=spaced) for one in (truth, made))
        lost, more = ours - theirs, theirs - ours
        wanted += ours.total()
        kept += ours.total() - lost.total()
        leaked += more.total()
        whole += not lost and not more
        for fact in FACTS:
            alike[fact] += plain(truth, fact) == plain(made, fact)
        if differences and (lost or more):
            sys.stdout.write(f"{path.stem} {name}: lost {list(lost)[:12]} more {list(more)[:12]}\n")
    shares = (f"{alike[fact] / len(truths):.3f}" for fact in FACTS)
    return [
        path.stem,
        f"{kept / wanted:.4f}",
        f"{leaked / wanted:.4f}",
        f"{whole}/{len(truths)}",
        *shares,
    ]


def signs(text: str, *, spaced: bool) -> Counter[str]:
    """Return the words of a text; of one in a script without spaces its signs."""
    words = text.split()
    return Counter(words if spaced else "".join(words))


def plain(document: Document, fact: str) -> str:
    """Return a fact as letters alone."""
    value = msgspec.to_builtins(getattr(document.release, fact))
    return "".join(json.dumps(value, ensure_ascii=False, sort_keys=True).replace("\\n", "").split())


def page_of(page: Template, document: Document) -> str:
    """Return a page that holds a release in its places: head, text, about, contact, end."""
    blocks = [block for block in document.blocks if not isinstance(block, Divider)]
    headline = next((b for b in blocks if b.role == "headline"), None)
    above = [b for b in blocks if headline and b.role in _ABOVE][: _count_above(blocks)]
    rest = [b for b in blocks if b is not headline and b not in above]
    at = len(rest)
    while at and rest[at - 1].role in _AFTER:
        at -= 1
    return page.substitute(
        language=document.release.language or "en",
        direction="rtl" if document.release.language == "ar" else "ltr",
        title=html.escape(_words(headline)) if headline else "News",
        above="\n".join(map(markup, above)),
        headline=html.escape(_words(headline)) if headline else "",
        text="\n".join(map(markup, rest[:at])),
        breaks="<br><br>\n".join(inner(block) for block in rest[:at]),
        after="\n".join(map(markup, rest[at:])),
    )


def _count_above(blocks: Sequence[Block]) -> int:
    """Return how many blocks stand above the headline with a role of the head."""
    count = 0
    for block in blocks:
        if block.role not in _ABOVE:
            break
        count += 1
    return count


def _words(block: Block | None) -> str:
    return " ".join(block_text(block).split()) if block is not None else ""


def inner(block: Block) -> str:
    """Return the words of a block, its lines divided."""
    return "<br>".join(html.escape(line) for line in block_text(block).splitlines())


def markup(block: Block) -> str:
    """Return a block as plain markup without names."""
    if isinstance(block, List):
        return "<ul>" + "".join(f"<li>{html.escape(_item(i))}</li>" for i in block.items) + "</ul>"
    if isinstance(block, Table):
        lines = (line.split("\t") for line in block_text(block).splitlines())
        rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line) for line in lines)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = "h2" if isinstance(block, Heading) else "p"
    return f"<{tag}>{inner(block)}</{tag}>"


def _item(item: Sequence[Block]) -> str:
    return " ".join(map(_words, item))


if __name__ == "__main__":
    sys.exit(main())
