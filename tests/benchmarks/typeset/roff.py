"""Made-up releases set by TeX and by groff."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import which

from tests.benchmarks.typeset.texts import Block, Piece, Text

LATIN = frozenset({"en", "en-GB", "de", "nl", "fr", "es", "it", "pt"})
LAYOUTS = ("article", "columns", "modern")
_SIGNS = str.maketrans(
    {
        "“": "``",
        "”": "''",
        "„": r"\other{\quotedblbase}",
        "–": "--",
        "—": "---",
        "−": "$-$",
        "€": r"\texteuro{}",
        "%": r"\%",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "_": r"\_",
        "«": r"\other{\guillemotleft}",
        "»": r"\other{\guillemotright}",
        "°": r"\textdegree{}",
        "’": "'",
        "\u00a0": "~",
    }
)
_HEADS = {
    "article": r"\documentclass[11pt,a5paper]{article}\usepackage[margin=18mm]{geometry}",
    "columns": r"\documentclass[10pt,a4paper,twocolumn]{article}\usepackage[margin=20mm]{geometry}",
    "modern": (
        r"\documentclass[11pt,letterpaper]{article}\usepackage[margin=30mm]{geometry}"
        r"\usepackage{helvet}\renewcommand\familydefault{\sfdefault}"
        r"\setlength\parindent{0pt}\setlength\parskip{7pt plus 2pt}\raggedright"
    ),
}


def tex_of(text: Text, layout: str) -> str:
    """Return a release as LaTeX; the fonts of `article` have accents apart from letters."""
    encoding = "" if layout == "article" else r"\usepackage[T1]{fontenc}"
    encoding += r"\usepackage{palatino}" if layout == "columns" else ""
    encoding += (
        r"\usepackage{textcomp}"
        r"\newcommand\other[1]{{\fontencoding{T1}\fontfamily{ptm}\selectfont #1}}"
    )
    head = (
        rf"{_HEADS[layout]}{encoding}\usepackage[utf8]{{inputenc}}\usepackage{{hyperref,fancyhdr}}"
        r"\hypersetup{hidelinks}\pagestyle{fancy}\fancyhf{}\fancyhead[L]{\small\itshape "
        rf"{_tex(text.title)}}}\fancyhead[R]{{\small\thepage}}\begin{{document}}"
    )
    body: list[str] = []
    for block in text.blocks:
        told = _tex_inlines(block.pieces, text)
        if block.kind == "head":
            body.append(rf"{{\Large\bfseries\raggedright {told}\par}}\bigskip")
        elif block.kind == "subhead":
            body.append(rf"\section*{{{told}}}")
        elif block.kind == "standfirst":
            body.append(rf"\textit{{{told}}}\par\medskip")
        elif block.kind == "list":
            body.append(_tex_list(block, text))
        elif block.kind == "table":
            rows = r"\\".join(" & ".join(map(_tex, row)) for row in block.rows[1:])
            first = " & ".join(map(_tex, block.rows[0]))
            body.append(
                rf"\begin{{center}}\small\begin{{tabular}}{{l{'r' * (len(block.rows[0]) - 1)}}}"
                r"\hline "
                rf"{first}\\\hline {rows}\\\hline\end{{tabular}}\end{{center}}"
            )
        else:
            body.append(told + "\n\n")
    return head + "\n".join(body) + r"\end{document}"


def _tex(words: str) -> str:
    return words.translate(_SIGNS)


def _tex_inlines(pieces: list[Piece], text: Text) -> str:
    done: list[str] = []
    for piece in pieces:
        if piece.kind == "link":
            done.append(rf"\href{{{piece.url}}}{{{_tex(piece.text)}}}")
        elif piece.kind == "raised":
            done.append(rf"\textsuperscript{{{_tex(piece.text)}}}")
        elif piece.kind == "note":
            done.append(rf"\footnote{{{_tex(text.notes[piece.text])}}}")
        else:
            done.append(_tex(piece.text))
    return "".join(done)


def _tex_list(block: Block, text: Text) -> str:
    tag = "enumerate" if block.ordered else "itemize"
    done = [rf"\begin{{{tag}}}"]
    depth = 0
    for level, pieces in block.items:
        if level > depth:
            done.append(r"\begin{itemize}")
        elif level < depth:
            done.append(r"\end{itemize}")
        depth = level
        done.append(rf"\item {_tex_inlines(pieces, text)}")
    done.append(r"\end{itemize}" * depth + rf"\end{{{tag}}}")
    return "\n".join(done)


def latex(text: Text, layout: str) -> bytes:
    """Set a release with pdfTeX."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "text.tex").write_text(tex_of(text, layout), "utf-8")
        for _ in range(2):
            subprocess.run(
                ["pdflatex", "-interaction=nonstopmode", "text.tex"],
                cwd=folder,
                check=False,
                capture_output=True,
                timeout=120,
            )
        return Path(folder, "text.pdf").read_bytes()


