"""Snapshots: built, kept on disk, brought up to date: always the same columns."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from coopgraph.loads import starter_knowledge
from coopgraph.settings import sqlite_url
from ingest.loading import load as load_all
from kg.base.audience import AUDIENCES, Audience
from kg.graph.build import build, snapshot_of
from kg.graph.cache import cached_snapshot, load, save
from kg.graph.snapshot import Snapshot
from kg.graph.update import updated
from kg.model.changes import (
    Deletion,
    NodeStatement,
    Redirect,
    RelationKey,
    state_node,
    state_relation,
)
from kg.model.nodes import Organisation, Source
from kg.model.records import NodeRow
from kg.model.relations import MemberOf
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store

COLUMNS = ("starts", "ends", "nature", "specificity", "to_confirm")
EDGE_COLUMNS = (
    "start", "end", "since", "until", "to_confirm", "out_ptr", "in_ptr", "in_order",
)  # fmt: skip
OURS = "source/test"


def content(snapshot: Snapshot) -> dict[str, object]:
    """All that a snapshot says, in a form that compares (status codes as their words)."""
    edges = {
        name: {
            **{column: getattr(found, column).tolist() for column in EDGE_COLUMNS},
            "status": [snapshot.statuses[code] for code in found.status.tolist()],
            "keys": list(found.keys),
            "bodies": list(found.bodies),
            "sources": [snapshot.sources[number] for number in found.stated_by.tolist()],
        }
        for name, found in snapshot.edges.items()
    }
    columns = {name: getattr(snapshot, name).tolist() for name in COLUMNS}
    return {
        "revision": snapshot.revision,
        "audience": snapshot.audience,
        "sources": [snapshot.sources[number] for number in snapshot.stated_by.tolist()],
        "merged": dict(snapshot.merged),
        "ids": list(snapshot.ids),
        "bodies": list(snapshot.bodies),
        "ranges": dict(snapshot.ranges),
        "redirects": dict(snapshot.redirects),
        **columns,
        **edges,
    }


def test_a_snapshot_read_back_from_disk_is_the_same(
    starter_snapshot: Snapshot, tmp_path: Path
) -> None:
    save(starter_snapshot, tmp_path / "kept")
    assert content(load(tmp_path / "kept")) == content(starter_snapshot)


def test_the_cache_answers_again_and_forgets_older_revisions(
    starter_copy: str, tmp_path: Path
) -> None:
    store = open_store(starter_copy, write=True)
    try:
        first = cached_snapshot(store, tmp_path, "board")
        assert content(cached_snapshot(store, tmp_path, "board")) == content(first)
        change(store)
        second = cached_snapshot(store, tmp_path, "board")
        assert second.revision == store.revision() > first.revision
        folders = list((tmp_path / store.identity).iterdir())
        assert len(folders) == 1
    finally:
        store.close()


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda content: content[:40],
    "zeroed": lambda content: bytes(len(content)),
    "one bit": lambda content: content[:-9] + bytes([content[-9] ^ 4]) + content[-8:],
    "gone": lambda _: b"",
}


@pytest.mark.parametrize("name", ["columns.bin", "snapshot.json"])
@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_cache_is_built_anew(
    starter_url: str, tmp_path: Path, name: str, how: str
) -> None:
    store = open_store(starter_url)
    try:
        whole = content(cached_snapshot(store, tmp_path, "board"))
        (path,) = tmp_path.rglob(name)
        path.write_bytes(DAMAGED[how](path.read_bytes()))
        assert content(cached_snapshot(store, tmp_path, "board")) == whole
        assert content(load(path.parent)) == whole
    finally:
        store.close()


def test_a_snapshot_of_another_audience_is_not_believed(starter_url: str, tmp_path: Path) -> None:
    with closing(open_store(starter_url)) as store:
        cached_snapshot(store, tmp_path, "board")
        whole = content(cached_snapshot(store, tmp_path, "public"))
        (board,) = (tmp_path / store.identity / "board").iterdir()
        (public,) = (tmp_path / store.identity / "public").iterdir()
        shutil.rmtree(public)
        board.rename(public)
        assert content(cached_snapshot(store, tmp_path, "public")) == whole


def test_brought_up_to_date_equals_built_anew(starter_copy: str) -> None:
    store = open_store(starter_copy, write=True)
    try:
        before = snapshot_of(store, "board")
        assert updated(before, store) is before
        change(store)
        assert content(updated(before, store)) == content(snapshot_of(store, "board"))
    finally:
        store.close()


class WrittenTo:
    """A store to which somebody else writes just before what has changed is read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def changed_since(self, revision: int) -> object:
        late = Organisation(id="org/late", name={"en": "Late"}, kind="other")
        self._store.apply([state_node(late, OURS)])
        return self._store.changed_since(revision)


