"""Where the files live that are no code: the templates, in the package or in a checkout."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import ConfigurationError

_PACKAGED = Path(__file__).parent / "templates"
_CHECKOUT = Path(__file__).parent.parent / "templates"


def templates_folder() -> Path:
    """Return the folder of all templates: the installed package's, else the checkout's."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


def template_names() -> list[str]:
    """Return the names of the templates there are, sorted."""
    return sorted(
        path.name
        for path in templates_folder().iterdir()
        if path.is_dir() and path.name[0].isalpha()
    )


def template_folder(name: str) -> Path:
    """Return the folder of a template. Raises ConfigurationError when there is none of the name."""
    names = template_names()
    if name not in names:
        msg = f"there is no template {name!r}; there are {', '.join(names) or 'none'}"
        raise ConfigurationError(msg)
    return templates_folder() / name
