"""One record: its values, every claim about it, its relations at all dates, its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.base.i18n import choose
from kg.base.ids import is_id
from kg.graph.disputes import positions
from kg.graph.naming import heading, ref
from kg.graph.openness import last_confirmed
from kg.graph.presence import holds_for
from kg.graph.undated import rests_on
from kg.graph.view import Edge, View
from kg.model import audiences
from kg.model.changes import RelationKey
from kg.model.claims import Claim, node_claims, relation_claims
from kg.model.documents import (
    ClaimPart,
    NodePart,
    RelationPart,
    Show,
    SourcePart,
)
from kg.model.records import RelationRecord, Statement
from kg.model.relations import DECLARED
from kg.store.seen_records import SeenRecords


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
    relations = [relation_part(view, edge, lang, stated.get(key), index) for edge, key in pairs]
    about = audiences.claims(node.type, statements)
    claims = _claims(view, [*node_claims(node.type, statements), *about])
    cited = {*node.sources, *(source for relation in relations for source in relation.sources)}
    now = [edge for edge in edges if holds_for(view, edge, index)]
    near = {_other(edge, index) for edge in now} - {index}
    return Show(
        **heading(view, lang),
        **rests_on(view, now, lang, disputes=False),
        node=node,
        claims=claims,
        relations=relations,
        neighbours=[ref(view, other, lang) for other in sorted(near, key=view.id)],
        # What a source stated stays when its own record is deleted.
        sources=[source_part(view, id_, lang) for id_ in sorted(filter(view.may_name, cited))],
        names=_names(view, (node.properties, [(r.from_, r.to) for r in relations]), lang),
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


def _node(view: View, index: int, lang: str) -> NodePart:
    labels = view.snapshot.label(index)
    return NodePart.model_validate(
        {
            "id": view.id(index),
            "type": view.type_of(index),
            "label": view.label(index, lang),
            "label_language": choose(labels, lang)[1],
            "labels": labels,
            "properties": _properties(view, index),
            "nature": view.nature(index),
            "to_confirm": view.to_confirm(index),
            "sources": view.sources(index),
        }
    )


def _properties(view: View, index: int) -> dict[str, Any]:
    """Return the values of a record; of what is declared with the day it was last confirmed."""
    found = view.props(index)
    day = last_confirmed(view, index) if view.is_a(index, *DECLARED) else None
    return {**found, "confirmed_on": day} if day else found


def relation_part(
    view: View,
    edge: Edge,
    lang: str,
    record: RelationRecord | None = None,
    seen_from: int | None = None,
) -> RelationPart:
    """Return a relation as it is shown, with the claims of its record where one is given.

    Seen from one of its ends it is not in force while the other is not there.
    """
    statements = record.statements if record else ()
    since, until = view.period(edge)
    return RelationPart(
        type=edge.type,
        from_=view.id(edge.start),
        to=view.id(edge.end),
        status=view.status(edge),
        since=since,
        until=until,
        in_force=view.in_force(edge) if seen_from is None else holds_for(view, edge, seen_from),
        to_confirm=view.edge_to_confirm(edge),
        properties=view.edge_props(edge),
        sources=view.edge_sources(edge),
        claims=_claims(view, _edge_claims(edge, statements) if statements else ()),
        positions=positions(view, edge, lang),
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
