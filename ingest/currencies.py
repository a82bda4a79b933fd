"""Currencies as people write them beside a number: codes, signs, words."""

from __future__ import annotations

import re
from typing import Final

from kg.base.text import fold

_ISO_4217: Final = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV
BRL BSD BTN BWP BYN BYR BZD CAD CDF CHF CLF CLP CNY COP COU CRC CUC CUP CVE CZK
DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL
HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD
KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR
MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP
SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UZS VEB VED VEF VES
VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMK ZMW ZWG ZWL ATS BEF CYP DEM ECS
EEK ESP FIM FRF GRD IEP ITL LUF MTL NLG PTE SIT SKK
"""
CODES: Final = frozenset(_ISO_4217.split())
"""Codes of ISO 4217, with those that were withdrawn since aid has been reported."""
_SIGNS: Final = {
    "us$": "USD", "u$s": "USD", "usd$": "USD", "$us": "USD", "u.s.$": "USD", "€": "EUR",
    "£": "GBP", "r$": "BRL", "rd$": "DOP", "s/": "PEN", "s/.": "PEN", "₡": "CRC", "₲": "PYG",
    "b/.": "PAB", "ca$": "CAD", "can$": "CAD", "cdn$": "CAD", "mx$": "MXN", "mex$": "MXN",
    "j$": "JMD", "tt$": "TTD", "bz$": "BZD", "ec$": "XCD", "g$": "GYD", "bds$": "BBD",
    "col$": "COP", "cop$": "COP", "ar$": "ARS", "clp$": "CLP", "mxn$": "MXN", "a$": "AUD",
    "au$": "AUD", "nz$": "NZD", "hk$": "HKD",
}  # fmt: skip
_WORDS: Final = {
    "us dollars": "USD", "us dollar": "USD", "dolares estadounidenses": "USD",
    "dolares americanos": "USD", "dolares de los estados unidos": "USD",
    "dolares de los estados unidos de america": "USD", "dolares dos estados unidos": "USD",
    "dollars americains": "USD", "dollars us": "USD", "dollars des etats unis": "USD",
    "euros": "EUR", "euro": "EUR", "reais": "BRL", "real brasileiro": "BRL", "reales": "BRL",
    "quetzales": "GTQ", "lempiras": "HNL", "guaranies": "PYG", "soles": "PEN",
    "gourdes": "HTG", "pesos mexicanos": "MXN", "pesos argentinos": "ARS",
    "pesos chilenos": "CLP", "pesos colombianos": "COP", "pesos uruguayos": "UYU",
    "pesos dominicanos": "DOP", "libras esterlinas": "GBP", "pounds sterling": "GBP",
}  # fmt: skip
_UNCLEAR: Final = frozenset(
    (
        "$",
        "c$",
        "bs",
        "bs.",
        "q",
        "q.",
        "l",
        "l.",
        "¥",
        "fr",
        "fr.",
        "kr",
        "kr.",
        "gs",
        "gs.",
        "p",
        "cfa",
        "fcfa",
        "cfaf",
        "f cfa",
    )
)
"""Signs of several currencies, or of none without knowing the country."""
_UNCLEAR_WORDS: Final = frozenset(("dolares", "dollars", "dolar", "dollar", "pesos", "peso"))
_CODE: Final = 3
_WRITTEN: Final = re.compile(r"\b[A-Z]{3}\b")
_BRACKETED: Final = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_LONGEST: Final = 200
"""Characters of a text in which a currency is looked for."""


def currency(text: str) -> str | None:
    """Return the ISO 4217 code of what stands beside a number: empty where it may be several.

    None where it is no currency.

    >>> currency(" usd "), currency("US$"), currency("$"), currency("km")
    ('USD', 'USD', '', None)
    """
    bare = "".join(text.split()).casefold()
    if bare in _SIGNS:
        return _SIGNS[bare]
    if bare in _UNCLEAR or fold(text) in _UNCLEAR_WORDS:
        return ""
    if len(bare) == _CODE and bare.upper() in CODES:
        return bare.upper()
    return _WORDS.get(fold(text))


def currency_of(text: str) -> str | None:
    """Return the only currency that a longer text names, None where it names none or two.

    >>> currency_of("Monto (US$)"), currency_of("Quanto (em BRL)"), currency_of("Monto ($)")
    ('USD', 'BRL', None)
    """
    text = text[:_LONGEST]
    found = {code for code in _WRITTEN.findall(text) if code in CODES}
    found |= {code for inner in _BRACKETED.findall(text) if (code := currency(inner.strip()))}
    return found.pop() if len(found) == 1 else None
