"""The pattern language: what it reads, and how precisely it complains."""

from __future__ import annotations

import pytest

from kg.matching.lens.pattern import Hop, PatternError, Place, parse_pattern, parse_place


def test_a_pattern_is_split_at_the_meeting_node() -> None:
    pattern = parse_pattern("(d:Demand)-[:IN_SECTOR]->()-[:BROADER*0..2]->(m:Sector)-[:X|:Y]-(o)")
    assert pattern.left == (
        Hop(("IN_SECTOR",), "out"),
        Hop(("BROADER",), "out", 0, 2, None, ("Sector",)),
    )
    assert pattern.right == (Hop(("X", "Y"), "any", labels=("Sector",)),)
    assert (pattern.start, pattern.end) == (Place("d", ("Demand",)), Place("o"))


def test_the_right_half_is_walked_from_the_target() -> None:
    pattern = parse_pattern(
        "(d)<-[:DECLARES]-(m:State)<-[:PART_OF*1..2]-(:Unit)-[:CONTACT_FOR {status: ['x']}]->(o)"
    )
    assert pattern.right == (
        Hop(("CONTACT_FOR",), "in", 1, 1, ("x",), ("Unit",)),
        Hop(("PART_OF",), "out", 1, 2, None, ("State",)),
    )


def test_statuses_lengths_and_repeats() -> None:
    text = "(d)-[:MEMBER_OF|MEMBER_OF*2 {status: ['a', \"b\", 'a']}]->(m)-[:X]->(o)"
    assert parse_pattern(text).left == (Hop(("MEMBER_OF",), "out", 2, 2, ("a", "b")),)


def test_reversed_asks_from_the_other_end() -> None:
    pattern = parse_pattern("(d)-[:X]->(m)<-[:Y]-(:State)<-[:Z]-(o)")
    turned = pattern.reversed()
    assert (turned.left, turned.right) == (pattern.right, pattern.left)
    assert (turned.start.name, turned.end.name) == ("o", "d")


def test_one_node() -> None:
    assert parse_place("(o:Organisation|State)") == Place("o", ("Organisation", "State"))


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ("", 1, "the end"),
        ("(d)->(m)", 5, ">"),
        ("(d)-[:X]->(m)", 1, "called m"),
        ("(m)-[:X]->(o)-[:X]->(p)", 1, "called m"),
        ("(d)-[:X]->(m)-[:X]->(m)-[:X]->(o)", 1, "called m"),
        ("(d)-[:X*3..1]->(m)-[:X]-(o)", 9, "*3..1"),
        ("(d)-[:X*0..9]->(m)-[:X]-(o)", 9, "*0..9"),
        ("(d)-[:X*]->(m)-[:X]-(o)", 9, "number"),
        ("(d)<-[:X]->(m)-[:X]-(o)", 4, "one way"),
        ("(d)-[:X {kind: 'a'}]-(m)-[:Y]-(o)", 10, "status"),
        ("(d)-[:X {status: 'a'}]-(m)-[:Y]-(o)", 18, "["),
        ("(d)-[:X]-(m)-[:Y]-(o", 21, "the end"),
        ("(d)-[:X]-(m)-[:Y]-(o) WHERE", 23, "WHERE"),
        ("(d)-[X]-(m)-[:Y]-(o)", 6, ":"),
        ("(d;)-[:X]-(m)-[:Y]-(o)", 3, ";"),
        ("(d)-[:X*00000000001]-(m)-[:Y]-(o)", 9, "number"),
    ],
)
def test_mistakes_are_named_with_their_place(text: str, position: int, word: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(text)
    assert caught.value.position == position
    assert word in caught.value.sentence()


def test_a_place_is_one_node_and_no_more() -> None:
    with pytest.raises(PatternError, match="At character 11"):
        parse_place("(d:Demand)-[:X]->(o)")
