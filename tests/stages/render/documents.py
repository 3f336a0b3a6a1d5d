"""Documents that the tests of the renderers share, all fiction."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable

from PIL import Image as Pillow

from pipeline.account import Account, make_account
from pipeline.account import Operation as Op
from pipeline.context import Context
from pipeline.text import document_text
from pipeline.tree import (
    About,
    Block,
    Cell,
    Code,
    Contact,
    Dateline,
    Divider,
    Document,
    Embargo,
    Emphasis,
    Figure,
    FigureImage,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    Origin,
    Paragraph,
    Preformatted,
    Quote,
    Release,
    Role,
    Row,
    Source,
    SourceFacts,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Urls,
    Wire,
)


def png(mode: str = "RGB", colour: object = (20, 90, 120)) -> str:
    """Return a small picture as a `data:` address."""
    out = io.BytesIO()
    Pillow.new(mode, (24, 16), colour).save(out, "PNG")  # type: ignore[arg-type]
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def p(*inlines: str | Inline, role: Role | None = "body", **more: object) -> Paragraph:
    parts = tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines)
    return Paragraph(inlines=parts, role=role, **more)  # type: ignore[arg-type]


def h(level: int, words: str, role: Role | None = "body") -> Heading:
    return Heading(level=level, inlines=(Text(words),), role=role)


def cell(words: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((p(words, role=None),), colspan, rowspan)


def document(*blocks: Block, **facts: object) -> Document:
    """Return a document of these blocks; facts go into its release."""
    return Document(
        source=SourceFacts("gate.html", "text/html", "5d" * 32, "utf-8", 4711),
        release=Release(**facts),  # type: ignore[arg-type]
        blocks=blocks,
    )


def full() -> Document:
    """Return a document with every block, every inline and every fact."""
    return document(
        p("Paid content", role="notice"),
        p("Embargoed until 12 March 2026, 06:00 CET", role="embargo"),
        p("Harbour works", role="kicker", origin=Origin(page=1)),
        h(1, "Eastport opens its tidal gate & two locks", "headline"),
        p("The barrier protects 40,000 homes", role="subheadline"),
        p("By Maren Olufsen", role="byline"),
        p("A gate of 310 metres now closes the estuary.", role="summary"),
        p(
            "EASTPORT, 12 March 2026 – The trust today opened the ",
            Strong((Text("tidal "), Emphasis((Text("gate"),)))),
            " that rose from CO",
            Subscript((Text("2"),)),
            "-poor steel, 12 m",
            Superscript((Text("2"),)),
            " a panel; see ",
            Link(
                "https://example.com/gate?a=1&b=<2>",
                (Text("the "), Emphasis((Text("page"),))),
                title='A "title"',
            ),
            " or run ",
            Code((Text("gate --close"),)),
            ".",
            LineBreak(),
            "A second line; ",
            Span((Text("new"),), role="ins"),
            Span((Text("old"),), role="del"),
            " and ",
            Span((Text("Sturmflut"),), language="de"),
            ", ",
            Span((Text("שלום"),), language="he", direction="rtl"),
            ".",
        ),
        h(3, "What was built", "body"),
        List(
            ordered=False,
            start=1,
            role="body",
            items=(
                (p("Four leaves", role=None),),
                (
                    p("A control room", role=None),
                    List(ordered=True, start=3, items=((p("desks", role=None),),)),
                ),
            ),
        ),
        Quote(role="body", blocks=(p("It closes in eleven minutes.", role=None),)),
        Table(
            role="body",
            origin=Origin(page=2),
            caption=(Text("Cost in million euros"),),
            rows=(
                Row(header=True, cells=(cell("Part"), cell("Voted"), cell("Spent"))),
                Row(header=False, cells=(cell("Steel", 1, 2), cell("88.5"), cell("71.0"))),
                Row(header=False, cells=(cell("1.5"),)),
                Row(header=False, cells=(cell("Total of both", 3),)),
            ),
        ),
        Figure(
            role="body",
            image=FigureImage(png(), "The gate at low tide"),
            caption=(Text("The gate. Photo: Eastport Harbour Trust"),),
        ),
        p("An inline ", Image("https://example.com/logo.png", "logo"), " stands here."),
        Preformatted(role="body", text="tide  gate\n 1.2   shut"),
        Divider(role="body"),
        p("###", role="end-mark"),
        h(2, "About the Eastport Harbour Trust", "about"),
        p("The trust has looked after the port since 1874.", role="about"),
        p("Tilda Rask", LineBreak(), "+44 20 7946 0000", role="contact"),
        p("© 2026 Eastport Harbour Trust", role="rights"),
        headline="Eastport opens its tidal gate & two locks",
        subheadline="The barrier protects 40,000 homes",
        kicker="Harbour works",
        summary="A gate of 310 metres now closes the estuary.",
        language="en",
        dateline=Dateline("EASTPORT, 12 March 2026 –", "EASTPORT", "2026-03-12"),
        published="2026-03-12T06:00:00+01:00",
        modified="2026-03-13",
        embargo=Embargo("Embargoed until 12 March 2026, 06:00 CET", "2026-03-12T06:00:00+01:00"),
        issuer="Eastport Harbour Trust",
        wire=Wire("Tideline Wire", "TW-4711"),
        distributor="Pierside Media",
        authors=("Maren Olufsen", "Ivo Brandt"),
        contacts=(
            Contact(
                "Tilda Rask",
                "press desk",
                "Eastport Harbour Trust",
                "press@harbour.example.com",
                "+44 20 7946 0000",
                "Tilda Rask\n+44 20 7946 0000",
            ),
            Contact(text="Or ring the night desk"),
        ),
        about=(
            About("Eastport Harbour Trust", "The trust has looked after the port since 1874."),
            About(None, "A second boilerplate."),
        ),
        notices=("Paid content",),
        paid=True,
        rights="© 2026 Eastport Harbour Trust",
        end_mark="###",
        urls=Urls("https://example.com/gate", "https://example.com/wire/4711"),
        categories=("Infrastructure", "Environment"),
        tags=("flood", "harbour <works>"),
    )


def books(wanted: Document) -> Account:
    """Return the account of a document that kept all its characters."""
    text = document_text(wanted)
    return make_account(text, text, [Op("keep", (0, len(text)), (0, len(text)))])


def context(wanted: Document, data: bytes = b"<p>as received") -> Context:
    """Return what the engine gives a renderer."""
    return Context(source=Source(wanted.source.name, data), account=books(wanted))


def words(text: str) -> list[str]:
    """Return the words of a text, marks of lists apart."""
    return re.sub(r"[\u200b\u00ad]", "", text).split()


def squeezed(parts: Iterable[str]) -> str:
    """Return text without any white space, for what breaks lines where it must."""
    return "".join("".join(parts).split())
