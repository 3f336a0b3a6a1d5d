"""The repairs: what they mend, what they leave alone, and their books."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.account import backward, forward
from pipeline.align import digits
from pipeline.checker import faults
from pipeline.text import block_text, document_text
from tests.benchmarks.repairs import judge, lines_kept
from tests.texts.accidents import LEGACY, LOSSY, MENDABLE, accidents
from tests.texts.chain import STAGES, again, clean_texts, damaged, repaired
from tests.texts.passages import sound_texts
from tests.texts.wrapped import wrapped

NAUGHTY = (
    "\x00\x01\x1b[31mred\x1b[0m\x07\x7f",
    "\u202ereversed\u202c \u200b\u200d\ufeff\u2028\u2029\x85",
    "Z" + "\u0301\u0327\u0336" * 300 + "algo",
    "&amp;amp;amp;lt;b&gt; &#0; &#x110000; &nosuch; &#8217",
    "“““ ””” \"\"\" ''' ??? ¿¿¿ … ¦¦ ©©© ±±±",
    "https://a.example.com/(x)_y?z=1&amp;w=2#f)))... www.. @@ a@b a@b.c mailto:",
    "[[[a](b](c)] ![x]( ) [](https://a.example.com) [ \n ](https://a.example.com) ***a*b**c*",
    "| a | b |\n|---|\n| c |\n+---+\n<TABLE>\n<S> <C>\n</TABLE>\n<PAGE>",
    "- \n- \n-\n* \n1. \n2. \n4. x\n   - y\n      - z\n   o w\n\n\n> \n>> q\n>",
    "---\na: [b\n---\n```\n~~~\n# \n#######\n===\n- - -\n* * *\n",
    "\t \u00a0\t\n\r\n\r\r\n\x0b\x0c\x1c\x1d\x1e text\u3000\u3000text\t\ttext \u00a0",
    "=E2=80=93=\n=ZZ a=20b =C3=A9=C3",
    "â€™ Ã© Ð¿Ñ€ â¢ €“ €™ €œa€ Â\u00a0 Ãƒâ€šÃ‚",
    "infra-\nstructure in\u00ad\nfra -\n- –\n— a/\nb http://x/-\ny",
    "EASTPORT, March 3, 2026 /Wire/ “ Harbour ” “ “ a ? b €“ Dock",
    "“MAÇÃ” «LÃ» IRMÃ® Ã” Â» Â\u00a0Â\u00a0a Ã\u00a0 CHÂ Ã\u0083Â©",
    "=E2=80\n=93 x=\n y=3D=20\n=C3=\n=A9 =\n=",
    "\\u2019\\u00e9\\ud83d\\ude00 \\ud83d \\u0000 C:\\users\\\\u2019",
    "вЂ™ Г© Р° СЃ ├⌐ Γò¬ ŌĆÖ √© б╟ п°я▀ ŅÖ",
    "\u1112\u1161\u11ab か\u3099 e\u0301\u0323\u0302 \u0301a й",
    "?? ??? “ ” „ “ «»« a?s b?t “Ã“ €“€”€™€œ â â¢ ¢ ¦",
    "1\n\n2\n\n3\n\n- 4 -\n\nPage 5 of 5\n\n(more)\n\n-30-\n\n30",
    "www.a.example.com/\nwww.b.example.com/x\nhttps://c.example.com/\n[1] d@\ne.example.com",
    "𝔘𝔫𝔦 🇩🇪👩‍🔧 \U000e0041\U000f0000 \ufdd0\uffff ﷽ Ⅳ ½ ⁵₅",
    "a" * 300 + "-\n" + "b" * 300 + "\u00ad\n" + "-\n" * 20,
    "مرحبا\u200f \u200c می‌خواهم שלום 한국어\n日本語\n中文 ไทย\nภาษา",
)
LAYOUT = {"line-end", "space", "indent", "between-blocks", "list-mark", "double-space"} | {
    "table-column",
    "loose-accent",
}
"""Rules of the reader and of white space, and letters of two characters composed."""
THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text)))


def check(received: str) -> None:
    document, account = repaired(received)
    assert faults(account, document.release) == []
    assert forward(account) == document_text(document) == account.output_text
    assert backward(account, document.release) == account.source_text


@pytest.mark.parametrize("case", damaged(), ids=lambda c: f"{c['language']}-{c['class']}")
def test_damage_is_repaired(case: dict[str, str]) -> None:
    """Each damaged text becomes the copy an editor would make, and the books show how."""
    document, account = repaired(case["received"])
    assert document_text(document) == case["copy"]
    assert faults(account, document.release) == []


@pytest.mark.parametrize("language", sorted({language for language, _ in clean_texts()}))
def test_sound_texts_stay(language: str) -> None:
    """No character of a sound text changes, in any of the languages."""
    for told, text in clean_texts():
        if told == language:
            assert document_text(repaired(text)[0]) == text


@pytest.mark.parametrize("language", sorted({language for _, language, _ in sound_texts()}))
def test_sound_passages_keep_their_characters(language: str) -> None:
    """Of varied sound passages only white space at line ends and in tables may change."""
    for kind, told, text in sound_texts():
        if told == language:
            got, account = repaired(text)
            assert _letters(document_text(got)) == _letters(text), (kind, text)
            rules = {o.rule for o in account.operations if o.op != "keep"}
            assert rules <= LAYOUT, (kind, text)


@pytest.mark.parametrize("kind", [*MENDABLE, *LEGACY, *LOSSY])
def test_no_accident_is_made_worse(kind: str) -> None:
    """Whatever a program did to a text, the repaired text is no further from what was written."""
    for accident in accidents():
        if accident.kind == kind:
            assert judge(accident) != "worse", accident


@pytest.mark.parametrize("kind", MENDABLE)
def test_accidents_that_lose_nothing_are_mended(kind: str) -> None:
    """Of texts that can be put back, in thirteen languages, at least seven of ten are."""
    verdicts = [judge(accident) for accident in accidents() if accident.kind == kind]
    assert verdicts.count("right") >= 0.7 * len(verdicts)


@pytest.mark.parametrize("case", damaged(), ids=lambda c: f"{c['language']}-{c['class']}")
def test_repairing_twice_changes_nothing(case: dict[str, str]) -> None:
    """What is repaired is not repaired again."""
    document, _ = repaired(case["received"])
    assert document_text(again(document)) == document_text(document)


@pytest.mark.parametrize("kind", [*MENDABLE, *LEGACY, *LOSSY])
def test_repaired_accidents_come_to_rest(kind: str) -> None:
    """A second repair changes nothing, and the books of the first hold."""
    chosen = [accident for accident in accidents() if accident.kind == kind]
    for accident in chosen[::5]:
        document, account = repaired(accident.received)
        assert document_text(again(document)) == document_text(document), accident
        assert faults(account, document.release) == []


@pytest.mark.parametrize("language", sorted({release.language for release in wrapped()}))
def test_wrapped_prose_is_restored(language: str) -> None:
    """Nearly all paragraphs come out as they were written, and the lines that were meant stay."""
    releases = [release for release in wrapped() if release.language == language]
    right = total = 0
    for release in releases:
        texts = [block_text(block) for block in repaired(release.received)[0].blocks]
        right += sum(paragraph in texts for paragraph in release.paragraphs)
        total += len(release.paragraphs)
        assert lines_kept(release) == len(release.lines), release.received
    assert right >= (0.6 if language in {"ja", "zh"} else 0.9) * total


@pytest.mark.parametrize("number", range(len(NAUGHTY)))
def test_books_hold_on_naughty_texts(number: int) -> None:
    """Whatever a text is made of, every character is accounted for and repairs come to rest."""
    received = f"A release.\n\n{NAUGHTY[number]}\n\nIt ends here."
    check(received)
    document, _ = repaired(received)
    assert document_text(again(document)) == document_text(document)


@pytest.mark.parametrize("seed", range(40))
def test_books_hold_on_mutations(seed: int) -> None:
    """Texts with random damage keep exact books."""
    chance = random.Random(seed)  # noqa: S311 (test data)
    cases = damaged()
    letters = list("\n\n".join(case["received"] for case in chance.sample(cases, 4)))
    stock = "".join(NAUGHTY) + "\n\n  -*•“”\"'?â€™=&;#|<>"
    for _ in range(60):
        at = chance.randrange(len(letters))
        letters[at : at + chance.randrange(3)] = chance.choice(stock) * chance.randrange(1, 4)
    check("".join(letters))


@THOROUGH
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_books_hold_on_any_text(text: str) -> None:
    """Any text at all keeps exact books."""
    check(f"Release {text}.")


@pytest.mark.parametrize("name", STAGES)
def test_no_repair_alters_a_digit(name: str) -> None:
    """No change of any repair has other digits after than before."""
    for case in damaged():
        _, account = repaired(case["received"], (name,))
        for operation in account.operations:
            if operation.op == "change":
                assert digits(operation.before or "") == digits(operation.after or "")


def test_every_repair_says_why() -> None:
    """Each change names its rule and a reason that an editor reads."""
    for case in damaged():
        _, account = repaired(case["received"])
        for operation in account.operations:
            if operation.op in {"change", "insert"}:
                assert operation.rule, operation
                assert operation.why, operation
                assert "gave no reason" not in operation.why


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("repair-encoding", "The yardâ€™s crew"),
        ("repair-characters", "Brook &amp; Sons"),
        ("repair-signs", "EASTPORT, March 3, 2026 /Wire/ “ Harbour Works opened."),
        ("tidy-spaces", "The  dock"),
        ("drop-page-marks", "The tide, and\n\n---\n\nthe dock"),
    ],
)
@pytest.mark.parametrize("mode", ["ask", "off"])
def test_ask_and_off_leave_the_text(stage: str, text: str, mode: str) -> None:
    """With `ask` a repair reports what it would do, with `off` it is silent; neither acts."""
    from pipeline.context import Context  # noqa: PLC0415 (only here)
    from pipeline.registry import Registry  # noqa: PLC0415 (only here)

    document, _ = repaired(text, ())
    context = Context(stage)
    options: dict[str, Any] = {"mode": mode} | ({"glued": "off"} if stage == "tidy-spaces" else {})
    after = Registry().get(stage).function(document, context, **options)
    assert after.blocks == document.blocks
    assert bool(context.problems) is (mode == "ask")
