"""Find the pictures that came with a release; what did not come with it is never fetched."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

from stages.render.phrasing import Shown

MOST_PIXELS = 50_000_000
MOST_BYTES = 32 << 20
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


class Picture(NamedTuple):
    """A raster picture that came with the release."""

    name: str
    """Digest of its bytes with the suffix of its format, `3f2a….png`."""
    media_type: str
    data: bytes
    width: int
    height: int


class Pictures:
    """The pictures of one document by address, and what could not be shown.

    `files` are the files that came with the source, by name. A picture is shown when it is PNG,
    JPEG, GIF or WebP by its first bytes, can be opened, and is not larger than 32 MB or 50 million
    pixels.
    """

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        """Begin with no picture asked for."""
        self.files = files or {}
        self.found: dict[str, Picture | None] = {}
        self.missing: list[str] = []
        self.undescribed: list[str] = []

    def get(self, url: str) -> Picture | None:
        """Return the picture at an address of the tree, or None."""
        if url not in self.found:
            self.found[url] = picture = self._find(url)
            if picture is None:
                self.missing.append(url)
        return self.found[url]

    def all(self) -> list[Picture]:
        """Return every picture that is shown, each once, in the order of first use."""
        return list({p.name: p for p in self.found.values() if p is not None}.values())

    def data_url(self, url: str, alt: str) -> Shown | None:
        """Show a picture as a `data:` address."""
        picture = self.get(url)
        self._described(url, alt, picture)
        if picture is None:
            return None
        data = base64.b64encode(picture.data).decode("ascii")
        return Shown(f"data:{picture.media_type};base64,{data}", picture.width, picture.height)

    def beside(self, folder: str, url: str, alt: str) -> Shown | None:
        """Show a picture as a file of a folder (`""` or with a slash at its end)."""
        picture = self.get(url)
        self._described(url, alt, picture)
        if picture is None:
            return None
        return Shown(folder + picture.name, picture.width, picture.height)

    def _described(self, url: str, alt: str, picture: Picture | None) -> None:
        if picture is not None and not alt.strip() and url not in self.undescribed:
            self.undescribed.append(url)

    def problems(self) -> list[tuple[str, str]]:
        """Return what an editor should know: code and sentence."""
        told = [
            ("picture-missing", f"The picture {_short(url)} did not come with the release.")
            for url in self.missing
        ]
        told += [
            (
                "picture-without-description",
                f"The picture {_short(url)} has no description and is taken as decoration.",
            )
            for url in self.undescribed
        ]
        return told

    def _find(self, url: str) -> Picture | None:
        data = _data_of(url) if url[:5].lower() == "data:" else self._file(url)
        if data is None or len(data) > MOST_BYTES:
            return None
        media_type = _media_type(data)
        if media_type is None:
            return None
        size = _size(data, media_type)
        if size is None:
            return None
        name = hashlib.sha256(data).hexdigest()[:16] + _SUFFIXES[media_type]
        return Picture(name, media_type, data, *size)

    def _file(self, url: str) -> bytes | None:
        name = unquote(url[4:] if url[:4].lower() == "cid:" else url)
        for candidate in (name, name.split("?")[0], name.split("?")[0].rpartition("/")[2]):
            if candidate in self.files:
                return self.files[candidate]
        return None


def without_cmyk(picture: Picture) -> bytes:
    """Return a picture's bytes, those of a CMYK JPEG turned to RGB, which PDF/A wants here."""
    if picture.media_type != "image/jpeg":
        return picture.data
    import io  # noqa: PLC0415 (only where a picture is)

    from PIL import Image  # noqa: PLC0415 (see above)

    with Image.open(io.BytesIO(picture.data), formats=("JPEG",)) as opened:
        if opened.mode != "CMYK":
            return picture.data
        out = io.BytesIO()
        opened.convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


def _data_of(url: str) -> bytes | None:
    head, comma, body = url[5:].partition(",")
    if not comma or len(body) > MOST_BYTES * 2:
        return None
    if not head.lower().rstrip().endswith("base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode("".join(unquote(body).split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _media_type(data: bytes) -> str | None:
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _size(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Return width and height in pixels, or None for a broken or oversized picture."""
    import io  # noqa: PLC0415 (only where a picture is)
    import warnings  # noqa: PLC0415 (see above)

    from PIL import Image  # noqa: PLC0415 (see above)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=(media_type.partition("/")[2].upper(),))
            width, height = picture.size
            if width * height > MOST_PIXELS or not width * height:
                return None
            picture.load()
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError):
        return None
    return width, height


def _short(url: str) -> str:
    if url[:5].lower() == "data:":
        return "inside the page"
    url = " ".join(url.split())
    return f"{url[:60]}…" if len(url) > 61 else url  # noqa: PLR2004 (fits one line)
