"""Changes written into a world as its records would say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from kg.model.documents import RecordEdit
from kg.model.registry import RELATIONS
from tests.kg.matching.reference import Edge, World


def written(world: World, edits: Sequence[RecordEdit]) -> World:
    """Return the world with these edits on record."""
    nodes = {id_: dict(facts) for id_, facts in world.nodes.items()}
    edges = list(world.edges)
    for edit in edits:
        facts = nodes[edit.id]
        if edit.field in RELATIONS:
            edges.append(Edge(edit.field, edit.id, edit.value))
        elif edit.field == "eligible":
            facts["eligible"] = [*facts.get("eligible", []), edit.value]
        else:
            facts[edit.field] = edit.value
    return World(nodes, edges, world.day)


def smaller(edits: Sequence[RecordEdit]) -> Iterator[tuple[RecordEdit, ...]]:
    """Yield every smaller change of the same kind: fewer edits, or one whose day is nearer."""
    for size in range(len(edits)):
        yield from combinations(edits, size)
    for place, edit in enumerate(edits):
        if edit.field in {"starts", "ends"}:
            nearer = timedelta(1 if edit.field == "starts" else -1)
            day = (date.fromisoformat(edit.value) + nearer).isoformat()
            yield (*edits[:place], edit.model_copy(update={"value": day}), *edits[place + 1 :])
