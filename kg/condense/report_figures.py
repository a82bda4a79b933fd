"""Figures in texts and cells: sums, shares and counts, as four languages write them.

No figure is a year, a day, a page, the number of an article, or part of a symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from kg.condense.figure_words import BEHIND, LETTERS, NUMBER, SHARE, SIGNS, TIMES

Unit = Literal["money", "share", "count"]

_FIGURE: Final = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<number>{NUMBER})"
    rf"(?:\s?(?P<times>{TIMES}|(?<=\d){LETTERS}|(?<=\d\s){LETTERS})(?!\w))?"
    rf"(?:\s?(?:(?P<share>{SHARE})|(?P<behind>{BEHIND})))?"
)
_SIGN_BEFORE: Final = re.compile(rf"(?<!\w)(?:(?<![\w.)])[-−])?{SIGNS}\s?[-−]?\Z")
_MINUS: Final = re.compile(r"(?<=[\s(])[-−–]\Z")
_LONGEST_SIGN: Final = 9
_CURRENCY: Final = re.compile(r"[$€£¥₡₲]\s?\Z")
_ANY_LETTER: Final = re.compile(r"[^\W\d_]|[-–—−][^\W_]|\s?[-–—−]\s?\d")
"""What makes a number, though a sign stands before it, part of another: a scale, a range."""
_LENGTH: Final = re.compile(r"m|mm|\s[a-zA-Z]{1,2}")
"""What is no scale without a currency: metres, millimetres, a letter behind a space."""
_TO: Final = re.compile(r"\s?[-–—]\s?|\s(?:to|a|al|à|até|hasta)\s")
_AND: Final = re.compile(r"\s(?:and|y|e|et)\s")
_BETWEEN: Final = re.compile(r"\b(?:between|entre)\s+\Z", re.IGNORECASE)
_FURTHER: Final = re.compile(r"\s(?:(?:e|y)\s)?")
"""What stands between the parts of one sum: 2 milhões e 500 mil reais."""
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
    rf"[-−–]?\(?\s?(?:(?P<sign>{SIGNS}|Q|L)\.?\s?)?[-−–]?(?P<number>{NUMBER})"
    rf"(?:\s?{TIMES}|\s?{LETTERS})?"
    rf"\s?(?:(?P<share>{SHARE})|(?P<behind>{BEHIND}))?\s?\)?\s?\*{{0,3}}\Z"
)
_MONEY_WORDS: Final = re.compile(
    rf"{SIGNS}|\b(?:amounts?|montos?|montants?|valor(?:es)?|budgets?|presupuestos?|orçamentos?"
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
    for of in _joined(text, list(_FIGURE.finditer(text))):
        first, last = of[0], of[-1]
        start = first.start()
        sign = _SIGN_BEFORE.search(text, max(0, start - _LONGEST_SIGN), start)
        minus = None if sign else _MINUS.search(text, max(0, start - 2), start)
        if sign is not None:
            start = sign.start()
        elif minus is not None:
            start = minus.start()
        if _is_part(text, last, is_money=sign is not None):
            continue
        if any(len(one["number"]) > _LONGEST_NUMBER for one in of):
            continue
        if sign is None and (
            _JOINED.search(text, max(0, start - 1), start)
            or _CURRENCY.search(text, max(0, start - 2), start)
            or _is_number_of(text, last)
        ):
            continue
        value = sum(map(_value, of))
        yield Figure(text[start : last.end()].strip(), start, last.end(), _unit(last, sign), value)


def _joined(text: str, found: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield the numbers of a text, those of one range or one sum together."""
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        if other is not None and (_is_range(text, one, other) or _goes_on(text, one, other)):
            yield [one, other]
            at += 1
        else:
            yield [one]
        at += 1


def _is_range(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a bare number and one with its scale or unit are the ends of a range."""
    gap = text[one.end() : other.start()]
    is_bare = not (one["times"] or one["behind"]) and not _YEAR.match(one["number"])
    is_whole = bool(other["times"] or other["share"] or other["behind"])
    if not is_bare or not is_whole:
        return False
    if one["share"]:
        return bool(other["share"]) and gap.strip() in ("-", "–", "—")
    if _TO.fullmatch(gap):
        return True
    before = text[max(0, one.start() - _LONGEST_SIGN - 8) : one.start()]
    sign = _SIGN_BEFORE.search(before)
    before = before[: sign.start()] if sign else before
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(before))


def _goes_on(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a sum goes on: "5 mil 300 millones", "2 milhões e 500 mil reais"."""
    gap = text[one.end() : other.start()]
    if not one["times"] or one["behind"] or one["share"] or not _FURTHER.fullmatch(gap):
        return False
    if gap == " ":
        return bool(other["times"] or other["behind"])
    return bool(other["behind"]) and _times(one) > _times(other)


def _is_part(text: str, found: re.Match[str], *, is_money: bool) -> bool:
    """Whether letters or another number go on with a number that has no unit of its own."""
    if found["share"] or found["behind"]:
        return False
    if found["times"]:
        return (
            not is_money and _LENGTH.fullmatch(text, found.end("number"), found.end()) is not None
        )
    return _ANY_LETTER.match(text, found.end()) is not None or (
        text[found.end() : found.end() + 2].lstrip()[:1] in ("‰", "€", "£", "¥")
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
    (re.compile(r"mil\s|billion|bilh|milliard|bn|Md", re.IGNORECASE), 10**9),
    (re.compile(r"billones|trill|trilh", re.IGNORECASE), 10**12),
    (re.compile(r"milliers|mil\Z|thousand|K\Z", re.IGNORECASE), 10**3),
    (re.compile(r"mill|milh|mn|mio|M{1,2}\Z", re.IGNORECASE), 10**6),
)


def _value(found: re.Match[str]) -> int:
    digits, decimals = _split(found["number"])
    return (int(digits or "0") * 1000 + int((decimals + "000")[:3])) * _times(found)


def _times(found: re.Match[str]) -> int:
    times = found["times"] or ""
    return next((by for word, by in _MULTIPLIERS if times and word.match(times)), 1)


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
