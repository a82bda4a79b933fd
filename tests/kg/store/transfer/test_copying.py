"""A copy holds all that the other holds, goes on where it stopped, and says when it cannot."""

from __future__ import annotations

import dataclasses
import sqlite3
import tempfile
from contextlib import closing
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.base.errors import BadChangeError, CoopgraphError, WrongUseError
from kg.base.store_errors import StoreDamagedError
from kg.model.changes import Change, NodeStatement
from kg.store.opening import create_store
from kg.store.protocol import Store
from kg.store.transfer import Stage, copy
from kg.store.transfer import revisions as journal
from kg.store.transfer.transfer_errors import (
    NotTheSameError,
    SameStoreError,
    TargetAheadError,
    TargetDiffersError,
)
from tests.effort import LONG
from tests.journeys.conformance.strategies import WORLD, batches
from tests.kg.store.transfer.conftest import LAST, Make, Url
from tests.kg.store.transfer.same import same_everywhere
from tests.neo4j_server import driver_of, fresh

NEW: list[Change] = [NodeStatement("org/later", "source/a", {})]
OWN: list[Change] = [NodeStatement("source/a", "source/a", {"title": {"en": "other"}})]


class Meanwhile:
    """Does something once, when a stage has come to a revision."""

    def __init__(self, stage: Stage, number: int, *, then: object) -> None:
        self.when = (stage, number)
        self.then = then
        self.seen: list[tuple[Stage, int, int]] = []

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        self.seen.append((stage, done, total))
        if (stage, done) == self.when and callable(self.then):
            self.then()


def test_a_copy_is_the_same(world: Store, make: Make) -> None:
    target = make("target")
    seen = Meanwhile("copy", 0, then=None)
    outcome = copy(world, target, seen)
    assert (outcome.revision, outcome.revisions) == (LAST, LAST)
    assert outcome.graph.nodes == len(list(world.nodes()))
    assert outcome.graph.relations == len(list(world.relations()))
    assert seen.seen == [("copy", n, LAST) for n in range(1, LAST + 1)]
    same_everywhere(world, target)


@pytest.mark.neo4j
def test_there_and_back(world: Store, make: Make, fresh_neo4j: str) -> None:
    server, back = make(fresh_neo4j), make("back")
    there, again = copy(world, server), copy(server, back)
    assert there == again
    same_everywhere(world, server)
    same_everywhere(server, back)
    same_everywhere(world, back)


@pytest.mark.slow  # thousands of records are written to a server and asked for at each revision
@pytest.mark.neo4j
def test_the_starter_knowledge_there_and_back(
    starter_store: Store, make: Make, fresh_neo4j: str
) -> None:
    server, back = make(fresh_neo4j), make("back")
    there = copy(starter_store, server)
    assert there.graph.nodes > 1000
    assert copy(server, back).graph == there.graph
    same_everywhere(starter_store, back, subjects=10_000 if LONG else 300)
    same_everywhere(starter_store, server, subjects=300 if LONG else 100)


@pytest.mark.slow  # some dozen histories go to a server and back
@pytest.mark.neo4j
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(batches, min_size=1, max_size=12), stop=st.integers(0, 12))
def test_any_history_there_and_back(history: list[list[Change]], stop: int, neo4j_url: str) -> None:
    with driver_of(neo4j_url) as driver:
        fresh(driver)
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(create_store(f"sqlite://{folder}/one.db")) as one,
        closing(create_store(neo4j_url)) as server,
        closing(create_store(f"sqlite://{folder}/back.db")) as back,
    ):
        one.apply(WORLD)
        for number, batch in enumerate(history):
            if number == stop:
                copy(one, server)
                copy(server, back)
            try_to(one, batch)
        copy(one, server)
        copy(server, back)
        same_everywhere(one, server)
        same_everywhere(one, back)


def try_to(store: Store, batch: list[Change]) -> None:
    try:
        store.apply(batch)
    except BadChangeError:
        return


def test_a_copy_goes_on(world: Store, make: Make) -> None:
    target = make("target")
    with closing(world.journal()) as told:
        for revision in islice(told, 2):
            target.replay(revision)
    seen = Meanwhile("copy", 0, then=None)
    assert copy(world, target, seen).revisions == LAST - 2
    assert [stage for stage, *_ in seen.seen] == ["compare"] * 2 + ["copy"] * 3
    same_everywhere(world, target)
    assert copy(world, target).revisions == 0
    world.apply(NEW)
    assert copy(world, target).revisions == 1
    same_everywhere(world, target)


