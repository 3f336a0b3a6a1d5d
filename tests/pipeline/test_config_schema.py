"""The JSON Schemas: editors check pipelines with one, anyone checks documents with the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import wirecopy
from pipeline.config_schema import document_schema, pipeline_schema

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
PIPELINES = sorted(SAMPLES.rglob("*.yaml"))
RELEASES = sorted(path for path in (SAMPLES / "releases").iterdir() if path.is_file())


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(pipeline_schema())


def test_shipped_schema_is_current() -> None:
    """The schema that the sample pipelines name is what `make schema` writes today."""
    shipped = json.loads((SAMPLES / "pipelines" / "pipeline.schema.json").read_text("utf-8"))
    assert shipped == pipeline_schema(), "run make schema"


@pytest.mark.parametrize("path", PIPELINES, ids=lambda path: path.name)
def test_samples_fit(path: Path, validator: Draft202012Validator) -> None:
    """Every sample pipeline fits the schema that its first line names."""
    text = path.read_text("utf-8")
    named = text.partition("$schema=")[2].partition("\n")[0]
    assert (path.parent / named).resolve() == SAMPLES / "pipelines" / "pipeline.schema.json"
    assert [error.message for error in validator.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize(
    "pipeline",
    [
        {"stage": ["read"]},
        {"stages": ["reed"]},
        {"stages": ["read", {"tidy-spaces": {"nonsense": 1}}]},
        {"plugins": ["./a.py"], "stages": [{"tidy-spaces": {"nonsense": 1}}]},
        {"renditions": {"jsn": None}},
        {"renditions": {"json": {"account": "ful"}}},
        {"limits": {"second": 3}},
    ],
)
def test_mistakes_do_not_fit(pipeline: dict[str, Any], validator: Draft202012Validator) -> None:
    """What the reader of pipelines refuses, an editor refuses while it is written."""
    assert not validator.is_valid(pipeline)


def test_plug_ins_may_bring_stages(validator: Draft202012Validator) -> None:
    """A pipeline with plug-ins may name stages and formats that are not built in."""
    pipeline = {"plugins": ["./a.py"], "stages": ["read", "mine", {"mine-too": {"a": 1}}]}
    assert validator.is_valid({**pipeline, "renditions": {"my-format": None}})
    del pipeline["plugins"]
    assert not validator.is_valid(pipeline)


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.name)
@pytest.mark.parametrize("account", ["counters", "full"])
def test_documents_fit(path: Path, account: str) -> None:
    """The JSON of every sample fits the schema of documents."""
    made = wirecopy.convert(path, to="json", account=account).renditions["json"]
    validator = Draft202012Validator(document_schema())
    assert [error.message for error in validator.iter_errors(json.loads(made.data))] == []
