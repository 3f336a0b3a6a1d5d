"""`wirecopy bind`: several releases, JSON or not, into one EPUB."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.pipeline.cli.command import RELEASES, lines, wirecopy


def test_book_of_json_and_release(tmp_path: Path) -> None:
    """JSON that wirecopy made and a release as received are chapters of one book."""
    copy = tmp_path / "copy.json"
    assert wirecopy("convert", RELEASES / "harbour-gate.html", "-o", copy).returncode == 0
    book = tmp_path / "digest.epub"
    done = wirecopy("bind", copy, RELEASES / "fernwaerme.txt", "-o", book, "--title", "Two")
    assert (done.returncode, done.stdout) == (0, b"")
    with zipfile.ZipFile(book) as opened:
        package = next(name for name in opened.namelist() if name.endswith(".opf"))
        assert "<dc:title" in opened.read(package).decode("utf-8")
        assert ">Two<" in opened.read(package).decode("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.json", "digest.epub"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["wrong.json", "-o", "a.epub"], 1, "wrong.json is not a document as wirecopy renders it"),
        (["missing.json", "-o", "a.epub"], 1, "missing.json is not there"),
        (["wrong.json", "-o", "a.pdf"], 2, "does not end in .epub"),
        (["wrong.json"], 2, "Missing option"),
    ],
)
def test_one_clear_sentence(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    """What cannot be bound is one line, a code, and no book."""
    (tmp_path / "wrong.json").write_text('{"format": "wirecopy/1"}', "utf-8")
    done = wirecopy("bind", *arguments, cwd=tmp_path)
    assert done.returncode == code
    (line,) = lines(done.stderr)
    assert words in line
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.json"]
