"""A stage is a function whose annotations say its kind and its options."""

from __future__ import annotations

from typing import Literal

import pytest

from pipeline.context import Context
from pipeline.errors import StageError
from pipeline.stage import Kind, Stage, describe, stage
from pipeline.tree import Document, Rendition, Source


def transform(
    document: Document,
    context: Context,
    *,
    quotes: Literal["curly", "straight"] = "curly",
    words: list[str] | None = None,
    most: int = 3,
) -> Document:
    """Set quotation marks as the house wants them.

    `quotes` says which.
    """
    del context, quotes, words, most
    return document


def described() -> Stage:
    return describe(transform, "house-style")


def read(source: Source, context: Context) -> Document:
    raise NotImplementedError(source, context)


def render(document: Document, context: Context) -> Rendition:
    raise NotImplementedError(document, context)


@pytest.mark.parametrize(
    ("function", "kind"),
    [(read, Kind.READ), (transform, Kind.TRANSFORM), (render, Kind.RENDER)],
)
def test_kind_follows_from_the_annotations(function: object, kind: Kind) -> None:
    """What a function takes and returns says whether it reads, transforms or renders."""
    assert describe(function, "x").kind is kind  # type: ignore[arg-type]


def test_options_are_the_keyword_only_parameters() -> None:
    """Names, types, defaults and choices of options come from the signature."""
    options = {option.name: option for option in described().options}
    assert list(options) == ["quotes", "words", "most"]
    assert options["quotes"].choices == ("curly", "straight")
    assert options["quotes"].type_name == "curly | straight"
    assert options["words"].type_name == "list of text | null"
    assert (options["most"].default, options["most"].required) == (3, False)
    assert described().summary == "Set quotation marks as the house wants them."


def test_values_are_given_their_type() -> None:
    """A value from a file becomes the type of the option."""
    assert described().convert("most", "7") == 7
    assert described().convert("words", ["a"]) == ["a"]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("quotes", "wavy", "expected curly | straight, got 'wavy'"),
        ("most", "many", "expected whole number, got 'many'"),
        ("colour", "red", "stage house-style has no option 'colour'"),
    ],
)
def test_wrong_values_are_one_sentence(name: str, value: str, message: str) -> None:
    """An option that does not exist or a value that does not fit is said in a sentence."""
    with pytest.raises(StageError) as raised:
        described().convert(name, value)
    assert str(raised.value) == message


def test_function_of_no_kind_is_refused() -> None:
    """A function that neither reads nor transforms nor renders cannot be a stage."""

    def wrong(document: Document) -> str:
        return document.source.name

    with pytest.raises(StageError, match="write it as"):
        stage("wrong")(wrong)


def test_marked_function_stays_itself() -> None:
    """`@stage` returns the function unchanged and gives it its description."""
    marked = stage("house-style-2", version="2")(transform)
    assert marked is transform
    found: Stage = marked.stage  # type: ignore[attr-defined]
    assert (found.name, found.version) == ("house-style-2", "2")
