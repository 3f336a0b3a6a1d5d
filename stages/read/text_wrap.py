"""Which line ends a text has for width alone, and which its author meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from pipeline.pattern import lazily
from stages.read.text_lines import Line

_UNWRAPPED = 180
"""Lines longer than this were not broken for width."""
_USUAL = 66
"""Width taken where a text shows none (letters a line of typewritten copy)."""
_NARROWEST = 30
_OVER = 1.5
_SLACK = 4
_RAGGED = 0.08
_SET_IN = 2
_SHORT = 0.7
_CAPITAL_LINE = 12
_ENDS = lazily(r"[.!?:;…。！？：；][\"'”’»)\]]*$")
_UNSPACED = lazily("[\u0e00-\u0eff\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
_FULL_LINE = 20
"""Signs of a Chinese or Japanese line that nobody breaks on purpose."""
_CAPITALS = lazily(r"[A-Z]{2}")
_ADDRESS = lazily(r"(?:https?://|www\.)\S+|(?<!\S)\S+@[\w-]+(?:\.[\w-]+)+")
"""A line of its own in a contact, which begins small and goes on with nothing."""
_OPEN_WORDS = """
a an the of and or that which is are was were be has have had its their our der die das den dem des
und oder ein eine le la les du de et ou un une à au aux il lo gli di del della e che el los las y o
que do dos das het een van i и
"""
_LOOSE_WORDS = """
to in on at by for with from as von mit zu im am für en con per da em voor met w z na в на с по для
"""
_OPEN = frozenset(_OPEN_WORDS.split())
"""Words that no line ends with on purpose."""
_LOOSE = frozenset(_LOOSE_WORDS.split())
"""Words that a full line does not end with on purpose, a line of verse may."""
_WAYS = lazily(
    r"(?:tele?(?:phone|fon\w*|fax)?|téléphone|phone|mobile?|handy|cell|fax|e-?mail|courriel|correo"
    r"|web(?:site)?|internet|www|url|тел\w*|факс|電話|電話番号|メール|电话|邮箱|전화|이메일)\.?"
    r"\s{0,3}[:：+(\d]",
    re.IGNORECASE,
)
"""How a line of a contact begins."""
_LETTERED = lazily(r"\(?(?:[a-z]|[ivx]{2,4})\)\s")
_ROW_GAP = lazily(r"\S(?: {4,}|\t+)\S")
_ANY_GAP = lazily(r"\S(?:[ ]{2,}|\t+)(?=\S)")
_MOST_GAPS = 3
_FEWEST_VERSES = 3
_CUT_ADDRESS = lazily(r"(?:https?://|www\.)\S{0,300}[/=&?%_#-]$", re.IGNORECASE)


class End(Enum):
    """What the end of a line inside a group of lines is."""

    WIDTH = "width"
    MEANT = "meant"
    PARAGRAPH = "paragraph"


def measure(groups: Sequence[Sequence[Line]]) -> int | None:
    """Return the width a text was wrapped at; None where its lines were not wrapped.

    Groups are lines without a blank line between them; the last line of each says nothing.
    """
    lengths = sorted(
        line.indent + len(line.words) for group in groups if len(group) > 1 for line in group[:-1]
    )
    if not lengths:
        return None
    width = lengths[min(len(lengths) * 9 // 10, len(lengths) - 1)]
    if width > _UNWRAPPED or width < _NARROWEST:
        return None
    sizes = [len(line.words) for group in groups for line in group]
    if 2 * sum(size for size in sizes if size > _OVER * width) > sum(sizes):
        return None  # most of the text stands in longer lines: these were short by themselves
    return width


def line_ends(group: Sequence[Line], width: int | None) -> list[End]:
    """Say of each line of a group but the last what its end is."""
    base = min(line.indent for line in group)
    ends = [_end(one, two, base, width) for one, two in pairwise(group)]
    if width is not None and _is_verse(group, width):
        return [
            End.MEANT if line.words.endswith((",", "–", "—")) else end
            for line, end in zip(group, ends, strict=False)
        ]
    if width is not None and End.MEANT in ends and _ragged(group, ends):
        return [End.WIDTH if end is End.MEANT else end for end in ends]
    return ends


def _open(words: str) -> bool:
    """Tell whether a line stops where nobody ends a line on purpose."""
    last = words.rsplit(None, 1)[-1].lower()
    if words[-1:] in ",–—-" or last in _OPEN or _CUT_ADDRESS.search(words[-400:]):
        return True
    return last in _LOOSE and len(words) > _NARROWEST


def _end(one: Line, two: Line, base: int, width: int | None) -> End:
    if _begins_anew(one, two):
        return End.MEANT
    if _UNSPACED.match(one.words[-1:]) or _UNSPACED.match(two.words):
        return _unspaced_end(one, two, width)
    first = two.words.split(" ", 1)[0]
    room = (width or _USUAL) - one.indent - len(one.words)
    slack = max(_SLACK, int((width or _USUAL) * _RAGGED))
    long = len(one.words) > _UNWRAPPED
    forced = len(first) + 1 > room - (slack if width else 0) and not long
    if (width is None and room < -slack) or _address_alone(one, two, width):
        forced = False
    ended = _ENDS.search(one.words) is not None
    if two.indent >= base + _SET_IN and one.indent < two.indent and (ended or long):
        return End.PARAGRAPH
    if forced:
        return End.WIDTH
    if len(one.words) > _CAPITAL_LINE and one.words.isupper() and not two.words.isupper():
        return End.PARAGRAPH
    goes_on = two.words[:1].islower() and not _ADDRESS.fullmatch(two.words)
    goes_on = goes_on and (width is not None or len(one.words) > _NARROWEST)
    if goes_on or (not ended and _open(one.words)):
        return End.WIDTH
    if one.words[-1:].isdigit() and two.words.isdigit():
        return End.WIDTH
    if long or len(two.words) > _UNWRAPPED:
        return End.PARAGRAPH
    if ended and not one.words.endswith((":", ";")) and len(one.words) > _NARROWEST:
        return End.PARAGRAPH
    if two.indent >= base + _SET_IN and one.indent == base and two.indent != one.indent:
        return End.PARAGRAPH if ended else End.MEANT
    return End.MEANT


def _begins_anew(one: Line, two: Line) -> bool:
    """Tell a line that begins as no line within a sentence does: a way to call, `a)`, a row."""
    if is_lettered(two) or (_WAYS.match(two.words) and not _open(one.words)):
        return True
    return _is_row(one.words) and _is_row(two.words)


def is_lettered(line: Line) -> bool:
    """Tell a line that begins with `a)` or `(iv)`."""
    return _LETTERED.match(line.words) is not None


def _is_row(words: str) -> bool:
    """Tell a line of few cells, set apart with wide gaps; a justified line has many gaps."""
    if "    " not in words and "\t" not in words:
        return False
    return _ROW_GAP.search(words) is not None and len(_ANY_GAP.findall(words)) <= _MOST_GAPS


def _is_verse(group: Sequence[Line], width: int) -> bool:
    """Tell lines that are all short and all begin large, as verse and addresses do."""
    return len(group) >= _FEWEST_VERSES and all(
        len(line.words) < _SHORT * width and line.words.lstrip("\"'“‘„«»(¿¡")[:1].isupper()
        for line in group
    )


def _address_alone(one: Line, two: Line, width: int | None) -> bool:
    """Tell an address on a line of its own under a short one, as a contact has it."""
    room = max(width or _USUAL, _USUAL)
    return len(one.words) < _SHORT * room and _ADDRESS.fullmatch(two.words) is not None


def _unspaced_end(one: Line, two: Line, width: int | None) -> End:
    """Judge a line end in Chinese, Japanese or Thai, where any sign may begin a line."""
    full = len(one.words) >= (width or _FULL_LINE) * (1 - 2 * _RAGGED)
    if one.words.endswith(("：", ":")) and not full:
        return End.MEANT
    if _ENDS.search(one.words):
        return End.WIDTH if full and width is not None else End.PARAGRAPH
    if two.words[0] in "・※■●○◆【〒" or "：" in one.words[:8]:
        return End.MEANT
    return End.WIDTH if full or len(one.words) >= _FULL_LINE else End.MEANT


def _ragged(group: Sequence[Line], ends: Sequence[End]) -> bool:
    """Tell running text with a few lines cut short from lines that are each their own."""
    meant = sum(end is End.MEANT for end in ends)
    if meant > 1 or len(ends) < _SLACK:
        return False
    k = ends.index(End.MEANT)
    short = len(group[k].words) < _SHORT * max(len(line.words) for line in group)
    return not short and not _CAPITALS.search(group[k].words[-3:])
