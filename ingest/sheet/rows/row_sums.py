"""Sums of money and other numbers of a row, with the currency that makes a sum one."""

from __future__ import annotations

from ingest.currencies import currency, currency_of
from ingest.findings import Outcome
from ingest.sheet.headers.column_names import CURRENCY
from ingest.sheet.headers.sheet_kinds import Kind
from ingest.sheet.rows.sheet_draft import Draft
from ingest.sheet.values.amounts import Amount, amount
from kg.base.i18n import msg


def read_sum(kind: Kind, field: str, draft: Draft) -> dict[str, float]:
    """Return an amount by its currency, which its own cell may name; none without a currency."""
    column = kind.sums[field]
    found = _amount(draft, column)
    if found is None or found.value is None:
        return {}
    named = draft.text(CURRENCY)
    code = found.currency or (currency(named) or currency_of(named) if named else None)
    if not code:
        said = found.unclear_currency or named or draft.text(column)
        message = msg("“{value}” names no currency; the amount was left out.", value=said)
        fix = msg("Write its code in the column “currency”: USD, EUR, BRL.")
        draft.find(column, "no-currency", Outcome.CHANGED, message, fix)
        return {}
    return {code: found.value}


def read_number(draft: Draft, column: str) -> float | None:
    """Return a number, as its column writes them; what cannot be told is held."""
    found = _amount(draft, column)
    return found.value if found else None


def _amount(draft: Draft, column: str) -> Amount | None:
    """The amount of a cell; what is none is found, what may be several is held."""
    cell, text = draft.cell(column), draft.text(column)
    if isinstance(cell, int | float):
        return Amount(float(cell))
    found = amount(text, draft.habits.number(column)) if text else None
    if text and found is None:
        message = msg("“{value}” is not a number and was left out.", value=text)
        fix = msg("Write a number: 1234567.89.")
        draft.find(column, "bad-number", Outcome.CHANGED, message, fix)
    elif found is not None and found.is_ambiguous:
        message = msg("“{value}” may be a thousand or one.", value=text)
        fix = msg("Write the number without marks: 1000, or 1.")
        draft.find(column, "ambiguous-number", Outcome.HELD, message, fix)
    return found
