"""What the elements that the model does not keep are called, when they are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kg.base.i18n import Message, nmsg

_CALLED: Final[Mapping[str, Callable[[int], Message]]] = {
    "location": lambda n: nmsg("{count} location", "{count} locations", n),
    "result": lambda n: nmsg("{count} result", "{count} results", n),
    "document-link": lambda n: nmsg("{count} link to a document", "{count} links to documents", n),
    "policy-marker": lambda n: nmsg("{count} policy marker", "{count} policy markers", n),
    "related-activity": lambda n: nmsg(
        "{count} related activity", "{count} related activities", n
    ),
    "contact-info": lambda n: nmsg("{count} contact", "{count} contacts", n),
    "humanitarian-scope": lambda n: nmsg(
        "{count} humanitarian scope", "{count} humanitarian scopes", n
    ),
    "conditions": lambda n: nmsg("{count} set of conditions", "{count} sets of conditions", n),
    "planned-disbursement": lambda n: nmsg(
        "{count} planned disbursement", "{count} planned disbursements", n
    ),
    "other-identifier": lambda n: nmsg(
        "{count} other identifier", "{count} other identifiers", n
    ),
    "transaction": lambda n: nmsg(
        "{count} transaction that neither commits nor pays",
        "{count} transactions that neither commit nor pay", n,
    ),
    "narrative": lambda n: nmsg(
        "{count} further text in the same language", "{count} further texts in the same language", n
    ),
    "tag": lambda n: nmsg("{count} tag", "{count} tags", n),
    "activity-scope": lambda n: nmsg("{count} scope", "{count} scopes", n),
    "country-budget-items": lambda n: nmsg(
        "{count} classification by budget", "{count} classifications by budget", n
    ),
    "capital-spend": lambda n: nmsg(
        "{count} share of capital spending", "{count} shares of capital spending", n
    ),
    "default-aid-type": lambda n: nmsg("{count} type of aid", "{count} types of aid", n),
    "default-finance-type": lambda n: nmsg(
        "{count} type of finance", "{count} types of finance", n
    ),
    "default-flow-type": lambda n: nmsg("{count} type of flow", "{count} types of flow", n),
    "default-tied-status": lambda n: nmsg("{count} tied status", "{count} tied statuses", n),
}  # fmt: skip
"""Element → how so many of it are called."""


def counted(name: str, count: int) -> Message | str:
    """Return how so many elements of a name are called; by that name where no table has another."""
    called = _CALLED.get(name)
    return f"{count} {name.rpartition('}')[2]}" if called is None else called(count)
