"""Lay a page out with WeasyPrint and write it as PDF, with nothing from outside."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, Self
from xml.etree import ElementTree as ET

from pipeline.errors import ConfigurationError
from pipeline.pattern import lazily
from stages.render.escape import plain
from stages.render.fonts import font_configuration
from stages.render.pdf_finish import Facts, finish
from stages.render.pictures import Picture, without_cmyk
from stages.render.themes import Theme, Variable

VARIANT = "pdf/a-3a"
_MISSING_GLYPH = lazily(r"\(U\+([0-9A-F]{4,6})\)$")
_INTENT = "sRGB"
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


class EmbeddedFile(NamedTuple):
    """A file that travels inside the PDF; `relation` is its AFRelationship."""

    name: str
    media_type: str
    relation: str
    data: bytes


class Sheet(NamedTuple):
    """All that goes into one PDF."""

    theme: Theme
    markup: str
    page: str
    """`A4` or `Letter`."""
    pictures: Sequence[Picture]
    files: Sequence[EmbeddedFile]
    facts: Facts
    variables: Mapping[str, Variable]


def print_pdf(sheet: Sheet) -> tuple[bytes, list[str]]:
    """Return the PDF and the signs that no font has.

    One font configuration and one parse of each style sheet serve all documents of a process.
    Raises ConfigurationError when the theme's page is not well-formed XML.
    """
    fonts = font_configuration()
    from weasyprint import Attachment  # noqa: PLC0415 (after the fonts are set)

    from stages.render.fetcher import ClosedFetcher  # noqa: PLC0415 (imports WeasyPrint)
    from stages.render.pdf_tree import ParsedPage  # noqa: PLC0415 (imports WeasyPrint)

    theme = sheet.theme
    shown = {p.name: (p.media_type, without_cmyk(p)) for p in sheet.pictures}
    moment = sheet.facts.published or _NO_DATE
    attachments = [
        Attachment(
            string=file.data,
            name=file.name,
            relationship=file.relation,
            created=moment,
            modified=moment,
        )
        for file in sorted(sheet.files)
    ]
    try:
        root = ET.fromstring(sheet.markup)  # noqa: S314 (written by this program)
    except ET.ParseError as error:
        msg = f"the page of the theme {theme.name} is not well-formed XML: {error}"
        raise ConfigurationError(msg) from error
    styles = _style_sheets(theme.folders, sheet.page, tuple(theme.set(sheet.variables).items()))
    with _Listener() as listener:
        laid_out = ParsedPage(root, ClosedFetcher(theme.folders, shown)).render(
            font_config=fonts,
            stylesheets=styles,
            color_profiles={_INTENT: _colour_profile()},
            output_intent=_INTENT,
            pdf_variant=VARIANT,
        )
        data: bytes = laid_out.write_pdf(
            finisher=lambda _, pdf: finish(pdf, sheet.facts),
            attachments=attachments,
            output_intent=_INTENT,
            pdf_variant=VARIANT,
        )
    return data, [plain(sign) for sign in listener.signs]


@cache
def _colour_profile() -> Any:
    """Return sRGB as WeasyPrint packs it, read once (its own way leaves the file open)."""
    from weasyprint.css import ColorProfile  # noqa: PLC0415 (heavy, only for PDF)

    data = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
    return ColorProfile(io.BytesIO(data), "sRGB2014.icc", "relative-colorimetric", ("r", "g", "b"))


class _Listener(logging.Handler):
    """Hears WeasyPrint out while a page is set, and keeps the signs it found in no font."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: dict[str, None] = {}
        self.logger = logging.getLogger("weasyprint")
        self.propagate = True

    def __enter__(self) -> Self:
        self.propagate, self.logger.propagate = self.logger.propagate, False
        self.logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.logger.removeHandler(self)
        self.logger.propagate = self.propagate

    def emit(self, record: logging.LogRecord) -> None:
        found = _MISSING_GLYPH.search(record.getMessage())
        if found is not None:
            self.signs[chr(int(found[1], 16))] = None


@cache
def _style_sheets(
    folders: tuple[Path, ...], page: str, variables: tuple[tuple[str, Variable], ...]
) -> list[Any]:
    """Parse a theme's style sheets, the oldest first."""
    from weasyprint import CSS  # noqa: PLC0415 (heavy, only for PDF)

    from stages.render.fetcher import ClosedFetcher  # noqa: PLC0415 (imports WeasyPrint)

    own = "".join(f"--{name}: {value};" for name, value in variables)
    sheets: list[tuple[str, str | None]] = [(f"@page {{ size: {page} }} :root {{ {own} }}", None)]
    for folder in reversed(folders):
        path = folder / "print.css"
        if path.is_file():
            sheets.append((path.read_text("utf-8"), path.as_uri()))
    return [
        CSS(
            string=text,
            base_url=address,
            font_config=font_configuration(),
            url_fetcher=ClosedFetcher(folders),
        )
        for text, address in sheets
    ]
