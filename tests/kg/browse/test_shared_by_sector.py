"""What is given and needed by sector: of each audience what it sees, natures never together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from kg.base.audience import Audience
from kg.browse.shared_by_sector import (
    Shared,
    broad_sectors,
    by_sector,
    inside,
    is_leaf_level,
    shared,
    within,
)
from kg.graph.view import View
from kg.knowledge import KnowledgeBase
from kg.model.changes import NodeStatement, RelationKey, RelationStatement
from kg.store.opening import open_store
from tests.conftest import TODAY
from tests.kg.exchange.declared import SOURCE, declared, source

Row = tuple[str | None, int, int, int]


@pytest.fixture
def knowledge(starter_copy: str) -> Iterator[KnowledgeBase]:
    with closing(open_store(starter_copy, write=True)) as store:
        store.apply([
            source(),
            *declared("offer/wells", "state/col", "public"),
            *declared("offer/schools", "org/segib", "public", "sector/dac/11130"),
            *declared("offer/states", "state/per", "states"),
            *declared("demand/wells", "state/hnd", "public", "sector/segib/agua-saneamiento"),
            *declared("practice/wells", "state/col", "public"),
            *declared("offer/gone", "state/col", "public"),
            NodeStatement("offer/gone", SOURCE, {"ends": "2020-01-01"}),
            RelationStatement(RelationKey("IN_SECTOR", "offer/wells", "sector/dac/31110"), SOURCE),
            NodeStatement("demand/bare", SOURCE, {"nature": "declared", "title": {"en": "x"}},
                          visibility="public"),
            RelationStatement(RelationKey("DECLARES", "state/hnd", "demand/bare"), SOURCE),
        ])  # fmt: skip
    made = KnowledgeBase(starter_copy, cache=None)
    yield made
    made.close()


def seen(knowledge: KnowledgeBase, audience: Audience = "public") -> View:
    return knowledge.inquiry(TODAY, audience, "en").view


def rows(view: View, found: Shared, sectors: list[int]) -> list[Row]:
    return [
        (None if one.sector is None else view.id(one.sector), one.given, one.needed, one.practices)
        for one in by_sector(view, found, sectors)
    ]


def test_zero_is_a_zero_and_what_states_no_sector_stands_apart(knowledge: KnowledgeBase) -> None:
    view = seen(knowledge)
    found = rows(view, shared(view, "declared"), broad_sectors(view))
    assert found == [
        ("sector/dac/100", 2, 1, 1),
        ("sector/dac/200", 0, 0, 0),
        ("sector/dac/300", 1, 0, 0),
        ("sector/dac/400", 0, 0, 0),
        ("sector/dac/500", 0, 0, 0),
        ("sector/dac/700", 0, 0, 0),
        (None, 0, 1, 0),
    ]


def test_of_each_audience_what_it_may_see(knowledge: KnowledgeBase) -> None:
    counts = [len(shared(seen(knowledge, one), "declared").given) for one in ("public", "states")]
    assert counts == [2, 3]


def test_below_a_sector_only_what_lies_in_it(knowledge: KnowledgeBase) -> None:
    view = seen(knowledge)
    social = view.index("sector/dac/100")
    told = inside(view, shared(view, "declared"), social)
    found = {row[0]: row[1:] for row in rows(view, told, within(view, social))}
    assert found["sector/dac/140"] == (1, 1, 1)
    assert found["sector/dac/110"] == (1, 0, 0)
    assert None not in found
    assert not is_leaf_level(view, social)
    assert is_leaf_level(view, view.index("sector/dac/140"))


def test_of_an_actor_its_own(knowledge: KnowledgeBase) -> None:
    view = seen(knowledge)
    own = shared(view, "declared", view.index("state/col"))
    assert {view.id(n) for n in own.everything()} == {"offer/wells", "practice/wells"}


def test_natures_are_never_together(knowledge: KnowledgeBase) -> None:
    view = seen(knowledge)
    real, made_up = shared(view, "declared"), shared(view, "example")
    assert {view.nature(n) for n in real.everything()} == {"declared"}
    assert {view.nature(n) for n in made_up.everything()} == {"example"}
    done = shared(view, "demonstrated")
    assert {view.type_of(n) for n in done.everything()} == {"Activity"}
    assert view.index("activity/own/rial-colombia-wages") in done.given & done.needed
