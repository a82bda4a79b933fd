"""Lists of what is declared: narrowed down, counted, by day or title, open first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.base.audience import Audience
from kg.base.errors import UnknownIdError
from kg.browse.declared_list import Facet, Listed, Wanted, days_of, listed
from kg.graph.build import snapshot_of
from kg.graph.openness import is_open
from kg.graph.view import View
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.protocol import Store
from kg.store.seen_records import SeenRecords
from tests.graphs import DAY, store_of

LINES = """
state/hti DECLARES demand/water
state/hti DECLARES demand/old
state/bra DECLARES demand/roads
unit/office PART_OF state/bra
unit/office DECLARES demand/school
state/bra DECLARES demand/hidden
demand/water IN_SECTOR sector/dac/14030
demand/roads IN_SECTOR sector/dac/210
demand/hidden IN_SECTOR sector/dac/210
sector/dac/14030 BROADER sector/dac/140
demand/water IN_LANGUAGE language/fr
demand/roads IN_LANGUAGE language/fr
demand/roads IN_LANGUAGE language/pt
demand/water IN_REGION region/isles
region/isles BROADER region/sea
state/bra DECLARES practice/wells
"""
OPEN: dict[str, Any] = {"nature": "declared", "visibility": "public"}
NODES: dict[str, dict[str, Any]] = {
    "sector/dac/140": {"level": "group", "scheme": "dac"},
    "demand/water": {**OPEN, "title": {"fr": "Eau"}, "confirmed_on": "2026-02-01"},
    "demand/old": {**OPEN, "title": {"en": "Old"}, "ends": "2026-11-22"},
    "demand/roads": {**OPEN, "title": {"en": "Árvore"}, "ends": "2026-11-23"},
    "demand/school": {**OPEN, "title": {"en": "School"}},
    "demand/hidden": {**OPEN, "visibility": "board"},
    "practice/wells": {**OPEN, "ends": "2019-01-01"},
}
OTHER = "source/other"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = store_of(tmp_path, LINES, NODES)
    made.apply([
        NodeStatement(OTHER, OTHER, {"title": {"en": "Other"}, "retrieved": "2025-05-05"}),
        NodeStatement("demand/roads", OTHER, {}, dated="2026-07-07"),
        NodeStatement("demand/school", OTHER, {}),
    ])  # fmt: skip
    yield made
    made.close()


def found(
    store: Store, audience: Audience = "public", order: Any = "newest", **wanted: Any
) -> tuple[View, Listed]:
    view = View(snapshot_of(store, audience), DAY)
    ids: dict[Facet, str] = wanted.pop("ids", {})
    asked = Wanted(wanted.pop("type", "Demand"), ids, **wanted)
    return view, listed(view, SeenRecords(store, audience), asked, "en", order)


def ids_of(answer: tuple[View, Listed]) -> list[str]:
    view, part = answer
    return [view.id(node) for node in part.nodes]


def test_the_last_said_comes_first_and_what_is_over_is_left_out(store: Store) -> None:
    answer = found(store)
    assert ids_of(answer) == ["demand/roads", "demand/water", "demand/school"]
    assert answer[1].closed == 1


def test_what_is_over_is_shown_to_who_asks_for_it(store: Store) -> None:
    view, part = found(store, validity="all", order="title")
    shown = [view.id(node) for node in part.nodes]
    assert shown == ["demand/roads", "demand/water", "demand/old", "demand/school"]
    assert {view.id(node) for node in set(part.nodes) - part.open} == {"demand/old"}


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        ({"sector": "sector/dac/140"}, ["demand/water"]),
        ({"state": "state/bra"}, ["demand/roads", "demand/school"]),
        ({"state": "unit/office"}, ["demand/school"]),
        ({"language": "language/fr"}, ["demand/roads", "demand/water"]),
        ({"language": "language/fr", "state": "state/hti"}, ["demand/water"]),
        ({"region": "region/sea"}, ["demand/water"]),
    ],
)
def test_a_list_is_narrowed_down(store: Store, ids: Any, shown: list[str]) -> None:
    assert ids_of(found(store, ids=ids)) == shown


def test_each_choice_is_counted_as_the_others_are_chosen(store: Store) -> None:
    view, part = found(store, ids={"language": "language/fr"})
    counts = {
        name: {view.id(node): number for node, number in counted.items()}
        for name, counted in part.counts.items()
    }
    assert counts["state"] == {"state/hti": 1, "state/bra": 1}
    assert counts["sector"] == {"sector/dac/140": 1, "sector/dac/210": 1}
    # Of the languages as if none were chosen; what is hidden or over is in no number.
    assert counts["language"] == {"language/fr": 2, "language/pt": 1}


@pytest.mark.parametrize(
    ("validity", "shown"),
    [
        ("open", ["demand/roads", "demand/water", "demand/school"]),
        ("soon", ["demand/roads"]),
        ("undated", ["demand/water", "demand/school"]),
        ("over", ["demand/old"]),
    ],
)
def test_a_list_goes_by_validity_and_each_is_counted(
    store: Store, validity: Any, shown: list[str]
) -> None:
    answer = found(store, validity=validity)
    assert ids_of(answer) == shown
    assert answer[1].valid == {"open": 3, "soon": 1, "undated": 2, "over": 1, "all": 4}


def test_a_choice_counts_all_that_choosing_it_finds(store: Store) -> None:
    store.apply([
        NodeStatement("region/sea", OTHER, {}),
        RelationStatement(RelationKey("IN_REGION", "demand/school", "region/sea"), OTHER),
    ])  # fmt: skip
    view, part = found(store)
    counts = {view.id(node): number for node, number in part.counts["region"].items()}
    # The sea holds the isles: who chooses it finds what is of the isles too.
    assert counts == {"region/isles": 1, "region/sea": 2}
    view, part = found(store, ids={"sector": "sector/dac/14030"})
    assert part.counts["sector"][view.index("sector/dac/14030")] == len(part.nodes) == 1


def test_a_list_goes_by_modality(store: Store) -> None:
    store.apply([
        NodeStatement("modality/training", OTHER, {}),
        RelationStatement(RelationKey("BY_MODALITY", "demand/water", "modality/training"), OTHER),
    ])  # fmt: skip
    assert ids_of(found(store, ids={"modality": "modality/training"})) == ["demand/water"]


def test_what_somebody_may_not_read_is_no_choice(store: Store) -> None:
    with pytest.raises(UnknownIdError):
        found(store, ids={"state": "demand/hidden"})
    assert "demand/hidden" in ids_of(found(store, "board"))


def test_words_narrow_it_down_too(store: Store) -> None:
    view, _ = found(store)
    some = frozenset({view.index("demand/water"), view.index("practice/wells")})
    assert ids_of(found(store, words=some)) == ["demand/water"]


def test_the_day_is_said_confirmed_or_that_of_the_source(store: Store) -> None:
    view = View(snapshot_of(store, "board"), DAY)
    ids = ["demand/roads", "demand/water", "demand/school", "demand/old"]
    days = days_of(view, SeenRecords(store, "board"), [view.index(id_) for id_ in ids])
    assert list(days.values()) == ["2026-07-07", "2026-02-01", "2025-05-05", ""]


def test_a_practice_is_never_over(store: Store) -> None:
    view = View(snapshot_of(store, "public"), DAY)
    assert is_open(view, view.index("practice/wells"))
    assert not is_open(view, view.index("demand/old"))
    assert is_open(view, view.index("demand/roads")), "its last day is today"
