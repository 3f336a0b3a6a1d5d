"""E-mail, mailboxes, rich text, Word documents, and files that hold several releases."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest

from pipeline.account import backward, forward
from pipeline.checker import faults
from pipeline.convert import clean_copy
from pipeline.errors import ReadError
from pipeline.plan import Pipeline, Step
from pipeline.registry import Registry
from pipeline.text import block_text
from pipeline.tree import Document, Link, Metadatum, Paragraph, Source, Strong
from stages.read.split import split_source

BODY = """EASTPORT, March 3, 2026 – Harbour Works opened its second dock on Tuesday.

“We waited long,” said Ada Brook.

--\x20
Lena Adler
Press office, Harbour Works
+1 555 0100, press@harbour.example.com

This e-mail is confidential and intended for the recipient only.
"""


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Lena Adler <press@harbour.example.com>"
    mail["Subject"] = "Harbour Works opens a second dock"
    mail["Date"] = "Tue, 03 Mar 2026 09:30:00 +0100"
    mail["Organization"] = "Harbour Works"
    return mail


def read(name: str, data: bytes) -> Document:
    registry = Registry()
    pipeline = Pipeline("read", Step(registry.get("read")), (), (), registry)
    document, account = clean_copy(Source(name, data), pipeline)
    assert faults(account, document.release) == []
    assert forward(account) == account.output_text
    assert backward(account, document.release) == account.source_text
    return document


def test_signature_is_the_contact_and_the_disclaimer_a_notice() -> None:
    """Who signs a press e-mail is whom the desk calls; nothing of it is cut."""
    mail = message()
    mail.set_content(BODY)
    document = read("dock.eml", mail.as_bytes())
    roles = {block_text(block).split("\n")[0]: block.role for block in document.blocks}
    assert roles["Lena Adler"] == "contact"
    assert roles["This e-mail is confidential and intended for the recipient only."] == "notice"


def test_headers_are_metadata() -> None:
    """Subject, sender, organisation and date are kept for the recognition."""
    mail = message()
    mail.set_content(BODY)
    told = read("dock.eml", mail.as_bytes()).metadata
    assert Metadatum("email", "subject", "Harbour Works opens a second dock") in told
    assert Metadatum("email", "from-name", "Lena Adler") in told
    assert Metadatum("email", "organization", "Harbour Works") in told
    assert Metadatum("email", "date", "2026-03-03T09:30:00+01:00") in told


def test_html_body_goes_through_the_html_door() -> None:
    """Of two bodies the one with structure is read."""
    mail = message()
    mail.set_content("plain")
    mail.add_alternative("<html><body><h1>Dock</h1><p>It <b>opened</b>.</p></body></html>", "html")
    document = read("dock.eml", mail.as_bytes())
    assert [block_text(block) for block in document.blocks] == ["Dock", "It opened."]


def test_attachments_are_named() -> None:
    """What is not in the copy is said."""
    mail = message()
    mail.set_content(BODY)
    mail.add_attachment(b"a,b", maintype="text", subtype="csv", filename="ships.csv")
    problems = read("dock.eml", mail.as_bytes()).problems
    assert [problem.code for problem in problems] == ["attachment"]
    assert "ships.csv" in problems[0].message


def test_email_without_body_is_read_from_its_attachment() -> None:
    """An e-mail that only carries the release gives the release."""
    mail = message()
    mail.add_attachment("The dock opened.\n", filename="release.txt")
    document = read("dock.eml", mail.as_bytes())
    assert [block_text(block) for block in document.blocks] == ["The dock opened."]


def test_email_without_anything_is_one_sentence() -> None:
    """Nothing to read is an error that says so."""
    mail = message()
    mail.add_attachment(b"\x00\x01", maintype="application", subtype="zip", filename="x.bin")
    with pytest.raises(ReadError, match=r"dock\.eml has no body"):
        read("dock.eml", mail.as_bytes())


def test_mailbox_becomes_its_messages() -> None:
    """Each message of a mailbox is a source of its own, escaped lines as they were."""
    first, second = message(), message()
    first.set_content("First.\n\nFrom the yard.\n")
    second.set_content("Second.\n")
    parts = [
        b"From press@harbour.example.com Tue Mar  3 09:30:00 2026\n" + mail.as_bytes() + b"\n"
        for mail in (first, second)
    ]
    data = b"".join(parts).replace(b"\nFrom the yard", b"\n>From the yard")
    sources = split_source(Source("box.mbox", data))
    assert [source.name for source in sources] == ["box-1.eml", "box-2.eml"]
    assert b"\nFrom the yard" in sources[0].data
    assert block_text(read("box-2.eml", sources[1].data).blocks[0]) == "Second."


def test_attached_documents_become_sources() -> None:
    """Attachments that are documents stand beside the e-mail; others do not."""
    mail = message()
    mail.set_content(BODY)
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a/dock.pdf")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="dock.png")
    names = [source.name for source in split_source(Source("m.eml", mail.as_bytes()))]
    assert names == ["m.eml", "m-dock.pdf"]


def release(number: int, end: str) -> str:
    sentence = f"EASTPORT, March {number}, 2026 - Harbour Works opened dock {number}. "
    return f"FOR IMMEDIATE RELEASE\n\nDock {number} opens\n\n{sentence * 8}\n\n{end}\n"


@pytest.mark.parametrize("end", ["-30-", "###", "ENDS", "# # #"])
def test_several_releases_in_a_text_are_split(end: str) -> None:
    """After an end mark the head of another release begins another document; nothing is lost."""
    text = release(1, end) + "\n" + release(2, end) + "\f" + release(3, end)
    sources = split_source(Source("week.txt", text.encode()))
    assert [source.name for source in sources] == ["week-1.txt", "week-2.txt", "week-3.txt"]
    assert b"".join(source.data for source in sources).decode() == text


def test_notes_after_an_end_mark_are_no_release() -> None:
    """What follows the end mark without a head belongs to the release."""
    text = release(1, "ENDS") + "\nNotes to editors\n\n" + "Harbour Works builds docks. " * 30
    assert len(split_source(Source("one.txt", text.encode()))) == 1


def test_rich_text() -> None:
    """Bold words, signs of every kind and links of rich text come through."""
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Dock opens}}"
        rb"\pard\b Dock opens\b0\par \pard M\u252 ?nchen \endash  \'93ja\'94 \{x\} "
        rb'{\field{\*\fldinst HYPERLINK "https://harbour.example.com/"}{\fldrslt more}}\par'
        rb"{\pict ffd8ff}One\line two\par}"
    )
    document = read("dock.rtf", rtf)
    texts = [block_text(block) for block in document.blocks]
    assert texts == ["Dock opens", "München – “ja” {x} more", "One\ntwo"]
    first, second, _ = document.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(first.inlines[0], Strong)
    assert isinstance(second, Paragraph)
    link = second.inlines[-1]
    assert isinstance(link, Link)
    assert link.url == "https://harbour.example.com/"
    assert Metadatum("rtf", "title", "Dock opens") in document.metadata


def word_file() -> bytes:
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="'
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        '"/></Types>'
    )
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        '2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    word = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>The dock opened.</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>The town was proud.</w:t></w:r></w:p></w:body></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr("[Content_Types].xml", types)
        files.writestr("_rels/.rels", rels)
        files.writestr("word/document.xml", word)
    return packed.getvalue()


def test_word_document() -> None:
    """A Word document goes through the HTML door."""
    pytest.importorskip("mammoth")
    document = read("dock.docx", word_file())
    texts = [block_text(block) for block in document.blocks]
    assert texts == ["The dock opened.", "The town was proud."]


def test_damaged_word_document_is_one_sentence() -> None:
    """A file cut in two is an error that says so."""
    pytest.importorskip("mammoth")
    with pytest.raises(ReadError, match=r"dock\.docx"):
        read("dock.docx", word_file()[:600])
