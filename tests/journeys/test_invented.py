"""What is asked about who exists is answered as if nobody had made anything up."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.identity.bodies import bodies_of
from kg.matching.lens.lens_files import LENSES
from kg.matching.match import probe
from kg.model.changes import state_relation
from kg.model.relations import MemberOf
from kg.partners.coverage import coverage
from kg.partners.guideline_files import GUIDELINES
from kg.partners.plan import plan_coverage
from kg.partners.rank import partners
from kg.paths.routes import paths
from kg.store.opening import open_store
from kg.store.protocol import Store
from tests.conftest import TODAY
from viz.composition import compose
from viz.house import house_scene

APPROACH = GUIDELINES.load("approach-2022")
BODIES = ["org/segib", "org/mercosur", "org/caricom", "org/caf"]
PAIRS = [("org/iacd", "org/mercosur"), ("state/hti", "org/segib"), ("state/brb", "state/bol")]
ASKED: dict[str, Any] = {
    "partners": lambda view: partners(view, APPROACH, "en", 1000),
    "plan": lambda view: plan_coverage(view, APPROACH, "en"),
    "house": lambda view: compose(house_scene(view, "en")),
    **{
        f"coverage of {of}": partial(lambda of, view: coverage(view, BODIES, "en", of=of), of)
        for of in ("states", "demands", "sectors")
    },
    **{
        f"path {pair}": partial(lambda pair, view: paths(view, pair[0], pair[1], "en", 5), pair)
        for pair in PAIRS
    },
    **{
        f"probe {lens}": partial(
            lambda lens, view: (
                probe(view, LENSES.load(lens), "state/hti", "sector/dac/140", "en").results
            ),
            lens,
        )
        for lens in ("offers-for-demand", "experience")
    },
}


@pytest.fixture(scope="module")
def views(starter_store: Store, starter_view: View) -> tuple[View, View]:
    """The starter knowledge with and without examples."""
    return starter_view, View(snapshot_of(starter_store, "board", examples=False), TODAY)


@pytest.mark.parametrize("question", ASKED)
def test_examples_change_no_answer_about_who_exists(
    views: tuple[View, View], question: str
) -> None:
    with_them, without = (ASKED[question](view) for view in views)
    assert with_them == without


def test_an_invented_state_in_a_real_body_changes_none_either(starter_copy: str) -> None:
    """Whatever a sheet says: nobody who exists is reached, joined or counted through it."""
    store = open_store(starter_copy, write=True)
    try:
        source = "source/coopgraph-compilation"
        member = MemberOf(status="member")
        for body in (*BODIES, "org/iacd"):
            store.apply([state_relation("state/xaa", member, body, source)])
        view = View(snapshot_of(store, "board"), TODAY)
        bare = View(snapshot_of(store, "board", examples=False), TODAY)
        for name, answer in ASKED.items():
            assert answer(view) == answer(bare), name
    finally:
        store.close()


def test_from_an_invented_state_no_route_leads_to_who_exists(starter_view: View) -> None:
    for body in ("org/iacd", "org/oas", "state/bra"):
        assert paths(starter_view, "state/xaa", body, "en").paths == []
    (direct,) = paths(starter_view, "state/xaa", "org/example-union", "en").paths
    assert len(direct.relations) == 1


def test_nobody_is_held_for_somebody_made_up(starter_store: Store) -> None:
    ids = {body.id for body in bodies_of(starter_store)}
    assert "org/oas" in ids
    assert not {id_ for id_ in ids if "/example-" in id_}
