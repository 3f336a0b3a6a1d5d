"""Make `lexicon/lexicon.json` of the language files: `python -m stages.release.lexicon_build`.

The YAML is what a reader of a language mends; the JSON is what is loaded, because reading fourteen
YAML files for each short run costs more than converting a release. Months and weekdays come from
Babel (CLDR); a language file holds only what CLDR does not give (`months_more`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from stages.release.fact_words import add_exchanges, add_language, empty_words
from stages.release.fold import bare, fold
from stages.release.word_lists import add_lists, empty_lists

FOLDER = Path(__file__).parent / "lexicon"
TARGET = FOLDER / "lexicon.json"
_SLOT = "{"
_UNREAD = {"page_more"}
_HABITS = ("country", "capital_nouns", "month_first", "day_first_regions")


def build() -> dict[str, Any]:
    """Return the compiled lexicon of all languages."""
    data: dict[str, Any] = {
        "languages": {},
        "terms": {},
        "before": {},
        "after": {},
        "months": {},
        "weekdays": {},
        "desks": [],
        "offices": {},
        "zone_words": {},
        "eras": {},
        "liability": [],
        "facts": empty_words(),
        "lists": empty_lists(),
    }
    for path in sorted(FOLDER.glob("??.yaml")):
        words = yaml.safe_load(path.read_text("utf-8"))
        _language(data, words)
        add_language(data["facts"], words)
        add_lists(data["lists"], words)
    add_exchanges(data["facts"], FOLDER / "exchanges.yaml", yaml.safe_load)
    data["lists"]["eras"] = sorted(data["eras"])
    data["lists"]["month_seconds"] = sorted(
        {month.partition(" ")[2] for month in data["months"] if " " in month}
    )
    wires = yaml.safe_load((FOLDER / "wires.yaml").read_text("utf-8"))
    data["wires"] = wires["wires"]
    data["distributors"] = wires["distributors"]
    data["places"] = yaml.safe_load((FOLDER / "places.yaml").read_text("utf-8"))
    for key in ("desks", "liability"):
        data[key] = sorted(set(data[key]))
    return data


def _language(data: dict[str, Any], words: dict[str, Any]) -> None:
    code = words["language"]
    data["languages"][code] = {
        "name": words["name"],
        "stopwords": words.get("stopwords", []),
        "definitions": [fold(text) for text in words.get("definitions", [])],
        "openers": sorted(
            {
                fold(word)
                for key in ("sentence_openers", "not_in_names")
                for word in _words(words, key)
            }
        ),
        "script": _script(words.get("script")),
        **{key: words[key] for key in _HABITS if key in words},
    }
    data["eras"].update(words.get("eras") or {})
    weak = {fold(term) for term in words.get("ambiguous") or {}}
    for role, groups in words["terms"].items():
        if role in _UNREAD:
            continue
        for evidence, terms in groups.items():
            for term in terms:
                _term(
                    data,
                    code,
                    role,
                    str(term),
                    weak=fold(str(term)) in weak or evidence == "elsewhere",
                )
    data["desks"].extend(fold(desk) for desk in words.get("desks", []))
    data["offices"][code] = [fold(office) for office in words.get("offices", [])]
    data["zone_words"].update({fold(k): v for k, v in (words.get("zone_words") or {}).items()})
    data["liability"].extend(fold(w) for w in words.get("liability", []))
    _calendar(data, code, words)


def _words(words: dict[str, Any], key: str) -> Iterator[str]:
    """Yield the words of a list, whatever their evidence."""
    for group in (words.get(key) or {}).values():
        yield from map(str, group)


def _script(told: dict[str, Any] | None) -> list[Any] | None:
    """Return first sign, last sign and least share of the letters of a language's own script."""
    return None if told is None else [told["first"], told["last"], told["share"]]


def _term(data: dict[str, Any], code: str, role: str, term: str, *, weak: bool) -> None:
    entry = [role, code, int(weak)]
    if _SLOT not in term:
        key = bare(fold(term))
        if not any(map(str.isalpha, key)):
            key = fold(term)
        entries = data["terms"].setdefault(key, [])
        if not any(known[:2] == entry[:2] for known in entries):
            entries.append(entry)
        return
    head, _, rest = term.partition("{")
    tail = rest.partition("}")[2]
    head, tail = fold(head).strip("■"), fold(tail).lstrip(",")
    if head:
        data["before"].setdefault(head.rstrip(" :"), []).append([role, code, int(weak)])
    elif tail:
        data["after"].setdefault(tail, []).append([role, code, int(weak)])


def _calendar(data: dict[str, Any], code: str, words: dict[str, Any]) -> None:
    from babel import Locale  # noqa: PLC0415 (only the build needs Babel)

    for name in words.get("calendars") or (code,):
        locale = Locale.parse(name)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, month in locale.months[form][width].items():
                    _month(data, month, number)
            for number, day in locale.days[form]["wide"].items():
                data["weekdays"].setdefault(fold(day).rstrip("."), number)
    for number, months in (words.get("months_more") or {}).items():
        for month in months:
            _month(data, month, int(number))
    for number, days in (words.get("weekdays_more") or {}).items():
        for day in days:
            data["weekdays"].setdefault(fold(day), int(number))


def _month(data: dict[str, Any], month: str, number: int) -> None:
    key = fold(month).rstrip(".")
    if not any(sign.isdecimal() for sign in key):
        data["months"].setdefault(key, number)


def text() -> str:
    """Return the file's content, the same for the same language files and CLDR."""
    return json.dumps(build(), ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")
