"""The written rule that chooses among claims."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model.claims import chosen_node, chosen_relation, node_claims, relation_claims
from kg.model.records import Statement


def said(source: str, props: dict[str, Any], **more: Any) -> Statement:
    return Statement(f"source/{source}", "x", props, **more)


def test_a_better_basis_wins_and_the_others_stay_visible() -> None:
    statements = [
        said("a", {"website": "https://guess.example"}, basis="uncertain", dated="2026-01-01"),
        said("b", {"website": "https://read.example"}, basis="published", dated="2001-01-01"),
    ]
    assert chosen_node("Organisation", statements) == {"website": "https://read.example"}
    claims = node_claims("Organisation", statements)
    assert [(c.source, c.chosen, c.rule) for c in claims] == [
        ("source/b", True, "basis"),
        ("source/a", False, "basis"),
    ]


def test_the_later_day_wins_among_equals_then_the_source_that_comes_first() -> None:
    older = said("a", {"acronym": "OLD"}, dated="2020-01-01")
    newer = said("b", {"acronym": "NEW"}, dated="2024-01-01")
    also = said("c", {"acronym": "ALSO"}, dated="2024-01-01")
    assert chosen_node("Organisation", [older, also, newer])["acronym"] == "NEW"
    assert node_claims("Organisation", [older, newer])[0].rule == "later"
    assert node_claims("Organisation", [newer, also])[0].rule == "source_order"


def test_names_are_chosen_per_language_and_lists_united() -> None:
    first = said("a", {"name": {"es": "Caja"}, "aliases": ["A"]})
    second = said("b", {"name": {"es": "Otra", "en": "Box"}, "aliases": ["A", "B"]})
    assert chosen_node("Organisation", [first, second]) == {
        "name": {"es": "Caja", "en": "Box"},
        "aliases": ["A", "B"],
    }
    claims = {(c.field, c.source): c.chosen for c in node_claims("Organisation", [first, second])}
    assert claims["name:es", "source/b"] is False
    assert claims["name:en", "source/b"] is True
    assert claims["aliases", "source/a"] is True


def test_what_any_source_calls_disputed_is_disputed_and_both_sides_are_shown() -> None:
    sides = [
        said("government", {"status": "former", "since": "2019-04-27"}, basis="published"),
        said("council", {"status": "member"}, basis="published"),
        said("press", {"status": "disputed"}, basis="common_knowledge"),
    ]
    assert chosen_relation("MEMBER_OF", sides)["status"] == "disputed"
    shown = {c.value: (c.chosen, c.rule) for c in relation_claims("MEMBER_OF", sides)}
    assert shown["former"] == (False, "disputed")
    assert shown["member"] == (False, "disputed")
    assert shown["disputed"] == (True, "disputed")


def test_time_comes_from_a_source_that_agrees_with_the_status() -> None:
    published = said("a", {"status": "member"}, basis="published")
    agreeing = said("b", {"status": "member", "since": "1948-04-30"}, basis="uncertain")
    other = said("c", {"status": "observer", "since": "1900-01-01"}, basis="common_knowledge")
    assert chosen_relation("MEMBER_OF", [published, other, agreeing]) == {
        "status": "member",
        "since": "1948-04-30",
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"),
            st.sampled_from(["published", "common_knowledge", "uncertain"]),
            st.sampled_from([None, "2020-01-01", "2021-01-01"]),
            st.sampled_from(["x", "y", "z"]),
        ),
        min_size=1,
        unique_by=lambda row: row[0],
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_statements_arrive_changes_nothing(
    rows: list[tuple[str, Any, Any, str]], random: Any
) -> None:
    statements = [
        said(source, {"acronym": value}, basis=basis, dated=dated)
        for source, basis, dated, value in rows
    ]
    shuffled = list(statements)
    random.shuffle(shuffled)
    assert chosen_node("Organisation", statements) == chosen_node("Organisation", shuffled)
    assert node_claims("Organisation", statements) == node_claims("Organisation", shuffled)
