"""Sums of money and other numbers of a row, with the currency that makes a sum one."""

from __future__ import annotations

import re
from typing import Final

from ingest.findings import Outcome
from ingest.sheet.column_names import CURRENCY
from ingest.sheet.kinds import Kind
from ingest.sheet.numbers import Habit, is_ambiguous, whole_number
from ingest.sheet.sheet_draft import Draft
from kg.base.i18n import msg

_CODE: Final = re.compile(r"[A-Z]{3}\Z")
_IN_TEXT: Final = re.compile(r"\b[A-Z]{3}\b")
_SIGNS: Final = {"US$": "USD", "U$S": "USD", "€": "EUR", "R$": "BRL", "£": "GBP"}
"""Signs that mean one currency; “$” means a dozen."""
_DECIMAL: Final = re.compile(r"([0-9]{1,15})[.,]([0-9]{1,2})\Z")
_GROUPING: Final = re.compile(r"(?<=\d)[.,'’\s](?=\d{3})")
_DIGITS: Final = re.compile(r"[0-9](?:[0-9.,'’\s]{0,60}[0-9])?")
_LONGEST: Final = 60


def read_sum(kind: Kind, field: str, draft: Draft) -> dict[str, float]:
    """Return an amount by its currency, which its own cell may name; none without a currency."""
    column = kind.sums[field]
    text = draft.text(column).strip()[:_LONGEST]
    if not text:
        return {}
    currency = currency_of(draft.text(CURRENCY)) or currency_of(text)
    amount = read_number(draft, column)
    if amount is None:
        return {}
    if currency is None:
        said = draft.text(CURRENCY) or text
        message = msg("“{value}” names no currency; the amount was left out.", value=said)
        fix = msg("Write its code in the column “currency”: USD, EUR, BRL.")
        draft.find(column, "no-currency", Outcome.CHANGED, message, fix)
        return {}
    return {currency: amount}


def currency_of(text: str) -> str | None:
    """Return the only currency (ISO 4217) that a text names, None where it names none or two.

    >>> currency_of(" usd "), currency_of("US$ 1,000"), currency_of("$")
    ('USD', 'USD', None)
    """
    plain = text.strip().upper()[:_LONGEST]
    signs = {code for sign, code in _SIGNS.items() if sign in plain}
    found = signs | ({plain} if _CODE.match(plain) else {*_IN_TEXT.findall(plain)} & _known())
    return found.pop() if len(found) == 1 else None


def read_number(draft: Draft, column: str) -> float | None:
    """Return a number, as its column writes them; what cannot be told is held."""
    cell = draft.cell(column)
    if isinstance(cell, int | float):
        return float(cell)
    text = _bare(draft.text(column)[:_LONGEST])
    habit = draft.habits.get(column, Habit())
    whole = whole_number(text, habit)
    if whole is not None:
        return float(whole)
    decimal = _DECIMAL.match(_GROUPING.sub("", text))
    if decimal:
        return float(f"{decimal[1]}.{decimal[2]}")
    if text:
        _find_number(draft, column, text, ambiguous=is_ambiguous(text, habit))
    return None


def _find_number(draft: Draft, column: str, text: str, *, ambiguous: bool) -> None:
    if ambiguous:
        message = msg("“{value}” may be a thousand or one.", value=text)
        fix = msg("Write the number without marks: 1000, or 1.")
        draft.find(column, "ambiguous-number", Outcome.HELD, message, fix)
    else:
        message = msg("“{value}” is not a number and was left out.", value=text)
        fix = msg("Write a number: 1234567.89.")
        draft.find(column, "bad-number", Outcome.CHANGED, message, fix)


def _bare(text: str) -> str:
    """The digits with what stands between them."""
    match = _DIGITS.search(text)
    return match[0] if match else text


def _known() -> frozenset[str]:
    from babel.numbers import list_currencies

    return frozenset(list_currencies())
