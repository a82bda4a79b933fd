"""Status, show and neighbourhood: who sees what, on which date, from which source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.base.audience import Audience
from kg.base.errors import UnknownIdError
from kg.browse.neighbourhood import neighbourhood
from kg.browse.record import show
from kg.browse.status import status
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.model.documents import Show
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from tests.conftest import TODAY
from tests.graphs import DAY, store_of, view_of

LINES = """
org/oas RUNS programme/cooperanet
state/hti MEMBER_OF org/oas member
state/nic MEMBER_OF org/oas member - 2023-11-19
state/hti DECLARES demand/water
state/hti DECLARES demand/old
state/hti DECLARES offer/example
org/mpce DECLARES offer/secret
org/mpce IMPLEMENTS activity/wells
unit/mpce-office PART_OF org/mpce
"""
NODES: dict[str, dict[str, Any]] = {
    "state/hti": {"name": {"en": "Haiti", "es": "Haití"}},
    "state/nic": {},
    "demand/water": {"nature": "declared", "confirmed_on": "2026-02-01"},
    "demand/old": {"nature": "declared", "confirmed_on": "2025-02-01"},
    "offer/example": {"nature": "example", "confirmed_on": "2026-09-09"},
    "offer/secret": {"nature": "declared", "visibility": "board"},
    "activity/wells": {"nature": "demonstrated", "reporter": "offer/secret"},
    "org/mpce": {"name": {"fr": "MPCE"}},
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_of(tmp_path, LINES, NODES)
    part_of = RelationKey("PART_OF", "org/mpce", "state/hti")
    store.apply(
        [
            NodeStatement("source/board", "source/test", {}),
            NodeStatement("source/other", "source/test", {"title": {"en": "Other"}}),
            RelationStatement(part_of, "source/test", {"role": "national_authority"}),
            NodeStatement("org/mpce", "source/other", {"acronym": "M"}, dated="2020-01-01"),
            NodeStatement(
                "org/mpce", "source/board", {"acronym": "X"}, dated="2019-01-01", visibility="board"
            ),
        ]
    )
    yield store
    store.close()


def view(store: Store, audience: Audience = "board", day: date = DAY) -> View:
    return View(snapshot_of(store, audience), day)


def shown(store: Store, id_: str, lang: str, audience: Audience = "board", day: date = DAY) -> Show:
    return show(SeenRecords(store, audience), view(store, audience, day), id_, lang)


def test_examples_are_counted_apart_and_never_in_the_figures_of_a_state(store: Store) -> None:
    found = status(view(store), "es")
    assert (found.counts["Offer"], found.counts["Demand"], found.examples) == (2, 2, {"Offer": 1})
    haiti, nicaragua = found.states
    assert (haiti.label, haiti.offers, haiti.demands, haiti.practices) == ("Haití", 1, 2, 0)
    assert haiti.activities == 1
    assert haiti.updated == "2026-02-01"
    assert haiti.authority is not None
    assert (haiti.authority.id, haiti.authority.label) == ("org/mpce", "MPCE")
    assert (nicaragua.authority, nicaragua.updated, nicaragua.activities) == (None, None, 0)


def test_what_an_audience_may_not_see_is_not_counted(store: Store) -> None:
    found = status(view(store, "public"), "en")
    assert (found.counts["Offer"], found.examples) == (1, {"Offer": 1})
    assert found.relations["DECLARES"] == 1
    assert (found.states[0].offers, found.states[0].demands) == (0, 0)
    # What an authority declares is for the states, unless somebody says otherwise.
    states = status(view(store, "states"), "en")
    assert (states.relations["DECLARES"], states.states[0].demands) == (3, 2)


def test_show_gives_every_claim_with_its_source_and_the_rule(store: Store) -> None:
    found = shown(store, "org/mpce", "en")
    assert found.node.sources == ["source/board", "source/other", "source/test"]
    told = [(c.value, c.source, c.chosen, c.rule) for c in found.claims if c.field == "acronym"]
    assert told == [("M", "source/other", True, "later"), ("X", "source/board", False, "later")]
    assert [source.title for source in found.sources if source.id == "source/other"] == ["Other"]


def test_show_falls_back_to_a_language_there_is_and_says_which(store: Store) -> None:
    node = shown(store, "org/mpce", "pt").node
    assert (node.label, node.label_language) == ("MPCE", "fr")


def test_the_public_sees_no_hidden_end_no_hidden_source_and_no_hidden_id(store: Store) -> None:
    found = shown(store, "org/mpce", "en", "public")
    assert "offer/secret" not in {relation.to for relation in found.relations}
    assert "source/board" not in found.model_dump_json()
    activity = shown(store, "activity/wells", "en", "public")
    assert "secret" not in activity.model_dump_json()
    assert shown(store, "activity/wells", "en").node.properties["reporter"]
    with pytest.raises(UnknownIdError):
        shown(store, "offer/secret", "en", "public")


def test_show_lists_relations_of_all_dates_but_neighbours_of_the_date(store: Store) -> None:
    def asked(day: date) -> tuple[list[bool], list[str]]:
        found = shown(store, "state/nic", "en", day=day)
        return [r.in_force for r in found.relations], [near.id for near in found.neighbours]

    assert asked(date(2023, 11, 18)) == ([True], ["org/oas"])
    assert asked(date(2023, 11, 19)) == ([False], [])
    relation = shown(store, "state/nic", "en").relations[0]
    assert (relation.until, relation.status, relation.sources) == (
        "2023-11-19",
        "member",
        ["source/test"],
    )
    assert [claim.field for claim in relation.claims] == ["status", "until"]


def test_the_neighbourhood_keeps_the_nearest_and_counts_the_rest() -> None:
    lines = "\n".join(f"activity/{i} IN_SECTOR sector/dac/1" for i in range(5))
    view = view_of(f"{lines}\norg/b IN_SECTOR sector/dac/1\norg/a MEMBER_OF org/b")
    near = neighbourhood(view, "sector/dac/1", "en", limit=3)
    assert [node.id for node in near.nodes] == ["sector/dac/1", "org/b", "activity/0"]
    assert near.left_out == 4
    assert {(r.from_, r.to) for r in near.relations} == {
        ("org/b", "sector/dac/1"),
        ("activity/0", "sector/dac/1"),
    }
    far = neighbourhood(view, "org/a", "en", steps=2)
    assert [node.id for node in far.nodes] == ["org/a", "org/b", "sector/dac/1"]
    assert far.left_out == 0


def test_the_neighbourhood_follows_relations_in_force(store: Store) -> None:
    near = neighbourhood(view(store), "org/oas", "en")
    assert [node.id for node in near.nodes] == ["org/oas", "programme/cooperanet", "state/hti"]
    before = neighbourhood(view(store, day=date(2020, 1, 1)), "org/oas", "en")
    assert "state/nic" in {node.id for node in before.nodes}


def test_the_states_of_the_starter_knowledge_show_where_authorities_are_missing(
    starter_view: View,
) -> None:
    found = status(starter_view, "en")
    assert found.counts["State"] == len(found.states) == 35
    assert not {state.id for state in found.states if "/x" in state.id}
    missing = {state.id for state in found.states if state.authority is None}
    assert "state/hti" not in missing
    assert "state/atg" in missing


def test_of_examples_only_what_is_declared_counts(starter_store: Store, starter_view: View) -> None:
    found = status(starter_view, "en")
    without = status(View(snapshot_of(starter_store, "board", examples=False), TODAY), "en")
    assert set(found.examples) == {"Offer", "Demand", "Practice"}
    assert min(found.examples["Offer"], found.examples["Demand"]) >= 60
    assert all(found.counts[name] == count for name, count in found.examples.items())
    assert {**found.counts, **dict.fromkeys(found.examples, 0)} == without.counts
    assert found.states == without.states
    for name in ("MEMBER_OF", "PART_OF", "DECLARES"):
        assert found.relations[name] == without.relations[name]
    assert without.examples == {}
    assert found.relations["IN_SECTOR"] > without.relations["IN_SECTOR"]


def test_venezuela_in_the_oas_shows_both_sides(starter_store: Store, starter_view: View) -> None:
    found = show(SeenRecords(starter_store, "board"), starter_view, "state/ven", "en")
    (now,) = [r for r in found.relations if r.to == "org/oas" and r.in_force]
    sides = {claim.value for claim in now.claims if claim.field == "status"}
    assert now.status == "disputed"
    assert {"former", "member"} <= sides
