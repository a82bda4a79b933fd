"""Needs and principles in the ranking: what is known where a partner says in what it works."""

from __future__ import annotations

import pytest

from kg.graph.actors import family, real
from kg.graph.taxonomy import sectors_of
from kg.graph.view import View
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.store.protocol import Store
from tests.graphs import view_of

FIT = GUIDELINES.parse("""\
guideline: fit
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules: [{id: all, when: {}, verdict: approach, basis: agreement/x, text: "{partner}"}]
otherwise: {verdict: conditions, basis: agreement/x, text: "none"}
criteria:
  - {name: fit, measure: thematic_fit, anchors: [0, 100], weight: 0.5}
  - {name: needs, measure: demands_covered, anchors: [0, 100], weight: 0.5}
""")
TREE = """
sector/dac/11110 BROADER sector/dac/111
sector/dac/111 BROADER sector/dac/110
sector/dac/12110 BROADER sector/dac/121
sector/dac/121 BROADER sector/dac/120
goal/sdg/17.9 BROADER goal/sdg/17
state/a MEMBER_OF org/oas member
state/a DECLARES demand/schools
demand/schools IN_SECTOR sector/dac/11110
state/a DECLARES demand/clinics
demand/clinics IN_SECTOR sector/dac/12110
"""
NODES = {
    "org/bank": {"kind": "bank"},
    "sector/dac/111": {"level": "category"},
    "sector/dac/121": {"level": "category"},
}


def values(lines: str) -> dict[str, float | None]:
    """Return what is known of the bank."""
    (bank,) = partners(view_of(TREE + lines, NODES), FIT, "en").results
    return {criterion.name: criterion.value for criterion in bank.criteria}


FAVOURED = """
priority/a FAVOURS sector/dac/110
priority/a FAVOURS sector/dac/120
priority/b FAVOURS goal/sdg/17
priority/b FAVOURS modality/triangular
"""


@pytest.mark.parametrize(
    ("works", "fit"),
    [
        ("org/bank IN_SECTOR sector/dac/11110", 25),
        ("unit/desk PART_OF org/bank\nunit/desk IN_SECTOR sector/dac/111", 25),
        (
            """org/bank RUNS programme/p
            programme/p TOWARDS goal/sdg/17.9
            programme/p BY_MODALITY modality/triangular""",
            50,
        ),
        ("org/bank IN_SECTOR sector/dac/999", 0),
        ("", None),
    ],
)
def test_a_principle_reaches_whoever_works_in_what_it_favours(
    starter_store: Store, works: str, fit: float | None
) -> None:
    assert values(FAVOURED + works)["fit"] == fit


@pytest.mark.parametrize(
    ("works", "needs"),
    [
        ("org/bank IN_SECTOR sector/dac/11110", 50),
        ("org/bank IN_SECTOR sector/dac/110\norg/bank IN_SECTOR sector/dac/120", 100),
        ("org/bank RUNS programme/p\nprogramme/p IN_SECTOR sector/dac/111", 50),
        ("org/bank IN_SECTOR sector/dac/999", 0),
        ("", None),
    ],
)
def test_a_need_reaches_whoever_works_in_its_field(
    starter_store: Store, works: str, needs: float | None
) -> None:
    assert values(works)["needs"] == needs


def test_the_fit_is_known_of_every_partner_whose_sectors_are(starter_view: View) -> None:
    approach = GUIDELINES.load("approach-2022")
    for one in partners(starter_view, approach, "en", 1000).results:
        own = real(starter_view, family(starter_view, starter_view.index(one.id)))
        if any(sectors_of(starter_view, part) for part in own):
            (fit,) = [c.value for c in one.criteria if c.name == "thematic_fit"]
            assert fit is not None, one.id


def test_principles_favour_sectors_goals_and_modalities(starter_view: View) -> None:
    out = starter_view.adjacency(("FAVOURS",), "out")
    priorities = starter_view.of_type("Priority").tolist()
    favours = {concept for priority in priorities for concept in out.of(priority).tolist()}
    types = {starter_view.type_of(node) for node in favours}
    assert types == {"Sector", "Goal", "Modality"}
    assert len(favours) > 15
