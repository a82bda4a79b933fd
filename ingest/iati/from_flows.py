"""Sectors and recipients that only the transactions of an activity state, with their shares."""

from __future__ import annotations

from math import fsum
from typing import Final, NamedTuple

from ingest.iati.activity_record import Place, Record, SectorUse
from ingest.iati.money import COMMITTED, PAID, Flow
from ingest.iati.parts import read_country, read_region, read_sector

_PLACES: Final = {"recipient-country": read_country, "recipient-region": read_region}
_HUNDREDTHS: Final = 2

_Key = tuple[str, str, str]


class _Use(NamedTuple):
    """A sector or recipient named by a flow: what it is (its key), and the sum that went there."""

    key: _Key
    kind: str
    amount: float | None
    currency: str


def complete(record: Record, flows: list[Flow]) -> None:
    """Fill sectors and recipients from transactions where the activity itself states none."""
    # A list is faster here than a generator.
    if not any([flow.naming for flow in flows]):  # noqa: C419
        return
    if not record.sectors:
        record.sectors = _sectors(record, flows)
    if not record.countries and not record.regions:
        record.countries, record.regions = _places(record, flows)


def _sectors(record: Record, flows: list[Flow]) -> list[SectorUse]:
    uses = [
        _Use((found.vocabulary, found.code, found.name), flow.kind, flow.amount, flow.currency)
        for flow in flows
        for part in flow.naming
        if part.tag == "sector"
        for found in read_sector(record, part)
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
        _Use((str(part.tag), found.vocabulary, found.code), flow.kind, flow.amount, flow.currency)
        for flow in flows
        for part in flow.naming
        if part.tag in _PLACES
        for found in _PLACES[str(part.tag)](record, part)
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
    for kind in (COMMITTED, PAID):
        sums: dict[_Key, float] = {}
        counted = [use for use in uses if use.kind == kind]
        for use in counted:
            sums[use.key] = sums.get(use.key, 0.0) + (use.amount or 0.0)
        # All of them, or none: shares of a part would pass for shares of the whole.
        if keys == sums.keys() and min(sums.values(), default=0.0) > 0:
            one_currency = len({use.currency for use in counted}) == 1
            return _percentages(sums) if one_currency else {}
    return {}


def _percentages(sums: dict[_Key, float]) -> dict[_Key, float]:
    total = fsum(sums.values())
    return {key: round(100 * value / total, _HUNDREDTHS) for key, value in sums.items()}
