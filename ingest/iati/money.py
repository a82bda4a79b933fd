"""Sums of money: budgets, what was committed, what was paid out, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Final, NamedTuple

from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import Party, Provided, Record, Sums
from ingest.iati.element_text import Element, text_of
from ingest.iati.iati_values import currency_code, day, number
from ingest.iati.parts import read_party

COMMITTED: Final = "2"
PAID: Final = "3"
_KINDS: Final = {
    "2": COMMITTED, "C": COMMITTED, "3": PAID, "D": PAID, "4": PAID, "E": PAID,
}  # fmt: skip
"""Type of transaction as written (2.0x: a code, 1.0x: a letter) → whether it commits or pays."""
OTHER_KINDS: Final = "transaction"
"""What transactions that neither commit nor pay are counted as: repayments, interest, income."""
_REVISED: Final = frozenset({"2", "REVISED"})
_CENTS: Final = 2
_NAMING: Final = frozenset({"sector", "recipient-country", "recipient-region"})


class Flow(NamedTuple):
    """A transaction that commits or pays: its sum, who provides it, what names its purpose.

    The amount is None where there is none that can be meant; the kind of all others is empty.
    """

    kind: str
    amount: float | None
    currency: str
    naming: Sequence[Element]
    provider: Element | None


class _Budget(NamedTuple):
    start: str
    end: str
    currency: str
    amount: float
    revised: bool


def read_budgets(record: Record, elements: list[Element]) -> None:
    """Sum the budgets per currency; of several for one period a revised one, else the last, counts.

    Which of them do not count is found.
    """
    periods: dict[tuple[str, str, str], _Budget] = {}
    counted: list[tuple[str, float]] = []
    replaced = 0
    for budget in filter(None, [_budget(record, element) for element in elements]):
        key = budget[:3]
        before = periods.get(key)
        # Without a period nobody can tell which one it revises.
        if not budget.start:
            counted.append((budget.currency, budget.amount))
        elif before is None:
            periods[key] = budget
        else:
            replaced += before.amount != budget.amount
            # A revised one stays, wherever in the file the original stands.
            periods[key] = budget if budget.revised or not before.revised else before
    if replaced:
        record.problems.append(problems.replaced_budgets(replaced))
    counted.extend((key[2], budget.amount) for key, budget in periods.items())
    record.budget = _by_currency(counted)


def _budget(record: Record, element: Element) -> _Budget | None:
    start = end = text = ""
    currency = record.currency
    for part in element:
        if part.tag == "period-start":
            start = part.get("iso-date") or text_of(part)
        elif part.tag == "period-end":
            end = part.get("iso-date") or text_of(part)
        elif part.tag == "value":
            text = text_of(part)
            currency = currency_code(part.get("currency")) or currency
    amount = _amount(record, "budget", text, currency)
    if amount is None or not currency:
        return None
    revised = (element.get("type") or "1").strip().upper() in _REVISED
    return _Budget(_period(start), _period(end), currency, amount, revised)


def _period(text: str) -> str:
    """Return the day that begins or ends a period, as it is written where it is none."""
    return day(text) or text.strip()


def _amount(record: Record, field: str, text: str, currency: str) -> float | None:
    value = number(text)
    if value is None:
        if text.strip():
            record.problems.append(problems.bad_number(field, text.strip()))
    elif not currency:
        record.problems.append(problems.no_currency(field))
    return value


def read_transactions(record: Record, elements: list[Element]) -> list[Flow]:
    """Sum what is committed and paid out, in all and by provider; return the transactions."""
    brief = bool(record.sectors) and bool(record.countries or record.regions)
    flows = [_flow(record, element, brief=brief) for element in elements]
    others = sum([not flow.kind for flow in flows])
    if others:
        record.left_out[OTHER_KINDS] = others
    record.committed = _sums(flows, COMMITTED)
    record.disbursed = _sums(flows, PAID)
    if any([flow.provider is not None for flow in flows]):  # noqa: C419 (a list is faster here)
        record.providers = _providers(record, flows)
    return flows


def _flow(record: Record, element: Element, *, brief: bool) -> Flow:
    """Read a transaction; ``brief``: no other kinds are asked for, since nothing else is."""
    kind = text = ""
    currency = record.currency
    named: list[Element] = []
    provider: Element | None = None
    for part in element:
        tag = part.tag
        if tag == "value":
            text = text_of(part)
            currency = currency_code(part.get("currency")) or currency
        elif tag == "transaction-type":
            kind = _kind(part.get("code", ""))
            if brief and not kind:
                break
        elif tag in _NAMING:
            named.append(part)
        elif tag == "provider-org":
            provider = part
    amount = _amount(record, "transaction", text, currency) if kind else None
    return Flow(kind, amount, currency, named, provider if amount is not None else None)


def _kind(code: str) -> str:
    return _KINDS.get(code) or _KINDS.get(code.strip().upper(), "")


def _providers(record: Record, flows: list[Flow]) -> list[Provided]:
    parties: dict[tuple[object, ...], Party] = {}
    provided: dict[tuple[object, ...], list[Flow]] = {}
    for flow in flows:
        if flow.provider is not None:
            party = read_party(record, flow.provider, "")
            key = (party.reference, party.kind, *party.names.items())
            parties[key] = party
            provided.setdefault(key, []).append(flow)
    return [
        Provided(parties[key], _sums(each, COMMITTED), _sums(each, PAID))
        for key, each in provided.items()
    ]


def _sums(flows: list[Flow], kind: str) -> Sums:
    return _by_currency(
        [
            (flow.currency, flow.amount)
            for flow in flows
            if flow.kind == kind and flow.currency and flow.amount is not None
        ]
    )


def _by_currency(counted: Sequence[tuple[str, float]]) -> Sums:
    if len(counted) == 1:
        return {counted[0][0]: round(counted[0][1], _CENTS)}
    sums: dict[str, list[float]] = {}
    for currency, value in counted:
        sums.setdefault(currency, []).append(value)
    # fsum: the same in whatever order the transactions stand.
    return {currency: round(fsum(sums[currency]), _CENTS) for currency in sorted(sums)}
