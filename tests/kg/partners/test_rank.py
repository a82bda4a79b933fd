"""Ranking: sums that add up, unknowns that stay questions, an order nobody else disturbs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.errors import ForbiddenError
from kg.graph.build import snapshot_of
from kg.graph.view import View
from kg.model.documents import Partner
from kg.partners.guideline.guideline import Criterion
from kg.partners.guideline_files import GUIDELINES
from kg.partners.partner_judging import contribution, scaled
from kg.partners.rank import partners
from kg.store.protocol import Store
from tests.graphs import DAY, graph, view_of

APPROACH = GUIDELINES.load("approach-2022")
SMALL = GUIDELINES.parse("""\
guideline: small
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules:
  - {id: pilot, when: {pilot: true}, verdict: approach, basis: agreement/x, text: "{partner}"}
  - id: none
    when: {criteria: {reached: unknown}}
    verdict: not_now
    basis: agreement/x
    text: "{partner} {link} {door}"
    condition: "ask {partner}"
otherwise: {verdict: conditions, basis: agreement/x, text: "none"}
criteria:
  - {name: reached, measure: states_reached, anchors: [0, 8], weight: 0.7}
  - {name: link, measure: official_link, anchors: [0, 1], weight: 0.2}
  - {name: run, measure: instruments, anchors: [0, 3], weight: 0.1}
