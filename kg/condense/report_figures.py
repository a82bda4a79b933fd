"""Figures in texts and cells: sums, shares and counts, as four languages write them.

No figure is a year, a day, a page, the number of an article, or part of a symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

Unit = Literal["money", "share", "count"]

_SIGNS: Final = (
    r"(?:US\$|U\.S\.\s?\$|USD\$?|EUR|R\$|RD\$|CA\$|CAN\$|C\$|J\$|TT\$|EC\$|BZ\$|BDS\$|Bds\$|G\$|MX\$"
    r"|MXN|CAD|BRL|JMD|TTD|XCD|BBD|BZD|GYD|HTG|GTQ|HNL|NIO|CRC|DOP|COP|CLP|PEN|PYG|UYU|ARS|BOB|CHF"
    r"|GBP|JPY|S/\.?|B/\.|[€£¥₡₲$])"
)
_NUMBER: Final = (
    r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d{1,3})?(?!\d))"
)
_TIMES: Final = (
    r"(?i:mil(?:\s(?:millones|milhões))?|mn|thousand|millions?|millón|millones|milhão|milhões|billions?"
    r"|bilhão|bilhões|milliards?|milliers|mill\.)"
)
_BEHIND: Final = (
    r"(?:(?:de\s|d['’])?(?:USD|US\$|EUR|€|£|(?:US\s)?dollars?|dólar(?:es)?|dolar(?:es)?|euros?|reais"
    r"|real|pesos?|gourdes?|quetzales|lempiras|córdobas|colones|soles|guaraníes|bolivianos"
    r"|libras|pounds?|CAD|XCD|HTG|MXN|BRL)(?!\w))"
)
_SHARE: Final = r"(?:%|per\s?cent|percent|por\sciento|por\scento|pour\s?cent)"
_FIGURE: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<number>{_NUMBER})"
    rf"(?:\s?(?P<times>{_TIMES}|(?<=\d)[MK](?=\s|$|[.,;:)]))(?!\w))?"
    rf"(?:\s?(?:(?P<share>{_SHARE})|(?P<behind>{_BEHIND})))?"
)
_SIGN_BEFORE: Final = re.compile(rf"(?<!\w){_SIGNS}\s?\Z")
_LONGEST_SIGN: Final = 8
_JOINED: Final = re.compile(r"[\w./\-–]\Z")
"""What makes a number part of a word or symbol that it stands behind."""
_BEFORE: Final = re.compile(
    r"(?:pages?|pp?|páginas?|págs?|articles?|artículos?|artigos?|arts?|sections?|sección|secciones"
    r"|seção|seções|chapters?|capítulos?|chapitres?|annex(?:es)?|anexos?|annexes?|tables?|tablas?"
    r"|cuadros?|tabelas?|quadros?|tableaux?|figures?|figuras?|graphs?|gráficos?|graphiques?|box"
    r"|recuadro|encadré|nos?|n\.?\s?[º°o]s?|núms?|numbers?|números?|numéros?|resolution|resolución"
    r"|resolução|résolution|paragraphs?|párrafos?|parágrafos?|paragraphes?|phases?|fases?|versions?"
    r"|versión|versão|items?|goals?|SDGs?|ODS|ODD|metas?|targets?|objetivos?|objectifs?|decisions?"
    r"|decisión|decisão|décision|law|ley|lei|loi|decree|decreto|décret|res|doc|dec|lines?|línea"
    r"|componentes?|components?|composantes?|notes?|notas?|footnote|COVID|Agenda|etapa|étape"
    r"|grupo|group|groupe|level|nivel|nível|niveau|window|ventana|COP|parte|part|partie)"
    r"[\s.:#\u00a0\-]*$",
    re.IGNORECASE,
)
"""What stands before a number that says which, not how many."""
_MONTHS: Final = (
    r"(?:jan(?:uary|eiro|vier)?|ene(?:ro)?|feb(?:ruary|rero)?|fev(?:ereiro)?|févr(?:ier)?|mar(?:ch|zo"
    r"|ço|s)?|apr(?:il)?|abr(?:il)?|avr(?:il)?|may(?:o)?|mai(?:o)?|june?|jun(?:io|ho)?|juin|july?"
    r"|jul(?:io|ho)?|juil(?:let)?|aug(?:ust)?|ago(?:sto)?|août|sep(?:t|tember|tiembre)?|set(?:embro"
    r"|iembre)?|oct(?:ober|ubre|obre)?|out(?:ubro)?|nov(?:ember|iembre|embro|embre)?|dec(?:ember)?"
    r"|dic(?:iembre)?|dez(?:embro)?|déc(?:embre)?)"
)
_MONTH_AFTER: Final = re.compile(rf"\s(?:de\s)?{_MONTHS}\b", re.IGNORECASE)
_MONTH_BEFORE: Final = re.compile(
    rf"\b{_MONTHS}\.?\s(?:\d{{1,2}}[-–\s](?:and|y|e|et|to|a|au)?\s?)?$", re.IGNORECASE
)
_ATTACHED: Final = re.compile(
    r"\.?[º°ª]|/|[-–][\dA-Za-zÀ-ÿ]|(?:st|nd|rd|th|er|re|ème|e)\b|\.\d|[A-Za-z]"
)
_LONGEST_NUMBER: Final = 30
"""Signs of a number: a longer one is none that anybody counts."""
_GROUP: Final = 3
"""Digits that a mark sets apart."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d\Z")
_CELL: Final = re.compile(
    rf"\(?\s?(?:(?P<sign>{_SIGNS}|Q|L|Bs)\.?\s?)?(?P<number>{_NUMBER})(?:\s?{_TIMES}|\s?[MK])?"
    rf"\s?(?:(?P<share>{_SHARE})|(?P<behind>{_BEHIND}))?\s?\)?\s?\*{{0,3}}\Z"
)
_MONEY_WORDS: Final = re.compile(
    rf"{_SIGNS}|\b(?:amounts?|montos?|montants?|valor(?:es)?|budgets?|presupuestos?|orçamentos?"
    r"|costs?|costos?|custos?|coûts?|fund(?:s|ing)|fondos|fundos|fonds|disburse\w+|desembols\w+"
    r"|décaissements?|financ\w+|dollars?|dólares|importes?|grants?|donaci\w+|subven\w+|contribu\w+"
    r"|aportes?|approved|aprobado|aprovado|approuvé|executed|ejecutado|executado|exécuté"
    r"|engagés?|décaissés?|versés?|pag(?:ad)?os?|paid|spent|gast\w+|expend\w+|orçad[oa]s?"
    r"|comprometid[oa]s?|prices?|precios?|preços?|prix|cash|efectivo|euros?|gourdes?|pesos|reais"
    r"|lempiras|quetzales|colones|córdobas|soles|guaraníes|bolivianos|dólar)\b",
    re.IGNORECASE,
)
"""Columns whose numbers are sums."""


