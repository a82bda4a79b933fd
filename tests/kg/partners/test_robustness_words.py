"""What is said of weights that move: true on the safe side, and in words."""

from __future__ import annotations

import re

import numpy as np

from kg.base.i18n import msg
from kg.base.millionths import MILLION
from kg.partners.criteria_overlap import FEWEST
from kg.partners.robustness_words import Question, Shares, of_all, of_partner

LABELS = [msg("Reach"), msg("Link")]
WHOLE = [0, MILLION]


def asked(first: int = 5, ranked: int = 9, lang: str = "en") -> Question:
    return Question(first, 20_000, LABELS, [200_000, 800_000], ranked, lang)


def said(bounds: list[list[int]], shares: Shares, *, is_first: bool = True) -> list[str]:
    return of_partner(asked(), "SEGIB", np.array(bounds), shares, is_first=is_first)


def test_the_nearest_limit_comes_first_and_is_rounded_to_the_safe_side() -> None:
    found = said([[118_343, MILLION], [100_000, 950_001]], Shares(930_000, 930_000, 930_000))
    assert found == [
        "SEGIB stays among the first 5 unless the weight of “Reach” falls below 0.119.",
        "SEGIB stays among the first 5 unless the weight of “Link” rises above 0.950.",
        "SEGIB stays among the first 5 unless the weight of “Link” falls below 0.100.",
        "SEGIB is among the first 5 under 93% of 20,000 weightings.",
        "Nothing that is not known yet could change that.",
    ]


def test_a_limit_closer_than_a_thousandth_is_told_as_a_step() -> None:
    near = [[199_950, 200_071], WHOLE]
    fall, rise, *_ = said(near, Shares(0, 0, 0))  # the nearest first
    assert fall.endswith("unless the weight of “Reach” falls by as little as 0.001.")
    assert rise.endswith("unless the weight of “Reach” rises by as little as 0.001.")
    fall, rise, *_ = said(near, Shares(0, 0, 0), is_first=False)
    assert fall.endswith("if the weight of “Reach” fell by as little as 0.001.")
    assert rise.endswith("if the weight of “Reach” rose by as little as 0.001.")
    _, told, *_ = of_all(asked(), np.array(near), np.eye(9, 2, dtype=np.int64), np.empty((9, 2)))
    assert told.endswith("which is 0.200: it changes once that falls by as little as 0.001.")


def test_no_sentence_has_more_than_three_decimals() -> None:
    thirteenth = asked()._replace(weights=[76_923, 923_077], lang="es")
    bounds = np.array([[76_500, 77_100], [123_456, 923_100]])
    told = [
        *of_partner(thirteenth, "SEGIB", bounds, Shares(0, 0, 0), is_first=True),
        *of_all(thirteenth, bounds, np.full((9, 2), 5), np.empty((9, 2))),
    ]
    assert any("0,077" in one for one in told)
    assert not [one for one in told if re.search(r"\d[.,]\d{4}", one)]


def test_who_is_outside_would_come_in() -> None:
    found = said([[100_000, 300_500], WHOLE], Shares(0, 0, 450_000), is_first=False)
    assert found == [
        "SEGIB would be among the first 5 if the weight of “Reach” fell below 0.100.",
        "SEGIB would be among the first 5 if the weight of “Reach” rose above 0.300.",
        "SEGIB is among the first 5 under none of 20,000 weightings.",
        "Depending on what is not known yet, that share lies between 0% and 45%.",
    ]


def test_what_no_weight_moves_is_said() -> None:
    assert said([WHOLE, [1, MILLION - 1]], Shares(MILLION, MILLION, MILLION)) == [
        "SEGIB stays among the first 5, whatever the weight of any one criterion.",
        "SEGIB is among the first 5 under each of 20,000 weightings.",
        "Nothing that is not known yet could change that.",
    ]
    outside = said([WHOLE, WHOLE], Shares(100, 100, 100), is_first=False)
    assert outside[0] == (
        "SEGIB does not come among the first 5, whatever the weight of any one criterion."
    )
    assert "under less than 1% of" in outside[1]
    assert "under more than 99% of" in said([WHOLE, WHOLE], Shares(MILLION - 50, 0, MILLION))[1]


def test_first_place_is_said_as_such() -> None:
    found = of_partner(asked(1), "SEGIB", np.array([WHOLE, WHOLE]), Shares(0, 0, 0), is_first=True)
    assert found[0] == "SEGIB stays in first place, whatever the weight of any one criterion."


UNKNOWN = float("nan")


def test_the_order_and_its_criteria() -> None:
    known = np.array([[-1, 0], [-1, 500_000]])
    column = np.arange(FEWEST, dtype=float)
    values = np.stack([column, column], axis=1)
    found = of_all(asked(), np.array([[150_000, 290_000], [750_000, MILLION]]), known, values)
    tried, delicate, nothing, twice = found
    assert tried.startswith("20,000 weightings were tried, each as likely as any other;")
    assert delicate == (
        "Who is among the first 5 depends most on the weight of “Reach”, which is 0.200: it changes"
        " once that falls below 0.150."
    )
    assert nothing == (
        "“Reach” (weight 0.200) decides nothing: it is not known of any partner that has a rank."
    )
    assert twice == (
        "“Reach” and “Link” say nearly the same twice: over the 8 candidates of which both are"
        " known their rank correlation is 1.000."
    )


def test_a_criterion_that_adds_the_same_to_all_decides_nothing() -> None:
    known = np.array([[5, 0], [5, -1]])
    found = of_all(asked(), np.array([WHOLE, WHOLE]), known, np.empty((2, 2)))
    assert found[1] == "No weight alone changes who is among the first 5."
    assert found[2].startswith("“Reach” (weight 0.200) decides nothing: it adds the same")
    assert found[3].startswith("“Link” (weight 0.800) decides nothing: it adds the same")


def test_fewer_than_are_asked_for() -> None:
    found = of_all(
        asked(ranked=3), np.array([WHOLE, WHOLE]), np.eye(3, 2, dtype=np.int64), np.empty((3, 2))
    )
    assert found == [
        "Only 3 partners have a rank, so that no weight changes who is among the first 5."
    ]
