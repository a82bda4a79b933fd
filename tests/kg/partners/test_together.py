"""Partners together over states, needs and sectors: shares, bound, what is added and left."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.errors import BadOptionError, ForbiddenError, WrongUseError
from kg.base.i18n import LANGUAGES
from kg.graph.view import View
from kg.model.documents import Together
from kg.partners.coverage import greedy
from kg.partners.guideline_files import GUIDELINES
from kg.partners.together import all_grounds, together
from kg.questions import TogetherQuestion
from tests.graphs import Nodes, view_of

GUIDELINE = GUIDELINES.named("approach-2022")
LINES = """
state/a MEMBER_OF org/oas
state/a MEMBER_OF org/far
state/b MEMBER_OF org/far
state/c MEMBER_OF org/near
sector/dac/14030 BROADER sector/dac/140
sector/dac/12220 BROADER sector/dac/122
offer/water IN_SECTOR sector/dac/14030
demand/water IN_SECTOR sector/dac/14030
demand/health IN_SECTOR sector/dac/12220
org/near DECLARES offer/water
state/a DECLARES demand/water
state/b DECLARES demand/health
org/near RUNS programme/one
activity/one IN_SECTOR sector/dac/12220
org/far IMPLEMENTS activity/one
org/oas PARTY_TO agreement/x
org/near PARTY_TO agreement/x
initiative/p CONCERNS org/far
"""
NODES: Nodes = {
    "org/far": {"kind": "bank"},
    "org/near": {"kind": "bank"},
    "org/never": {"kind": "bank"},
    "initiative/p": {"kind": "pilot"},
    "agreement/x": {"status": "in_force"},
    "sector/dac/140": {"scheme": "dac", "level": "category"},
    "sector/dac/122": {"scheme": "dac", "level": "category"},
    "offer/made-up": {"nature": "example"},
}
REACHED = st.dictionaries(
    st.integers(100, 108), st.frozensets(st.integers(0, 11), max_size=6), min_size=1, max_size=7
)
WORTH = st.lists(st.integers(0, 9), min_size=12, max_size=12)


def view() -> View:
    return view_of(LINES, NODES)


def asked(**given: object) -> Together:
    question = TogetherQuestion(**given)  # type: ignore[arg-type]
    return together(view(), GUIDELINE, question, "en")


@settings(deadline=None)
@given(REACHED, WORTH, st.integers(1, 5))
def test_with_worths_no_choice_passes_the_bound_and_greedy_keeps_its_guarantee(
    reached: dict[int, frozenset[int]], worths: list[int], best: int
) -> None:
    worth = dict(enumerate(worths))

    def value(choice: tuple[int, ...] | list[int]) -> int:
        return sum(worth[thing] for thing in frozenset().union(*(reached[n] for n in choice)))

    choice = greedy(reached, best, str, worth)
    count = min(best, len(reached))
    most = max(value(each) for each in combinations(reached, count))
    assert value(choice.order) <= most <= choice.bound <= value(list(reached))
    assert value(choice.order) >= Fraction(63, 100) * most
    covered: frozenset[int] = frozenset()
    for node in choice.order:
        gain = {n: sum(worth[t] for t in reached[n] - covered) for n in reached}
        left = [n for n in reached if n not in choice.order[: choice.order.index(node)]]
        assert gain[node] == max(gain[n] for n in left)
        covered |= reached[node]


def test_a_worth_of_one_each_is_plain_coverage() -> None:
    reached = {1: frozenset({1, 2}), 2: frozenset({2, 3}), 3: frozenset({4})}
    assert greedy(reached, 2, str) == greedy(reached, 2, str, dict.fromkeys(range(1, 5), 1))


def test_each_ground_counts_as_a_share_whatever_its_size() -> None:
    grounds = all_grounds(view(), None)
    assert {name: len(one.all) for name, one in grounds.by_name.items()} == {
        "states": 3, "demands": 2, "sectors": 2,
    }  # fmt: skip
    for one in grounds.by_name.values():
        part = sum(grounds.worth[thing] for thing in one.all)
        assert Fraction(part, grounds.whole) == Fraction(1, 3)


def test_steps_say_what_is_added_and_brought() -> None:
    document = asked(best=2)
    far, near = sorted(document.steps, key=lambda step: step.id)
    assert (far.id, near.id) == ("org/far", "org/near")
    assert {one.name: one.count for one in near.brings} == {
        "experience": 0, "instruments": 1, "practices": 0, "agreements": 1,
    }  # fmt: skip
    assert (far.in_plan, near.in_plan) == (True, False)
    assert "The plan names it." in far.sentence
    last = document.steps[-1]
    assert last.share == document.share == sum(step.share_added for step in document.steps)
    assert document.bound is not None
    assert document.share <= document.bound <= 1_000_000


def test_brute_force_finds_no_better_pair() -> None:
    ids = ["org/far", "org/near", "org/never"]
    document = asked(ids=ids, best=2)
    pairs = [asked(ids=list(pair)).share for pair in combinations(ids, 2)]
    assert document.share == max(pairs)
    assert document.bound is not None
    assert max(pairs) <= document.bound


def test_weights_decide_what_counts() -> None:
    states = asked(best=1, weights=(("demands", Decimal(0)), ("sectors", Decimal(0))))
    assert [one.weight for one in states.grounds] == [1_000_000, 0, 0]
    assert (states.steps[0].id, states.share) == ("org/far", 666_667)
    assert {gap.name for gap in states.gaps} == {"states"}
    twice = asked(best=1, weights=(("states", Decimal("0.5")),))
    assert [one.weight for one in twice.grounds] == [500_000, 250_000, 250_000]


@pytest.mark.parametrize(
    "weights",
    [
        (("states", Decimal(0)), ("demands", Decimal(0)), ("sectors", Decimal(0))),
        (("states", Decimal(1)), ("states", Decimal(2))),
        (("states", Decimal(-1)),),
        (("states", Decimal("NaN")),),
        (("nobody", Decimal(1)),),
        (("states", Decimal(2)),),
    ],
)
def test_weights_that_mean_nothing_are_refused(weights: tuple[tuple[str, Decimal], ...]) -> None:
    with pytest.raises(BadOptionError):
        asked(best=1, weights=weights)


def test_gaps_say_whether_any_candidate_reaches_them() -> None:
    document = asked(ids=["org/far"])
    gaps = {gap.id: [one.id for one in gap.reachable_by] for gap in document.gaps}
    assert gaps["state/c"] == ["org/near"]
    assert gaps["demand/water"] == ["org/near"]
    assert all(gap.label for gap in document.gaps)
    said = [sentence.partition(":")[0] for sentence in document.gap_sentences]
    assert said == [name for name in ("States", "Needs", "Sectors")
                    if any(gap.name == name.lower().replace("needs", "demands")
                           for gap in document.gaps)]  # fmt: skip


def test_order_is_kept_where_nobody_chooses() -> None:
    document = asked(ids=["org/near", "org/far", "org/near"])
    assert [step.id for step in document.steps] == ["org/near", "org/far"]
    assert document.bound is None


def test_somebody_is_named_or_chosen_and_it_is_for_the_board() -> None:
    with pytest.raises(WrongUseError):
        TogetherQuestion()
    with pytest.raises(ForbiddenError):
        together(view_of(LINES, NODES, "public"), GUIDELINE, TogetherQuestion(best=1), "en")


def test_mercosur_adds_no_state_and_brings_something_else(starter_view: View) -> None:
    trio = TogetherQuestion(("org/segib", "org/mercosur", "org/caricom"))
    document = together(starter_view, GUIDELINE, trio, "en")
    states = [next(a.adds for a in s.adds if a.name == "states") for s in document.steps]
    assert states == [19, 0, 14]
    mercosur = document.steps[1]
    assert mercosur.in_plan
    brings = {one.name: one.count for one in mercosur.brings}
    assert brings["instruments"] >= 1
    assert brings["agreements"] >= 1
    demands = next(one for one in document.grounds if one.name == "demands")
    assert (demands.total, demands.weight) == (0, 0), "examples never count"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sentences_are_whole_in_four_languages(lang: str) -> None:
    document = together(view(), GUIDELINE, TogetherQuestion(best=3), lang)
    said = [*(step.sentence for step in document.steps), *document.gap_sentences]
    assert not any("{" in sentence for sentence in said)
