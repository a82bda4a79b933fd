"""What an office put into what was concluded: money, or efforts that are none, each its own share.

South-South cooperation is counted in experts and days more often than in money. Nobody states the
share of the other side; figures that differ stand beside each other and are never put together.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.base.errors import BadOptionError
from kg.base.i18n import msg
from kg.model.desk_types import ContactRequest
from kg.model.vocabulary import EFFORTS

UNITS: Final = tuple(EFFORTS)
"""In what an effort is counted."""
MOST: Final = 1_000_000_000_000
"""What is more than this is a slip of the pen."""
_PLACES: Final = 2
_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")
_NUMBER: Final = re.compile(r"[0-9]{1,13}([.,][0-9]{1,2})?\Z")
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Share:
    """Sums by currency (ISO 4217), and numbers by unit of ``UNITS``; empty where nothing is said.

    The names are those of the relation that carries them, ``CONFIRMS``.
    """

    contributed: Mapping[str, float] = field(default_factory=dict)
    effort: Mapping[str, float] = field(default_factory=dict)

    def props(self) -> dict[str, Any]:
        """Return what is said of it, as a statement carries it."""
        said = {"contributed": dict(self.contributed), "effort": dict(self.effort)}
        return {name: value for name, value in said.items() if value}


def share_of(record: ContactRequest, office: str | None) -> Share:
    """Return what an office said that it put in; nothing where it said nothing."""
    return Share(**_said(record).get(office or "", {}))


def with_share(record: ContactRequest, office: str, share: Share) -> list[str]:
    """Return the shares of a request with that of one office as it says it now.

    What others said stays as it is: an office has no other share to state than its own.
    """
    said = {**_said(record), office: share.props()}
    return [_dumps([each, props]) for each, props in sorted(said.items()) if props]


def shares_followed(record: ContactRequest, old: str, new: str) -> list[str]:
    """Return the shares of a request after an office has handed its desk over to another one."""
    said = {new if office == old else office: props for office, props in _said(record).items()}
    return [_dumps([each, props]) for each, props in sorted(said.items())]


def read_share(amount: str, currency: str, effort: str, unit: str) -> Share:
    """Return a share as somebody wrote it; what is left empty is not said.

    Raises:
        BadOptionError: a number, a currency or a unit that cannot be read, or one without the
            other; names which.
    """
    money = _money(amount.strip(), currency.strip().upper())
    return Share(money, _effort(effort.strip(), unit.strip()))


def differ(one: Share, other: Share) -> bool:
    """Say whether two sides name different figures of the same kind."""
    pairs = (one.contributed, other.contributed), (one.effort, other.effort)
    return any(a[kind] != b[kind] for a, b in pairs for kind in a.keys() & b.keys())


def _said(record: ContactRequest) -> dict[str, dict[str, Any]]:
    return dict(json.loads(text) for text in record.shares)


def _money(amount: str, currency: str) -> dict[str, float]:
    if not amount and not currency:
        return {}
    if not amount:
        fix = msg("Write the amount beside it, or leave both empty.")
        raise BadOptionError("amount", amount, fix)
    if not _CURRENCY.match(currency):
        fix = msg("Write the three letters of ISO 4217, such as {code}.", code="USD")
        raise BadOptionError("currency", currency, fix)
    return {currency: _number("amount", amount)}


def _effort(effort: str, unit: str) -> dict[str, float]:
    # A unit without a number says nothing: it is what the list showed first.
    if not effort:
        return {}
    if unit not in UNITS:
        raise BadOptionError("unit", unit, msg("Use one of: {names}.", names=list(UNITS)))
    return {unit: _number("effort", effort)}


def _number(name: str, text: str) -> float:
    found = float(text.replace(",", ".")) if _NUMBER.match(text) else math.nan
    if not 0 < found <= MOST:
        fix = msg("Write a number without marks: {number}.", number="1250.50")
        raise BadOptionError(name, text, fix)
    return round(found, _PLACES)
