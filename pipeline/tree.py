"""The document tree: what a release is made of, as frozen values that are also its JSON.

Nodes hold only what is below them, so the garbage collector need not look at them (`gc=False`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct, field

FORMAT = "wirecopy/1"

Role: TypeAlias = Literal[
    "headline",
    "subheadline",
    "kicker",
    "summary",
    "dateline",
    "body",
    "about",
    "contact",
    "notice",
    "rights",
    "end-mark",
    "embargo",
    "byline",
]
"""What a top-level block is for; a subhead inside the body is a heading with role `body`."""

Direction: TypeAlias = Literal["ltr", "rtl"]


class Origin(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a block stood in the source."""

    page: int | None = None
    """Page of a PDF, from 1."""
    box: tuple[float, float, float, float] | None = None
    """x0, y0, x1, y1 in PDF points from the lower left corner of the page."""
    line: int | None = None
    """Line of the source text, from 1."""
    node: int | None = None
    """Number of the element in the reader's layout, where the reader keeps one."""
    size: float | None = None
    """Font size in points of most of the block's characters."""
    ocr: bool = False
    """The text was recognised from an image, so its letters are not evidence."""


# --- inlines ---------------------------------------------------------------


class Text(Struct, frozen=True, gc=False, tag_field="type", tag="text"):
    """A run of characters; a newline in it is a line end of the source that may be joined."""

    text: str


class LineBreak(Struct, frozen=True, gc=False, tag_field="type", tag="line-break"):
    """A line end that the author meant."""


class Image(Struct, frozen=True, gc=False, tag_field="type", tag="image"):
    """A picture; `url` may be a `data:` address."""

    url: str
    alt: str


class Link(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="type", tag="link"):
    """Linked words; `as_sent` is the address as received where something was taken off it."""

    url: str
    inlines: tuple[Inline, ...]
    as_sent: str | None = None
    title: str | None = None


class Strong(Struct, frozen=True, gc=False, tag_field="type", tag="strong"):
    """Words set bold."""

    inlines: tuple[Inline, ...]


class Emphasis(Struct, frozen=True, gc=False, tag_field="type", tag="emphasis"):
    """Words set italic."""

    inlines: tuple[Inline, ...]


class Superscript(Struct, frozen=True, gc=False, tag_field="type", tag="superscript"):
    """Raised characters."""

    inlines: tuple[Inline, ...]


class Subscript(Struct, frozen=True, gc=False, tag_field="type", tag="subscript"):
    """Lowered characters."""

    inlines: tuple[Inline, ...]


class Code(Struct, frozen=True, gc=False, tag_field="type", tag="code"):
    """Characters set as code."""

    inlines: tuple[Inline, ...]


class Span(Struct, frozen=True, gc=False, omit_defaults=True, tag_field="type", tag="span"):
    """Inlines that have no name here: inserted or deleted words, another language, a term."""

    inlines: tuple[Inline, ...]
    role: str | None = None
    language: str | None = None
    direction: Direction | None = None


Inline: TypeAlias = (
    Text | LineBreak | Image | Link | Strong | Emphasis | Superscript | Subscript | Code | Span
)
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks ----------------------------------------------------------------


