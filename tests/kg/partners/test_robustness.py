"""How far the order depends on the weights: asked of the starter knowledge, and of small worlds."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest

from kg.base.millionths import MILLION
from kg.graph.view import View
from kg.model.documents import Partner, Partners
from kg.partners.guideline_files import GUIDELINES
from kg.partners.rank import partners
from kg.store.protocol import Store
from tests.graphs import view_of

APPROACH = GUIDELINES.load("approach-2022")
ALL = 1000
STEP = 1_000


@pytest.fixture(scope="module")
def found(starter_store: Store, starter_view: View) -> Partners:
    return partners(starter_view, APPROACH, "en", ALL, first=5)


def first_of(results: Iterable[Partner]) -> set[str]:
    ranked = [one for one in results if one.rank is not None]
    return {one.id for one in sorted(ranked, key=lambda one: (-one.score, one.id))[:5]}


def test_within_the_interval_of_a_weight_the_first_five_stay(
    found: Partners, starter_view: View
) -> None:
    assert found.robustness is not None
    asked = first_of(found.results)
    changed = 0
    for name, bounds in found.robustness.weight_intervals.items():
        for weight in bounds:
            inside = weight + (STEP if weight < found.weights[name] else -STEP)
            beyond = weight - (STEP if weight < found.weights[name] else -STEP)
            if abs(inside - weight) < abs(found.weights[name] - weight):
                assert first_of(moved(starter_view, found, name, inside).results) == asked
            if STEP <= beyond <= MILLION - STEP:
                changed += 1
                assert first_of(moved(starter_view, found, name, beyond).results) != asked
    assert changed


def moved(view: View, found: Partners, name: str, weight: int) -> Partners:
    rest = MILLION - found.weights[name]
    weights = [
        (other, Decimal(weight if other == name else own * (MILLION - weight) // rest))
        for other, own in found.weights.items()
    ]
    return partners(view, APPROACH, "en", ALL, weights=weights)


def test_shares_and_intervals_belong_to_who_has_a_rank(found: Partners) -> None:
    ranked = [one for one in found.results if one.rank is not None]
    assert sum(one.stays or 0 for one in ranked) == 5 * MILLION
    for one in ranked:
        assert one.acceptability is not None
        assert one.stays_between is not None
        assert one.stays_while is not None
        assert len(one.acceptability) == 5
        assert sum(one.acceptability) == one.stays
        assert one.stays_between[0] <= (one.stays or 0) <= one.stays_between[1]
        assert one.weight_intervals == found.robustness.weight_intervals  # type: ignore[union-attr]
        assert one.sentences
        for name, (low, high) in one.stays_while.items():
            assert low <= found.weights[name] <= high
    for one in found.results:
        if one.rank is None:
            assert (one.acceptability, one.stays, one.weight_intervals) == (None, None, None)
            assert one.sentences == []


def test_what_decides_nothing_is_said(found: Partners) -> None:
    assert found.robustness is not None
    assert any(
        "Declared demands" in sentence and "decides nothing" in sentence
        for sentence in found.robustness.sentences
    )


def test_without_the_question_nothing_is_said_of_robustness(
    starter_store: Store, starter_view: View, found: Partners
) -> None:
    plain = partners(starter_view, APPROACH, "en", ALL)
    assert plain.robustness is None
    more = {"acceptability", "stays", "stays_between", "weight_intervals", "stays_while"}
    bare = [one.model_dump(exclude=more | {"sentences"}) for one in found.results]
    assert [one.model_dump(exclude=more | {"sentences"}) for one in plain.results] == bare
    assert all(one.model_dump(include=more) == dict.fromkeys(more) for one in plain.results)


TWO = GUIDELINES.parse("""\
guideline: two
version: "1"
body: org/oas
candidates: {kinds: [bank]}
rules: [{id: a, when: {pilot: true}, verdict: approach, basis: agreement/x, text: "a"}]
otherwise: {verdict: conditions, basis: agreement/x, text: "none"}
criteria:
  - {name: reached, measure: states_reached, anchors: [0, 4], weight: 0.6}
  - {name: link, measure: official_link, anchors: [0, 1], weight: 0.4}
""")
BODY = "state/a MEMBER_OF org/oas member\nstate/b MEMBER_OF org/oas member\n"
BANK = {"kind": "bank"}


def test_one_partner_of_which_nothing_is_known_is_first_whatever_weighs() -> None:
    found = partners(view_of(BODY, {"org/one": BANK}), TWO, "en", first=5)
    (one,) = found.results
    assert (one.rank, one.not_comparable, one.score, one.interval) == (1, 0, 0, (0, MILLION))
    assert (one.acceptability, one.stays, one.stays_between) == (
        [MILLION],
        MILLION,
        (MILLION, MILLION),
    )
    assert one.stays_while == {"reached": (0, MILLION), "link": (0, MILLION)}
    assert found.robustness is not None
    assert found.robustness.sentences[0].startswith("Only 1 partner has a rank")


def test_nobody_to_judge_is_no_error() -> None:
    found = partners(view_of(BODY), TWO, "en", first=5)
    assert found.results == []
    assert found.robustness is not None
    assert found.robustness.weight_intervals == {"reached": (0, MILLION), "link": (0, MILLION)}


def test_where_nothing_is_known_of_one_the_other_is_first_and_that_may_change() -> None:
    world = BODY + "state/a MEMBER_OF org/known member\norg/oas PARTY_TO agreement/k\n"
    view = view_of(world + "org/known PARTY_TO agreement/k", {"org/known": BANK, "org/dark": BANK})
    known, dark = partners(view, TWO, "en", first=1).results
    assert (known.id, known.rank, dark.rank, dark.not_comparable) == ("org/known", 1, 1, 1)
    assert (known.stays, dark.stays) == (MILLION, 0)
    # All of the unknown in its favour, the other reaches the whole of both scales.
    assert known.stays_between == (0, MILLION)
    assert dark.stays_between == (0, MILLION)
