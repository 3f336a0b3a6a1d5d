"""Made-up releases set by LibreOffice from flat OpenDocument text, tagged and not."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from html import escape
from itertools import groupby
from pathlib import Path
from shutil import which

from tests.benchmarks.typeset.texts import Block, Piece, Text

LAYOUTS = {
    # font, size, line height, alignment, space below, first indent, columns, running head
    "letter": ("Liberation Sans", 11, "120%", "start", 9, 0, 1, False),
    "book": ("Liberation Serif", 11, "110%", "justify", 0, 16, 1, True),
    "paper": ("Liberation Serif", 10, "110%", "justify", 5, 0, 2, False),
    "typed": ("Liberation Serif", 12, "200%", "start", 0, 36, 1, True),
}
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
    )
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def flat_document(text: Text, layout: str) -> str:
    """Return a release as one flat OpenDocument file."""
    font, size, height, align, below, indent, columns, head = LAYOUTS[layout]
    way = "rl-tb" if text.language in {"ar", "he"} else "lr-tb"
    country = {"en": "US", "en-GB": "GB", "pt": "PT", "ja": "JP"}.get(text.language, "")
    named = f'fo:language="{text.language[:2]}"' + (f' fo:country="{country}"' if country else "")
    face = (
        f'style:font-name="{font}" fo:font-family="{font}" '
        'style:font-family-asian="Noto Sans CJK JP" '
        f'style:font-family-complex="Noto Sans Arabic" fo:font-size="{size}pt" '
        f'style:font-size-asian="{size}pt" style:font-size-complex="{size}pt" {named} '
        'fo:hyphenate="true" fo:hyphenation-remain-char-count="2" '
        'fo:hyphenation-push-char-count="2"'
    )

    def style(name: str, paragraph: str, words: str = "", parent: str = "Standard") -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="{parent}"><style:paragraph-properties {paragraph}/>'
            f"<style:text-properties {words}/></style:style>"
        )

    def bold(points: float) -> str:
        return (
            f'fo:font-size="{points}pt" style:font-size-asian="{points}pt" '
            f'style:font-size-complex="{points}pt" fo:font-weight="bold" '
            'style:font-weight-asian="bold" style:font-weight-complex="bold"'
        )

    above = (
        '<style:header><text:p text:style-name="Head">'
        f"{escape(text.title)} – <text:page-number/></text:p></style:header>"
        if head
        else ""
    )
    foot = (
        '<style:footer><text:p text:style-name="Head"><text:page-number/> / <text:page-count/>'
        "</text:p></style:footer>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>'
        f'<style:default-style style:family="paragraph"><style:text-properties {face}/>'
        '</style:default-style><style:style style:name="Standard" style:family="paragraph">'
        f'<style:paragraph-properties style:writing-mode="{way}"/></style:style>'
        + style(
            "Body",
            f'fo:text-align="{align}" fo:line-height="{height}" fo:margin-bottom="{below}pt" '
            f'fo:text-indent="{indent}pt"',
        )
        + style("Cell", 'fo:text-align="start"')
        + style("Item", f'fo:text-align="start" fo:line-height="{height}"')
        + style(
            "Head", 'fo:text-align="center"', 'fo:font-size="9pt" style:font-size-complex="9pt"'
        )
        + style("Note", "", 'fo:font-size="9pt"')
        + style(
            "Standfirst",
            f'fo:line-height="{height}" fo:margin-bottom="6pt"',
            'fo:font-style="italic" style:font-style-complex="italic"',
        )
        + style("Title", 'fo:margin-bottom="8pt"', bold(size + 8))
        + style("Sub", 'fo:margin-top="10pt" fo:margin-bottom="4pt"', bold(size + 2))
        + '<style:style style:name="Up" style:family="text"><style:text-properties '
        'style:text-position="super 58%"/></style:style>'
        '<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode='
        '"label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" '
        'fo:text-indent="-14pt" fo:margin-left="28pt"/></style:list-level-properties>'
        '</text:list-level-style-bullet><text:list-level-style-bullet text:level="2" '
        'text:bullet-char="–"><style:list-level-properties text:list-level-position-and-space-mode='
        '"label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" '
        'fo:text-indent="-14pt" fo:margin-left="48pt"/></style:list-level-properties>'
        "</text:list-level-style-bullet></text:list-style>"
        '<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment'
        ' text:label-followed-by="listtab" fo:text-indent="-14pt" fo:margin-left="28pt"/>'
        "</style:list-level-properties></text:list-level-style-number></text:list-style>"
        "</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="Sheet"><style:page-layout-properties '
        'fo:page-width="420pt" fo:page-height="595pt" fo:margin="48pt" '
        f'style:writing-mode="{way}"><style:columns fo:column-count="{columns}" '
        'fo:column-gap="18pt"/></style:page-layout-properties>'
        '<style:header-style><style:header-footer-properties fo:min-height="20pt" '
        'fo:margin-bottom="10pt"/></style:header-style><style:footer-style>'
        '<style:header-footer-properties fo:min-height="20pt" fo:margin-top="10pt"/>'
        "</style:footer-style></style:page-layout>"
        '<style:style style:name="Ruled" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.5pt solid #000000" fo:padding="2pt"/></style:style>'
        '<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties '
        'fo:border="none" fo:padding="2pt"/></style:style></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="Sheet">{above}{foot}</style:master-page></office:master-styles>'
        f"<office:body><office:text>{_body(text, layout)}</office:text></office:body>"
        "</office:document>"
    )


def _body(text: Text, layout: str) -> str:
    named = {"head": "Title", "subhead": "Sub", "standfirst": "Standfirst", "paragraph": "Body"}
    done: list[str] = []
    for block in text.blocks:
        if block.kind == "list":
            done.append(_list(block))
        elif block.kind == "table":
            cell = "Ruled" if layout in {"letter", "typed"} else "Bare"
            done.append(_table(block, cell))
        else:
            tag = "text:h" if block.kind in {"head", "subhead"} else "text:p"
            level = {"head": ' text:outline-level="1"', "subhead": ' text:outline-level="2"'}
            done.append(
                f'<{tag} text:style-name="{named[block.kind]}"{level.get(block.kind, "")}>'
                f"{_inlines(block.pieces, text)}</{tag}>"
            )
    return "".join(done)


def _inlines(pieces: list[Piece], text: Text) -> str:
    done: list[str] = []
    for piece in pieces:
        words = escape(piece.text)
        if piece.kind == "link":
            done.append(
                f'<text:a xlink:type="simple" xlink:href="{escape(piece.url)}">{words}</text:a>'
            )
        elif piece.kind == "raised":
            done.append(f'<text:span text:style-name="Up">{words}</text:span>')
        elif piece.kind == "note":
            done.append(
                f'<text:note text:note-class="footnote"><text:note-citation>{words}'
                '</text:note-citation><text:note-body><text:p text:style-name="Note">'
                f"{escape(text.notes[piece.text])}</text:p></text:note-body></text:note>"
            )
        else:
            done.append(words)
    return "".join(done)


def _list(block: Block) -> str:
    named = "Numbers" if block.ordered else "Dots"
    done = [f'<text:list text:style-name="{named}">']
    for depth, group in groupby(block.items, key=lambda item: item[0]):
        items = "".join(
            f'<text:list-item><text:p text:style-name="Item">{_inlines(p, Text("", "", [], {}))}'
            "</text:p></text:list-item>"
            for _, p in group
        )
        done.append(
            f"<text:list-item><text:list>{items}</text:list></text:list-item>" if depth else items
        )
    return "".join(done) + "</text:list>"


def _table(block: Block, cell: str) -> str:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:style-name="{cell}"><text:p text:style-name="Cell">'
            f"{escape(words)}</text:p></table:table-cell>"
            for words in row
        )
        + "</table:table-row>"
        for row in block.rows
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
    return f"<table:table>{columns}{rows}</table:table>"


def libreoffice(text: Text, layout: str, *, tagged: bool = False) -> bytes:
    """Set a release with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "text.fodt"
        source.write_text(flat_document(text, layout), "utf-8")
        options = json.dumps({"UseTaggedPDF": {"type": "boolean", "value": str(tagged).lower()}})
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                f"pdf:writer_pdf_Export:{options}",
                "--outdir",
                folder,
                str(source),
            ],
            check=False,
            capture_output=True,
            timeout=180,
        )
        return (Path(folder) / "text.pdf").read_bytes()


def producers() -> dict[str, Callable[[Text, str], bytes]]:
    """Return LibreOffice where it is installed."""
    if which("soffice") is None:
        return {}
    return {
        "LibreOffice": libreoffice,
        "LibreOffice, tagged": lambda text, layout: libreoffice(text, layout, tagged=True),
    }
