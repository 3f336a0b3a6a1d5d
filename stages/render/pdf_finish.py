"""Finish a PDF: PDF/A-3a and PDF/UA-1 in one, what WeasyPrint leaves undone mended."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from msgspec import Struct

from stages.render.pdf_fonts import slim_fonts

_POINTS_PER_PIXEL = 0.75
_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_EXTENSION = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class Facts(Struct, frozen=True):
    """What a PDF says of itself."""

    title: str
    language: str
    authors: tuple[str, ...] = ()
    subject: str | None = None
    keywords: tuple[str, ...] = ()
    publisher: str | None = None
    rights: str | None = None
    identifier: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    creator: str = "wirecopy"
    producer: str = ""
    embedded: dict[str, str] = {}
    """Media types of the embedded files by name."""


def finish(pdf: Any, facts: Facts) -> None:
    """Mend a pydyf PDF right before it is written, and write its metadata."""
    _metadata(pdf, facts)
    _embedded_files(pdf, facts)
    _page_labels(pdf)
    slim_fonts(pdf)
    for entry in pdf.objects:
        if _is(getattr(entry, "extra", None), "Subtype", "/Image"):
            entry.extra["Interpolate"] = "false"
    root = next((o for o in pdf.objects if _is(o, "Type", "/StructTreeRoot")), None)
    if root is not None:
        _structure(pdf, root)


def _is(value: Any, key: str, wanted: str) -> bool:
    return isinstance(value, dict) and value.get(key) == wanted


# --- metadata --------------------------------------------------------------


def _metadata(pdf: Any, facts: Facts) -> None:
    import pydyf  # noqa: PLC0415 (comes with WeasyPrint)

    reference = pdf.catalog["Metadata"]
    stream = pdf.objects[int(reference.split()[0])]
    stream.stream = [xmp(facts).encode("utf-8")]
    stream.compress = False
    info = pdf.info
    info.clear()
    told = {
        "Title": facts.title,
        "Author": ", ".join(facts.authors),
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Creator": facts.creator,
        "Producer": facts.producer,
        "CreationDate": _pdf_date(facts.published),
        "ModDate": _pdf_date(facts.modified or facts.published),
    }
    for key, value in told.items():
        if value:
            info[key] = pydyf.String(value)
    pdf.catalog["Lang"] = pydyf.String(facts.language)


def _pdf_date(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    zone = moment.strftime("%z")
    zone = f"{zone[:3]}'{zone[3:5]}'" if zone and zone != "+0000" else "Z"
    return moment.strftime("D:%Y%m%d%H%M%S") + zone


def xmp(facts: Facts) -> str:
    """Return the XMP packet, with both identifications and the schema PDF/A wants for the other."""
    properties = [
        _alternative("dc:title", facts.title),
        _list("dc:creator", "Seq", facts.authors),
        _alternative("dc:description", facts.subject),
        _list("dc:subject", "Bag", facts.keywords),
        _list("dc:publisher", "Bag", (facts.publisher,) if facts.publisher else ()),
        _alternative("dc:rights", facts.rights),
        _list("dc:language", "Bag", (facts.language,)),
        f"<dc:identifier>{escape(facts.identifier)}</dc:identifier>" if facts.identifier else "",
        f"<pdf:Keywords>{escape(', '.join(facts.keywords))}</pdf:Keywords>"
        if facts.keywords
        else "",
        f"<pdf:Producer>{escape(facts.producer)}</pdf:Producer>",
        f"<xmp:CreatorTool>{escape(facts.creator)}</xmp:CreatorTool>",
        _moment("xmp:CreateDate", facts.published),
        _moment("xmp:ModifyDate", facts.modified or facts.published),
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ]
    return "\n".join(
        [
            _PACKET,
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            (
                '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
                ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
                ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
                ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
            ),
            *filter(None, properties),
            "</rdf:Description>",
            _EXTENSION,
            "</rdf:RDF>",
            "</x:xmpmeta>",
            '<?xpacket end="r"?>',
        ]
    )


def _alternative(name: str, value: str | None) -> str:
    if not value:
        return ""
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


def _list(name: str, kind: str, values: tuple[str, ...]) -> str:
    if not values:
        return ""
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _moment(name: str, moment: datetime | None) -> str:
    return "" if moment is None else f"<{name}>{moment.isoformat()}</{name}>"


# --- embedded files and pages ----------------------------------------------


def _embedded_files(pdf: Any, facts: Facts) -> None:
    """Name each associated file once, with its media type, and no date that nobody knows."""
    if "AF" in pdf.catalog:
        seen = dict.fromkeys(bytes(reference) for reference in pdf.catalog["AF"])
        pdf.catalog["AF"][:] = list(seen)
    for entry in pdf.objects:
        if not _is(entry, "Type", "/Filespec"):
            continue
        stream = pdf.objects[int(entry["EF"]["F"].split()[0])]
        name = entry["UF"].string
        media_type = facts.embedded.get(name, "application/octet-stream")
        stream.extra["Subtype"] = "/" + _pdf_name(media_type)
        if facts.published is None:
            for key in ("CreationDate", "ModDate"):
                stream.extra["Params"].pop(key, None)


def _pdf_name(text: str) -> str:
    return "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "-._+") else f"#{byte:02x}"
        for sign in text
        for byte in sign.encode("utf-8")[:1]
    )


def _page_labels(pdf: Any) -> None:
    import pydyf  # noqa: PLC0415 (comes with WeasyPrint)

    decimal = pydyf.Dictionary({"S": "/D"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, decimal.data])})


# --- structure -------------------------------------------------------------


def _structure(pdf: Any, root: Any) -> None:
    import pydyf  # noqa: PLC0415 (comes with WeasyPrint)

    heights = {
        reference: pdf.objects[int(reference.split()[0])]["MediaBox"][3]
        for reference in pdf.page_references
    }
    named: list[tuple[bytes, bytes]] = []
    gone: set[int] = set()
    for element in pdf.objects:
        if not _is(element, "Type", "/StructElem"):
            continue
        kind = element["S"]
        if kind not in {"/Link", "/Form"}:
            gone |= _second_links(pdf, element)
        if kind == "/TH":
            element["A"]["Scope"] = "/Column"
        elif kind == "/Figure" and "Alt" not in element:
            _decoration(pdf, root, element)
        elif kind == "/Figure" and "A" in element:
            _place_figure(element, heights[element["Pg"]])
        if "ID" in element:
            named.append((element["ID"].data, element.reference))
    if gone:
        nums = pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]
        pairs = zip(nums[::2], nums[1::2], strict=True)
        nums[:] = [part for pair in pairs if pair[0] not in gone for part in pair]
    if named:
        names = pydyf.Array()
        for name, reference in sorted(named):
            names.extend((name, reference))
        tree = pydyf.Dictionary({"Names": names})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _second_links(pdf: Any, element: Any) -> set[int]:
    """Take out the link that WeasyPrint sets again on each element inside a link.

    Returns the keys that they had in the parent tree.
    """
    gone: set[int] = set()
    for kid in [kid for kid in element["K"] if isinstance(kid, bytes)]:
        entry = pdf.objects[int(kid.split()[0])]
        if not _is(entry, "Type", "/OBJR"):
            continue
        annotation = pdf.objects[int(entry["Obj"].split()[0])]
        annotations = pdf.objects[int(entry["Pg"].split()[0])]["Annots"]
        annotations[:] = [each for each in annotations if each != entry["Obj"]]
        gone.add(annotation["StructParent"])
        element["K"].remove(kid)
        annotation.clear()
        entry.clear()
    return gone


def _decoration(pdf: Any, root: Any, element: Any) -> None:
    """Make a picture without description an artifact: out of the structure, no more content."""
    page = pdf.objects[int(element["Pg"].split()[0])]
    stream = pdf.objects[int(page["Contents"].split()[0])].stream
    nums = pdf.objects[int(root["ParentTree"].split()[0])]["Nums"]
    owners = nums[2 * page["StructParents"] + 1]
    for number in [kid for kid in element["K"] if isinstance(kid, int)]:
        for at in range(len(stream) - 2):
            if stream[at] == "/Figure" and stream[at + 1] == {"MCID": number}:
                stream[at : at + 3] = ["/Artifact", b"BMC"]
                break
        owners[number] = "null"
    parent = pdf.objects[int(element["P"].split()[0])]
    parent["K"][:] = [kid for kid in parent["K"] if kid != element.reference]
    element.clear()


def _place_figure(element: Any, height: float) -> None:
    """Turn a box in CSS pixels from the top of the page into points from its foot."""
    box = element["A"]["BBox"]
    left, top, right, bottom = (value * _POINTS_PER_PIXEL for value in box)
    box[:] = [round(value, 2) for value in (left, height - bottom, right, height - top)]
