"""What is on record: counts per type, and what is known of each state."""

from __future__ import annotations

import numpy as np

from kg.graph.actors import (
    activities_of,
    authorities,
    confirmed,
    declared_by,
    family,
    real,
    states,
)
from kg.graph.naming import heading, named
from kg.graph.openness import last_confirmed
from kg.graph.view import View
from kg.model.documents import StateCoverage, Status
from kg.model.registry import NODES
from kg.model.relations import DECLARED


def status(view: View, lang: str) -> Status:
    """Return counts per type, how many of them are examples, and what is known of each state.

    Nodes and relations of all dates count, except in the figures of a state, which follow the
    relations in force on the date. Of examples only offers, demands and practices count: nobody
    takes an invented state for one of the 35.
    """
    counted = {name: _counted(view, name) for name in NODES}
    waiting = {name: len(nodes) - len(confirmed(view, nodes)) for name, nodes in counted.items()}
    examples = {name: len(counted[name]) - len(real(view, counted[name])) for name in DECLARED}
    return Status(
        **heading(view, lang),
        counts={name: len(nodes) for name, nodes in counted.items()},
        relations=_relations(view, [node for nodes in counted.values() for node in nodes]),
        examples={name: count for name, count in examples.items() if count},
        to_confirm={name: count for name, count in waiting.items() if count},
        updated=view.snapshot.updated,
        states=[_state(view, state, lang) for state in states(view)],
    )


def _counted(view: View, type_: str) -> list[int]:
    nodes: list[int] = view.of_type(type_).tolist()
    return nodes if type_ in DECLARED else sorted(real(view, nodes))


def _relations(view: View, counted: list[int]) -> dict[str, int]:
    """Return how many relations of each type join what counts."""
    counts = np.zeros(len(view.snapshot), np.bool_)
    counts[counted] = True
    edges = view.snapshot.edges
    return {n: int((counts[e.start] & counts[e.end]).sum()) for n, e in edges.items()}


def _state(view: View, state: int, lang: str) -> StateCoverage:
    own = family(view, state)
    declared = {name: declared_by(view, own, name) for name in DECLARED}
    confirmed = (last_confirmed(view, n) for part in declared.values() for n in part)
    authority = next(iter(authorities(view, state)), None)
    return StateCoverage(
        id=view.id(state),
        label=view.label(state, lang),
        offers=len(declared["Offer"]),
        demands=len(declared["Demand"]),
        practices=len(declared["Practice"]),
        activities=len(activities_of(view, own)),
        authority=None if authority is None else named(view, authority, lang),
        updated=max((day for day in confirmed if day), default=None),
    )
