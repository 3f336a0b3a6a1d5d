"""Bind several releases into one EPUB: a press digest with contents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from pipeline.errors import EmptyError
from pipeline.tree import Document, Problem, Rendition
from stages.render.epub import MEDIA_TYPE, chapter_of, creators_of
from stages.render.epub_package import Book, write_book
from stages.render.escape import one_line
from stages.render.labels import labels_of
from stages.render.page import language_of
from stages.render.pictures import Pictures
from stages.render.themes import Variable, load_theme


def bind(
    documents: Sequence[Document],
    *,
    title: str | None = None,
    template: str = "classic",
    certified_by: str | None = None,
    variables: dict[str, Variable] | None = None,
) -> Rendition:
    """Return one EPUB of several releases, in the order given, each a chapter of its own.

    This is what `wirecopy bind *.json -o digest.epub` calls; it makes each document with
    `document_of(msgspec.json.decode(data, type=Copy))` of `stages.render.json`. `title` is the
    book's; without it the first headline with the number of the others. Raises EmptyError when
    there is no document and ConfigurationError for a theme that is none.
    """
    if not documents:
        msg = "there is nothing to bind"
        raise EmptyError(msg)
    theme = load_theme(template)
    pictures = [Pictures() for _ in documents]
    chapters = [
        chapter_of(document, theme, own, number=number, variables=variables)
        for number, (document, own) in enumerate(zip(documents, pictures, strict=True), 1)
    ]
    languages = Counter(language_of(document) for document in documents)
    language = max(languages, key=lambda each: languages[each])
    others = f" (+{len(documents) - 1})" if len(documents) > 1 else ""
    digest = hashlib.sha256("".join(d.source.sha256 for d in documents).encode()).hexdigest()
    creators = [name for document in documents for name in creators_of(document)]
    dates = [d.release.published for d in documents if d.release.published]
    book = Book(
        title=one_line(title or "") or chapters[0].title + others,
        language=language,
        digest=digest,
        labels=labels_of(language),
        creators=tuple(dict.fromkeys(creators)),
        published=max(dates, default=None),
        certified_by=certified_by,
    )
    problems = [Problem(code, told) for own in pictures for code, told in own.problems()]
    data = write_book(book, chapters, theme.style("epub"))
    return Rendition(MEDIA_TYPE, ".epub", data, {}, tuple(dict.fromkeys(problems)))
