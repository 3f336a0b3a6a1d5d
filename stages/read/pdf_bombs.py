"""Refuse a PDF that unpacks to far more than it is, before anything unpacks it.

Deflate packs at most 1,032 bytes into one; pages, fonts and tables of real files reach 5 to 50.
The dictionaries of streams stand unpacked in every file, so the streams are found without parsing.
What hides from this (an encrypted file, a packing but deflate) still meets the limit of memory.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from pipeline.errors import RejectedError
from pipeline.pattern import lazily

LARGEST = 16 << 20
"""Bytes from which on a stream is too large where its ratio is that of a bomb."""
RATIO = 200
"""Bytes out of one byte in; a blank page scanned reaches more, so pictures are not looked at."""
_SMALLEST = LARGEST // 1032
"""Bytes packed below which one layer cannot come to LARGEST."""
_SPOTS, _SPOT = 16, 64
_DISTINCT = 24
"""Different bytes among 64 of a stream; packed data has 57 in the mean, a repeated block few."""
_LONGEST_DICTIONARY = 1200
_MOST_STREAMS = 200_000
_STEP = 1 << 14
_FLATE = lazily(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = lazily(rb"/Subtype\s*/Image\b")
_NUMBER = lazily(rb"(\d{1,10})\s+\d{1,5}\s+obj\b", re.DOTALL)


Stream = tuple[int, int, int, int]
"""Where the head of a stream (its number and dictionary) begins and ends, and its data."""


def refuse_bombs(data: bytes, name: str, known: Iterable[Stream] | None = None) -> None:
    """Raise RejectedError for a file with a stream that unpacks as no page does.

    `known` are its streams where they are known.
    """
    for number, layers, start, end in _packed(data, streams(data) if known is None else known):
        if layers == 1 and not _is_dull(data, start, end):
            continue
        found = _unpacked(data, start, layers)
        if found is not None:
            taken, given = found
            msg = (
                f"{name} holds a stream (object {number}) in which {_size(taken)} unpack to "
                f"{_size(given)} and more; it is made to exhaust its reader"
            )
            raise RejectedError(msg)


def _packed(data: bytes, found: Iterable[Stream]) -> Iterator[tuple[str, int, int, int]]:
    """Yield object, layers of deflate, start and end of the packed streams that are no pictures."""
    for first, last, start, end in found:
        dictionary = data[first:last]
        if end - start < _SMALLEST and dictionary.count(b"/Fl") < 2:  # noqa: PLR2004 (two layers)
            continue
        layers = len(_FLATE.findall(dictionary))
        if layers and not _PICTURE.search(dictionary):
            yield number_of(dictionary), layers, start, end


def streams(data: bytes) -> Iterator[Stream]:
    """Yield where every stream of a file is, at most 200,000."""
    at = 0
    for _ in range(_MOST_STREAMS):
        at = data.find(b"stream", at)
        if at < 0:
            return
        at += 6
        if data[at - 9 : at - 6] == b"end":
            continue
        first = max(at - 6 - _LONGEST_DICTIONARY, 0)
        told = data.rfind(b" obj", first, at - 6)
        first = max(first, told - 20)
        last = at - 6
        start = at + (2 if data[at : at + 2] == b"\r\n" else 1)
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        yield first, last, start, end
        at = end


def number_of(head: bytes) -> str:
    """Return the number of the object whose stream begins behind a head."""
    told = _NUMBER.search(head)
    return told[1].decode() if told else "?"


def _is_dull(data: bytes, start: int, end: int) -> bool:
    """Tell whether packed data repeats itself anywhere, as that of a bomb must."""
    step = max((end - start) // _SPOTS, 1)
    return any(
        len(set(data[spot : spot + _SPOT])) <= _DISTINCT for spot in range(start, end - _SPOT, step)
    )


def _unpacked(data: bytes, start: int, layers: int) -> tuple[int, int] | None:
    """Return how many bytes gave how many where that is a bomb, None where it is not.

    Unpacks in small steps, so that no more than a step of each layer is held.
    """
    chain = [zlib.decompressobj() for _ in range(min(layers, 8))]
    given = [0] * len(chain)
    taken = 0
    view = memoryview(data)
    for at in range(start, len(data), _STEP):
        piece = view[at : at + _STEP]
        taken += len(piece)
        try:
            if _push(chain, given, 0, piece, taken):
                return taken, max(given)
        except zlib.error:
            return None
        if chain[0].eof:
            return None
    return None


def _push(
    chain: list[zlib._Decompress],
    given: list[int],
    layer: int,
    piece: bytes | memoryview,
    taken: int,
) -> bool:
    """Unpack a piece through a layer and those after it; tell whether it has become a bomb."""
    unpack = chain[layer]
    while piece and not unpack.eof:
        out = unpack.decompress(piece, 1 << 18)
        given[layer] += len(out)
        if given[layer] >= LARGEST and given[layer] >= RATIO * taken:
            return True
        if out and layer + 1 < len(chain) and _push(chain, given, layer + 1, out, taken):
            return True
        piece = unpack.unconsumed_tail
    return False


def _size(count: int) -> str:
    """Return bytes in the unit that a person would use."""
    return f"{count >> 20} MiB" if count >= 1 << 20 else f"{max(count >> 10, 1)} KiB"
