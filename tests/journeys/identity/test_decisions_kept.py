"""Decisions in a store: what rules join, what persons decide, and that all can be undone."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.identity.decisions import Ruling, decision_id
from kg.identity.ledger import RULES, read_ledger
from kg.identity.rulings import (
    ContradictionError,
    NoDecisionError,
    NotTwoBodiesError,
    planned,
    ruled,
    taken_back,
)
from kg.model import nodes
from kg.model.changes import Withdrawal, state_node
from kg.store.opening import create_store
from kg.store.protocol import Store
from tests.journeys.identity.conftest import NAMES, SOURCE, SURE, stated

DAY = date(2026, 11, 29)


def settle(store: Store, since: int | None = None) -> int:
    plan = planned(store, DAY, since)
    store.apply(plan.changes)
    return len(plan.settled.same)


def rule(store: Store, one: str, other: str, verdict: Ruling) -> None:
    store.apply(ruled(store, one, other, verdict, DAY))


def undo(store: Store, one: str, other: str) -> None:
    store.apply(taken_back(store, decision_id(one, other))[1])


def held(store: Store) -> tuple[list[object], list[object], dict[str, str]]:
    """Return all that holds now, as exports read it."""
    with closing(store.nodes()) as nodes, closing(store.relations()) as relations:
        return list(nodes), list(relations), dict(store.redirects())


def test_rules_join_what_is_surely_one_and_nothing_else(store: Store) -> None:
    assert settle(store) == len(SURE)
    assert dict(store.redirects()) == SURE
    assert settle(store) == 0
    ledger = read_ledger(store)
    assert {each.by for each in ledger.decisions} == {"rule"}
    assert all(entry.evidence and entry.decided == "2026-11-29" for entry in ledger.entries)
    assert all(store.get([d.id])[d.id].statements[0].source == RULES for d in ledger.decisions)


def test_what_is_joined_answers_as_one(store: Store) -> None:
    settle(store)
    funded = [record.relation.end for record in store.relations_of("org/wsda")]
    assert funded == ["activity/0", "activity/1", "activity/2"]


def test_files_that_come_again_change_nothing(store: Store) -> None:
    settle(store)
    before = held(store), store.revision()
    store.apply(stated())
    assert settle(store, before[1]) == 0
    assert (held(store), store.revision()) == before


def test_only_what_is_new_is_looked_at(store: Store) -> None:
    assert settle(store, store.revision()) == 0
    assert settle(store, 0) == len(SURE)


def test_undo_parts_what_a_decision_joined_and_rules_let_it_be(store: Store) -> None:
    settle(store)
    pair = "org/XI-DUNS-0012", "org/XI-DUNS-12"
    undo(store, *pair)
    assert pair[0] not in store.redirects() or store.redirects()[pair[0]] != pair[1]
    settle(store)
    ends = store.redirects()
    assert ends.get(pair[0], pair[0]) != ends.get(pair[1], pair[1])
    assert decision_id(*pair) in read_ledger(store).undone
    rule(store, *pair, "same")
    assert store.redirects()[pair[0]] == pair[1]


def test_a_person_wins_over_rules(store: Store) -> None:
    one, other = "org/name/xx/wasda", "org/wsda"
    rule(store, one, other, "different")
    settle(store)
    ends = store.redirects()
    assert ends.get(one, one) != ends.get(other, other)
    store.apply(stated())
    assert settle(store) == 0
    undo(store, one, other)
    assert decision_id(one, other) in read_ledger(store).undone


def test_what_a_rule_joined_a_person_parts(store: Store) -> None:
    settle(store)
    one, other = "org/XI-DUNS-0012", "org/XI-DUNS-12"
    before = dict(store.redirects())
    rule(store, one, other, "different")
    ends = store.redirects()
    assert ends.get(one, one) != ends.get(other, other)
    undo(store, one, other)
    assert dict(store.redirects()) == before


def test_a_person_may_join_across_a_contradiction(store: Store) -> None:
    pair = "org/name/bol/ministry-of-health", "org/name/pan/ministry-of-health"
    rule(store, *pair, "same")
    assert store.redirects()[pair[1]] == pair[0]


def test_decisions_that_contradict_are_refused_with_those_they_contradict(store: Store) -> None:
    one, two, three = sorted(NAMES)[:3]
    rule(store, one, two, "same")
    rule(store, two, three, "same")
    with pytest.raises(ContradictionError) as refused:
        ruled(store, one, three, "different", DAY)
    assert decision_id(one, two) in refused.value.detail.text("en")


def test_what_cannot_be_decided_is_refused(store: Store) -> None:
    for pair in (("org/a", "org/a"), ("org/a", "unit/b"), ("state/bol", "state/pan")):
        with pytest.raises(NotTwoBodiesError):
            ruled(store, *pair, "same", DAY)
    with pytest.raises(NoDecisionError):
        taken_back(store, "decision/none")


def test_a_record_that_is_gone_stays_decided_about(store: Store) -> None:
    rule(store, "org/name/xx/wasda", "org/wsda", "same")
    store.apply([Withdrawal("org/name/xx/wasda", SOURCE)])
    settle(store)
    undo(store, "org/name/xx/wasda", "org/wsda")
    rule(store, "org/name/xx/wasda", "org/wsda", "same")
    assert len(read_ledger(store).decisions) == len(SURE)
    assert store.get(["org/wsda"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_undo_restores_exactly_what_held(tmp_path: Path, data: st.DataObject) -> None:
    """Made anew each time, of SQLite alone: the other engine's stores are slow to make."""
    path = tmp_path / f"{data.draw(st.uuids())}.db"
    with closing(create_store(f"sqlite://{path}")) as store:
        store.apply(stated())
        if data.draw(st.booleans()):
            settle(store)
        known = {d.id for d in read_ledger(store).decisions}
        pairs = st.tuples(st.sampled_from(sorted(NAMES)), st.sampled_from(sorted(NAMES)))
        done = []
        states = [held(store)]
        for one, other in data.draw(st.lists(pairs, max_size=4, unique_by=frozenset)):
            id_ = decision_id(one, other)
            if one == other or id_ in known:
                continue
            verdict: Ruling = data.draw(st.sampled_from(["same", "same", "different"]))
            try:
                rule(store, one, other, verdict)
            except ContradictionError:
                continue
            done.append((one, other))
            states.append(held(store))
        for one, other in reversed(done):
            assert held(store) == states.pop()
            undo(store, one, other)
        assert held(store) == states.pop()


