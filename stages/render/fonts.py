"""Choose the fonts: the packaged Source families first, then Noto, and no other of the machine."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.pattern import lazily

PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
_SYSTEM_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/opt/homebrew/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
)
_ACCEPTED = ("*/font_source_*_pro/files/*.ttf", "*/NotoS*", "*/NotoNaskh*", "*/LiberationMono*")
"""Noto Sans, Serif and Naskh; the colour emoji are pictures that PDF/A does not take."""
_CJK = lazily(r"CJK|HIRAGANA|KATAKANA|HANGUL|IDEOGRAPHIC|BOPOMOFO|FULLWIDTH|HALFWIDTH|KANGXI")
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<selectfont>
<rejectfont><glob>*.?*</glob></rejectfont>
{accepted}
</selectfont>
<cachedir>/var/cache/fontconfig</cachedir>
<cachedir prefix="xdg">fontconfig</cachedir>
<config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def font_folders() -> list[Path]:
    """Return the folders of the packaged fonts that are installed."""
    folders: list[Path] = []
    for package in PACKAGES:
        spec = find_spec(package)
        if spec is not None:
            folders += [Path(place) / "files" for place in spec.submodule_search_locations or ()]
    return folders


def font_files() -> list[Path]:
    """Return every font file that may be used, the packaged ones first, then Noto by name."""
    packaged = [path for folder in font_folders() for path in sorted(folder.glob("*.ttf"))]
    system = [
        path
        for folder in map(Path, _SYSTEM_FOLDERS)
        if folder.is_dir()
        for path in sorted(folder.rglob("Noto*.[to]t[fc]"))
        if not path.name.startswith("NotoColorEmoji")
    ]
    return packaged + system


def fontconfig_xml() -> str:
    """Return the fontconfig settings that let exactly these fonts be seen."""
    folders = [str(folder) for folder in font_folders()] + list(_SYSTEM_FOLDERS)
    return _CONFIG.format(
        folders="\n".join(f"<dir>{_xml(folder)}</dir>" for folder in folders),
        accepted="".join(f"<acceptfont><glob>{glob}</glob></acceptfont>\n" for glob in _ACCEPTED),
    )


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@contextmanager
def _settings() -> Iterator[None]:
    """Let fontconfig read our settings and nobody else's while it starts."""
    before = os.environ.get("FONTCONFIG_FILE")
    handle, name = tempfile.mkstemp(prefix="wirecopy-fonts-", suffix=".conf")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(fontconfig_xml())
        os.environ["FONTCONFIG_FILE"] = name
        yield
    finally:
        if before is None:
            os.environ.pop("FONTCONFIG_FILE", None)
        else:
            os.environ["FONTCONFIG_FILE"] = before
        Path(name).unlink(missing_ok=True)


@cache
def font_configuration() -> Any:
    """Return the one font configuration of this process; the first call imports WeasyPrint."""
    with _settings():
        from weasyprint.text.fonts import (  # noqa: PLC0415 (reads the settings as it is imported)
            FontConfiguration,
        )

        return FontConfiguration()


def package_for(sign: str) -> str:
    """Return the Debian package of the fonts that have a sign."""
    name = unicodedata.name(sign, "")
    if _CJK.search(name):
        return "fonts-noto-cjk"
    if unicodedata.category(sign) == "So" or ord(sign) >= 0x1F000:  # noqa: PLR2004 (pictographs)
        return "fonts-noto-extra"
    return "fonts-noto-core"


def sign_name(sign: str) -> str:
    """Return `U+4E2D CJK UNIFIED IDEOGRAPH-4E2D`, or the code point alone."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip()
