"""Kinds, corrections, securities and media in the words of the news standards."""

from __future__ import annotations

from typing import Any

from pipeline.tree import Correction, Kind, Medium, Quotation, Release, Ticker
from stages.render.escape import web_address

LISTED = "listed"
"""Relation of an organisation that is named for its securities."""
CORRECTION = "correction-"
"""What the role of a mark of correction begins with; behind it stands its kind."""
_TYPES = {
    "photo": "picture",
    "gallery": "picture",
    "logo": "graphic",
    "infographic": "graphic",
    "video": "video",
    "b-roll": "video",
    "webcast": "video",
    "audio": "audio",
}
_OBJECTS = {
    "photo": "ImageObject",
    "logo": "ImageObject",
    "infographic": "ImageObject",
    "video": "VideoObject",
    "b-roll": "VideoObject",
    "audio": "AudioObject",
}
Values = list[dict[str, Any]]


def marks(release: Release) -> list[tuple[str, str | None]]:
    """Return (role, text) of the facts that stand in `descriptions`: kind and correction."""
    kind, correction = release.kind, release.correction
    return [
        ("kind", kind.text if kind is not None else None),
        *([(CORRECTION + correction.kind, correction.text)] if correction is not None else []),
    ]


def marks_of(
    told: dict[Any, list[str]], genres: list[str]
) -> tuple[Kind | None, Correction | None]:
    """Return the kind and the mark of correction that descriptions with roles state."""
    lines = told.get("kind", [])
    kind = Kind(lines[0], genres[0]) if lines and genres else None
    for role, texts in told.items():
        if isinstance(role, str) and role.startswith(CORRECTION):
            return kind, Correction(texts[0], role.removeprefix(CORRECTION))
    return kind, None


def associations(media: tuple[Medium, ...]) -> Values:
    """Return the ninjs associations of linked media."""
    return [
        {
            "uri": web_address(medium.url),
            "type": _TYPES.get(medium.kind, "composite"),
            "name": medium.text,
            "rel": medium.kind,
        }
        for medium in media
        if web_address(medium.url)
    ]


def listed(tickers: tuple[Ticker, ...]) -> Values:
    """Return the ninjs organisations that carry the symbols of securities."""
    return [
        {
            "name": ticker.organisation or ticker.symbol,
            "rel": LISTED,
            "literal": ticker.scheme,
            "symbols": [_filled({"exchange": ticker.exchange, "symbol": ticker.symbol})],
        }
        for ticker in tickers
    ]


def corporations(tickers: tuple[Ticker, ...]) -> Values:
    """Return schema.org corporations: `tickerSymbol` is the market's code, a blank, the symbol."""
    return [
        _filled(
            {
                "@type": "Corporation",
                "name": ticker.organisation,
                "tickerSymbol": f"{ticker.mic} {ticker.symbol}",
            }
        )
        for ticker in tickers
        if ticker.mic and ticker.scheme == "ticker"
    ]


def quoted(quotations: tuple[Quotation, ...]) -> Values:
    """Return schema.org quotations with the person who says them."""
    return [
        _filled(
            {
                "@type": "Quotation",
                "text": quotation.text,
                "creator": _filled(
                    {
                        "@type": "Person",
                        "name": quotation.speaker,
                        "jobTitle": quotation.office,
                        "affiliation": _filled(
                            {"@type": "Organization", "name": quotation.organisation}
                        )
                        if quotation.organisation
                        else None,
                    }
                )
                if quotation.speaker
                else None,
            }
        )
        for quotation in quotations
    ]


def media_objects(media: tuple[Medium, ...]) -> Values:
    """Return schema.org media objects: the address of the file, or of the page that shows it."""
    return [
        {
            "@type": _OBJECTS.get(medium.kind, "MediaObject"),
            "name": medium.text,
            "url": web_address(medium.url),
        }
        for medium in media
        if web_address(medium.url)
    ]


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if each not in (None, "", [], {})}
