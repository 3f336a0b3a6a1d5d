"""What the file states about itself: sections, keywords, authors; and how its dates are ordered."""

from __future__ import annotations

from stages.release.frame import is_person
from stages.release.reading import Reading

_MOST = 30


def read_statements(reading: Reading) -> None:
    """State categories, tags and authors that the file names."""
    language = reading.facts.get("language") or ""
    code, _, region = language.replace("_", "-").partition("-")
    spoken = reading.words.languages.get(code)
    reading.notes["month_first"] = (
        spoken is not None and spoken.month_first and region.upper() not in spoken.day_first_regions
    )
    _many(
        reading,
        "categories",
        (
            "opengraph|article:section",
            "json-ld|articleSection",
            "front-matter|category",
            "front-matter|categories",
            "furniture|category",
        ),
        cut=False,
    )
    _many(
        reading,
        "tags",
        (
            "opengraph|article:tag",
            "json-ld|keywords",
            "front-matter|tags",
            "front-matter|keywords",
            "furniture|tag",
        ),
        cut=True,
    )
    sections = reading.first_told("json-ld|articleSection")
    if sections and "tags" not in reading.facts and "," in sections:
        known = {category.casefold() for category in reading.facts.get("categories", ())}
        rest = [p.strip() for p in sections.split(",") if p.strip().casefold() not in known]
        reading.state("tags", tuple(dict.fromkeys(rest))[:_MOST], "json-ld", 0.7)
    people = []
    kinds = {kind for _, kind in reading.told("json-ld|author.type")}
    for vocabulary, value in reading.told(
        *(() if kinds and "Person" not in kinds else ("json-ld|author",)),
        "front-matter|author",
        "front-matter|creators",
        "microdata|author",
        "meta|author",
        "dublin-core|creator",
    ):
        name = value.strip()
        surname, comma, given = name.partition(", ")
        plain = f"{given} {surname}" if comma else name
        if is_person(reading, plain) and not _firm(reading, name):
            people.append((name, vocabulary))
    if people and "authors" not in reading.facts:
        names = tuple(dict.fromkeys(name for name, _ in people))
        reading.state("authors", names[:4], people[0][1], 0.8)


def _firm(reading: Reading, name: str) -> bool:
    from stages.release.contacts import is_name  # noqa: PLC0415 (contacts read the sheet too)

    plain = " ".join(reversed(name.split(", "))) if ", " in name else name
    told = {value for _, value in reading.told("json-ld|publisher", "opengraph|og:site_name")}
    return plain in told or not is_name(reading, plain)


def _many(reading: Reading, field: str, names: tuple[str, ...], *, cut: bool) -> None:
    if reading.facts.get(field):
        return
    for name in names:
        values: list[str] = []
        for _, value in reading.told(name):
            parts = value.split(",") if cut else [value]
            values.extend(part.strip() for part in parts if part.strip())
        if values:
            reading.state(field, tuple(dict.fromkeys(values))[:_MOST], name.partition("|")[0], 0.8)
            return
