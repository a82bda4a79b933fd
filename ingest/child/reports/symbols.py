"""Under which number a body issued a report, such as OEA/Ser.W, CIDI/doc.287/20 or A/77/123."""

from __future__ import annotations

import re
from typing import Final

_FORMS: Final = (
    (
        r"(?:AG|CP|CIDI|CEPCIDI|SG|CSH|CAJP|CAAP|CISC|GTC|RM|REMJA|SEDI|CITEL|CICTE|CICAD|IACD|AICD)"
        r"(?:/[A-Z]{2,12})*/(?:doc|DOC|inf|INF|RES|Res|DEC|Dec|dec|ACTA|acta)\.?\s?[\w.]*\d[\w.]*(?:/\d{2,4})?"
        r"(?:\s?\([\w\-–]+/?[\w\-–]*\))?(?:\s(?:rev|corr|add)\.?\s?\d{1,2})?"
    ),
    r"OEA/Ser\.\s?[A-Z](?:/[A-Z0-9][\w.\-]*)*",
    r"LC/[A-Z]{1,5}(?:\.[A-Z]{1,3})?[./]\d[\w./\-]*",
    r"(?:A|S|E|DP|TD|CEDAW|CRC|UNEP|FCCC)/(?:[A-Z][\w.]*/)*(?:\d{1,4}|RES|CN\.\d+)/[\w.\-]*\d[\w.\-]*(?:/\d[\w.]*)*",
)
_MOST: Final = 80
_SYMBOLS: Final = tuple(re.compile(rf"(?<![\w/]){form}") for form in _FORMS)


def symbol_in(text: str) -> str:
    """Return the symbol in the text of a report's first pages, empty where there is none.

    The number of the document goes before the series that it is in, and both are told.

    >>> symbol_in("OEA/Ser.W CIDI/doc.287/20 rev. 1 30 June 2020 Original: English")
    'OEA/Ser.W, CIDI/doc.287/20 rev. 1'
    >>> symbol_in("Resolution AG/RES. 2967 (LI-O/21) of the General Assembly")
    'AG/RES. 2967 (LI-O/21)'
    >>> symbol_in("United Nations A/77/123 General Assembly"), symbol_in("and/or 24/7")
    ('A/77/123', '')
    """
    found = [match[0].rstrip(".,-") for form in _SYMBOLS if (match := form.search(text))]
    if not found:
        return ""
    series = next((one for one in found if one.startswith("OEA/")), "")
    first = found[0]
    both = [series, first] if series and first != series and "RES" not in first else [first]
    return ", ".join(both)[:_MOST]
