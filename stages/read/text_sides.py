"""Whether cells beside each other are read downwards, as blocks of their own, or across, as rows.

A table's column holds cells of one kind (all figures, all telephones); a block of text beside
another holds lines of several kinds (a name, a firm, a telephone). Without proof of a block the
lines are left as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.pattern import lazily

Side = Sequence[str]
"""The cells of one column from top to bottom; empty where a row has none."""

_MAIL = lazily(r"\S@[\w-]+\.\w")
_WEB = lazily(r"https?://|www\.\w|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?$", re.IGNORECASE)
_PHONE = lazily(r"(?:^|[\s:.])[+(（]?[\d０-９][\d０-９ ()/.–－-]{6,}[\d０-９](?!\w)")
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = (
    rf"(?:\d{{1,2}}\.?(?: de| of)? {_MONTH},?(?: de| del)? \d{{4}}"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d"
    r"|[\d０-９]{4}\s?[年년]\s?[\d０-９]{1,2}\s?[月월]\s?[\d０-９]{1,2}\s?[日일])"
)
_DATE = lazily(rf"^(?:[^\W\d_]{{2,14}},? )?{_DAY}(?!\w)")
_DATED = lazily(rf"(?:^|[\s,(]){_DAY}(?!\w)")
_TIME = lazily(r"^\d{1,2}(?:[:.h]\d{2}| ?[ap]\.?m\.?| Uhr)\b", re.IGNORECASE)
_FIGURE = lazily(r"^[$€£¥(+−-]*[\d０-９][\d０-９.,' ]*[)%％]*$|^[-–—]$|^n/?a$", re.IGNORECASE)
_DOTS = lazily(r"\.{4}|(?:\. ){3}|…{2}")
_ADDRESS = lazily(
    r"^\d{1,5}[a-z]? [^\W\d_]|^[^\W\d_].{2,40} \d{1,4}[a-z]?$|^〒|\b(?!(?:19|20)\d\d\b)\d{4,6}\b"
)
_RELEASE = lazily(
    r"\b(?:release|press|news|embargo|media|presse\w*|medien\w*|communiqué|comunicato|comunicado|nota"
    r"|persbericht|pers|prasow\w*|stampa|prensa|imprensa)\b|пресс|报道|報道|プレスリリース|新闻|新聞|보도",
    re.IGNORECASE,
)
_NUMBER = lazily(r"\b(?:no|nr|n°|nº|č|num)\.? ?\d|№|第.{1,8}号", re.IGNORECASE)
_CONTACT = lazily(
    r"contact|kontakt|contat[ot]|pressestelle|ansprechpartner|renseignements|inlichtingen"
    r"|контакт|問い合わせ|問合せ|联系|聯絡|연락|문의|اتصال",
    re.IGNORECASE,
)
_FIELD = lazily(
    r"(?:tele?(?:phone|fon\w*|fax)?|téléphone|phone|mobile?|handy|cell|fax|e-?mail|courriel|correo"
    r"|web(?:site|seite)?|site|internet|url|address|adresse?|indirizzo|dirección|endereço|adres"
    r"|name|nom|nome|nombre|naam|datum|date|data|fecha|time|zeit|ort|place|lieu|luogo|lugar|local"
    r"|тел\w*|факс|сайт|адрес|電話|電話番号|メール|住所|电话|邮箱|地址|전화|이메일|주소"
    r"|what|who|when|where|why|was|wer|wann|wo|was|quoi|qui|quand|où|cosa|chi|quando|dove"
    r"|to|from|an|von|re|subject|betreff|objet|oggetto|asunto)\.?$",
    re.IGNORECASE,
)
"""Names of fields: what stands beside one is its value."""
_LABEL_ENDS = (":", "：")
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？")
_UNSPACED = lazily("[\u3041-\u30ff\u3400-\u9fff]")
_REACHED = frozenset({"mail", "web", "phone"})
_OF_A_TABLE = frozenset({"figure", "time"})
_LONGEST_LABEL = 50
_PROSE_ROWS = 4
_PROSE_WIDTH = 16
_HALF = 0.5


def kind_of(words: str) -> str:
    """Return what a cell is by its look: `mail`, `web`, `phone`, `date`, `time` and so on."""
    if _MAIL.search(words):
        return "mail"
    if _TIME.match(words):
        return "time"
    if _DATE.match(words):
        return "date"
    if _PHONE.search(words):
        return "phone"
    if _WEB.search(words):
        return "web"
    if _FIGURE.match(words):
        return "figure"
    return "label" if words.endswith(_LABEL_ENDS) else "words"


def read_downwards(sides: Sequence[Side], *, at_head: bool) -> bool:
    """Tell whether columns are blocks of text beside each other.

    `sides` have as many cells each. `at_head` says that they stand at the head of the text, where
    a letterhead has its address and its date beside each other.
    """
    kinds = [[kind_of(cell) if cell else "" for cell in side] for side in sides]
    if _reads_across(sides, kinds):
        return False
    return (
        _twins(kinds)
        or _heads(kinds)
        or _contact_column(sides, kinds)
        or (at_head and _letterhead(sides, kinds))
        or _prose(sides)
    )


def parted_label(one: str, other: str) -> bool:
    """Tell a label of a release and a date, far apart in one line at the head of a text."""
    return any(
        len(label) <= _LONGEST_LABEL
        and _RELEASE.search(label) is not None
        and _DATED.search(label) is None
        and _DATED.search(dated) is not None
        and len(dated) <= _LONGEST_LABEL
        for label, dated in ((one, other), (other, one))
    )


def _reads_across(sides: Sequence[Side], kinds: Sequence[Sequence[str]]) -> bool:
    """Tell a table, a list of names and values, or a line of leaders."""
    if any(_DOTS.search(cell) for side in sides for cell in side):
        return True
    full = [row for row in zip(*kinds, strict=True) if all(row)]
    labels = sum(row[0] == "label" and row[1] != "label" for row in full)
    fields = sum(
        _FIELD.match(row[0].rstrip(":： ")) is not None
        for row in zip(*sides, strict=True)
        if row[1]
    )
    if labels > 1 or fields > 1 or (labels and labels == len(full)):
        return True
    for number, column in enumerate(kinds):
        told = [kind for kind in column if kind]
        table = sum(kind in _OF_A_TABLE for kind in told)
        if table > 1 and table >= _HALF * len(told):
            return True
        if number == 0 and told.count("date") > 1:
            return True
        same = len(told) > 1 and len(set(told)) == 1
        if number and same and told[0] in _REACHED | {"date", "label"}:
            return True
    return False


def _twins(kinds: Sequence[Sequence[str]]) -> bool:
    """Tell two contacts beside each other: telephone beside telephone, address beside address."""
    for row in zip(*kinds, strict=True):
        for kind in _REACHED:
            columns = [k for k, found in enumerate(row) if found == kind]
            mixed = [k for k in columns if len({*kinds[k]} - {"", kind}) > 0]
            if len(mixed) > 1:
                return True
    return False


def _heads(kinds: Sequence[Sequence[str]]) -> bool:
    """Tell a head over each column, and none below: `Media contact:  Investor contact:`."""
    heads = sum(column[0] == "label" for column in kinds)
    below = sum(kind == "label" for column in kinds for kind in column[1:])
    return heads > 1 and not below


def _contact_column(sides: Sequence[Side], kinds: Sequence[Sequence[str]]) -> bool:
    """Tell a contact in one column, beside something that is none: name, firm, telephone."""
    for side, column in zip(sides, kinds, strict=True):
        told = [kind for kind in column if kind]
        reached = {kind for kind in told if kind in _REACHED}
        named = any(_CONTACT.search(cell) for cell in side[:2])
        if len(told) > 1 and (len(reached) > 1 or (reached and named)):
            return True
    return False


def _letterhead(sides: Sequence[Side], kinds: Sequence[Sequence[str]]) -> bool:
    """Tell an address in one column and a date, a number or `Press release` in the other.

    Or `Press release` in one, and date and issuer below each other in the other.
    """
    if any(_is_wording(side, column) for side, column in zip(sides[1:], kinds[1:], strict=True)):
        return False
    for one, other in ((0, -1), (-1, 0)):
        dated = "date" in kinds[one] or any(map(_NUMBER.search, sides[one]))
        labelled = any(map(_RELEASE.search, sides[one]))
        if _filled(sides[one]) > 1 and "date" in kinds[one] and all(map(_of_a_head, sides[one])):
            return True
        short = _filled(sides[other]) == 1 and any(map(_RELEASE.search, sides[other]))
        if dated and short and _filled(sides[one]) > 1:
            return True
        addressed = not _REACHED.isdisjoint(kinds[other]) or any(
            map(_ADDRESS.search, _plain(sides[other], kinds[other]))
        )
        if addressed and (dated or labelled) and _filled(sides[one]) + _filled(sides[other]) > 2:  # noqa: PLR2004 (one line beside one is a line)
            return True
    return False


def _is_wording(side: Side, kinds: Sequence[str]) -> bool:
    """Tell a column that goes on the sentence to its left, or is too wide for a letterhead."""
    for cell, kind in zip(side, kinds, strict=True):
        goes_on = kind == "words" and cell[0].islower() and not _of_a_head(cell)
        if goes_on or len(cell) > _LONGEST_LABEL:
            return True
    return False


def _of_a_head(cell: str) -> bool:
    """Tell a date, a number or a label of a release."""
    return not cell or any(p.search(cell) for p in (_DATE, _NUMBER, _RELEASE))


def _plain(side: Side, kinds: Sequence[str]) -> list[str]:
    return [cell for cell, kind in zip(side, kinds, strict=True) if kind == "words"]


def _filled(side: Side) -> int:
    return sum(map(bool, side))


def _prose(sides: Sequence[Side]) -> bool:
    """Tell running text in every column: sentences go on in the next line of the same column."""
    full = [row for row in zip(*sides, strict=True) if all(row)]
    if len(full) < _PROSE_ROWS:
        return False
    return all(_runs_on([cell for cell in side if cell]) for side in sides)


def _runs_on(cells: Sequence[str]) -> bool:
    if sum(map(len, cells)) < _PROSE_WIDTH * len(cells) * (_HALF if _is_unspaced(cells) else 1):
        return False
    going_on = sum(
        not one.endswith(_ENDS)
        and (two[:1].islower() or one.endswith("-") or _UNSPACED.match(two) is not None)
        for one, two in pairwise(cells)
    )
    return going_on >= _HALF * (len(cells) - 1)


def _is_unspaced(cells: Sequence[str]) -> bool:
    return sum(_UNSPACED.search(cell) is not None for cell in cells) * 2 > len(cells)
