"""Plain text: cost, filings, and what is left out on the record."""

from __future__ import annotations

import pytest

from pipeline.text import block_text, document_text
from pipeline.tree import Metadatum, Table
from tests.texts.chain import repaired

FILING = """<SEC-DOCUMENT>0000000000-26-000001.txt
<SEC-HEADER>
COMPANY CONFORMED NAME: HARBOUR WORKS
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<TEXT>
The form itself.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<DESCRIPTION>PRESS RELEASE
<TEXT>
Harbour Works opened its dock.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<TEXT>
begin 644 dock.gif
M1TE&.#EA
end
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def test_of_a_filing_the_release_is_read() -> None:
    """Exhibit 99 is the release; the rest of the filing is left out with a reason."""
    document, account = repaired(FILING)
    assert document_text(document) == "Harbour Works opened its dock."
    assert account.source_text == FILING
    assert {
        o.rule for o in account.operations if o.op == "remove" and "8-K" in (o.before or "")
    } == {"sec-submission"}


def test_front_matter_is_metadata() -> None:
    """What an archive wrote above the text is no text of the release."""
    document, _ = repaired(
        "---\ntitle: Dock opens\ntags:\n  - docks\n  - ports\n---\n\nThe dock.\n"
    )
    assert document.metadata == (
        Metadatum("front-matter", "title", "Dock opens"),
        Metadatum("front-matter", "tags", "docks"),
        Metadatum("front-matter", "tags", "ports"),
    )
    assert document_text(document) == "The dock."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_end_will_do(end: str) -> None:
    """The same text reads the same whatever ends its lines."""
    lines = ["The dock opened on Tuesday after a long wait for the right tide, and", "it is open."]
    document, account = repaired(end.join([*lines, "", "* one", "* two"]))
    assert document_text(document) == " ".join(lines) + "\n\none\ntwo"
    assert account.source_text.count(end) == 4


def test_tables_are_not_invented() -> None:
    """Lines with wide gaps but without columns of figures are no table."""
    text = "The dock   opened\nand the   town\nwas proud   of it\nfor a year\n"
    document, _ = repaired(text)
    assert not any(isinstance(block, Table) for block in document.blocks)


@pytest.mark.parametrize(
    "unit",
    ["a\n", "* a\n\n", "1. a\n", "```\nx\n", "<TABLE>\na  b\n", "a?s ", "“ a ", "> ", "[", "&amp;"],
)
def test_long_runs_of_one_thing_are_read(unit: str) -> None:
    """Thousands of the same mark, open or closed, come to an end with all their characters."""
    text = "Release\n\n" + unit * 4000
    _, account = repaired(text)
    assert account.source_text == text


def test_form_feeds_join_what_they_cut() -> None:
    """A sentence goes on over the page."""
    document, _ = repaired("The crew waited for the tide, and\n\fthe dock opened.\n")
    assert [block_text(block) for block in document.blocks] == [
        "The crew waited for the tide, and the dock opened."
    ]


def test_keys_inside_keys_are_named_with_a_point() -> None:
    """What front matter states of an author or a page is kept under its whole name."""
    yaml = (
        "---\ntitle: Dock\nauthor:\n  name: Ada\n  ways:\n    - mail: a@example.com\n---\n\nText.\n"
    )
    toml = '+++\ntitle = "Dock"\n[author]\nname = "Ada"\nways = [{mail = "a@example.com"}]\n+++\n'
    toml += "\nText.\n"
    for text in (yaml, toml):
        document, _ = repaired(text)
        assert [(one.name, one.value) for one in document.metadata] == [
            ("title", "Dock"),
            ("author.name", "Ada"),
            ("author.ways.mail", "a@example.com"),
        ]
        assert document_text(document) == "Text."


def test_a_filing_states_company_and_day() -> None:
    """The header of a submission is metadata, and what is not in the copy is told."""
    head = "COMPANY CONFORMED NAME:\t\tHARBOUR WORKS\nFILED AS OF DATE:\t20260303\n"
    filing = FILING.replace("COMPANY CONFORMED NAME: HARBOUR WORKS\n", head)
    second = "<DOCUMENT>\n<TYPE>EX-99.2\n<TEXT>\nSlides.\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>"
    document, _ = repaired(filing.replace("</SEC-DOCUMENT>", second))
    assert [(one.name, one.value) for one in document.metadata] == [
        ("type", "EX-99.1"),
        ("company", "HARBOUR WORKS"),
        ("filed", "2026-03-03"),
    ]
    assert [problem.code for problem in document.problems] == ["filing-part"]
