"""Whatever is done to a store, in whatever order: it answers as the plain model does."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kg.changes import Change, Deletion, Parting, Redirect, RelationKey
from kg.store import Store, create_store
from tests.conformance import compare
from tests.conformance.model import Model
from tests.conformance.strategies import (
    WORLD,
    batches,
    ids,
    keys_once,
    lives,
    misplaced,
    partings,
    redirects,
    subjects,
    waits,
)
from tests.neo4j_server import driver_of, fresh

HANDLES = st.integers(0, 1)
# Thousands of small commits: in memory where the machine has such a folder, not on its disk.
FOLDER = next((folder for folder in ("/dev/shm",) if os.access(folder, os.W_OK)), None)


def merges_into_deleted(batch: list[Change]) -> bool:
    """Say whether a batch may delete, the second time, what it has merged the first time."""
    kinds = [type(change) for change in batch]
    return Deletion in kinds and Redirect in kinds[kinds.index(Deletion) :]


class StoreMachine(RuleBasedStateMachine):
    """Two handles on one store, used in turn, beside one model."""

    def __init__(self) -> None:
        super().__init__()
        self.url = self.fresh()
        self.handles: list[Store] = [create_store(self.url), create_store(self.url)]
        self.model = Model()
        self.now = datetime(2026, 11, 28, 12, tzinfo=UTC)

    def fresh(self) -> str:
        """Return the address where an empty store can be made."""
        self.folder = tempfile.TemporaryDirectory(dir=FOLDER)
        return f"sqlite://{Path(self.folder.name)}/store.db"

    def cleared(self) -> None:
        self.folder.cleanup()

    @initialize(empty=st.sampled_from([False, False, False, True]))
    def begin(self, empty: bool) -> None:
        if not empty:
            assert compare.same_apply(self.handles[0], self.model, WORLD)

    @rule(batch=batches, handle=HANDLES)
    def apply(self, batch: list[Change], handle: int) -> None:
        if compare.same_apply(self.handles[handle], self.model, batch):
            self.apply_again(batch, self.handles[1 - handle])

    def apply_again(self, batch: list[Change], store: Store) -> None:
        before = self.model.revision
        if compare.same_apply(store, self.model, batch) and not merges_into_deleted(batch):
            assert self.model.revision == before

    @rule(id_=ids, mine=batches, theirs=batches, handle=HANDLES)
    def apply_what_was_seen(
        self, id_: str, mine: list[Change], theirs: list[Change], handle: int
    ) -> None:
        """Somebody looks at a record, somebody else writes, the first one writes then."""
        seen, before = compare.token_of(self.handles[handle], id_), self.model.now.versions(id_)
        compare.same_apply(self.handles[1 - handle], self.model, theirs)
        expect = {id_: seen}
        if self.model.now.versions(id_) == before:
            compare.same_apply(self.handles[handle], self.model, mine, expect)
        else:
            compare.same_conflict(self.handles[handle], self.model, mine, expect)

    @rule(redirect=redirects, handle=HANDLES)
    def merge(self, redirect: Redirect, handle: int) -> None:
        compare.same_apply(self.handles[handle], self.model, [redirect])

    @rule(parting=partings, handle=HANDLES)
    def part(self, parting: Parting, handle: int) -> None:
        compare.same_apply(self.handles[handle], self.model, [parting])

    @rule(subject=subjects, handle=HANDLES)
    def delete(self, subject: str | RelationKey, handle: int) -> None:
        compare.same_apply(self.handles[handle], self.model, [Deletion(subject)])

    @rule(batch=batches, change=misplaced, handle=HANDLES)
    def misplace(self, batch: list[Change], change: Change, handle: int) -> None:
        compare.same_refusal(self.handles[handle], self.model, [*batch, change], "key/")

    @rule(key=keys_once, life=lives, handle=HANDLES)
    def spend(self, key: str, life: timedelta, handle: int) -> None:
        until = self.now + life
        compare.same_once(self.handles[handle], self.model, key, until, self.now)

    @rule(time=waits)
    def wait(self, time: timedelta) -> None:
        self.now += time

    @rule(batch=batches, key=keys_once, life=lives, handle=HANDLES)
    def rehearse(self, batch: list[Change], key: str, life: timedelta, handle: int) -> None:
        before = list(self.handles[handle].nodes())
        tried = self.model.rehearsed()
        with self.handles[handle].rehearsal() as rehearsal:
            compare.same_once(rehearsal, tried, key, self.now + life, self.now)
            compare.same_apply(rehearsal, tried, batch)
            compare.same_now(rehearsal, tried)
            assert list(self.handles[1 - handle].nodes()) == before

    @rule(handle=HANDLES)
    def reopen(self, handle: int) -> None:
        self.handles[handle].close()
        self.handles[handle] = create_store(self.url)

    @rule(handle=HANDLES)
    def look_at_records(self, handle: int) -> None:
        compare.same_records(self.handles[handle], self.model)

    @rule(handle=HANDLES)
    def look_back(self, handle: int) -> None:
        compare.same_past(self.handles[handle], self.model)

    @rule(handle=HANDLES)
    def look_at_changes(self, handle: int) -> None:
        compare.same_changes(self.handles[handle], self.model)

    @invariant()
    def both_handles_answer_as_the_model(self) -> None:
        for store in self.handles:
            compare.same_now(store, self.model)
            compare.same_spent(store, self.model, self.now)

    @invariant()
    def the_graph_says_the_same(self) -> None:
        if self.handles[0].capabilities.cypher:
            compare.same_graph(self.handles[0], self.model)

    @invariant()
    def both_handles_know_the_revision_by_the_same_token(self) -> None:
        one, other = (store.point().token for store in self.handles)
        assert one == other
        assert bool(one) == bool(self.model.revision)

    def teardown(self) -> None:
        compare.same_when_retold(self.handles[0], self.model)
        compare.same_past(self.handles[0], self.model)
        compare.same_changes(self.handles[1], self.model)
        for store in self.handles:
            store.close()
        self.cleared()


class Neo4jMachine(StoreMachine):
    """The same on a server, which has one database: emptied before each run."""

    address: ClassVar[str]

    def fresh(self) -> str:
        with driver_of(self.address) as driver:
            fresh(driver)
        return self.address

    def cleared(self) -> None:
        """Leave the database as it is: the next one empties it."""


StoreMachine.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.neo4j
@pytest.mark.slow  # hundreds of commits that are really on a disk, each looked at by two handles
def test_a_server_answers_as_the_model_does(neo4j_url: str) -> None:
    Neo4jMachine.address = neo4j_url
    few = settings(StoreMachine.TestCase.settings, max_examples=10, stateful_step_count=12)
    run_state_machine_as_test(Neo4jMachine, settings=few)


TestStoreMachine = StoreMachine.TestCase
