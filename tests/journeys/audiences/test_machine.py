"""Whatever is loaded: what leaves is what would leave had the hidden never been written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadChangeError
from kg.base.i18n import LANGUAGES
from kg.graph.build import snapshot_of
from kg.graph.cache import cached_snapshot
from kg.graph.snapshot import Snapshot
from kg.graph.update import updated
from kg.graph.view import View
from kg.matching.cypher.cypher_engine import CypherEngine
from kg.matching.engine import KERNEL
from kg.model.changes import (
    Change,
    Override,
    Parting,
    Redirect,
    RelationKey,
    Release,
    Withdrawal,
)
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.effort import LONG
from tests.journeys.audiences import leaving
from tests.journeys.audiences.rules import held
from tests.journeys.audiences.world import (
    NODES,
    SOURCES,
    batches,
    overrides,
    redirects,
    statement_about,
    worlds,
)
from tests.journeys.conformance.model import RefusedError, State, step
from tests.journeys.conformance.test_machine import FOLDER
from tests.neo4j_server import driver_of, fresh

OTHERS: Final[tuple[Audience, ...]] = AUDIENCES[:2]
numbers = st.integers(0, 10_000)


class AudienceMachine(RuleBasedStateMachine):
    """One store, the plain model beside it, and a twin for each audience made at each look."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=FOLDER)
        self.place = Path(self.folder.name)
        self.store = create_store(self.fresh())
        self.state = State()
        self.kept: dict[Audience, Snapshot] = {}
        self.twins = 0

    def fresh(self) -> str:
        """Return the address where an empty store can be made."""
        return f"sqlite://{self.place}/store.db"

    @initialize(world=worlds())
    def begin(self, world: list[Change]) -> None:
        self.take(world)

    @rule(batch=batches)
    def load(self, batch: list[Change]) -> None:
        self.take(batch)

    @rule(redirect=redirects)
    def merge(self, redirect: Redirect) -> None:
        self.take([redirect])

    @rule(number=numbers)
    def part(self, number: int) -> None:
        joined = sorted(self.state.redirects)
        self.take([Parting(joined[number % len(joined)] if joined else NODES[0])])

    @rule(number=numbers, to=overrides)
    def release(self, number: int, to: Override | None) -> None:
        subject, source = self.one_said(number)
        self.take([Release(subject, source, to)])

    @rule(number=numbers)
    def withdraw(self, number: int) -> None:
        self.take([Withdrawal(*self.one_said(number))])

    @rule(number=numbers, data=st.data())
    def state_again(self, number: int, data: st.DataObject) -> None:
        subject, _ = self.one_said(number)
        said = statement_about(subject)
        self.take([data.draw(said)])

    def one_said(self, number: int) -> tuple[str | RelationKey, str]:
        """Return what one of the present statements is about, and who says it."""
        said = [
            (key._replace(start=about[0], end=about[1]), who)
            if isinstance(key, RelationKey)
            else (str(about), who)
            for key, told in self.state.said.items()
            for who, about in told
        ]
        return said[number % len(said)] if said else (NODES[0], SOURCES[0])

    def take(self, batch: list[Change]) -> None:
        """Apply a batch to the store and the model, to both or to none."""
        state = State(
            {s: dict(said) for s, said in self.state.said.items()}, dict(self.state.redirects)
        )
        try:
            for change in batch:
                step(state, change)
        except RefusedError:
            with pytest.raises(BadChangeError):
                self.store.apply(batch)
            return
        self.store.apply(batch)
        self.state = state

    @invariant()
    def records_are_those_of_the_twin(self) -> None:
        for audience in OTHERS:
            with self.twin(audience) as (real, twin):
                first, second = self.views(real, twin)
                same(leaving.records(self.store, first, "es"), leaving.records(twin, second, "es"))

    @invariant()
    def a_snapshot_brought_up_to_date_is_as_one_built_anew(self) -> None:
        for audience in AUDIENCES:
            anew = snapshot_of(self.store, audience)
            later = updated(self.kept.get(audience, anew), self.store)
            equal(later, anew)
            assert later.differs or not anew.differs
            self.kept[audience] = later

    @contextmanager
    def twin(self, audience: Audience) -> Iterator[tuple[Snapshot, Store]]:
        """Give what an audience reads of the store, and a store that never held anything else."""
        self.twins += 1
        twin = create_store(f"sqlite://{self.place}/twin-{self.twins}.db")
        try:
            twin.replay(held(self.state, audience))
            yield snapshot_of(self.store, audience), twin
        finally:
            twin.close()

    def views(self, real: Snapshot, twin: Store) -> tuple[View, View]:
        other = leaving.as_twin(twin, real)
        equal(real, other)
        return View(real, leaving.DAY), View(other, leaving.DAY)

    def all_that_leaves_is_that_of_the_twin(self) -> None:
        for number, audience in enumerate(OTHERS):
            lang = LANGUAGES[(len(self.state.said) + number) % len(LANGUAGES)]
            with self.twin(audience) as (real, twin):
                first, second = self.views(real, twin)
                same(leaving.answers(first, lang), leaving.answers(second, lang))
                drawn = leaving.pictures(self.store, first, lang)
                same(drawn, leaving.pictures(twin, second, lang))
                ours, theirs = (leaving.files(view, lang, self.place) for view in (first, second))
                same(ours, theirs)
                ours_copied = leaving.copied(self.store, first, self.place)
                assert ours_copied == leaving.copied(twin, second, self.place)

    def what_is_kept_on_disk_is_the_same(self) -> None:
        for audience in AUDIENCES:
            anew = cached_snapshot(self.store, self.place / "cache", audience)
            equal(cached_snapshot(self.store, self.place / "cache", audience), anew)

    def a_database_answers_as_the_twin_or_refuses(self) -> None:
        """Let the store's own engine answer, where it has one."""
        if self.store.capabilities.cypher:
            for audience in AUDIENCES:
                view = View(snapshot_of(self.store, audience), leaving.DAY)
                ours = leaving.told(leaving.matches(view, "en", CypherEngine(self.store.run)))
                theirs = leaving.told(leaving.matches(view, "en", KERNEL))
                for name, found in ours.items():
                    refused = isinstance(found, dict) and found.get("code") == "not-of-audience"
                    assert found == theirs[name] or refused, name
                    assert not refused or view.snapshot.differs

    def teardown(self) -> None:
        try:
            self.all_that_leaves_is_that_of_the_twin()
            self.what_is_kept_on_disk_is_the_same()
            self.a_database_answers_as_the_twin_or_refuses()
        finally:
            self.store.close()
            self.folder.cleanup()


