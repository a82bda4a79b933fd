"""Whole answers on a small hand-written graph, probes, contacts, and what cannot be counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kg.base.errors import UnknownIdError, WrongUseError
from kg.definitions.shipped_names import EXPERIENCE, OFFERS_FOR_DEMAND
from kg.graph.build import build
from kg.graph.view import View
from kg.matching.kernel.halfwalk import HalfWalkOverflowError
from kg.matching.kernel.scoring import NotOfLensError
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import a_probe, match, match_all, probe, scores
from kg.model.documents import Match, MatchResult
from tests.graphs import DAY, graph, view_of
from tests.kg.matching.ladder import LADDER, fits, ladder

LINES = """
state/hti DECLARES demand/hti-water
state/chl DECLARES offer/chl-water
state/bra DECLARES offer/bra-sewers
state/bra DECLARES offer/bra-secret
state/hti DECLARES offer/hti-own
demand/hti-water IN_SECTOR sector/dac/14030
offer/chl-water IN_SECTOR sector/segib/agua
offer/bra-sewers IN_SECTOR sector/dac/14020
offer/bra-secret IN_SECTOR sector/dac/14030
offer/hti-own IN_SECTOR sector/dac/14030
sector/dac/14030 BROADER sector/dac/140
sector/dac/14020 BROADER sector/dac/140
sector/dac/140 BROADER sector/dac/100
sector/segib/agua MATCHES sector/dac/140
demand/hti-water TOWARDS goal/sdg/6.1
offer/chl-water TOWARDS goal/sdg/6
goal/sdg/6.1 BROADER goal/sdg/6
demand/hti-water IN_LANGUAGE language/fr
demand/hti-water IN_LANGUAGE language/es
offer/chl-water IN_LANGUAGE language/es
demand/hti-water BY_MODALITY modality/study-visit
offer/bra-sewers BY_MODALITY modality/study-visit
state/hti MEMBER_OF org/oas member
state/chl MEMBER_OF org/oas member
state/bra MEMBER_OF org/oas member
state/chl MEMBER_OF org/segib member
state/hti RECEIVES activity/wells
state/chl PROVIDES activity/wells
org/ngo EXTENDS activity/wells
org/ngo EXTENDS activity/roads
org/builder IMPLEMENTS activity/wells
state/hti RECEIVES activity/roads
activity/roads IN_SECTOR sector/dac/210
activity/wells IN_SECTOR sector/dac/14030
org/bank FUNDS activity/pipes
activity/pipes IN_SECTOR sector/dac/14020
unit/chl-desk CONTACT_FOR offer/chl-water
unit/chl-desk PART_OF state/chl
org/abc PART_OF state/bra
unit/ngo-door PART_OF org/ngo
"""
NODES: dict[str, dict[str, Any]] = {
    "demand/hti-water": {
        "title": {"fr": "Eau potable à Jérémie", "es": "Agua potable en Jérémie"},
        "nature": "declared",
        "starts": "2026-01-01",
    },
    "offer/chl-water": {
        "title": {"es": "Agua rural", "en": "Rural water"},
        "nature": "declared",
        "starts": "2026-01-01",
        "ends": "2027-12-31",
        "confirmed_on": "2026-10-01",
        "cost_sharing": "Chile pays the experts",
    },
    "offer/bra-sewers": {"title": {"pt": "Esgoto condominial"}, "nature": "declared"},
    "offer/bra-secret": {"title": {"pt": "Reservado"}, "nature": "declared", "visibility": "board"},
    "offer/hti-own": {"nature": "declared"},
    "sector/dac/14030": {"name": {"en": "Basic drinking water"}, "specificity": 18960},
    "sector/dac/14020": {"name": {"en": "Large systems"}, "specificity": 21011},
    "sector/dac/140": {
        "name": {"en": "Water and sanitation", "es": "Agua y saneamiento"},
        "specificity": 30141,
        "level": "category",
    },
    "sector/dac/100": {"name": {"en": "Social"}, "specificity": 12990, "level": "broad"},
    "sector/segib/agua": {"name": {"es": "Agua"}, "specificity": 27538, "level": "category"},
    "unit/chl-desk": {"name": {"en": "Desk"}, "mailbox": "cooperacion@example.org"},
    "org/abc": {"name": {"en": "Agency"}, "kind": "national_authority"},
    "unit/ngo-door": {"name": {"en": "Door"}, "door_for": "org/ngo"},
    "activity/wells": {"starts": "2024-05-01"},
    "activity/roads": {"starts_planned": "2020-01-01", "ends": "2021-12-31"},
    "state/hti": {"name": {"en": "Haiti", "es": "Haití"}},
}  # fmt: skip


def found(document: Match) -> list[tuple[str, int]]:
    return [(result.id, result.score) for result in document.results]


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(LINES, NODES)


def test_offers_for_a_demand(view: View, golden: Callable[[str, str], None]) -> None:
    document = match(view, LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-water", "en")
    golden("offers.en.json", document.model_dump_json(indent=1) + "\n")


def test_the_reader_sees_names_in_their_language(view: View) -> None:
    document = match(view, LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-water", "fr")
    assert (document.lang, document.query.label) == ("fr", "Eau potable à Jérémie")
    spanish = match(view, LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-water", "es")
    assert {"Agua y saneamiento", "Basic drinking water"} <= {
        meet.label
        for result in spanish.results
        for reason in result.reasons
        for meet in reason.meets
    }
    assert found(document) == found(spanish)


def test_demands_for_an_offer(view: View, golden: Callable[[str, str], None]) -> None:
    document = match(view, LENSES.load(OFFERS_FOR_DEMAND), "offer/chl-water", "en")
    golden("demands.en.json", document.model_dump_json(indent=1) + "\n")
    (result,) = document.results
    (other,) = (
        result
        for result in match(view, LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-water", "en").results
        if result.id == "offer/chl-water"
    )
    assert result.score == other.score
    shown, turned = _all(result), [_back(walk) for walk in _all(other)]
    assert sorted(shown) == sorted(turned)


def _all(result: MatchResult) -> list[list[str]]:
    return [walk for reason in result.reasons for walk in reason.steps]


def _back(walk: list[str]) -> list[str]:
    """Return a walk as it is read from its other end."""
    return [_turned(part) for part in walk[::-1]]


def _turned(part: str) -> str:
    if part.startswith("<"):
        return part[1:] + ">"
    return "<" + part[:-1] if part.endswith(">") else part


def test_who_has_done_it(view: View, golden: Callable[[str, str], None]) -> None:
    document = match(view, LENSES.load(EXPERIENCE), "demand/hti-water", "en")
    golden("experience.en.json", document.model_dump_json(indent=1) + "\n")
    assert [result.id for result in document.results] == ["org/ngo", "state/chl", "org/bank"]
    assert {result.nature for result in document.results} == {"demonstrated"}


def test_a_probe_asks_what_a_demand_would(view: View) -> None:
    lens = LENSES.load(EXPERIENCE)
    asked = probe(view, lens, "state/hti", "sector/dac/14030", "en")
    declared = match(view, lens, "demand/hti-water", "en")
    assert found(asked) == found(declared)
    assert (asked.query.id, asked.query.type) == ("state/hti", "State")
    assert asked.query.label == "Haiti · Basic drinking water"
    for one, other in zip(asked.results, declared.results, strict=True):
        for reason, same in zip(one.reasons, other.reasons, strict=True):
            assert reason.steps == [walk[2:] for walk in same.steps]


def test_a_probe_of_a_sector_alone_and_its_limits(view: View) -> None:
    lens = LENSES.load(EXPERIENCE)
    assert {id_ for id_, _ in found(probe(view, lens, None, "sector/dac/140", "en"))} == {
        "org/bank", "org/ngo", "state/chl",
    }  # fmt: skip
    with pytest.raises(WrongUseError):
        a_probe(view, None, None)
    with pytest.raises(UnknownIdError):
        a_probe(view, "state/xxx", None)


def test_a_probe_finds_offers_too(view: View) -> None:
    lens = LENSES.load(OFFERS_FOR_DEMAND)
    asked = probe(view, lens, "state/hti", "sector/dac/14030", "en")
    assert {id_ for id_, _ in found(asked)} == {
        "offer/bra-secret", "offer/bra-sewers", "offer/chl-water",
    }  # fmt: skip


def test_contacts_and_what_is_missing(view: View) -> None:
    document = match(view, LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-water", "en")
    by_id = {result.id: result for result in document.results}
    chile, brazil = by_id["offer/chl-water"], by_id["offer/bra-sewers"]
    assert [(c.role, c.id, c.mailbox) for c in chile.contacts] == [
        ("offer", "unit/chl-desk", "cooperacion@example.org")
    ]
    assert "Demand: no contact is known." in chile.missing
    assert not [gap for gap in chile.missing if gap.startswith("Offer") and "modality" not in gap]
    assert [(c.role, c.id) for c in brazil.contacts] == [("offer", "org/abc")]
    assert set(brazil.missing) >= {
        "Offer: no contact unit is named; see the national authority.",
        "Offer: no mailbox is known of Agency.",
        "Offer: not known when it was last confirmed.",
        "Offer: the period is not stated.",
        "Offer: who pays what is not stated.",
        "Offer: the languages are not stated.",
    }


def test_a_body_is_reached_by_its_right_door(view: View) -> None:
    document = match(view, LENSES.load(EXPERIENCE), "demand/hti-water", "en")
    (ngo,) = (result for result in document.results if result.id == "org/ngo")
    assert [(c.role, c.id) for c in ngo.contacts] == [("target", "unit/ngo-door")]


def test_what_an_audience_may_not_see_is_absent() -> None:
    lens = LENSES.load(OFFERS_FOR_DEMAND)
    states = match(view_of(LINES, NODES, "states"), lens, "demand/hti-water", "en")
    board = match(view_of(LINES, NODES), lens, "demand/hti-water", "en")
    assert {id_ for id_, _ in found(board)} - {id_ for id_, _ in found(states)} == {
        "offer/bra-secret"
    }
    assert sum(states.excluded.values()) == 1


def test_relations_not_in_force_are_not_followed() -> None:
    lines = LINES + "org/old FUNDS activity/pipes - - 2020-01-01"
    snapshot = graph(lines, NODES)
    lens = LENSES.load(EXPERIENCE)

    def names(day: date) -> set[str]:
        return {id_ for id_, _ in found(match(View(snapshot, day), lens, "demand/hti-water", "en"))}

    assert names(date(2019, 12, 31)) - names(date(2020, 1, 1)) == {"org/old"}


def test_the_lens_must_relate_what_is_asked(view: View) -> None:
    with pytest.raises(NotOfLensError, match="state/hti"):
        match(view, LENSES.load(OFFERS_FOR_DEMAND), "state/hti", "en")
    with pytest.raises(UnknownIdError, match="demand/hti-waters"):
        match(view, LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-waters", "en")


def test_progress_is_told_and_the_document_says_what_it_rests_on(view: View) -> None:
    seen: list[tuple[int, int]] = []
    rows = list(match_all(view, LENSES.load(OFFERS_FOR_DEMAND), 1, lambda *done: seen.append(done)))
    assert seen == [(1, 1)]
    assert [row.rank for row in rows] == [1]
    document = json.loads(
        match(view, LENSES.load(EXPERIENCE), "demand/hti-water", "en").model_dump_json()
    )
    assert document["lens"]["standing"] == document["standing"]
    assert (document["revision"], document["as_of"]) == (1, "2026-11-23")


@pytest.mark.parametrize(
    ("width", "specificity", "counts"), [(15, 1, True), (15, 2, False), (16, 1, False)]
)
def test_walks_that_cannot_be_counted(width: int, specificity: int, *, counts: bool) -> None:
    view = View(build(*ladder(width, specificity)), DAY)
    lens = LENSES.parse(LADDER)
    assert fits(width, specificity) is counts
    if counts:
        assert scores(view, lens, view.index("demand/d"))[1].tolist() == [1_000_000]
        return
    with pytest.raises(HalfWalkOverflowError) as caught:
        scores(view, lens, view.index("demand/d"))
    assert caught.value.id == "demand/d"
    with pytest.raises(HalfWalkOverflowError):
        list(match_all(view, lens))


def test_sentences_name_the_narrowest_and_count_the_others() -> None:
    members = "".join(
        f"state/hti MEMBER_OF org/b{n} member\nstate/chl MEMBER_OF org/b{n} member\n"
        for n in range(4)
    )
    shown = match(
        view_of(LINES + members, NODES), LENSES.load(OFFERS_FOR_DEMAND), "demand/hti-water", "en"
    )
    said = {
        (result.id, reason.path): reason.sentence
        for result in shown.results
        for reason in result.reasons
    }
    assert said["offer/bra-secret", "sector"] == "Both are about: Basic drinking water."
    assert said["offer/bra-sewers", "sector"] == "Both are about: Water and sanitation."
    expected = "Both sides are members of: org/b0, org/b1, org/b2 and 2 more."
    assert said["offer/chl-water", "shared_body"] == expected


def test_a_lens_without_sentences_speaks_generally() -> None:
    plain = LENSES.parse(LADDER.replace("-[:BROADER*8]->(m)", "-[:BROADER*0..1]->(m)"))
    (result, *_) = match(view_of(LINES, NODES), plain, "demand/hti-water", "en").results
    assert result.reasons[0].sentence == "They meet by “p” at: Basic drinking water."