""")


@pytest.fixture(scope="module")
def judged(starter_store: Store, starter_view: View) -> dict[str, Partner]:
    found = partners(starter_view, APPROACH, "en", 1000)
    return {one.id: one for one in found.results}


def test_segib_is_approached_mercosur_through_the_gci_under_conditions(
    judged: dict[str, Partner],
) -> None:
    segib, mercosur = judged["org/segib"], judged["org/mercosur"]
    assert segib.verdict == "approach"
    assert segib.missing == []
    assert {rule.basis for rule in segib.rules} == {
        "initiative/pilot-segib-mercosur",
        "agreement/ag-res-57-1971",
    }
    assert any("still in force" in question for question in segib.questions)
    assert mercosur.verdict == "conditions"
    assert mercosur.door is not None
    assert mercosur.door.id == "unit/mercosur-gci"
    assert len(mercosur.missing) == 3
    assert "agreement/cmc-dec-10-2012" in {rule.basis for rule in mercosur.rules}


def test_the_mandates_of_the_general_assembly_speak_for_sica_and_caricom(
    judged: dict[str, Partner],
) -> None:
    for id_ in ("org/sica", "org/caricom"):
        assert {"mandate", "official-link"} <= {rule.id for rule in judged[id_].rules}
        assert judged[id_].verdict == "approach"


def test_no_record_of_a_link_is_unknown_and_not_no(judged: dict[str, Partner]) -> None:
    (link,) = [one for one in judged["org/mercosur"].criteria if one.name == "official_link"]
    assert (link.value, link.scaled, link.contribution) == (None, None, 0)
    assert any("official link" in question for question in judged["org/mercosur"].questions)


def test_the_body_its_organs_states_and_their_authorities_are_not_judged(
    judged: dict[str, Partner],
) -> None:
    assert not {"org/oas", "org/iacd", "org/paho", "org/abc", "org/usaid"} & judged.keys()
    assert all(id_.startswith("org/") for id_ in judged)


def test_sums_intervals_and_ranks_add_up(judged: dict[str, Partner]) -> None:
    ranked = [one for one in judged.values() if one.rank is not None]
    order = [(one.rank, -one.score, one.id) for one in ranked]
    assert order == sorted(order)
    for one in ranked:
        above = [other for other in ranked if other.interval[0] > one.interval[1]]
        below = [other for other in ranked if other.interval[1] < one.interval[0]]
        assert one.rank == 1 + len(above)
        assert one.not_comparable == len(ranked) - 1 - len(above) - len(below)
    for one in judged.values():
        assert (one.rank is None) == (one.verdict in {"unknown", "not_now"})
        assert (one.rank is None) == (one.not_comparable is None)
        assert sum(criterion.contribution for criterion in one.criteria) == one.score
        unknown = sum(c.weight for c in one.criteria if c.value is None)
        assert one.interval == (one.score, one.score + unknown)
        assert sum(criterion.weight for criterion in one.criteria) == 1_000_000


def test_every_basis_is_in_the_knowledge_base(starter_view: View) -> None:
    for rule in [*APPROACH.rules, APPROACH.otherwise]:
        starter_view.index(rule.basis)


def test_the_answer_says_that_it_is_a_proposal(starter_store: Store, starter_view: View) -> None:
    found = partners(starter_view, APPROACH, "es", 3)
    assert found.standing.status == found.guideline.standing.status == "proposed"
    assert len(found.results) == 3


@pytest.mark.parametrize("audience", ["public", "states"])
def test_verdicts_are_for_the_board(starter_store: Store, audience: Any) -> None:
    with pytest.raises(ForbiddenError):
        partners(View(snapshot_of(starter_store, audience), DAY), APPROACH, "en")


def test_an_agreement_binds_from_its_first_day_until_it_ends(starter_store: Store) -> None:
    lines = """
    org/oas PARTY_TO agreement/a party 2010-01-01 2020-01-01
    org/bank PARTY_TO agreement/a party 2010-01-01 2020-01-01
    """
    nodes: dict[str, dict[str, Any]] = {"org/bank": {"kind": "bank"}}

    def link(day: date, status: str | None) -> float | None:
        given = {**nodes, "agreement/a": {"status": status} if status else {}}
        view = View(graph(lines, given), day)
        (one,) = partners(view, SMALL, "en").results
        return next(c.value for c in one.criteria if c.name == "link")

    assert link(date(2009, 12, 31), None) is None
    assert link(date(2010, 1, 1), None) == 1
    assert link(date(2010, 1, 1), "unknown") == 1
    assert link(date(2010, 1, 1), "under_negotiation") is None
    assert link(date(2020, 1, 1), None) == 0
    assert link(date(2015, 1, 1), "expired") == 0


BANKS = st.dictionaries(
    st.sampled_from([f"org/{letter}" for letter in "abcdef"]),
    st.tuples(st.integers(0, 8), st.booleans(), st.integers(0, 4)),
    min_size=2,
)


def world(banks: dict[str, tuple[int, bool, int]]) -> View:
    lines = [f"state/s{i} MEMBER_OF org/oas member" for i in range(8)]
    for id_, (states, link, programmes) in banks.items():
        lines += [f"state/s{i} MEMBER_OF {id_} member" for i in range(states)]
        lines += [f"{id_} RUNS programme/{id_[-1]}{i}" for i in range(programmes)]
        if link:
            lines += [
                f"org/oas PARTY_TO agreement/{id_[-1]}",
                f"{id_} PARTY_TO agreement/{id_[-1]}",
            ]
    return view_of("\n".join(lines), {id_: {"kind": "bank"} for id_ in banks})


def comparable(one: Partner, other: Partner) -> bool:
    return one.interval[0] > other.interval[1] or other.interval[0] > one.interval[1]


@settings(deadline=None)
@given(BANKS)
def test_a_further_partner_never_reverses_two_others(
    starter_store: Store, banks: dict[str, tuple[int, bool, int]]
) -> None:
    """Scores stay as they are, and so does the order of two that can be compared."""
    full = partners(world(banks), SMALL, "en").results
    for left_out in banks:
        fewer = {id_: bank for id_, bank in banks.items() if id_ != left_out}
        found = partners(world(fewer), SMALL, "en").results
        by_score = sorted(full, key=lambda one: (one.rank is None, -one.score, one.id))
        others = sorted(found, key=lambda one: (one.rank is None, -one.score, one.id))
        assert [o.id for o in others] == [o.id for o in by_score if o.id != left_out]
        place = {one.id: at for at, one in enumerate(found)}
        for first, second in combinations([one for one in full if one.id != left_out], 2):
            if first.rank and second.rank and comparable(first, second):
                assert place[first.id] < place[second.id]


def test_what_is_not_known_never_costs_a_rank(starter_store: Store) -> None:
    """A link and programmes nobody knows of could lift a above b: neither is before the other."""
    found = partners(world({"org/a": (4, False, 0), "org/b": (4, True, 3)}), SMALL, "en").results
    assert [(one.id, one.rank, one.not_comparable) for one in found] == [
        ("org/b", 1, 1),
        ("org/a", 1, 1),
    ]
    sure = partners(world({"org/a": (1, False, 0), "org/b": (8, True, 3)}), SMALL, "en").results
    assert [(one.id, one.rank, one.not_comparable) for one in sure] == [
        ("org/b", 1, 0),
        ("org/a", 2, 0),
    ]


@pytest.mark.parametrize(
    ("anchors", "value", "expected"),
    [
        ((0, 3), 1, 333_333),
        ((0, 3), 2, 666_667),
        ((0, 10), -1, 0),
        ((0, 10), 99, 1_000_000),
        ((10, 0), 2.5, 750_000),
        ((0, 1), 0.0000005, 1),
    ],
)
def test_values_are_scaled_between_anchors(
    anchors: tuple[float, float], value: float, expected: int
) -> None:
    criterion = Criterion(name="a", measure="b", anchors=anchors, weight=Decimal("0.5"))
    assert scaled(criterion, value) == expected
    assert contribution(criterion, value) == (expected + 1) // 2
    assert contribution(criterion, None) == 0
