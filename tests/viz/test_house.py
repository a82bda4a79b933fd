"""The agency's own house: small, in columns, what is left out counted, no state in it."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.base.errors import UnknownIdError
from kg.graph.view import View
from tests.graphs import view_of
from viz.house import (
    AGREEMENTS,
    CENTRE,
    MOST_OF_A_KIND,
    ORGANS,
    PARENTS,
    PROGRAMMES,
    house_scene,
)


def layers(view: View, centre: str = "org/iacd") -> dict[str, int | None]:
    return {node.id: node.layer for node in house_scene(view, "en", centre).nodes}


def test_the_house_of_the_agency(starter_view: View) -> None:
    found = layers(starter_view)
    assert (found["org/iacd"], found["org/oas"], found["unit/oas-cidi"]) == (
        CENTRE, PARENTS, PARENTS,
    )  # fmt: skip
    assert found["unit/iacd-management-board"] == ORGANS
    assert found["programme/femcidi"] == found["programme/cooperanet"] == PROGRAMMES
    assert not [id_ for id_ in found if id_.startswith(("state/", "region/"))]


def test_it_is_small_and_counts_what_it_leaves_out(starter_view: View) -> None:
    scene = house_scene(starter_view, "en")
    counts = Counter(node.layer for node in scene.nodes)
    assert max(counts.values()) <= MOST_OF_A_KIND
    assert len(scene.nodes) <= 1 + 4 * MOST_OF_A_KIND
    assert scene.left_out > 0
    assert any("not shown" in note for note in scene.notes)


def test_the_last_agreements_come_first() -> None:
    lines = "\n".join(f"org/a PARTY_TO agreement/n{n}" for n in range(8))
    nodes: dict[str, dict[str, object]] = {
        f"agreement/n{n}": {"signed": f"200{n}-01-01"} for n in range(8)
    }
    found = layers(view_of(lines, nodes), "org/a")
    shown = {id_ for id_, layer in found.items() if layer == AGREEMENTS}
    assert shown == {f"agreement/n{n}" for n in range(3, 8)}


def test_what_the_agency_runs_itself_stands_before_what_its_organs_run() -> None:
    lines = ["unit/u PART_OF org/a", "org/a RUNS programme/z"]
    lines += [f"unit/u RUNS programme/p{n}" for n in range(9)]
    found = layers(view_of("\n".join(lines)), "org/a")
    assert found["programme/z"] == PROGRAMMES
    assert sum(layer == PROGRAMMES for layer in found.values()) == MOST_OF_A_KIND


def test_a_circle_ends() -> None:
    found = layers(view_of("org/a PART_OF org/b\norg/b PART_OF org/a"), "org/a")
    assert found == {"org/a": CENTRE, "org/b": PARENTS}


def test_an_agency_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownIdError):
        house_scene(view_of("org/a PART_OF org/b"), "en")