def test_brought_up_to_date_is_of_one_revision_whoever_writes_meanwhile(starter_copy: str) -> None:
    store = open_store(starter_copy, write=True)
    try:
        before = snapshot_of(store, "board")
        change(store)
        asked = store.point()
        found = updated(before, cast("Store", WrittenTo(store)))
        assert (found.revision, found.token) == (asked.number, asked.token)
        assert content(found) == content(snapshot_of(store, "board", asked.number))
        assert content(updated(found, store)) == content(snapshot_of(store, "board"))
    finally:
        store.close()


def test_a_past_revision_can_be_read_again(starter_copy: str) -> None:
    store = open_store(starter_copy, write=True)
    try:
        before = snapshot_of(store, "board")
        change(store)
        assert content(snapshot_of(store, "board", before.revision)) == content(before)
    finally:
        store.close()


def test_number_finds_every_id_and_nothing_else(starter_snapshot: Snapshot) -> None:
    ids = list(starter_snapshot.ids)
    assert [starter_snapshot.index(id_) for id_ in ids] == list(range(len(ids)))
    for absent in ("state/hthi", "org/", "nothing/here", "", "zzz"):
        assert starter_snapshot.index(absent) is None


def test_adjacency_leads_back(starter_snapshot: Snapshot) -> None:
    for edges in starter_snapshot.edges.values():
        ends = edges.end[edges.in_order]
        assert np.all(np.diff(ends) >= 0)
        assert int(edges.out_ptr[-1]) == int(edges.in_ptr[-1]) == len(edges)


def change(store: Store) -> None:
    """One of each kind of change: a new node, a merge, a removal, a new relation."""
    new = [Organisation(id=f"org/test-{n}", name={"en": f"Test {n}"}) for n in range(3)]
    store.apply(
        [
            state_node(Source(id=OURS, title={"en": "Test"}), OURS),
            *(state_node(node, OURS) for node in new),
            state_relation("state/hti", MemberOf(status="member"), "org/test-0", OURS),
            state_relation("state/jam", MemberOf(status="observer"), "org/test-1", OURS),
            Redirect("org/test-1", "org/test-0"),
            Deletion(RelationKey("MEMBER_OF", "state/hti", "org/caricom")),
            Deletion("org/fonplata"),
        ]
    )


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The starter knowledge without the examples."""
    path = tmp_path_factory.mktemp("bare") / "bare.db"
    with closing(create_store(sqlite_url(path))) as store:
        load_all(store, starter_knowledge(store, examples=False))
        yield store


@pytest.mark.parametrize("audience", AUDIENCES)
def test_without_examples_a_store_reads_as_if_there_were_none(
    starter_store: Store, bare: Store, audience: Audience
) -> None:
    left, never = snapshot_of(starter_store, audience, examples=False), snapshot_of(bare, audience)
    assert {**content(left), "revision": 0} == {**content(never), "revision": 0}
    assert not left.examples
    assert len(snapshot_of(starter_store, audience)) > len(left)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_becomes_or_ceases_to_be_an_example_comes_and_goes(
    starter_copy: str, tmp_path: Path, audience: Audience
) -> None:
    def relabel(nature: str) -> None:
        for subject in ("offer/xae-bancos-de-leite", "state/xae"):
            said = {"nature": nature} if subject.startswith("offer") or nature == "example" else {}
            store.apply([NodeStatement(subject, "source/coopgraph-examples", said)])

    with closing(open_store(starter_copy, write=True)) as store:
        for nature in ("declared", "example", "declared"):
            before = cached_snapshot(store, tmp_path, audience, examples=False)
            relabel(nature)
            anew = snapshot_of(store, audience, examples=False)
            assert content(updated(before, store)) == content(anew)
            assert content(cached_snapshot(store, tmp_path, audience, examples=False)) == content(
                anew
            )
            assert (anew.index("state/xae") is None) == (nature == "example")


def test_the_cache_keeps_snapshots_with_and_without_examples_apart(
    starter_url: str, tmp_path: Path
) -> None:
    with closing(open_store(starter_url)) as store:
        whole, less = (
            content(cached_snapshot(store, tmp_path, "public", examples=examples))
            for examples in (True, False)
        )
        assert whole != less
        (kept,) = (tmp_path / store.identity / "public").iterdir()
        (bare,) = (tmp_path / store.identity / "public-without-examples").iterdir()
        shutil.rmtree(bare)
        kept.rename(bare)
        assert content(cached_snapshot(store, tmp_path, "public", examples=False)) == less


def test_what_an_office_says_is_under_its_own_name() -> None:
    nodes = [
        NodeRow("source/desk/unit/a-desk", '{"title":{"und":"unit/a-desk"}}'),
        NodeRow("source/desk/unit/gone", '{"title":{"und":"unit/gone"}}'),
        NodeRow("unit/a-desk", '{"name":{"en":"A desk","fr":"Un bureau"}}'),
    ]
    snapshot = build(nodes, [])
    labels = [snapshot.label(snapshot.index(node.id) or 0) for node in nodes]
    assert labels[0] == labels[2] == {"en": "A desk", "fr": "Un bureau"}
    assert labels[1] == {"und": "unit/gone"}
