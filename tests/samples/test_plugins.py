"""The sample plug-ins do what the README says of them, and the books see all of it."""

from __future__ import annotations

from pathlib import Path

from pipeline.checker import faults
from pipeline.config import load_pipeline
from pipeline.convert import Converted, convert_source
from pipeline.text import block_text, document_text
from pipeline.tree import Source

PLUGINS = Path(__file__).parents[2] / "samples" / "plugins"


def lighthouse() -> Converted:
    path = PLUGINS / "wires" / "lighthouse.wire"
    pipeline = load_pipeline(str(PLUGINS / "desk.yaml"))
    return convert_source(Source(path.name, path.read_bytes()), pipeline)


def test_own_reader_reads_files_of_its_suffix() -> None:
    """A file that ends in `.wire` goes to the reader of `text/x-wire`, header apart."""
    document = lighthouse().document
    assert document.source.media_type == "text/x-wire"
    assert block_text(document.blocks[0]) == "Skerry lighthouse reopens as a lending library"
    assert document.blocks[0].role == "headline"
    assert ("date", "2026-03-02T08:00:00+00:00") in [(m.name, m.value) for m in document.metadata]
    assert "SLUG" not in document_text(document)


def test_own_stage_spells_as_the_desk_does() -> None:
    """Words of the desk's list are spelled its way; what somebody said stays as said."""
    text = document_text(lighthouse().document)
    assert "The organization behind it" in text
    assert "40 percent of" in text
    assert "“We recognised that" in text


def test_books_see_what_own_stages_did() -> None:
    """The account is true and names the stage, the rule and the reason of every spelling."""
    done = lighthouse()
    assert faults(done.account, done.document.release) == []
    spelled = [o for o in done.account.operations if o.stage == "desk-spellings"]
    assert {(o.rule, o.why) for o in spelled} == {
        ("desk-spelling", "the desk writes “organization”"),
        ("desk-spelling", "the desk writes “percent”"),
    }
    header = next(o for o in done.account.operations if o.rule == "wire-header")
    assert header.why == "A line of the wire header, kept as metadata."


def test_renditions_are_those_the_pipeline_names() -> None:
    """The pipeline gives HTML and JSON, nothing else."""
    assert set(lighthouse().renditions) == {"html", "json"}
