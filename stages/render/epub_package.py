"""Write an EPUB 3.3: container, package document, navigation and content."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from stages.render.cover import cover_png, cover_svg, plan_cover
from stages.render.escape import direction_of, escape
from stages.render.labels import Labels
from stages.render.pictures import Picture

EPOCH = "1980-01-01T00:00:00Z"
"""Said where a release tells no date; the package document must name a moment."""
CLAIM = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
"""The string that the standard wants, to the letter."""
_STORED = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""


class Chapter(Struct, frozen=True):
    """One release of the book."""

    name: str
    """File name, `release.xhtml`."""
    title: str
    page: str
    headings: tuple[tuple[int, str, str], ...]
    pages: tuple[int, ...]
    prefix: str
    pictures: tuple[Picture, ...] = ()


class Book(Struct, frozen=True):
    """What the package document says of the book."""

    title: str
    language: str
    digest: str
    """Hexadecimal digest of what the book was made of; its identifier comes from it."""
    labels: Labels
    creators: tuple[str, ...] = ()
    publisher: str | None = None
    description: str | None = None
    rights: str | None = None
    source: str | None = None
    subjects: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    certified_by: str | None = None


def write_book(book: Book, chapters: Sequence[Chapter], style: str) -> bytes:
    """Return the EPUB of the chapters in their order."""
    cover = plan_cover(book.title, book.publisher, book.published, book.language)
    files: list[tuple[str, str, bytes]] = [
        ("package.opf", "application/oebps-package+xml", _package(book, chapters).encode("utf-8")),
        ("nav.xhtml", "application/xhtml+xml", _navigation(book, chapters).encode("utf-8")),
        ("cover.xhtml", "application/xhtml+xml", _cover_page(book).encode("utf-8")),
        ("cover.svg", "image/svg+xml", cover_svg(cover, book.title)),
        ("cover.png", "image/png", cover_png(cover)),
        ("style.css", "text/css", style.encode("utf-8")),
    ]
    files += [(c.name, "application/xhtml+xml", c.page.encode("utf-8")) for c in chapters]
    files += [
        (f"pictures/{picture.name}", picture.media_type, picture.data)
        for picture in _pictures(chapters)
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", b"application/epub+zip", stored=True)
        _add(archive, "META-INF/container.xml", _CONTAINER.encode("utf-8"))
        for name, media_type, data in files:
            _add(archive, f"EPUB/{name}", data, stored=media_type in _STORED)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, *, stored: bool = False) -> None:
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)


def _pictures(chapters: Sequence[Chapter]) -> list[Picture]:
    return list({p.name: p for chapter in chapters for p in chapter.pictures}.values())


def identifier_of(digest: str) -> str:
    """Return the book's identifier, a UUID whose bits are the digest's (version 8, RFC 9562)."""
    value = int(digest[:32], 16)
    value = value & ~(0xF << 76) | (8 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return f"urn:uuid:{uuid.UUID(int=value)}"


def utc_moment(value: str | None) -> str | None:
    """Return an ISO 8601 date or date-time as `2026-03-12T00:00:00Z`, or None."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return None


# --- package document ------------------------------------------------------


def _package(book: Book, chapters: Sequence[Chapter]) -> str:
    paged = any(chapter.pages for chapter in chapters)
    pictures = _pictures(chapters)
    changed = utc_moment(book.modified or book.published) or EPOCH
    told = [
        f'<dc:identifier id="id">{identifier_of(book.digest)}</dc:identifier>',
        f"<dc:title>{escape(book.title)}</dc:title>",
        f"<dc:language>{book.language}</dc:language>",
        *(f"<dc:creator>{escape(name)}</dc:creator>" for name in book.creators),
        *_element("dc:publisher", book.publisher),
        *_element("dc:description", book.description),
        *_element("dc:rights", book.rights),
        *_element("dc:source", book.source),
        *(f"<dc:subject>{escape(word)}</dc:subject>" for word in book.subjects),
        *_element("dc:date", (utc_moment(book.published) or "")[:10]),
        f'<meta property="dcterms:modified">{changed}</meta>',
        *_accessibility(book, pictured=bool(pictures), paged=paged),
        '<meta name="cover" content="cover-png"/>',
    ]
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="cover-svg" href="cover.svg" media-type="image/svg+xml"/>',
        '<item id="cover-png" href="cover.png" media-type="image/png" properties="cover-image"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
    ]
    items += [
        f'<item id="c{n}" href="{chapter.name}" media-type="application/xhtml+xml"/>'
        for n, chapter in enumerate(chapters, 1)
    ]
    items += [
        f'<item id="p{n}" href="pictures/{picture.name}" media-type="{picture.media_type}"/>'
        for n, picture in enumerate(pictures, 1)
    ]
    spine = [f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1)]
    if len(chapters) > 1:
        spine.insert(0, '<itemref idref="nav"/>')
    way = direction_of(book.language)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
            f' xml:lang="{book.language}" dir="{way}"'
            ' prefix="a11y: http://www.idpf.org/epub/vocab/package/a11y/#">'
        ),
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *told,
        "</metadata>",
        "<manifest>",
        *items,
        "</manifest>",
        f'<spine page-progression-direction="{way}">',
        '<itemref idref="cover"/>',
        *spine,
        "</spine>",
        "</package>",
    ]
    return "\n".join(lines) + "\n"


