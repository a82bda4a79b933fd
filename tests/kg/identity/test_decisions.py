"""Groups that decisions make: the same whatever their order, and never against a person."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.identity.decisions import (
    Decision,
    changes,
    contradicted,
    decision_id,
    grouped,
    survivor,
)
from kg.model.changes import Parting, Redirect

IDS = [f"org/{letter}" for letter in "abcdef"]
PAIRS = [(one, other) for one in IDS for other in IDS if one < other]


@st.composite
def decided(draw: st.DrawFn) -> list[Decision]:
    chosen = draw(st.lists(st.sampled_from(PAIRS), unique=True, max_size=9))
    return [
        Decision(
            *pair,
            draw(st.sampled_from(["same", "same", "different"])),
            draw(st.sampled_from(["person", "rule"])),
            draw(st.integers(0, 5)),
        )
        for pair in chosen
    ]


@given(decided(), st.randoms())
def test_their_order_does_not_matter(decisions: list[Decision], chance: object) -> None:
    turned = list(decisions)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert grouped(turned).ends() == grouped(decisions).ends()


@given(decided())
def test_what_is_to_stay_apart_does(decisions: list[Decision]) -> None:
    ends = grouped(decisions).ends()
    for each in decisions:
        if each.verdict == "different":
            assert ends.get(each.one, each.one) != ends.get(each.other, each.other)


@given(decided(), decided())
def test_changes_lead_from_one_state_to_the_other(
    before: list[Decision], after: list[Decision]
) -> None:
    first, second = grouped(before).ends(), grouped(after).ends()
    joined = dict(first)
    for change in changes(first, second):
        if isinstance(change, Parting):
            del joined[change.old]
        else:
            assert isinstance(change, Redirect)
            assert change.old not in joined
            joined[change.old] = change.new
    assert joined == second
    assert changes(first, first) == []


def test_who_survives() -> None:
    assert survivor(["org/XM-DAC-41114", "org/name/bol/undp", "org/undp"]) == "org/undp"
    assert survivor(["org/XM-DAC-41114", "org/41114"]) == "org/41114"
    assert survivor(["org/name/xx/undp", "org/name/bol/undp"]) == "org/name/bol/undp"
    assert survivor(["org/b", "org/a", "org/aa"]) == "org/a"


def test_a_chain_that_ends_in_another_body_is_a_contradiction() -> None:
    one = Decision("org/a", "org/b", "same", "person")
    other = Decision("org/b", "org/c", "same", "person")
    apart = Decision("org/a", "org/c", "different", "person")
    assert contradicted([one, other], apart) == [one, other]
    assert contradicted([one, apart], other) == [one, apart]
    assert contradicted([one], apart) == []
    assert contradicted([one._replace(by="rule"), apart], other) == []


def test_the_id_of_a_decision_is_that_of_its_pair() -> None:
    assert decision_id("org/b", "org/a") == Decision("org/a", "org/b", "same", "rule").id
