"""`wirecopy doctor`: what is there, what is missing, and the exact command that mends it."""

from __future__ import annotations

import ctypes
import json
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import click

from pipeline.errors import Exit

_LEAST_PYTHON = (3, 11)
_REQUIREMENT = re.compile(r"([\w.-]+)\s*(?:\[[^]]*\])?\s*(?:>=\s*([\d.]+))?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")


class Finding(NamedTuple):
    """One thing that was looked for."""

    what: str
    ok: bool
    detail: str
    mend: str = ""
    """The command that mends it."""
    needed: bool = True
    package: str = ""
    """Name of the Debian package, for system libraries and fonts."""


class _Library(NamedTuple):
    """A system library or a family of fonts, and the packages that bring it."""

    name: str
    mark: str
    """What the dynamic linker is asked for, or a fontconfig pattern."""
    apt: str
    dnf: str
    brew: str
    is_font: bool = False


_LIBRARIES = (
    _Library("Pango", "libpango-1.0.so.0", "libpango-1.0-0", "pango", "pango"),
    _Library("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "pango", "pango"),
    _Library(
        "HarfBuzz subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset0", "harfbuzz", "harfbuzz"
    ),
    _Library("fontconfig", "libfontconfig.so.1", "fontconfig", "fontconfig", "fontconfig"),
    _Library(
        "Noto fonts",
        ":family=Noto Sans",
        "fonts-noto-core",
        "google-noto-sans-fonts google-noto-serif-fonts",
        "--cask font-noto-sans font-noto-serif",
        is_font=True,
    ),
    _Library(
        "Noto CJK fonts",
        ":lang=ja",
        "fonts-noto-cjk",
        "google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts",
        "--cask font-noto-sans-cjk font-noto-serif-cjk",
        is_font=True,
    ),
)


@click.command(short_help="Check that everything is there, and say what mends it.")
@click.option("--packages", is_flag=True, help="Only print the missing Debian packages.")
def command(*, packages: bool) -> int:
    """Check Python, wirecopy, its libraries and the fonts; say what mends what is missing.

    Ends with 1 when something that is needed is missing.
    """
    findings = list(examine())
    if packages:
        names = [finding.package for finding in findings if not finding.ok and finding.package]
        click.echo(" ".join(names))
        return Exit.OK
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        mark = "ok" if finding.ok else "MISSING" if finding.needed else "-"
        click.echo(f"{mark:8}{finding.what:{width}}  {finding.detail}".rstrip())
    missing = [finding for finding in findings if finding.needed and not finding.ok]
    optional = [finding for finding in findings if not finding.needed and not finding.ok]
    for title, some in (("To mend it", missing), ("To have more formats", optional)):
        mends = list(dict.fromkeys(finding.mend for finding in some if finding.mend))
        if mends:
            click.echo(f"\n{title}:")
            for mend in mends:
                click.echo(f"  {mend}")
    return Exit.SOME_FAILED if missing else Exit.OK


def examine() -> Iterator[Finding]:
    """Yield everything that is looked at."""
    yield _python()
    try:
        own = distribution("wirecopy")
    except PackageNotFoundError:
        yield Finding("wirecopy", ok=False, detail="not installed", mend="pip install wirecopy")
        return
    yield Finding("wirecopy", ok=True, detail=own.version)
    yield _own_engine(own)
    yield from _packages(own)
    yield from _system()


def _python() -> Finding:
    ok = sys.version_info >= _LEAST_PYTHON
    detail = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Finding("Python", ok, detail, "" if ok else "install Python 3.11 or newer")


def _own_engine(own: Distribution) -> Finding:
    """Tell whether the package `pipeline` that is imported is wirecopy's and no other's."""
    import pipeline  # noqa: PLC0415 (the thing that is examined)

    found = Path(str(pipeline.__file__)).resolve()
    places = [Path(str(own.locate_file("pipeline/__init__.py"))).resolve()]
    origin = own.read_text("direct_url.json")
    if origin and json.loads(origin).get("dir_info", {}).get("editable"):
        checkout = unquote(urlsplit(json.loads(origin)["url"]).path)
        places.append(Path(checkout, "pipeline", "__init__.py").resolve())
    return Finding(
        "engine",
        ok=found in places,
        detail=f"the package 'pipeline' is {found.parent}",
        mend="install wirecopy into an environment of its own: uv tool install wirecopy",
    )


def _packages(own: Distribution) -> Iterator[Finding]:
    """Yield the Python packages, those of extras as not needed."""
    for requirement in own.requires or []:
        match = _REQUIREMENT.match(requirement)
        if match is None:
            continue
        name, least = match[1], match[2]
        extra = _EXTRA.search(requirement)
        try:
            there = version(name)
        except PackageNotFoundError:
            there = ""
        ok = bool(there) and (least is None or _numbers(there) >= _numbers(least))
        wanted = there or "not installed"
        if there and not ok:
            wanted = f"{there}, {least} is needed"
        if extra:
            what = f"{name} (extra {extra[1]})"
            yield Finding(what, ok, wanted, f"pip install 'wirecopy[{extra[1]}]'", needed=False)
        else:
            yield Finding(name, ok, wanted, f"pip install --upgrade '{name}>={least or 0}'")


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def _system() -> Iterator[Finding]:
    """Yield system libraries and fonts; one command mends all that are missing."""
    missing = [library for library in _LIBRARIES if not _is_there(library)]
    mend = _install(missing)
    for library in _LIBRARIES:
        ok = library not in missing
        detail = "fonts" if library.is_font else library.mark
        yield Finding(library.name, ok, detail, mend, package=library.apt)
    tesseract = shutil.which("tesseract")
    if find_spec("pytesseract") is not None:
        detail = tesseract or "the program is not installed"
        yield Finding(
            "tesseract", bool(tesseract), detail, "apt-get install tesseract-ocr", needed=False
        )


def _is_there(library: _Library) -> bool:
    if library.is_font:
        return _has_font(library.mark)
    stem = library.mark.partition(".so")[0]
    number = library.mark.rpartition(".")[2]
    for name in (library.mark, f"{stem}.{number}.dylib"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _has_font(pattern: str) -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    listed = subprocess.run(  # noqa: S603 (a program of the system, with patterns of our own)
        [program, pattern, "family"], capture_output=True, text=True, check=False
    )
    return "Noto" in listed.stdout


def _install(missing: list[_Library]) -> str:
    """Return the command that installs what is missing on this system."""
    if not missing:
        return ""
    for program, command_line, field in (
        ("apt-get", "apt-get install -y --no-install-recommends", "apt"),
        ("dnf", "dnf install -y", "dnf"),
        ("brew", "brew install", "brew"),
    ):
        if shutil.which(program):
            names = dict.fromkeys(getattr(library, field) for library in missing)
            root = "" if field == "brew" else "sudo "
            return f"{root}{command_line} {' '.join(names)}"
    return "install " + ", ".join(library.name for library in missing)
