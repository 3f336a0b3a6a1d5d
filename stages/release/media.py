"""Pictures, films, sound and press kits that a release links, with their words and address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.pattern import lazily
from pipeline.text import inline_text
from pipeline.tree import Figure, Medium
from stages.release.fold import bare, fold, spaceless
from stages.release.reading import Reading, Row
from stages.release.urls import addresses

_FILES = {
    "photo": ("jpg", "jpeg", "png", "tif", "tiff", "webp", "gif", "heic"),
    "video": ("mp4", "mov", "m4v", "avi", "wmv", "webm"),
    "audio": ("mp3", "wav", "m4a", "ogg", "flac"),
    "logo": ("eps", "ai"),
}
_OF_FILE = {ending: kind for kind, endings in _FILES.items() for ending in endings}
_VIDEO_PATH = lazily(
    r"^(?:(?:www|m)\.)?(?:youtube\.com/(?:watch|embed/|shorts/|live/)|youtu\.be/[\w-]{6}"
    r"|vimeo\.com/(?:video/)?\d|player\.vimeo\.com/video/\d|dailymotion\.com/video/)"
)
_GALLERY_PATH = lazily(
    r"^(?:www\.)?(?:flickr\.com/(?:photos/[^/]+/(?:albums|sets)/|gp/)|flic\.kr/s/)"
)
_LABEL = lazily(r"^[\W_]{0,3}(?P<label>[^\W_][^:：]{1,48}?)\s*(?:[:：]|\s[-–—]|[-–—]\s)\s*$")
_MEDIA_HOST = lazily(r"^(?:mma\.prnewswire\.com|mms\.businesswire\.com|ml\.globenewswire\.com)/")
_LONGEST_WORDS = 90
_MOST_WORDS = 8
_LONGEST_TERM = 4
_LONGEST_EASTERN = 24
_SHORT = 3
_MOST = 60
_BEFORE = 60


def read_media(reading: Reading) -> None:
    """State each linked medium once: by the words of its link, by its label, or by its address."""
    found: dict[str, tuple[Medium, Row, float]] = {}
    for row in reading.live:
        if len(found) > _MOST:
            break
        if isinstance(row.block, Figure):
            _figure(row, found)
            continue
        if "http" not in row.text and not row.links():
            continue
        for medium, sure in _in_row(reading, row):
            found.setdefault(medium.url, (medium, row, sure))
    reading.state_each("media", list(found.values()))


def _figure(row: Row, found: dict[str, tuple[Medium, Row, float]]) -> None:
    """Take a picture of the copy that has a caption and an address of its own."""
    if not isinstance(row.block, Figure):
        return
    caption = " ".join(inline_text(row.block.caption).split())
    url = row.block.image.url
    if caption and url.startswith(("http:", "https:")):
        found.setdefault(url, (Medium("photo", caption, url), row, 0.9))


def _in_row(reading: Reading, row: Row) -> Iterator[tuple[Medium, float]]:
    linked = {link.url: " ".join(inline_text(link.inlines).split()) for link in row.links()}
    for url in addresses(row)[:_MOST]:
        words = linked.get(url, "")
        own = "" if words.startswith(("http:", "https:", "www.")) else words
        label = _label(row.text, words or url)
        by_address = _by_address(url)
        kind = _by_words(reading, own) or (_by_words(reading, label) if label else None)
        if kind is None and by_address is None:
            continue
        if own and label and _by_words(reading, own) is None and _by_words(reading, label) is None:
            label = ""
        text = own or label or words or url
        sure = 0.95 if kind and by_address else 0.85
        yield Medium(kind or by_address or "", text[: 4 * _LONGEST_WORDS], url), sure


def _label(text: str, words: str) -> str:
    """Return the label right in front of linked words: `Photo: https://...`, `Logo - https://`."""
    at = text.find(words)
    if at <= 0:
        return ""
    line = text[max(0, at - _BEFORE) : at].rpartition("\n")[2]
    for sign in (". ", "; ", " | ", ") ", "> "):
        line = line.rpartition(sign)[2] if sign in line else line
    match = _LABEL.match(line.lstrip("<( "))
    return match["label"].strip() if match else ""


def _by_words(reading: Reading, words: str) -> str | None:
    """Return the kind of medium that a few words name; a sentence names none."""
    folded = bare(fold(words))
    if not folded or len(folded) > _LONGEST_WORDS:
        return None
    known = reading.words.facts.media
    if folded in known:
        return known[folded]
    if spaceless(folded) or "\uac00" <= folded[0] <= "\ud7a3":
        ends = [term for term in known if len(term) > 1 and folded.startswith(term)]
        ends += [term for term in known if len(term) > 1 and folded.endswith(term)]
        return known[max(ends, key=len)] if ends and len(folded) <= _LONGEST_EASTERN else None
    parts = [part.strip("()[],.;:-") for part in folded.split()]
    if len(parts) > _MOST_WORDS:
        return None
    for size in range(min(_LONGEST_TERM, len(parts)), 0, -1):
        if size == 1 and len(parts) > _SHORT:
            return None
        for start in range(len(parts) - size + 1):
            kind = known.get(" ".join(parts[start : start + size]))
            if kind is not None:
                return kind
    return None


def _by_address(url: str) -> str | None:
    """Return the kind of medium that an address leads to: a file, or a film's page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    where = (parts.hostname or "") + parts.path + ("?" if parts.query else "")
    ending = parts.path.rpartition("/")[2].rpartition(".")[2].casefold()
    if ending in _OF_FILE and "." in parts.path:
        return "logo" if "logo" in parts.path.casefold() else _OF_FILE[ending]
    if _VIDEO_PATH.match(where):
        return "video"
    if _MEDIA_HOST.match(where):
        return "photo"
    return "gallery" if _GALLERY_PATH.match(where) else None
