"""The JSON Schema of pipeline files, so that editors complete, explain and check them."""

from __future__ import annotations

import importlib
from typing import Any

import msgspec

from pipeline.registry import Registry
from pipeline.stage import Kind, Option, Stage

_SIZE = {"type": ["string", "integer"], "examples": ["960MiB", "2GiB"]}


def pipeline_schema(registry: Registry | None = None) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a pipeline, made from the stages' own options."""
    registry = registry or Registry()
    stages = [registry.get(name) for name in registry.names()]
    renderers = [stage for stage in stages if stage.kind is Kind.RENDER]
    others = [stage for stage in stages if stage.kind is not Kind.RENDER]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A wirecopy pipeline",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "description": "What the pipeline is called."},
            "plugins": _strings("Modules with stages of your own: ./file.py or a.module."),
            "sources": _strings("Patterns of the documents, relative to this file."),
            "stages": {
                "type": "array",
                "minItems": 1,
                "description": "What is done, in order; without it, the default chain.",
                "items": {"anyOf": [*_names(others), _foreign(others)]},
            },
            "renditions": {
                "description": "The formats and their options.",
                "type": "object",
                "properties": {stage.name: _options(stage) for stage in renderers},
            },
            "output": {
                "type": "string",
                "description": "Path of the copies without suffix: {stem}, {slug}, {published}.",
            },
            "limits": {
                "type": "object",
                "description": "What one document may cost.",
                "additionalProperties": False,
                "properties": {
                    "seconds": {"type": "number", "exclusiveMinimum": 0},
                    "memory": _SIZE,
                    "size": _SIZE,
                },
            },
        },
        "if": {"not": {"required": ["plugins"]}},
        "then": {
            "properties": {
                "stages": {"items": {"anyOf": _names(others)}},
                "renditions": {"propertyNames": {"enum": [stage.name for stage in renderers]}},
            }
        },
    }


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema of the JSON rendition."""
    renderer = importlib.import_module("stages.render.json")  # knows the shape of its JSON
    schema = msgspec.json.schema(renderer.Copy)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A document as wirecopy renders it in JSON",
        **schema,
    }


def _strings(description: str) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "description": description}


def _names(stages: list[Stage]) -> list[dict[str, Any]]:
    """Return the two ways to write each stage: its name, or its name with options."""
    schemas: list[dict[str, Any]] = []
    for stage in stages:
        schemas.append({"const": stage.name, "description": stage.summary})
        if stage.options:
            schemas.append(
                {
                    "type": "object",
                    "additionalProperties": False,
                    "required": [stage.name],
                    "properties": {stage.name: _options(stage)},
                }
            )
    return schemas


def _foreign(stages: list[Stage]) -> dict[str, Any]:
    """Return the schema of a plug-in's stage, which only a pipeline with plug-ins may name."""
    known = {"not": {"enum": [stage.name for stage in stages]}}
    entry = {"type": "object", "minProperties": 1, "maxProperties": 1, "propertyNames": known}
    return {"description": "A stage of a plug-in.", "anyOf": [{"type": "string", **known}, entry]}


def _options(stage: Stage) -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "description": stage.summary,
        "additionalProperties": False,
        "required": [option.name for option in stage.options if option.required],
        "properties": {option.name: _option(option) for option in stage.options},
    }


def _option(option: Option) -> dict[str, Any]:
    (schema,), components = msgspec.json.schema_components([option.type])
    schema = dict(schema)
    if components:
        schema = {}  # a struct of its own is checked when the file is read
    if not option.required:
        schema["default"] = msgspec.json.decode(msgspec.json.encode(option.default))
    return schema
