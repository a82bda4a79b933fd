"""Bridges between bodies: what is shared, what is unknown, through which doors; and wrong use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kg.base.errors import BadOptionError, UnknownIdError
from kg.bridges.bridges import bridges
from kg.graph.view import View
from kg.model.documents import Bridges
from kg.paths.routes import paths
from tests.graphs import Nodes, view_of

PILOT = ["org/iacd", "org/segib", "org/mercosur"]
LINES = """
state/p MEMBER_OF org/a member
state/q MEMBER_OF org/a member
state/q MEMBER_OF org/b member
state/r MEMBER_OF org/b member
state/q MEMBER_OF org/c member
state/s MEMBER_OF org/b disputed
programme/f PART_OF org/a
unit/desk PART_OF org/a
org/a RUNS programme/g
org/b RUNS programme/g
programme/f IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/31110 BROADER sector/dac/311
org/b RUNS activity/wells
activity/wells IN_SECTOR sector/dac/140
unit/desk IN_SECTOR sector/dac/31110
org/a DECLARES offer/pump
offer/pump IN_SECTOR sector/dac/140
org/a DECLARES practice/lesson
practice/lesson IN_SECTOR sector/dac/14030
activity/wells SHOWS practice/lesson
org/b DECLARES practice/gone
org/a PARTY_TO agreement/now party
org/b PARTY_TO agreement/now party
unit/desk PARTY_TO agreement/then party
org/b PARTY_TO agreement/then party
org/a PARTY_TO agreement/perhaps party
org/b PARTY_TO agreement/perhaps party
org/a PARTY_TO agreement/soon party
org/b PARTY_TO agreement/soon party
org/a PARTY_TO agreement/left party - 2020-01-01
org/b PARTY_TO agreement/left party
org/a PARTY_TO agreement/own party
"""
NODES: Nodes = {
    "sector/dac/140": {"scheme": "dac", "level": "category"},
    "sector/dac/311": {"scheme": "dac", "level": "category"},
    "agreement/now": {"status": "in_force", "signed": "2001-02-03"},
    "agreement/then": {"status": "terminated"},
    "agreement/perhaps": {"status": "unknown"},
    "agreement/soon": {"status": "under_negotiation"},
    "agreement/left": {"status": "in_force"},
    "agreement/own": {"status": "in_force", "fields": ["cooperation_governance"]},
    "unit/desk": {"role": "cooperation_negotiation", "mailbox": "desk@a.example"},
    "practice/lesson": {"evidence": "Twelve wells.", "title": {"en": "Wells last"}},
    "practice/gone": {"status": "withdrawn"},
    "programme/f": {"ends": "2030-01-01"},
}


@pytest.fixture(scope="module")
def found() -> Bridges:
    return bridges(view_of(LINES, NODES), ["org/a", "org/b", "org/c"], "en")


def test_states_that_several_have_name_whose_they_are(found: Bridges) -> None:
    assert [(one.id, one.of) for one in found.shared.states] == [
        ("state/q", ["org/a", "org/b", "org/c"])
    ]
    assert {id_: [one.id for one in alone.states] for id_, alone in found.only.items()} == {
        "org/a": ["state/p"], "org/b": ["state/r"], "org/c": [],
    }  # fmt: skip
    assert [(one.id, one.body) for one in found.disputed] == [("state/s", "org/b")]


def test_sectors_say_what_speaks_for_them(found: Bridges) -> None:
    (water,) = found.shared.sectors
    assert (water.id, water.of) == ("sector/dac/140", ["org/a", "org/b"])
    first, second = water.by
    assert [one.id for one in first.programmes] == ["programme/f"]
    assert (first.offers, first.activities, first.stated) == (1, 0, False)
    assert (second.offers, second.activities, second.programmes) == (0, 1, [])
    assert [one.id for one in found.only["org/a"].sectors] == ["sector/dac/311"]


def test_programmes_that_two_run_are_shared(found: Bridges) -> None:
    assert [(one.id, one.of) for one in found.shared.programmes] == [
        ("programme/g", ["org/a", "org/b"])
    ]
    assert [one.id for one in found.only["org/a"].programmes] == ["programme/f"]


def test_agreements_stand_as_for_whom_they_stand_least(found: Bridges) -> None:
    assert [(one.id, one.standing) for one in found.shared.agreements] == [
        ("agreement/now", "in_force"),
        ("agreement/perhaps", "unknown"),
        ("agreement/left", "lapsed"),
        ("agreement/then", "lapsed"),
        ("agreement/soon", "not_yet"),
    ]
    assert all(one.between == ["org/a", "org/b"] for one in found.shared.agreements)


def test_the_door_rests_on_the_decision_about_it(found: Bridges) -> None:
    (door,) = found.doors
    assert (door.id, door.of, door.mailbox) == ("unit/desk", "org/a", "desk@a.example")
    assert door.steps == ["unit/desk: negotiates cooperation"]
    assert [one.id for one in door.basis] == ["agreement/own"]


def test_a_practice_may_go_to_each_other_body_with_its_evidence(found: Bridges) -> None:
    told = [(one.id, one.from_, one.to, [f.id for f in one.fields]) for one in found.practices]
    assert told == [
        ("practice/lesson", "org/a", "org/b", ["sector/dac/140"]),
        ("practice/lesson", "org/a", "org/c", []),
    ]
    assert found.practices[0].evidence == "Twelve wells."
    assert [one.id for one in found.practices[0].shown_by] == ["activity/wells"]


def test_what_is_not_on_record_is_said(found: Bridges) -> None:
    assert found.unknown == [
        "No agreement between org/a and org/c is on record: whether there is one is not known.",
        "No agreement between org/b and org/c is on record: whether there is one is not known.",
        "No good practice of org/b is on record.",
        "Which office of org/b is competent for cooperation is not known.",
        "In which sectors org/c works is not on record.",
        "No programme of org/c is on record.",
        "No good practice of org/c is on record.",
        "Which office of org/c is competent for cooperation is not known.",
    ]


def test_routes_are_those_of_paths(starter_view: View) -> None:
    found = bridges(starter_view, PILOT, "es", 2)
    for a, b in (PILOT[:2], PILOT[::2], PILOT[1:]):
        theirs = paths(starter_view, a, b, "es", 2).paths
        ours = [route for route in found.routes if route.between == (a, b)]
        assert [route.model_dump(exclude={"between"}) for route in ours] == [
            route.model_dump() for route in theirs
        ]


def test_the_agency_has_the_states_of_the_oas_and_says_so(starter_view: View) -> None:
    found = bridges(starter_view, PILOT, "en")
    agency = found.bodies[0]
    assert agency.through is not None
    assert (agency.through.id, agency.states) == ("org/oas", 32)
    assert "has no member states of its own" in found.notes[0]
    everywhere = [one.id for one in found.shared.states if len(one.of) == 3]
    assert everywhere == ["state/arg", "state/bol", "state/bra", "state/pry", "state/ury"]
    assert len(found.shared.states) == 16
    assert [(one.id, one.between, one.standing) for one in found.shared.agreements] == [
        ("agreement/oas-segib-2009", ["org/iacd", "org/segib"], "unknown")
    ]
    assert [one.id for one in found.disputed] == ["state/ven"]
    assert len(found.disputed[0].positions) == 2


def test_the_group_negotiates_and_the_council_signs(starter_view: View) -> None:
    door = next(d for d in bridges(starter_view, PILOT, "en").doors if d.of == "org/mercosur")
    assert door.id == "unit/mercosur-gci"
    assert [step.partition(": ")[2] for step in door.steps] == [
        "negotiates cooperation",
        "approves and signs cooperation agreements",
    ]
    assert "agreement/cmc-dec-16-2018" in [one.id for one in door.basis]


def test_it_depends_on_the_day(starter_view: View) -> None:
    then = View(starter_view.snapshot, date(2022, 6, 22))
    states = [one.id for one in bridges(then, PILOT, "en").shared.states if len(one.of) == 3]
    assert states == ["state/arg", "state/bra", "state/pry", "state/ury"]


def test_an_organ_and_its_whole_have_no_agreement_between_them(starter_view: View) -> None:
    found = bridges(starter_view, ["org/iacd", "org/oas"], "en")
    assert found.shared.agreements == []
    assert not any("No agreement" in text for text in found.unknown)
    assert found.shortens_most == []


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        (["org/segib"], "Name two or three bodies."),
        (["org/segib", "org/oas", "org/sica", "org/mercosur"], "Name two or three bodies."),
        (["org/segib", "org/oas", "org/segib"], "named twice"),
        (["org/segib", "state/hti"], "coopgraph path A B"),
        (["org/segib", "unit/mercosur-gci"], "coopgraph path A B"),
        (["org/segib", "org/example-terquivia-cooperation"], "this one is an example"),
        ([], "Name two or three bodies."),
    ],
)
def test_wrong_use_says_what_to_name(starter_view: View, ids: list[str], why: str) -> None:
    with pytest.raises(BadOptionError) as raised:
        bridges(starter_view, ids, "en")
    assert why in raised.value.sentence("en")


def test_an_unknown_id_is_told_with_those_near_it(starter_view: View) -> None:
    with pytest.raises(UnknownIdError) as raised:
        bridges(starter_view, ["org/segib", "org/mercosu"], "en")
    assert "org/mercosur" in raised.value.nearest


def test_what_an_audience_may_not_see_is_in_no_answer() -> None:
    hidden: dict[str, Any] = {**NODES, "org/b": {"visibility": "states"}}
    hidden["practice/lesson"] = {**NODES["practice/lesson"], "visibility": "board"}
    public = view_of(LINES, hidden, "public")
    with pytest.raises(UnknownIdError):
        bridges(public, ["org/a", "org/b"], "en")
    found = bridges(public, ["org/a", "org/c"], "en")
    assert "org/b" not in found.model_dump_json()
    assert found.practices == []
    assert found == bridges(view_of(_without(LINES, "org/b", "practice/lesson"),
                                    _seen(hidden), "public"), ["org/a", "org/c"], "en")  # fmt: skip


def _without(lines: str, *ids: str) -> str:
    return "\n".join(line for line in lines.splitlines() if not {*line.split()} & {*ids})


def _seen(nodes: dict[str, Any]) -> dict[str, Any]:
    ends: dict[str, Any] = {id_: {} for line in LINES.splitlines() for id_ in line.split()[:3:2]}
    return {id_: facts for id_, facts in {**ends, **nodes}.items() if "visibility" not in facts}
