"""A snapshot without a record: the same as of a store from which it was taken."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot
from kg.graph.update import seen_nodes, seen_relations
from kg.graph.without_record import Left, without
from kg.model.changes import Change, Deletion, RelationKey, Withdrawal
from kg.store.opening import open_store
from kg.store.protocol import Store


@pytest.fixture
def store(starter_copy: str) -> Iterable[Store]:
    found = open_store(starter_copy, write=True)
    yield found
    found.close()


def held(snapshot: Snapshot) -> tuple[list[object], list[object]]:
    return list(seen_nodes(snapshot)), list(seen_relations(snapshot))


def after(store: Store, changes: list[Change]) -> tuple[list[object], list[object]]:
    with store.rehearsal() as tried:
        tried.apply(changes)
        return held(snapshot_of(tried, "board"))


@pytest.mark.parametrize("id_", ["agreement/ag-res-57-1971", "org/segib", "state/hti"])
def test_a_record_goes_with_its_relations(store: Store, id_: str) -> None:
    found = without(store, "board", id_)
    assert held(found.snapshot) == after(store, [Deletion(id_)])
    assert found.gone == {id_}
    assert len(found.relations) == len(store.relations_of(id_))


def test_a_relation_goes_in_all_its_periods(store: Store) -> None:
    left: Left = ("MEMBER_OF", "state/nic", "org/oas")
    keys = [one.relation for one in store.relations_of("state/nic") if one.relation[:3] == left]
    assert keys
    found = without(store, "board", left)
    assert held(found.snapshot) == after(store, [Deletion(RelationKey(*key)) for key in keys])
    assert (found.gone, found.relations) == (set(), set(keys))


@pytest.mark.parametrize("id_", ["source/oas-cidi-recoop-2009", "source/oas-press-2021-12-04"])
def test_of_a_source_goes_all_that_it_alone_states(store: Store, id_: str) -> None:
    found = without(store, "board", id_)
    said = {one.id for one in seen_nodes(snapshot_of(store, "board")) if one.sources == (id_,)}
    assert said
    assert found.gone == {*said, id_}
    assert found.snapshot.index(id_) is None
    kept = {one.id for one in seen_nodes(found.snapshot) if id_ in one.sources}
    assert kept == set(), "what others state too is read from them alone"


def test_of_what_others_state_too_the_rest_stays(store: Store) -> None:
    source = "source/oas-press-avi-127-18"
    node = "priority/authorities-2018-resilience"
    others = [one for one in store.get([node])[node].statements if one.source != source]
    assert others
    found = without(store, "board", source)
    kept = next(one for one in seen_nodes(found.snapshot) if one.id == node)
    assert set(kept.sources) == {one.source for one in others}
    told = [Withdrawal(node, source)]
    nodes, _ = after(store, list(told))
    assert kept in nodes


def test_nothing_is_written(store: Store) -> None:
    before = store.point()
    without(store, "board", "org/segib")
    assert store.point() == before
