"""Render the document as one PDF that is PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from pipeline.context import Context
from pipeline.errors import DocumentError
from pipeline.pattern import lazily
from pipeline.stage import stage
from pipeline.tree import Document, Problem, Rendition, Source
from stages.render.escape import one_line
from stages.render.fonts import package_for, sign_name
from stages.render.json import embedded_json
from stages.render.markup import body_of
from stages.render.page import GENERATOR, language_of, set_page, title_of
from stages.render.pdf_finish import Facts
from stages.render.pdf_print import EmbeddedFile, Sheet, print_pdf
from stages.render.phrasing import Shown
from stages.render.pictures import Pictures
from stages.render.themes import Variable, load_theme

RELEASE_FILE = "release.json"
"""Name of the embedded JSON from which the document is restored."""
MOST_SIGNS = 5
"""Missing signs that a problem names; it counts the rest."""
_DATE = lazily(r"\d{4}-\d{2}-\d{2}")


@stage("pdf")
def render_pdf(
    document: Document,
    context: Context,
    *,
    template: str = "classic",
    page: Literal["A4", "Letter"] = "A4",
    embed_source: bool = True,
    strict: bool = False,
    variables: dict[str, Variable] | None = None,
) -> Rendition:
    """Render an accessible PDF for the archive (PDF/A-3a and PDF/UA-1) that gives itself back.

    The document's own JSON is embedded, and with `embed_source` the file it was made of.
    `template` is a theme's name or the path of its folder, `variables` the theme's own settings. A
    sign that no font has is a problem; `strict` makes it a failure, since it breaks both standards.
    """
    theme = load_theme(template)
    pictures = Pictures(context.source.files if context.source is not None else None)
    body = body_of(document, lambda url, alt: _show(pictures, url, alt), epub=False)
    markup = set_page(
        theme, document, body, medium="pdf", account=context.account, variables=variables
    )
    release_json = embedded_json(document, context)
    files = [EmbeddedFile(RELEASE_FILE, "application/json", "Data", release_json)]
    if embed_source and context.source is not None:
        name = _source_name(context.source)
        media_type = document.source.media_type
        files.append(EmbeddedFile(name, media_type, "Source", context.source.data))
    facts = _facts(
        document, title_of(document, body), {file.name: file.media_type for file in files}
    )
    data, missing = print_pdf(
        Sheet(theme, markup, page, pictures.all(), files, facts, variables or {})
    )
    if missing and strict:
        raise DocumentError(_glyph_sentences(missing, document)[0])
    problems = [Problem(code, message) for code, message in pictures.problems()]
    problems += [Problem("glyph-missing", told) for told in _glyph_sentences(missing, document)]
    return Rendition("application/pdf", ".pdf", data, {}, tuple(problems))


def _show(pictures: Pictures, url: str, alt: str) -> Shown | None:
    return pictures.beside("picture:", url, alt)


def _glyph_sentences(signs: Sequence[str], document: Document) -> list[str]:
    """Say which signs have no glyph, a sentence for each package of fonts that has them."""
    by_package: dict[str, list[str]] = {}
    for sign in signs:
        by_package.setdefault(package_for(sign), []).append(sign)
    told: list[str] = []
    for package, found in by_package.items():
        names = ", ".join(sign_name(sign) for sign in found[:MOST_SIGNS])
        more = f" and {len(found) - MOST_SIGNS} more" if len(found) > MOST_SIGNS else ""
        told.append(
            f"No font on this machine has {names}{more} of {document.source.name};"
            f" install the fonts: apt install {package}."
        )
    return told


def _source_name(source: Source) -> str:
    name = one_line(source.name.replace("\\", "/").rpartition("/")[2]) or "source"
    return f"source-{name}" if name == RELEASE_FILE else name


def _facts(document: Document, title: str, embedded: dict[str, str]) -> Facts:
    from weasyprint import VERSION  # noqa: PLC0415 (imported by then)

    release = document.release
    return Facts(
        title=title,
        language=language_of(document),
        authors=tuple(one_line(name) for name in release.authors) or _one(release.issuer),
        subject=one_line(release.summary or release.subheadline or "") or None,
        keywords=tuple(one_line(word) for word in (*release.tags, *release.categories)),
        publisher=one_line(release.issuer or "") or None,
        rights=one_line(release.rights or "") or None,
        identifier=f"urn:sha256:{document.source.sha256}",
        published=_moment(release.published),
        modified=_moment(release.modified),
        creator=GENERATOR,
        producer=f"WeasyPrint {VERSION}",
        embedded=embedded,
    )


def _one(value: str | None) -> tuple[str, ...]:
    return (one_line(value),) if value else ()


def _moment(value: str | None) -> datetime | None:
    """Return the moment of an ISO 8601 date or date-time; without zone it is taken as UTC."""
    if not value or not _DATE.match(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
