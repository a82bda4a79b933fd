"""Lines that say in what the figures of a table are: "(in thousands of US dollars)".

They stand between the name of a table and its rows. Without them a sum is a thousandth of itself.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 120
_IN_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[)\]][.:]?")
_BEGINS: Final = re.compile(
    r"(?:in|en|em|(?:all\s)?(?:amounts|figures|values)|cifras|montos|valores|importes|montants|chiffres"
    r"|expressed|expresad[oa]s?|expressos|exprimés|unit|unidad|unidade|unité)\b",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"\b(?:thousands?|millions?|billions?|miles|millones|milhares|milhões|bilhões|milliers|milliards"
    r"|USD|EUR|(?:US\s?)?dollars?|d[oó]lares|euros?|reais|pesos|per\s?cent(?:ages?)?|porcentajes?"
    r"|porcentagens|porcentagem|percentagens|percentagem|pourcentages?|mil)\b|[$€%]",
    re.IGNORECASE,
)
_STOPS: Final = (".", "!", "?", ";")


def says_unit(text: str) -> bool:
    """Say whether a line says in what the figures are that stand below it.

    >>> says_unit("(En millones de dólares)"), says_unit("In thousands of US$"), says_unit("(end)")
    (True, True, False)
    """
    if len(text) > _LONGEST or _UNIT.search(text) is None:
        return False
    if _IN_BRACKETS.fullmatch(text):
        return True
    return _BEGINS.match(text) is not None and not text.endswith(_STOPS)
