"""Render the document as an accessible EPUB 3.3."""

from __future__ import annotations

from pipeline.account import Account
from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document, Problem, Rendition
from stages.render.epub_package import Book, Chapter, write_book
from stages.render.escape import one_line
from stages.render.labels import labels_of
from stages.render.markup import body_of
from stages.render.page import language_of, set_page, title_of
from stages.render.pictures import Pictures
from stages.render.themes import Theme, Variable, load_theme

MEDIA_TYPE = "application/epub+zip"


@stage("epub")
def render_epub(
    document: Document,
    context: Context,
    *,
    template: str = "classic",
    certified_by: str | None = None,
    variables: dict[str, Variable] | None = None,
) -> Rendition:
    """Render an EPUB 3.3 with the metadata of EPUB Accessibility 1.1.

    `template` is a theme's name or the path of its folder, `variables` the theme's own settings.
    `certified_by` names who vouches that the book meets WCAG 2.1 AA; without it no claim is made.
    """
    theme = load_theme(template)
    pictures = Pictures(context.source.files if context.source is not None else None)
    chapter = chapter_of(document, theme, pictures, account=context.account, variables=variables)
    release = document.release
    book = Book(
        title=chapter.title,
        language=language_of(document),
        digest=document.source.sha256,
        labels=labels_of(release.language),
        creators=creators_of(document),
        publisher=one_line(release.issuer or "") or None,
        description=one_line(release.summary or release.subheadline or "") or None,
        rights=one_line(release.rights or "") or None,
        source=one_line(release.urls.canonical or document.source.name),
        subjects=tuple(one_line(word) for word in (*release.tags, *release.categories)),
        published=release.published,
        modified=release.modified,
        certified_by=certified_by,
    )
    data = write_book(book, [chapter], theme.style("epub"))
    problems = tuple(Problem(code, message) for code, message in pictures.problems())
    return Rendition(MEDIA_TYPE, ".epub", data, {}, problems)


def chapter_of(
    document: Document,
    theme: Theme,
    pictures: Pictures,
    *,
    number: int | None = None,
    account: Account | None = None,
    variables: dict[str, Variable] | None = None,
) -> Chapter:
    """Return a release as a chapter; in a book of several each has its number."""
    prefix = "" if number is None else f"r{number}-"
    body = body_of(document, lambda url, alt: pictures.beside("pictures/", url, alt), prefix=prefix)
    page = set_page(
        theme,
        document,
        body,
        medium="epub",
        account=account,
        stylesheet="style.css",
        variables=variables,
    )
    return Chapter(
        name="release.xhtml" if number is None else f"release-{number}.xhtml",
        title=title_of(document, body),
        page=page,
        headings=body.headings,
        pages=body.pages,
        prefix=prefix,
        pictures=tuple(pictures.all()),
    )


def creators_of(document: Document) -> tuple[str, ...]:
    """Return who wrote the release: its authors, or the organisation whose news it is."""
    release = document.release
    names = release.authors or ((release.issuer,) if release.issuer else ())
    return tuple(one_line(name) for name in names)
