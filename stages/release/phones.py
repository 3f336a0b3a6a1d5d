"""Telephone numbers of contacts in E.164, where the country is known."""

from __future__ import annotations

from pipeline.tree import Contact
from stages.release.reading import Reading

_DOMAINS = {"uk": "GB"}
_SOLD = frozenset(["ai", "cc", "co", "fm", "io", "me", "ly", "tv", "to", "ws"])
"""Domains of countries that are sold to anyone."""
_WRITTEN_IN_FULL = 0.95
_BY_COUNTRY = 0.8


def in_e164(reading: Reading, contact: Contact) -> tuple[str, float] | None:
    """Return a contact's number as `+442079460123` and how sure it is, or None.

    A number with a plus says its country itself. For any other the country must be told: by the
    language tag (`en-AU`), the domain of the contact's address, or a language of one country;
    and the number must then be one of that country's.
    """
    if contact.phone is None:
        return None
    # 16 ms at the first number of a process; nothing for releases without one.
    import phonenumbers  # noqa: PLC0415 (see above)

    full = contact.phone.lstrip().startswith(("+", "＋"))
    country = None if full else _country(reading, contact)
    if not full and country not in phonenumbers.SUPPORTED_REGIONS:
        return None
    try:
        number = phonenumbers.parse(contact.phone, country)
    except phonenumbers.NumberParseException:
        return None
    known = phonenumbers.is_possible_number if full else phonenumbers.is_valid_number
    if not known(number):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return str(written), _WRITTEN_IN_FULL if full else _BY_COUNTRY


def _country(reading: Reading, contact: Contact) -> str | None:
    """Return the two-letter country that the release names for itself."""
    language, _, region = (reading.facts.get("language") or "").partition("-")
    region = region.rpartition("-")[2].upper()
    if len(region) == 2:  # noqa: PLR2004 (a country, not a script)
        return region
    domain = (contact.email or "").rpartition(".")[2].casefold()
    if len(domain) == 2 and domain not in _SOLD:  # noqa: PLR2004 (a country's domain)
        return _DOMAINS.get(domain, domain.upper())
    known = reading.words.languages.get(language)
    return known.country if known is not None else None