class Figure(NamedTuple):
    """A figure in a text: as it stands there, where, and what kind it is of.

    ``value`` is its number in parts of a thousand, as far as it can be told without its language:
    to find two that are the same, never to be shown.
    """

    text: str
    start: int
    end: int
    unit: Unit
    value: int


def figures_in(text: str) -> Iterator[Figure]:
    """Yield the figures of a text.

    >>> [f.text for f in figures_in("In 2024, US$ 1.2 million reached 4,500 farmers (art. 12).")]
    ['US$ 1.2 million', '4,500']
    """
    for found in _FIGURE.finditer(text):
        start = found.start()
        sign = _SIGN_BEFORE.search(text, max(0, start - _LONGEST_SIGN), start)
        if sign is not None:
            start = sign.start()
        elif _JOINED.search(text, max(0, start - 1), start) or _is_number_of(text, found):
            continue
        if len(found["number"]) > _LONGEST_NUMBER:
            continue
        yield Figure(
            text[start : found.end()].strip(), start, found.end(), _unit(found, sign), _value(found)
        )


def figure_of_cell(cell: str, column: str = "") -> Unit | None:
    """Return what a cell of a table is where it holds a figure and nothing else.

    >>> figure_of_cell("45.000", "Monto (USD)"), figure_of_cell("2024"), figure_of_cell("12 %")
    ('money', None, 'share')
    """
    found = _CELL.match(cell.strip())
    if found is None or len(found["number"]) > _LONGEST_NUMBER:
        return None
    if found["share"]:
        return "share"
    if found["sign"] or found["behind"] or _MONEY_WORDS.search(column):
        return "money"
    return None if _YEAR.match(found["number"]) else "count"


def has_day(text: str) -> bool:
    """Say whether a text names a day or a month of a year.

    >>> has_day("el 12 de marzo de 2026"), has_day("in 2026")
    (True, False)
    """
    return _DAY.search(text) is not None


_DAY: Final = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|º)?\s(?:de\s)?{_MONTHS}\b|\b{_MONTHS}\s\d{{1,2}}\b"
    rf"|\b{_MONTHS}\.?\s(?:de\s|of\s)?(?:19|20)\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d\b"
    r"|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)


def _is_number_of(text: str, found: re.Match[str]) -> bool:
    """Whether a number says which, or when: a year, a day, an article, part of a symbol."""
    if found["share"] or found["behind"] or found["times"]:
        return False
    start, end = found.span()
    before = text[max(0, start - 24) : start]
    return bool(
        _YEAR.match(found["number"])
        or _ATTACHED.match(text, end)
        or _BEFORE.search(before)
        or _MONTH_AFTER.match(text, end)
        or _MONTH_BEFORE.search(before)
        or (start == 0 and text[end : end + 1] in (".", ")"))
    )


def _unit(found: re.Match[str], sign: re.Match[str] | None) -> Unit:
    if found["share"]:
        return "share"
    return "money" if sign or found["behind"] else "count"


_MULTIPLIERS: Final = (
    (re.compile(r"mil\s|billion|bilh|milliard", re.IGNORECASE), 10**9),
    (re.compile(r"mill|milh|mn|M\Z", re.IGNORECASE), 10**6),
    (re.compile(r"mil|thousand|K\Z", re.IGNORECASE), 10**3),
)


def _value(found: re.Match[str]) -> int:
    digits, decimals = _split(found["number"])
    value = int(digits or "0") * 1000 + int((decimals + "000")[:3])
    times = found["times"] or ""
    if "milliers" in times:
        return value * 1000
    return value * next((by for word, by in _MULTIPLIERS if times and word.match(times)), 1)


def _split(number: str) -> tuple[str, str]:
    """Return the whole and the decimal digits; three digits behind one mark are thousands."""
    last = max(number.rfind("."), number.rfind(","))
    behind = number[last + 1 :] if last >= 0 else ""
    is_decimal = last >= 0 and (len(behind) != _GROUP or _closes(number, last))
    digits = "".join(sign for sign in (number[:last] if is_decimal else number) if sign.isdigit())
    return digits, behind if is_decimal else ""


def _closes(number: str, last: int) -> bool:
    """Whether a mark parts decimals because another one parts thousands before it."""
    marks = [sign for sign in number[:last] if not sign.isdigit()]
    return bool(marks) and number[last] not in marks