def _element(name: str, value: str | None) -> list[str]:
    return [f"<{name}>{escape(value)}</{name}>"] if value else []


def _accessibility(book: Book, *, pictured: bool, paged: bool) -> list[str]:
    """Say what EPUB Accessibility 1.1 asks of every book; a claim of conformance needs a name."""
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
    ]
    features += ["alternativeText"] if pictured else []
    features += ["pageBreakMarkers", "pageNavigation"] if paged else []
    told = [("schema:accessMode", "textual")]
    told += [("schema:accessMode", "visual")] if pictured else []
    told += [("schema:accessModeSufficient", "textual")]
    told += [("schema:accessibilityFeature", feature) for feature in features]
    told += [
        ("schema:accessibilityHazard", "none"),
        (
            "schema:accessibilitySummary",
            (
                "Text with headings, lists and tables marked as such, one reading order, and a"
                " description for every picture that is no decoration."
            ),
        ),
    ]
    if paged and book.source:
        told.append(("pageBreakSource", book.source))
    lines = [f'<meta property="{name}">{escape(value)}</meta>' for name, value in told]
    if book.certified_by:
        lines += [
            f'<meta property="dcterms:conformsTo" id="claim">{CLAIM}</meta>',
            (
                '<meta property="a11y:certifiedBy" refines="#claim">'
                f"{escape(book.certified_by)}</meta>"
            ),
        ]
    return lines


# --- navigation and cover --------------------------------------------------


def _xhtml(book: Book, title: str, body: str) -> str:
    way = direction_of(book.language)
    return (
        "<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{book.language}" xml:lang="{book.language}" dir="{way}">\n'
        f'<head>\n<meta charset="utf-8"/>\n<title>{escape(title)}</title>\n'
        '<link rel="stylesheet" href="style.css"/>\n</head>\n'
        f"<body>\n{body}</body>\n</html>\n"
    )


def _navigation(book: Book, chapters: Sequence[Chapter]) -> str:
    labels = book.labels
    entries = "".join(_entry(chapter) for chapter in chapters)
    first = chapters[0].name
    contents = (
        f'<li><a epub:type="toc" href="nav.xhtml">{escape(labels.contents)}</a></li>\n'
        if len(chapters) > 1
        else ""
    )
    parts = [
        (
            f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents">\n'
            f'<h1 id="contents">{escape(labels.contents)}</h1>\n<ol>\n{entries}</ol>\n</nav>\n'
        ),
        (
            f'<nav epub:type="landmarks" aria-label="{escape(labels.contents)}" hidden="hidden">\n'
            "<ol>\n"
            f'<li><a epub:type="cover" href="cover.xhtml">{escape(labels.cover)}</a></li>\n'
            f"{contents}"
            f'<li><a epub:type="bodymatter" href="{first}">{escape(book.title)}</a></li>\n'
            "</ol>\n</nav>\n"
        ),
    ]
    pages = [
        f'<li><a href="{chapter.name}#{chapter.prefix}page-{page}">{page}</a></li>\n'
        for chapter in chapters
        for page in chapter.pages
    ]
    if pages:
        parts.append(
            f'<nav epub:type="page-list" role="doc-pagelist" aria-label="{escape(labels.pages)}"'
            f' hidden="hidden">\n<ol>\n{"".join(pages)}</ol>\n</nav>\n'
        )
    return _xhtml(book, labels.contents, "".join(parts))


def _entry(chapter: Chapter) -> str:
    """Return one release of the contents with its subheads, nested as their levels say."""
    link = f'<a href="{chapter.name}">{escape(chapter.title)}</a>'
    subheads = [heading for heading in chapter.headings if heading[2] != chapter.title]
    if not subheads:
        return f"<li>{link}</li>\n"
    out = [f"<li>{link}\n"]
    open_levels: list[int] = []
    for level, anchor, words in subheads:
        while open_levels and open_levels[-1] > level:
            out.append("</li>\n</ol>\n")
            open_levels.pop()
        if open_levels and open_levels[-1] == level:
            out.append("</li>\n")
        else:
            out.append("<ol>\n")
            open_levels.append(level)
        out.append(f'<li><a href="{chapter.name}#{anchor}">{escape(words)}</a>')
    out.extend("</li>\n</ol>\n" for _ in open_levels)
    out.append("</li>\n")
    return "".join(out)


def _cover_page(book: Book) -> str:
    picture = f'<img src="cover.svg" role="doc-cover" alt="{escape(book.title)}"/>'
    return _xhtml(
        book,
        book.labels.cover,
        f'<section class="cover" epub:type="cover">\n{picture}\n</section>\n',
    )
