"""Positions by item: bodies apart from states, and nothing of either is ever counted."""

from __future__ import annotations

import json
import re

import pytest

from kg.exchange.consultation_documents import consultations_document
from kg.exchange.desk_documents import DeskInquiry
from kg.exchange.positions import consultation_on, positions_on
from kg.model.documents import DeskConsultations
from kg.store.protocol import Store
from tests.kg.exchange.consulted import NEAR, opened
from tests.kg.exchange.people import BOARD, HIGHLAND, ISLAND, NOW, PARTNER, SECRETARIAT, STRANGER


def ask(desk: Store, who: object = BOARD) -> DeskInquiry:
    return DeskInquiry(desk, who, NOW.date(), "en")  # type: ignore[arg-type]


def test_states_and_bodies_stand_apart_by_office(desk: Store) -> None:
    consulted = opened(desk)
    consulted.say(HIGHLAND, "rule/near", "supports")
    consulted.say(ISLAND, "rule/near", "proposes_wording", "Así.", change=NEAR)
    consulted.say(PARTNER, "rule/near", "reserves", "Hm.", lang="en")
    found = positions_on(ask(desk), "invented", "0.1")["rule/near"]
    assert [one.office for one in found.states] == [ISLAND.office, HIGHLAND.office]
    assert [(one.office, one.text, one.lang) for one in found.bodies] == [("org/xyz", "Hm.", "en")]
    assert (found.states[0].change, found.states[0].lang, found.states[0].day) == (
        NEAR, "es", "2026-11-29",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "states", "bodies"),
    [(SECRETARIAT, 1, 1), (BOARD, 1, 1), (ISLAND, 1, 0), (HIGHLAND, 0, 0), (PARTNER, 0, 1),
     (STRANGER, 0, 0)],
    ids=lambda value: str(value.role if hasattr(value, "role") else value),
)  # fmt: skip
def test_while_it_is_open_each_reads_its_own_and_the_board_all(
    desk: Store, who: object, states: int, bodies: int
) -> None:
    consulted = opened(desk)
    consulted.say(ISLAND, "", "supports")
    consulted.say(PARTNER, "", "supports")
    found = positions_on(ask(desk, who), "invented", "0.1").get("")
    assert ((len(found.states), len(found.bodies)) if found else (0, 0)) == (states, bodies)


def test_of_another_version_nothing_is_known(desk: Store) -> None:
    consulted = opened(desk)
    consulted.say(ISLAND, "", "supports")
    assert positions_on(ask(desk), "invented", "0.2") == {}
    assert positions_on(DeskInquiry(None, BOARD, NOW.date(), "en"), "invented", "0.1") == {}
    found = consultation_on(ask(desk), "invented", "0.1")
    assert found is not None
    assert found.id == consulted.id


def test_no_document_has_a_place_for_a_count() -> None:
    schema = DeskConsultations.model_json_schema()
    numbers = [
        (name, field)
        for name, part in schema["$defs"].items()
        for field, kind in part["properties"].items()
        if "integer" in json.dumps(kind) or '"number"' in json.dumps(kind)
    ]
    assert numbers == []


def test_whoever_supports_or_not_the_same_numbers_stand_in_the_document(desk: Store) -> None:
    shown = []
    for positions in (("supports", "supports"), ("no_comment", "supports")):
        consulted = opened(desk)
        for who, position in zip((ISLAND, HIGHLAND), positions, strict=True):
            consulted.say(who, "rule/near", position)
        body = consultations_document(ask(desk, SECRETARIAT)).consultations[-1]
        shown.append(re.findall(r"\d+", body.model_dump_json(exclude={"id"})))
    assert shown[0] == shown[1]