def test_an_empty_store_is_copied(make: Make) -> None:
    assert copy(make("one"), make("two")).revision == 0


def test_a_copy_is_of_one_revision(world: Store, make: Make) -> None:
    target = make("target")
    outcome = copy(world, target, Meanwhile("copy", 2, then=lambda: world.apply(NEW)))
    assert (world.revision(), target.revision(), outcome.revision) == (LAST + 1, LAST, LAST)
    assert list(target.nodes()) == list(world.nodes(LAST))


def test_long_readings_are_begun_anew(
    world: Store, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_HELD_OPEN", 0.0)
    assert list(journal.StoreJournal(world).revisions()) == list(world.journal())
    assert list(journal.StoreJournal(world).revisions(3)) == list(world.journal(3))
    assert copy(world, make("target")).revisions == LAST


def test_a_target_with_something_else_is_left_alone(world: Store, make: Make) -> None:
    target = make("target")
    target.apply(WORLD[:3])
    before = list(target.journal())
    with pytest.raises(TargetDiffersError) as caught:
        copy(world, target)
    assert "revision 1" in caught.value.sentence()
    assert target.url in caught.value.sentence()
    assert list(target.journal()) == before


def test_a_target_that_has_gone_on_is_left_alone(world: Store, make: Make) -> None:
    target = make("target")
    copy(world, target)
    target.apply(NEW)
    with pytest.raises(TargetAheadError) as caught:
        copy(world, target)
    assert f"at revision {LAST + 1}" in caught.value.sentence()
    world.apply([NodeStatement("org/other", "source/a", {})])
    with pytest.raises(TargetDiffersError):
        copy(world, target)
    assert issubclass(TargetDiffersError, WrongUseError)


def test_a_store_is_not_copied_into_itself(world: Store, make: Make) -> None:
    with pytest.raises(SameStoreError):
        copy(world, make("world"))


@pytest.mark.parametrize("at", [1, 3])
def test_somebody_else_writing_to_the_target_is_noticed(world: Store, make: Make, at: int) -> None:
    target = make("target")
    with pytest.raises(NotTheSameError) as caught:
        copy(world, target, Meanwhile("copy", at, then=lambda: make("target").apply(OWN)))
    assert f"revision {at + 1} " in caught.value.sentence()
    assert caught.value.exit_code == 3
    assert target.revision() == at + 1, "nothing was written on top of it"


TAMPERED = {
    "a statement": "UPDATE node_version SET body = '{}' WHERE id = 'org/w' AND rev = 1",
    "a note": "UPDATE revision SET note = 'other' WHERE number = 4",
    "a day": "UPDATE revision SET at = '2020-01-01T00:00:00+00:00' WHERE number = 1",
    "a merge": "UPDATE node_version SET joined = NULL WHERE id = 'org/y' AND rev = 4",
    "a chosen value": "UPDATE node_version SET body = '{}' WHERE id = 'org/x' AND rev = 3",
    "what is present": "UPDATE node_version SET next_rev = 5 WHERE id = 'org/z'",
    "a version less": "DELETE FROM node_version WHERE id = 'org/z' AND rev = 1",
}


def run(url: str, query: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite://"))) as connection:
        assert connection.execute(query).rowcount == 1
        connection.commit()


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_altered_since_is_noticed(world: Store, make: Make, url: Url, what: str) -> None:
    copy(world, make("target"))
    run(url("target"), TAMPERED[what])
    with pytest.raises(StoreDamagedError) as caught:
        copy(world, make("target"))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("lang", ["es", "en", "pt", "fr"])
def test_errors_are_sentences(lang: str) -> None:
    errors: list[CoopgraphError] = [
        SameStoreError("a"),
        TargetDiffersError("a", "b", 1),
        TargetAheadError("a", 1, "b", 2),
        NotTheSameError("a", "b", 1),
    ]
    for error in errors:
        assert error.sentence(lang).endswith(".")
        assert "{" not in error.sentence(lang)


def test_a_store_filled_in_another_way_is_not_a_beginning(world: Store, make: Make) -> None:
    """The same statements on another day are another history."""
    other = make("other")
    for revision in world.journal():
        other.replay(dataclasses.replace(revision, at="2020-01-01T00:00:00+00:00"))
    with pytest.raises(TargetDiffersError):
        copy(world, other)
