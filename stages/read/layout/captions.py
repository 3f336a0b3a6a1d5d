"""Captions: small or named lines right under a picture."""

from __future__ import annotations

import re

from pipeline.pattern import lazily
from stages.read.layout.headings import text_of
from stages.read.layout.measure import Usual
from stages.read.layout.paragraphs import Part
from stages.read.tagged.headings import element_of

_NAMED = lazily(
    r"(?:fig(?:ure|\.)?|photo|foto|image|picture|caption|credit|abb(?:ildung|\.)?|bild|figura|imagen"
    r"|immagine|afbeelding|図|写真|©|\(c\))(?![a-z])",
    re.IGNORECASE,
)
_LONGEST = 400
_FARTHEST = 2.6
"""Space between picture and caption, in sizes."""


def give_captions(parts: list[Part], usual: Usual) -> list[Part]:
    """Return the parts of a page with captions taken into their figures."""
    done: list[Part] = []
    for part in parts:
        last = done[-1] if done else None
        bare = last is not None and last.kind == "figure" and not last.lines
        if last is not None and bare and _is_caption(last, part, usual):
            last.lines, last.breaks = part.lines, part.breaks
        else:
            done.append(part)
    return done


def _is_caption(figure: Part, part: Part, usual: Usual) -> bool:
    if part.kind != "paragraph" or part.edge:
        return False
    told = element_of(part)
    if told is not None and told.kind == "Caption":
        return True
    gap = figure.box[1] - part.box[3]
    beside = part.box[2] <= figure.box[0] or part.box[0] >= figure.box[2]
    text = text_of(part)
    if beside or not -part.size < gap < _FARTHEST * part.size or len(text) > _LONGEST:
        return False
    italic = all(word.style.italic for line in part.lines for word in line.words)
    return part.size < usual.body * 0.95 or italic or _NAMED.match(text) is not None
