"""Render the document as XHTML5 that stands alone and inside any EPUB."""

from __future__ import annotations

import hashlib

from pipeline.context import Context
from pipeline.stage import stage
from pipeline.tree import Document, Problem, Rendition
from stages.render.markup import body_of
from stages.render.page import set_page
from stages.render.pictures import Pictures
from stages.render.themes import Variable, load_theme


@stage("html")
def render_html(
    document: Document,
    context: Context,
    *,
    template: str = "classic",
    embed: bool = True,
    variables: dict[str, Variable] | None = None,
) -> Rendition:
    """Render XHTML5, well-formed and without scripts, ready for an EPUB.

    `template` is a theme's name or the path of its folder, `variables` the theme's own settings.
    With `embed: false` style sheet and pictures lie beside the page instead of in it. Pictures that
    did not come with the release are links to where they are.
    """
    theme = load_theme(template)
    pictures = Pictures(context.source.files if context.source is not None else None)
    show = pictures.data_url if embed else lambda url, alt: pictures.beside("pictures/", url, alt)
    body = body_of(document, show)
    files: dict[str, bytes] = {}
    stylesheet = None
    if not embed:
        style = theme.style("html").encode("utf-8")
        stylesheet = f"style-{hashlib.sha256(style).hexdigest()[:12]}.css"
        files = {stylesheet: style}
        files.update({f"pictures/{picture.name}": picture.data for picture in pictures.all()})
    page = set_page(
        theme,
        document,
        body,
        medium="html",
        account=context.account,
        stylesheet=stylesheet,
        variables=variables,
    )
    problems = tuple(Problem(code, message) for code, message in pictures.problems())
    return Rendition("application/xhtml+xml", ".html", page.encode("utf-8"), files, problems)
