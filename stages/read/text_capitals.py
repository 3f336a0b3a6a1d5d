"""Headlines set in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.pattern import lazily
from stages.read.text_lines import Line

_LABEL_LINE = lazily(
    r"(?:FOR (?:IMMEDIATE )?(?:PRESS )?RELEASE|(?:PRESS|NEWS|MEDIA) (?:RELEASE|STATEMENT|CONTACT)S?"
    r"|COMUNICATO|PRESSEMITTEILUNG|COMMUNIQUÉ|COMUNICADO|NOTA DE|PERSBERICHT|INFORMACJA PRASOWA"
    r"|ПРЕСС-РЕЛИЗ|EMBARGO|CONTACT|SOURCE|PER DIFFUSIONE|POUR (?:DIFFUSION|PUBLICATION)|ZUR SOFORT"
    r"|END OF|NOT FOR|EXHIBIT \d|\[)"
)
"""Labels of releases and filings, set in capitals like headlines; pictures left out (`[LOGO]`)."""
_MOST_CAPITAL_LINES = 5
_FEWEST_CAPITALS = 12
LONGEST_HEADING = 200


def is_capitals(lines: Sequence[Line]) -> bool:
    """Tell a headline in capitals, over a few lines as it may be."""
    if len(lines) > _MOST_CAPITAL_LINES or not lines[0].words.isupper():
        return False
    words = " ".join(line.words for line in lines)
    return (
        words.isupper()
        and _FEWEST_CAPITALS <= len(words) <= LONGEST_HEADING * 2
        and sum(map(str.isalpha, words)) > len(words) / 2
        and " " in words
        and not words.endswith((".", ":", ";", ","))
        and not _LABEL_LINE.match(words)
        and all(len(line.words) <= LONGEST_HEADING for line in lines)
    )
