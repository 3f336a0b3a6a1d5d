"""Files that unpack to far more than they are end as rejected, and nothing else does."""

from __future__ import annotations

import hashlib
import zlib

import pytest

from pipeline.context import Context
from pipeline.errors import RejectedError
from pipeline.tree import Source
from stages.read.pdf import read_pdf
from stages.read.pdf_bombs import LARGEST, refuse_bombs
from stages.read.pdf_forms import refuse_nested_forms
from tests.stages.read.paper import Sheet, pdf_of


def noise(count: int) -> bytes:
    """Return bytes that no packing makes fewer, the same every time."""
    return b"".join(hashlib.sha256(b"%d" % n).digest() for n in range(count // 32))


def stream(content: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    head = b"4 0 obj\n<</Length %d%s>>\nstream\n" % (len(content), entries)
    return b"%PDF-1.7\n" + head + content + b"\nendstream\nendobj\n"


def test_a_stream_that_unpacks_a_thousandfold_is_refused() -> None:
    """Spaces beyond all measure in a page end in one sentence that names the object."""
    packed = zlib.compress(b" " * (LARGEST + 1), 9)
    with pytest.raises(RejectedError, match=r"a\.pdf holds a stream \(object 4\).* 16 MiB"):
        read_pdf(Source("a.pdf", stream(packed)), Context("read-pdf"))


def test_layers_of_packing_are_unpacked_one_in_the_other() -> None:
    """A bomb packed three times is a few hundred bytes, and still one."""
    packed = zlib.compress(b" " * (LARGEST + 1), 9)
    twice = zlib.compress(zlib.compress(packed, 9), 9)
    assert len(twice) < 1000
    with pytest.raises(RejectedError, match="unpack to 16 MiB"):
        refuse_bombs(stream(twice, b"/Filter[/FlateDecode/FlateDecode/Fl]"), "a.pdf")


def test_a_bomb_between_noise_is_found() -> None:
    """Bytes that cannot be packed before and behind do not hide it while the ratio is that high."""
    packed = zlib.compress(noise(20_000) + b" " * (2 * LARGEST) + noise(20_000), 9)
    with pytest.raises(RejectedError):
        refuse_bombs(stream(packed), "a.pdf")


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        (zlib.compress(b" " * (LARGEST - 1), 9), b"/Filter/FlateDecode"),
        (zlib.compress(b"\0" * (2 * LARGEST), 9), b"/Subtype/Image/Filter/FlateDecode"),
        (zlib.compress(noise(400_000) * 3, 9), b"/Filter/FlateDecode"),
        (b"\0" * 200_000, b"/Filter/FlateDecode"),
        (b"not packed at all", b""),
    ],
    ids=["below", "blank-picture", "font", "damaged", "plain"],
)
def test_what_real_files_hold_passes(content: bytes, entries: bytes) -> None:
    """A blank scan, a font and a damaged stream are none; nor is what stays below the limit."""
    refuse_bombs(stream(content, entries), "a.pdf")


def test_a_release_passes() -> None:
    """The file that the other tests make is no bomb."""
    data = pdf_of(Sheet().text(50, 500, "Eastport opens its quay"))
    refuse_bombs(data, "a.pdf")
    refuse_nested_forms(data, "a.pdf")


def forms(count: int, draws: int) -> bytes:
    """Forms each of which draws the next one some times."""
    made = [b"%PDF-1.7\n"]
    for number in range(10, 10 + count):
        entries = b"/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        body = b"/X Do " * draws
        made.append(b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (number, entries, body))
    return b"".join(made)


def test_forms_within_forms_are_counted() -> None:
    """Ten forms that draw the next ten times are refused, ten that draw it once are not."""
    refuse_nested_forms(forms(10, 1), "a.pdf")
    with pytest.raises(RejectedError, match="forms that draw each other"):
        refuse_nested_forms(forms(10, 10), "a.pdf")


def test_forms_that_draw_themselves_end() -> None:
    """A circle of forms is counted once."""
    circle = forms(9, 1).replace(b"19 0 R", b"10 0 R")
    refuse_nested_forms(circle, "a.pdf")
