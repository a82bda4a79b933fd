"""The lens `experience` on small graphs written by hand: days, homes, examples, sectors."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.definitions.shipped_names import EXPERIENCE
from kg.graph.view import View
from kg.matching.kernel.terms import term_values
from kg.matching.lens.lens import AdditiveLens
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, match, probe, scores
from tests.graphs import graph, view_of

LINES = """
state/hti DECLARES demand/water
demand/water IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/14020 BROADER sector/dac/140
sector/dac/140 BROADER sector/dac/100
sector/dac/11220 BROADER sector/dac/112
sector/dac/112 BROADER sector/dac/100
sector/segib/agua MATCHES sector/dac/140
activity/pipes IN_SECTOR sector/dac/14020
state/hti RECEIVES activity/pipes
state/chl PROVIDES activity/pipes
country/esp FUNDS activity/pipes
org/maker IMPLEMENTS activity/pipes
org/haitian FUNDS activity/pipes
org/haitian PART_OF state/hti
"""
CATEGORY = {"scheme": "dac", "level": "category"}
NODES: dict[str, dict[str, Any]] = {
    "sector/dac/14030": {"scheme": "dac", "level": "leaf"},
    "sector/dac/14020": {"scheme": "dac", "level": "leaf"},
    "sector/dac/11220": {"scheme": "dac", "level": "leaf"},
    "sector/dac/140": CATEGORY,
    "sector/dac/112": CATEGORY,
    "sector/dac/100": {"scheme": "dac", "level": "broad"},
    "sector/segib/agua": {"scheme": "segib", "level": "category"},
    "activity/pipes": {"starts": "2020-07-01", "ends": "2021-12-31"},
}


@pytest.fixture(scope="module")
def lens() -> AdditiveLens:
    found = LENSES.load(EXPERIENCE)
    assert isinstance(found, AdditiveLens)
    return found


def listed(view: View, lens: AdditiveLens, id_: str = "demand/water") -> dict[str, int]:
    targets, points = scores(view, lens, view.index(id_))
    return {view.id(t): s for t, s in zip(targets.tolist(), points.tolist(), strict=True)}


def test_the_sum_of_three_terms(lens: AdditiveLens) -> None:
    """-.80 ln(1 + 6) + .58 ln(1 + .25) + .20 ln(1 + 0), each cut after the millionth."""
    found = listed(view_of(LINES, NODES), lens)
    assert found == dict.fromkeys(("state/chl", "country/esp"), -1_556_728 + 129_423)


def test_who_carries_it_out_and_who_is_at_home_is_not_listed(lens: AdditiveLens) -> None:
    document = match(view_of(LINES, NODES), lens, "demand/water", "en")
    assert {result.id for result in document.results} == {"state/chl", "country/esp"}
    # What its own body does in Haiti is no cooperation: it is not even a pair that is kept out.
    assert document.excluded == {"different_actor": 0, "open": 0}


def test_a_body_of_the_recipient_with_work_abroad_is_kept_out(lens: AdditiveLens) -> None:
    more = """
    org/haitian FUNDS activity/abroad
    state/dom RECEIVES activity/abroad
    activity/abroad IN_SECTOR sector/dac/140
    state/dom DECLARES demand/other
    demand/other IN_SECTOR sector/dac/14030
    """
    view = view_of(LINES + more, NODES)
    document = match(view, lens, "demand/water", "en")
    assert document.excluded == {"different_actor": 1, "open": 0}
    assert "org/haitian" in listed(view, lens, "demand/other")


@pytest.mark.parametrize(
    ("facts", "day", "years"),
    [
        ({"starts": "2020-07-01"}, "2020-06-30", None),
        ({"starts": "2020-07-01"}, "2020-07-01", 0),
        ({"starts": "2020-12-31"}, "2021-01-01", 1),
        ({"starts": "2020-07-01", "ends": "2020-07-02"}, "2026-01-01", 6),
        ({"starts_planned": "2019-01-01"}, "2026-01-01", 7),
        ({"starts_planned": "2019-01-01"}, "2018-12-31", None),
        ({"starts": "2021-01-01", "starts_planned": "2019-01-01"}, "2020-06-30", None),
        ({"starts": "2018-01-01", "starts_planned": "2021-01-01"}, "2020-06-30", 2),
    ],
)
def test_what_begins_later_is_seen_by_nothing(
    lens: AdditiveLens, facts: dict[str, str], day: str, years: int | None
) -> None:
    snapshot = graph(LINES, {**NODES, "activity/pipes": facts})
    view = View(snapshot, date.fromisoformat(day))
    counted = term_values(view, lens, view.index("demand/water"))
    assert [row[0] for row in counted.x.tolist()] == ([] if years is None else [years] * 2)


def test_without_a_start_it_is_listed_by_the_number_of_the_file(lens: AdditiveLens) -> None:
    """Unknown is not no: it has been done, but nobody says when."""
    view = view_of(LINES, {**NODES, "activity/pipes": {}})
    counted = term_values(view, lens, view.index("demand/water"))
    assert counted.x.tolist() == [[15, 0, 0]] * 2
    assert not counted.found.any()
    (first, *_) = match(view, lens, "demand/water", "en").results
    (reason,) = first.reasons
    assert reason.sentence == (
        "It is not known in which year its work in the sector began (sector/dac/140)."
    )
    assert reason.steps[0][-3] == "activity/pipes"


def test_examples_are_no_experience(lens: AdditiveLens) -> None:
    assert not listed(
        view_of(LINES, {**NODES, "activity/pipes": {"nature": "example", "starts": "2020-01-01"}}),
        lens,
    )
    made_up = {**NODES, "state/chl": {"nature": "example"}}
    assert set(listed(view_of(LINES, made_up), lens)) == {"country/esp"}
    # An example asks who has really done it, and is told only that.
    asked = {**NODES, "demand/water": {"nature": "example"}}
    assert set(listed(view_of(LINES, asked), lens)) == {"state/chl", "country/esp"}


@pytest.mark.parametrize(
    ("sector", "many"),
    [
        ("sector/dac/14030", 2),
        ("sector/dac/140", 2),
        ("sector/dac/100", 2),
        ("sector/segib/agua", 2),
        ("sector/dac/11220", 0),
    ],
)
def test_a_sector_stands_for_its_category(lens: AdditiveLens, sector: str, many: int) -> None:
    view = view_of(LINES, NODES)
    assert len(probe(view, lens, "state/hti", sector, "en").results) == many


def test_a_state_alone_asks_who_has_worked_with_it(lens: AdditiveLens) -> None:
    view = view_of(LINES, {**NODES, "state/bol": {}})
    (first, _) = probe(view, lens, "state/hti", None, "en").results
    assert [reason.path for reason in first.reasons] == ["with_recipient", "recency"]
    assert first.reasons[1].score == -(800_000 * 2_772_589 // 1_000_000)
    assert not scores(view, lens, a_probe(view, "state/bol", None))[0].tolist()


def test_a_demand_without_a_sector_lists_nobody(lens: AdditiveLens) -> None:
    view = view_of(LINES.replace("demand/water IN_SECTOR", "demand/other IN_SECTOR"), NODES)
    assert not listed(view, lens)


def test_of_several_sectors_the_best_counts(lens: AdditiveLens) -> None:
    more = """
    demand/water IN_SECTOR sector/dac/11220
    activity/school IN_SECTOR sector/dac/112
    state/chl PROVIDES activity/school
    """
    nodes = {**NODES, "activity/school": {"starts": "2026-02-01"}}
    view = view_of(LINES + more, nodes)
    (first, *_) = match(view, lens, "demand/water", "en").results
    (recency,) = (reason for reason in first.reasons if reason.path == "recency")
    assert (recency.score, recency.meets[0].id) == (0, "sector/dac/112")
    assert recency.sentence == "Its last work in sector/dac/112 began in 2026."


def test_a_walk_begins_at_a_recipient_that_only_a_record_names(lens: AdditiveLens) -> None:
    lines = LINES.replace("state/hti DECLARES", "org/ministry DECLARES")
    view = view_of(lines, {**NODES, "org/ministry": {"country": "state/hti"}})
    (first, *_) = match(view, lens, "demand/water", "en").results
    (reason,) = (one for one in first.reasons if one.path == "with_recipient")
    assert reason.steps == [["state/hti", "RECEIVES>", "activity/pipes", "<FUNDS", "country/esp"]]


def test_an_actor_asked_finds_its_demands_by_the_same_walks(lens: AdditiveLens) -> None:
    view = view_of(LINES, NODES)
    (result,) = match(view, lens, "state/chl", "en").results
    (other,) = (
        one for one in match(view, lens, "demand/water", "en").results if one.id == "state/chl"
    )
    assert (result.id, result.score) == ("demand/water", other.score)
    for reason, same in zip(result.reasons, other.reasons, strict=True):
        assert (reason.path, reason.score) == (same.path, same.score)
        assert [walk[0] for walk in reason.steps] == ["state/chl"] * len(reason.steps)
        assert [walk[::2][::-1] for walk in reason.steps] == [walk[::2] for walk in same.steps]
