"""`wirecopy doctor` sees what is missing and names the command that mends it."""

from __future__ import annotations

import shutil
from importlib.metadata import distribution

from pipeline.cli.doctor import _install, _is_there, _Library, _numbers, _own_engine, examine

MISSING = _Library("No library", "libno-such-library.so.9", "libno-such-library9", "no", "no")
MISSING_FONT = _Library("No font", ":family=No Such Noto", "fonts-no", "no", "no", is_font=True)


def test_missing_library_is_seen() -> None:
    """A library or a font that is not there is missing."""
    assert not _is_there(MISSING)
    assert not _is_there(MISSING_FONT)


def test_command_that_mends() -> None:
    """One command of this system's package manager installs all that is missing."""
    assert _install([]) == ""
    told = _install([MISSING, MISSING_FONT])
    if shutil.which("apt-get"):
        assert told.endswith("libno-such-library9 fonts-no")
        assert "apt-get install" in told
    else:
        assert "no" in told


def test_engine_is_wirecopys_own() -> None:
    """The package `pipeline` that is imported belongs to the installed wirecopy."""
    assert _own_engine(distribution("wirecopy")).ok
    assert not _own_engine(distribution("pytest")).ok


def test_needed_packages_are_all_looked_for() -> None:
    """Everything that pyproject names is in the list; extras are not needed."""
    findings = {finding.what: finding for finding in examine()}
    assert findings["lxml"].needed
    assert findings["weasyprint"].ok
    assert not findings["mammoth (extra docx)"].needed


def test_versions_compare_as_numbers() -> None:
    """6.10 is newer than 6.9."""
    assert _numbers("6.10") > _numbers("6.9")
