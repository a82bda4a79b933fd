"""What stands before, in and behind a figure: signs, scales, currencies, shares, in four languages.

Each is a pattern without groups of its own, to be put together in others. A figure that is read
without its sign, its scale or its currency would say what the report does not.
"""

from __future__ import annotations

from typing import Final

_CODES: Final = (
    r"(?:USD|EUR|MXN|CAD|BRL|JMD|TTD|XCD|BBD|BSD|BZD|GYD|SRD|HTG|GTQ|HNL|NIO|CRC|DOP|CUP|COP|CLP|PEN"
    r"|PYG|UYU|ARS|BOB|VES|CHF|GBP|JPY|KRW|CNY|INR|AUD|NZD|NOK|SEK|DKK|XDR|SDR|DEG|DTS)"
)
SIGNS: Final = (
    rf"(?:U\.S\.\s?\$|US\s\$|[A-Z][A-Za-z]{{0,3}}\$|{_CODES}\$?|S/\.?|B/\.|Bs\.?|Gs\.?|Lps\.?"
    r"|[€£¥₡₲$])"
)
"""What a sum begins with."""
NUMBER: Final = (
    r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?![.,]?\d)"
    r"|\d+(?:[.,]\d{1,3})?(?![.,]?\d))"
)
"""A number whole: of ``1,2341``, with the mark of a note in it, no part is one."""
_ADJECTIVES: Final = (
    r"(?:mexican|argentin|chilen|colombian|uruguay|dominican|cuban|estado?unidens|norteamerican"
    r"|american|canadi|caribé|caribe|américain|jama[ií]|jamaican|barbad|belic|bahame|haitian|haïti)"
    r"\w*"
)
_UNITED_STATES: Final = (
    r"(?:de\slos\sEstados\sUnidos|de\sEE\.?\s?UU\.?|dos\sEstados\sUnidos|dos\sEUA"
    r"|des\sÉtats-Unis)"
)
_DOLLARS: Final = (
    r"(?:(?:US|U\.S\.|American|Australian|Bahamian|Barbados|Barbadian|Belize|Canadian"
    r"|Eastern\sCaribbean|Guyana|Guyanese|Jamaican|Surinamese|Trinidad\sand\sTobago)\s)?dollars?"
)
BEHIND: Final = (
    rf"(?:(?:de\s|d['’])?(?:USD|US\$|EUR|€|£|\$|{_DOLLARS}|dólar(?:es)?|dolar(?:es)?|euros?|reais"
    r"|real|pesos?|gourdes?|quetzales|lempiras|córdobas|colones|soles|guaraníes|bolivianos|libras"
    rf"|pounds?|francos?|francs?|{_CODES})(?!\w)"
    rf"(?:\s(?:{_ADJECTIVES}|{_UNITED_STATES}))?)"
)
"""The currency that stands behind a sum, with what says whose it is."""
SHARE: Final = r"(?:%|per\s?cent|percent|por\sciento|por\scento|pour\s?cent)"
LETTERS: Final = r"(?:[kK]|[mM]{1,2}|mn|bn|[mM]d|Mio)"
"""Scales that are a letter or two: ``US$ 3m``, ``3,4 M€``."""
TIMES: Final = (
    r"(?i:mil(?:\s(?:millones|milhões))?|mn|thousand|millions?|millón|millones|milhão|milhões|billions?"
    r"|billones|trillions?|trillones|bilhão|bilhões|trilhão|trilhões|milliards?|milliers|mill\.)"
)
"""Scales that are words."""
