"""A snapshot with changes spliced in has the very columns of one that is built anew."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kg.base.audience import AUDIENCES, Audience
from kg.base.errors import BadChangeError
from kg.graph import update
from kg.graph.build import snapshot_of
from kg.graph.snapshot import Snapshot, Strings
from kg.graph.update import updated
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    RelationKey,
    RelationStatement,
)
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store
from tests.journeys.audiences.world import SOURCES, batches, worlds
from tests.journeys.conformance.test_machine import FOLDER

READERS = [(audience, examples) for audience in AUDIENCES for examples in (True, False)]
OURS = "source/note"


def everything(snapshot: Snapshot) -> dict[str, Any]:
    """All that a snapshot holds, numbers into sources and statuses too; whether it differs apart.

    Once it has differed from what the board reads it is taken to differ on.
    """
    edges = {
        f"{type_}.{name}": getattr(some, name)
        for type_, some in snapshot.edges.items()
        for name in some.__slots__
    }
    own = {name: getattr(snapshot, name) for name in snapshot.__slots__}
    return {
        name: _plain(value)
        for name, value in {**own, **edges}.items()
        if name not in {"edges", "differs"}
    }


def _plain(value: object) -> object:
    if isinstance(value, Strings):
        return list(value), value.offsets.dtype.str, value.data.dtype.str
    return (value.tolist(), value.dtype.str) if isinstance(value, np.ndarray) else value


def differing(first: Snapshot, second: Snapshot) -> set[str]:
    ours, theirs = everything(first), everything(second)
    return {name for name in ours if ours[name] != theirs[name]}


class SpliceMachine(RuleBasedStateMachine):
    """One store, and for each reader a snapshot that follows it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=FOLDER)
        self.store = create_store(f"sqlite://{Path(self.folder.name)}/store.db")
        self.kept: dict[tuple[Audience, bool], Snapshot] = {}

    @initialize(world=worlds())
    def begin(self, world: list[Change]) -> None:
        self.store.apply(world)

    @rule(batch=batches)
    def load(self, batch: list[Change]) -> None:
        # One may name what is gone, or lead an id to one of another type: then nothing is taken.
        try:
            self.store.apply(batch)
        except BadChangeError:
            return

    @rule(source=st.sampled_from(SOURCES), number=st.integers(0, 99))
    def say_more(self, source: str, number: int) -> None:
        said = {"nature": "declared", "title": {"en": f"Wells {number}"}}
        offer, place = f"offer/{number:02}", f"source/{number % 3}"
        # The source itself may be gone.
        self.load(
            [
                NodeStatement(place, place, {"title": {"en": "Paper"}}),
                NodeStatement(offer, source if number % 2 else place, said),
                NodeStatement("state/hti", source, {"name": {"fr": "Haïti"}}),
                NodeStatement("sector/dac/140", source, {"name": {"fr": "Eau"}}),
                RelationStatement(RelationKey("DECLARES", "state/hti", offer), source, {}),
                RelationStatement(RelationKey("IN_SECTOR", offer, "sector/dac/140"), place, {}),
            ]
        )

    @rule(number=st.integers(0, 99))
    def drop(self, number: int) -> None:
        self.load([Deletion(f"offer/{number:02}")])

    @invariant()
    def every_snapshot_is_as_one_built_anew(self) -> None:
        for reader in READERS:
            audience, examples = reader
            anew = snapshot_of(self.store, audience, examples=examples)
            later = updated(self.kept.get(reader, anew), self.store)
            assert differing(later, anew) == set(), reader
            assert later.differs or not anew.differs
            self.kept[reader] = later

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


SpliceMachine.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestSpliceMachine = SpliceMachine.TestCase


@pytest.fixture
def store(starter_copy: str) -> Iterator[Store]:
    with closing(open_store(starter_copy, write=True)) as found:
        found.apply([said(OURS, title={"en": "Note"})])
        yield found


def said(subject: str, **props: object) -> NodeStatement:
    return NodeStatement(subject, OURS, props)


BOARD: list[list[Change]] = [
    [said("offer/0-first", nature="declared")],
    [said("practice/zz-last", nature="declared")],
    [said("state/hti", website="https://example.org"), said("org/aaa", kind="other")],
    [RelationStatement(RelationKey("MEMBER_OF", "state/can", "org/segib", "2"), OURS, {})],
    [Deletion("org/oas")],
    [
        said("org/oas-1", kind="other"),
        RelationStatement(RelationKey("MEMBER_OF", "state/hti", "org/oas-1"), OURS, {}),
        RelationStatement(
            RelationKey("PART_OF", "org/oas-1", "org/oas"), OURS, {"since": "2001-01-01"}
        ),
    ],
    [Deletion("state/bra")],
]


@pytest.mark.parametrize("batch", BOARD)
def test_a_few_changes_are_spliced_in(
    store: Store, batch: list[Change], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot_of(store, "board")
    store.apply(batch)
    for name in ("assemble", "snapshot_of"):
        monkeypatch.delattr(update, name)
    after = updated(before, store)
    assert differing(after, snapshot_of(store, "board")) == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_all_may_see_is_spliced_in_for_all(
    store: Store, audience: Audience, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = RelationKey("MEMBER_OF", "state/can", "org/segib", "2")
    store.apply([RelationStatement(key, OURS, {"status": "observer"})])
    before = snapshot_of(store, audience, examples=False)
    store.apply([RelationStatement(key, OURS, {"status": "former"})])
    for name in ("assemble", "snapshot_of"):
        monkeypatch.delattr(update, name)
    after = updated(before, store)
    assert differing(after, snapshot_of(store, audience, examples=False)) == set()
    assert differing(after, before) >= {"revision", "token", "MEMBER_OF.status"}


CITED = "source/cited"


def a_source(id_: str) -> NodeStatement:
    return NodeStatement(id_, id_, {"title": {"en": "Note"}})


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with closing(create_store(f"sqlite://{tmp_path}/store.db")) as found:
        found.apply([a_source(OURS), a_source(CITED)])
        found.apply([NodeStatement("state/hti", CITED, {"name": {"fr": "Haïti"}})])
        yield found


@pytest.mark.parametrize(("audience", "examples"), READERS)
def test_sources_come_for_those_who_read_what_they_state(
    small: Store, audience: Audience, *, examples: bool
) -> None:
    kept = snapshot_of(small, audience, examples=examples)
    silent = "source/silent"
    # One that states nothing yet; one that goes and comes back, where what it stated was left.
    for batch in ([a_source(silent)], [Deletion(CITED)], [a_source(CITED)]):
        small.apply(batch)
        anew = snapshot_of(small, audience, examples=examples)
        kept = updated(kept, small)
        assert differing(kept, anew) == set()
    assert kept.index(CITED) is not None
    assert (kept.index(silent) is not None) == (audience == "board")


def test_where_much_has_changed_all_is_put_in_order_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "FEW", 1)
    monkeypatch.delattr(update, "spliced")
    before = snapshot_of(store, "board")
    store.apply([said("offer/0-first", nature="declared"), said("offer/1", nature="declared")])
    assert differing(updated(before, store), snapshot_of(store, "board")) == set()
