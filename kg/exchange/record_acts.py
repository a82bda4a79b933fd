"""What an office may do with its own offers, demands and practices: a table of acts.

They take effect at once: they are the office's own facts. Pages, documents and tests are derived
from this table; what alters more than the status goes through the secretariat, as a submission.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.base.i18n import Message, msg
from kg.exchange.exchange_errors import NotAtThisStageError
from kg.model.fields import DeclaredStatus
from kg.model.registry import type_of
from kg.model.relations import DECLARED
from kg.model.vocabulary import STATUSES

OPEN: Final[DeclaredStatus] = "open"
_NEEDS_AND_OFFERS: Final = ("Offer", "Demand")
_STANDING: Final[tuple[DeclaredStatus, ...]] = ("open", "paused", "partly_met")


@dataclass(frozen=True, slots=True)
class RecordAct:
    """An act: of which statuses, to which one (None: it stays), of which types of records.

    ``confirms``: the office says by it that the record is right today. ``needs`` are fields that
    it takes.
    """

    act: str
    before: tuple[DeclaredStatus, ...]
    after: DeclaredStatus | None
    label: Message
    types: tuple[str, ...] = _NEEDS_AND_OFFERS
    confirms: bool = False
    needs: tuple[str, ...] = ()


ACTS: Final[tuple[RecordAct, ...]] = (
    RecordAct("confirm", _STANDING, None, msg("It is still right"), DECLARED, confirms=True),
    RecordAct("renew", _STANDING, None, msg("Renew"), DECLARED, confirms=True, needs=("ends",)),
    RecordAct("pause", ("open", "partly_met"), "paused", msg("Pause")),
    RecordAct("partly met", ("open", "paused"), "partly_met", msg("It is partly met")),
    RecordAct("met", _STANDING, "met", msg("It is met")),
    RecordAct(
        "open", ("paused", "partly_met", "met", "withdrawn"), OPEN, msg("Open again"), DECLARED
    ),
    RecordAct("withdraw", (*_STANDING, "met"), "withdrawn", msg("Withdraw"), DECLARED),
)
"""All acts, in the order in which pages offer them."""
BY_NAME: Final[Mapping[str, RecordAct]] = {each.act: each for each in ACTS}


def open_acts(type_: str, status: str) -> list[RecordAct]:
    """Return what can be done with a record of a type that has a status."""
    return [each for each in ACTS if type_ in each.types and status in each.before]


def require_act(id_: str, status: str, act: str) -> RecordAct:
    """Return an act where it can be done.

    Raises:
        NotAtThisStageError: nothing of this kind leads on from the status.
    """
    allowed = open_acts(type_of(id_) or "", status)
    found = next((each for each in allowed if each.act == act), None)
    if found is None:
        known = BY_NAME.get(act)
        label = known.label if known else msg("“{act}”", act=act)
        shown = STATUSES.get(status, msg("not there yet"))
        raise NotAtThisStageError(id_, label, shown, [each.label for each in allowed])
    return found
