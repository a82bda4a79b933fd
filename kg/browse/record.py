"""Status, show and neighbourhood: what a view holds, as documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from kg.base.i18n import choose
from kg.base.ids import is_id
from kg.graph.actors import activities_of, authorities, declared_by, family
from kg.graph.naming import heading, named, ref
from kg.graph.view import Edge, View
from kg.model import audiences
from kg.model.changes import RelationKey
from kg.model.claims import Claim, node_claims, relation_claims
from kg.model.documents import (
    ClaimPart,
    Neighbourhood,
    NodePart,
    RelationPart,
    Show,
    SourcePart,
    StateCoverage,
    Status,
)
from kg.model.fields import EXAMPLE
from kg.model.records import RelationRecord, Statement
from kg.model.registry import NODES, RELATIONS
from kg.model.relations import DECLARED
from kg.store.seen_records import SeenRecords

_ALL: Final = tuple(RELATIONS)
_LAST: Final = ("Activity", "Source")


def status(view: View, lang: str) -> Status:
    """Return counts per type, how many of them are examples, and what is known of each state.

    Nodes and relations of all dates count, except in the figures of a state, which follow the
    relations in force on the date.
    """
    examples = {name: _examples(view, name) for name in NODES}
    return Status(
        **heading(view, lang),
        counts={name: len(view.of_type(name)) for name in NODES},
        relations={name: _relations_of_type(view, name) for name in RELATIONS},
        examples={name: count for name, count in examples.items() if count},
        updated=view.snapshot.updated,
        states=[_state(view, int(index), lang) for index in view.of_type("State")],
    )


def show(records: SeenRecords, view: View, id_: str, lang: str) -> Show:
    """Return a node with every claim about it, its relations at all dates, and its sources.

    Values come from the view, claims from the records that its audience reads.

    Raises:
        UnknownIdError: no such node, or not for this audience.
    """
    index = view.index(id_)
    stored = records.node(view.id(index))
    statements = stored.statements if stored else ()
    node = _node(view, index, lang)
    edges = list(view.edges(index, all_dates=True))
    known = [_key(view, edge) for edge in edges]
    stated = {each.relation: each for each in records.relations_of(view.id(index), known)}
    pairs = zip(edges, known, strict=True)
    relations = [_relation(view, edge, stated.get(key)) for edge, key in pairs]
    about = audiences.claims(node.type, statements)
    claims = _claims(view, [*node_claims(node.type, statements), *about])
    cited = {*node.sources, *(source for relation in relations for source in relation.sources)}
    near = {_other(edge, index) for edge in edges if view.in_force(edge)} - {index}
    return Show(
        **heading(view, lang),
        node=node,
        claims=claims,
        relations=relations,
        neighbours=[ref(view, other, lang) for other in sorted(near, key=view.id)],
        # What a source stated stays when its own record is deleted.
        sources=[source_part(view, id_, lang) for id_ in sorted(filter(view.may_name, cited))],
        names=_names(view, (node.properties, [(r.from_, r.to) for r in relations]), lang),
    )


def neighbourhood(
    view: View, id_: str, lang: str, steps: int = 1, limit: int = 100
) -> Neighbourhood:
    """Return the nodes within ``steps`` relations in force, and the relations among them.

    Nodes are ordered by distance, activities and sources last, then by id; at most ``limit`` are
    kept and ``left_out`` says how many were not. Sources and claims are left to ``show``.

    Raises:
        UnknownIdError: no such node, or not for this audience.
    """
    centre = view.index(id_)
    found = _within(view, centre, steps)
    kept = found[: max(limit, 1)]
    return Neighbourhood(
        **heading(view, lang),
        centre=ref(view, centre, lang),
        nodes=[ref(view, index, lang) for index in kept],
        relations=[_relation(view, edge, None) for edge in _among(view, kept)],
        left_out=len(found) - len(kept),
    )


def source_part(view: View, id_: str, lang: str) -> SourcePart:
    """Return a source as it is cited."""
    index = view.index(id_)
    props = view.props(index)
    return SourcePart(
        id=id_,
        title=view.label(index, lang),
        publisher=props.get("publisher"),
        url=props.get("url"),
        retrieved=props.get("retrieved"),
    )


def _examples(view: View, type_: str) -> int:
    return sum(view.nature(int(index)) == EXAMPLE for index in view.of_type(type_))


def _relations_of_type(view: View, type_: str) -> int:
    edges = view.snapshot.edges[type_]
    return len(edges)


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


def _node(view: View, index: int, lang: str) -> NodePart:
    labels = view.snapshot.label(index)
    return NodePart.model_validate(
        {
            "id": view.id(index),
            "type": view.type_of(index),
            "label": view.label(index, lang),
            "label_language": choose(labels, lang)[1],
            "labels": labels,
            "properties": view.props(index),
            "nature": view.nature(index),
            "sources": view.sources(index),
        }
    )


def _relation(view: View, edge: Edge, record: RelationRecord | None) -> RelationPart:
    statements = record.statements if record else ()
    since, until = view.period(edge)
    return RelationPart(
        type=edge.type,
        from_=view.id(edge.start),
        to=view.id(edge.end),
        status=view.status(edge),
        since=since,
        until=until,
        in_force=view.in_force(edge),
        properties=view.edge_props(edge),
        sources=view.edge_sources(edge),
        claims=_claims(view, _edge_claims(edge, statements) if statements else ()),
    )


def _edge_claims(edge: Edge, statements: Sequence[Statement]) -> list[Claim]:
    about = audiences.claims(edge.type, statements)
    return [*relation_claims(edge.type, statements), *about]


def _key(view: View, edge: Edge) -> RelationKey:
    key = view.snapshot.edges[edge.type].keys[edge.index]
    return RelationKey(edge.type, view.id(edge.start), view.id(edge.end), key)


def _claims(view: View, claims: Iterable[Claim]) -> list[ClaimPart]:
    return [
        ClaimPart(
            field=claim.field,
            value=view.without_unknown(claim.value),
            source=claim.source,
            chosen=claim.chosen,
            rule=claim.rule,
            note=claim.note if view.audience == audiences.FEWEST else None,
        )
        for claim in claims
        if view.may_name(claim.value)
    ]


def _names(view: View, value: Any, lang: str) -> dict[str, str]:
    indexes = ((text, view.snapshot.index(text)) for text in set(_texts(value)) if is_id(text))
    found = {text: view.label(index, lang) for text, index in indexes if index is not None}
    return dict(sorted(found.items()))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


def _other(edge: Edge, index: int) -> int:
    return edge.end if edge.start == index else edge.start


def _within(view: View, centre: int, steps: int) -> list[int]:
    near = view.adjacency(_ALL, "any", view.snapshot.statuses)
    found, level = {centre: None}, [centre]
    for _ in range(steps):
        reached = {other for index in level for other in near.of(index).tolist()}
        level = sorted(reached - found.keys(), key=lambda index: _order(view, index))
        found.update(dict.fromkeys(level))
    return list(found)


def _order(view: View, index: int) -> tuple[bool, str]:
    return view.type_of(index) in _LAST, view.id(index)


def _among(view: View, indexes: Sequence[int]) -> Iterator[Edge]:
    kept = np.zeros(len(view.snapshot), np.bool_)
    kept[list(indexes)] = True
    for name, edges in view.snapshot.edges.items():
        mask = view.counted(name, view.snapshot.statuses) & kept[edges.start] & kept[edges.end]
        for index in np.flatnonzero(mask).tolist():
            yield Edge(name, index, int(edges.start[index]), int(edges.end[index]))