def test_what_is_open_is_not_joined_under_what_is_closed(store: Store) -> None:
    closed = nodes.Organisation(id="org/wsda", name={"en": NAMES["org/wsda"]}, visibility="board")
    store.apply([state_node(closed, SOURCE)])
    settle(store)
    joined = {old: new for old, new in store.redirects().items() if "waj" in old or "was" in old}
    assert "org/wsda" not in joined.values()
    assert len(joined) == 1
    rule(store, "org/wsda", "org/name/xx/wasda", "same")
    assert store.redirects()["org/name/xx/wasda"] == "org/wsda"


def test_what_other_files_say_decides_nothing(store: Store) -> None:
    pair = "org/name/bol/ministry-of-health", "org/name/pan/ministry-of-health"
    node = nodes.Decision(id=decision_id(*pair), one=pair[0], other=pair[1], verdict="same")
    store.apply([state_node(node, SOURCE), state_node(nodes.Decision(id="decision/x"), SOURCE)])
    assert read_ledger(store).decisions == []
    settle(store)
    assert dict(store.redirects()) == SURE


def test_decisions_go_with_copies(store: Store, tmp_path: Path) -> None:
    settle(store)
    with closing(create_store(f"sqlite://{tmp_path}/copy.db")) as other:
        with closing(store.journal()) as revisions:
            for revision in revisions:
                other.replay(revision)
        assert read_ledger(other) == read_ledger(store)
        assert held(other) == held(store)
