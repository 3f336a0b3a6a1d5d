"""The line of fields that Chinese authorities print under a headline: source, size, time."""

from __future__ import annotations

from stages.release.word_lists import worded

_FIELD = worded(r"(?<![\u4e00-\u9fff])(?:(?P<source><<source_fields>>)|<<meta_fields>>)\s?[:：]")
_RULES = " \t\u3000,;|·()（）[]【】‖-–—"
_LONGEST = 40


def source_field(line: str) -> str | None:
    """Return who a line of fields names as its source, empty where the field is; None without one.

    The name goes from its label to the next label, or to the first rule of the line.
    """
    fields = list(_FIELD.finditer(line))
    for place, field in enumerate(fields):
        if field["source"] is None:
            continue
        end = fields[place + 1].start() if place + 1 < len(fields) else len(line)
        name = line[field.end() : end].partition("\u2016")[0].strip(_RULES)
        for sign in ("【", "|", "\u3000", "  ", "[", "（"):
            name = name.partition(sign)[0].strip(_RULES)
        return name if len(name) <= _LONGEST and name[:4] not in {"http", "www."} else ""
    return None
