"""A hostile release reads no file, calls nobody, and runs nothing."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from lxml import etree
from weasyprint import HTML

from pipeline.errors import ConfigurationError
from pipeline.registry import Registry
from pipeline.tree import (
    Block,
    Cell,
    Document,
    Figure,
    FigureImage,
    Image,
    Link,
    List,
    Quote,
    Row,
    Table,
    Text,
)
from stages.render.escape import web_address
from stages.render.fetcher import ClosedFetcher
from stages.render.fonts import font_configuration
from stages.render.themes import templates_folder
from tests.stages.render.documents import cell, context, document, p

KINDS = ["html", "epub", "pdf", "markdown", "text", "ninjs", "newsml-g2", "jsonld"]


class Counter(http.server.BaseHTTPRequestHandler):
    requests: list[str] = []  # noqa: RUF012 (shared with the test on purpose)

    def do_GET(self) -> None:
        self.requests.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class)
        pass


@pytest.fixture
def loopback() -> Iterator[str]:
    """Serve on the loopback; what is asked for is counted in `Counter.requests`."""
    Counter.requests.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def hostile(address: str) -> Document:
    """Return a document whose every address and word tries something."""
    attack = f'"><img src="{address}/a"><link rel=attachment href="file:///etc/hostname">'
    style = f"</style><style>@import url({address}/b); body{{background:url({address}/c)}}"
    return document(
        p(attack, style, Image(f"{address}/d.png", attack)),
        p(Link("javascript:alert(1)", (Text("x"),)), Link("file:///etc/passwd", (Text("y"),))),
        p(Link(f"{address}/e", (Text(attack),), title=attack)),
        Figure(image=FigureImage("file:///etc/hostname", "z"), caption=(Text(style),)),
        Figure(image=FigureImage(f"data:text/html,{attack}", ""), caption=()),
        Figure(
            image=FigureImage(
                f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>"
                f"<image href='{address}/f'/></svg>",
                "svg",
            ),
            caption=(),
        ),
        headline=attack + style,
        language='en" onload="x',
        rights="]]><script>alert(1)</script>\x00\x1b",
        tags=("</script><script>alert(1)</script>",),
    )


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_called(kind: str, loopback: str) -> None:
    """Rendering a hostile release makes no request."""
    given = hostile(loopback)
    made = Registry().get(kind).function(given, context(given))
    assert made.data
    assert Counter.requests == []


def test_nothing_is_read(loopback: str) -> None:
    """The PDF of a hostile release embeds only the release and its source."""
    given = hostile(loopback)
    made = Registry().get("pdf").function(given, context(given))
    reader = pypdf.PdfReader(io.BytesIO(made.data))
    assert sorted(reader.attachments) == ["gate.html", "release.json"]


def test_no_script_runs(loopback: str) -> None:
    """The page has one script element, which is data, and no handler."""
    given = hostile(loopback)
    root = etree.fromstring(Registry().get("html").function(given, context(given)).data)
    scripts = root.findall(".//{*}script")
    assert [script.get("type") for script in scripts] == ["application/ld+json"]
    assert not [name for each in root.iter() for name in each.attrib if str(name).startswith("on")]
    links = [each.get("href") for each in root.iter("{*}a")]
    assert links == [f"{loopback}/d.png", f"{loopback}/e"]


def test_the_fetcher_is_closed(loopback: str, tmp_path: Path) -> None:
    """Even a page that asks for outside things gets none of them."""
    secret = tmp_path / "secret.css"
    secret.write_text("body { color: red }", "utf-8")
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "out").symlink_to(secret)
    asked = [
        f"{loopback}/a.css",
        f"{loopback.replace('http', 'HTTP')}/b.css",
        secret.as_uri(),
        f"{folder.as_uri()}/../secret.css",
        f"{folder.as_uri()}/out",
        "file://localhost/etc/hostname",
        "ftp://127.0.0.1/x",
    ]
    page = "".join(f'<link rel="stylesheet" href="{address}"/>' for address in asked)
    fetcher = ClosedFetcher([folder])
    HTML(string=page, url_fetcher=fetcher).render(font_config=font_configuration())
    assert Counter.requests == []
    assert len(fetcher.refused) == len(asked)


@pytest.mark.parametrize("kind", ["html", "epub", "pdf"])
def test_deep_nesting_is_flattened(kind: str) -> None:
    """Lists, quotes and tables three hundred deep are set without their frames."""
    block: Block = p("bottom", role=None)
    for number in range(100):
        block = Quote(blocks=(block,)) if number % 2 else List(False, 1, ((block,),))  # noqa: FBT003
    given = document(block)
    assert Registry().get(kind).function(given, context(given)).data


def test_wide_spans_are_cut() -> None:
    """A cell that says it spans a hundred thousand columns costs no more than it shows."""
    row = Row(header=False, cells=(Cell((p("a"),), 100_000, 100_000), cell("b")))
    given = document(Table(caption=None, rows=(row, row)))
    assert b"100000" not in Registry().get("html").function(given, context(given)).data


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.com/a b?q=[1]&r=ü", "https://example.com/a%20b?q=%5B1%5D&r=ü"),
        ("HTTPS://example.com", "HTTPS://example.com"),
        ("mailto:press@example.com", "mailto:press@example.com"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.com/x", None),
        ("#note", None),
        ("http://[bad", None),
        ("http://exa mple.com/", None),
        ("https://", None),
        ("https://example.com/100%", "https://example.com/100%25"),
    ],
)
def test_addresses(url: str, wanted: str | None) -> None:
    """Only absolute addresses of known schemes are linked, and they are valid."""
    assert web_address(url) == wanted


def test_template_reaches_nothing(tmp_path: Path) -> None:
    """A theme's template runs in a sandbox, and its mistake is named with file and line."""
    (tmp_path / "theme.yaml").write_text("inherits: classic\n", "utf-8")
    (tmp_path / "page.html.j2").write_text("<p>\n{{ ''.__class__.__mro__ }}</p>", "utf-8")
    given = document(p("Text."))
    with pytest.raises(ConfigurationError, match=r"page\.html\.j2:2: "):
        Registry().get("html").function(given, context(given), template=str(tmp_path))


def test_templates_lie_where_they_are_looked_for() -> None:
    """The built-in themes are found."""
    assert (templates_folder() / "classic" / "page.html.j2").is_file()
