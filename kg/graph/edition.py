"""What one audience reads of the rows of a store: its edition, in which nothing else occurs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kg.base.audience import Audience
from kg.model.audiences import (
    BOARD_SOURCE,
    CLOSED_WHOLE,
    EVERYBODY,
    FEWEST,
    SOURCE,
    level,
    node_level,
    seen,
)
from kg.model.changes import RelationKey
from kg.model.claims import (
    DISPUTED,
    POSITIONS,
    canonical,
    chosen_node,
    chosen_relation,
    left_open,
    positions,
    ranked,
)
from kg.model.confirmation import (
    POLITICAL_NODES,
    PUBLISHED,
    is_political,
    node_to_confirm,
    relation_to_confirm,
)
from kg.model.fields import BASES, VISIBLE, Merge
from kg.model.records import NodeRow, RelationRow, Statement
from kg.model.registry import NODES, merge_of, type_of
from kg.store import codec

_CLOSED_WHOLE: Final = tuple(f"{NODES[name].prefix}/" for name in sorted(CLOSED_WHOLE))
_IN_PRINT: Final = BASES.index(PUBLISHED)
_POLITICAL: Final = tuple(f"{NODES[name].prefix}/" for name in sorted(POLITICAL_NODES))


class SeenNode(NamedTuple):
    """A node as an audience reads it: values as JSON, ids of the sources of what it reads.

    ``merged`` are the old ids under which some of that was stated. ``differs``: a value beside the
    texts is not what the board reads. ``to_confirm``: nobody has read it in a publication.
    """

    id: str
    body: str
    sources: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    differs: bool = False
    to_confirm: bool = False


class SeenRelation(NamedTuple):
    """A relation as an audience reads it, and the ids of the sources of what it reads.

    ``differs``: its status or time is not what the board reads. ``to_confirm``: nobody has read it
    in a publication. ``basis`` numbers into ``fields.BASES``: the best that it rests on, 0 where
    nothing is said of that.
    """

    row: RelationRow
    sources: tuple[str, ...] = ()
    differs: bool = False
    to_confirm: bool = False
    basis: int = 0


def nodes_of(
    rows: Iterable[NodeRow], audience: Audience, *, examples: bool = True
) -> Iterator[SeenNode]:
    """Yield the nodes that an audience reads, as it reads them; ``examples`` where wanted."""
    for row in rows:
        node = node_of(row, audience, examples=examples)
        if node is not None:
            yield node


def relations_of(rows: Iterable[RelationRow], audience: Audience) -> Iterator[SeenRelation]:
    """Yield the relations of which an audience reads a statement; ends are not looked at."""
    for row in rows:
        kept = row.statements
        if kept.startswith(codec.LONE):
            # Nearly all rows: one statement, and no claim. Calls would cost more than the work.
            source = kept[2 : kept.index('"', 2)]
            if kept.endswith(codec.AS_PUBLISHED):
                yield SeenRelation(row, _one(source), False, False, _IN_PRINT)
            else:
                yield _lone(row, source)
        elif (link := relation_of(row, audience)) is not None:
            yield link


def node_of(row: NodeRow, audience: Audience, *, examples: bool = True) -> SeenNode | None:
    """Return a node as an audience reads it, None where it reads nothing of it.

    Without ``examples`` nobody reads one.
    """
    return _read(row, audience) if examples or not row.is_example else None


def _read(row: NodeRow, audience: Audience) -> SeenNode | None:
    kept = row.statements
    source = codec.lone_source(kept) if kept else ""
    if source in {None, BOARD_SOURCE} or row.id.startswith(_CLOSED_WHOLE):
        return _chosen(type_of(row.id) or "", row, audience)
    # Nearly all rows: one statement, and no claim about who may see it.
    waits = row.id.startswith(_POLITICAL) and _lone_waits(type_of(row.id) or "", None, kept)
    return SeenNode(row.id, row.body, _one(source or ""), to_confirm=waits)


def _chosen(type_: str, row: NodeRow, audience: Audience) -> SeenNode | None:
    said = codec.statements_of(row)
    read = seen(type_, said, audience)
    if not _shown(type_, row.id, read, audience):
        return None
    whole: dict[str, Any] = json.loads(row.body)
    # Who reads every statement reads the values that were chosen among all of them.
    values = whole if len(read) == len(said) else chosen_node(type_, read)
    return SeenNode(
        row.id,
        _marked(values, node_level(row.id, read) if read else EVERYBODY),
        # A source of which nothing is read looks like one that only says that it is there.
        _sources(read) or _one(row.id),
        tuple(sorted({s.subject for s in read} - {row.id})),
        # Texts apart, which no lens reads: in Neo4j every other value counts as the board has it,
        # so there the engines would disagree (``NotOfAudienceError``).
        _without_texts(type_, values) != _without_texts(type_, whole),
        node_to_confirm(type_, read),
    )


def _without_texts(type_: str, values: Mapping[str, Any]) -> dict[str, Any]:
    cls = NODES[type_]
    return {n: v for n, v in values.items() if merge_of(cls, n) is not Merge.PER_LANGUAGE}


def _shown(type_: str, id_: str, read: tuple[Statement, ...], audience: Audience) -> bool:
    # What was merged into a record goes by its id: those who may not know that id see neither. A
    # source is seen by those who see something it states, which is found out when all is read.
    own = any(statement.subject == id_ for statement in read)
    return own or audience == FEWEST or type_ == SOURCE


def relation_of(row: RelationRow, audience: Audience) -> SeenRelation | None:
    """Return a relation as an audience reads it, None where it reads nothing of it."""
    kept = row.statements
    source = codec.lone_source(kept) if kept else ""
    if source is not None:
        return _lone(row, source)
    key = RelationKey(*row[:4])
    said = codec.statements(codec.relation_statements(key, tuple(row[4:])))
    read = seen(row.type, said, audience)
    if not read:
        return None
    values = chosen_relation(row.type, read)
    times = [values.pop(name, None) for name in codec.TIMES]
    body = _marked(_open(row.type, times[0], values, read), level(row.type, read))
    shown = row._replace(**dict(zip(codec.TIMES, times, strict=True)), body=body, statements="")
    basis = BASES.index(ranked(read)[0].basis)
    waits = relation_to_confirm(row.type, shown.status, read)
    return SeenRelation(shown, _sources(read), shown[4:7] != row[4:7], waits, basis)


def _lone_waits(type_: str, status: str | None, kept: str) -> bool:
    """Say whether a record with one statement that claims nothing is to be confirmed."""
    return bool(kept) and codec.lone_basis(kept) != PUBLISHED and is_political(type_, status)


def _lone(row: RelationRow, source: str) -> SeenRelation:
    """Return a relation with one statement, or with none that is known, that claims nothing."""
    kept = row.statements
    if not kept:
        return SeenRelation(row, _one(source))
    basis = codec.lone_basis(kept)
    waits = basis != PUBLISHED and is_political(row.type, row.status)
    return SeenRelation(row, _one(source), to_confirm=waits, basis=BASES.index(basis))


def _open(
    type_: str, status: str | None, values: Mapping[str, Any], read: Sequence[Statement]
) -> dict[str, Any]:
    """Return the values of a relation; of a disputed one all positions, and none chosen of them."""
    if status != DISPUTED:
        return dict(values)
    open_ = left_open(type_, read)
    settled = {name: value for name, value in values.items() if name not in open_}
    return {**settled, POSITIONS: positions(read)}


def cited_sources(
    nodes: Iterable[SeenNode], relations: Iterable[SeenRelation], redirects: Mapping[str, str]
) -> set[str]:
    """Return the ids, old ones too, under which sources state something of what is read.

    What a source says of a source counts where that one is read.
    """
    cited: set[str] = set()
    said_of: dict[str, tuple[str, ...]] = {}
    for node in nodes:
        if type_of(node.id) == SOURCE:
            said_of[node.id] = node.sources
        else:
            cited.update(node.sources)
    for relation in relations:
        cited.update(relation.sources)
    # Sources state things of sources: what one cites is read as soon as it is read itself.
    waiting = sorted(cited)
    while waiting:
        id_ = waiting.pop()
        further = set(said_of.get(redirects.get(id_, id_), ())) - cited
        cited |= further
        waiting.extend(further)
    return cited


def _marked(values: dict[str, Any], who: Audience) -> str:
    """Return values as JSON with who may see them, which goes without saying of everybody."""
    if who == EVERYBODY:
        return canonical(values) if values else "{}"
    return canonical({**values, VISIBLE: who})


def _sources(read: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({s.source for s in read if s.source}))


@lru_cache(maxsize=4096)
def _one(source: str) -> tuple[str, ...]:
    return (source,) if source else ()
