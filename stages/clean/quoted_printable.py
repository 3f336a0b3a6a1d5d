"""Signs of e-mail left in a text in their quoted-printable form: `=E2=80=93`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.pattern import lazily

_QUOTED = lazily(r"(?:=[0-9A-F]{2}(?:=[ \t]*\n)?){2,400}|=[0-9A-F]{2}|=[ \t]*\n")
_SOFT_BREAK = lazily(r"=[ \t]*\n")
_INVISIBLE = frozenset("\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202f\u2009\ufeff")
_ESCAPED = frozenset({"=", " ", "\t"})
_QUOTED_LINE = lazily(r"(?m)^.{60,75}=$")
_FULL_LINE = lazily(r"(?m)^.{75}=$")
"""A line of the greatest length that the form allows (RFC 2045, 6.7)."""
_FEWEST_QUOTED = 2
_WHY_QUOTED_LINE = "e-mail in quoted-printable form ends its lines so; the text goes on"
_WHY_QUOTED = "a sign in the quoted-printable form of e-mail"


def is_quoted(text: str) -> bool:
    """Tell quoted-printable by bytes that make a sign, or by two long lines that end in `=`."""
    if _FULL_LINE.search(text) or len(_QUOTED_LINE.findall(text)) >= _FEWEST_QUOTED:
        return True
    return any(edit.new > "\x7f" for edit in quoted_signs(text))


def quoted_signs(text: str) -> Iterator[Edit]:
    """Find bytes written as `=E2=80=93`, line ends as `=`; ASCII only what the form must escape."""
    for match in _QUOTED.finditer(text):
        signs = _SOFT_BREAK.sub("", match[0])
        if not signs:
            yield Edit(*match.span(), "", "quoted-printable", _WHY_QUOTED_LINE)
            continue
        try:
            new = bytes.fromhex(signs.replace("=", "")).decode("utf-8")
        except UnicodeDecodeError:
            continue
        shows = all(c.isprintable() or c in _INVISIBLE for c in new)
        if new in _ESCAPED or (shows and not new.isascii()):
            yield Edit(*match.span(), new, "quoted-printable", _WHY_QUOTED)
