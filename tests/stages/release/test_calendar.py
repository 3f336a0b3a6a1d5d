"""Dates of every month in every language, as CLDR writes them."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date

from stages.release.dates import find_date
from stages.release.lexicon import lexicon

LOCALES = {
    "ar": ("ar", "ar_AE", "ar_DZ", "ar_EG", "ar_LB", "ar_MA"),
    "de": ("de", "de_AT", "de_CH"),
    "en": ("en", "en_AU", "en_GB"),
    "es": ("es", "es_MX"),
    "fr": ("fr", "fr_CA", "fr_CH"),
    "it": ("it",),
    "ja": ("ja",),
    "ko": ("ko",),
    "nl": ("nl", "nl_BE"),
    "pl": ("pl",),
    "pt": ("pt", "pt_PT"),
    "ru": ("ru",),
    "sv": ("sv", "sv_FI"),
    "zh": ("zh", "zh_Hant", "zh_Hant_HK"),
}
NATIVE = ("full", "long", "medium")
WORDED = ("d MMMM y", "MMMM d, y", "EEEE d MMMM y", "EEEE, d. MMMM y", "d MMM y")


def test_every_language_has_its_locales() -> None:
    """A language that joins the lexicon joins this test."""
    assert set(LOCALES) == set(lexicon().languages)


@pytest.mark.parametrize("locale", [one for group in LOCALES.values() for one in group])
def test_every_month_comes_back_from_its_native_forms(locale: str) -> None:
    """What CLDR writes for a day is read as that day, with no weekday in doubt."""
    for month in range(1, 13):
        day = date(2026, month, 14)
        for form in NATIVE:
            written = format_date(day, form, locale)
            found = find_date(written, lexicon())
            assert found is not None, written
            assert found.iso == day.isoformat(), written
            assert not found.contradicts, written


@pytest.mark.parametrize(
    "locale", [one for code in sorted(set(LOCALES) - {"ja", "ko", "zh"}) for one in LOCALES[code]]
)
def test_every_month_comes_back_in_any_order(locale: str) -> None:
    """Month first in Italian, weekday in front: the words decide, not the order."""
    for month in range(1, 13):
        day = date(2026, month, 14)
        for form in WORDED:
            written = format_date(day, form, locale)
            found = find_date(written, lexicon())
            assert found is not None, written
            assert found.iso == day.isoformat(), written
            assert not found.contradicts, written


@pytest.mark.parametrize("locale", [one for group in LOCALES.values() for one in group])
def test_a_false_weekday_is_seen(locale: str) -> None:
    """The weekday of another day beside a date contradicts it, in every language."""
    day, other = date(2026, 5, 14), date(2026, 5, 15)
    right = format_date(day, "EEEE", locale)
    wrong = format_date(other, "EEEE", locale)
    written = format_date(day, "full", locale)
    if right not in written:
        pytest.skip(f"the full date of {locale} has no weekday")
    found = find_date(written.replace(right, wrong), lexicon())
    assert found is not None
    assert found.contradicts


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12-MAR-2026", "2026-03-12"),
        ("大正15年5月14日", "1926-05-14"),
        ("平成31年4月30日", "2019-04-30"),
        ("民國115年5月14日", "2026-05-14"),
        ("14 ماي 2026", "2026-05-14"),
        ("14 غشت 2026", "2026-08-14"),
        ("14 جويلية 2026", "2026-07-14"),
        ("4 كانون الأول 2026", "2026-12-04"),
        ("14\u200f/05\u200f/2026", "2026-05-14"),
        ("14 juill. 2026", "2026-07-14"),
    ],
)
def test_what_a_language_adds_to_cldr(text: str, iso: str) -> None:
    """Eras, months of the Maghreb and of the Levant, and hyphens between the parts."""
    found = find_date(text, lexicon())
    assert found is not None
    assert found.iso == iso
