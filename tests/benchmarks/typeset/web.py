"""Made-up releases set by engines that take HTML: WeasyPrint, Chromium, wkhtmltopdf."""

from __future__ import annotations

import html
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import which

from tests.benchmarks.typeset.texts import Piece, Text, plain

RIGHT = frozenset({"ar", "he"})
_FONTS = "'Source Serif Pro', 'Liberation Serif', 'Noto Naskh Arabic', 'Noto Sans Hebrew', serif"
_SANS = "'Source Sans Pro', 'Liberation Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif"
_COMMON = (
    "a{color:#036} td{padding:2pt 8pt} table{border-collapse:collapse;margin:8pt 0} "
    "sup{font-size:65%;line-height:1} "
)
LAYOUTS = {
    "letter": (
        f"@page{{size:A4;margin:22mm}} body{{font:11pt/1.35 {_SANS}}} p{{margin:0 0 9pt}} "
        "h1{font-size:20pt} h2{font-size:13pt} .standfirst{font-style:italic} "
        "td{border:.5pt solid #777} tr:first-child td{font-weight:bold}"
    ),
    "book": (
        "@page{size:A5;margin:20mm 16mm;@top-left{content:string(running);font-size:8pt}"
        "@top-right{content:counter(page);font-size:8pt}} h1{string-set:running content()} "
        f"body{{font:10pt/1.3 {_FONTS};text-align:justify;hyphens:auto}} "
        "p{margin:0;text-indent:14pt} h1{font-size:16pt;text-align:left;hyphens:manual} "
        "h2{font-size:10pt;margin:12pt 0 4pt} .standfirst{font-style:italic;text-indent:0} "
        "h1+p,h2+p,.standfirst+p{text-indent:0} "
        "tr:first-child td{border-bottom:.7pt solid;border-top:.7pt solid} "
        "tr:last-child td{border-bottom:.7pt solid} td+td{text-align:right}"
    ),
    "paper": (
        "@page{size:A4;margin:18mm;@bottom-center{content:counter(page) ' / ' counter(pages);"
        f"font-size:8pt}}}} body{{font:9.5pt/1.3 {_FONTS}}} "
        ".text{columns:2;column-gap:8mm;text-align:justify;hyphens:auto} p{margin:0 0 5pt} "
        "h1{font-size:22pt} h2{font-size:11pt;text-align:left} "
        ".standfirst{font-size:12pt;font-style:italic} td{padding:1pt 4pt} td+td{text-align:right}"
    ),
    "typed": (
        "@page{size:Letter;margin:1in;@bottom-right{content:'Page ' counter(page);font-size:10pt}}"
        "body{font:12pt/2 'Liberation Serif','Noto Naskh Arabic','Noto Sans Hebrew',serif} "
        "p{margin:0;text-indent:.5in} h1{font-size:12pt;text-align:center;margin:0} "
        "h2{font-size:12pt;margin:0} .standfirst{text-indent:0;text-align:center}"
    ),
    "three": (
        f"@page{{size:A4 landscape;margin:14mm}} body{{font:9pt/1.25 {_SANS}}} "
        ".text{columns:3;column-gap:7mm} p{margin:0 0 4pt} h1{font-size:19pt} h2{font-size:10pt} "
        "td{padding:1pt 3pt;border-bottom:.4pt solid #999}"
    ),
    "fancy": (
        "@page{size:A4;margin:24mm 20mm 20mm;@top-center{content:'PRESS OFFICE  ·  ' "
        f"counter(page);font:8pt {_SANS};letter-spacing:2pt}}}} "
        f"body{{font:10.5pt/1.4 {_FONTS}}} p{{margin:0 0 7pt}} h1{{font-size:24pt}} "
        "h2{font-size:11pt;letter-spacing:3pt;text-transform:uppercase} "
        ".standfirst{font-size:13pt} "
        ".first::first-letter{float:left;font-size:33pt;line-height:1;padding-right:3pt} "
        ".last{float:none;border:.7pt solid #444;padding:5pt} ul{list-style:square} "
        "tr:first-child td{border-bottom:1pt solid}"
    ),
}


