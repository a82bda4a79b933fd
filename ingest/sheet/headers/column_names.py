"""What columns are called where people use other words than the model, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SHEETS: Final[Mapping[str, str]] = {"Organisation": "actors"}
"""Sheets that are not called as many of their type."""
MEMBERSHIPS: Final = "memberships"
"""The sheet whose rows are relations."""

NAMES: Final[Mapping[str, str]] = {
    "ACCOUNTS_FOR": "accountable",
    "BY_MODALITY": "modality",
    "CONTACT_FOR": "unit",
    "CONCERNS": "concerns",
    "DECLARES": "actor",
    "EXTENDS": "extender",
    "FUNDS": "funder",
    "IMPLEMENTS": "implementer",
    "IN_LANGUAGE": "languages",
    "IN_REGION": "region",
    "IN_SECTOR": "sector",
    "PROVIDES": "provider",
    "PROVIDES_SECOND": "second_provider",
    "RECEIVES": "recipient",
    "REPORTS": "reporter",
    "RUNS": "run_by",
    "TOWARDS": "goal",
}
"""Relation → its column; others are called as the relation in small letters."""
NAMES_AT: Final[Mapping[tuple[str, str], str]] = {
    ("Initiative", "CONTACT_FOR"): "contact",
    ("Milestone", "PART_OF"): "initiative",
    ("Objective", "PART_OF"): "initiative",
    ("Action", "PART_OF"): "initiative",
    ("Indicator", "PART_OF"): "initiative",
}
"""The same for the sheets of one type."""
CONCEPTS: Final[Mapping[str, str]] = {
    "Sector": "sector",
    "Goal": "goal",
    "Modality": "modality",
    "Region": "region",
}
"""Type → the column of a relation that leads to several kinds of concepts."""
STATUSES: Final[Mapping[str, Mapping[str, str]]] = {
    "PARTY_TO": {"parties": "party", "named": "named"}
}
"""Relation → its columns with the status that each gives."""
ENDS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("Milestone", "PART_OF"): ("Initiative",),
    ("Objective", "PART_OF"): ("Initiative",),
    ("Action", "PART_OF"): ("Initiative",),
    ("Indicator", "PART_OF"): ("Initiative",),
}
"""What a column may name, where the relation joins more."""
OWNERS: Final[Mapping[str, tuple[str, ...]]] = {
    "Activity": (
        "provider", "run_by", "funder", "extender", "accountable", "implementer", "recipient",
    ),
    "Initiative": ("run_by",),
    "Priority": (),
    "Programme": ("run_by", "part_of"),
}  # fmt: skip
"""Type → the columns that say whose a record is, the first that is filled counts."""

OWNED: Final = frozenset((
    "Offer", "Demand", "Practice", "Unit", "Milestone", "Objective", "Action", "Indicator",
))  # fmt: skip
"""Types whose records are nothing without what they belong to."""
SHARED: Final = frozenset(("Activity",))
"""Types whose records are nothing without anybody who takes part."""
TOLD_APART: Final[Mapping[str, tuple[str, ...]]] = {"Activity": ("recipient", "starts")}
"""Columns that tell records of one name and owner apart: a course is given every year anew."""
SURE: Final = frozenset(("actor", "part_of", "initiative", "parties", "named", "sector"))
"""Columns whose unknown words hold a row, except in sheets of what there is very much of."""
DATED: Final = frozenset(("PARTY_TO",))
"""Relations that hold from the first day of their record to its last."""

AMOUNT: Final = "amount"
CURRENCY: Final = "currency"
MONEY: Final[Mapping[str, str]] = {"budget": AMOUNT}
"""Field of sums by currency → the column of its amount."""

_DECLARED: Final = (
    "id", "actor", "unit", "title", "summary", "sector", "goal", "modality", "languages", "region",
    "eligible", "capacity", "cost_sharing", "conditions", "evidence", "starts", "ends",
    "status", "confirmed_on", "confirmed_by", "visibility", "nature", "source",
)  # fmt: skip
FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("offers", "demands", "practices"), _DECLARED),
    "activities": (
        "id", "title", "summary", "provider", "second_provider", "funder", "implementer",
        "recipient", "sector", "goal", "starts", "ends", "status", "amount", "currency",
    ),
    "actors": ("id", "name", "acronym", "kind", "country", "website", "mailbox", "identifiers"),
    "memberships": (
        "member", "organisation", "status", "since", "until", "basis", "visibility", "source",
    ),
}  # fmt: skip
"""Columns that come first, and in this order."""
