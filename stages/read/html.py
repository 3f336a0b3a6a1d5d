"""Read HTML: the whole page into the tree, its structure kept, nothing left out."""

from __future__ import annotations

import hashlib

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document, Source, SourceFacts


@stage("read-html", media_types=("text/html", "application/xhtml+xml"))
def read_html(source: Source, context: Context) -> Document:
    """Read a web page or an e-mail's HTML: all its text, chrome included, and its metadata.

    Lists, tables, quotations, figures, notes, languages and directions are kept; links are made
    absolute where the page's address is known and lose redirectors and tracking parameters, the
    address as received kept beside. Text that is not shown is read and marked, so that
    `select-content` removes it on the record. Nothing is fetched.
    """
    from stages.read.decode import decode, report_decoding  # noqa: PLC0415 (lxml only where HTML is read)
    from stages.read.html_blocks import read_blocks  # noqa: PLC0415 (see above)
    from stages.read.html_bytes import declared_encoding  # noqa: PLC0415 (see above)
    from stages.read.html_data import (  # noqa: PLC0415 (see above)
        add_article,
        shows_little,
        source_shown,
    )
    from stages.read.html_metadata import (  # noqa: PLC0415 (see above)
        base_of,
        language_of,
        metadata_of,
        statements_of,
    )
    from stages.read.html_parse import parse  # noqa: PLC0415 (see above)

    data = source.data
    decoded = decode(data, declared=source.charset or declared_encoding(data))
    report_decoding(decoded, context)
    facts = SourceFacts(
        source.name,
        source.media_type or "text/html",
        hashlib.sha256(data).hexdigest(),
        decoded.encoding,
        len(data),
    )
    root = parse(decoded.text, context.report)
    if root is None:
        return Document(facts)
    if "line-content" in decoded.text or "viewsource" in decoded.text:
        shown = source_shown(root)
        root = parse(shown, context.report) if shown else root
        if root is None:
            return Document(facts)
    said = statements_of(root)
    base = base_of(root, source.url, said)
    language = language_of(root)
    blocks, layout = read_blocks(root, base=base, language=language)
    if shows_little(blocks, layout) and add_article(root, said.scripts, blocks, context):
        blocks, layout = read_blocks(root, base=base, language=language)
    return Document(facts, blocks=blocks, metadata=metadata_of(root, said), layout=layout)
