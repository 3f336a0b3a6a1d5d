"""The built-in stages: one file each, and this ordered table of them."""

from __future__ import annotations

from pipeline.registry import Entry
from pipeline.stage import Kind

TABLE: tuple[Entry, ...] = (
    # Source -> Document
    Entry("read", "stages.read.any:read", Kind.READ),
    Entry(
        "read-html",
        "stages.read.html:read_html",
        Kind.READ,
        ("text/html", "application/xhtml+xml"),
    ),
    Entry("read-pdf", "stages.read.pdf:read_pdf", Kind.READ, ("application/pdf",)),
    Entry("read-text", "stages.read.text:read_text", Kind.READ, ("text/plain", "text/markdown")),
    Entry(
        "read-ninjs",
        "stages.read.ninjs:read_ninjs",
        Kind.READ,
        ("application/vnd.iptc.ninjs+json",),
    ),
    Entry(
        "read-newsml-g2",
        "stages.read.newsml:read_newsml",
        Kind.READ,
        ("application/vnd.iptc.g2.newsitem+xml",),
    ),
    Entry(
        "read-email",
        "stages.read.email:read_email",
        Kind.READ,
        ("message/rfc822", "application/mbox"),
    ),
    Entry("read-rtf", "stages.read.rtf:read_rtf", Kind.READ, ("application/rtf", "text/rtf")),
    Entry(
        "read-docx",
        "stages.read.docx:read_docx",
        Kind.READ,
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    # Document -> Document, in the order of the default chain
    Entry("select-content", "stages.clean.content:select_content", Kind.TRANSFORM),
    Entry("drop-mail-heads", "stages.clean.mail_heads:drop_mail_heads", Kind.TRANSFORM),
    Entry("drop-furniture", "stages.clean.furniture:drop_furniture", Kind.TRANSFORM),
    Entry("drop-page-marks", "stages.clean.page_marks:drop_page_marks", Kind.TRANSFORM),
    Entry("repair-encoding", "stages.clean.encoding:repair_encoding", Kind.TRANSFORM),
    Entry("repair-characters", "stages.clean.characters:repair_characters", Kind.TRANSFORM),
    Entry("join-cells", "stages.clean.cells:join_cells", Kind.TRANSFORM),
    Entry("join-pages", "stages.clean.pages:join_pages", Kind.TRANSFORM),
    Entry("rejoin-lines", "stages.clean.lines:rejoin_lines", Kind.TRANSFORM),
    Entry("repair-signs", "stages.clean.signs:repair_signs", Kind.TRANSFORM),
    Entry("tidy-spaces", "stages.clean.spaces:tidy_spaces", Kind.TRANSFORM),
    Entry("recognise-release", "stages.release.recognise:recognise_release", Kind.TRANSFORM),
    Entry("house-style", "stages.clean.house_style:house_style", Kind.TRANSFORM, by_default=False),
    # Document -> Rendition
    Entry("pdf", "stages.render.pdf:render_pdf", Kind.RENDER),
    Entry("html", "stages.render.html:render_html", Kind.RENDER),
    Entry("epub", "stages.render.epub:render_epub", Kind.RENDER),
    Entry("json", "stages.render.json:render_json", Kind.RENDER),
    Entry("jsonld", "stages.render.jsonld:render_jsonld", Kind.RENDER),
    Entry("ninjs", "stages.render.ninjs:render_ninjs", Kind.RENDER),
    Entry("newsml-g2", "stages.render.newsml:render_newsml", Kind.RENDER),
    Entry("markdown", "stages.render.markdown:render_markdown", Kind.RENDER),
    Entry("text", "stages.render.text:render_text", Kind.RENDER),
)
"""Every built-in stage in order; adding one is a file, a line here and a golden case."""

SPLIT = "stages.read.split:split_source"
"""What finds several releases in one file: `(Source) -> list[Source]`."""
