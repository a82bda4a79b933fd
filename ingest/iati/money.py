"""Sums of money, and the sectors and recipients that only the transactions of an activity state."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import Final, NamedTuple

from ingest.iati import activity_problems as problems
from ingest.iati.activity_record import Place, Record, SectorUse
from ingest.iati.iati_values import currency_code, number
from ingest.iati.parts import Element, read_country, read_region, read_sector

_COMMITMENTS: Final = frozenset({"2", "C"})
_PAYMENTS: Final = frozenset({"3", "4", "D", "E"})
_REVISED: Final = frozenset({"2", "REVISED"})
_CENTS: Final = 2
_NAMING: Final = frozenset({"sector", "recipient-country", "recipient-region"})
_PLACES: Final = {"recipient-country": read_country, "recipient-region": read_region}


class Flow(NamedTuple):
    """A transaction: its kind, what it moved, and its elements that name sectors or recipients."""

    kind: str
    value: str
    currency: str
    naming: Sequence[Element]


_Key = tuple[str, str, str]


class _Use(NamedTuple):
    """A sector or recipient named by a flow: what it is (its key), and the sum that went there."""

    key: _Key
    kind: str
    value: str
    currency: str


def complete(record: Record, budgets: list[Element], transactions: list[Element]) -> None:
    """Fill the budget; and sectors and recipients from transactions where there are no others."""
    if budgets:
        record.budget = _budget(record, budgets)
    placed = bool(record.countries or record.regions)
    if not transactions or (record.budget and record.sectors and placed):
        return
    brief = bool(record.sectors) and placed
    flows = [_flow(record, element, brief=brief) for element in transactions]
    if not record.budget:
        record.budget = _commitments(record, flows)
    if brief or not any([flow.naming for flow in flows]):  # noqa: C419 (a list is faster here)
        return
    if not record.sectors:
        record.sectors = _sectors(record, flows)
    if not placed:
        record.countries, record.regions = _places(record, flows)


def _budget(record: Record, budgets: list[Element]) -> dict[str, float]:
    """Sum the budgets per currency; a revised one takes the place of the original of its period."""
    periods: dict[tuple[str, str, str], tuple[bool, float]] = {}
    counted: list[tuple[str, float]] = []
    for element in budgets:
        sum_ = _budget_sum(record, element)
        if sum_ is None:
            continue
        start, end, currency, value = sum_
        revised = (element.get("type") or "1").strip().upper() in _REVISED
        # Without a period nobody can tell which one it revises.
        if not start:
            counted.append((currency, value))
        # A revised one stays, wherever in the file the original stands.
        elif revised or not periods.get((start, end, currency), (False, 0.0))[0]:
            periods[start, end, currency] = (revised, value)
    counted.extend((key[2], value) for key, (_revised, value) in periods.items())
    return _by_currency(counted)


def _budget_sum(record: Record, element: Element) -> tuple[str, str, str, float] | None:
    start = end = text = ""
    currency = record.currency
    for part in element:
        if part.tag == "period-start":
            start = part.get("iso-date") or part.text or ""
        elif part.tag == "period-end":
            end = part.get("iso-date") or part.text or ""
        elif part.tag == "value":
            text = part.text or ""
            currency = currency_code(part.get("currency")) or currency
    value = _amount(record, "budget", text, currency)
    return None if value is None else (start, end, currency, value)


def _amount(record: Record, field: str, text: str, currency: str) -> float | None:
    value = number(text)
    if value is None:
        if text.strip():
            record.problems.append(problems.bad_number(field, text.strip()))
    elif not currency:
        record.problems.append(problems.no_currency(field))
        return None
    return value


def _flow(record: Record, element: Element, *, brief: bool) -> Flow:
    """Read a transaction; ``brief``: only the sums of commitments are asked for."""
    kind = text = ""
    currency = record.currency
    named: list[Element] = []
    for part in element:
        tag = part.tag
        if tag == "value":
            text = part.text or ""
            currency = currency_code(part.get("currency")) or currency
        elif tag == "transaction-type":
            kind = part.get("code", "")
            if brief and kind not in _COMMITMENTS:
                break
        elif tag in _NAMING:
            named.append(part)
    return Flow(kind, text, currency, named)


def _commitments(record: Record, flows: list[Flow]) -> dict[str, float]:
    counted = []
    for flow in flows:
        if flow.kind in _COMMITMENTS:
            value = _amount(record, "transaction", flow.value, flow.currency)
            if value is not None:
                counted.append((flow.currency, value))
    return _by_currency(counted)


def _by_currency(counted: Sequence[tuple[str, float]]) -> dict[str, float]:
    if len(counted) == 1:
        return {counted[0][0]: round(counted[0][1], _CENTS)}
    sums: dict[str, list[float]] = {}
    for currency, value in counted:
        sums.setdefault(currency, []).append(value)
    # fsum: the same in whatever order the transactions stand.
    return {currency: round(fsum(sums[currency]), _CENTS) for currency in sorted(sums)}


def _sectors(record: Record, flows: list[Flow]) -> list[SectorUse]:
    uses = [
        _Use((found.vocabulary, found.code, found.name), flow.kind, flow.value, flow.currency)
        for flow in flows
        for part in flow.naming
        if part.tag == "sector" and (found := read_sector(record, part)) is not None
    ]
    shares: dict[_Key, float] = {}
    # Each vocabulary divides the whole sum in its own way; recipients divide it once for all.
    for vocabulary in {use.key[0] for use in uses}:
        shares.update(_shares([use for use in uses if use.key[0] == vocabulary]))
    keys = dict.fromkeys(use.key for use in uses)
    return [SectorUse(key[0], key[1], shares.get(key), key[2]) for key in keys]


def _places(record: Record, flows: list[Flow]) -> tuple[list[Place], list[Place]]:
    """Return the recipient countries and regions; their shares are of one whole."""
    uses = [
        _Use((part.tag, found.vocabulary, found.code), flow.kind, flow.value, flow.currency)
        for flow in flows
        for part in flow.naming
        if part.tag in _PLACES and (found := _PLACES[part.tag](record, part)) is not None
    ]
    shares = _shares(uses)
    places: dict[str, list[Place]] = {tag: [] for tag in _PLACES}
    for key in dict.fromkeys(use.key for use in uses):
        places[key[0]].append(Place(key[1], key[2], shares.get(key)))
    return places["recipient-country"], places["recipient-region"]


def _shares(uses: list[_Use]) -> dict[_Key, float]:
    """Return percentages by value: of the commitments, else of the payments.

    Nothing is returned where they cannot be told: several currencies, sums that are not positive,
    sectors or recipients without a sum of that kind.
    """
    keys = {use.key for use in uses}
    for kinds in (_COMMITMENTS, _PAYMENTS):
        sums: dict[_Key, float] = {}
        counted = [use for use in uses if use.kind in kinds]
        for use in counted:
            sums[use.key] = sums.get(use.key, 0.0) + (number(use.value) or 0.0)
        # All of them, or none: shares of a part would pass for shares of the whole.
        if keys == sums.keys() and min(sums.values(), default=0.0) > 0:
            one_currency = len({use.currency for use in counted}) == 1
            return _percentages(sums) if one_currency else {}
    return {}


def _percentages(sums: dict[_Key, float]) -> dict[_Key, float]:
    total = fsum(sums.values())
    return {key: round(100 * value / total, _CENTS) for key, value in sums.items()}
