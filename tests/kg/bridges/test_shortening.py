"""What would bring most pairs closer, against every relation tried one by one."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.bridges.bridge_houses import houses
from kg.bridges.shortening import actors, shortens_most, weighed
from kg.graph.view import View
from tests.graphs import DAY, graph, view_of

BODIES = ["org/a", "org/b", "org/c"]
OTHERS = ["org/x", "org/y"]
UNITS = ["unit/m", "unit/n"]
STATES = [f"state/{letter}" for letter in "pqrstu"]
PROGRAMMES = ["programme/f", "programme/g", "programme/h"]
AGREEMENTS = ["agreement/k", "agreement/l"]
JOINT = ("agreement/", "programme/")
Line = tuple[str, str, str, str]
Lines = set[Line]


def line(starts: list[str], type_: str, ends: list[str], statuses: list[str]) -> st.SearchStrategy:
    parts = st.sampled_from(starts), st.just(type_), st.sampled_from(ends)
    return st.tuples(*parts, st.sampled_from(statuses))


LINE = st.one_of(
    line(STATES, "MEMBER_OF", [*BODIES, *OTHERS, *PROGRAMMES],
         ["member", "member", "observer", "former", "disputed"]),
    line([*BODIES, *OTHERS, *STATES], "PARTY_TO", AGREEMENTS, ["party", "signatory"]),
    line([*BODIES, *OTHERS, *UNITS, *STATES], "RUNS", PROGRAMMES, ["-"]),
    line([*UNITS, *PROGRAMMES], "PART_OF", BODIES, ["-"]),
)  # fmt: skip
KNOWN = st.sampled_from(["in_force", "unknown", "expired", "under_negotiation"])


def told(lines: Lines) -> str:
    return "\n".join(f"{a} {type_} {b} {status}" for a, type_, b, status in sorted(lines))


def is_full(line: Line) -> bool:
    return line[3] in {"member", "party", "-"}


def lasts(id_: str, stands: dict[str, str]) -> bool:
    return stands.get(id_, "in_force") in {"in_force", "unknown"}


def lengths(lines: Lines, stands: dict[str, str]) -> dict[tuple[str, str], float]:
    """The length of each link in steps: half a step into what joins those who are in it."""
    return {
        pair: 0.5 if a.startswith(JOINT) or b.startswith(JOINT) else 1.0
        for a, type_, b, status in lines
        if is_full((a, type_, b, status)) and lasts(a, stands) and lasts(b, stands)
        for pair in ((a, b), (b, a))
    }


def steps(links: dict[tuple[str, str], float], start: str) -> dict[str, float]:
    near: dict[str, list[tuple[str, float]]] = {}
    for (a, b), length in links.items():
        near.setdefault(a, []).append((b, length))
    found: dict[str, float] = {}
    waiting = [(0.0, start)]
    while waiting:
        far, node = heappop(waiting)
        if node not in found:
            found[node] = far
            for other, length in near.get(node, []):
                heappush(waiting, (far + length, other))
    return found


def apart(links: dict[tuple[str, str], float], ids: list[str]) -> dict[tuple[str, str], float]:
    far = {one: steps(links, one) for one in ids}
    return {(a, b): far[a].get(b, float("inf")) for a, b in combinations(ids, 2)}


def possible(lines: Lines, stands: dict[str, str], asked: list[str]) -> set[tuple[str, str, str]]:
    """Every relation of the three kinds that is not on record, by plain reading of the lines."""
    members = {b: {a for a, t, b2, s in lines if (t, b2, s) == ("MEMBER_OF", b, "member")}
               for b in asked}  # fmt: skip
    own = {b: {b, *(a for a, t, b2, _ in lines if (t, b2) == ("PART_OF", b))} for b in asked}
    run = {b: {p for a, t, p, _ in lines if t == "RUNS" and a in own[b]} for b in asked}
    has = {b: {p for p in own[b] | run[b] if p.startswith("programme/")} for b in asked}
    found = set()
    for a, b in combinations(sorted(asked), 2):
        bound = [{g for x, t, g, s in lines if (x, t, s) == (who, "PARTY_TO", "party")
                  and lasts(g, stands)} for who in (a, b)]  # fmt: skip
        if not bound[0] & bound[1]:
            found.add(("agreement", a, b))
    for state in set().union(*members.values()):
        for body in asked:
            known = any((a, t, b) == (state, "MEMBER_OF", body) for a, t, b, _ in lines)
            if members[body] and not known:
                found.add(("membership", state, body))
    for body, other in ((x, y) for x in asked for y in asked if x != y):
        tied = {p for a, t, p, _ in lines if t == "RUNS" and a == body}
        tied |= {a for a, t, b, _ in lines if (t, b) == ("PART_OF", body)}
        found |= {("programme", body, p) for p in has[other] - tied}
    return found


def tried(
    lines: Lines, stands: dict[str, str], ids: list[str], one: tuple[str, str, str]
) -> tuple[int, int, int]:
    kind, start, end = one
    new: Lines = {(start, {"membership": "MEMBER_OF", "programme": "RUNS"}.get(kind, ""), end, "-")}
    if kind == "agreement":
        new = {(who, "PARTY_TO", "agreement/new", "party") for who in (start, end)}
    before = apart(lengths(lines, stands), ids)
    after = apart(lengths(lines | new, stands), ids)
    closer = [pair for pair in before if after[pair] < before[pair]]
    known = [pair for pair in closer if before[pair] < float("inf")]
    saved = sum(before[pair] - after[pair] for pair in known)
    return len(closer), len(closer) - len(known), round(2 * saved)


@settings(deadline=None, max_examples=200)
@given(
    st.sets(LINE, min_size=4, max_size=30),
    st.fixed_dictionaries(dict.fromkeys(AGREEMENTS, KNOWN)),
    st.integers(2, 3),
)
def test_it_is_what_trying_every_relation_finds(
    lines: Lines, stands: dict[str, str], count: int
) -> None:
    asked = BODIES[:count]
    nodes: dict[str, dict[str, str]] = {id_: {} for id_ in (*BODIES, *OTHERS, *STATES)}
    nodes |= {id_: {"status": status} for id_, status in stands.items()}
    view = View(graph(told(lines), nodes), DAY)
    known = houses(view, asked)
    ids = [view.id(node) for node in actors(known)]
    states = {a for a, t, b, s in lines if t == "MEMBER_OF" and b in asked and s == "member"}
    assert ids == sorted({*asked, *states}, key=view.index)
    every = {one: tried(lines, stands, ids, one) for one in possible(lines, stands, asked)}
    types = {"agreement": "PARTY_TO", "membership": "MEMBER_OF", "programme": "RUNS"}
    order = sorted(
        (one for one in every if every[one][0]),
        key=lambda one: (*(-n for n in every[one]), types[one[0]], one[1], one[2]),
    )
    found = [(one.candidate.kind, view.id(one.candidate.start), view.id(one.candidate.end))
             for one in weighed(known)]  # fmt: skip
    assert found == order
    assert [tuple(one.shorter) for one in weighed(known)] == [every[one] for one in order]
    best = shortens_most(known, "en")
    if order:
        first = best[0].relation
        assert (first.kind, first.from_, first.to) == order[0]
        assert best[0].saved == every[order[0]][0]
    assert [one.relation.kind for one in best] == list(dict.fromkeys(one[0] for one in order))
    for one in best:
        mine = (one.relation.kind, one.relation.from_, one.relation.to)
        alike = [o for o in order if o[0] == mine[0] and every[o] == every[mine]]
        assert one.alike == len(alike) - 1
        assert one.pairs == len(ids) * (len(ids) - 1) // 2


def test_an_organ_binds_itself_through_its_whole() -> None:
    lines = """
    unit/council PART_OF org/whole
    org/organ PART_OF unit/council
    state/p MEMBER_OF org/whole member
    state/q MEMBER_OF org/other member
    """
    known = houses(view_of(lines), ["org/organ", "org/other"])
    view = known[0].view
    assert [view.id(node) for node in actors(known)] == [
        "org/other", "org/whole", "state/p", "state/q",
    ]  # fmt: skip
    best = {one.relation.kind: one for one in shortens_most(known, "en")}
    found = best["agreement"]
    assert (found.relation.from_, found.relation.to) == ("org/other", "org/whole")
    assert (found.saved, found.joined, found.pairs) == (4, 4, 6)
    assert "org/organ" not in str(best)


@pytest.mark.parametrize("status", ["observer", "former", "disputed", "suspended"])
def test_a_membership_on_record_is_no_new_one(status: str) -> None:
    lines = "state/p MEMBER_OF org/a member\nstate/q MEMBER_OF org/b member\n"
    view = view_of(f"{lines}state/p MEMBER_OF org/b {status}\nstate/q MEMBER_OF org/a {status}")
    found = weighed(houses(view, ["org/a", "org/b"]))
    assert [one.candidate.kind for one in found] == ["agreement"]


def test_nothing_is_left_to_shorten() -> None:
    lines = """
    state/p MEMBER_OF org/a member
    state/p MEMBER_OF org/b member
    org/a PARTY_TO agreement/k party
    org/b PARTY_TO agreement/k party
    """
    assert shortens_most(houses(view_of(lines), ["org/a", "org/b"]), "en") == []
