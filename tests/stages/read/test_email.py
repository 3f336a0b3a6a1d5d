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
from pipeline.tree import Document, Link, Metadatum, Paragraph, Quote, Source, Strong
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


FLOWED = """The Tidewater Canal Trust will open its four locks at night from the \x20
first of July,  and keep them open.
 From the quay to the sea it takes an hour.

> The harbour master wrote: it takes \x20
> a month to be sure.
> Another line.
-- \x20
Nora
"""


def flowed(body: str, parameters: str) -> bytes:
    head = (
        f"From: nora@tidewater.example.com\nSubject: Locks\nContent-Type: text/plain{parameters}\n"
    )
    return (head + "MIME-Version: 1.0\n\n" + body.replace(" \x20\n", " \n")).encode()


def test_flowed_lines_are_joined() -> None:
    """A soft line end is a space, a stuffed space nothing, and a quoted line stays quoted."""
    document = read("locks.eml", flowed(FLOWED, "; format=flowed"))
    texts = [block_text(block) for block in document.blocks]
    assert "open its four locks at night from the first of July,  and keep them open." in texts[0]
    assert "\nFrom the quay" in texts[0]
    assert isinstance(document.blocks[1], Quote)
    assert "it takes a month to be sure.\nAnother line." in texts[1]


def test_fixed_lines_are_not_joined_by_their_spaces() -> None:
    """Without the parameter a space at the end of a line says nothing."""
    document = read("locks.eml", flowed(FLOWED, ""))
    assert "from the\nfirst of July" in block_text(document.blocks[0])


def test_delsp_takes_the_space_away() -> None:
    """With DelSp the space before a soft line end was put there by the mail program."""
    document = read(
        "locks.eml", flowed("夜間航路を \n開設します。\n", "; format=flowed; delsp=yes")
    )
    assert block_text(document.blocks[0]) == "夜間航路を開設します。"


def test_broken_headers_are_read() -> None:
    """Raw bytes and encoded words cut in two come out as what they were meant to be."""
    raw = (
        b"From: =?iso-8859-1?Q?J=F6rg_M?= =?iso-8859-1?Q?=FCller?= <p@hafen.example.com>\n"
        b"Subject: Gr\xfc\xdfe =?nonsense?B?eA==?=\n"
        b"Organization: H\xc3\xa4fen\n\nText.\n"
    )
    told = {(one.name, one.value) for one in read("m.eml", raw).metadata}
    assert told >= {
        ("from-name", "Jörg Müller"),
        ("subject", "Grüße =?nonsense?B?eA==?="),
        ("organization", "Häfen"),
    }


@pytest.mark.parametrize("charset", ["utf-9", "us-ascii", "utf-8"])
def test_lies_about_the_encoding_do_no_harm(charset: str) -> None:
    """A body that is not encoded as its head says is read as it is."""
    raw = f"Subject: x\nContent-Type: text/plain; charset={charset}\n\n".encode()
    document = read("m.eml", raw + "Grüße aus der Höhe, schöne Tage für alle.\n".encode("cp1252"))
    assert block_text(document.blocks[0]) == "Grüße aus der Höhe, schöne Tage für alle."


def cover(body: str) -> EmailMessage:
    inner = message()
    inner.set_content(BODY)
    outer = EmailMessage()
    outer["From"] = "Tom <tom@gazette.example.com>"
    outer["Subject"] = "FW"
    if body:
        outer.set_content(body)
    outer.add_attachment(inner)
    return outer


def test_a_mail_that_only_carries_a_mail_is_that_mail() -> None:
    """A release forwarded as an attachment is read, with what its own head says."""
    data = cover("").as_bytes()
    document = read("fw.eml", data)
    assert "second dock on Tuesday" in block_text(document.blocks[0])
    subjects = [one.value for one in document.metadata if one.name == "subject"]
    assert subjects == ["Harbour Works opens a second dock", "FW"]
    assert [source.name for source in split_source(Source("fw.eml", data))] == [
        "fw-attachment-1.eml"
    ]


def test_an_attached_mail_is_a_document_of_its_own() -> None:
    """Beside a mail with words of its own the attached one becomes another document."""
    sources = split_source(Source("fw.eml", cover("See attached.\n").as_bytes()))
    assert [source.name for source in sources] == ["fw.eml", "fw-attachment-1.eml"]
    assert "second dock" in block_text(read(sources[1].name, sources[1].data).blocks[0])


def test_what_outlook_packed_is_told() -> None:
    """`winmail.dat` and calendar entries are not in the copy, and that is said."""
    mail = message()
    mail.set_content(BODY)
    mail.add_attachment(
        b'x\x9f>"', maintype="application", subtype="ms-tnef", filename="winmail.dat"
    )
    mail.add_attachment("BEGIN:VCALENDAR\nEND:VCALENDAR\n", subtype="calendar", filename="day.ics")
    codes = [problem.code for problem in read("dock.eml", mail.as_bytes()).problems]
    assert codes == ["winmail", "attachment", "calendar"]


def test_pictures_of_related_parts_are_found() -> None:
    """In alternative and related parts inside each other the HTML is the body, with its picture."""
    mail = message()
    mail.set_content("plain")
    mail.add_alternative('<html><body><p>Dock.</p><img src="cid:d1"></body></html>', "html")
    html = mail.get_body(("html",))
    assert isinstance(html, EmailMessage)
    html.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<d1>")
    document = read("dock.eml", mail.as_bytes())
    assert block_text(document.blocks[0]) == "Dock."


def test_words_on_confidentiality_stay_in_an_html_mail() -> None:
    """What the reader typed as a notice is no chrome of a web page."""
    mail = message()
    mail.set_content("plain")
    sentence = "The dock opened on Tuesday after a long wait for the right tide, they said. "
    mail.add_alternative(
        f"<html><body><div><h1>Dock</h1><p>{sentence * 3}</p><p>{sentence * 2}</p></div>"
        "<p>This e-mail is confidential and intended for the recipient only.</p></body></html>",
        "html",
    )
    registry = Registry()
    steps = (Step(registry.get("select-content")),)
    pipeline = Pipeline("read", Step(registry.get("read")), steps, (), registry)
    document, _ = clean_copy(Source("m.eml", mail.as_bytes()), pipeline)
    assert [b.role for b in document.blocks if "confidential" in block_text(b)] == ["notice"]


def test_a_saved_web_archive_is_its_page_at_the_address_it_states() -> None:
    """A `.mht` as browsers save it is read as mail, its links are joined to the page's address."""
    archive = (
        "From: <Saved by Blink>\n"
        "Snapshot-Content-Location: https://www.example.com/news/gate\n"
        "Subject: Works open gate\n"
        "MIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n'
        "--B\nContent-Type: text/html; charset=utf-8\n"
        "Content-Location: https://www.example.com/news/gate\n\n"
        "<html><body><h1>Works open gate</h1><p>See the <a href=/plan>plan</a>.</p></body></html>\n"
        "--B--\n"
    )
    document = read("gate.mht", archive.encode())
    urls = [
        inline.url
        for block in document.blocks
        if isinstance(block, Paragraph)
        for inline in block.inlines
        if isinstance(inline, Link)
    ]
    assert urls == ["https://www.example.com/plan"]
