"""Which records are an office's, declared in the name that it speaks for; of which it is asked."""

from __future__ import annotations

from collections.abc import Collection

from kg.graph.actors import contact_units, family, real, territories
from kg.graph.openness import withdrawn
from kg.graph.view import View
from kg.model.relations import DECLARED


def own_records(view: View, office: str, active: Collection[str] = ()) -> list[int]:
    """Return the offers, demands and practices of an office, by id, as far as a view shows them.

    Those that its state declares, or whatever it is part of, or it itself. Not those that name
    another office as their contact which may act for itself (``active``): that one is asked. A real
    office has no records that are made up.
    """
    node = view.snapshot.index(office)
    if node is None:
        return []
    found = [record for record in _declared(view, node) if _is_for(view, record, node, active)]
    kept = real(view, found) if real(view, [node]) else set(found)
    return sorted(kept, key=view.id)


def asked_about(view: View, office: str, active: Collection[str] = ()) -> list[int]:
    """Return the records of an office that it has not withdrawn, as ``own_records``, by id."""
    gone = withdrawn(view)
    return [record for record in own_records(view, office, active) if record not in gone]


def _declared(view: View, office: int) -> set[int]:
    above = view.adjacency(("PART_OF",), "out").reach([office])
    actors = above.union(*(family(view, state) for state in territories(view, office)))
    out = view.adjacency(("DECLARES",), "out")
    return {n for a in actors for n in out.of(a).tolist() if view.is_a(n, *DECLARED)}


def _is_for(view: View, record: int, office: int, active: Collection[str]) -> bool:
    units = contact_units(view, record)
    return office in units or not any(view.id(unit) in active for unit in units)
