"""Render the document as one PDF that is PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal
from xml.etree import ElementTree

from pipeline.context import Context
from pipeline.errors import ConfigurationError, DocumentError
from pipeline.stage import stage
from pipeline.tree import Document, Problem, Rendition, Source
from stages.render.escape import one_line, plain
from stages.render.fonts import font_configuration, package_for, sign_name
from stages.render.json import render_json
from stages.render.markup import Shown, body_of
from stages.render.page import GENERATOR, language_of, set_page, title_of
from stages.render.pdf_finish import Facts, finish
from stages.render.pictures import Pictures
from stages.render.themes import Theme, Variable, load_theme

RELEASE_FILE = "release.json"
"""Name of the embedded JSON from which the document is restored."""
_MISSING_GLYPH = re.compile(r"\(U\+([0-9A-F]{4,6})\)$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


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
    markup = set_page(theme, document, body, medium="pdf", variables=variables)
    release_json = render_json(document, context, account="full", indent=0).data
    files = {RELEASE_FILE: ("application/json", "Data", release_json)}
    if embed_source and context.source is not None:
        name = _source_name(context.source)
        files[name] = (document.source.media_type, "Source", context.source.data)
    facts = _facts(document, title_of(document, body), {k: v[0] for k, v in files.items()})
    data, missing = _print(theme, markup, pictures, page, facts, files, variables or {})
    if missing and strict:
        raise DocumentError(_glyph_sentence(missing[0], document.source.name))
    problems = [Problem(code, message) for code, message in pictures.problems()]
    problems += [
        Problem("glyph-missing", _glyph_sentence(sign, document.source.name)) for sign in missing
    ]
    return Rendition("application/pdf", ".pdf", data, {}, tuple(problems))


def _show(pictures: Pictures, url: str, alt: str) -> Shown | None:
    return pictures.beside("picture:", url, alt)


def _glyph_sentence(sign: str, name: str) -> str:
    return (
        f"No font on this machine has {sign_name(sign)} of {name};"
        f" install the fonts: apt install {package_for(sign)}."
    )


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


# --- WeasyPrint ------------------------------------------------------------


class _Missing(logging.Handler):
    """Collects the signs that WeasyPrint found in no font."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        found = _MISSING_GLYPH.search(record.getMessage())
        if found is not None:
            self.signs[chr(int(found[1], 16))] = None


@cache
def _style_sheets(
    theme_name: str, folders: tuple[Any, ...], page: str, variables: tuple[tuple[str, Any], ...]
) -> list[Any]:
    """Parse a theme's style sheets once a process."""
    from weasyprint import CSS  # noqa: PLC0415 (heavy, only for PDF)

    from stages.render.fetcher import ClosedFetcher  # noqa: PLC0415 (imports WeasyPrint)

    fonts = font_configuration()
    fetcher = ClosedFetcher(folders)
    own = "".join(f"--{name}: {value};" for name, value in variables)
    sheets = [f"@page {{ size: {page} }} :root {{ {own} }}"]
    addresses: list[str | None] = [None]
    for folder in reversed(folders):
        sheet = folder / "print.css"
        if sheet.is_file():
            sheets.append(sheet.read_text("utf-8"))
            addresses.append(sheet.as_uri())
    return [
        CSS(string=text, base_url=address, font_config=fonts, url_fetcher=fetcher)
        for text, address in zip(sheets, addresses, strict=True)
    ]


def _print(
    theme: Theme,
    markup: str,
    pictures: Pictures,
    page: str,
    facts: Facts,
    files: Mapping[str, tuple[str, str, bytes]],
    variables: Mapping[str, Variable],
) -> tuple[bytes, list[str]]:
    """Lay the page out and write it; return the PDF and the signs no font has."""
    font_configuration()
    from weasyprint import Attachment  # noqa: PLC0415 (after the fonts are set)

    from stages.render.fetcher import ClosedFetcher  # noqa: PLC0415 (imports WeasyPrint)
    from stages.render.pdf_tree import ParsedPage  # noqa: PLC0415 (imports WeasyPrint)

    fetcher = ClosedFetcher(theme.folders, {p.name: (p.media_type, p.data) for p in pictures.all()})
    moment = facts.published or datetime(1980, 1, 1, tzinfo=UTC)
    attachments = [
        Attachment(string=data, name=name, relationship=relation, created=moment, modified=moment)
        for name, (_, relation, data) in sorted(files.items())
    ]
    try:
        root = ElementTree.fromstring(markup)  # noqa: S314 (written by this program)
    except ElementTree.ParseError as error:
        msg = f"the page of the theme {theme.name} is not well-formed XML: {error}"
        raise ConfigurationError(msg) from error
    logger = logging.getLogger("weasyprint")
    missing = _Missing()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(missing)
    try:
        laid_out = ParsedPage(root, fetcher).render(
            font_config=font_configuration(),
            stylesheets=_style_sheets(
                theme.name, theme.folders, page, tuple(theme.set(variables).items())
            ),
            pdf_variant="pdf/a-3a",
        )
        data: bytes = laid_out.write_pdf(
            finisher=lambda _, pdf: finish(pdf, facts),
            attachments=attachments,
            pdf_variant="pdf/a-3a",
        )
    finally:
        logger.removeHandler(missing)
        logger.propagate = propagate
    return data, [plain(sign) for sign in missing.signs]
