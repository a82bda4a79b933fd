"""What is on record: counts per type, and what is known of each state."""

from __future__ import annotations

from kg.graph.actors import activities_of, authorities, declared_by, family
from kg.graph.naming import heading, named
from kg.graph.view import View
from kg.model.documents import StateCoverage, Status
from kg.model.fields import EXAMPLE
from kg.model.registry import NODES, RELATIONS
from kg.model.relations import DECLARED


def status(view: View, lang: str) -> Status:
    """Return counts per type, how many of them are examples, and what is known of each state.

    Nodes and relations of all dates count, except in the figures of a state, which follow the
    relations in force on the date.
    """
    examples = {name: _examples(view, name) for name in NODES}
    return Status(
        **heading(view, lang),
        counts={name: len(view.of_type(name)) for name in NODES},
        relations={name: len(view.snapshot.edges[name]) for name in RELATIONS},
        examples={name: count for name, count in examples.items() if count},
        updated=view.snapshot.updated,
        states=[_state(view, int(index), lang) for index in view.of_type("State")],
    )


def _state(view: View, state: int, lang: str) -> StateCoverage:
    own = family(view, state)
    declared = {name: declared_by(view, own, name) for name in DECLARED}
    confirmed = (view.props(n).get("confirmed_on") for part in declared.values() for n in part)
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


def _examples(view: View, type_: str) -> int:
    return sum(view.nature(int(index)) == EXAMPLE for index in view.of_type(type_))
