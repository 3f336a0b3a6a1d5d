"""Lists as Word and Outlook save them: paragraphs with a mark and a level in their style."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from pipeline.pattern import lazily
from pipeline.tree import Block, List

_LEVEL = lazily(r"mso-list:[^;]*?level(\d)", re.IGNORECASE)
_NUMBER = lazily(r"\(?(\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]+)[.)]")
_TITLES = {"msotitle": 1, "msosubtitle": 2}
_HEADING = lazily(r"msoheading([1-6])")


class Mark(NamedTuple):
    """What stands before a list paragraph, and how deep its list is, from 1."""

    text: str
    level: int


def is_mark(element: etree._Element) -> bool:
    """Tell whether a span is the mark that Word wrote out before a list paragraph."""
    style = element.get("style")
    return bool(style) and "mso-list:ignore" in str(style).lower().replace(" ", "")


def level_of(style: str) -> int:
    """Return the level of a paragraph's list by its style, 1 where it does not say."""
    found = _LEVEL.search(style)
    return int(found[1]) if found else 1


def heading_level(names: str) -> int:
    """Return the level of heading that a paragraph's class means in Word, 0 for none."""
    for name in names.split():
        if name in _TITLES:
            return _TITLES[name]
        found = _HEADING.fullmatch(name)
        if found:
            return int(found[1])
    return 0


def with_lists(blocks: list[Block], marks: dict[int, Mark]) -> list[Block]:
    """Return blocks with runs of marked paragraphs made lists; `marks` is keyed by `id`."""
    done: list[Block] = []
    run: list[tuple[Block, Mark]] = []
    for block in blocks:
        mark = marks.get(id(block))
        if mark is not None:
            run.append((block, mark))
            continue
        done.extend(_lists(run))
        run = []
        done.append(block)
    done.extend(_lists(run))
    return done


def _lists(run: list[tuple[Block, Mark]]) -> list[Block]:
    """Return the lists of a run; a deeper paragraph is a list inside the item before it."""
    found: list[Block] = []
    at = 0
    while at < len(run):
        level = run[at][1].level
        number = _NUMBER.match(run[at][1].text.strip())
        items: list[tuple[Block, ...]] = []
        while at < len(run) and run[at][1].level >= level:
            if run[at][1].level > level:
                end = at
                while end < len(run) and run[end][1].level > level:
                    end += 1
                items[-1] = (*items[-1], *_lists(run[at:end]))
                at = end
            else:
                items.append((run[at][0],))
                at += 1
        start = int(number[1]) if number and number[1].isdigit() else 1
        origin = items[0][0].origin
        found.append(
            List(ordered=number is not None, start=start, items=tuple(items), origin=origin)
        )
    return found
