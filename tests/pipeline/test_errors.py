"""Errors: they cross from one process to another whole."""

from __future__ import annotations

import pickle

import pytest

from pipeline.errors import (
    EmptyError,
    LimitError,
    MissingExtraError,
    Mistake,
    PipelineError,
    StageFailedError,
    Status,
    WirecopyError,
)

ERRORS = [
    EmptyError("quay.txt has no text"),
    LimitError(Status.TIMEOUT, "quay.txt took over 45 s"),
    MissingExtraError("DOCX", "docx"),
    PipelineError([Mistake("newsroom.yaml", 3, 5, "stages[0]", "there is no stage 'tidy'")]),
    StageFailedError("tidy-spaces", ValueError("edits must be sorted")),
]


class _TwoError(Exception):
    """An error that a plug-in may raise: it cannot be made again from its message."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_is_the_same_after_pickling(error: WirecopyError) -> None:
    """Type, message and attributes of every error survive the way between two processes."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (just written)
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert repr(vars(again)) == repr(vars(error))


def test_a_cause_that_cannot_be_pickled_is_told_by_its_text() -> None:
    """A stage's failure crosses although the error behind it cannot."""
    error = StageFailedError("my-stage", _TwoError("ebb", "flood"))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (just written)
    assert str(again) == "stage my-stage failed with _TwoError: ebb and flood"
    assert again.stage == "my-stage"
    assert str(again.cause) == "_TwoError: ebb and flood"
