"""Load themes: folders of a page template and style sheets, each inheriting from another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from pipeline.errors import ConfigurationError
from stages.render.escape import plain

if TYPE_CHECKING:
    from jinja2 import Environment

Variable = str | int | float | bool
Medium = Literal["html", "epub", "pdf"]
SETTINGS = "theme.yaml"
PAGE = "page.html.j2"
_KEYS = frozenset({"title", "inherits", "variables"})
_MOST_BYTES = 1 << 20


class Theme(Struct, frozen=True):
    """A theme ready to set pages: its folders from its own to the one it all began with."""

    name: str
    folders: tuple[Path, ...]
    variables: Mapping[str, Variable]
    environment: Any

    def style(self, medium: Medium) -> str:
        """Return the style sheets of a medium, the oldest first (`print.css` or `epub.css`)."""
        return _style(self.folders, "print.css" if medium == "pdf" else "epub.css")

    def set(self, given: Mapping[str, Variable] | None) -> dict[str, Variable]:
        """Return the theme's variables with those given put in.

        Raises ConfigurationError for a variable that the theme does not have.
        """
        variables = dict(self.variables)
        for name, value in (given or {}).items():
            if name not in variables:
                known = ", ".join(sorted(variables)) or "none"
                msg = f"the theme {self.name} has no variable {name!r}; it has {known}"
                raise ConfigurationError(msg)
            variables[name] = value
        return variables

    def page(self, values: Mapping[str, Any]) -> str:
        """Return the page template filled in.

        Raises ConfigurationError with file and line for a mistake in the template.
        """
        from jinja2 import TemplateError  # noqa: PLC0415 (heavy, only needed here)

        try:
            page: str = self.environment.get_template(PAGE).render(values)
        except (TemplateError, TypeError, ValueError, ArithmeticError, OSError) as error:
            raise ConfigurationError(_template_fault(error)) from error
        return page


def templates_folder() -> Path:
    """Return the folder of the built-in themes, in the installed package or the checkout."""
    packaged = Path(str(files("pipeline"))) / "templates"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[2] / "templates"


def theme_names() -> list[str]:
    """Return the names of the built-in themes."""
    return sorted(path.parent.name for path in templates_folder().glob(f"*/{SETTINGS}"))


def load_theme(template: str) -> Theme:
    """Return a theme by its name or by the path of its folder.

    Raises ConfigurationError, one sentence, when there is none or its settings are wrong.
    """
    return _load(str(_folder_of(template, None)))


def _folder_of(template: str, beside: Path | None) -> Path:
    built_in = templates_folder() / template
    if "/" not in template and "\\" not in template and (built_in / SETTINGS).is_file():
        return built_in
    folder = (beside / template) if beside is not None else Path(template)
    if folder.is_dir():
        return folder.resolve()
    known = ", ".join(theme_names())
    msg = f"there is no theme {template!r}: name one of {known}, or the path of a theme's folder"
    raise ConfigurationError(msg)


@cache
def _load(path: str) -> Theme:
    folders: list[Path] = []
    variables: dict[str, Variable] = {}
    folder: Path | None = Path(path)
    while folder is not None:
        if folder in folders:
            msg = f"the theme {path} inherits from itself"
            raise ConfigurationError(msg)
        folders.append(folder)
        settings = _settings(folder / SETTINGS)
        variables = {**settings["variables"], **variables}
        parent = settings["inherits"]
        folder = None if parent is None else _folder_of(parent, folder)
    if not any((each / PAGE).is_file() for each in folders):
        msg = f"the theme {path} has no {PAGE} and inherits none"
        raise ConfigurationError(msg)
    return Theme(Path(path).name, tuple(folders), variables, _environment(folders))


def _settings(path: Path) -> dict[str, Any]:
    """Read theme.yaml; a folder without one inherits from `classic`."""
    found: dict[str, Any] = {"title": "", "inherits": "classic", "variables": {}}
    if not path.is_file():
        return found
    import yaml  # noqa: PLC0415 (only when a theme is loaded)

    text = path.read_text("utf-8")[:_MOST_BYTES]
    try:
        read = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        msg = f"{path}: {' '.join(str(error).split())}"
        raise ConfigurationError(msg) from error
    if read is None:
        return found
    if not isinstance(read, dict) or not set(read) <= _KEYS:
        msg = f"{path}: a theme has only the keys {', '.join(sorted(_KEYS))}"
        raise ConfigurationError(msg)
    found.update(read)
    found["variables"] = found["variables"] or {}
    variables = found["variables"]
    if not isinstance(variables, dict) or not all(
        isinstance(key, str) and isinstance(value, str | int | float | bool)
        for key, value in variables.items()
    ):
        msg = f"{path}: variables are names with a text, a number, true or false"
        raise ConfigurationError(msg)
    if not isinstance(found["inherits"], str | None):
        msg = f"{path}: inherits names a theme or the path of its folder"
        raise ConfigurationError(msg)
    return found


@cache
def _style(folders: tuple[Path, ...], name: str) -> str:
    sheets = [folder / name for folder in reversed(folders)]
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets if sheet.is_file())


def _environment(folders: list[Path]) -> Environment:
    from jinja2 import (  # noqa: PLC0415 (heavy, only needed where a page is set)
        ChoiceLoader,
        FileSystemLoader,
        PrefixLoader,
        StrictUndefined,
    )
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 (see above)

    return ImmutableSandboxedEnvironment(
        autoescape=True,
        finalize=_clean,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader(
            [
                FileSystemLoader([str(folder) for folder in folders]),
                PrefixLoader({folder.name: FileSystemLoader(str(folder)) for folder in folders}),
            ]
        ),
    )


def _clean(value: object) -> object:
    """Take what XML forbids out of words that a template shows; markup has been through that."""
    return plain(value) if type(value) is str else value


def _template_fault(error: BaseException) -> str:
    """Return `file:line: what is wrong`, from the error or the frame of the template it left."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError  # noqa: PLC0415 (loaded by now)

    what = " ".join(str(error).split())
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    if isinstance(error, TemplateNotFound):
        what = f"there is no template {error.message}"
    place, frame = "", error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith(".j2"):
            place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}: "
        frame = frame.tb_next
    return place + (what or type(error).__name__)
