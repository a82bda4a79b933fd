"""Which lenses can be followed: those in which a record concerns no vector but its own."""

from __future__ import annotations

import pytest

from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND, PRACTICES_FOR_DEMAND
from kg.matching.lens.lens_files import LENSES
from kg.matching.living.lens_rules import can_be_followed

LENS = """
lens: one
version: "1"
from: (d:{start})
to: (o:Offer)
paths:
  only: {{pattern: "{pattern}", weight: 1}}
"""


def test_shipped_lenses_of_declared_records_can_be_followed() -> None:
    assert can_be_followed(LENSES.named(OFFERS_FOR_DEMAND))
    assert can_be_followed(LENSES.named(PRACTICES_FOR_DEMAND))
    assert not can_be_followed(LENSES.named(EXPERIENCE))


@pytest.mark.parametrize(
    ("pattern", "start", "expected"),
    [
        ("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", "Demand", True),
        ("(d)-[:IN_SECTOR]->(m:Sector)<-[:IN_SECTOR]-(o)", "Activity", False),
        ("(d)-[:IN_SECTOR]->()<-[:IN_SECTOR]-(m:Activity)<-[:FUNDS]-()-[:DECLARES]->(o)",
         "Demand", True),
        # Through other demands: one that comes changes the walks of all.
        ("(d)-[:IN_SECTOR]->()<-[:IN_SECTOR]-()-[:IN_SECTOR]->(m)<-[:IN_SECTOR]-(o)",
         "Demand", False),
        # On the way through two relations of any direction.
        ("(d)-[:IN_SECTOR]->()-[:IN_SECTOR*2]-(m:Sector)<-[:IN_SECTOR]-(o)", "Demand", False),
        ("(d)-[:IN_SECTOR*1..2]->(m:Sector)<-[:IN_SECTOR]-(o)", "Demand", False),
    ],
)  # fmt: skip
def test_paths_through_other_records_cannot(pattern: str, start: str, *, expected: bool) -> None:
    lens = LENSES.parse(LENS.format(pattern=pattern, start=start), "one")
    assert can_be_followed(lens) is expected
