"""A demand and an offer eight steps apart, with parallel relations: as many walks as one likes."""

from __future__ import annotations

from typing import Final

from kg.model.claims import canonical
from kg.model.records import NodeRow, RelationRow

STEPS: Final = 8
LADDER: Final = f"""
lens: ladder
version: "1"
from: (d:Demand)
to: (o:Offer)
paths:
  p:
    pattern: (d)-[:IN_SECTOR]->()-[:BROADER*{STEPS}]->(m)<-[:IN_SECTOR]-(o)
    weight: 1
    specificity: information-content
"""


def ladder(width: int, specificity: int) -> tuple[list[NodeRow], list[RelationRow]]:
    """Return eight steps of ``width`` parallel relations each, from a demand to an offer.

    That is width^8 walks, whose square times that of the specificity may pass 2^63.
    """
    steps = [(f"sector/{n}", f"sector/{n + 1}", str(k)) for n in range(STEPS) for k in range(width)]
    relations = [RelationRow("BROADER", a, b, key, None, None, None, "{}") for a, b, key in steps]
    ends = (("demand/d", "sector/0"), ("offer/o", f"sector/{STEPS}"))
    relations += [RelationRow("IN_SECTOR", a, b, "", None, None, None, "{}") for a, b in ends]
    facts = canonical({"specificity": specificity})
    nodes = [NodeRow(f"sector/{n}", facts) for n in range(STEPS + 1)]
    return [*nodes, NodeRow("demand/d", "{}"), NodeRow("offer/o", "{}")], relations


def fits(width: int, specificity: int) -> bool:
    """Say whether the walks of a ladder can be counted."""
    return (width**STEPS * specificity) ** 2 < 2**63
