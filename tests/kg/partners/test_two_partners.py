"""Two partners side by side: each sentence follows from the numbers of both."""

from __future__ import annotations

from kg.model.documents import Criterion, Partner
from kg.partners.two_partners import differences, side_by_side


def criterion(name: str, value: float | None, weight: int) -> Criterion:
    adds = 0 if value is None else int(value * weight)
    scaled = None if value is None else int(value * 1_000_000)
    return Criterion(name=name, label=name.title(), value=value, unit="", scaled=scaled,
                     weight=weight, contribution=adds)  # fmt: skip


def partner(
    name: str, reach: float | None, fit: float | None, verdict: str = "approach"
) -> Partner:
    criteria = [criterion("reach", reach, 600_000), criterion("fit", fit, 400_000)]
    score = sum(one.contribution for one in criteria)
    open_ = sum(one.weight for one in criteria if one.value is None)
    return Partner(
        id=f"org/{name}", label=name.upper(), verdict=verdict, rank=1, score=score,
        interval=(score, score + open_), criteria=criteria, rules=[], missing=[], questions=[],
        answers=[], door=None, links=[], not_comparable=0,
    )  # fmt: skip


def test_who_leads_and_by_what() -> None:
    said = differences(partner("a", 0.5, 0.5), partner("b", 0.9, 0.2), "en")
    assert len(said) == 2
    assert said[0] == "Of what is known, B leads by 0.120, mostly by: Reach. A has more of: Fit."
    assert said[1] == (
        "Whatever the unknown turns out to be, B stays ahead: A could reach 0.500, B has 0.620"
        " already."
    )


def test_the_order_of_the_two_changes_nothing_but_the_order() -> None:
    a, b = partner("a", 0.5, 0.5), partner("b", 0.9, 0.2)
    assert differences(a, b, "en") == differences(b, a, "en")


def test_what_is_known_of_one_only_is_said() -> None:
    said = differences(partner("a", 0.9, None), partner("b", 0.5, 0.1), "en")
    assert said[1] == (
        "Whatever the unknown turns out to be, A stays ahead: B could reach 0.340, A has 0.540"
        " already."
    )
    assert said[2] == "Known of B, not of A, which gets nothing for it yet: Fit."


def test_an_interval_that_overlaps_is_not_comparable() -> None:
    said = differences(partner("a", 0.9, None), partner("b", 0.8, None), "en")
    assert said[1] == (
        "They are not yet comparable: once all is known, B could reach 0.880, and A has 0.540 so"
        " far."
    )
    assert said[2] == "Known of neither: Fit."


def test_rules_come_before_scores() -> None:
    said = differences(partner("a", 0.9, 0.9, "unknown"), partner("b", 0.1, 0.1), "en")
    assert said[0] == "The rules put B before A; no score changes that."


def test_equals_are_said_to_be_equal() -> None:
    said = differences(partner("a", 0.5, 0.5), partner("b", 0.5, 0.5), "en")
    assert said[0] == "Of what is known, both have the same score: 0.500."


def test_leads_add_up_to_the_difference_of_the_scores() -> None:
    a, b = partner("a", 0.9, 0.1), partner("b", 0.3, None)
    assert sum(one.lead for one in side_by_side(a, b)) == a.score - b.score
