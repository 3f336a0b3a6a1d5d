"""Places in a page that its own links lead to: footnotes, the way back, parts of the text."""

from __future__ import annotations

from urllib.parse import unquote

from lxml import etree

from stages.read.html_elements import HEADINGS

ANCHOR = "anchor:"
"""Begins the role of a span that a link to `#id` leads to; the id follows."""
_LONGEST_MARK = 4
"""Signs of a footnote's mark: `[12]`, `*`, `↩`."""
_OWN_LINES = frozenset({"p", "li", "dt", "dd", *HEADINGS})
_INLINE = frozenset({"a", "sup", "sub", "span", "cite", "small", "em", "strong", "b", "i"})
_MOST = 2000


class Targets:
    """The ids that links of a page lead to; `notes` are those that a footnote's mark leads to."""

    def __init__(self, root: etree._Element) -> None:
        """Look at every link of the page once."""
        self.all: set[str] = set()
        self.notes: set[str] = set()
        for link in root.iter("a"):
            href = link.get("href") or ""
            if len(href) < 2 or href[0] != "#" or len(self.all) >= _MOST:  # noqa: PLR2004 (`#` alone)
                continue
            name = unquote(href[1:])
            self.all.add(name)
            if len("".join(map(str, link.itertext())).strip()) <= _LONGEST_MARK:
                self.notes.add(name)

    def role(self, element: etree._Element, tag: str) -> str | None:
        """Return the role of a span round an element's words, None where no link leads to it.

        Elements that hold parts of a page count only where a footnote's mark leads to them: links
        that skip to the text would otherwise mark all of it.
        """
        if not self.all:
            return None
        name = element.get("id") or (element.get("name") if tag == "a" else None)
        wanted = self.all if tag in _OWN_LINES or tag in _INLINE else self.notes
        return f"{ANCHOR}{name}" if name in wanted else None
