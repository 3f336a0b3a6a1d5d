"""Sizes in bytes as people write them."""

from __future__ import annotations

import re

from pipeline.errors import ConfigurationError

_SIZE = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)\s*([kmgt]?)(i?)b?", re.IGNORECASE)
_POWERS = " kmgt"


def size_of(text: str) -> int:
    """Return the bytes of a size as people write it: `800MiB`, `2 GB`, `65536`.

    Raises ConfigurationError for anything else.
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        msg = f"{text!r} is no size: write it like 800MiB or 2GiB"
        raise ConfigurationError(msg)
    unit = 1024 if match[3] else 1000
    return int(float(match[1]) * unit ** _POWERS.index(match[2].lower() or " "))