def roff_of(text: Text, layout: str) -> str:
    """Return a release as groff with the macros ms: one column, or two."""
    two = layout == "columns"
    head = f".nr PS 10\n.nr VS 13\n.nr FM 0.8i\n.ds LH {_roff(text.title)[:40]}\n.ds CH\n.ds RH %\n"
    body: list[str] = [head, ".TL\n" + _roff(text.title) + "\n"]
    if two:
        body.append(".2C\n")
    for block in text.blocks[1:]:
        told = _roff_inlines(block.pieces, text)
        if block.kind == "subhead":
            body.append(f".SH\n{told}\n")
        elif block.kind == "standfirst":
            body.append(f'.LP\n.I "{told}"\n')
        elif block.kind == "list":
            depth = 0
            for number, (level, pieces) in enumerate(block.items, 1):
                body.append(".RS\n" * (level - depth) + ".RE\n" * (depth - level))
                depth = level
                mark = f"{number}." if block.ordered else r"\(bu"
                body.append(f".IP {mark} 3\n{_roff_inlines(pieces, text)}\n")
            body.append(".RE\n" * depth)
        elif block.kind == "table":
            form = "l " + " ".join("r" * (len(block.rows[0]) - 1)) + "."
            rows = "\n".join("\t".join(map(_roff, row)) for row in block.rows)
            body.append(f".TS\ncenter;\n{form}\n{rows}\n.TE\n")
        else:
            body.append(f".{'PP' if layout != 'modern' else 'LP'}\n{told}\n")
    return "".join(body)


def _roff(words: str) -> str:
    words = words.replace("\\", r"\e").replace("-", r"\-" if words.startswith("-") else "-")
    return re.sub(r"^([.'])", r"\\&\1", words)


def _roff_inlines(pieces: list[Piece], text: Text) -> str:
    done: list[str] = []
    for piece in pieces:
        if piece.kind == "raised":
            done.append(rf"\*{{{_roff(piece.text)}\*}}")
        elif piece.kind == "note":
            done.append(r"\**" + f"\n.FS\n{_roff(text.notes[piece.text])}\n.FE\n")
        else:
            done.append(_roff(piece.text))
    return "".join(done)


def groff(text: Text, layout: str) -> bytes:
    """Set a release with groff's own PDF device."""
    known = {"de": "-mde", "fr": "-mfr"}.get(text.language)
    hyphens = [known] if known else []
    done = subprocess.run(
        ["groff", "-k", "-t", "-ms", *hyphens, "-Tpdf", "-P-pa4"],
        input=roff_of(text, layout).encode(),
        check=False,
        capture_output=True,
        timeout=120,
    )
    return done.stdout


def producers() -> dict[str, Callable[[Text, str], bytes]]:
    """Return what is installed, by name; both are for Latin scripts only."""
    found: dict[str, Callable[[Text, str], bytes]] = {}
    if which("pdflatex"):
        found["pdfTeX"] = latex
    if which("groff") and which("gropdf"):
        found["groff"] = groff
    return found