def equal(first: Snapshot, second: Snapshot) -> None:
    """Compare two snapshots column by column; whether values differ from the board's apart."""
    ours, theirs = leaving.columns(first), leaving.columns(second)
    assert {name for name in ours if ours[name] != theirs[name]} == set()


def same(real: Iterator[leaving.Asked], twin: Iterator[leaving.Asked]) -> None:
    """Compare all that is answered, and name what differs."""
    first, second = leaving.told(real), leaving.told(twin)
    assert first.keys() == second.keys()
    for name, found in first.items():
        assert found == second[name], name


AudienceMachine.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# All that leaves is asked of two worlds after each step: minutes on a machine that others use too.
TestAudienceMachine = pytest.mark.timeout(900)(AudienceMachine.TestCase)


class Neo4jMachine(AudienceMachine):
    """The same on a server, which has one database: emptied before each run."""

    address: ClassVar[str]

    def fresh(self) -> str:
        with driver_of(self.address) as driver:
            fresh(driver)
        return self.address


@pytest.mark.neo4j
@pytest.mark.slow  # each commit is really on a disk, and each look reads all of the database
@pytest.mark.timeout(1200)  # the server plans each text anew for each database
def test_a_server_tells_no_more(neo4j_url: str) -> None:
    Neo4jMachine.address = neo4j_url
    # Without making a failure small: the same machine on SQLite is quicker at that.
    some = settings(
        AudienceMachine.TestCase.settings, max_examples=2 if LONG else 1, stateful_step_count=2
    )
    few = settings(some, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    run_state_machine_as_test(Neo4jMachine, settings=few)
