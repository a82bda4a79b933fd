"""Languages as people and programs write them, as ISO 639: in two letters where there are two."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.base.text import fold

_CODE: Final = re.compile(r"[a-z]{2,3}\Z")
_LONGEST: Final = 60
_SEVERAL: Final = re.compile(r"[-_.(/]")
_TWO_LETTERS: Final = {
    "ara": "ar", "aym": "ay", "baq": "eu", "cat": "ca", "ces": "cs", "chi": "zh", "cze": "cs",
    "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "epo": "eo", "eus": "eu",
    "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gle": "ga", "glg": "gl", "gre": "el",
    "grn": "gn", "hat": "ht", "heb": "he", "hin": "hi", "hun": "hu", "isl": "is", "ice": "is",
    "ita": "it", "jpn": "ja", "kor": "ko", "lat": "la", "nld": "nl", "nno": "nn", "nob": "nb",
    "nor": "no", "pol": "pl", "por": "pt", "que": "qu", "ron": "ro", "rum": "ro", "rus": "ru",
    "spa": "es", "srp": "sr", "swa": "sw", "swe": "sv", "tur": "tr", "ukr": "uk", "zho": "zh",
    # No codes, but what is written for them.
    "esp": "es", "sp": "es", "cas": "es", "ing": "en", "ptg": "pt", "po": "pt",
}  # fmt: skip
"""ISO 639-2 and 639-3 of languages that aid is reported in, and slips for ours → ISO 639-1."""
_NAMES: Final = {
    "es": ("spanish", "español", "espanhol", "espagnol", "castellano", "castelhano", "castilian"),
    "en": ("english", "inglés", "inglês", "anglais"),
    "pt": ("portuguese", "portugués", "português", "portugais"),
    "fr": ("french", "francés", "francês", "français"),
    "nl": ("dutch", "neerlandés", "holandés", "holandês", "neerlandês", "néerlandais"),
    "de": ("german", "alemán", "alemão", "allemand"),
    "it": ("italian", "italiano", "italien"),
    "ht": ("haitian creole", "haitian", "criollo haitiano", "creole", "kreyol", "créole haïtien"),
}
_BY_NAME: Final = {fold(name): code for code, names in _NAMES.items() for name in names}


def language_code(text: str) -> str | None:
    """Return the ISO 639 code of a language, without its region; None where it is none.

    >>> language_code("spa"), language_code(" pt_BR "), language_code("Français")
    ('es', 'pt', 'fr')
    """
    return _code(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=1024)
def _code(text: str) -> str | None:
    bare = text.strip().casefold()
    primary = _SEVERAL.split(bare, maxsplit=1)[0].strip()
    for word in (bare, primary):
        named = _BY_NAME.get(fold(word))
        if named is not None:
            return named
    return _TWO_LETTERS.get(primary, primary) if _CODE.match(primary) else None
