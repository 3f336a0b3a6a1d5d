"""What the news standards carry out must come back in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from pipeline.convert import clean_copy
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.text import document_text
from pipeline.tree import Correction, Document, Kind, Medium, Release, Source, Ticker
from stages.render.news_dates import from_date_time, to_date_time
from stages.render.newsml import NAMESPACE
from tests.stages.render.documents import context, document, full, p, words

SCHEMAS = Path(__file__).parents[3] / "../shared/bench/conformance/schemas"
STANDARDS = ["ninjs", "newsml-g2"]


def render(standard: str, given: Document) -> bytes:
    rendition = Registry().get(standard).function(given, context(given))
    data: bytes = rendition.data
    return data


def read(data: bytes, name: str) -> Document:
    registry = Registry()
    pipeline = Pipeline(
        name="in",
        read=Step(registry.get("read")),
        transforms=(),
        renditions=(),
        registry=registry,
    )
    return clean_copy(Source(name, data), pipeline)[0]


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_facts_come_back(standard: str) -> None:
    """A release with every fact goes out and comes in with the same facts."""
    back = read(render(standard, full()), "feed.json")
    assert back.release == full().release


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(
    "facts",
    [
        {"headline": "Only a headline"},
        {"headline": "Modified alone", "modified": "2026-03-12"},
        {"headline": "Both alike", "published": "2026-03-12", "modified": "2026-03-12"},
        {"headline": "A date", "published": "2026-03-12", "language": "ja"},
        {"headline": "Without zone", "published": "2026-03-12T09:30:00"},
    ],
)
def test_few_facts_come_back(standard: str, facts: dict[str, Any]) -> None:
    """What a release does not have is not invented on the way."""
    given = document(p("One paragraph of text."), **facts)
    back = read(render(standard, given), "feed.xml")
    assert back.release == Release(**facts)


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_words_come_back(standard: str) -> None:
    """The body comes in with the words that went out, in their order."""
    back = read(render(standard, full()), "feed")
    assert words(document_text(back)) == words(document_text(full()))


def test_json_of_another_schema() -> None:
    """`json` with `schema: ninjs` is what the rendition `ninjs` gives."""
    given = full()
    rendition = Registry().get("json").function(given, context(given), schema="ninjs")
    assert rendition == Registry().get("ninjs").function(given, context(given))


def marked() -> Document:
    """Return a document with the facts that few releases have."""
    return document(
        p("One paragraph of text."),
        **MARKS,
        tickers=(Ticker("NYSE", "NWD", "Northwind Inc."), Ticker(None, "DE0007164600")),
        media=(Medium("photo", "The gate", "https://example.com/gate.jpg"),),
    )


def test_ninjs_is_valid() -> None:
    """The object holds to the schema of ninjs 3.1."""
    jsonschema = pytest.importorskip("jsonschema")
    path = SCHEMAS / "ninjs-schema_3.1.json"
    if not path.exists():
        pytest.skip("the ninjs schema is not here")
    schema = json.loads(
        path.read_text("utf-8").replace(
            '"https://geojson.org/schema/GeoJSON.json#"', '"#/$defs/renditionType"'
        )
    )
    jsonschema.validate(json.loads(render("ninjs", full())), schema)
    jsonschema.validate(json.loads(render("ninjs", marked())), schema)


def test_newsml_is_valid() -> None:
    """The item holds to the schema of NewsML-G2 2.35, with every fact and with none."""
    path = SCHEMAS / "NewsML-G2_2.35-spec-All-Power.xsd"
    if not path.exists():
        pytest.skip("the NewsML-G2 schema is not here")
    schema = etree.XMLSchema(etree.parse(str(path)))
    for given in (full(), marked(), document(p("Text."))):
        item = etree.fromstring(render("newsml-g2", given))
        assert item.tag == f"{{{NAMESPACE}}}newsItem"
        schema.assertValid(item)


@pytest.mark.parametrize(
    "value", ["2026-03-12", "2026-03-12T06:00:00+01:00", "2026-03-12T06:00:00", None]
)
def test_dates_come_back(value: str | None) -> None:
    """A date stays a date, and a time without zone stays without one."""
    assert from_date_time(to_date_time(value)) == value


MARKS: dict[str, Any] = {
    "headline": "Gate opens",
    "kind": Kind("MEDIA ADVISORY", "media-advisory"),
    "number": "058/26",
    "correction": Correction("CORRECTION: Gate opens", "correction"),
}


@pytest.mark.parametrize("standard", STANDARDS)
def test_kind_number_correction_and_tickers_come_back(standard: str) -> None:
    """What a release is and whose securities it names goes out and comes in."""
    tickers = (Ticker("NYSE", "NWD", "Northwind Inc."), Ticker(None, "DE0007164600", None))
    tickers = (tickers[0], replace(tickers[1], scheme="isin"))
    given = document(p("One paragraph of text."), **MARKS, tickers=tickers)
    back = read(render(standard, given), "feed")
    assert back.release == Release(**MARKS, tickers=tickers)


def test_media_come_back_from_ninjs() -> None:
    """Linked media are associations of a ninjs object."""
    media = (Medium("photo", "The gate", "https://example.com/gate.jpg"),)
    given = document(p("One paragraph of text."), headline="Gate opens", media=media)
    assert read(render("ninjs", given), "feed").release.media == media
