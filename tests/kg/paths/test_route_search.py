"""The k best routes, against every simple route there is."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.base.millionths import MILLION
from kg.graph.view import View
from kg.paths.network import network
from kg.paths.route_search import MAX_RELATIONS, WHOLE, best_routes, stand_ins
from kg.paths.strengths import (
    STRENGTHS,
    strength_of,
)
from tests.graphs import graph, view_of

BODIES = [f"org/{letter}" for letter in "abcdefgh"]
STATES = [f"state/{letter}" for letter in "uvwxyz"]
LINK = st.tuples(
    st.sampled_from(BODIES),
    st.sampled_from(
        [
            ("MEMBER_OF", "member"),
            ("MEMBER_OF", "observer"),
            ("MEMBER_OF", "former"),
            ("MEMBER_OF", "associate"),
            ("PART_OF", "-"),
            ("SUCCEEDS", "-"),
        ]
    ),
    st.sampled_from(BODIES),
)


def lines_of(legs: set[tuple[str, tuple[str, str], str]]) -> str:
    return "\n".join(f"{a} {type_} {b} {status}" for a, (type_, status), b in sorted(legs))


def every_route(
    legs: set[tuple[str, tuple[str, str], str]], start: str, end: str
) -> list[tuple[Fraction, tuple[str, ...]]]:
    """All simple routes of at most six relations, the strongest first, by plain recursion."""
    best: dict[tuple[str, str], int] = {}
    for a, (type_, status), b in legs:
        value = strength_of(type_, None if status == "-" else status) or 0
        for pair in ((a, b), (b, a)):
            best[pair] = max(best.get(pair, 0), value)
    found = []

    def walk(nodes: tuple[str, ...], strength: Fraction) -> None:
        if nodes[-1] == end:
            found.append((strength, nodes))
        elif len(nodes) <= MAX_RELATIONS:
            for node in (*BODIES, *STATES):
                value = best.get((nodes[-1], node), 0)
                if value and node not in nodes:
                    walk((*nodes, node), strength * Fraction(value, MILLION))

    walk((start,), Fraction(1))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


@settings(deadline=None)
@given(st.sets(LINK, min_size=1, max_size=24), st.integers(1, 12))
def test_the_best_routes_are_those_that_plain_enumeration_finds(
    legs: set[tuple[str, tuple[str, str], str]], top: int
) -> None:
    view = View(graph(lines_of(legs), {body: {} for body in BODIES}), view_of("").as_of)
    ends = view.index("org/a"), view.index("org/h")
    found = best_routes(network(view, ends), *ends, top, view.id)
    told = [(Fraction(one.strength, WHOLE), tuple(map(view.id, one.nodes))) for one in found]
    assert told == every_route(legs, "org/a", "org/h")[:top]


MEMBERSHIP = st.tuples(
    st.sampled_from(STATES),
    st.sampled_from(
        [("MEMBER_OF", "member"), ("MEMBER_OF", "associate"), ("MEMBER_OF", "observer")]
    ),
    st.sampled_from(BODIES[:5]),
)


def form_of(nodes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("any" if id_ in STATES and 0 < i < len(nodes) - 1 else id_
                 for i, id_ in enumerate(nodes))  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.sets(MEMBERSHIP, min_size=4, max_size=22),
    st.sets(LINK, max_size=6),
    st.integers(1, 8),
    st.sampled_from([("org/a", "org/b"), ("org/a", "org/e"), ("state/u", "org/b"),
                     ("state/u", "state/v")]),
)  # fmt: skip
def test_routes_that_differ_in_states_are_one_the_best_of_them(
    memberships: set[tuple[str, tuple[str, str], str]],
    others: set[tuple[str, tuple[str, str], str]],
    top: int,
    ends: tuple[str, str],
) -> None:
    legs = memberships | others
    nodes: dict[str, dict[str, str]] = {id_: {} for id_ in (*BODIES, *STATES)}
    view = View(graph(lines_of(legs), nodes), view_of("").as_of)
    start, end = view.index(ends[0]), view.index(ends[1])
    links = network(view, (start, end))
    found = best_routes(links, start, end, top, view.id)
    told = [(Fraction(one.strength, WHOLE), tuple(map(view.id, one.nodes))) for one in found]
    every = every_route(legs, *ends)
    first: dict[tuple[str, ...], tuple[Fraction, tuple[str, ...]]] = {}
    for route in every:
        first.setdefault(form_of(route[1]), route)
    assert told == list(first.values())[:top]
    strengths = {nodes: strength for strength, nodes in every}
    for one in found:
        ids = tuple(map(view.id, one.nodes))
        theirs = {
            with_at(ids, other.place, view.id(other.node)): Fraction(other.strength, WHOLE)
            for other in stand_ins(links, one.nodes, view.id)
        }
        places = [place for place, id_ in enumerate(form_of(ids)) if id_ == "any"]
        ours = {with_at(ids, place, state) for place in places for state in STATES}
        assert {**theirs, ids: strengths[ids]} == {
            nodes: strengths[nodes] for nodes in {*ours, ids} & strengths.keys()
        }


def with_at(ids: tuple[str, ...], place: int, id_: str) -> tuple[str, ...]:
    return (*ids[:place], id_, *ids[place + 1 :])


def test_parallel_relations_count_once_with_the_strongest() -> None:
    view = view_of("org/a MEMBER_OF org/b observer\norg/a SUCCEEDS org/b\norg/b PART_OF org/a")
    ends = view.index("org/a"), view.index("org/b")
    legs = network(view, ends)
    (route,) = best_routes(legs, *ends, 5, view.id)
    assert [edge.type for edge in legs.edges(view, route.nodes)] == ["PART_OF"]


def test_routes_keep_to_six_relations() -> None:
    chain = [f"org/n{i}" for i in range(8)]
    view = view_of("\n".join(f"{a} PART_OF {b}" for a, b in pairwise(chain)))
    six, seven = (view.index("org/n0"), view.index("org/n6")), (0, view.index("org/n7"))
    assert len(best_routes(network(view, six), *six, 3, view.id)) == 1
    assert best_routes(network(view, seven), *seven, 3, view.id) == []


def test_a_hub_of_dead_ends_does_not_slow_the_search_down() -> None:
    acts = [f"activity/x{i:04}" for i in range(300)]
    lines = [f"{body} FUNDS {act}" for act in acts for body in ("org/a", "org/c", "org/d")]
    view = view_of("\n".join([*lines, "org/a MEMBER_OF org/b"]))
    ends = view.index("org/a"), view.index("org/b")
    assert [len(one.nodes) for one in best_routes(network(view, ends), *ends, 3, view.id)] == [2]


def test_the_table_is_in_whole_hundredths_below_one() -> None:
    values = [s.millionths for by_status in STRENGTHS.values() for s in by_status.values()]
    assert all(value % 10_000 == 0 and 0 < value < MILLION for value in values)
