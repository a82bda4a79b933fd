"""A part of a view lists fewer, and knows all by their ids and numbers."""

from __future__ import annotations

from kg.graph.memo import kept
from kg.graph.view_part import ViewPart
from tests.graphs import view_of

LINES = "demand/a IN_SECTOR sector/a\ndemand/b IN_SECTOR sector/a\noffer/o IN_SECTOR sector/a"
NODES = {"offer/o": {"eligible": ["demand/b"]}}


def test_what_is_not_listed_is_known() -> None:
    whole = view_of(LINES, NODES)
    first, last, offer = (whole.index(id_) for id_ in ("demand/a", "demand/b", "offer/o"))
    part = ViewPart(whole, {"Demand": (first, last)})
    assert part.of_type("Demand").tolist() == [first]
    assert part.of_type("Offer").tolist() == [offer]
    assert (part.index("demand/b"), part.type_of(last)) == (last, "Demand")
    assert part.props(offer)["eligible"] == ["demand/b"]


def test_a_part_shares_only_what_names_other_types() -> None:
    whole = view_of(LINES, NODES)
    part = ViewPart(whole, {"Demand": (0, 0)})
    for key in (("nodes", ("Demand",)), ("nodes", ("Offer", "Demand")), "closed", ("need", 1)):
        assert kept(part, key, lambda: "of the part") == "of the part"
        assert kept(whole, key, lambda: "of the whole") == "of the whole"
    assert kept(part, ("nodes", ("Offer",)), lambda: "of both") == "of both"
    assert kept(whole, ("nodes", ("Offer",)), lambda: "made anew") == "of both"
