"""Bytes to text: which encoding it was."""

from __future__ import annotations

import pytest

from pipeline.context import Context
from stages.read.decode import DOUBTFUL, decode, report_decoding
from tests.texts.chain import damaged_bytes


@pytest.mark.parametrize("case", damaged_bytes(), ids=lambda c: c[0])
def test_encodings_are_told_from_the_bytes(case: tuple[str, bytes, str]) -> None:
    """Bytes that do not name their encoding give the text that was written."""
    _, data, text = case
    assert decode(data).text == text


def test_utf8_is_certain() -> None:
    """What is UTF-8 throughout is UTF-8."""
    decoded = decode("Größe – é".encode())
    assert (decoded.encoding, decoded.sure, decoded.lost) == ("utf-8", 1.0, 0)


def test_mark_is_no_text() -> None:
    """A byte order mark says the encoding and is no character of the text."""
    assert decode(b"\xef\xbb\xbfDock").text == "Dock"


def test_declared_charset_counts_where_bytes_allow_it() -> None:
    """A charset declared outside is believed when the bytes are not UTF-8 and fit it."""
    assert decode("Łódź".encode("cp1250"), declared="windows-1250").text == "Łódź"
    assert decode("Größe".encode(), declared="windows-1250").text == "Größe"


def test_unknown_charset_is_no_error() -> None:
    """A charset that does not exist is passed over."""
    assert decode("Größe".encode("cp1252"), declared="no-such-charset").text == "Größe"


def test_mixed_encodings_are_reported() -> None:
    """UTF-8 with windows-1252 inside is read as both, and the editor is told."""
    decoded = decode("café ".encode() + "é“".encode("cp1252") + " für".encode())
    assert decoded.text == "café é“ für"
    context = Context()
    report_decoding(decoded, context)
    assert [problem.code for problem in context.problems] == ["encoding-mixed"]


def test_bytes_of_no_encoding_are_counted() -> None:
    """Bytes that fit nothing become U+FFFD and are reported."""
    decoded = decode(b"\xff\xfe" + "Dock".encode("utf-16-le") + b"x")
    assert decoded.lost == 1
    context = Context()
    report_decoding(decoded, context)
    assert [problem.code for problem in context.problems] == ["encoding-damaged"]


def test_noise_is_doubtful() -> None:
    """Bytes that read badly in every encoding leave a doubt."""
    decoded = decode(bytes(range(129, 250, 3)) * 3)
    assert decoded.sure < DOUBTFUL
