"""The words of one block while they are read: white space folded, emphasis and links kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from pipeline.pattern import lazily
from pipeline.tree import Image, Inline, Inlines, LineBreak, Text

Make: TypeAlias = Callable[[Inlines], Inline]

BLANK = " \t\n\r\f"
_SPACE = lazily(r"[ \t\n\r\f]+")
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
)
_WIDE_BREAK = lazily(rf"(?<=[{_WIDE}])[ \t]*\n\s*(?=[{_WIDE}])")
_ANY_WIDE = lazily(rf"[{_WIDE}]")
MOST_OPEN = 10
"""Formats inside one another that are kept; deeper ones lose the format, not the words."""


class Run:
    """Inlines of the block being read, with the formats that are open.

    White space is folded as CSS does it: runs become one space, none at the ends of lines, and
    none for a line end between two East Asian signs.
    """

    def __init__(self) -> None:
        """Begin an empty block."""
        self.formats: list[Make] = []
        self.levels: list[list[str | Inline]] = [[]]
        self.at_space = True
        self.breaks = 0
        self.filled = False

    def text(self, data: str) -> None:
        """Add characters, white space folded."""
        if not data.strip(BLANK):
            if not self.at_space:
                self.levels[-1].append(" ")
                self.at_space = True
            return
        if "\n" in data and _ANY_WIDE.search(data):
            data = _WIDE_BREAK.sub("", data)
        if "  " in data or "\n" in data or "\t" in data or "\r" in data or "\f" in data:
            data = _SPACE.sub(" ", data)
        if self.at_space and data[0] == " ":
            data = data[1:]
        if data:
            self.levels[-1].append(data)
            self.at_space = data[-1] == " "
            self.breaks = 0
            self.filled = True

    def image(self, image: Image) -> None:
        """Add a picture."""
        self.levels[-1].append(image)
        self.at_space = False
        self.breaks = 0
        self.filled = True

    def line_break(self) -> None:
        """Add a line end, unless nothing stands before it."""
        if self.filled:
            self.levels[-1].append(LineBreak())
            self.at_space = True
            self.breaks += 1

    def open(self, make: Make) -> bool:
        """Begin a format; return whether it is kept."""
        if len(self.formats) >= MOST_OPEN:
            return False
        self.formats.append(make)
        self.levels.append([])
        return True

    def close(self) -> None:
        """End the innermost format."""
        make = self.formats.pop()
        inside = _finished(self.levels.pop())
        if inside:
            self.levels[-1].append(make(inside))

    def take(self) -> Inlines:
        """Return the inlines so far and begin anew, with the same formats open."""
        if not self.filled:
            return ()
        if not self.formats and len(self.levels[0]) == 1 and isinstance(self.levels[0][0], str):
            return self.taken(self.levels[0][0])
        inside: Inlines = ()
        for depth in range(len(self.formats), -1, -1):
            level = self.levels[depth]
            if inside:
                level.append(self.formats[depth](inside))
            inside = _finished(level)
        self.levels = [[] for _ in self.levels]
        self.at_space = True
        self.breaks = 0
        self.filled = False
        return _without_end(inside)

    def taken(self, only: str) -> Inlines:
        """Return one run of characters as `take` does."""
        self.levels[0].clear()
        self.at_space = True
        self.breaks = 0
        self.filled = False
        text = only.rstrip(" ")
        return (Text(text),) if text else ()


def _finished(items: list[str | Inline]) -> Inlines:
    """Return inlines with neighbouring text in one piece."""
    if len(items) == 1:
        only = items[0]
        return (Text(only) if isinstance(only, str) else only,)
    done: list[Inline] = []
    words: list[str] = []
    for item in items:
        if isinstance(item, str):
            words.append(item)
            continue
        if words:
            done.append(Text("".join(words)))
            words = []
        done.append(item)
    if words:
        done.append(Text("".join(words)))
    return tuple(done)


def _without_end(inlines: Inlines) -> Inlines:
    """Return inlines without spaces and line breaks at their end."""
    end = inlines[-1] if inlines else None
    if isinstance(end, Text) and end.text and end.text[-1] != " ":
        return inlines
    kept = list(inlines)
    while kept:
        last = kept[-1]
        if isinstance(last, LineBreak):
            kept.pop()
        elif isinstance(last, Text):
            text = last.text.rstrip(" ")
            if text:
                if text != last.text:
                    kept[-1] = Text(text)
                break
            kept.pop()
        elif isinstance(last, Image):
            break
        else:
            inside = _without_end(last.inlines)
            if inside:
                if inside != last.inlines:
                    kept[-1] = replace(last, inlines=inside)
                break
            kept.pop()
    return tuple(kept)