def page_of(text: Text, layout: str, *, notes: bool) -> str:
    """Return a release as a web page in a layout; `notes` where footnotes can be set."""
    css = _COMMON + LAYOUTS[layout]
    if notes:
        css += " .note{float:footnote;font-size:80%;text-indent:0;text-align:left}"
    body: list[str] = []
    first = True
    opened = False
    for block in text.blocks:
        told = _inlines(block.pieces, text if notes else None)
        if block.kind == "head":
            body.append(f"<h1>{told}</h1>")
            continue
        if block.kind == "standfirst":
            body.append(f'<p class="standfirst">{told}</p>')
            continue
        if not opened:
            body.append('<div class="text">')
            opened = True
        if block.kind == "subhead":
            body.append(f"<h2>{told}</h2>")
        elif block.kind == "list":
            body.append(_list(block.items, ordered=block.ordered))
        elif block.kind == "table":
            rows = (
                "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>"
                for row in block.rows
            )
            body.append(f"<table>{''.join(rows)}</table>")
        else:
            named = ' class="first"' if first else ""
            first = False
            body.append(f"<p{named}>{told}</p>")
    way = "rtl" if text.language in RIGHT else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{text.language}" dir="{way}"><head><meta charset="utf-8">'
        f"<title>{html.escape(text.title)}</title><style>{css}</style></head>"
        f"<body>{''.join(body)}</div></body></html>"
    )


def _inlines(pieces: list[Piece], noted: Text | None) -> str:
    done: list[str] = []
    for piece in pieces:
        words = html.escape(piece.text)
        if piece.kind == "link":
            done.append(f'<a href="{html.escape(piece.url)}">{words}</a>')
        elif piece.kind == "raised":
            done.append(f"<sup>{words}</sup>")
        elif piece.kind == "note":
            if noted is not None:
                note = html.escape(noted.notes[piece.text])
                done.append(f'<span class="note">{note}</span>')
        else:
            done.append(words)
    return "".join(done)


def _list(items: list[tuple[int, list[Piece]]], *, ordered: bool) -> str:
    tag = "ol" if ordered else "ul"
    done: list[str] = [f"<{tag}>"]
    depth = 0
    for level, pieces in items:
        if level > depth:
            done[-1] = done[-1].removesuffix("</li>")
            done.append("<ul>")
        elif level < depth:
            done.append("</ul></li>")
        depth = level
        done.append(f"<li>{_inlines(pieces, None)}</li>")
    done.append("</ul></li>" * depth)
    return "".join(done) + f"</{tag}>"


def weasyprint(text: Text, layout: str) -> bytes:
    """Set with WeasyPrint, footnotes at the foot of the page."""
    import weasyprint as engine  # noqa: PLC0415 (takes its time)

    return bytes(engine.HTML(string=page_of(text, layout, notes=True)).write_pdf())


def weasyprint_tagged(text: Text, layout: str) -> bytes:
    """Set with WeasyPrint as an accessible PDF."""
    import weasyprint as engine  # noqa: PLC0415 (takes its time)

    page = engine.HTML(string=page_of(text, layout, notes=True))
    return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


def chromium(text: Text, layout: str) -> bytes:
    """Print with Chromium, its own head and foot on every page."""
    return _by_program(
        text,
        layout,
        lambda page, out: [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--print-to-pdf={out}",
            page.as_uri(),
        ],
    )


def wkhtmltopdf(text: Text, layout: str) -> bytes:
    """Print with wkhtmltopdf (an old WebKit on Qt), a line at the foot of every page."""
    return _by_program(
        text,
        layout,
        lambda page, out: [
            "wkhtmltopdf",
            "-q",
            "--footer-left",
            "[title]",
            "--footer-right",
            "[page]/[topage]",
            "--footer-font-size",
            "7",
            str(page),
            str(out),
        ],
    )


def _by_program(text: Text, layout: str, command: Callable[[Path, Path], list[str]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(page_of(text, layout, notes=False), "utf-8")
        subprocess.run(command(page, out), check=False, capture_output=True, timeout=120)
        return out.read_bytes()


def producers() -> dict[str, Callable[[Text, str], bytes]]:
    """Return the engines that are here, by name."""
    found: dict[str, Callable[[Text, str], bytes]] = {
        "WeasyPrint": weasyprint,
        "WeasyPrint, tagged": weasyprint_tagged,
    }
    if which("chromium"):
        found["Chromium"] = chromium
    if which("wkhtmltopdf"):
        found["wkhtmltopdf"] = wkhtmltopdf
    return found


__all__ = ["LAYOUTS", "page_of", "plain", "producers"]
