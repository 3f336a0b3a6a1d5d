"""What is left of a sign when UTF-8 was read as windows-1252 and then letters fell out.

The table is arithmetic: a sign of two or three bytes leaves its last byte, read in windows-1252.
"""

from __future__ import annotations

DASHES = {"“": "–", "”": "—"}
"""En dash E2 80 93, em dash E2 80 94."""

LETTERS: dict[str, str] = {
    bytes([byte]).decode("cp1252"): chr(byte + 0x40) for byte in range(0xA0, 0xC0)
} | {
    "Œ": "Ì",
    "¨": "è",
}
"""Letters C3 A0 to C3 BF, by the sign that stands for their last byte."""

QUOTE_LETTER = "è"
"""Of `¨` a repair of signs makes a straight quotation mark: C3 A8."""

ALPHABETS: dict[str, str] = {
    "de": "äöüß",
    "fr": "éèêëàâçîïôûùœ",
    "it": "àèéìòù",
    "es": "áéíóúüñ",
    "pt": "ãõáâàéêíóôúç",
    "nl": "ëéïöü",
    "da": "æøåé",
    "sv": "åäöé",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţ",
    "tr": "çğıöşüâî",
}
"""Small letters beside a to z in which a language is written."""

_ITALIAN = "pi¹ gi¹ per² pu² ci² cos¬ s¬ luned¬ marted¬ mercoled¬ gioved¬ venerd¬"

ENDINGS: dict[str, frozenset[str]] = {"it": frozenset(_ITALIAN.split())}
"""Words that end in a sign which may rightly follow a letter elsewhere (`m²`, `Acme®`)."""
