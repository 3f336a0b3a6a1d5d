"""Give WeasyPrint the theme's own files and the release's own pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

PICTURE_SCHEME = "picture:"
MOST_BYTES = 32 << 20


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """A fetcher that opens no connection and no file outside the theme's folders.

    `pictures` are given out as `picture:NAME`; `data:` addresses are decoded; a file is read when
    it lies, links followed, in one of `folders`. Everything else is refused, and `refused` keeps
    what was asked for.
    """

    def __init__(
        self, folders: Iterable[Path] = (), pictures: Mapping[str, tuple[str, bytes]] | None = None
    ) -> None:
        """Begin with nothing refused."""
        super().__init__(timeout=1, allowed_protocols=("data",), allow_redirects=False)
        self.folders = [folder.resolve() for folder in folders]
        self.pictures = pictures or {}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return what an address stands for. Raises ValueError for one that is not ours."""
        if url.startswith(PICTURE_SCHEME):
            media_type, data = self.pictures[url[len(PICTURE_SCHEME) :]]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})
        if url[:5].lower() == "data:" and len(url) <= 2 * MOST_BYTES:
            return super().fetch(url, headers)
        path = self._own_file(url)
        if path is None:
            self.refused.append(url[:200])
            msg = "not part of the release or the theme"
            raise ValueError(msg)
        return URLFetcherResponse(url, path.read_bytes())

    def _own_file(self, url: str) -> Path | None:
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            return None
        path = Path(unquote(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self.folders):
            return None
        return path if path.is_file() and path.stat().st_size <= MOST_BYTES else None
