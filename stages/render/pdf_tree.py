"""Hand WeasyPrint a page that is parsed already."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import HTML
from weasyprint.urls import URLFetcher


class ParsedPage(HTML):  # type: ignore[misc]
    """WeasyPrint's HTML document over an element tree.

    Our markup is well-formed XML, which the standard library parses some fifty times faster than an
    HTML parser written in Python.
    """

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        """Set what the parser of the base class would have set."""
        self.base_url: str | None = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element: Any = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
