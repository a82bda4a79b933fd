"""Declared, demonstrated and example are never mixed up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import match, probe
from kg.model.changes import state_node, state_relation
from kg.model.nodes import Activity, Demand, Offer, Source
from kg.model.relations import Declares, InSector
from kg.store.opening import open_store

OURS = "source/test"


@pytest.mark.parametrize("cls", [Offer, Demand])
def test_a_declared_record_says_so(cls: type[Offer | Demand]) -> None:
    assert cls(id=f"{cls.prefix}/x").props()["nature"] == "declared"


def test_an_activity_demonstrates() -> None:
    assert Activity(id="activity/x").props() == {"nature": "demonstrated"}


def test_a_declared_demand_never_meets_the_examples(starter_copy: str, tmp_path: Path) -> None:
    demand, offer = Demand(id="demand/real"), Offer(id="offer/real")
    store = open_store(starter_copy, write=True)
    try:
        store.apply(
            [
                state_node(Source(id=OURS), OURS),
                state_node(demand, OURS),
                state_node(offer, OURS),
                state_relation("state/jam", Declares(), "demand/real", OURS),
                state_relation("state/chl", Declares(), "offer/real", OURS),
                state_relation("demand/real", InSector(), "sector/dac/12240", OURS),
                state_relation("offer/real", InSector(), "sector/dac/12240", OURS),
            ]
        )
        view = View(snapshot_of(store, "board"), date(2026, 11, 23))
    finally:
        store.close()
    lens = LENSES.load("offers-for-demand")
    found = match(view, lens, "demand/real", "en", 100)
    assert [(result.id, result.nature) for result in found.results] == [("offer/real", "declared")]
    assert found.excluded["same_nature"] > 0
    examples = match(view, lens, "demand/xab-bancos-de-leche", "en", 100)
    assert {result.nature for result in examples.results} == {"example"}
    for state, nature in (("state/hti", "declared"), ("state/xaa", "example"), (None, "declared")):
        told = probe(view, lens, state, "sector/dac/12240", "en", 100)
        assert {result.nature for result in told.results} == {nature}
