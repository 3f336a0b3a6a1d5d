"""Embargo lines in every language: the instant where it is certain, the doubt where it is not."""

from __future__ import annotations

import pytest

from pipeline.convert import clean_copy
from pipeline.plan import default_pipeline
from pipeline.tree import Document, Source

PIPELINE = default_pipeline(())
BODY = "\n\nHarbour opens\n\nThe harbour opened its gates to all who came on foot or by boat.\n"


def read(line: str) -> Document:
    """Return a short release under an embargo line."""
    return clean_copy(Source("in.txt", (line + BODY).encode()), PIPELINE)[0]


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED UNTIL 10:00 a.m. ET, May 14, 2026", "2026-05-14T10:00:00-04:00"),
        ("EMBARGOED UNTIL 10:00 a.m. ET, January 14, 2026", "2026-01-14T10:00:00-05:00"),
        ("STRICTLY EMBARGOED: 12 noon UTC, 5 May 2026", "2026-05-05T12:00:00+00:00"),
        ("Embargo until 00:01 GMT, 14 January 2026", "2026-01-14T00:01:00+00:00"),
        ("HOLD FOR RELEASE UNTIL 6 p.m. Pacific time, July 1, 2026", "2026-07-01T18:00:00-07:00"),
        ("Sperrfrist: 5. Mai 2026, 11:00 Uhr MESZ", "2026-05-05T11:00:00+02:00"),
        (
            "SPERRFRIST: Dienstag, 5. Mai 2026, 11.00 Uhr deutscher Zeit",
            "2026-05-05T11:00:00+02:00",
        ),
        ("SOUS EMBARGO JUSQU'AU 5 MAI 2026 À 11H00, heure de Paris", "2026-05-05T11:00:00+02:00"),
        ("EMBARGO : mardi 5 mai 2026, 6 h 30 HE", "2026-05-05T06:30:00-04:00"),
        (
            "EMBARGO FINO ALLE ORE 11.00 DEL 5 MAGGIO 2026, ora italiana",
            "2026-05-05T11:00:00+02:00",
        ),
        (
            "EMBARGADO HASTA EL 5 DE MAYO DE 2026 A LAS 11:00 HORAS, hora peninsular",
            "2026-05-05T11:00:00+02:00",
        ),
        (
            "EMBARGADO ATÉ 5 DE MAIO DE 2026, 11h00, horário de Brasília",
            "2026-05-05T11:00:00-03:00",
        ),
        ("ONDER EMBARGO TOT 5 MEI 2026, 11:00 UUR Nederlandse tijd", "2026-05-05T11:00:00+02:00"),
        ("EMBARGO DO 5 maja 2026 r., godz. 11:00 czasu polskiego", "2026-05-05T11:00:00+02:00"),
        ("EMBARGO till den 5 maj 2026 kl. 11.00 svensk tid", "2026-05-05T11:00:00+02:00"),
        ("解禁日時：2026年5月5日（火）11時00分 日本時間", "2026-05-05T11:00:00+09:00"),
        ("情報解禁：2026年5月5日 午後3時 日本時間", "2026-05-05T15:00:00+09:00"),
        ("解禁时间：北京时间2026年5月5日11:00", "2026-05-05T11:00:00+08:00"),
        ("엠바고: 2026년 5월 5일 오후 3시 한국시간", "2026-05-05T15:00:00+09:00"),
        ("محظور النشر حتى 5 مايو 2026 الساعة 11:00 بتوقيت الإمارات", "2026-05-05T11:00:00+04:00"),
        ("ЭМБАРГО ДО 11:00 мск 5 мая 2026 г.", "2026-05-05T11:00:00+03:00"),
    ],
)
def test_an_embargo_ends_at_an_instant(line: str, until: str) -> None:
    """A line with day, hour and zone gives the instant, with the offset of that very day."""
    embargo = read(line).release.embargo
    assert embargo is not None
    assert embargo.text == line
    assert embargo.until == until


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("EMBARGOED UNTIL 10:00 a.m. CST, May 14, 2026", "embargo-zone"),
        ("EMBARGOED UNTIL 10:00 IST, 14 May 2026", "embargo-zone"),
        ("EMBARGOED UNTIL 10:00 BST, 14 May 2026", "embargo-zone"),
        ("EMBARGOED UNTIL 10:00, 14 May 2026", "embargo-zone"),
        ("EMBARGOED UNTIL 10:00 local time, 14 May 2026", "embargo-zone"),
        ("EMBARGOED UNTIL 12 midnight ET, May 14, 2026", "embargo-midnight"),
        ("EMBARGOED UNTIL midnight GMT, 14 January 2026", "embargo-midnight"),
        ("EMBARGOED UNTIL Friday, May 14, 2026", "embargo-time"),
        ("SPERRFRIST: Mittwoch, 5. Mai 2026, 11.00 Uhr MESZ", "weekday"),
        ("EMBARGOED UNTIL Friday, May 15, 2026, 10:00 a.m. GMT", "embargo-zone"),
        ("Sperrfrist bis Dienstag, 5. Mai, 11.00 Uhr", "embargo-year"),
        ("엠바고: 2026년 5월 5일 조간 04:00 한국시간", "embargo-edition"),
    ],
)
def test_what_is_not_certain_is_asked(line: str, code: str) -> None:
    """Letters of several zones, midnight, a missing hour, a false weekday: each is reported."""
    document = read(line)
    assert document.release.embargo is not None
    assert document.release.embargo.text == line
    assert code in {problem.code for problem in document.problems}


@pytest.mark.parametrize(
    "line",
    [
        "The embargo until 1807 made the owners rich, and nobody has sailed from the quay since.",
        "No embargo applies.",
        "Sperrfrist: So nannte der Kläger die Zeit, in der er nicht angeln konnte.",
        "EMBARGO LIFTED",
        "L'embargo sur les pièces de rechange, levé en janvier, avait retardé les travaux.",
        "エンバーゴという名の喫茶店が開店しました。",
    ],
)
def test_a_word_in_a_sentence_is_no_embargo(line: str) -> None:
    """The word in running text, or said not to apply, is no embargo."""
    assert read(line).release.embargo is None


def test_the_first_of_several_lines_counts_and_the_other_stays() -> None:
    """One line for print, one for broadcast: the first is stated, both stay in the copy."""
    lines = (
        "EMBARGOED UNTIL 10:00 a.m. ET, May 14, 2026\n\n"
        "EMBARGOED UNTIL 6:00 p.m. ET, May 14, 2026 (broadcast)"
    )
    document = read(lines)
    embargo = document.release.embargo
    assert embargo is not None
    assert embargo.until == "2026-05-14T10:00:00-04:00"
    assert [block.role for block in document.blocks[:2]] == ["embargo", "embargo"]
    assert "embargo-several" in {problem.code for problem in document.problems}