class _Block(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """What every block may carry."""

    role: Role | None = None
    language: str | None = None
    direction: Direction | None = None
    origin: Origin | None = None


class Heading(_Block, frozen=True, gc=False, tag_field="type", tag="heading"):
    """A headline or subhead; `level` is 1 to 6."""

    level: int
    inlines: Inlines


class Paragraph(_Block, frozen=True, gc=False, tag_field="type", tag="paragraph"):
    """A paragraph."""

    inlines: Inlines


class List(_Block, frozen=True, gc=False, tag_field="type", tag="list"):
    """A list; `start` is the number of the first item of an ordered one."""

    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


class Cell(Struct, frozen=True, gc=False):
    """A table cell; a cell covered by a span is not repeated."""

    blocks: tuple[Block, ...]
    colspan: int
    rowspan: int


class Row(Struct, frozen=True, gc=False):
    """A table row; `header` when it names the columns."""

    header: bool
    cells: tuple[Cell, ...]


class Table(_Block, frozen=True, gc=False, tag_field="type", tag="table"):
    """A table of figures or words."""

    caption: Inlines | None
    rows: tuple[Row, ...]


class Quote(_Block, frozen=True, gc=False, tag_field="type", tag="quote"):
    """A quotation set apart."""

    blocks: tuple[Block, ...]


class Figure(_Block, frozen=True, gc=False, tag_field="type", tag="figure"):
    """A picture with its caption, which may be empty."""

    image: FigureImage
    caption: Inlines


class FigureImage(Struct, frozen=True, gc=False):
    """The picture of a figure; `alt` is empty for a decorative one."""

    url: str
    alt: str


class Preformatted(_Block, frozen=True, gc=False, tag_field="type", tag="preformatted"):
    """Text whose white space means something."""

    text: str


class Divider(_Block, frozen=True, gc=False, tag_field="type", tag="divider"):
    """A rule between two parts."""


Block: TypeAlias = Heading | Paragraph | List | Table | Quote | Figure | Preformatted | Divider
Blocks: TypeAlias = tuple[Block, ...]


# --- facts -----------------------------------------------------------------


class SourceFacts(Struct, frozen=True):
    """What was received."""

    name: str
    """File name without folders."""
    media_type: str
    sha256: str
    encoding: str | None
    """Text encoding used; null where the format has its own (PDF)."""
    bytes: int


class Dateline(Struct, frozen=True):
    """The dateline as in the clean copy; `date` is YYYY-MM-DD."""

    text: str
    place: str | None = None
    date: str | None = None


class Embargo(Struct, frozen=True):
    """The embargo line as written; `until` is ISO 8601 with offset, or null when unreadable."""

    text: str
    until: str | None = None


class Wire(Struct, frozen=True):
    """The service that carried the release and its number for it."""

    name: str
    id: str | None = None


class Contact(Struct, frozen=True):
    """One press contact; `text` is the contact as printed."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    email: str | None = None
    phone: str | None = None
    text: str = ""
    address: str | None = None
    """Street, code and town as printed."""
    social: tuple[str, ...] = ()
    """Profiles and handles as printed."""


class About(Struct, frozen=True):
    """One boilerplate."""

    organisation: str | None
    text: str


class Urls(Struct, frozen=True):
    """Address of this copy, and of the copy it points back to."""

    canonical: str | None = None
    original: str | None = None


class Kind(Struct, frozen=True):
    """What sort of release it is: the line as printed, and a short stable word for it."""

    text: str
    kind: str
    """`press-release`, `immediate-release`, `media-advisory`, `statement`, `ad-hoc`, ..."""


class Ticker(Struct, frozen=True):
    """One security, as the release names it."""

    exchange: str | None
    """The exchange as printed; null for a code that belongs to none (an ISIN by itself)."""
    symbol: str
    organisation: str | None = None
    mic: str | None = None
    """The exchange's market identifier code (ISO 10383), where the printed name is certain."""
    scheme: str = "ticker"
    """`ticker`, `isin`, `wkn`, `bloomberg` or `reuters`."""


class Quotation(Struct, frozen=True):
    """Words between quotation marks that someone says, without the marks.

    What runs over several paragraphs is one quotation, its paragraphs parted by a blank line;
    what "said X" interrupts is two.
    """

    text: str
    speaker: str | None = None
    office: str | None = None
    organisation: str | None = None


class Medium(Struct, frozen=True):
    """One picture, film, sound or press kit that is linked: what it is, its words, its address."""

    kind: str
    """`photo`, `video`, `audio`, `logo`, `infographic`, `b-roll`, `press-kit`, `gallery`."""
    text: str
    url: str


class Correction(Struct, frozen=True):
    """The mark of a release that corrects or repeats another, as printed."""

    text: str
    kind: str
    """`correction`, `replacement`, `repeat`, `update` or `withdrawal`."""


class Release(Struct, frozen=True):
    """What a desk needs to know; what a release does not have is null, empty or false."""

    headline: str | None = None
    subheadline: str | None = None
    kicker: str | None = None
    summary: str | None = None
    language: str | None = None
    dateline: Dateline | None = None
    published: str | None = None
    modified: str | None = None
    embargo: Embargo | None = None
    issuer: str | None = None
    wire: Wire | None = None
    distributor: str | None = None
    authors: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    about: tuple[About, ...] = ()
    notices: tuple[str, ...] = ()
    paid: bool = False
    rights: str | None = None
    end_mark: str | None = None
    urls: Urls = Urls()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    kind: Kind | None = None
    number: str | None = None
    """The issuer's own number of the release, as printed: `058/21`."""
    tickers: tuple[Ticker, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    media: tuple[Medium, ...] = ()
    correction: Correction | None = None


class Problem(Struct, frozen=True):
    """Something seen and not settled: a short stable code and one English sentence."""

    code: str
    message: str


class Evidence(Struct, frozen=True, omit_defaults=True):
    """Where a release fact was read and how sure it is (0 to 1)."""

    field: str
    """JSON Pointer of the fact, `/release/headline`."""
    where: str
    """`block`, or the vocabulary of the metadata it came from."""
    sure: float
    origin: Origin | None = None
    value: str | None = None
    """The fact in the form of a standard, where the fact itself stays as written: a phone number
    in E.164."""


class Metadatum(Struct, frozen=True, gc=False):
    """One statement of the file about itself, as its reader found it."""

    vocabulary: str
    """`json-ld`, `opengraph`, `dublin-core`, `html`, `pdf`, `xmp`, `front-matter`, `email` ..."""
    name: str
    value: str


class Document(Struct, frozen=True):
    """A release on its way from received to clean copy.

    `metadata` and `layout` are for the stages alone and stand in no rendition: what the file says
    of itself, and what its reader saw of the page that is not text (elements, page sizes).
    """

    source: SourceFacts
    release: Release = Release()
    blocks: Blocks = ()
    problems: tuple[Problem, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    layout: Any = None


class Source(Struct, frozen=True):
    """What a reader is given: the bytes and what is known about them."""

    name: str
    data: bytes
    media_type: str | None = None
    """Declared or detected media type, without parameters."""
    charset: str | None = None
    """Charset declared outside the bytes (an e-mail part, an HTTP header)."""
    url: str | None = None
    """Address the bytes came from, base of relative links."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files that came with the document (pictures of an e-mail), by name."""


class Rendition(Struct, frozen=True):
    """One rendered form of a document."""

    media_type: str
    suffix: str
    """With its dot: `.pdf`."""
    data: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files that belong beside it, by relative name."""
    problems: tuple[Problem, ...] = ()
    """What rendering could not do (a sign that no font has)."""
