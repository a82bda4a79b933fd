"""The step to statements that say themselves who may see them: what becomes of a claim."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.base.audience import Audience
from kg.model.audiences import CLOSED_WHOLE, level, may_read
from kg.model.records import Statement
from kg.store.upgrade import to_visibility as visibility

WORDS = st.sampled_from(["public", "states", "board", "internal", "", None, 3, ["board"]])
PROPS = st.fixed_dictionaries(
    {"title": st.just({"en": "A title"})},
    optional={"visibility": WORDS, "nature": st.sampled_from(["declared", "example"])},
)
BASES = st.sampled_from(["published", "common_knowledge", "uncertain"])
TYPES = st.sampled_from(["Offer", "Demand", "Practice", "State", "Activity", "MEMBER_OF"])


def said(props: dict[str, Any], source: str = "source/a", basis: Any = "published") -> Statement:
    return Statement(source, "offer/x", props, "row 2", basis, "2024-01-01")


@pytest.mark.parametrize(
    ("type_", "word", "claim"),
    [
        ("Offer", "public", None),
        ("Demand", "public", None),
        ("Practice", "public", None),
        ("Offer", "states", "states"),
        ("Offer", "board", "board"),
        ("Offer", "interno", "board"),
        ("Offer", ["public"], "board"),
        ("State", "public", "public"),
        ("Source", "board", "board"),
        ("MEMBER_OF", "states", "states"),
    ],
)
def test_a_value_becomes_a_claim(type_: str, word: Any, claim: Audience | None) -> None:
    old = said({"title": {"en": "A"}, "visibility": word})
    new = old._replace(props={"title": {"en": "A"}}, visibility=claim)
    assert visibility.statement(type_, old) == new


def test_who_says_nothing_claims_nothing() -> None:
    assert visibility.statement("Offer", said({"capacity": 2})) == said({"capacity": 2})


@given(TYPES, PROPS)
def test_what_is_brought_over_is_left_alone(type_: str, props: dict[str, Any]) -> None:
    once = visibility.statement(type_, said(props))
    assert "visibility" not in once.props
    assert visibility.statement(type_, once) == once


@given(
    st.sampled_from(sorted(CLOSED_WHOLE)),
    st.lists(st.tuples(PROPS, BASES), min_size=1, max_size=4),
)
def test_no_offer_demand_or_practice_opens(type_: str, stated: list[tuple[Any, Any]]) -> None:
    before = [said(p, f"source/{n}", basis) for n, (p, basis) in enumerate(stated)]
    after = [visibility.statement(type_, each) for each in before]
    assert may_read(level(type_, after), visibility.level(type_, before))
    # Met again by an upgrade that goes on, what was brought over has not closed once more.
    claimed = any(each.visibility for each in after)
    assert not claimed or visibility.level(type_, after) == level(type_, after)
