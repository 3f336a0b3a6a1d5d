"""Names of outputs: `{stem}`, `{slug}` and `{published}`, safe on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

_MOST_BYTES = 120
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_NOT_IN_A_SLUG = re.compile(r"[^\w]+|_+")
_UNDATED = "undated"
_UNTITLED = "untitled"


def stems(paths: Sequence[str]) -> list[str]:
    """Return a name without suffix for every input.

    Inputs of one folder that differ in the suffix alone keep it (`release-pdf`, `release-html`);
    those of the same name in two folders get the same name here.
    """
    plain = [safe(PurePath(path).stem) for path in paths]
    seen = Counter(plain)
    return [
        stem if seen[stem] == 1 else safe(stem + PurePath(path).suffix.replace(".", "-"))
        for stem, path in zip(plain, paths, strict=True)
    ]


def fill(pattern: str, *, stem: str, headline: str | None, published: str | None) -> str:
    """Return the output path of a document, without suffix, from the pattern of its pipeline."""
    values = {
        "stem": stem,
        "slug": slug(headline) or stem,
        "published": (published or _UNDATED)[:10],
    }
    return re.sub(r"\{(\w+)\}", lambda match: safe(values.get(match[1], match[0])), pattern)


def slug(headline: str | None) -> str:
    """Return a headline as a name: lower case, its words joined by hyphens, in its own script."""
    text = unicodedata.normalize("NFKC", headline or "").casefold()
    text = unicodedata.normalize("NFC", _NOT_IN_A_SLUG.sub("-", text))
    return _cut(text).strip("-")


def safe(name: str) -> str:
    """Return a name that is one path segment on every file system."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = _cut(_NOT_IN_A_NAME.sub("-", name)).strip(" .")
    return name or _UNTITLED


def _cut(text: str) -> str:
    return text.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
