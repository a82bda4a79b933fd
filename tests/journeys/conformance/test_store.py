"""What every store does: one body of tests for all engines."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.base.errors import BadChangeError, BadOptionError, ConflictError, WrongUseError
from kg.base.store_errors import StoreError, StoreReadOnlyError
from kg.model.changes import (
    Change,
    Deletion,
    NodeStatement,
    Parting,
    Redirect,
    RelationKey,
    RelationStatement,
    Withdrawal,
)
from kg.model.fields import Basis
from kg.model.records import Gone, NodeRow, Point, RelationRow, Statement
from kg.store.opening import create_store, open_store
from kg.store.protocol import Store

S1, S2 = "source/one", "source/two"
OAS, CAF, CAF_OLD, MED = "org/oas", "org/caf", "org/caf-old", "activity/med"
MEMBER = RelationKey("MEMBER_OF", CAF, OAS)
FUNDS = RelationKey("FUNDS", CAF, MED)
FUNDS_OLD = RelationKey("FUNDS", CAF_OLD, MED)


def node(id_: str, source: str = S1, /, **props: Any) -> NodeStatement:
    return NodeStatement(id_, source, props)


def relation(key: RelationKey, source: str = S1, /, **props: Any) -> RelationStatement:
    return RelationStatement(key, source, props)


WORLD: list[Change] = [
    node(S1, S1, title={"en": "One"}),
    node(S2, S1, title={"en": "Two"}),
    node(OAS, name={"en": "Organization of American States", "es": "OEA"}, acronym="OAS"),
    node(CAF, name={"es": "Banco de Desarrollo"}, aliases=["Corporación Andina"]),
    node(CAF_OLD, name={"es": "CAF"}),
    node(MED, title={"pt": "Saúde pública"}),
    relation(MEMBER, status="observer", since="2001-05-01"),
    relation(FUNDS, percentage=60.0),
]


@pytest.fixture
def world(store: Store) -> Store:
    store.apply(WORLD)
    return store


def rows(store: Store, revision: int | None = None) -> list[NodeRow | RelationRow]:
    return [*store.nodes(revision), *store.relations(revision)]


def sources_of(statements: Sequence[Statement]) -> list[tuple[str, str]]:
    return [(s.source, s.subject) for s in statements]


# --- an empty store, and what is kept


def test_an_empty_store_says_so(store: Store) -> None:
    assert store.revision() == 0
    assert store.updated() is None
    assert rows(store) == []
    assert store.redirects() == {}
    assert list(store.changed_since(0)) == []
    assert store.get(["org/oas"]) == {}
    assert store.relations_of("org/oas") == []
    assert store.history("org/oas") == []
    assert store.candidates("oas", 10) == []


def test_a_batch_of_nothing_is_no_revision(store: Store) -> None:
    applied = store.apply([])
    assert (applied.revision, applied.altered) == (0, frozenset())
    assert store.revision() == 0


def test_rows_come_back_in_order_with_chosen_values(world: Store) -> None:
    assert [row.id for row in world.nodes()] == sorted([S1, S2, OAS, CAF, CAF_OLD, MED])
    assert [row._replace(statements="") for row in world.relations()] == [
        RelationRow("FUNDS", CAF, MED, "", None, None, None, '{"percentage":60.0}'),
        RelationRow("MEMBER_OF", CAF, OAS, "", "observer", "2001-05-01", None, "{}"),
    ]
    assert world.revision() == 1


def test_a_statement_comes_back_as_it_was_made(world: Store) -> None:
    props = {"name": {"fr": "Œuvre  «été»\n\t\u0000😀", "und": "x" * 5000}, "aliases": ["ç", "'"]}
    said = NodeStatement("org/new", S2, props, 'row "7"', "uncertain", "2024-02-29")
    world.apply([said])
    record = world.get(["org/new"])["org/new"]
    assert record.statements == (
        Statement(S2, "org/new", props, 'row "7"', "uncertain", "2024-02-29"),
    )


@pytest.mark.parametrize(
    "props",
    [
        {},
        {"status": "member", "since": "2001-01-01", "until": "2002-01-01", "role": "x"},
        {"status": None, "role": "no status is said"},
        {"since": "2001-01-01"},
        {"role": "the words status and since"},
        {"note": {"es": '"status"'}, "percentage": 1e-7},
    ],
)
def test_the_properties_of_a_relation_come_back(world: Store, props: dict[str, Any]) -> None:
    world.apply([RelationStatement(MEMBER, S1, props), RelationStatement(MEMBER, S1, props)])
    found = {r.relation: r for r in world.relations_of(OAS)}
    assert [s.props for s in found[MEMBER].statements] == [props]


def test_updated_is_the_time_of_the_last_revision(world: Store) -> None:
    updated = world.updated()
    assert updated is not None
    age = datetime.now(UTC) - datetime.fromisoformat(updated)
    assert 0 <= age.total_seconds() < 60
    assert world.history(OAS)[0].at == updated


def test_several_sources_are_merged_by_the_rule(world: Store) -> None:
    world.apply([node(OAS, S2, name={"pt": "OEA", "en": "other"}, website="https://oas.example")])
    body = {row.id: row.body for row in world.nodes()}[OAS]
    assert '"en":"Organization of American States"' in body
    assert '"pt":"OEA"' in body
    assert '"website"' in body
    assert sources_of(world.get([OAS])[OAS].statements) == [(S1, OAS), (S2, OAS)]


def test_a_disputed_relation_is_shown_as_disputed(world: Store) -> None:
    world.apply([relation(MEMBER, S2, status="disputed", until="2020-01-01")])
    shown = {row.type: row for row in world.relations()}["MEMBER_OF"]
    assert (shown.status, shown.since, shown.until) == ("disputed", None, "2020-01-01")


def test_spells_between_one_pair_are_told_apart_by_key(world: Store) -> None:
    second = MEMBER._replace(key="2")
    world.apply([relation(second, status="member")])
    assert [r.relation for r in world.relations_of(OAS)] == [MEMBER, second]


# --- idempotence


def test_the_same_batch_twice_alters_nothing(world: Store) -> None:
    applied = world.apply(WORLD)
    assert (applied.revision, applied.altered) == (1, frozenset())
    assert [len(world.history(s)) for s in (OAS, MEMBER)] == [1, 1]


def test_the_same_words_in_another_order_alter_nothing(world: Store) -> None:
    again = node(OAS, acronym="OAS", name={"es": "OEA", "en": "Organization of American States"})
    assert not world.apply([again]).altered


def test_only_what_changed_is_altered(world: Store) -> None:
    batch = [*WORLD]
    batch[3] = node(CAF, name={"es": "CAF"})
    applied = world.apply(batch)
    assert (applied.revision, applied.altered) == (2, frozenset({3}))


def test_saying_and_taking_back_in_one_batch_is_nothing(world: Store) -> None:
    applied = world.apply([node("org/brief"), Deletion("org/brief")])
    assert (applied.revision, applied.altered) == (1, frozenset())
    assert world.history("org/brief") == []


@pytest.mark.parametrize(
    ("where", "basis", "dated"),
    [
        ("row 2", "published", "2020-01-01"),
        ("row 1", "uncertain", "2020-01-01"),
        ("row 1", "published", None),
    ],
)
def test_another_place_basis_or_day_is_another_statement(
    world: Store, where: str, basis: Basis, dated: str | None
) -> None:
    world.apply([NodeStatement("org/x", S1, {}, "row 1", "published", "2020-01-01")])
    assert world.apply([NodeStatement("org/x", S1, {}, where, basis, dated)]).altered == {0}
    [said] = world.get(["org/x"])["org/x"].statements
    assert (said.where, said.basis, said.dated) == (where, basis, dated)


# --- what is refused


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (node("org/new", "source/none"), "source/none"),
        (node("state/per", "state/per"), "state/per"),
        (relation(RelationKey("FUNDS", "org/none", MED)), "org/none"),
        (relation(RelationKey("FUNDS", CAF, "activity/none")), "activity/none"),
        (relation(FUNDS, "source/none"), "source/none"),
        (Redirect("org/none", CAF), "org/none"),
        (Redirect(CAF, "org/none"), "org/none"),
        (Redirect(CAF, MED), CAF),
        (Redirect(CAF, CAF), CAF),
        (relation(RelationKey("FUNDS", MED, CAF)), MED),
        (relation(RelationKey("LIKES", CAF, OAS)), "LIKES"),
        (node("nothing/x"), "nothing/x"),
        (node("org/two words"), "org/two words"),
    ],
)
def test_a_refused_change_takes_its_batch_along(world: Store, change: Change, named: str) -> None:
    before = rows(world)
    with pytest.raises(BadChangeError) as caught:
        world.apply([node("org/good", name={"en": "Good"}), change])
    assert named in caught.value.detail.text()
    assert (world.revision(), rows(world)) == (1, before)
    assert world.candidates("good", 5) == []


def test_an_end_may_come_earlier_in_the_batch_not_later(world: Store) -> None:
    new = RelationKey("FUNDS", "org/new", MED)
    with pytest.raises(BadChangeError):
        world.apply([relation(new), node("org/new")])
    assert world.apply([node("org/new"), relation(new)]).altered == {0, 1}


def test_an_end_that_was_deleted_does_not_exist(world: Store) -> None:
    with pytest.raises(BadChangeError, match=MED):
        world.apply([Deletion(MED), relation(FUNDS)])
    world.apply([Deletion(MED)])
    with pytest.raises(BadChangeError, match=MED):
        world.apply([relation(FUNDS)])


def test_text_that_is_no_text_is_refused(world: Store) -> None:
    with pytest.raises(BadChangeError):
        world.apply([node("org/new", name={"en": "\ud800"})])
    assert world.revision() == 1


# --- withdrawals and deletions


def test_a_withdrawal_takes_one_statement(world: Store) -> None:
    world.apply([node(CAF, S2, acronym="CAF")])
    assert world.apply([Withdrawal(CAF, S1)]).altered == {0}
    assert sources_of(world.get([CAF])[CAF].statements) == [(S2, CAF)]
    assert not world.apply([Withdrawal(CAF, S1)]).altered


def test_a_record_without_statements_is_a_tombstone(world: Store) -> None:
    world.apply([Withdrawal(FUNDS, S1)])
    assert FUNDS not in [r.relation for r in world.relations_of(CAF)]
    assert [len(v.statements) for v in world.history(FUNDS)] == [1, 0]
    assert list(world.changed_since(1)) == [Gone(FUNDS)]


@pytest.mark.parametrize("last", [Deletion(CAF), Withdrawal(CAF, S1)])
def test_with_a_node_go_its_relations(world: Store, last: Change) -> None:
    assert world.apply([last]).altered == {0}
    assert list(world.relations()) == []
    assert world.relations_of(CAF) == world.relations_of(OAS) == []
    assert set(world.changed_since(1)) == {Gone(CAF), Gone(MEMBER), Gone(FUNDS)}
    assert [v.statements for v in world.history(MEMBER)][-1] == ()


def test_deleting_what_is_not_there_is_nothing(world: Store) -> None:
    changes: list[Change] = [
        Deletion("org/none"), Deletion(FUNDS_OLD), Withdrawal("org/none", S1), Withdrawal(FUNDS, S2)
    ]  # fmt: skip
    assert not world.apply(changes).altered


def test_a_later_statement_revives(world: Store) -> None:
    world.apply([Deletion(CAF)])
    world.apply([node(CAF, S2, name={"en": "Back"})])
    assert world.candidates("back", 5) == [CAF]
    assert [len(v.statements) for v in world.history(CAF)] == [1, 0, 1]
    assert [v.revision for v in world.history(CAF)] == [1, 2, 3]
    assert world.relations_of(CAF) == []


# --- redirects


@pytest.fixture
def merged(world: Store) -> Store:
    world.apply([node(CAF_OLD, S2, acronym="CAF"), relation(FUNDS_OLD, S2, percentage=10.0)])
    world.apply([relation(RelationKey("MEMBER_OF", CAF_OLD, OAS, "old"), S1)])
    assert world.apply([Redirect(CAF_OLD, CAF)]).altered == {0}
    return world


def test_what_is_said_of_both_says_what_it_was_about(merged: Store) -> None:
    record = merged.get([CAF_OLD])[CAF_OLD]
    assert record.id == CAF
    assert record == merged.get([CAF])[CAF]
    assert sources_of(record.statements) == [(S1, CAF), (S1, CAF_OLD), (S2, CAF_OLD)]
    assert merged.redirects() == {CAF_OLD: CAF}


def test_relations_of_a_merged_node_are_rewired(merged: Store) -> None:
    keys = [FUNDS, MEMBER, MEMBER._replace(key="old")]
    assert [r.relation for r in merged.relations_of(CAF_OLD)] == keys
    assert merged.relations_of(CAF) == merged.relations_of(CAF_OLD)
    funds = merged.relations_of(CAF)[0]
    assert sources_of(funds.statements) == [(S1, f"{CAF} {MED}"), (S2, f"{CAF_OLD} {MED}")]


def test_the_old_id_leaves_the_rows_and_keeps_its_history(merged: Store) -> None:
    assert CAF_OLD not in [row.id for row in merged.nodes()]
    last = merged.history(CAF_OLD)[-1]
    assert (sources_of(last.statements), last.joined) == ([(S1, CAF_OLD), (S2, CAF_OLD)], CAF)
    gone = {row for row in merged.changed_since(3) if isinstance(row, Gone)}
    old_spell = RelationKey("MEMBER_OF", CAF_OLD, OAS, "old")
    assert gone == {Gone(CAF_OLD, CAF), Gone(FUNDS_OLD), Gone(old_spell)}
    assert merged.candidates("caf old", 5) == []


def test_later_statements_about_the_old_id_go_to_the_new(merged: Store) -> None:
    new = RelationKey("SUCCEEDS", CAF_OLD, OAS)
    merged.apply([node(CAF_OLD, S2, acronym="CAF2"), relation(new)])
    said = {(s.source, s.subject): s.props for s in merged.get([CAF])[CAF].statements}
    assert said[S2, CAF_OLD] == {"acronym": "CAF2"}
    assert new._replace(start=CAF) in [r.relation for r in merged.relations_of(CAF)]
    assert [v.revision for v in merged.history(new)] == [5]
    assert merged.history(new._replace(start=CAF)) == []


def test_merging_again_is_nothing(merged: Store) -> None:
    assert not merged.apply([Redirect(CAF_OLD, CAF)]).altered
    assert not merged.apply([node(CAF_OLD, name={"es": "CAF"})]).altered


def test_a_chain_of_redirects_is_followed(merged: Store) -> None:
    merged.apply([node("org/best"), Redirect(CAF, "org/best")])
    assert merged.redirects() == {CAF_OLD: "org/best", CAF: "org/best"}
    assert merged.get([CAF_OLD])[CAF_OLD].id == "org/best"
    assert merged.redirects(4) == {CAF_OLD: CAF}
    assert merged.redirects(3) == {}
    assert not merged.apply([Redirect(CAF_OLD, CAF), Redirect(CAF_OLD, "org/best")]).altered


def test_redirects_do_not_go_round(merged: Store) -> None:
    with pytest.raises(BadChangeError, match=CAF):
        merged.apply([Redirect(CAF, CAF_OLD)])


def test_a_merged_record_is_not_merged_elsewhere(merged: Store) -> None:
    with pytest.raises(BadChangeError, match=CAF_OLD):
        merged.apply([Redirect(CAF_OLD, OAS)])


def test_taking_back_under_the_old_id_leaves_the_rest(merged: Store) -> None:
    merged.apply([Withdrawal(CAF_OLD, S2)])
    assert sources_of(merged.get([CAF])[CAF].statements) == [(S1, CAF), (S1, CAF_OLD)]
    merged.apply([Deletion(CAF_OLD)])
    assert sources_of(merged.get([CAF])[CAF].statements) == [(S1, CAF)]
    assert [r.relation for r in merged.relations_of(CAF)] == [FUNDS, MEMBER]


def test_a_redirect_to_a_deleted_record_leads_nowhere_until_it_revives(merged: Store) -> None:
    merged.apply([Deletion(CAF)])
    assert merged.get([CAF_OLD, CAF]) == {}
    merged.apply([node(CAF_OLD, acronym="CAF")])
    assert merged.get([CAF])[CAF].statements[0].subject == CAF_OLD


# --- what was merged is parted again


def test_parted_records_are_what_they_were(world: Store) -> None:
    world.apply([node(CAF_OLD, S2, acronym="CAF"), relation(FUNDS_OLD, S2, percentage=10.0)])
    before, known = rows(world), world.candidates("caf", 9)
    world.apply([Redirect(CAF_OLD, CAF)])
    assert rows(world) != before
    assert world.apply([Parting(CAF_OLD)]).altered == {0}
    assert (rows(world), world.redirects(), world.candidates("caf", 9)) == (before, {}, known)
    assert [v.joined for v in world.history(CAF_OLD)] == [None, None, CAF, None]
    assert not world.apply([Parting(CAF_OLD)]).altered


def test_a_source_of_both_keeps_what_it_said_of_each(merged: Store) -> None:
    """Before, the statement about the old id took the place of the one about the new."""
    merged.apply([node(CAF, S2, acronym="FACA")])
    said = {s.subject: s.props for s in merged.get([CAF])[CAF].statements if s.source == S2}
    assert said == {CAF: {"acronym": "FACA"}, CAF_OLD: {"acronym": "CAF"}}
    merged.apply([Parting(CAF_OLD)])
    found = merged.get([CAF, CAF_OLD])
    assert [s.props for s in found[CAF].statements if s.source == S2] == [{"acronym": "FACA"}]
    assert [s.props for s in found[CAF_OLD].statements if s.source == S2] == [{"acronym": "CAF"}]


def test_words_of_both_find_the_one(merged: Store) -> None:
    merged.apply([node(CAF_OLD, S2, aliases=["Fomento"])])
    assert merged.candidates("banco fomento", 5) == [CAF]
    merged.apply([Parting(CAF_OLD)])
    assert merged.candidates("banco fomento", 5) == []
    assert merged.candidates("fomento", 5) == [CAF_OLD]


def test_a_chain_is_parted_link_by_link(merged: Store) -> None:
    merged.apply([node("org/best"), Redirect(CAF, "org/best")])
    merged.apply([Parting(CAF)])
    assert merged.redirects() == {CAF_OLD: CAF}
    assert merged.get([CAF_OLD])[CAF_OLD].id == CAF


def test_no_relation_of_a_parted_record_leads_nowhere(merged: Store) -> None:
    merged.apply([Withdrawal(CAF_OLD, S1), Withdrawal(CAF_OLD, S2)])
    assert FUNDS in [r.relation for r in merged.relations_of(CAF)]
    merged.apply([Parting(CAF_OLD)])
    assert merged.get([CAF_OLD]) == {}
    assert [r.relation.key for r in merged.relations_of(CAF)] == ["", ""]
    assert all(CAF_OLD not in row for row in merged.relations())


# --- what the writer saw


def test_a_batch_is_refused_where_a_record_has_changed(world: Store) -> None:
    seen = world.get([OAS])[OAS].token
    world.apply([node(OAS, S2, acronym="OEA")])
    with pytest.raises(ConflictError) as caught:
        world.apply([node("org/new"), node(OAS, acronym="X")], expect={OAS: seen})
    assert (caught.value.id, caught.value.status) == (OAS, 409)
    assert "org/new" not in world.get(["org/new"])
    again = world.get([OAS])[OAS].token
    assert world.apply([node(OAS, acronym="X")], expect={OAS: again}).altered


def test_a_record_that_is_not_there_is_expected_so(world: Store) -> None:
    assert world.apply([node("org/new")], expect={"org/new": ""}).altered
    with pytest.raises(ConflictError):
        world.apply([node("org/new", S2)], expect={"org/new": ""})
    with pytest.raises(ConflictError):
        world.apply([Deletion(OAS)], expect={OAS: ""})


def test_what_counts_as_one_is_seen_as_one(merged: Store) -> None:
    seen = merged.get([CAF])[CAF].token
    assert merged.get([CAF_OLD])[CAF_OLD].token == seen
    merged.apply([node(CAF_OLD, S2, acronym="CAF3")])
    with pytest.raises(ConflictError):
        merged.apply([node(CAF, acronym="X")], expect={CAF: seen})


# --- by what a revision is known


def test_the_same_history_has_the_same_token(world: Store, tmp_path: Path) -> None:
    world.apply([node(OAS, S2, acronym="OEA")], note="second")
    url = f"sqlite://{tmp_path}/other.db"
    with closing(create_store(url)) as other, closing(world.journal()) as told:
        for revision in told:
            other.replay(revision)
        assert other.point() == world.point()
        assert other.point(1) == world.point(1)
        assert other.point(99) == world.point()
        assert other.get([OAS])[OAS].token == world.get([OAS])[OAS].token
    assert len({world.point(n).token for n in range(3)}) == 3
    assert world.point(0) == Point()


def test_another_history_has_another_token(store: Store, tmp_path: Path) -> None:
    """What was put back from a copy reaches the same number with something else."""
    store.apply(WORLD)
    with closing(create_store(f"sqlite://{tmp_path}/copy.db")) as copy:
        with closing(store.journal()) as told:
            for revision in told:
                copy.replay(revision)
        store.apply([node("org/here")])
        copy.apply([node("org/there")])
        assert store.point().number == copy.point().number
        assert store.point().token != copy.point().token
        assert store.point(1).token == copy.point(1).token


def test_a_store_proves_itself(merged: Store) -> None:
    merged.apply([Deletion(MED)])
    merged.apply([Parting(CAF_OLD)])
    proof = merged.prove(lambda *_: None, deep=True)
    assert proof.faults == []
    assert (proof.checked["node"], proof.checked["revision"]) == (6, merged.revision())
    merged.write_words()
    assert merged.prove(lambda *_: None).ok


# --- two clocks


def test_past_states_stay_as_they_were(world: Store) -> None:
    states = [rows(world, 0), rows(world)]
    steps: list[list[Change]] = [
        [node(OAS, S2, acronym="OEA")],
        [Redirect(CAF_OLD, CAF)],
        [Deletion(CAF)],
        [node(CAF), relation(MEMBER)],
    ]
    for step in steps:
        world.apply(step)
        states.append(rows(world))
    assert [rows(world, n) for n in range(len(states))] == states
    assert rows(world, 99) == states[-1]


def test_changes_since_a_revision_make_the_present_of_the_past(world: Store) -> None:
    world.apply([node(OAS, S2, acronym="OEA"), Deletion(MED)])
    world.apply([node("org/new")])
    changed = list(world.changed_since(1))
    kinds = [type(row) for row in changed]
    assert kinds == [Gone, NodeRow, NodeRow, Gone]
    assert list(world.changed_since(3)) == []
    everything = {row for row in world.changed_since(0) if not isinstance(row, Gone)}
    assert everything == set(rows(world))


def test_a_stream_answers_from_one_revision(
    world: Store, store_factory: Callable[[], Store]
) -> None:
    before = rows(world)
    stream = world.nodes()
    first = next(stream)
    store_factory().apply([Deletion(OAS), node("org/zzz")])
    assert [first, *stream] == [row for row in before if isinstance(row, NodeRow)]
    assert "org/zzz" in [row.id for row in world.nodes()]


def test_an_abandoned_stream_holds_nobody_up(world: Store) -> None:
    with closing(world.relations()) as stream:
        next(stream)
        assert world.apply([Deletion(FUNDS)]).revision == 2
    assert len(list(world.relations())) == 1


# --- rehearsal


def test_a_rehearsal_shows_everything_and_keeps_nothing(world: Store) -> None:
    before = rows(world)
    with world.rehearsal() as tried:
        assert tried.apply([node("org/new", name={"en": "Tried"})]).revision == 2
        with pytest.raises(BadChangeError):
            tried.apply([Deletion(OAS), node("org/x", "source/none")])
        assert tried.apply([Deletion(CAF)]).revision == 3
        assert tried.candidates("tried", 5) == ["org/new"]
        assert OAS in [row.id for row in tried.nodes()]
        assert world.revision() == 1
    assert (world.revision(), rows(world)) == (1, before)
    assert world.candidates("tried", 5) == []
    assert world.apply([node("org/new")]).revision == 2


def test_a_rehearsal_within_a_rehearsal_keeps_nothing_either(world: Store) -> None:
    with world.rehearsal() as tried:
        tried.apply([node("org/new")])
        if not world.capabilities.nested_rehearsals:
            with pytest.raises(StoreError), tried.rehearsal():
                pass
            return
        with tried.rehearsal() as deeper:
            deeper.apply([Deletion(OAS)])
        assert tried.revision() == 2
        assert OAS in [row.id for row in tried.nodes()]


def test_an_error_inside_a_rehearsal_ends_it(world: Store) -> None:
    def fail() -> None:
        with world.rehearsal() as tried:
            tried.apply([Deletion(OAS)])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert world.apply([node("org/new")]).revision == 2


# --- full text

NAMES = {
    "org/es": {"es": "Agencia de Cooperación Técnica"},
    "org/pt": {"pt": "Agência de COOPERAÇÃO — São Tomé"},
    "org/fr": {"fr": "Coopération d’Haïti", "es": "Haití"},
    "org/en": {"en": "Straße & Co. O'Brien"},
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cooperacion", ["org/es"]),
        ("COOPERAÇÃO", ["org/pt"]),
        ("cooperac", ["org/es", "org/pt"]),
        ("coop", ["org/es", "org/fr", "org/pt"]),
        ("haiti", ["org/fr"]),
        ("Haïti", ["org/fr"]),
        ("HAITÍ coop", ["org/fr"]),
        ("sao tome", ["org/pt"]),
        ("ＳＡＯ", ["org/pt"]),
        ("strasse", ["org/en"]),
        ("o’brien", ["org/en"]),
        ("org/pt", ["org/pt"]),
        ("agencia tecnica", ["org/es"]),
        ("agencia nothing", []),
        ("ecnica", []),
        ("", []),
        ("  ¿? *** ", []),
    ],
)
def test_words_are_found_folded_and_as_prefixes(world: Store, text: str, found: list[str]) -> None:
    world.apply([node(id_, name=name) for id_, name in NAMES.items()])
    assert world.candidates(text, 10) == found


def test_candidates_are_the_first_by_id(world: Store) -> None:
    world.apply([node(f"org/n{i}", name={"en": "same"}) for i in (3, 1, 2)])
    assert world.candidates("same", 2) == ["org/n1", "org/n2"]
    assert world.candidates("same", 0) == []


def test_full_text_follows_the_record(world: Store) -> None:
    world.apply([node(OAS, name={"en": "Renamed"})])
    assert world.candidates("organization", 5) == []
    assert world.candidates("renamed", 5) == [OAS]
    world.apply([Deletion(OAS)])
    assert world.candidates("renamed", 5) == []
    assert world.candidates("oas", 5) == []


INJECTIONS = [
    "'; DROP TABLE node_version; --",
    '" OR "1"="1',
    "a* OR b NOT c",
    "NEAR(agencia oas, 2)",
    "words : agencia",
    "^mercosur",
    "{words} : x",
    "MATCH (n) DETACH DELETE n",
    "}) RETURN 1 //",
    "`]})-[:X]->(m",
    "\x00",
    "%s %(x)s {0} ?1 :id @x $x",
    "x " * 2000,
    "(" * 500,
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_queries_in_a_search_are_only_words(world: Store, text: str) -> None:
    before = rows(world)
    assert world.candidates(text, 5) == []
    assert rows(world) == before


@pytest.mark.parametrize("text", INJECTIONS)
def test_queries_in_values_are_only_values(world: Store, text: str) -> None:
    key = RelationKey("FUNDS", CAF, MED, text)
    said = RelationStatement(key, S1, {"note": {"en": text}}, text)
    world.apply([NodeStatement("org/x", S1, {"name": {"en": text}}, text), said], note=text)
    assert world.get(["org/x"])["org/x"].statements[0].props == {"name": {"en": text}}
    assert key in [r.relation for r in world.relations_of(CAF)]
    assert not world.apply([said]).altered
    assert len(world.history(key)) == 1
    assert world.get([text, f"org/{text}"]) == {}
    assert world.history(text) == []


def test_every_word_of_a_long_search_counts(world: Store) -> None:
    many = [f"w{i}x" for i in range(600)]
    world.apply([node("org/long", name={"en": " ".join(many)})])
    assert world.candidates(" ".join(many), 5) == ["org/long"]
    assert world.candidates(" ".join([*many, "missing"]), 5) == []


# --- handles


def test_handles_share_one_store(world: Store, store_factory: Callable[[], Store]) -> None:
    other = store_factory()
    assert other.identity == world.identity
    assert rows(other) == rows(world)
    other.apply([node("org/new")])
    assert world.revision() == 2
    assert (
        world.apply([node("org/newer"), relation(MEMBER._replace(start="org/new"))]).revision == 3
    )
    assert rows(other) == rows(world)


def test_what_was_written_survives_a_restart(store_factory: Callable[[], Store]) -> None:
    store = store_factory()
    if not store.capabilities.survives_restart:
        pytest.skip("the engine keeps nothing")
    store.apply(WORLD)
    before = rows(store)
    store.close()
    store.close()
    assert rows(store_factory()) == before


def test_reading_needs_no_right_to_write(world: Store, url: str) -> None:
    reader = open_store(url)
    with pytest.raises(StoreReadOnlyError):
        reader.apply([node("org/new")])
    assert rows(reader) == rows(world)
    world.apply([node("org/new")])
    assert reader.revision() == 2
    reader.close()


def test_each_store_has_a_name_of_its_own(world: Store) -> None:
    assert len(world.identity) >= 16
    assert world.url


# --- the journal


def test_the_journal_tells_everything_that_was_ever_held(world: Store, tmp_path: Path) -> None:
    world.apply([node(OAS, S2, name={"pt": "OEA"}), Withdrawal(MEMBER, S1)], note="second")
    world.apply([Redirect(CAF_OLD, CAF), node("org/gone"), relation(FUNDS_OLD, S2)])
    world.apply([Deletion("org/gone")], note="fourth")
    told = list(world.journal())
    assert [revision.number for revision in told] == [1, 2, 3, 4]
    assert [revision.note for revision in told] == ["", "second", "", "fourth"]
    assert list(world.journal(after=2)) == told[2:]
    copy = create_store(f"sqlite://{tmp_path}/copy.db")
    for revision in told:
        copy.replay(revision)
        copy.replay(revision)
    assert list(copy.journal()) == told
    for revision in told:
        assert rows(copy, revision.number) == rows(world, revision.number)
        assert copy.redirects(revision.number) == world.redirects(revision.number)
    assert copy.history("org/gone") == world.history("org/gone")
    assert copy.updated() == world.updated()
    assert copy.identity != world.identity
    copy.close()


def test_a_journal_is_replayed_without_gaps(world: Store) -> None:
    world.apply([node("org/new")])
    second = list(world.journal())[1]
    before = rows(world)
    with pytest.raises(BadChangeError):
        world.replay(dataclasses.replace(second, number=4))
    assert (world.revision(), rows(world)) == (2, before)
    world.replay(dataclasses.replace(second, number=3, nodes=()))
    assert (world.revision(), rows(world)) == (3, before)


def test_cypher_only_where_it_can(world: Store) -> None:
    if world.capabilities.cypher:
        assert world.cypher("RETURN $x AS x", {"x": 1}, 1).rows == [[1]]
        assert world.run("RETURN $x AS x", {"x": 1}).rows == [[1]]
    else:
        with pytest.raises(WrongUseError):
            world.cypher("RETURN 1", {}, 1)
        with pytest.raises(WrongUseError):
            world.run("RETURN 1", {})


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(BadOptionError):
        open_store("mongodb://x/y")


def test_a_zero_ends_no_key_and_no_id(world: Store) -> None:
    """Databases written in C take it for the end of a text, where nobody sees to it."""
    odd, before = FUNDS._replace(key="2\0x"), world.point().number
    world.apply([relation(odd, percentage=1.0), relation(FUNDS._replace(key="2"))])
    world.apply([relation(odd, percentage=2.0)])
    told = {row.key: row for row in world.changed_since(before) if isinstance(row, RelationRow)}
    assert {key: row.body for key, row in told.items()} == {"2": "{}", "2\0x": '{"percentage":2.0}'}
    assert [version.revision for version in world.history(odd)] == [before + 1, before + 2]
    world.apply([Deletion(odd)])
    assert [record.relation.key for record in world.relations_from([CAF])] == ["", "2", ""]
    assert world.get([f"{OAS}\0x"]) == {}
    assert (world.relations_of(f"{OAS}\0x"), world.relations_from([f"{CAF}\0x"])) == ([], [])
