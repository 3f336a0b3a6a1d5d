"""Copies given back: stages of another version run again and the account goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from pipeline.account import backward, forward
from pipeline.again import due
from pipeline.checker import faults
from pipeline.context import Context
from pipeline.convert import Converted, convert_source
from pipeline.edit import Edit
from pipeline.ledger import Ledger
from pipeline.plan import Pipeline, Step, default_pipeline
from pipeline.stage import Stage
from pipeline.text import block_text
from pipeline.tree import Document, Source

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "releases").glob("harbour-gate.*"))


def first_of(path: Path) -> Converted:
    """Return a sample as PDF and JSON."""
    return convert_source(Source(path.name, path.read_bytes()), default_pipeline(["pdf", "json"]))


def given_back(first: Converted, pipeline: Pipeline) -> Converted:
    """Return what a pipeline makes of the PDF."""
    return convert_source(Source("back.pdf", first.renditions["pdf"].data), pipeline)


def with_stage(pipeline: Pipeline, name: str, change: Callable[[Stage], Stage]) -> Pipeline:
    """Return the pipeline with another form of one stage."""
    steps = tuple(
        Step(change(step.stage), step.options) if step.stage.name == name else step
        for step in pipeline.transforms
    )
    return replace(pipeline, transforms=steps)


def harbor(document: Document, context: Context) -> Document:
    """Write harbour as in America, and leave the last block out."""
    blocks = []
    for block in document.blocks[:-1]:
        text = block_text(block)
        at = text.find("harbour")
        edits = [Edit(at, at + 7, "harbor", "american", "the desk writes American")]
        blocks.append(context.edit(block, edits) if at >= 0 else block)
    context.because("last", "the last block repeats the address", document.blocks[-1])
    return replace(document, blocks=tuple(blocks))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_books_reopened_and_closed_are_the_same(path: Path) -> None:
    """Books taken up again and closed without a change say what they said before."""
    first = first_of(path)
    ledger = Ledger.reopened(first.document, "read-pdf", first.account)
    assert ledger.close(first.document) == first.account


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_newer_stage_runs_again_and_the_account_goes_on(path: Path) -> None:
    """The new version's changes are booked under its name, from the characters first received."""
    first = first_of(path)
    newer = with_stage(
        default_pipeline(["pdf", "json"]),
        "repair-signs",
        lambda stage: replace(stage, version="99", function=harbor),
    )
    again = given_back(first, newer)
    account = again.account
    assert account.source_text == first.account.source_text
    assert account.output_text != first.account.output_text
    assert "harbor " in account.output_text
    assert faults(account, again.document.release) == []
    assert forward(account) == account.output_text
    assert backward(account, again.document.release) == account.source_text
    told = {o.rule for o in account.operations if o.stage == "repair-signs 99"}
    assert {"american", "last"} <= told
    before = {o.stage for o in first.account.operations}
    assert before <= {o.stage for o in account.operations}
    third = given_back(again, newer)
    assert third.renditions["json"].data == again.renditions["json"].data


def test_every_stage_run_again_keeps_the_facts() -> None:
    """Raised versions of all stages leave text and facts as they were, and honest books."""
    for path in SAMPLES:
        first = first_of(path)
        pipeline = default_pipeline(["json"])
        for step in pipeline.transforms:
            pipeline = with_stage(
                pipeline, step.stage.name, lambda stage: replace(stage, version="99")
            )
        again = given_back(first, pipeline)
        assert again.account.output_text == first.account.output_text
        assert again.document.release == first.document.release
        assert faults(again.account, again.document.release) == []


def test_what_is_due() -> None:
    """Another version is due; other options and further stages only where a user names them."""
    pipeline = default_pipeline(["json"])
    made_by = tuple(step.made for step in pipeline.transforms)
    named = replace(pipeline, name="newsroom")
    assert due(pipeline, made_by) == due(named, made_by) == []
    assert due(pipeline, made_by[1:]) == []
    assert due(named, made_by[1:]) == [pipeline.transforms[0]]
    assert due(named, ()) == []
    other = (replace(made_by[0], options={"x": 1}), *made_by[1:])
    assert due(pipeline, other) == []
    assert due(named, other) == [pipeline.transforms[0]]
    older = (replace(made_by[0], version="0"), *made_by[1:])
    assert due(pipeline, older) == [pipeline.transforms[0]]
